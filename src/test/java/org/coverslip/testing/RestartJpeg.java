package org.coverslip.testing;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes baseline JPEG streams with restart markers, which the encoders at hand do not write.
 * <p>
 * There is no picture that is transformed: the coefficients of each block are drawn at random, smooth ones more often,
 * so that decoders can be held against each other. All tables are flat: each code of a kind has the same length.
 */
public final class RestartJpeg {

	private static final int DC_CODE = 4;
	private static final int DC_SYMBOLS = 12;
	private static final int AC_CODE = 8;
	private static final int AC_SIZES = 10;
	private static final int QUANTUM = 8;
	private static final int[] SOME_PLACES = { 1, 2, 5 };

	private final int width;
	private final int height;
	private final int components;
	private final int horizontal;
	private final Random random;

	private int interval;
	private int statedWidth;
	private int statedHeight;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final List<Long> starts = new ArrayList<>();
	private long bits;
	private int bitCount;

	/**
	 * @param components
	 *            1 or 3
	 * @param horizontal
	 *            how many pixels share a chroma sample in a row: 1 or 2
	 */
	public RestartJpeg(final int width, final int height, final int components, final int horizontal, final long seed) {
		this.width = width;
		this.height = height;
		this.components = components;
		this.horizontal = components == 1 ? 1 : horizontal;
		random = new Random(seed);
		statedWidth = width > 65500 || height > 65500 ? 0 : width;
		statedHeight = width > 65500 || height > 65500 ? 0 : height;
	}

	/** Units between restart markers; 0 for none. */
	public RestartJpeg interval(final int units) {
		interval = units;
		return this;
	}

	/** Restart intervals so many pixels wide. */
	public RestartJpeg intervalOfPixels(final int pixels) {
		return interval(pixels / (8 * horizontal));
	}

	/** The size that the frame header states, if it is to be another than the true one. */
	public RestartJpeg stating(final int w, final int h) {
		statedWidth = w;
		statedHeight = h;
		return this;
	}

	public int width() {
		return width;
	}

	public int height() {
		return height;
	}

	public int components() {
		return components;
	}

	/** The stream; made once. */
	public byte[] stream() {
		if (out.size() == 0) encode();
		return out.toByteArray();
	}

	/** Where the restart intervals begin in the stream. */
	public long[] starts() {
		stream();
		return starts.stream().mapToLong(Long::longValue).toArray();
	}

	private void encode() {
		head();
		starts.add((long) out.size());
		final int columns = (width + 8 * horizontal - 1) / (8 * horizontal);
		final int rows = (height + 7) / 8;
		final int[] last = new int[components];
		for (int unit = 0; unit < columns * rows; unit++) {
			if (interval > 0 && unit > 0 && unit % interval == 0) restart(last);
			for (int c = 0; c < components; c++)
				for (int k = 0; k < (c == 0 ? horizontal : 1); k++)
					last[c] = block(c, last[c]);
		}
		flush();
		marker(0xd9);
	}

	private void restart(final int[] last) {
		flush();
		marker(0xd0 + (starts.size() - 1) % 8);
		starts.add((long) out.size());
		java.util.Arrays.fill(last, 0);
	}

	/** One block; returns its first coefficient. */
	private int block(final int component, final int last) {
		final int most = component == 0 ? 90 : 35;
		final int dc = Math.max(-most, Math.min(most, last + random.nextInt(41) - 20));
		value(dc - last, DC_CODE, size(dc - last));
		int place = 0;
		for (final int next : SOME_PLACES) {
			final int ac = random.nextInt(17) - 8;
			if (ac == 0) continue;
			value(ac, AC_CODE, acSymbol(next - place - 1, size(ac)));
			place = next;
		}
		if (random.nextInt(4) == 0) {
			final int next = place + 1 + random.nextInt(15);
			final int ac = random.nextBoolean() ? 3 : -3;
			value(ac, AC_CODE, acSymbol(next - place - 1, size(ac)));
		}
		put(acSymbol(0, 0), AC_CODE);
		return dc;
	}

	/** A symbol's place in the flat table: 0 ends the block, 1 is a run of 16 zeros. */
	private static int acSymbol(final int run, final int size) {
		return size == 0 ? 0 : 2 + run * AC_SIZES + size - 1;
	}

	private static int size(final int value) {
		return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
	}

	private void value(final int value, final int codeLength, final int symbol) {
		put(symbol, codeLength);
		final int size = size(value);
		put(value < 0 ? value + (1 << size) - 1 : value, size);
	}

	private void put(final int value, final int count) {
		bits = bits << count | value;
		bitCount += count;
		while (bitCount >= 8) {
			final int octet = (int) (bits >>> bitCount - 8) & 0xff;
			out.write(octet);
			if (octet == 0xff) out.write(0);
			bitCount -= 8;
		}
		bits &= (1L << bitCount) - 1;
	}

	private void flush() {
		if (bitCount > 0) put((1 << 8 - bitCount) - 1, 8 - bitCount);
	}

	private void head() {
		marker(0xd8);
		segment(0xe0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
		final int[] quanta = new int[65];
		java.util.Arrays.fill(quanta, 1, 65, QUANTUM);
		segment(0xdb, quanta);
		final int[] frame = new int[6 + 3 * components];
		frame[0] = 8;
		frame[1] = statedHeight >> 8;
		frame[2] = statedHeight & 0xff;
		frame[3] = statedWidth >> 8;
		frame[4] = statedWidth & 0xff;
		frame[5] = components;
		for (int c = 0; c < components; c++) {
			frame[6 + 3 * c] = c + 1;
			frame[7 + 3 * c] = (c == 0 ? horizontal : 1) << 4 | 1;
		}
		segment(0xc0, frame);
		final int[] dc = new int[17 + DC_SYMBOLS];
		dc[DC_CODE] = DC_SYMBOLS;
		for (int i = 0; i < DC_SYMBOLS; i++)
			dc[17 + i] = i;
		segment(0xc4, dc);
		final int[] ac = new int[17 + 2 + 16 * AC_SIZES];
		ac[0] = 0x10;
		ac[AC_CODE] = 2 + 16 * AC_SIZES;
		ac[18] = 0xf0;
		for (int run = 0; run < 16; run++)
			for (int size = 1; size <= AC_SIZES; size++)
				ac[17 + acSymbol(run, size)] = run << 4 | size;
		segment(0xc4, ac);
		if (interval > 0) segment(0xdd, interval >> 8, interval & 0xff);
		final int[] scan = new int[4 + 2 * components];
		scan[0] = components;
		for (int c = 0; c < components; c++)
			scan[1 + 2 * c] = c + 1;
		scan[2 + 2 * components] = 63;
		segment(0xda, scan);
	}

	private void marker(final int code) {
		out.write(0xff);
		out.write(code);
	}

	private void segment(final int code, final int... content) {
		marker(code);
		out.write(content.length + 2 >> 8);
		out.write(content.length + 2);
		for (final int octet : content)
			out.write(octet);
	}
}
