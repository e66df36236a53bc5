package org.coverslip.codec;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * JPEG-LS (ITU-T T.87), lossless and near-lossless, of 2 to 16 bits a sample, by CharLS where that is installed.
 * Components are left as they are stored, after the transforms of HP's extension that CharLS undoes; numbers are kept
 * as they are. Immutable; thread-safe.
 */
public final class JpegLsDecoder implements ImageDecoder {

	/** Looked for when it is first asked for. */
	private static final class Library {

		static final Optional<CharLs> CHARLS = CharLs.find();
	}

	/** Whether CharLS is found, without which nothing is decoded. */
	public static boolean isAvailable() {
		return Library.CHARLS.isPresent();
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final PixelBlock block = decode(encoded);
		if (!block.shape().equals(expected))
			throw new CodecException("a JPEG-LS stream of " + expected + " is expected, found " + block.shape());
		return block;
	}

	/**
	 * Decodes a stream whatever its shape.
	 *
	 * @return unsigned samples of 8 or 16 bits
	 * @throws CodecException
	 *             if it is damaged, or CharLS is not there
	 */
	public static PixelBlock decode(final byte[] encoded) throws CodecException {
		final CharLs library =
			Library.CHARLS.orElseThrow(
			() -> new CodecException("JPEG-LS is decoded by CharLS (libcharls), which is not installed"));
		final CharLs.Decoded image = library.decode(encoded);
		final SampleLayout layout =
			new SampleLayout(image.bits() <= 8 ? 8 : 16, SampleLayout.Kind.UNSIGNED, ByteOrder.nativeOrder());
		if (!image.planar() || image.components() == 1)
			return SampleUnpacker.unpack(image.samples(), layout, image.width(), image.height(), image.components());
		final int plane = image.samples().length / image.components();
		final List<PixelBlock> planes = new ArrayList<>();
		for (int c = 0; c < image.components(); c++)
			planes.add(SampleUnpacker.unpack(Arrays.copyOfRange(image.samples(), c * plane, (c + 1) * plane), layout,
				image.width(),
				image.height(), 1));
		return SampleUnpacker.interleave(planes);
	}
}
