package org.coverslip.export.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.coverslip.codec.DeflateCodec;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/**
 * Writes pixels of 8 or 16 bits as a PNG file, row by row: gray or RGB, with an alpha channel where not all pixels are
 * covered.
 * <p>
 * Facts from the PNG specification (W3C, third edition): chunks in section 5, filters in section 9, image data in
 * section 11.
 */
public final class PngEncoder {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	private static final int COLOR_GRAY = 0;
	private static final int COLOR_RGB = 2;
	private static final int COLOR_ALPHA = 4;
	private static final byte FILTER_PAETH = 4;
	private static final int CHUNK_BYTES = 1 << 16;

	/** Faster than zlib's default by half, with output a few percent larger on tissue. */
	private static final int DEFLATE_LEVEL = 4;

	/** Images of so few bytes are compressed at once, for which there is a faster library than zlib. */
	private static final int AT_ONCE = 1 << 20;
	private static final DeflateCodec DEFLATE = new DeflateCodec(DEFLATE_LEVEL);

	/** Takes the file's bytes, piece by piece from its beginning. */
	@FunctionalInterface
	private interface Output {

		void write(ByteBuffer bytes) throws IOException;
	}

	private final Output output;

	private PngEncoder(final Output output) {
		this.output = output;
	}

	/**
	 * Writes the whole file; its owner commits it.
	 *
	 * @param pixels
	 *            of type UINT8 or UINT16
	 * @param pixelSizeUm
	 *            a pixel's width and height in micrometres, or null where it is not known
	 */
	public static void write(final OutputFile file, final RegionPixels pixels, final double[] pixelSizeUm)
		throws IOException {
		final long[] position = new long[1];
		new PngEncoder(bytes -> {
			final int length = bytes.remaining();
			file.write(position[0], bytes);
			position[0] += length;
		}).write(pixels, pixelSizeUm);
	}

	/** The bytes of a whole file that does not state the size of a pixel; otherwise as above. */
	public static byte[] encode(final RegionPixels pixels) throws IOException {
		return encode(pixels, null);
	}

	/** The bytes of a whole file; otherwise as above. */
	static byte[] encode(final RegionPixels pixels, final double[] pixelSizeUm) throws IOException {
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		new PngEncoder(bytes -> file.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining()))
			.write(pixels, pixelSizeUm);
		return file.toByteArray();
	}

	private void write(final RegionPixels pixels, final double[] pixelSizeUm) throws IOException {
		final PixelBlock block = pixels.block();
		final int color = (block.samples() == 3 ? COLOR_RGB : COLOR_GRAY) + (pixels.isOpaque() ? 0 : COLOR_ALPHA);
		output.write(ByteBuffer.wrap(SIGNATURE));
		chunk("IHDR", ByteBuffer.allocate(13).putInt(block.width()).putInt(block.height())
			.put((byte) block.type().bits())
			.put((byte) color).put((byte) 0).put((byte) 0).put((byte) 0).flip());
		if (pixelSizeUm != null) chunk("pHYs", ByteBuffer.allocate(9).putInt(pixelsPerMeter(pixelSizeUm[0]))
			.putInt(pixelsPerMeter(pixelSizeUm[1])).put((byte) 1).flip());
		data(pixels);
		chunk("IEND", ByteBuffer.allocate(0));
	}

	private static int pixelsPerMeter(final double um) {
		return (int) Math.min(Integer.MAX_VALUE, 1e6 / um + 0.5);
	}

	private void data(final RegionPixels pixels) throws IOException {
		final PixelBlock block = pixels.block();
		final int step = (block.samples() + (pixels.isOpaque() ? 0 : 1)) * block.type().bytes();
		final long length = (1L + (long) block.width() * step) * block.height();
		if (length <= AT_ONCE) {
			final byte[] compressed = DEFLATE.encode(filtered(pixels, step, (int) length));
			idat(compressed, compressed.length);
			return;
		}
		byte[] above = new byte[block.width() * step];
		byte[] row = new byte[above.length];
		final byte[] filtered = new byte[above.length + 1];
		final byte[] compressed = new byte[CHUNK_BYTES];
		final Deflater deflater = new Deflater(DEFLATE_LEVEL);
		try {
			for (int y = 0; y < block.height(); y++) {
				fill(row, pixels, y);
				filter(filtered, 0, row, above, step);
				deflater.setInput(filtered);
				while (!deflater.needsInput())
					idat(compressed, deflater.deflate(compressed));
				final byte[] free = above;
				above = row;
				row = free;
			}
			deflater.finish();
			while (!deflater.finished())
				idat(compressed, deflater.deflate(compressed));
		}
		finally {
			deflater.end();
		}
	}

	/** All rows, filtered. */
	private static byte[] filtered(final RegionPixels pixels, final int step, final int length) {
		final byte[] all = new byte[length];
		byte[] above = new byte[pixels.block().width() * step];
		byte[] row = new byte[above.length];
		for (int y = 0; y < pixels.block().height(); y++) {
			fill(row, pixels, y);
			filter(all, y * (row.length + 1), row, above, step);
			final byte[] free = above;
			above = row;
			row = free;
		}
		return all;
	}

	private void idat(final byte[] compressed, final int length) throws IOException {
		if (length > 0) chunk("IDAT", ByteBuffer.wrap(compressed, 0, length));
	}

	/** One row in PNG's order: most significant byte first, alpha last. */
	private static void fill(final byte[] row, final RegionPixels pixels, final int y) {
		final PixelBlock block = pixels.block();
		final int samples = block.samples();
		final boolean wide = block.type() == PixelType.UINT16;
		int out = 0;
		for (int pixel = y * block.width(), i = pixel * samples; out < row.length; pixel++) {
			for (int s = 0; s < samples; s++, i++)
				if (wide) {
					row[out++] = (byte) (block.shorts()[i] >> 8);
					row[out++] = (byte) block.shorts()[i];
				}
				else row[out++] = block.bytes()[i];
			if (pixels.isOpaque()) continue;
			row[out++] = (byte) pixels.alpha(pixel);
			if (wide) row[out++] = (byte) pixels.alpha(pixel);
		}
	}

	/**
	 * Subtracts from each byte whichever of its left, upper and upper left neighbours is nearest to their linear
	 * prediction.
	 */
	private static void filter(final byte[] filtered, final int at, final byte[] row, final byte[] above,
		final int step)
	{
		filtered[at] = FILTER_PAETH;
		for (int i = 0; i < row.length; i++) {
			final int a = i < step ? 0 : row[i - step] & 0xff;
			final int b = above[i] & 0xff;
			final int c = i < step ? 0 : above[i - step] & 0xff;
			final int toLeft = Math.abs(b - c);
			final int toUpper = Math.abs(a - c);
			final int toCorner = Math.abs(a + b - c - c);
			final int nearest = toLeft <= toUpper && toLeft <= toCorner ? a : toUpper <= toCorner ? b : c;
			filtered[at + i + 1] = (byte) (row[i] - nearest);
		}
	}

	private void chunk(final String type, final ByteBuffer data) throws IOException {
		final ByteBuffer chunk = ByteBuffer.allocate(12 + data.remaining());
		chunk.putInt(data.remaining()).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
		final CRC32 crc = new CRC32();
		crc.update(chunk.array(), 4, chunk.position() - 4);
		output.write(chunk.putInt((int) crc.getValue()).flip());
	}
}
