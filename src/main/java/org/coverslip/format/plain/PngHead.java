package org.coverslip.format.plain;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelType;

/**
 * What comes before the pixels of a PNG (W3C PNG specification, third edition, sections 5 and 11).
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param depth
 *            bits of a stored sample, or of an index into the palette
 * @param colour
 *            colour type: 0 grey, 2 RGB, 3 palette, 4 grey with opacity, 6 RGB with opacity
 * @param interlaced
 *            whether it is stored in seven passes (Adam7)
 * @param palette
 *            red, green and blue of each entry; empty if there is none
 * @param transparency
 *            the content of tRNS: opacities of the palette's entries, or the one colour that is transparent; empty if
 *            there is none
 * @param iccProfile
 *            or null
 * @param dataStart
 *            position of the first chunk of pixels
 */
record PngHead(int width, int height, int depth, int colour, boolean interlaced, byte[] palette, byte[] transparency,
	byte[] iccProfile, long dataStart)
{

	static final int IDAT = 0x49444154;
	private static final int IHDR = 0x49484452;
	private static final int PLTE = 0x504c5445;
	private static final int TRNS = 0x74524e53;
	private static final int ICCP = 0x69434350;
	private static final int IEND = 0x49454e44;
	private static final int SIGNATURE = 8;
	private static final int MOST_ICC = 16 << 20;

	/** Stored samples per pixel. */
	int storedSamples() {
		return switch (colour) {
			case 2 -> 3;
			case 4 -> 2;
			case 6 -> 4;
			default -> 1;
		};
	}

	/** Samples per decoded pixel: 1 for grey, 3 for RGB, 4 with opacity. */
	int samples() {
		if (colour >= 4 || transparency.length > 0) return 4;
		return colour == 0 ? 1 : 3;
	}

	/** Whether pixels are indexes into a palette, or one bit each. */
	boolean isIndexed() {
		return colour == 3 || depth == 1;
	}

	PixelType type() {
		return depth == 16 ? PixelType.UINT16 : PixelType.UINT8;
	}

	/** Bytes of a stored row of this many pixels, without its filter type. */
	long rowBytes(final int pixels) {
		return ((long) pixels * storedSamples() * depth + 7) / 8;
	}

	/** Reads all chunks before the pixels; skips those that decoding does not need. */
	static PngHead read(final ByteSource source, final StoredFile file) throws IOException {
		final byte[] header = chunk(source, file, SIGNATURE, 13);
		if (type(source, SIGNATURE) != IHDR)
			throw new SlideFormatException(file, SIGNATURE, "the chunk IHDR", name(type(source, SIGNATURE)));
		final ByteBuffer fields = ByteBuffer.wrap(header);
		final int width = fields.getInt();
		final int height = fields.getInt();
		final int depth = fields.get();
		final int colour = fields.get();
		check(file, width > 0 && height > 0, "a width and height above 0", width + " x " + height);
		check(file, isAllowed(colour, depth), "a colour type and bit depth of PNG",
			colour + " with " + depth + " bits");
		check(file, fields.get() == 0 && fields.get() == 0, "compression and filter method 0", "others");
		final int interlace = fields.get();
		check(file, interlace == 0 || interlace == 1, "interlace method 0 or 1", interlace + "");
		byte[] palette = new byte[0];
		byte[] transparency = new byte[0];
		byte[] icc = null;
		long at = SIGNATURE + 12 + 13;
		while (true) {
			final long length = length(source, file, at);
			switch (type(source, at)) {
				case IDAT -> {
					final PngHead head =
						new PngHead(width, height, depth, colour, interlace == 1, palette, transparency, icc, at);
					head.check(source, file);
					return head;
				}
				case IEND -> throw new SlideFormatException(file, at, "pixels", "the end of the image");
				case PLTE -> palette = chunk(source, file, at, Math.min(length, 768));
				case TRNS -> transparency = chunk(source, file, at, Math.min(length, 256));
				case ICCP -> icc = length > MOST_ICC ? null : profile(chunk(source, file, at, length));
				default -> {
					// other chunks are not used
				}
			}
			at += 12 + length;
		}
	}

	private static boolean isAllowed(final int colour, final int depth) {
		return switch (colour) {
			case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
			case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
			case 2, 4, 6 -> depth == 8 || depth == 16;
			default -> false;
		};
	}

	private static void check(final StoredFile file, final boolean sound, final String expected, final String found)
		throws SlideFormatException
	{
		if (!sound) throw new SlideFormatException(file, SIGNATURE + 8, expected, found);
	}

	private void check(final ByteSource source, final StoredFile file) throws IOException {
		final boolean sound = switch (colour) {
			case 0 -> transparency.length == 0 || transparency.length == 2;
			case 2 -> transparency.length == 0 || transparency.length == 6;
			case 3 -> palette.length > 0 && palette.length % 3 == 0 && transparency.length <= palette.length / 3;
			default -> transparency.length == 0;
		};
		if (!sound)
			throw new SlideFormatException(file, dataStart, "a palette and transparency that fit colour type " + colour,
				palette.length + " and " + transparency.length + " bytes");
		// Deflate makes at most 258 bytes from 2 bits (RFC 1951)
		if (rowBytes(width) * (double) height > 1032.0 * source.size())
			throw new SlideFormatException(file, dataStart, "pixels of " + width + " x " + height,
				source.size() + " bytes in all");
	}

	private static long length(final ByteSource source, final StoredFile file, final long at) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(4);
		if (source.read(at, bytes) < 4) throw new SlideFormatException(file, at, "a chunk", "the end of the file");
		final long length = bytes.getInt(0) & 0xffffffffL;
		if (length > Integer.MAX_VALUE)
			throw new SlideFormatException(file, at, "a chunk below 2 GiB", length + " bytes");
		return length;
	}

	/** The type of the chunk at a position, or 0 beyond the end. */
	static int type(final ByteSource source, final long at) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(4);
		return source.read(at + 4, bytes) < 4 ? 0 : bytes.getInt(0);
	}

	static String name(final int type) {
		return new String(ByteBuffer.allocate(4).putInt(type).array(), StandardCharsets.ISO_8859_1)
			.replaceAll("[^A-Za-z]", "?");
	}

	/** A chunk's content; it must have that many bytes and a correct checksum. */
	private static byte[] chunk(final ByteSource source, final StoredFile file, final long at, final long length)
		throws IOException {
		if (length(source, file, at) != length)
			throw new SlideFormatException(file, at, "a chunk " + name(type(source, at)) + " of " + length + " bytes",
				length(source, file, at) + "");
		final byte[] all;
		try {
			all = source.readFully(at + 4, length + 8);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, at, "a chunk of " + length + " bytes", "the end of the file", e);
		}
		final CRC32 crc = new CRC32();
		crc.update(all, 0, all.length - 4);
		if ((int) crc.getValue() != ByteBuffer.wrap(all).getInt(all.length - 4))
			throw new SlideFormatException(file, at, "the checksum of a chunk " + name(type(source, at)), "another");
		final byte[] content = new byte[(int) length];
		System.arraycopy(all, 4, content, 0, content.length);
		return content;
	}

	/** The profile of an iCCP chunk: a name, a zero, compression method 0, a zlib stream. Null if it is damaged. */
	private static byte[] profile(final byte[] content) {
		int at = 0;
		while (at < content.length && content[at] != 0)
			at++;
		if (at + 2 >= content.length || content[at + 1] != 0) return null;
		final Inflater inflater = new Inflater();
		try {
			inflater.setInput(content, at + 2, content.length - at - 2);
			final ByteArrayOutputStream out = new ByteArrayOutputStream();
			final byte[] some = new byte[8192];
			while (!inflater.finished() && out.size() <= MOST_ICC) {
				final int n = inflater.inflate(some);
				if (n == 0 && !inflater.finished()) return null;
				out.write(some, 0, n);
			}
			return inflater.finished() ? out.toByteArray() : null;
		}
		catch (final DataFormatException e) {
			return null; // an unreadable profile is ignored; the picture can be shown without it
		}
		finally {
			inflater.end();
		}
	}
}
