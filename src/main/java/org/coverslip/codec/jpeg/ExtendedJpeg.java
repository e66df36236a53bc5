package org.coverslip.codec.jpeg;

import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;

/**
 * JPEG's sequential process with Huffman codes for samples of more than 8 bits (ITU-T T.81, annex F; SOF1), which
 * neither of the back-ends decodes. The standard has 12 bits; GDCM and DCMTK write up to 16. In one scan or several.
 * Coarser components are repeated, not interpolated.
 */
final class ExtendedJpeg implements JpegScans.Reader {

	/** Place of a coefficient in its block by its place in the stream (T.81, figure A.6). */
	private static final int[] ZIGZAG = { 0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40,
		48, 41, 34, 27, 20,
		13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31,
		39, 46, 53, 60, 61,
		54, 47, 55, 62, 63 };
	private static final double[] COSINES = cosines();

	private final byte[] stream;
	private final JpegHeader header;
	private final JpegScans scans;
	private final Plane[] planes;
	private final int[][] quantization = new int[4][];
	private final double[] block = new double[64];
	private final double[] half = new double[64];

	/** One component: whole blocks of it, its place in the scan's prediction. */
	private static final class Plane {

		final JpegHeader.Component component;
		final int blocksAcross;
		final int blocksDown;
		final int stride;
		final short[] samples;
		int last;

		Plane(final JpegHeader header, final JpegHeader.Component component) {
			this.component = component;
			final int across = (header.width() - 1) / header.mcuWidth() + 1;
			final int down = (header.height() - 1) / header.mcuHeight() + 1;
			final boolean single = header.components().size() == 1;
			final int h = single ? 1 : component.horizontal();
			final int v = single ? 1 : component.vertical();
			stride = across * h * 8;
			samples = new short[Math.multiplyExact(stride, down * v * 8)];
			// A.2.2: a scan of one component has no blocks beyond its own size
			blocksAcross = (header.width() * h * 8 - 1) / header.mcuWidth() / 8 + 1;
			blocksDown = (header.height() * v * 8 - 1) / header.mcuHeight() / 8 + 1;
		}
	}

	private ExtendedJpeg(final byte[] stream, final JpegHeader header) {
		this.stream = stream;
		this.header = header;
		scans = new JpegScans(stream, header);
		planes = header.components().stream().map(c -> new Plane(header, c)).toArray(Plane[]::new);
	}

	/** The cosine of frequency u at place x, with its factor (A.3.3), at {@code 8 * x + u}. */
	private static double[] cosines() {
		final double[] table = new double[64];
		for (int x = 0; x < 8; x++)
			for (int u = 0; u < 8; u++)
				table[8 * x + u] = Math.cos((2 * x + 1) * u * Math.PI / 16) / 2 * (u == 0 ? Math.sqrt(0.5) : 1);
		return table;
	}

	/**
	 * Decodes a stream that has all its tables.
	 *
	 * @return interleaved components, unsigned
	 */
	static short[] decode(final byte[] stream, final JpegHeader header) throws CodecException {
		// a block takes two bits at least
		if ((long) header.width() * header.height() > 64 / 2 * 8L * 16 * stream.length)
			throw new CodecException("the JPEG stream is damaged: its image data end too early");
		try {
			final ExtendedJpeg decoder = new ExtendedJpeg(stream, header);
			decoder.scans.read(decoder);
			return decoder.interleaved();
		}
		catch (final ArithmeticException e) {
			throw new CodecException("a JPEG of " + header.width() + " x " + header.height()
				+ " pixels cannot be held in memory", e);
		}
	}

	private int word(final int at) {
		return (stream[at] & 0xff) << 8 | stream[at + 1] & 0xff;
	}

	@Override
	public void segment(final JpegSegments.Segment segment) throws CodecException {
		if (segment.marker() != JpegSegments.DQT) return;
		int at = segment.content();
		while (at < segment.end()) {
			final int kind = stream[at++] & 0xff;
			final int bytes = kind < 16 ? 1 : 2;
			if ((kind & 0xf) > 3) throw new CodecException("a JPEG quantization table has the number " + (kind & 0xf));
			final int[] table = new int[64];
			for (int k = 0; k < 64; k++, at += bytes)
				table[k] = bytes == 1 ? stream[at] & 0xff : word(at);
			quantization[kind & 3] = table;
		}
	}

	@Override
	public void scan(final JpegSegments.Segment scan, final int[] components) throws CodecException {
		final int n = components.length;
		final Plane[] chosen = new Plane[n];
		for (int i = 0; i < n; i++)
			chosen[i] = planes[components[i]];
		final int restartInterval = scans.restartInterval();
		final JpegEntropyBits bits = new JpegEntropyBits(stream, scan.end());
		final int across = n == 1 ? chosen[0].blocksAcross : (header.width() - 1) / header.mcuWidth() + 1;
		final int down = n == 1 ? chosen[0].blocksDown : (header.height() - 1) / header.mcuHeight() + 1;
		int unit = 0;
		for (final Plane plane : chosen)
			plane.last = 0;
		for (int y = 0; y < down; y++)
			for (int x = 0; x < across; x++, unit++) {
				if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
					bits.restart(unit / restartInterval - 1 & 7);
					for (final Plane plane : chosen)
						plane.last = 0;
				}
				for (int i = 0; i < n; i++)
					readUnit(bits, chosen[i], x, y, n == 1 ? 1 : chosen[i].component.horizontal(),
						n == 1 ? 1 : chosen[i].component.vertical(),
						scans.dc(scan, i), scans.ac(scan, i));
			}
	}

	private void readUnit(final JpegEntropyBits bits, final Plane plane, final int x, final int y, final int h,
		final int v,
		final JpegHuffmanTable dcCodes, final JpegHuffmanTable acCodes) throws CodecException
	{
		for (int j = 0; j < v; j++)
			for (int i = 0; i < h; i++) {
				readBlock(bits, plane, dcCodes, acCodes);
				store(plane, 8 * ((y * v + j) * plane.stride + x * h + i));
			}
	}

	/** Coefficients, as they are before the transform. */
	private void readBlock(final JpegEntropyBits bits, final Plane plane, final JpegHuffmanTable dcCodes,
		final JpegHuffmanTable acCodes)
		throws CodecException
	{
		final int[] factors = quantization[plane.component.table() & 3];
		Arrays.fill(block, 0);
		final int category = dcCodes.symbol(bits);
		if (category > 16)
			throw new CodecException("the JPEG stream is damaged: a DC difference of " + category + " bits");
		plane.last += bits.difference(category);
		block[0] = (double) plane.last * factors[0];
		for (int k = 1; k < 64; k++) {
			final int symbol = acCodes.symbol(bits);
			final int size = symbol & 0xf;
			if (size == 0 && symbol != 0xf0) return;
			k += symbol >> 4;
			if (k > 63) throw new CodecException("the JPEG stream is damaged: its image data hold no sound code");
			if (size > 0) block[ZIGZAG[k]] = (double) bits.difference(size) * factors[k];
		}
	}

	/** Transforms the block (A.3.3) and puts it at a place of a plane. */
	private void store(final Plane plane, final int at) {
		for (int v = 0; v < 8; v++)
			for (int x = 0; x < 8; x++) {
				double sum = 0;
				for (int u = 0; u < 8; u++)
					sum += COSINES[8 * x + u] * block[8 * v + u];
				half[8 * v + x] = sum;
			}
		final int most = (1 << header.precision()) - 1;
		final double centre = (1 << header.precision() - 1) + 0.5;
		for (int y = 0; y < 8; y++)
			for (int x = 0; x < 8; x++) {
				double sum = centre;
				for (int v = 0; v < 8; v++)
					sum += COSINES[8 * y + v] * half[8 * v + x];
				plane.samples[at + y * plane.stride + x] = (short) Math.max(0, Math.min(most, (int) sum));
			}
	}

	private short[] interleaved() {
		final int n = planes.length;
		final short[] samples = new short[header.width() * header.height() * n];
		final List<JpegHeader.Component> components = header.components();
		final int mostAcross = n == 1 ? 1 : header.mcuWidth() / 8;
		final int mostDown = n == 1 ? 1 : header.mcuHeight() / 8;
		for (int c = 0; c < n; c++) {
			final int h = n == 1 ? 1 : components.get(c).horizontal();
			final int v = n == 1 ? 1 : components.get(c).vertical();
			int to = c;
			for (int y = 0; y < header.height(); y++)
				for (int x = 0; x < header.width(); x++, to += n)
					samples[to] = planes[c].samples[y * v / mostDown * planes[c].stride + x * h / mostAcross];
		}
		return samples;
	}
}
