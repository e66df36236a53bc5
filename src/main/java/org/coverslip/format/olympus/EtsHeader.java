package org.coverslip.format.olympus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;

/**
 * The two headers of an ETS file: where its tiles are, and what they hold. Immutable.
 * <p>
 * Source: Bio-Formats' CellSensReader ({@code parseETSFile}) and slideio's vsistruct.hpp (the fields and their places).
 * They do not name the sizes behind the pyramid flag: in the file of slideio's tutorial these are the number of
 * dimensions, 5, and then 1645, 1682, 1, 11, 2, as its .vsi also says; the documentation of OpenReadout
 * (docs/formats/vsi.md) found the same in other files, and 0 in old ones.
 *
 * @param dimensions
 *            how many coordinates a tile has: x, y and others, the last of which is the level
 * @param tablePosition
 *            where the table of tiles begins
 * @param tileCount
 *            how many tiles there are
 * @param type
 *            of the samples
 * @param storedSamples
 *            of a pixel: 1, 3 or 4
 * @param compression
 *            its number
 * @param tileWidth
 *            pixels, &gt; 0
 * @param tileHeight
 *            likewise
 * @param background
 *            a value for each sample, shown where no tile is stored
 * @param blueFirst
 *            whether samples of uncompressed tiles are in the order blue, green, red
 * @param pyramid
 *            whether tiles belong to several levels
 * @param sizes
 *            of the image: width, height and the other dimensions except the level; empty if the file does not say
 */
record EtsHeader(int dimensions, long tablePosition, long tileCount, PixelType type, int storedSamples, int compression,
	int tileWidth, int tileHeight, List<Long> background, boolean blueFirst, boolean pyramid, List<Integer> sizes)
{

	/** Positions of the second header's fields, counted from its beginning. */
	private static final int TYPE = 8;
	private static final int COMPONENTS = 12;
	private static final int COMPRESSION = 20;
	private static final int TILE_WIDTH = 28;
	private static final int TILE_DEPTH = 36;
	private static final int BACKGROUND = 108;
	private static final int COMPONENT_ORDER = 148;
	private static final int USE_PYRAMID = 152;
	private static final int SIZES = 184;

	private static final int FIRST_HEADER = 64;
	/** The length up to the pyramid flag; older files may lack what follows it. */
	private static final int SECOND_HEADER = 156;
	private static final int LONGEST_HEADER = 4096;
	private static final int MOST_DIMENSIONS = 16;
	/** The most tiles; a slide of ten million tiles already has 4 TB of pixels. */
	private static final int MOST_TILES = 1 << 28;
	private static final int BLUE_FIRST = 1;

	/** Whether a file whose first bytes are these is an ETS file. */
	static boolean isOne(final byte[] header) {
		return header.length >= 4 && header[0] == 'S' && header[1] == 'I' && header[2] == 'S' && header[3] == 0;
	}

	/** Reads and checks both headers, but not the table of tiles. */
	static EtsHeader read(final ByteSource source, final StoredFile file) throws IOException {
		final long size = source.size();
		if (size < FIRST_HEADER)
			throw new SlideFormatException(file, 0, "the header of an ETS file of 64 bytes",
				"a file of " + size + " bytes");
		final ByteBuffer first = ByteBuffer.wrap(source.readFully(0, FIRST_HEADER)).order(ByteOrder.LITTLE_ENDIAN);
		if (!isOne(first.array())) throw new SlideFormatException(file, 0, "\"SIS\"", word(first, 0));
		final int dimensions = first.getInt(12);
		if (dimensions < 3 || dimensions > MOST_DIMENSIONS)
			throw new SlideFormatException(file, 12, "tiles with 3 to " + MOST_DIMENSIONS + " coordinates",
				dimensions + "");
		final long at = first.getLong(16);
		final long length = first.getInt(24) & 0xffffffffL;
		if (length < SECOND_HEADER || length > LONGEST_HEADER)
			throw new SlideFormatException(file, 24, "a second header of " + SECOND_HEADER + " to " + LONGEST_HEADER
				+ " bytes", length + "");
		if (at < 0 || at > size - length)
			throw new SlideFormatException(file, 16, "a second header within the " + size + " bytes of the file",
				"its position " + at);
		final long table = first.getLong(32);
		final long count = first.getInt(40) & 0xffffffffL;
		if (table < 0 || table > size || count > (size - table) / recordLength(dimensions))
			throw new SlideFormatException(file, 32,
				"a table of " + count + " tiles within the " + size + " bytes of the file",
				"its position " + table);
		if (count > MOST_TILES)
			throw new SlideFormatException(file, 40, "at most " + MOST_TILES + " tiles", count + "");
		return second(ByteBuffer.wrap(source.readFully(at, length)).order(ByteOrder.LITTLE_ENDIAN), at, file,
			dimensions, table, count);
	}

	private static EtsHeader second(final ByteBuffer header, final long at, final StoredFile file, final int dimensions,
		final long table,
		final long count) throws SlideFormatException
	{
		if (!word(header, 0).equals("\"ETS\"")) throw new SlideFormatException(file, at, "\"ETS\"", word(header, 0));
		final PixelType type = type(header.getInt(TYPE), at + TYPE, file);
		final int samples = header.getInt(COMPONENTS);
		if (samples != 1 && samples != 3 && samples != 4)
			throw new SlideFormatException(file, at + COMPONENTS, "1, 3 or 4 samples a pixel", samples + "");
		final int width = header.getInt(TILE_WIDTH);
		final int height = header.getInt(TILE_WIDTH + 4);
		if (width <= 0 || height <= 0 || !BlockShape.fits(width, height, samples))
			throw new SlideFormatException(file, at + TILE_WIDTH, "tiles that fit in memory",
				width + " x " + height + " pixels of "
				+ samples + " samples");
		if (header.getInt(TILE_DEPTH) > 1)
			throw new SlideFormatException(file, at + TILE_DEPTH, "tiles of one focal plane",
				header.getInt(TILE_DEPTH) + "");
		return new EtsHeader(dimensions, table, count, type, samples, header.getInt(COMPRESSION), width, height,
			background(header, type, samples), header.getInt(COMPONENT_ORDER) == BLUE_FIRST,
			header.getInt(USE_PYRAMID) != 0,
			sizes(header, dimensions));
	}

	/** Source of the numbers: Bio-Formats' CellSensReader ("pixel types"), slideio's vsistruct.hpp. */
	private static PixelType type(final int number, final long at, final StoredFile file) throws SlideFormatException {
		return switch (number) {
			case 1 -> PixelType.INT8;
			case 2 -> PixelType.UINT8;
			case 3 -> PixelType.INT16;
			case 4 -> PixelType.UINT16;
			case 5 -> PixelType.INT32;
			case 6 -> PixelType.UINT32;
			case 9 -> PixelType.FLOAT32;
			case 10 -> PixelType.FLOAT64;
			default -> throw new SlideFormatException(file, at, "samples of 8 to 32 bits or floating-point numbers",
				number == 7 || number == 8 ? "64-bit integers" : "samples of type " + number);
		};
	}

	/** Consecutive whole numbers, each as long as a sample. */
	private static List<Long> background(final ByteBuffer header, final PixelType type, final int samples) {
		final List<Long> values = new ArrayList<>();
		final int bytes = type.bytes();
		for (int s = 0, at = BACKGROUND; s < samples && !type.isFloating() && at + bytes <= COMPONENT_ORDER; s++,
			at += bytes)
			values.add(switch (bytes) {
				case 1 -> header.get(at) & 0xffL;
				case 2 -> header.getShort(at) & 0xffffL;
				default -> header.getInt(at) & 0xffffffffL;
			});
		return values;
	}

	/** The sizes, if there are as many as a tile's coordinates without the level. */
	private static List<Integer> sizes(final ByteBuffer header, final int dimensions) {
		final List<Integer> sizes = new ArrayList<>();
		final int n = header.limit() < SIZES + 4 ? 0 : header.getInt(SIZES);
		if (n != dimensions - 1 || header.limit() < SIZES + 4 + 4 * n) return List.of();
		for (int i = 0; i < n; i++) {
			final int size = header.getInt(SIZES + 4 + 4 * i);
			if (size <= 0) return List.of();
			sizes.add(size);
		}
		return sizes;
	}

	/** Three letters for a message. */
	private static String word(final ByteBuffer bytes, final int at) {
		return "\"" + new String(bytes.array(), at, 3, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", "?") + "\"";
	}

	/**
	 * Bytes of a record in the table of tiles: the number of coordinates, the coordinates, position, length, and one
	 * more number.
	 */
	static int recordLength(final int dimensions) {
		return 20 + 4 * dimensions;
	}

	/** Samples of a pixel as shown: a fourth one, whose meaning is unknown, is left out. */
	int samples() {
		return Math.min(3, storedSamples);
	}

	/** A tile's shape as shown. */
	BlockShape tileShape() {
		return new BlockShape(tileWidth, tileHeight, samples(), type);
	}
}
