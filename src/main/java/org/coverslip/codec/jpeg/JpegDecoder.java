package org.coverslip.codec.jpeg;

import java.util.function.Function;
import java.util.function.Supplier;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * JPEG (ITU-T T.81) with Huffman codes: baseline, sequential and progressive of 8 bits a sample, sequential of 9 to 16
 * bits, lossless of 2 to 16 bits; with arithmetic codes where libjpeg-turbo is found. TIFF compression 7.
 * <p>
 * A grey stream gives 1 sample a pixel, a stream of colours 3 samples of RGB. Up to 8 bits are {@code UINT8}, more are
 * {@code UINT16}, not scaled. A stream whose image data are cut off or damaged is refused; where only the end marker is
 * missing, it is decoded.
 */
public final class JpegDecoder implements ImageDecoder {

	private final Function<JpegHeader, JpegColour> colours;
	private final JpegAssembly assembly;
	/** Asked when something is decoded, so that opening a slide does not load a library. */
	private final Supplier<JpegBackend> backend;

	private JpegDecoder(final Function<JpegHeader, JpegColour> colours, final byte[] tables,
		final Supplier<JpegBackend> backend)
		throws CodecException
	{
		this.colours = colours;
		this.assembly = new JpegAssembly(tables);
		this.backend = backend;
	}

	/** A decoder of streams that carry their own tables, and whose colour is decided for each of them. */
	public static JpegDecoder of(final JpegColours colours) {
		return withoutTables(colours::of, JpegBackend::best);
	}

	/** A decoder of streams that carry their own tables, and whose colour is known, whatever they say. */
	public static JpegDecoder of(final JpegColour colour) {
		return withoutTables(header -> colour, JpegBackend::best);
	}

	/** As above on a chosen back-end. */
	public static JpegDecoder of(final JpegColour colour, final JpegBackend backend) {
		return withoutTables(header -> colour, () -> backend);
	}

	private static JpegDecoder withoutTables(final Function<JpegHeader, JpegColour> colours,
		final Supplier<JpegBackend> backend) {
		try {
			return new JpegDecoder(colours, null, backend);
		}
		catch (final CodecException e) {
			throw new AssertionError("without tables there is nothing to be damaged", e);
		}
	}

	/**
	 * A decoder of abbreviated streams.
	 *
	 * @param colours
	 *            decides what the components of a stream mean
	 * @param tables
	 *            the stream of shared tables, TIFF's JPEGTables (347), or null for none; a stream's own tables come
	 *            before these
	 * @throws CodecException
	 *             if the tables are damaged
	 */
	public static JpegDecoder withTables(final JpegColours colours, final byte[] tables) throws CodecException {
		return new JpegDecoder(colours::of, tables, JpegBackend::best);
	}

	/** As above on a chosen back-end. */
	public static JpegDecoder withTables(final JpegColours colours, final byte[] tables, final JpegBackend backend)
		throws CodecException
	{
		return new JpegDecoder(colours::of, tables, () -> backend);
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		return decodeScaled(encoded, expected, 1);
	}

	/**
	 * Decodes at a smaller scale, which is faster than to decode and reduce.
	 * <p>
	 * With libjpeg-turbo the reduction is done on the coefficients, as OpenSlide does it for NDPI; otherwise it is a
	 * box average, which differs from it by a few grey levels at edges.
	 *
	 * @param expected
	 *            the shape of the full image
	 * @param denominator
	 *            1, 2, 4 or 8; samples of more than 8 bits are not reduced
	 * @return a block of ceil(width / denominator) by ceil(height / denominator) pixels
	 */
	public PixelBlock decodeScaled(final byte[] encoded, final BlockShape expected, final int denominator)
		throws CodecException {
		if (denominator != 1 && denominator != 2 && denominator != 4 && denominator != 8)
			throw new IllegalArgumentException("a JPEG is decoded at 1/1, 1/2, 1/4 or 1/8, not 1/" + denominator);
		final JpegSegments segments = JpegSegments.ofImage(encoded);
		final JpegHeader header = assembly.header(encoded, segments);
		final JpegColour colour = colours.apply(header);
		final BlockShape found = shape(header, colour, expected);
		final byte[] stream = assembly.assemble(encoded, segments, header, colour);
		if (!header.lossless() && header.precision() == 8)
			return (header.huffman() ? backend.get() : JpegBackend.turbo().orElseThrow())
				.decode(stream, header, colour, denominator);
		final short[] components = header.lossless() ? LosslessJpeg.decode(stream, header)
			: ExtendedJpeg.decode(stream, header);
		final PixelBlock block =
			new PixelBlock(found, header.precision() > 8 ? colour.toSamples(components, header.precision())
			: colour.toSamples(LosslessJpeg.narrowed(components)));
		if (denominator == 1) return block;
		if (block.type() != PixelType.UINT8)
			throw new CodecException("a JPEG of " + header.precision()
				+ " bits a sample cannot be decoded at a smaller scale");
		return BoxReduction.reduce(block, denominator);
	}

	/** The shape that the stream has, if it is the expected one. */
	private static BlockShape shape(final JpegHeader header, final JpegColour colour, final BlockShape expected)
		throws CodecException {
		final int found = header.components().size();
		if (colour.components() != 0 && found != colour.components())
			throw new CodecException("a JPEG of " + colour.components() + " components is expected, found " + found);
		final int samples = colour.samples() == 0 ? found : colour.samples();
		if (header.width() != expected.width() || header.height() != expected.height() || samples != expected.samples()
			|| header.type() != expected.type())
			throw new CodecException("a JPEG of " + expected + " is expected, found " + header.width() + " x "
				+ header.height()
				+ " x " + samples + " " + header.type());
		if (!BlockShape.fits(header.width(), header.height(), found))
			throw new CodecException("a JPEG of " + expected + " cannot be held in memory");
		return new BlockShape(header.width(), header.height(), samples, header.type());
	}
}
