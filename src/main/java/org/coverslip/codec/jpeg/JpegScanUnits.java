package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;

/**
 * The units (MCU, ITU-T T.81, A.2) of a sequential scan: in which order the blocks of the components follow each other,
 * and with which codes. Immutable.
 */
final class JpegScanUnits {

	/** The most blocks that a unit may have (B.2.3). */
	private static final int MOST_BLOCKS = 10;

	private final int components;
	private final int[] componentOf;
	private final JpegScanCodes[] dc;
	private final JpegScanCodes[] ac;

	private JpegScanUnits(final int components, final int[] componentOf, final JpegScanCodes[] dc,
		final JpegScanCodes[] ac) {
		this.components = components;
		this.componentOf = componentOf;
		this.dc = dc;
		this.ac = ac;
	}

	/**
	 * @throws CodecException
	 *             if the scan's header is damaged, or names a table that is not defined
	 */
	static JpegScanUnits of(final JpegScanHead head) throws CodecException {
		final byte[] bytes = head.bytes();
		JpegTables tables = JpegTables.NONE;
		final JpegScanCodes[] dcTables = new JpegScanCodes[4];
		final JpegScanCodes[] acTables = new JpegScanCodes[4];
		for (final JpegSegments.Segment segment : head.segments().list()) {
			tables = tables.with(bytes, segment);
			if (segment.marker() == JpegSegments.DHT) readTables(bytes, segment, dcTables, acTables);
		}
		tables.lackingFor(bytes, head.scan(), head.header()).refuse(head.header());
		final List<JpegHeader.Component> all = head.header().components();
		final int n = all.size();
		final int[] componentOf = new int[MOST_BLOCKS];
		final JpegScanCodes[] dc = new JpegScanCodes[MOST_BLOCKS];
		final JpegScanCodes[] ac = new JpegScanCodes[MOST_BLOCKS];
		int blocks = 0;
		for (int i = 0; i < n; i++) {
			final int at = head.scan().content() + 1 + 2 * i;
			if (all.get(i).id() != (bytes[at] & 0xff))
				throw new CodecException("the JPEG scan does not have its components in the order of the frame");
			for (int j = n == 1 ? 1 : all.get(i).horizontal() * all.get(i).vertical(); j > 0; j--, blocks++) {
				if (blocks == MOST_BLOCKS) throw new CodecException("a unit of the JPEG scan has more than 10 blocks");
				componentOf[blocks] = i;
				dc[blocks] = dcTables[bytes[at + 1] >> 4 & 3];
				ac[blocks] = acTables[bytes[at + 1] & 3];
			}
		}
		return new JpegScanUnits(n, Arrays.copyOf(componentOf, blocks), dc, ac);
	}

	private static void readTables(final byte[] bytes, final JpegSegments.Segment segment, final JpegScanCodes[] dc,
		final JpegScanCodes[] ac) throws CodecException
	{
		int at = segment.content();
		while (at + 17 <= segment.end()) {
			final int kind = bytes[at] & 0xff;
			int symbols = 0;
			for (int i = 1; i <= 16; i++)
				symbols += bytes[at + i] & 0xff;
			if ((kind & 0xef) > 3) throw new CodecException("a JPEG Huffman table has the number " + (kind & 0xf));
			if (kind < 4) dc[kind] = JpegScanCodes.ofDc(bytes, at + 1);
			else ac[kind & 3] = JpegScanCodes.ofAc(bytes, at + 1);
			at += 17 + symbols;
		}
	}

	/** Number of components. */
	int components() {
		return components;
	}

	/**
	 * Passes over the next unit.
	 *
	 * @param values
	 *            the last DC value of each component; brought up to date
	 */
	void skip(final JpegScanBits bits, final int[] values) throws IOException {
		bits.need();
		final byte[] data = bits.data();
		int bit = bits.bit();
		for (int i = 0; i < componentOf.length; i++) {
			final long word = JpegScanBits.word(data, bit);
			final int entry = dc[i].entry(word);
			values[componentOf[i]] += difference(word, entry);
			bit = endOfAc(data, bit + (entry & 0xff), ac[i]);
		}
		bits.advance(bit);
	}

	/**
	 * Copies the next unit.
	 *
	 * @param values
	 *            as above
	 * @param cut
	 *            gets its blocks
	 */
	void copy(final JpegScanBits bits, final int[] values, final JpegScanCut cut) throws IOException {
		bits.need();
		final byte[] data = bits.data();
		int bit = bits.bit();
		for (int i = 0; i < componentOf.length; i++) {
			final long word = JpegScanBits.word(data, bit);
			final int entry = dc[i].entry(word);
			values[componentOf[i]] += difference(word, entry);
			final int start = bit + (entry & 0xff);
			bit = endOfAc(data, start, ac[i]);
			cut.put(componentOf[i], values[componentOf[i]], data, start, bit);
		}
		bits.advance(bit);
	}

	/** The signed number behind a DC code (F.2.2.1, EXTEND). */
	private static int difference(final long word, final int entry) throws CodecException {
		final int category = entry >> 8;
		if (category == 0) return 0;
		if (category > 15) throw damaged();
		final int value = (int) (word << (entry & 0xff) - category >>> 64 - category);
		return value >> category - 1 != 0 ? value : value - (1 << category) + 1;
	}

	/** The end of a block's AC coefficients. A word of 57 sound bits holds two symbols and the code of a third. */
	private static int endOfAc(final byte[] data, final int start, final JpegScanCodes codes) throws CodecException {
		int bit = start;
		int k = 1;
		do {
			long word = JpegScanBits.word(data, bit);
			int used = 0;
			do {
				final int entry = codes.entry(word);
				final int n = entry & 0xff;
				word <<= n;
				used += n;
				k += entry >> 8;
			}
			while (k < 64 && used <= 57 - 16);
			bit += used;
		}
		while (k < 64);
		if (k != 64 && k < JpegScanCodes.END_OF_BLOCK) throw damaged();
		return bit;
	}

	private static CodecException damaged() {
		return new CodecException("the JPEG stream is damaged: its image data hold no sound code");
	}
}
