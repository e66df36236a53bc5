package org.coverslip.codec;

import java.util.function.Supplier;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * JPEG (ITU-T T.81): baseline, sequential and progressive, Huffman-coded, 8 bits a sample. TIFF compression 7.
 * <p>
 * A grey stream gives 1 sample a pixel, a stream of colours 3 samples of RGB. A stream whose image data are cut off or
 * damaged is refused; where only the end marker is missing, it is decoded.
 */
public final class JpegDecoder implements ImageDecoder {

	private final JpegColour colour;
	private final JpegAssembly assembly;
	/** Asked when something is decoded, so that opening a slide does not load a library. */
	private final Supplier<JpegBackend> backend;

	private JpegDecoder(final JpegColour colour, final JpegAssembly assembly, final Supplier<JpegBackend> backend) {
		this.colour = colour;
		this.assembly = assembly;
		this.backend = backend;
	}

	/** A decoder of streams that carry their own tables. */
	public static JpegDecoder of(final JpegColour colour) {
		return withoutTables(colour, JpegBackend::best);
	}

	/** As above on a chosen back-end. */
	public static JpegDecoder of(final JpegColour colour, final JpegBackend backend) {
		return withoutTables(colour, () -> backend);
	}

	private static JpegDecoder withoutTables(final JpegColour colour, final Supplier<JpegBackend> backend) {
		try {
			return new JpegDecoder(colour, new JpegAssembly(null, colour), backend);
		}
		catch (final CodecException e) {
			throw new AssertionError("without tables there is nothing to be damaged", e);
		}
	}

	/**
	 * A decoder of abbreviated streams.
	 *
	 * @param tables
	 *            the stream of shared tables, TIFF's JPEGTables (347), or null for none; a stream's own tables come
	 *            before these
	 * @throws CodecException
	 *             if the tables are damaged
	 */
	public static JpegDecoder withTables(final JpegColour colour, final byte[] tables) throws CodecException {
		return new JpegDecoder(colour, new JpegAssembly(tables, colour), JpegBackend::best);
	}

	/** As above on a chosen back-end. */
	public static JpegDecoder withTables(final JpegColour colour, final byte[] tables, final JpegBackend backend)
		throws CodecException
	{
		return new JpegDecoder(colour, new JpegAssembly(tables, colour), () -> backend);
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
	 *            1, 2, 4 or 8
	 * @return a block of ceil(width / denominator) by ceil(height / denominator) pixels
	 */
	public PixelBlock decodeScaled(final byte[] encoded, final BlockShape expected, final int denominator) throws CodecException {
		if (denominator != 1 && denominator != 2 && denominator != 4 && denominator != 8)
			throw new IllegalArgumentException("a JPEG is decoded at 1/1, 1/2, 1/4 or 1/8, not 1/" + denominator);
		final JpegSegments segments = JpegSegments.ofImage(encoded);
		final JpegHeader header = JpegHeader.of(encoded, segments);
		check(header, expected);
		return backend.get().decode(assembly.assemble(encoded, segments, header), header, colour, denominator);
	}

	private void check(final JpegHeader header, final BlockShape expected) throws CodecException {
		if (header.precision() != 8)
			throw new CodecException("JPEG of " + header.precision() + " bits a sample is not supported, only of 8");
		final int found = header.components().size();
		if (colour.components() != 0 && found != colour.components())
			throw new CodecException("a JPEG of " + colour.components() + " components is expected, found " + found);
		final int samples = colour.samples() == 0 ? found : colour.samples();
		if (header.width() != expected.width() || header.height() != expected.height() || samples != expected.samples()
			|| expected.type() != PixelType.UINT8)
			throw new CodecException("a JPEG of " + expected + " is expected, found " + header.width() + " x " + header.height()
				+ " x " + samples + " " + PixelType.UINT8);
		if (!BlockShape.fits(header.width(), header.height(), found))
			throw new CodecException("a JPEG of " + expected + " cannot be held in memory");
	}
}
