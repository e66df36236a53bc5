package org.coverslip.format.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.Jpeg2000Decoder;
import org.coverslip.codec.JpegColour;
import org.coverslip.codec.JpegColours;
import org.coverslip.codec.JpegDecoder;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Stored frames to samples. Immutable; thread-safe.
 *
 * @param syntax
 *            the transfer syntax UID
 * @param photometric
 *            Photometric Interpretation
 * @param shape
 *            of a frame; 1 or 3 samples
 * @param planar
 *            whether each sample of a native frame has a plane of its own
 */
record DicomFrameDecoder(String syntax, String photometric, BlockShape shape, boolean planar) {

	private static final String NATIVE_IMPLICIT = "1.2.840.10008.1.2";
	private static final String NATIVE_EXPLICIT = "1.2.840.10008.1.2.1";
	private static final String RLE = "1.2.840.10008.1.2.5";
	private static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
	private static final String JPEG_EXTENDED = "1.2.840.10008.1.2.4.51";
	private static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.57";
	/** The same process with predictor 1 only. */
	private static final String JPEG_LOSSLESS_FIRST_ORDER = "1.2.840.10008.1.2.4.70";
	private static final String JPEG2000_LOSSLESS = "1.2.840.10008.1.2.4.90";
	private static final String JPEG2000 = "1.2.840.10008.1.2.4.91";

	/** The compression for people. */
	static String name(final String syntax) {
		return switch (syntax) {
			case NATIVE_IMPLICIT, NATIVE_EXPLICIT -> "none";
			case RLE -> "RLE";
			case JPEG_BASELINE, JPEG_EXTENDED -> "JPEG";
			case JPEG2000_LOSSLESS, JPEG2000 -> "JPEG 2000";
			case JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER -> "lossless JPEG";
			case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> "JPEG-LS";
			case "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203" -> "High-Throughput JPEG 2000";
			default -> "transfer syntax " + syntax;
		};
	}

	/** Whether frames of a transfer syntax can be decoded. */
	static boolean isKnown(final String syntax) {
		return List.of(NATIVE_IMPLICIT, NATIVE_EXPLICIT, RLE, JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS,
			JPEG_LOSSLESS_FIRST_ORDER, JPEG2000_LOSSLESS, JPEG2000)
			.contains(syntax);
	}

	PixelBlock decode(final byte[] frame) throws IOException {
		final PixelBlock block = switch (syntax) {
			case JPEG_BASELINE, JPEG_EXTENDED, JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER -> JpegDecoder.of(jpegColours()).decode(frame, shape);
			case JPEG2000_LOSSLESS, JPEG2000 ->
				(photometric.equals("YBR_FULL") ? Jpeg2000Decoder.ofYcbcr() : Jpeg2000Decoder.ofStream()).decode(frame, shape);
			case RLE -> colours(runLengths(frame));
			default -> colours(unpack(frame));
		};
		if (photometric.equals("MONOCHROME1")) invert(block);
		return block;
	}

	/** What the data set says of the colours of JPEG streams, whose own markers count for more. */
	private JpegColours jpegColours() {
		if (shape.samples() == 1) return JpegColours.stated(JpegColour.GRAY);
		return JpegColours.stated(photometric.startsWith("YBR") ? JpegColour.YCBCR : JpegColour.RGB);
	}

	private PixelBlock unpack(final byte[] frame) throws CodecException {
		final SampleLayout layout = SampleLayout.littleEndian(shape.type());
		if (!planar || shape.samples() == 1)
			return SampleUnpacker.unpack(frame, layout, shape.width(), shape.height(), shape.samples());
		final int plane = (int) layout.blockBytes(shape.width(), shape.height(), 1);
		final List<PixelBlock> planes = new ArrayList<>();
		for (int s = 0; s < shape.samples(); s++) {
			if (frame.length < (s + 1) * plane) throw new CodecException("a frame of " + frame.length + " bytes is too short");
			planes.add(SampleUnpacker.unpack(Arrays.copyOfRange(frame, s * plane, (s + 1) * plane), layout, shape.width(),
				shape.height(), 1));
		}
		return SampleUnpacker.interleave(planes);
	}

	/**
	 * PS3.5 Annex G: a head of 16 numbers (how many segments, where each begins), then the segments: of each sample each byte, the
	 * most significant first, as a plane compressed with PackBits.
	 */
	private PixelBlock runLengths(final byte[] frame) throws IOException {
		if (frame.length < 64) throw new CodecException("an RLE frame of " + frame.length + " bytes has no head");
		final ByteBuffer head = ByteBuffer.wrap(frame, 0, 64).order(ByteOrder.LITTLE_ENDIAN);
		final int bytes = shape.type().bytes();
		final int segments = shape.samples() * bytes;
		if (head.getInt(0) != segments)
			throw new CodecException("an RLE frame has " + head.getInt(0) + " segments, not " + segments);
		final int pixels = shape.pixels();
		final byte[] interleaved = new byte[pixels * segments];
		for (int k = 0; k < segments; k++) {
			final int from = head.getInt(4 + 4 * k);
			final int to = k + 1 < segments ? head.getInt(8 + 4 * k) : frame.length;
			if (from < 64 || to < from || to > frame.length) throw new CodecException("segment " + k + " of an RLE frame is at " + from);
			final byte[] plane = new PackBitsCodec().decode(Arrays.copyOfRange(frame, from, to), pixels);
			final int place = k / bytes * bytes + bytes - 1 - k % bytes;
			for (int i = 0; i < pixels; i++)
				interleaved[i * segments + place] = plane[i];
		}
		return SampleUnpacker.unpack(interleaved, SampleLayout.littleEndian(shape.type()), shape.width(), shape.height(),
			shape.samples());
	}

	/** YBR_FULL of native frames to RGB: ITU-R BT.601 in full range, as PS3.3 C.7.6.3.1.2 defines it. */
	private PixelBlock colours(final PixelBlock block) throws CodecException {
		if (!photometric.startsWith("YBR") || block.samples() != 3) return block;
		if (!photometric.equals("YBR_FULL") || block.type() != PixelType.UINT8)
			throw new CodecException("native frames in " + photometric + " are not decoded");
		final byte[] v = block.bytes().clone();
		for (int i = 0; i < v.length; i += 3) {
			final int y = v[i] & 0xff;
			final int cb = (v[i + 1] & 0xff) - 128;
			final int cr = (v[i + 2] & 0xff) - 128;
			v[i] = clamp(y + (91881 * cr + 32768 >> 16));
			v[i + 1] = clamp(y + (-22554 * cb - 46802 * cr + 32768 >> 16));
			v[i + 2] = clamp(y + (116130 * cb + 32768 >> 16));
		}
		return new PixelBlock(block.shape(), v);
	}

	private static byte clamp(final int v) {
		return (byte) Math.max(0, Math.min(255, v));
	}

	private static void invert(final PixelBlock block) {
		if (block.type() == PixelType.UINT8) for (int i = 0; i < block.bytes().length; i++)
			block.bytes()[i] = (byte) ~block.bytes()[i];
		else if (block.type() == PixelType.UINT16) for (int i = 0; i < block.shorts().length; i++)
			block.shorts()[i] = (short) ~block.shorts()[i];
	}
}
