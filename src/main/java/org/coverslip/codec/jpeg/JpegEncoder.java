package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/**
 * Writes 8-bit blocks as baseline JPEG for TIFF compression 7, without any marker for applications: 1 sample a pixel as
 * grey (photometric 1), 3 samples of RGB as YCbCr (photometric 6) or as they are (photometric 2).
 * <p>
 * The streams are whole, or abbreviated ones that share {@link #tables()}.
 * <p>
 * Components are numbered 1, 2, 3, and 'R', 'G', 'B' where they are RGB, as libjpeg does it. Only so, and only with
 * chroma that is sampled more coarsely if there is any, do all readers show the right colours: Bio-Formats 8 converts
 * YCbCr without subsampling twice, whatever the markers and numbers (the table in docs/formats.md, which
 * scripts/jpeg-colours/measure.sh prints).
 */
public final class JpegEncoder implements TileEncoder {

	private final int quality;
	private final JpegColour colour;
	private final JpegSubsampling subsampling;
	private final JpegBackend backend;
	private final byte[] tables;

	private JpegEncoder(final int quality, final JpegColour colour, final JpegSubsampling subsampling,
		final JpegBackend backend,
		final byte[] tables)
	{
		this.quality = quality;
		this.colour = colour;
		this.subsampling = subsampling;
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
	 *            of a pixel of the blocks: 1 for grey, 3 for YCbCr of RGB
	 */
	public static JpegEncoder ofWholeStreams(final int quality, final JpegSubsampling subsampling, final int samples) {
		return ofWholeStreams(quality, subsampling, samples, JpegBackend.best());
	}

	/** As above on a chosen back-end. */
	public static JpegEncoder ofWholeStreams(final int quality, final JpegSubsampling subsampling, final int samples,
		final JpegBackend backend)
	{
		if (samples != 1 && samples != 3)
			throw new IllegalArgumentException("JPEG is written for 1 or 3 samples a pixel, not for " + samples);
		return whole(quality, samples == 1 ? JpegColour.GRAY : JpegColour.YCBCR, samples == 1 ? JpegSubsampling.NONE
			: subsampling,
			backend);
	}

	/** An encoder of whole streams of RGB as it is, which is finer and takes about twice the bytes of YCbCr. */
	public static JpegEncoder ofWholeRgbStreams(final int quality) {
		return whole(quality, JpegColour.RGB, JpegSubsampling.NONE, JpegBackend.best());
	}

	private static JpegEncoder whole(final int quality, final JpegColour colour, final JpegSubsampling subsampling,
		final JpegBackend backend)
	{
		if (quality < 1 || quality > 100)
			throw new IllegalArgumentException("a JPEG quality is 1 to 100, not " + quality);
		return new JpegEncoder(quality, colour, subsampling, backend, null);
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
		return ofWholeStreams(quality, subsampling, samples, backend).sharingTables();
	}

	/** An encoder of abbreviated streams of RGB as it is, with its tables apart. */
	public static JpegEncoder rgbWithSharedTables(final int quality, final JpegBackend backend) throws IOException {
		return whole(quality, JpegColour.RGB, JpegSubsampling.NONE, backend).sharingTables();
	}

	/** Tables do not depend on the picture, since the Huffman tables are the standard ones. */
	private JpegEncoder sharingTables() throws IOException {
		final byte[] stream = encode(PixelBlock.zeros(new BlockShape(16, 16, colour.samples(), PixelType.UINT8)));
		return new JpegEncoder(quality, colour, subsampling, backend, tablesOf(stream));
	}

	/** The tables that the streams need: a TIFF's JPEGTables (347); nothing where the streams are whole. */
	public Optional<byte[]> tables() {
		return Optional.ofNullable(tables).map(byte[]::clone);
	}

	/** What a TIFF has to say of the streams. */
	public JpegColour colour() {
		return colour;
	}

	/** What a TIFF has to say of the chroma (tag 530), if there is any. */
	public JpegSubsampling subsampling() {
		return subsampling;
	}

	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		if (block.type() != PixelType.UINT8 || block.samples() != colour.samples())
			throw new IllegalArgumentException(
				"this JPEG encoder takes " + colour.samples() + " samples a pixel of type " + PixelType.UINT8 + ", not "
				+ block.shape());
		if (block.width() > 65500 || block.height() > 65500)
			throw new IllegalArgumentException("a JPEG cannot hold " + block.shape() + ", only 65500 pixels a side");
		final byte[] stream = backend.encode(block, quality, colour, subsampling);
		if (tables == null) return withoutNotes(stream);
		if (!Arrays.equals(tablesOf(stream), tables))
			throw new CodecException("the JPEG encoder changed its tables from one tile to the next");
		return withoutTables(stream);
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
