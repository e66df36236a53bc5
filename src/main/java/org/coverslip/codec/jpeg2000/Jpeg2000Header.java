package org.coverslip.codec.jpeg2000;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.codec.CodecException;

/**
 * What a JPEG 2000 codestream (ITU-T T.800, annex A.5.1), bare or in a JP2 file (annex I), says of its image.
 * Immutable.
 *
 * @param width
 *            pixels in a row, &gt; 0
 * @param height
 *            rows, &gt; 0
 * @param components
 *            at least one
 * @param tiles
 *            into how many tiles the image is divided, 1 to 65535
 * @param start
 *            where the codestream begins in the bytes that were parsed
 * @param end
 *            where it ends there
 * @param colourSpace
 *            a JP2 file's enumerated colour space: {@link #SRGB}, {@link #GREYSCALE}, {@link #SYCC}, another number, or
 *            -1 where none is said
 */
public record Jpeg2000Header(int width, int height, List<Component> components, int tiles, int start, int end,
	int colourSpace)
{

	/** Enumerated colour space: RGB. */
	public static final int SRGB = 16;
	/** Enumerated colour space: grey. */
	public static final int GREYSCALE = 17;
	/** Enumerated colour space: YCbCr. */
	public static final int SYCC = 18;

	private static final int MOST_TILES = 65535;
	private static final int MOST_COMPONENTS = 16384;
	private static final int JP2H = box("jp2h");
	private static final int JP2C = box("jp2c");
	private static final int COLR = box("colr");
	private static final int PCLR = box("pclr");

	/**
	 * One component.
	 *
	 * @param bits
	 *            of a sample, 1 to 38
	 * @param signed
	 *            whether samples are signed numbers
	 * @param dx
	 *            pixels of the image to one sample in a row
	 * @param dy
	 *            rows of the image to one row of samples
	 * @param width
	 *            samples in a row
	 * @param height
	 *            rows of samples
	 */
	public record Component(int bits, boolean signed, int dx, int dy, int width, int height) {
	}

	public Jpeg2000Header {
		components = List.copyOf(components);
	}

	/**
	 * Reads the head of a codestream or a JP2 file.
	 *
	 * @throws CodecException
	 *             if it is damaged, or a JP2 file with a palette
	 */
	public static Jpeg2000Header parse(final byte[] stream) throws CodecException {
		if (stream.length >= 4 && int32(stream, 0) == 0xff4fff51) return ofCodestream(stream, 0, stream.length, -1);
		if (stream.length >= 12 && int32(stream, 0) == 12 && int32(stream, 4) == box("jP  ") && int32(stream,
			8) == 0x0d0a870a)
			return ofBoxes(stream);
		throw new CodecException("the JPEG 2000 stream begins neither as a codestream (FF 4F FF 51) nor as a JP2 file");
	}

	private static Jpeg2000Header ofBoxes(final byte[] stream) throws CodecException {
		int colourSpace = -1;
		long at = 0;
		while (at + 8 <= stream.length) {
			final Box box = Box.at(stream, at, stream.length);
			if (box.type == JP2H) colourSpace = colourSpaceOf(stream, box);
			if (box.type == JP2C) return ofCodestream(stream, box.content, box.end, colourSpace);
			at = box.end;
		}
		throw new CodecException("the JP2 file holds no codestream");
	}

	private static int colourSpaceOf(final byte[] stream, final Box header) throws CodecException {
		long at = header.content;
		int found = -1;
		while (at + 8 <= header.end) {
			final Box box = Box.at(stream, at, header.end);
			if (box.type == PCLR) throw new CodecException("JP2 files with a palette are not supported");
			if (box.type == COLR && found < 0 && box.end - box.content >= 7 && stream[box.content] == 1)
				found = int32(stream, box.content + 3);
			at = box.end;
		}
		return found;
	}

	private record Box(int type, int content, int end) {

		static Box at(final byte[] stream, final long at, final int limit) throws CodecException {
			final int start = (int) at;
			final long stated = int32(stream, start) & 0xffffffffL;
			final boolean wide = stated == 1;
			if (wide && limit - start < 16) throw new CodecException("a JP2 box is cut off");
			final long length = wide ? (long) int32(stream, start + 8) << 32 | int32(stream, start + 12) & 0xffffffffL
				: stated == 0 ? limit - at : stated;
			final int head = wide ? 16 : 8;
			final int type = int32(stream, start + 4);
			if (length < head || length > limit - at && type != JP2C)
				throw new CodecException("a JP2 box of " + length + " bytes does not fit its place");
			return new Box(type, start + head, (int) Math.min(limit, at + length));
		}
	}

	private static Jpeg2000Header ofCodestream(final byte[] stream, final int start, final int end,
		final int colourSpace)
		throws CodecException
	{
		if (end - start < 45 || int32(stream, start) != 0xff4fff51)
			throw new CodecException("the JPEG 2000 codestream has no image size (FF 51)");
		final int length = int16(stream, start + 4);
		final int at = start + 8;
		final long x1 = uint32(stream, at);
		final long y1 = uint32(stream, at + 4);
		final long x0 = uint32(stream, at + 8);
		final long y0 = uint32(stream, at + 12);
		final long tileWidth = uint32(stream, at + 16);
		final long tileHeight = uint32(stream, at + 20);
		final long tileX = uint32(stream, at + 24);
		final long tileY = uint32(stream, at + 28);
		final int n = int16(stream, at + 32);
		if (x0 >= x1 || y0 >= y1 || x1 > Integer.MAX_VALUE || y1 > Integer.MAX_VALUE)
			throw new CodecException("the JPEG 2000 codestream says (" + x0 + ", " + y0 + ") to (" + x1 + ", " + y1
				+ ")");
		if (n < 1 || n > MOST_COMPONENTS || length != 38 + 3 * n || start + 4 + length > end)
			throw new CodecException("the JPEG 2000 codestream says " + n + " components in " + length + " bytes");
		final long tiles = tileWidth == 0 || tileHeight == 0 ? 0
			: ceil(x1 - tileX, tileWidth) * ceil(y1 - tileY, tileHeight);
		if (tiles == 0 || tiles > MOST_TILES || tileX > x0 || tileY > y0 || tileX + tileWidth <= x0
			|| tileY + tileHeight <= y0)
			throw new CodecException("the JPEG 2000 codestream says tiles of " + tileWidth + " x " + tileHeight
				+ " from (" + tileX
				+ ", " + tileY + ")");
		final List<Component> components = new ArrayList<>(n);
		for (int i = 0, c = at + 34; i < n; i++, c += 3) {
			final int bits = (stream[c] & 0x7f) + 1;
			final int dx = stream[c + 1] & 0xff;
			final int dy = stream[c + 2] & 0xff;
			if (bits > 38 || dx == 0 || dy == 0)
				throw new CodecException("JPEG 2000 component " + i + " has " + bits + " bits, sampled " + dx + " x "
					+ dy);
			final long width = ceil(x1, dx) - ceil(x0, dx);
			final long height = ceil(y1, dy) - ceil(y0, dy);
			if (width <= 0 || height <= 0) throw new CodecException("JPEG 2000 component " + i + " has no samples");
			components.add(new Component(bits, stream[c] < 0, dx, dy, (int) width, (int) height));
		}
		return new Jpeg2000Header((int) (x1 - x0), (int) (y1 - y0), components, (int) tiles, start, end, colourSpace);
	}

	private static long ceil(final long a, final long b) {
		return (a + b - 1) / b;
	}

	private static int box(final String name) {
		return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
	}

	private static int int16(final byte[] b, final int at) {
		return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
	}

	private static int int32(final byte[] b, final int at) {
		return int16(b, at) << 16 | int16(b, at + 2);
	}

	private static long uint32(final byte[] b, final int at) {
		return int32(b, at) & 0xffffffffL;
	}
}
