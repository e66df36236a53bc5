package org.coverslip.codec.jpeg;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelType;

/**
 * What the head of a JPEG stream says of its image (ITU-T T.81, annex B.2). Immutable.
 *
 * @param width
 *            pixels in a row, &gt; 0
 * @param height
 *            rows, &gt; 0
 * @param precision
 *            bits of a sample
 * @param components
 *            1 to 4 of them, in the stream's order
 * @param restartInterval
 *            units ({@link #mcuWidth()} x {@link #mcuHeight()} pixels) between restart markers, or 0 without such
 * @param process
 *            how the image is coded: the lower half of the frame's marker (T.81, table B.1)
 * @param jfif
 *            whether there is a JFIF marker (APP0)
 * @param adobeTransform
 *            colour transform of Adobe's marker (APP14): 0 none, 1 YCbCr, 2 YCCK; or -1 without such a marker
 */
public record JpegHeader(int width, int height, int precision, List<Component> components, int restartInterval,
	int process, boolean jfif, int adobeTransform)
{

	/**
	 * One colour component.
	 *
	 * @param id
	 *            any number 0 to 255
	 * @param horizontal
	 *            sampling factor, 1 to 4
	 * @param vertical
	 *            sampling factor, 1 to 4
	 * @param table
	 *            number of its quantization table
	 */
	public record Component(int id, int horizontal, int vertical, int table) {
	}

	public JpegHeader {
		components = List.copyOf(components);
	}

	/**
	 * Reads the head of a stream.
	 *
	 * @param stream
	 *            a JPEG image, which may be an abbreviated one (without tables); bytes after the first start of scan
	 *            are not looked at
	 * @throws CodecException
	 *             if it is damaged, or of a process that is not decoded, which is named
	 */
	public static JpegHeader parse(final byte[] stream) throws CodecException {
		return of(stream, JpegSegments.ofImage(stream));
	}

	static JpegHeader of(final byte[] stream, final JpegSegments segments) throws CodecException {
		JpegSegments.Segment frame = null;
		int restartInterval = 0;
		for (final JpegSegments.Segment segment : segments.list()) {
			final int at = segment.content();
			if (segment.isFrame()) {
				if (frame != null) throw new CodecException("the JPEG stream has two frames");
				frame = segment;
			}
			else if (segment.marker() == JpegSegments.DRI && segment.length() >= 2) restartInterval = word(stream, at);
		}
		if (frame == null) throw new CodecException("the JPEG stream has no frame header before its image data");
		return ofFrame(stream, frame, restartInterval, segments.jfif(stream), segments.adobeTransform(stream));
	}

	private static JpegHeader ofFrame(final byte[] stream, final JpegSegments.Segment frame, final int restartInterval,
		final boolean jfif, final int adobe) throws CodecException
	{
		if (frame.length() < 6) throw new CodecException("the JPEG frame header is too short");
		int at = frame.content();
		final int precision = stream[at] & 0xff;
		final int height = word(stream, at + 1);
		final int width = word(stream, at + 3);
		final int n = stream[at + 5] & 0xff;
		if (width == 0 || height == 0)
			throw new CodecException("the JPEG frame header says " + width + " x " + height + " pixels");
		if (n < 1 || n > 4 || frame.length() != 6 + 3 * n)
			throw new CodecException("the JPEG frame header says " + n + " components in " + frame.length() + " bytes");
		final List<Component> components = new ArrayList<>(n);
		at += 6;
		for (int i = 0; i < n; i++, at += 3) {
			final int h = stream[at + 1] >> 4 & 0xf;
			final int v = stream[at + 1] & 0xf;
			if (h < 1 || h > 4 || v < 1 || v > 4)
				throw new CodecException("JPEG component " + i + " has sampling factors " + h + " x " + v);
			components.add(new Component(stream[at] & 0xff, h, v, stream[at + 2] & 0xff));
		}
		final int process = frame.marker() & 0xf;
		JpegProcess.check(process, precision);
		return new JpegHeader(width, height, precision, components, restartInterval, process, jfif, adobe);
	}

	private static int word(final byte[] stream, final int at) {
		return (stream[at] & 0xff) << 8 | stream[at + 1] & 0xff;
	}

	/** What the components mean as the stream itself has it, for a JPEG that no container describes. */
	public JpegColour colour() {
		return JpegColours.ofStreams().of(this);
	}

	/** The smallest type that holds the samples: {@code UINT8} or {@code UINT16}. */
	public PixelType type() {
		return precision <= 8 ? PixelType.UINT8 : PixelType.UINT16;
	}

	/** Whether the image is sent in several passes of growing precision. */
	public boolean progressive() {
		return process == JpegProcess.PROGRESSIVE || process == JpegProcess.PROGRESSIVE_ARITHMETIC;
	}

	/** Whether samples are predicted and stored exactly, without a transform. */
	public boolean lossless() {
		return process == JpegProcess.LOSSLESS;
	}

	/** Whether Huffman codes are used, else arithmetic ones. */
	boolean huffman() {
		return process < JpegProcess.ARITHMETIC;
	}

	/** The same with the markers for applications of another stream, where this one has none. */
	JpegHeader marked(final boolean otherJfif, final int otherAdobe) {
		if (jfif || adobeTransform >= 0) return this;
		return new JpegHeader(width, height, precision, components, restartInterval, process, otherJfif, otherAdobe);
	}

	/** How many times coarser than the first component the second one is sampled in a row; 1 for a single component. */
	public int horizontalSubsampling() {
		return components.size() == 1 ? 1
			: Math.max(1, components.get(0).horizontal() / components.get(1).horizontal());
	}

	/**
	 * How many times coarser than the first component the second one is sampled in a column; 1 for a single component.
	 */
	public int verticalSubsampling() {
		return components.size() == 1 ? 1 : Math.max(1, components.get(0).vertical() / components.get(1).vertical());
	}

	/**
	 * Pixels in a row of the smallest unit that is coded by itself: 8 times the largest sampling factor; 8 for a single
	 * component.
	 */
	public int mcuWidth() {
		return components.size() == 1 ? 8 : 8 * components.stream().mapToInt(Component::horizontal).max().getAsInt();
	}

	/** Rows of the smallest unit that is coded by itself. */
	public int mcuHeight() {
		return components.size() == 1 ? 8 : 8 * components.stream().mapToInt(Component::vertical).max().getAsInt();
	}
}
