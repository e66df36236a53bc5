package org.coverslip.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Writes 8-bit blocks as baseline JPEG for TIFF compression 7: 1 sample a pixel as grey (photometric 1), 3 samples of
 * RGB as YCbCr (photometric 6), without any marker for applications.
 * <p>
 * The streams are whole, or abbreviated ones that share {@link #tables()}.
 * <p>
 * Abbreviated streams without subsampling number their components 0, 1, 2 instead of 1, 2, 3. Only a TIFF says what their colours are;
 * but Java's own decoder, which Bio-Formats 8 uses, guesses YCbCr from the numbers 1 to 3 and RGB from others, and Bio-Formats
 * converts colours itself where the TIFF says YCbCr without subsampling: with 1 to 3 it would do so twice, and show pink as violet.
 * Observed with Bio-Formats 8.0.0; libtiff, OpenSlide and libvips take either.
 */
public final class JpegEncoder implements TileEncoder {

	private final int quality;
	private final JpegSubsampling subsampling;
	private final int samples;
	private final JpegBackend backend;
	private final byte[] tables;

	private JpegEncoder(final int quality, final JpegSubsampling subsampling, final int samples, final JpegBackend backend,
		final byte[] tables)
	{
		this.quality = quality;
		this.subsampling = subsampling;
		this.samples = samples;
		this.backend = backend;
		this.tables = tables;
	}

	/**
	 * An encoder of whole streams.
	 *
	 * @param quality
	 *            1 to 100, with the meaning that libjpeg gave it
	 * @param subsampling
	 *            of the chroma; without effect where {@code samples} is 1
	 * @param samples
	 *            of a pixel of the blocks: 1 or 3
	 */
	public static JpegEncoder ofWholeStreams(final int quality, final JpegSubsampling subsampling, final int samples) {
		return ofWholeStreams(quality, subsampling, samples, JpegBackend.best());
	}

	/** As above on a chosen back-end. */
	public static JpegEncoder ofWholeStreams(final int quality, final JpegSubsampling subsampling, final int samples,
		final JpegBackend backend)
	{
		if (quality < 1 || quality > 100) throw new IllegalArgumentException("a JPEG quality is 1 to 100, not " + quality);
		if (samples != 1 && samples != 3)
			throw new IllegalArgumentException("JPEG is written for 1 or 3 samples a pixel, not for " + samples);
		return new JpegEncoder(quality, subsampling, samples, backend, null);
	}

	/** An encoder of abbreviated streams, with its tables apart. Parameters as in {@link #ofWholeStreams}. */
	public static JpegEncoder withSharedTables(final int quality, final JpegSubsampling subsampling, final int samples)
		throws IOException
	{
		return withSharedTables(quality, subsampling, samples, JpegBackend.best());
	}

	/** As above on a chosen back-end. */
	public static JpegEncoder withSharedTables(final int quality, final JpegSubsampling subsampling, final int samples,
		final JpegBackend backend) throws IOException
	{
		final JpegEncoder whole = ofWholeStreams(quality, subsampling, samples, backend);
		// tables do not depend on the picture, since the Huffman tables are the standard ones
		final byte[] stream = whole.encode(PixelBlock.zeros(new BlockShape(16, 16, samples, PixelType.UINT8)));
		return new JpegEncoder(quality, subsampling, samples, backend, tablesOf(stream));
	}

	/** The tables that the streams need: a TIFF's JPEGTables (347); nothing where the streams are whole. */
	public Optional<byte[]> tables() {
		return Optional.ofNullable(tables).map(byte[]::clone);
	}

	/** What a TIFF has to say of the streams. */
	public JpegColour colour() {
		return samples == 1 ? JpegColour.GRAY : JpegColour.YCBCR;
	}

	/** What a TIFF has to say of the chroma (tag 530), if there is any. */
	public JpegSubsampling subsampling() {
		return samples == 1 ? JpegSubsampling.NONE : subsampling;
	}

	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		if (block.type() != PixelType.UINT8 || block.samples() != samples)
			throw new IllegalArgumentException(
				"this JPEG encoder takes " + samples + " samples a pixel of type " + PixelType.UINT8 + ", not " + block.shape());
		if (block.width() > 65500 || block.height() > 65500)
			throw new IllegalArgumentException("a JPEG cannot hold " + block.shape() + ", only 65500 pixels a side");
		final byte[] stream = backend.encode(block, quality, subsampling);
		if (tables == null) return withoutNotes(stream);
		if (!Arrays.equals(tablesOf(stream), tables))
			throw new CodecException("the JPEG encoder changed its tables from one tile to the next");
		final byte[] abbreviated = withoutTables(stream);
		if (samples == 3 && subsampling == JpegSubsampling.NONE) numberFromZero(abbreviated);
		return abbreviated;
	}

	private static void numberFromZero(final byte[] stream) throws CodecException {
		for (final JpegSegments.Segment segment : JpegSegments.ofImage(stream).list()) {
			final boolean frame = segment.isFrame();
			if (!frame && segment.marker() != JpegSegments.SOS) continue;
			// a frame: precision, height, width, number of components, 3 bytes each; a scan: number of components, 2 bytes each
			final int first = segment.content() + (frame ? 6 : 1);
			for (int c = 0; c < 3; c++)
				stream[first + c * (frame ? 3 : 2)] = (byte) c;
		}
	}

	private static byte[] tablesOf(final byte[] stream) throws CodecException {
		return assemble(stream, JpegEncoder::isTable, false);
	}

	private static byte[] withoutTables(final byte[] stream) throws CodecException {
		return assemble(stream, segment -> segment.isNeeded() && !isTable(segment), true);
	}

	private static byte[] withoutNotes(final byte[] stream) throws CodecException {
		return assemble(stream, JpegSegments.Segment::isNeeded, true);
	}

	private static boolean isTable(final JpegSegments.Segment segment) {
		return segment.marker() == JpegSegments.DQT || segment.marker() == JpegSegments.DHT;
	}

	/** A stream of chosen segments, and then the image data or an end marker. */
	private static byte[] assemble(final byte[] stream, final Predicate<JpegSegments.Segment> chosen,
		final boolean imageData) throws CodecException
	{
		final JpegSegments segments = JpegSegments.ofImage(stream);
		final ByteArrayOutputStream out = new ByteArrayOutputStream(imageData ? stream.length : 1024);
		out.write(0xff);
		out.write(JpegSegments.SOI);
		for (final JpegSegments.Segment segment : segments.list())
			if (chosen.test(segment)) out.write(stream, segment.start(), segment.end() - segment.start());
		if (imageData) out.write(stream, segments.end(), stream.length - segments.end());
		else {
			out.write(0xff);
			out.write(JpegSegments.EOI);
		}
		return out.toByteArray();
	}
}
