package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;

/**
 * Writes units of a large scan as a JPEG stream of its own. AC coefficients keep their codes; DC differences, which are
 * others now where a row of units begins, are coded anew. For one thread and one stream.
 */
final class JpegScanCut {

	/** Each DC category, 0 to 15, has itself as a code of 5 bits. */
	private static final int CATEGORY_BITS = 5;
	private static final int CATEGORIES = 16;

	private byte[] out;
	private int length;
	private long pending;
	private int pendingBits;
	private final int[] last;

	/**
	 * @param head
	 *            of the whole image
	 * @param width
	 *            of the part
	 * @param height
	 *            of the part
	 */
	JpegScanCut(final JpegScanHead head, final int width, final int height) {
		final ByteArrayOutputStream start = new ByteArrayOutputStream(2048);
		start.write(0xff);
		start.write(JpegSegments.SOI);
		final byte[] bytes = head.bytes();
		for (final JpegSegments.Segment segment : head.segments().list()) {
			final int marker = segment.marker();
			if (marker == JpegSegments.DQT || marker == JpegSegments.DHT)
				start.write(bytes, segment.start(), segment.end() - segment.start());
			else if (segment.isFrame()) start.writeBytes(frame(bytes, segment, head.header(), width, height));
		}
		start.writeBytes(dcTable());
		start.writeBytes(scan(bytes, head.scan(), head.header().components().size()));
		last = new int[head.header().components().size()];
		length = start.size();
		out = Arrays.copyOf(start.toByteArray(), Math.max(64 << 10, 2 * length));
	}

	private static byte[] frame(final byte[] bytes, final JpegSegments.Segment segment, final JpegHeader header,
		final int width,
		final int height)
	{
		final byte[] frame = Arrays.copyOfRange(bytes, segment.start(), segment.end());
		frame[5] = (byte) (height >> 8);
		frame[6] = (byte) height;
		frame[7] = (byte) (width >> 8);
		frame[8] = (byte) width;
		final List<JpegHeader.Component> components = header.components();
		// a single component has units of one block, whatever its sampling factors say
		if (components.size() == 1) frame[11] = 0x11;
		return frame;
	}

	private static byte[] dcTable() {
		final byte[] table = new byte[2 + 2 + 1 + 16 + CATEGORIES];
		table[0] = (byte) 0xff;
		table[1] = (byte) JpegSegments.DHT;
		table[3] = (byte) (table.length - 2);
		table[4 + CATEGORY_BITS] = CATEGORIES;
		for (int i = 0; i < CATEGORIES; i++)
			table[21 + i] = (byte) i;
		return table;
	}

	/** The scan's header, with DC table 0 for all components. */
	private static byte[] scan(final byte[] bytes, final JpegSegments.Segment segment, final int components) {
		final byte[] scan = Arrays.copyOfRange(bytes, segment.start(), segment.end());
		for (int i = 0; i < components; i++)
			scan[6 + 2 * i] &= 0xf;
		scan[5 + 2 * components] = 0;
		scan[6 + 2 * components] = 63;
		scan[7 + 2 * components] = 0;
		return scan;
	}

	/**
	 * Adds a block.
	 *
	 * @param component
	 *            to which it belongs
	 * @param dc
	 *            its DC value
	 * @param data
	 *            holds the codes of its AC coefficients
	 * @param start
	 *            first bit of these
	 * @param end
	 *            bit behind the last of these
	 */
	void put(final int component, final int dc, final byte[] data, final int start, final int end)
		throws CodecException {
		final int difference = dc - last[component];
		last[component] = dc;
		final int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
		if (category >= CATEGORIES)
			throw new CodecException("the JPEG stream is damaged: a DC difference of " + difference);
		// F.1.2.1: negative numbers are one less, of which the lowest bits are sent
		final int value = difference < 0 ? difference - 1 : difference;
		put(category << category | value & (1 << category) - 1, CATEGORY_BITS + category);
		int bit = start;
		for (; end - bit > 32; bit += 32)
			put(JpegScanBits.word(data, bit) >>> 32, 32);
		if (end > bit) put(JpegScanBits.word(data, bit) >>> 64 - (end - bit), end - bit);
	}

	/** Adds the lowest bits of a word in which all others are 0, 32 at most. */
	private void put(final long value, final int n) {
		pending = pending << n | value;
		pendingBits += n;
		if (pendingBits < 32) return;
		pendingBits -= 32;
		final int four = (int) (pending >>> pendingBits);
		if (length + 8 > out.length) out = Arrays.copyOf(out, Math.addExact(out.length, out.length));
		for (int shift = 24; shift >= 0; shift -= 8)
			write(four >> shift);
	}

	private void write(final int value) {
		out[length++] = (byte) value;
		if ((byte) value == -1) out[length++] = 0;
	}

	/** The whole stream. */
	byte[] finish() {
		final int fill = -pendingBits & 7;
		pending = pending << fill | (1 << fill) - 1;
		pendingBits += fill;
		out = Arrays.copyOf(out, length + 12);
		while (pendingBits > 0) {
			pendingBits -= 8;
			write((int) (pending >> pendingBits));
		}
		out[length++] = (byte) 0xff;
		out[length++] = (byte) JpegSegments.EOI;
		return Arrays.copyOf(out, length);
	}
}
