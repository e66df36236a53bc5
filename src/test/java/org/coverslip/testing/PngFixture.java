package org.coverslip.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Builds PNG files of all kinds: each row has another filter, and the pixels are divided into several chunks. */
public final class PngFixture {

	private final int width;
	private final int height;
	private final int depth;
	private final int colour;
	private final boolean interlaced;
	private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

	/**
	 * @param depth
	 *            bits of a sample
	 * @param colour
	 *            0 grey, 2 RGB, 3 palette, 4 grey with opacity, 6 RGB with opacity
	 */
	public PngFixture(final int width, final int height, final int depth, final int colour, final boolean interlaced) {
		this.width = width;
		this.height = height;
		this.depth = depth;
		this.colour = colour;
		this.interlaced = interlaced;
	}

	/** Samples that are stored of a pixel. */
	public int samples() {
		return new int[] { 1, 0, 3, 1, 2, 0, 4 }[colour];
	}

	/** Adds a chunk before the pixels. */
	public PngFixture with(final String type, final byte[] content) {
		chunks.writeBytes(chunk(type, content));
		return this;
	}

	/**
	 * The file.
	 *
	 * @param values
	 *            the stored samples, row-major
	 */
	public byte[] encode(final int[] values) {
		final byte[] packed = packedRows(values);
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		file.writeBytes(new byte[] { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' });
		final ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
		header.put((byte) depth).put((byte) colour).put((byte) 0).put((byte) 0).put((byte) (interlaced ? 1 : 0));
		file.writeBytes(chunk("IHDR", header.array()));
		file.writeBytes(chunks.toByteArray());
		final int part = packed.length / 3 + 1;
		for (int at = 0; at < packed.length; at += part)
			file.writeBytes(chunk("IDAT", Arrays.copyOfRange(packed, at, Math.min(packed.length, at + part))));
		file.writeBytes(chunk("IEND", new byte[0]));
		return file.toByteArray();
	}

	/** Packs row by row, so that large images need no second copy. */
	private byte[] packedRows(final int[] values) {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream rows = new DeflaterOutputStream(packed)) {
			if (!interlaced) pass(values, 0, 0, 1, 1, rows);
			else {
				final int[][] passes = { { 0, 0, 8, 8 }, { 4, 0, 8, 8 }, { 0, 4, 4, 8 }, { 2, 0, 4, 4 }, { 0, 2, 2, 4 },
					{ 1, 0, 2, 2 },
					{ 0, 1, 1, 2 } };
				for (final int[] pass : passes)
					pass(values, pass[0], pass[1], pass[2], pass[3], rows);
			}
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return packed.toByteArray();
	}

	private void pass(final int[] values, final int x0, final int y0, final int stepX, final int stepY,
		final OutputStream out)
		throws IOException
	{
		if (x0 >= width) return;
		final int n = samples();
		final int columns = (width - x0 + stepX - 1) / stepX;
		byte[] above = new byte[(columns * n * depth + 7) / 8];
		for (int y = y0, i = 0; y < height; y += stepY, i++) {
			final byte[] row = new byte[above.length];
			for (int x = 0; x < columns; x++)
				for (int s = 0; s < n; s++)
					put(row, x * n + s, values[(y * width + x0 + x * stepX) * n + s]);
			out.write(i % 5);
			out.write(filtered(row, above, i % 5));
			above = row;
		}
	}

	private void put(final byte[] row, final int i, final int value) {
		if (depth == 16) {
			row[2 * i] = (byte) (value >> 8);
			row[2 * i + 1] = (byte) value;
		}
		else row[i * depth / 8] |= (byte) (value << 8 - depth - i * depth % 8);
	}

	private byte[] filtered(final byte[] row, final byte[] above, final int filter) {
		final int bpp = Math.max(1, samples() * depth / 8);
		final byte[] out = new byte[row.length];
		for (int i = 0; i < row.length; i++) {
			final int a = i < bpp ? 0 : row[i - bpp] & 0xff;
			final int b = above[i] & 0xff;
			final int c = i < bpp ? 0 : above[i - bpp] & 0xff;
			final int p = a + b - c;
			final int paeth = Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c) ? a
				: Math.abs(p - b) <= Math.abs(p - c) ? b : c;
			out[i] = (byte) (row[i] - new int[] { 0, a, b, (a + b) / 2, paeth }[filter]);
		}
		return out;
	}

	/** A zlib stream. */
	public static byte[] deflated(final byte[] bytes) {
		final Deflater deflater = new Deflater();
		deflater.setInput(bytes);
		deflater.finish();
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final byte[] some = new byte[4096];
		while (!deflater.finished())
			out.write(some, 0, deflater.deflate(some));
		deflater.end();
		return out.toByteArray();
	}

	private static byte[] chunk(final String type, final byte[] content) {
		final ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
		chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(content);
		final CRC32 crc = new CRC32();
		crc.update(chunk.array(), 4, 4 + content.length);
		return chunk.putInt((int) crc.getValue()).array();
	}
}
