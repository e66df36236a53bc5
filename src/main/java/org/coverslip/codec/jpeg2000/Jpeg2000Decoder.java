package org.coverslip.codec.jpeg2000;

import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.codec.YcbcrColour;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * JPEG 2000 (ITU-T T.800), codestreams and JP2 files of 1 to 16 bits a sample: TIFF compressions 34712, and Aperio's
 * 33003 and 33005.
 * <p>
 * Numbers are kept as they are: a 12-bit sample is 0..4095 in a 16-bit block. Components that are sampled more coarsely
 * than the image are repeated, as OpenSlide does it.
 */
public final class Jpeg2000Decoder implements ImageDecoder {

	private final boolean ycbcr;
	private final Jpeg2000Backend backend;

	private Jpeg2000Decoder(final boolean ycbcr, final Jpeg2000Backend backend) {
		this.ycbcr = ycbcr;
		this.backend = backend;
	}

	/**
	 * A decoder that leaves the components as they are, after the stream's own transform; a JP2 file that says YCbCr
	 * gives RGB.
	 */
	public static Jpeg2000Decoder ofStream() {
		return ofStream(Jpeg2000Backend.best());
	}

	/** As above on a chosen back-end. */
	public static Jpeg2000Decoder ofStream(final Jpeg2000Backend backend) {
		return new Jpeg2000Decoder(false, backend);
	}

	/**
	 * A decoder of streams whose three components are YCbCr without their saying so, which gives RGB. Aperio's
	 * compression 33003 is so, with chroma that may be sampled at every other column (OpenSlide,
	 * openslide-vendor-aperio.c); and so is 33004, by which libvips writes JPEG 2000 and which it reads as YCbCr
	 * whatever the stream says (vips2tiff.c, tiff2vips.c of 8.14).
	 */
	public static Jpeg2000Decoder ofYcbcr() {
		return ofYcbcr(Jpeg2000Backend.best());
	}

	/** As above on a chosen back-end. */
	public static Jpeg2000Decoder ofYcbcr(final Jpeg2000Backend backend) {
		return new Jpeg2000Decoder(true, backend);
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final Jpeg2000Header header = Jpeg2000Header.parse(encoded);
		final PixelType type = typeOf(header);
		final int n = header.components().size();
		if (header.width() != expected.width() || header.height() != expected.height() || n != expected.samples()
			|| type != expected.type())
			throw new CodecException("a JPEG 2000 of " + expected + " is expected, found " + header.width() + " x "
				+ header.height() + " x " + n + " " + type);
		final boolean toRgb = n == 3 && (ycbcr || header.colourSpace() == Jpeg2000Header.SYCC);
		if (toRgb && type.isSigned())
			throw new CodecException("YCbCr in JPEG 2000 is of unsigned numbers, not of " + type);
		final byte[] codestream = header.start() == 0 && header.end() == encoded.length ? encoded
			: Arrays.copyOfRange(encoded, header.start(), header.end());
		final int[][] planes = backend.decode(codestream, header);
		final PixelBlock block = PixelBlock.zeros(expected);
		for (int c = 0; c < n; c++)
			interleave(planes[c], header.components().get(c), c, block);
		if (toRgb && type == PixelType.UINT8) YcbcrColour.toRgb(block.bytes(), 3);
		else if (toRgb) YcbcrColour.toRgb(block.shorts(), header.components().get(0).bits());
		return block;
	}

	private static PixelType typeOf(final Jpeg2000Header header) throws CodecException {
		final Jpeg2000Header.Component first = header.components().get(0);
		for (final Jpeg2000Header.Component component : header.components())
			if (component.bits() > 16)
				throw new CodecException("JPEG 2000 of " + component.bits() + " bits is not supported");
			else if (component.signed() != first.signed() || component.bits() > 8 != first.bits() > 8)
				throw new CodecException("JPEG 2000 whose components are of several types is not supported");
		if (first.bits() <= 8) return first.signed() ? PixelType.INT8 : PixelType.UINT8;
		return first.signed() ? PixelType.INT16 : PixelType.UINT16;
	}

	private static void interleave(final int[] plane, final Jpeg2000Header.Component component, final int sample,
		final PixelBlock block)
	{
		final int n = block.samples();
		final int width = block.width();
		final byte[] bytes = block.type().bytes() == 1 ? block.bytes() : null;
		final short[] shorts = bytes == null ? block.shorts() : null;
		for (int y = 0; y < block.height(); y++) {
			final int row = Math.min(y / component.dy(), component.height() - 1) * component.width();
			for (int x = 0, at = y * width * n + sample; x < width; x++, at += n) {
				final int from = component.dx() == 1 ? x : Math.min(x / component.dx(), component.width() - 1);
				final int value = plane[row + from];
				if (bytes != null) bytes[at] = (byte) value;
				else shorts[at] = (short) value;
			}
		}
	}
}
