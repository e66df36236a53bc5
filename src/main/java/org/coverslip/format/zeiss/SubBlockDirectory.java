package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.format.zeiss.Zisraw.Segment;
import org.coverslip.io.SlideFormatException;

/** Reads the list of all sub-blocks, which is in one place in the file, piece by piece. */
final class SubBlockDirectory {

	/**
	 * A directory's entries begin after these bytes of its segment; the first four of the bytes are the number of
	 * entries.
	 */
	private static final int FIXED = 128;
	/** Bytes of an entry of schema DV without its dimensions. */
	private static final int ENTRY = 32;
	/** Bytes of a dimension: name, start, size, start coordinate and stored size, 4 bytes each. */
	private static final int DIMENSION = 20;
	/** The most dimensions; libCZI has room for as many. */
	static final int MOST_DIMENSIONS = 40;
	private static final int MOST_SUB_BLOCKS = 2_000_000;
	private static final int PIECE = 1 << 16;

	/** The dimensions' letters, in the order of {@link #values}. */
	private static final String DIMENSIONS = "XYCTZHIRVBSM";
	private static final int S = DIMENSIONS.indexOf('S');
	private static final int M = DIMENSIONS.indexOf('M');

	private final Zisraw file;
	private final int count;
	/** Where the buffer's bytes end in the file. */
	private long at;
	private final long end;
	private ByteBuffer buffer = ByteBuffer.allocate(0);
	private final int[] values = new int[DIMENSIONS.length()];
	private final int[] sizes = new int[2];
	private final int[] stored = new int[2];
	private final Map<CziPlane, CziPlane> planes = new HashMap<>();
	private final SortedMap<Integer, Integer> inOtherParts = new TreeMap<>();

	private SubBlockDirectory(final Zisraw file, final long position) throws IOException {
		this.file = file;
		final Segment segment = file.segment(position, Zisraw.DIRECTORY, FIXED);
		count = file.read(segment.data(), 4).getInt();
		at = segment.data() + FIXED;
		end = segment.data() + segment.used();
		final long most = Math.min(MOST_SUB_BLOCKS, (end - at) / (ENTRY + 2 * DIMENSION));
		if (count < 1 || count > most)
			throw file.unexpected(segment.data(), "1 to " + most + " sub-blocks in a directory of " + segment.used()
				+ " bytes", count + "");
	}

	/**
	 * All sub-blocks in the directory's order.
	 *
	 * @param position
	 *            of the directory's segment
	 */
	static List<SubBlock> read(final Zisraw file, final long position) throws IOException {
		return new SubBlockDirectory(file, position).read();
	}

	private List<SubBlock> read() throws IOException {
		final List<SubBlock> blocks = new ArrayList<>(count);
		for (int i = 0; i < count; i++)
			blocks.add(next());
		if (!inOtherParts.isEmpty()) throw MissingPart.of(file, inOtherParts, count);
		return blocks;
	}

	/** Makes sure that the next bytes of the directory are in the buffer. */
	private void need(final int length) throws IOException {
		if (buffer.remaining() >= length) return;
		at -= buffer.remaining();
		if (length > end - at) throw file.unexpected(at, "an entry of the sub-block directory", "the directory's end");
		buffer = file.read(at, Math.max(length, Math.min(PIECE, end - at)));
		at += buffer.remaining();
	}

	private long position() {
		return at - buffer.remaining();
	}

	private SubBlock next() throws IOException {
		need(ENTRY);
		final long entry = position();
		final int schema = buffer.getShort();
		if (schema != ('D' | 'V' << 8))
			throw file.unexpected(entry, "a directory entry of schema DV", schema == ('D' | 'E' << 8)
				? "one of schema DE" : "another");
		final int pixelType = buffer.getInt();
		final long where = buffer.getLong();
		final int part = buffer.getInt();
		final int compression = buffer.getInt();
		buffer.position(buffer.position() + 6); // the kind of pyramid, which no reader relies on, and spare bytes
		final int dimensions = buffer.getInt();
		if (dimensions < 2 || dimensions > MOST_DIMENSIONS)
			throw file.unexpected(entry, "a directory entry of 2 to " + MOST_DIMENSIONS + " dimensions",
				dimensions + "");
		readDimensions(entry, dimensions);
		if (part != 0) inOtherParts.merge(part, 1, Integer::sum);
		else if (where < 0 || where > file.size() - Zisraw.SEGMENT_HEADER)
			throw file.unexpected(entry, "a sub-block within the " + file.size() + " bytes of the file",
				"its position " + where);
		final CziPixels pixels = CziPixels.of(pixelType).orElseThrow(() -> file.unexpected(entry,
			"pixels of Gray8, Gray16, Gray32, Gray32Float, Gray64Float, Bgr24, Bgr48, Bgr96Float or Bgra32",
			pixelType == 10 || pixelType == 11 ? "complex numbers" : "pixel type " + pixelType));
		final CziPlane plane =
			new CziPlane(values[2], values[3], values[4], values[5], values[6], values[7], values[8], values[9]);
		return new SubBlock(where, pixels, compression, values[S], values[M], values[0], values[1], sizes[0], sizes[1],
			stored[0],
			stored[1], planes.computeIfAbsent(plane, same -> same));
	}

	private void readDimensions(final long entry, final int count) throws IOException {
		Arrays.fill(values, 0);
		values[S] = SubBlock.NONE;
		values[M] = SubBlock.NONE;
		sizes[0] = 0;
		sizes[1] = 0;
		need(count * DIMENSION);
		for (int i = 0; i < count; i++) {
			final int name = buffer.getInt();
			final int start = buffer.getInt();
			final int size = buffer.getInt();
			buffer.getFloat(); // the start in stage units, if the writer filled it in
			final int storedSize = buffer.getInt();
			final int dimension = name > 0 && name < 128 ? DIMENSIONS.indexOf((char) name) : -1;
			if (dimension < 0)
				throw file.unexpected(entry, "dimensions of the letters " + DIMENSIONS, "another");
			values[dimension] = start;
			if (dimension < 2) setSize(entry, dimension, size, storedSize);
			// some writers count a pyramid's tiles here, see libCZI (CziParse.cpp)
			else if (storedSize > 1 && dimension != M)
				throw file.unexpected(entry, "sub-blocks of one plane",
					storedSize + " planes of dimension " + DIMENSIONS.charAt(dimension));
		}
		if (sizes[0] == 0 || sizes[1] == 0)
			throw file.unexpected(entry, "a directory entry with dimensions X and Y", "none");
	}

	/** A stored size of 0 means that it equals the size. */
	private void setSize(final long entry, final int dimension, final int size, final int storedSize)
		throws SlideFormatException {
		if (size < 1 || storedSize < 0)
			throw file.unexpected(entry, "a sub-block of 1 or more pixels",
				size + " (" + storedSize + " stored) along " + DIMENSIONS.charAt(dimension));
		sizes[dimension] = size;
		stored[dimension] = storedSize == 0 ? size : storedSize;
	}
}
