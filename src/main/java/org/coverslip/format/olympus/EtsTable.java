package org.coverslip.format.olympus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Which tiles an ETS file has, and where: an {@link EtsLevel} for each level, with 20 bytes of memory per tile.
 * Immutable.
 * <p>
 * A record of the table holds the number of coordinates, the coordinates (column, row, one number for each further
 * dimension, the level), the position of the tile's bytes, how many bytes there are, and one more number. Source:
 * Bio-Formats' CellSensReader ({@code parseETSFile}). The file of slideio's tutorial, whose tiles have 6 coordinates
 * for 5 dimensions, shows that the last coordinate is the level even in a file without a pyramid. Columns and rows may
 * be negative (OpenReadout, docs/formats/vsi.md, from stitched images of Stream).
 *
 * @param levels
 *            by their numbers: level n is 2ⁿ times coarser; each has at least one tile
 * @param sizes
 *            of the dimensions between row and level, judged by the tiles
 */
record EtsTable(SortedMap<Integer, EtsLevel> levels, List<Integer> sizes) {

	private static final int CHUNK = 1 << 20;
	/** The coarsest level: halved this often, any size that can be numbered is one pixel. */
	private static final int COARSEST = 32;

	/** Reads the table in two passes; the first finds the extent of the tiles. */
	static EtsTable read(final ByteSource source, final StoredFile file, final EtsHeader header) throws IOException {
		final int inner = header.dimensions() - 3;
		final int[] most = new int[inner];
		final SortedMap<Integer, EtsLevel.Builder> builders = new TreeMap<>();
		forEach(source, file, header, (record, at) -> {
			final int level = record.getInt(4 * header.dimensions());
			if (level < 0 || level > COARSEST)
				throw new SlideFormatException(file, at, "a tile of a level from 0 to " + COARSEST, level + "");
			for (int d = 0; d < inner; d++) {
				final int coordinate = record.getInt(12 + 4 * d);
				final long limit =
					Math.max(header.tileCount(), d + 2 < header.sizes().size() ? header.sizes().get(d + 2) : 0);
				if (coordinate < 0 || coordinate >= limit)
					throw new SlideFormatException(file, at,
						"a tile whose coordinate " + (d + 2) + " is 0 to " + (limit - 1), coordinate + "");
				most[d] = Math.max(most[d], coordinate);
			}
			builders.computeIfAbsent(level, l -> new EtsLevel.Builder()).extend(record.getInt(4), record.getInt(8));
		});
		final List<Integer> sizes = new ArrayList<>();
		for (final int last : most)
			sizes.add(last + 1);
		final SortedMap<Integer, EtsLevel> levels = new TreeMap<>();
		final long planes = planes(sizes, file, header);
		for (final EtsLevel.Builder builder : builders.values())
			builder.allocate(planes, file, header.tablePosition());
		forEach(source, file, header, (record, at) -> {
			long plane = 0;
			for (int d = inner - 1; d >= 0; d--)
				plane = plane * sizes.get(d) + record.getInt(12 + 4 * d);
			final int behind = 4 + 4 * header.dimensions();
			builders.get(record.getInt(behind - 4))
				.add(plane, record.getInt(4), record.getInt(8), record.getLong(behind),
				record.getInt(behind + 8));
		});
		builders.forEach((level, builder) -> levels.put(level, builder.build()));
		return new EtsTable(levels, List.copyOf(sizes));
	}

	private static long planes(final List<Integer> sizes, final StoredFile file, final EtsHeader header)
		throws SlideFormatException {
		double planes = 1;
		for (final int size : sizes)
			planes *= size;
		if (planes > Integer.MAX_VALUE)
			throw new SlideFormatException(file, header.tablePosition(), "at most 2^31 - 1 planes", sizes + "");
		return (long) planes;
	}

	@FunctionalInterface
	private interface RecordReader {

		/**
		 * @param record
		 *            of the table; its position is 0
		 * @param at
		 *            where it is in the file
		 */
		void read(ByteBuffer record, long at) throws IOException;
	}

	private static void forEach(final ByteSource source, final StoredFile file, final EtsHeader header,
		final RecordReader reader)
		throws IOException
	{
		final int length = EtsHeader.recordLength(header.dimensions());
		final int atOnce = CHUNK / length;
		for (long n = 0; n < header.tileCount(); n += atOnce) {
			final long position = header.tablePosition() + n * length;
			final int count = (int) Math.min(atOnce, header.tileCount() - n);
			final ByteBuffer chunk = ByteBuffer.wrap(source.readFully(position, (long) count * length));
			for (int i = 0; i < count; i++) {
				final ByteBuffer record = chunk.slice(i * length, length).order(ByteOrder.LITTLE_ENDIAN);
				if (record.getInt(0) != header.dimensions())
					throw new SlideFormatException(file, position + (long) i * length,
						"a tile with " + header.dimensions() + " coordinates",
						record.getInt(0) + "");
				reader.read(record, position + (long) i * length);
			}
		}
	}
}
