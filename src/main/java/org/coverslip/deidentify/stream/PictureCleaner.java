package org.coverslip.deidentify.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.coverslip.deidentify.Findings;
import org.coverslip.io.ByteSource;

/** A picture in JPEG, PNG or BMP without what decoding does not need. Stateless. */
public final class PictureCleaner {

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	/** Size, palette, transparency, colours as numbers, pixels, end (PNG specification, section 11). */
	private static final Set<String> CHUNKS = Set.of("IHDR", "PLTE", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "IDAT",
		"IEND");
	private static final int CHUNK_FRAME = 12;
	private static final int BMP_HEADER = 54;

	private PictureCleaner() {}

	/**
	 * The picture anew.
	 *
	 * @throws StreamException
	 *             if it is of another kind, or damaged
	 */
	public static byte[] clean(final byte[] picture, final Findings findings) throws IOException {
		if (begins(picture, PNG)) return png(picture, findings);
		if (begins(picture, new byte[] { 'B', 'M' })) return bmp(picture, findings);
		final ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length);
		JpegCleaner.copy(ByteSource.of(picture), 0, picture.length, out, findings);
		return out.toByteArray();
	}

	private static boolean begins(final byte[] bytes, final byte[] start) {
		for (int i = 0; i < start.length; i++)
			if (i >= bytes.length || bytes[i] != start[i]) return false;
		return true;
	}

	private static byte[] png(final byte[] picture, final Findings findings) throws StreamException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(picture.length);
		out.writeBytes(PNG);
		final ByteBuffer in = ByteBuffer.wrap(picture);
		String type = "";
		for (int at = PNG.length; !type.equals("IEND");) {
			if (at > picture.length - CHUNK_FRAME) throw new StreamException("a PNG picture ends too early");
			final int length = in.getInt(at);
			if (length < 0 || length > picture.length - at - CHUNK_FRAME)
				throw new StreamException("a PNG picture has a damaged chunk");
			type = new String(picture, at + 4, 4, StandardCharsets.ISO_8859_1);
			if (CHUNKS.contains(type)) out.write(picture, at, length + CHUNK_FRAME);
			else findings.removed("chunks of PNG pictures that decoding does not need");
			at += length + CHUNK_FRAME;
		}
		return out.toByteArray();
	}

	/** Of 24 bits without compression: nothing but sizes in its header, and as many rows as it says. */
	private static byte[] bmp(final byte[] picture, final Findings findings) throws StreamException {
		if (picture.length < BMP_HEADER) throw new StreamException("a BMP picture ends too early");
		final ByteBuffer in = ByteBuffer.wrap(picture).order(ByteOrder.LITTLE_ENDIAN);
		final int start = in.getInt(10);
		final int width = in.getInt(18);
		final int height = in.getInt(22);
		final long row = (3L * width + 3) / 4 * 4;
		final long size = row * Math.abs((long) height);
		if (in.getShort(28) != 24 || in.getInt(30) != 0 || width < 1 || start < BMP_HEADER
			|| size > picture.length - start)
			throw new StreamException("a BMP picture is not one of 24 bits without compression");
		final ByteBuffer out = ByteBuffer.allocate(BMP_HEADER + (int) size).order(ByteOrder.LITTLE_ENDIAN);
		out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(BMP_HEADER).putInt(40)
			.putInt(width).putInt(height).putShort((short) 1).putShort((short) 24).position(BMP_HEADER);
		out.put(picture, start, (int) size);
		findings.removed("bytes behind the end of BMP pictures", picture.length - start - size);
		return out.array();
	}
}
