package org.coverslip.codec.jpeg;

import java.util.List;

import org.coverslip.codec.CodecException;

/**
 * JPEG's lossless process with Huffman codes (ITU-T T.81, annex H; SOF3, process 14): each sample is predicted from its
 * neighbours to the left and above, and the difference is coded. All seven predictors, point transform, restart
 * intervals, 2 to 16 bits, in one scan or several; all components in full resolution.
 */
final class LosslessJpeg {

	private final byte[] stream;
	private final JpegHeader header;
	/** Interleaved samples, before the point transform is undone. */
	private final short[] samples;
	private final JpegScans scans;

	private LosslessJpeg(final byte[] stream, final JpegHeader header) {
		this.stream = stream;
		this.header = header;
		scans = new JpegScans(stream, header);
		samples = new short[header.width() * header.height() * header.components().size()];
	}

	/**
	 * Decodes a stream that has all its tables.
	 *
	 * @return interleaved samples as they are stored, unsigned
	 */
	static short[] decode(final byte[] stream, final JpegHeader header) throws CodecException {
		final List<JpegHeader.Component> components = header.components();
		for (final JpegHeader.Component c : components)
			if (c.horizontal() != components.get(0).horizontal() || c.vertical() != components.get(0).vertical())
				throw new CodecException("lossless JPEG with components of different resolutions is not supported");
		if (components.size() > 1 && components.get(0).horizontal() * components.get(0).vertical() > 1)
			throw new CodecException("lossless JPEG with units of several samples is not supported");
		if ((long) header.width() * header.height() * components.size() > 8L * stream.length)
			throw new CodecException("the JPEG stream is damaged: its image data end too early");
		final LosslessJpeg decoder = new LosslessJpeg(stream, header);
		decoder.scans.read(decoder::readScan);
		return decoder.samples;
	}

	private void readScan(final JpegSegments.Segment scan, final int[] component) throws CodecException {
		final int at = scan.content();
		final int n = component.length;
		final JpegHuffmanTable[] codes = new JpegHuffmanTable[n];
		for (int i = 0; i < n; i++)
			codes[i] = scans.dc(scan, i);
		final int restartInterval = scans.restartInterval();
		final int predictor = stream[at + 1 + 2 * n] & 0xff;
		final int transform = stream[at + 3 + 2 * n] & 0xf;
		if (predictor < 1 || predictor > 7)
			throw new CodecException("a lossless JPEG has predictor " + predictor + ", not 1 to 7");
		if (transform >= header.precision())
			throw new CodecException("a lossless JPEG of " + header.precision() + " bits has a point transform of "
				+ transform);
		final int width = header.width();
		if (restartInterval % width != 0)
			throw new CodecException("a lossless JPEG restarts after " + restartInterval + " samples, in rows of "
				+ width);
		final int restartRows = restartInterval == 0 ? header.height() : restartInterval / width;
		final JpegEntropyBits bits = new JpegEntropyBits(stream, scan.end());
		for (int y = 0; y < header.height(); y++) {
			if (y > 0 && y % restartRows == 0) bits.restart(y / restartRows - 1 & 7);
			readRow(bits, y, y % restartRows == 0, component, codes, predictor,
				1 << header.precision() - transform - 1);
		}
		if (transform > 0) for (final int c : component)
			for (int i = c; i < samples.length; i += header.components().size())
				samples[i] <<= transform;
	}

	/**
	 * @param first
	 *            whether the row above does not count (H.1.2.1)
	 * @param middle
	 *            prediction of the very first sample
	 */
	private void readRow(final JpegEntropyBits bits, final int y, final boolean first, final int[] component,
		final JpegHuffmanTable[] codes, final int predictor, final int middle) throws CodecException
	{
		final int n = header.components().size();
		final int stride = header.width() * n;
		for (int x = 0; x < header.width(); x++)
			for (int i = 0; i < component.length; i++) {
				final int at = y * stride + x * n + component[i];
				final int predicted;
				if (x == 0) predicted = first ? middle : samples[at - stride] & 0xffff;
				else if (first) predicted = samples[at - n] & 0xffff;
				else predicted = predicted(predictor, samples[at - n] & 0xffff, samples[at - stride] & 0xffff,
					samples[at - stride - n] & 0xffff);
				samples[at] = (short) (predicted + difference(bits, codes[i]));
			}
	}

	/** Table H.1. */
	private static int predicted(final int predictor, final int left, final int above, final int aboveLeft) {
		return switch (predictor) {
			case 1 -> left;
			case 2 -> above;
			case 3 -> aboveLeft;
			case 4 -> left + above - aboveLeft;
			case 5 -> left + (above - aboveLeft >> 1);
			case 6 -> above + (left - aboveLeft >> 1);
			default -> left + above >> 1;
		};
	}

	/** H.1.2.2: as a DC difference, but for category 16, which stands for 32768 and has no bits behind it. */
	private static int difference(final JpegEntropyBits bits, final JpegHuffmanTable codes) throws CodecException {
		final int category = codes.symbol(bits);
		if (category > 16)
			throw new CodecException("the JPEG stream is damaged: a difference of " + category + " bits");
		return category == 16 ? 1 << 15 : bits.difference(category);
	}

	/** Samples of 8 bits or less as bytes. */
	static byte[] narrowed(final short[] samples) {
		final byte[] bytes = new byte[samples.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) samples[i];
		return bytes;
	}
}
