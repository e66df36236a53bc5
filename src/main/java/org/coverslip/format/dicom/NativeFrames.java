package org.coverslip.format.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.SampleLayout;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.pixel.PixelBlock;

/** Turns uncompressed and run-length coded frames into samples. */
final class NativeFrames {

	private static final int RLE_HEAD = 64;

	private NativeFrames() {}

	/**
	 * The samples of a frame.
	 *
	 * @param frame
	 *            its bytes; more are ignored
	 */
	static PixelBlock unpack(final byte[] frame, final DicomPixels pixels) throws CodecException {
		final long needed = (pixels.frameBits() + 7) / 8;
		if (frame.length < needed)
			throw new CodecException("a frame of " + frame.length + " bytes is too short, " + needed + " are needed");
		if (pixels.bits() == 1) return bits(frame, pixels);
		if (pixels.halved()) return halved(frame, pixels);
		final SampleLayout own = SampleLayout.littleEndian(pixels.stored().type());
		final SampleLayout layout = new SampleLayout(own.bits(), own.kind(), pixels.order());
		final int width = pixels.stored().width();
		final int height = pixels.stored().height();
		if (!pixels.planar()) return SampleUnpacker.unpack(frame, layout, width, height, pixels.stored().samples());
		final int plane = (int) layout.blockBytes(width, height, 1);
		final List<PixelBlock> planes = new ArrayList<>();
		for (int s = 0; s < pixels.stored().samples(); s++)
			planes.add(SampleUnpacker.unpack(Arrays.copyOfRange(frame, s * plane, (s + 1) * plane), layout, width,
				height, 1));
		return SampleUnpacker.interleave(planes);
	}

	/** Samples of one bit, the lowest bit of a byte first (PS3.5 8.1.1). */
	private static PixelBlock bits(final byte[] frame, final DicomPixels pixels) {
		final PixelBlock block = PixelBlock.zeros(pixels.stored());
		for (int i = 0; i < block.shape().length(); i++)
			block.bytes()[i] = (byte) (frame[i / 8] >> i % 8 & 1);
		return block;
	}

	/** Two luminances, then the chroma of both (PS3.3 C.7.6.3.1.2, YBR_FULL_422), repeated as pydicom does. */
	private static PixelBlock halved(final byte[] frame, final DicomPixels pixels) throws CodecException {
		final int n = pixels.bits() / 8;
		final byte[] whole = new byte[(int) pixels.stored().byteCount()];
		for (int from = 0, to = 0; to < whole.length; from += 4 * n, to += 6 * n)
			for (int half = 0; half < 2; half++) {
				System.arraycopy(frame, from + half * n, whole, to + 3 * half * n, n);
				System.arraycopy(frame, from + 2 * n, whole, to + (3 * half + 1) * n, 2 * n);
			}
		final SampleLayout own = SampleLayout.littleEndian(pixels.stored().type());
		return SampleUnpacker.unpack(whole, new SampleLayout(own.bits(), own.kind(), pixels.order()),
			pixels.stored().width(),
			pixels.stored().height(), 3);
	}

	/**
	 * PS3.5 Annex G: a head of 16 numbers (how many segments, where each begins), then the segments: a plane compressed
	 * with PackBits for each byte of each sample, the most significant byte first.
	 */
	static PixelBlock runLengths(final byte[] frame, final DicomPixels pixels) throws IOException {
		if (frame.length < RLE_HEAD) throw new CodecException("an RLE frame of " + frame.length + " bytes has no head");
		final ByteBuffer head = ByteBuffer.wrap(frame, 0, RLE_HEAD).order(ByteOrder.LITTLE_ENDIAN);
		final int bytes = pixels.stored().type().bytes();
		final int segments = pixels.stored().samples() * bytes;
		if (head.getInt(0) != segments || segments > 15)
			throw new CodecException("an RLE frame has " + head.getInt(0) + " segments, not " + segments);
		final int count = pixels.stored().pixels();
		final byte[] interleaved = new byte[count * segments];
		for (int k = 0; k < segments; k++) {
			final int from = head.getInt(4 + 4 * k);
			final int to = k + 1 < segments ? head.getInt(8 + 4 * k) : frame.length;
			if (from < RLE_HEAD || to < from || to > frame.length)
				throw new CodecException("segment " + k + " of an RLE frame is at " + from);
			final byte[] plane = new PackBitsCodec().decode(Arrays.copyOfRange(frame, from, to), count);
			final int place = k / bytes * bytes + bytes - 1 - k % bytes;
			for (int i = 0; i < count; i++)
				interleaved[i * segments + place] = plane[i];
		}
		return SampleUnpacker.unpack(interleaved, SampleLayout.littleEndian(pixels.stored().type()),
			pixels.stored().width(),
			pixels.stored().height(), pixels.stored().samples());
	}
}
