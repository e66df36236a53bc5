package org.coverslip.codec;

import java.awt.image.DataBufferByte;
import java.awt.image.MultiPixelPackedSampleModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The fax codes of ITU-T T.4 and T.6, as TIFF has them: compressions 2 (modified Huffman, rows on whole bytes), 3 (T.4,
 * of one or two dimensions) and 4 (T.6). TIFF 6.0, sections 10 and 11.
 * <p>
 * The Java runtime's TIFF reader (javax.imageio, since 9) does the work: each block is handed to it as a TIFF of one
 * strip.
 */
public final class CcittFaxCodec implements ByteCodec {

	private static final String RUNTIME_READER = "com.sun.imageio.plugins.tiff.";
	/** A code of 1 bit repeats a row in T.6, and no row is longer than a strip is wide. */
	private static final int ROWS_PER_BYTE = 8;
	private static final int HEADER = 8;
	private static final int ENTRY = 12;

	private final int compression;
	private final int width;
	private final long options;

	/**
	 * @param compression
	 *            TIFF's number, 2 to 4
	 * @param width
	 *            pixels in a row, &gt; 0
	 * @param options
	 *            T4Options (292) or T6Options (293); 0 where there are none
	 */
	public CcittFaxCodec(final int compression, final int width, final long options) {
		if (compression < 2 || compression > 4) throw new IllegalArgumentException("fax compression " + compression);
		this.compression = compression;
		this.width = width;
		this.options = options;
	}

	/** Rows of one bit a pixel, each on whole bytes, 0 for white where the photometric says nothing else. */
	@Override
	public byte[] decode(final byte[] encoded, final int decodedLength) throws CodecException {
		final int rowBytes = (width + 7) / 8;
		if (decodedLength % rowBytes != 0)
			throw new IllegalArgumentException(decodedLength + " bytes are not whole rows of " + width + " pixels");
		final int rows = decodedLength / rowBytes;
		if (rows == 0) return new byte[0];
		if (rows > (long) encoded.length * ROWS_PER_BYTE)
			throw new CodecException(encoded.length + " bytes of fax codes cannot hold " + rows + " rows");
		final ImageReader reader = reader();
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(tiff(encoded, rows)))) {
			reader.setInput(in, true, true);
			return bytes(reader.read(0).getRaster(), rows, rowBytes);
		}
		catch (final IOException | RuntimeException e) {
			// the runtime's reader throws unchecked exceptions for some damaged data
			final String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
			throw new CodecException("the fax codes are damaged: " + reason, e);
		}
		finally {
			reader.dispose();
		}
	}

	/** Not one that another library has brought along. */
	private static ImageReader reader() {
		final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
		while (readers.hasNext()) {
			final ImageReader reader = readers.next();
			if (reader.getClass().getName().startsWith(RUNTIME_READER)) return reader;
			reader.dispose();
		}
		throw new IllegalStateException("the Java runtime has no TIFF reader");
	}

	/** A TIFF whose only strip this is. */
	private byte[] tiff(final byte[] encoded, final int rows) {
		final long[][] entries = { { 256, width }, { 257, rows }, { 258, 1 }, { 259, compression }, { 262, 1 },
			{ 266, 1 }, { 273, 0 },
			{ 277, 1 }, { 278, rows }, { 279, encoded.length }, { compression == 4 ? 293 : 292, options } };
		final int data = HEADER + 2 + entries.length * ENTRY + 4;
		final ByteBuffer out = ByteBuffer.allocate(data + encoded.length).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(HEADER).putShort((short) entries.length);
		for (final long[] entry : entries) {
			final boolean word = entry[0] >= 258 && entry[0] <= 266 || entry[0] == 277;
			out.putShort((short) entry[0]).putShort((short) (word ? 3 : 4)).putInt(1)
				.putInt(entry[0] == 273 ? data : (int) entry[1]);
		}
		return out.putInt(0).put(encoded).array();
	}

	private static byte[] bytes(final Raster raster, final int rows, final int rowBytes) throws CodecException {
		if (!(raster.getSampleModel() instanceof final MultiPixelPackedSampleModel model)
			|| model.getPixelBitStride() != 1
			|| !(raster.getDataBuffer() instanceof final DataBufferByte data))
			throw new CodecException("the Java runtime gives fax codes another form than bits");
		final byte[] out = new byte[rows * rowBytes];
		for (int y = 0; y < rows; y++)
			System.arraycopy(data.getData(), y * model.getScanlineStride(), out, y * rowBytes, rowBytes);
		return out;
	}
}
