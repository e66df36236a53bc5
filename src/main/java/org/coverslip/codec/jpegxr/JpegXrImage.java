package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * A JPEG XR image (ITU-T T.832, ISO/IEC 29199-2) whose headers have been read: a file, or a bare code stream. Immutable
 * and thread-safe; each call of {@link #decode} decodes anew.
 */
public final class JpegXrImage {

	private final CodeStream stream;
	private final CodeStream alpha;
	private final boolean hasAlpha;
	private final boolean isWhole;

	private JpegXrImage(final CodeStream stream, final CodeStream alpha, final boolean hasAlpha,
		final boolean isWhole) {
		this.stream = stream;
		this.alpha = alpha;
		this.hasAlpha = hasAlpha;
		this.isWhole = isWhole;
	}

	/** Whether bytes begin like a JPEG XR file or a code stream; the first 8 are enough. */
	public static boolean begins(final byte[] bytes) {
		return Container.begins(bytes);
	}

	/**
	 * Reads the headers.
	 *
	 * @param encoded
	 *            the whole file or code stream, copied
	 * @throws CodecException
	 *             if it is damaged, or of a kind that is not supported
	 */
	public static JpegXrImage parse(final byte[] encoded) throws CodecException {
		return parse(encoded, encoded.length);
	}

	/**
	 * Reads the headers from the beginning of a file, to know the image's shape; such an image cannot be decoded.
	 *
	 * @param head
	 *            a few thousand bytes, more if the file has much besides the image
	 * @param length
	 *            of the file
	 * @throws CodecException
	 *             if the headers are damaged, of a kind that is not supported, or not all within the beginning
	 */
	public static JpegXrImage parseHead(final byte[] head, final int length) throws CodecException {
		return parse(head, length);
	}

	private static JpegXrImage parse(final byte[] encoded, final int length) throws CodecException {
		final Container container = Container.parse(encoded, length);
		final CodeStream stream = CodeStream.parse(encoded, container.imageStart(), container.imageEnd());
		ColourConversion.of(stream.image(), stream.plane());
		CodeStream alpha = null;
		final boolean isWhole = encoded.length >= length;
		if (container.hasAlpha() && stream.image().format() == OutputFormat.RGBE)
			throw new CodecException("JPEG XR of radiance with alpha is not supported");
		if (isWhole && container.hasAlpha() && stream.alpha() == null) {
			alpha = CodeStream.parse(encoded, container.alphaStart(), container.alphaEnd());
			if (alpha.image().width() != stream.image().width() || alpha.image().height() != stream.image().height()
				|| alpha.image().depth() != stream.image().depth() || alpha.plane().components() != 1)
				throw new CodecException("the alpha of the JPEG XR file does not fit its image");
		}
		return new JpegXrImage(stream, alpha, container.hasAlpha() || stream.alpha() != null, isWhole);
	}

	/** Columns. */
	public int width() {
		return stream.image().width();
	}

	/** Rows. */
	public int height() {
		return stream.image().height();
	}

	/**
	 * Samples of a pixel without alpha: 1 for grey, 3 for red, green and blue, 4 for inks, or any number of unspecified
	 * components.
	 */
	public int colours() {
		return switch (stream.image().format()) {
			case GREY -> 1;
			case CMYK -> 4;
			case N_COMPONENT -> stream.plane().components();
			default -> 3;
		};
	}

	/** Whether the samples are cyan, magenta, yellow and black. */
	public boolean isCmyk() {
		return stream.image().format() == OutputFormat.CMYK;
	}

	/** Whether there is alpha. */
	public boolean hasAlpha() {
		return hasAlpha;
	}

	/**
	 * The type that samples have in memory: half-precision numbers become single-precision ones, packed samples 8 or 16
	 * bits.
	 */
	public PixelType type() {
		return stream.image().format() == OutputFormat.RGBE ? PixelType.FLOAT32 : stream.image().depth().type();
	}

	/** The whole image's shape: alpha is the last sample. */
	public BlockShape shape() {
		return shape(hasAlpha(), Reduction.NONE);
	}

	/** The shape of what {@link #decode} gives. */
	public BlockShape shape(final boolean withAlpha, final Reduction reduction) {
		return new BlockShape(reduction.of(width()), reduction.of(height()), colours() + (withAlpha ? 1 : 0), type());
	}

	/**
	 * Decodes the image.
	 *
	 * @param withAlpha
	 *            whether to decode alpha as the last sample; opaque if the image has none
	 * @throws CodecException
	 *             if the stream is damaged
	 */
	public PixelBlock decode(final boolean withAlpha, final Reduction reduction) throws CodecException {
		if (!isWhole) throw new CodecException("only the beginning of the JPEG XR image is here");
		if (!BlockShape.fits(width(), height(), colours() + (withAlpha ? 1 : 0)))
			throw new CodecException("the JPEG XR image of " + width() + " x " + height()
				+ " pixels is too large for one array");
		final PixelBlock block = PixelBlock.zeros(shape(withAlpha, reduction));
		final StreamDecoder decoder = new StreamDecoder(stream, reduction);
		final PlaneDecoder plane = decoder.planes()[0];
		final StreamDecoder.Rows colours = reduction == Reduction.NONE
			? new ImageRows(stream.image(), plane, ColourConversion.of(stream.image(), stream.plane()), block, 0,
			colours())
			: new ReducedRows(stream.image(), plane, reduction, block, 0, colours());
		if (withAlpha && stream.alpha() != null) {
			final PlaneDecoder second = decoder.planes()[1];
			final StreamDecoder.Rows alphas =
				alphaRows(stream, second, ColourConversion.ofAlpha(stream.image(), stream.alpha()), block,
				reduction);
			decoder.decode((from, to, row, before) -> {
				colours.finished(from, to, row, before);
				alphas.finished(from, to, row, before);
			});
			return block;
		}
		decoder.decode(colours);
		if (withAlpha && alpha != null) {
			final StreamDecoder second = new StreamDecoder(alpha, reduction);
			second.decode(
				alphaRows(alpha, second.planes()[0], ColourConversion.ofSeparateAlpha(alpha.image(), alpha.plane()),
				block, reduction));
		}
		else if (withAlpha) Opaque.fill(block);
		return block;
	}

	private static StreamDecoder.Rows alphaRows(final CodeStream stream, final PlaneDecoder plane,
		final ColourConversion conversion,
		final PixelBlock block, final Reduction reduction) throws CodecException
	{
		final int last = block.samples() - 1;
		return reduction == Reduction.NONE ? new ImageRows(stream.image(), plane, conversion, block, last, 1)
			: new ReducedRows(stream.image(), plane, reduction, block, last, 1);
	}
}
