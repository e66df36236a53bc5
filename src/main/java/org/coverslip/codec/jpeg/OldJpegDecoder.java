package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.ImageDecoder;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * JPEG as TIFF 6.0 first had it (section 22, compression 6): strips or tiles hold bare entropy-coded data or whole
 * streams, tables are somewhere else in the file. Gives the components as they are stored, since TIFF has its own rules
 * for their colours. Immutable; thread-safe.
 */
public final class OldJpegDecoder implements ImageDecoder {

	private static final byte[] END = { (byte) 0xff, (byte) JpegSegments.EOI };
	private static final int RST0 = 0xd0;

	private final byte[] tables;
	/** Whole segments; of the frame the size is put in. */
	private final byte[] frame;
	private final byte[] scan;

	private OldJpegDecoder(final byte[] tables, final byte[] frame, final byte[] scan) {
		this.tables = tables;
		this.frame = frame;
		this.scan = scan;
	}

	/**
	 * What a directory says of its bare data; component {@code i} uses table {@code i} of each list.
	 *
	 * @param lossless
	 *            whether the process is 14, else it is the sequential one
	 * @param quantization
	 *            tables of 64 bytes in zigzag order; empty for the lossless process
	 * @param dc
	 *            Huffman tables: 16 counts, then the symbols
	 * @param ac
	 *            likewise; empty for the lossless process
	 * @param subsamplingX
	 *            of the second and third component
	 * @param predictor
	 *            of the lossless process
	 * @param transform
	 *            of the lossless process
	 */
	public record Description(int components, boolean lossless, List<byte[]> quantization, List<byte[]> dc,
		List<byte[]> ac,
		int restartInterval, int subsamplingX, int subsamplingY, int predictor, int transform)
	{
	}

	/** A decoder of data that a directory describes by tags. */
	public static OldJpegDecoder of(final Description d) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		for (int i = 0; i < d.quantization.size(); i++)
			table(out, JpegSegments.DQT, i, d.quantization.get(i));
		for (int i = 0; i < d.dc.size(); i++)
			table(out, JpegSegments.DHT, i, d.dc.get(i));
		for (int i = 0; i < d.ac.size(); i++)
			table(out, JpegSegments.DHT, 0x10 | i, d.ac.get(i));
		if (d.restartInterval > 0) bytes(out, 0xff, JpegSegments.DRI, 0, 4, d.restartInterval >> 8, d.restartInterval);
		final int n = d.components;
		final ByteArrayOutputStream frame = new ByteArrayOutputStream();
		bytes(frame, 0xff, d.lossless ? 0xc3 : 0xc1, 0, 8 + 3 * n, 8, 0, 0, 0, 0, n);
		for (int i = 0; i < n; i++)
			bytes(frame, i + 1, i == 0 && n == 3 && !d.lossless ? d.subsamplingX << 4 | d.subsamplingY : 0x11,
				d.lossless ? 0 : i);
		final ByteArrayOutputStream scan = new ByteArrayOutputStream();
		bytes(scan, 0xff, JpegSegments.SOS, 0, 6 + 2 * n, n);
		for (int i = 0; i < n; i++)
			bytes(scan, i + 1, d.lossless ? i << 4 : i << 4 | i);
		bytes(scan, d.lossless ? d.predictor : 0, d.lossless ? 0 : 63, d.lossless ? d.transform : 0);
		return new OldJpegDecoder(out.toByteArray(), frame.toByteArray(), scan.toByteArray());
	}

	private static void table(final ByteArrayOutputStream out, final int marker, final int number,
		final byte[] content) {
		bytes(out, 0xff, marker, content.length + 3 >> 8, content.length + 3, number);
		out.writeBytes(content);
	}

	private static void bytes(final ByteArrayOutputStream out, final int... values) {
		for (final int value : values)
			out.write(value);
	}

	/**
	 * A decoder of data whose tables are in a stream beside them (JPEGInterchangeFormat).
	 *
	 * @param file
	 *            its beginning, up to the image data if it has some
	 * @throws CodecException
	 *             if that is no JPEG stream
	 */
	public static OldJpegDecoder of(final byte[] file) throws CodecException {
		final JpegSegments segments = JpegSegments.ofTables(file);
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		byte[] frame = null;
		byte[] scan = null;
		for (final JpegSegments.Segment segment : segments.list()) {
			if (!segment.isNeeded()) continue;
			final byte[] all = Arrays.copyOfRange(file, segment.start(), segment.end());
			if (segment.isFrame()) frame = all;
			else if (segment.marker() == JpegSegments.SOS) scan = all;
			else out.writeBytes(all);
		}
		if (frame != null && frame.length < 10) throw new CodecException("the JPEG frame header is too short");
		return new OldJpegDecoder(out.toByteArray(), frame, scan);
	}

	/**
	 * This decoder for data whose scan header is where the first strip begins, and not beside them (Wang's imaging
	 * programs).
	 *
	 * @param strip
	 *            the beginning of the first strip
	 */
	public OldJpegDecoder withScanOf(final byte[] strip) {
		final int length = scan == null ? scanLength(strip) : 0;
		return length == 0 ? this : new OldJpegDecoder(tables, frame, Arrays.copyOf(strip, length));
	}

	/** Bytes of the scan header that data begin with; 0 if they begin with none. */
	private static int scanLength(final byte[] data) {
		if (data.length < 4 || data[0] != (byte) 0xff || (data[1] & 0xff) != JpegSegments.SOS) return 0;
		final int length = 2 + ((data[2] & 0xff) << 8 | data[3] & 0xff);
		return length <= data.length ? length : 0;
	}

	/** The size that the stream beside the data states, if it states one and has image data: width, then height. */
	public Optional<int[]> statedSize() {
		if (frame == null || scan == null) return Optional.empty();
		return Optional.of(
			new int[] { (frame[7] & 0xff) << 8 | frame[8] & 0xff, (frame[5] & 0xff) << 8 | frame[6] & 0xff });
	}

	@Override
	public PixelBlock decode(final byte[] encoded, final BlockShape expected) throws CodecException {
		final boolean whole = encoded.length > 1 && encoded[0] == (byte) 0xff
			&& (encoded[1] & 0xff) == JpegSegments.SOI;
		final byte[] stream = whole ? encoded : stream(encoded, expected);
		final JpegStream shared = JpegStream.of(JpegColours.stated(JpegColour.AS_STORED), tablesStream());
		final byte[] complete = shared.whole(stream);
		final JpegHeader header = JpegHeader.parse(complete);
		if (header.width() < expected.width() || header.height() < expected.height())
			throw new CodecException("a JPEG of " + expected + " is expected, found " + header.width() + " x "
				+ header.height());
		final BlockShape found =
			new BlockShape(header.width(), header.height(), header.components().size(), header.type());
		if (found.samples() != expected.samples() || found.type() != expected.type())
			throw new CodecException("a JPEG of " + expected + " is expected, found " + found);
		return components(complete, header, found).crop(0, 0, expected.width(), expected.height());
	}

	/** Coarse chroma is repeated, as libtiff does it for this compression, not interpolated, as JPEG decoders do. */
	private static PixelBlock components(final byte[] stream, final JpegHeader header, final BlockShape shape)
		throws CodecException {
		if (header.process() > 1 || header.precision() != 8 || !BlockShape.fits(header.width(), header.height(),
			shape.samples()))
			return JpegDecoder.of(JpegColour.AS_STORED).decode(stream, shape);
		return new PixelBlock(shape, LosslessJpeg.narrowed(ExtendedJpeg.decode(stream, header)));
	}

	private byte[] tablesStream() {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(tables.length + 4);
		bytes(out, 0xff, JpegSegments.SOI);
		out.writeBytes(tables);
		out.writeBytes(END);
		return out.toByteArray();
	}

	/** A head for bare data, and the data with restart markers counted from 0. */
	private byte[] stream(final byte[] data, final BlockShape size) throws CodecException {
		if (frame == null || scan == null)
			throw new CodecException("bare JPEG data have neither a frame nor a scan header beside them");
		final ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 64);
		bytes(out, 0xff, JpegSegments.SOI);
		final byte[] sized = frame.clone();
		sized[5] = (byte) (size.height() >> 8);
		sized[6] = (byte) size.height();
		sized[7] = (byte) (size.width() >> 8);
		sized[8] = (byte) size.width();
		out.writeBytes(sized);
		out.writeBytes(scan);
		int at = data.length > 1 && isRestart(data, 0) ? 2 : scanLength(data);
		int restarts = 0;
		for (; at < data.length; at++) {
			out.write(data[at]);
			if (at + 1 >= data.length || !isRestart(data, at)) continue;
			out.write(RST0 + (restarts++ & 7));
			at++;
		}
		out.writeBytes(END);
		return out.toByteArray();
	}

	private static boolean isRestart(final byte[] data, final int at) {
		return data[at] == (byte) 0xff && (data[at + 1] & 0xf8) == RST0;
	}
}
