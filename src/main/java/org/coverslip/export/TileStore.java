package org.coverslip.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.TileTable.StoredTile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.TiffWriter;

/**
 * Encodes tiles and appends them to the file. Thread-safe.
 * <p>
 * A tile whose pixels are all alike, such as glass or what was never scanned, is stored once: all others of its colour, in all
 * levels, point at the same bytes.
 */
final class TileStore {

	/** More colours than this are not remembered, so that memory stays bounded. */
	private static final int MAX_COLOURS = 4096;

	private final TiffWriter writer;
	private final TileEncoder encoder;
	private final ConcurrentMap<List<Double>, StoredTile> uniform = new ConcurrentHashMap<>();

	TileStore(final TiffWriter writer, final TileEncoder encoder) {
		this.writer = writer;
		this.encoder = encoder;
	}

	/** Stores a tile; all tiles of one store are of one shape. */
	StoredTile store(final PixelBlock tile) throws IOException {
		if (!isUniform(tile)) return append(tile);
		final List<Double> colour = new ArrayList<>(tile.samples());
		for (int s = 0; s < tile.samples(); s++)
			colour.add(tile.value(s));
		final StoredTile known = uniform.get(colour);
		if (known != null) return known;
		final StoredTile stored = append(tile);
		if (uniform.size() < MAX_COLOURS) uniform.put(colour, stored);
		return stored;
	}

	private StoredTile append(final PixelBlock tile) throws IOException {
		final byte[] bytes = encoder.encode(tile);
		return new StoredTile(writer.append(bytes), bytes.length);
	}

	/** Whether each pixel is like the one before it. */
	private static boolean isUniform(final PixelBlock tile) {
		final int n = tile.samples();
		final int end = tile.shape().length();
		return switch (tile.type()) {
			case UINT8, INT8 -> Arrays.equals(tile.bytes(), n, end, tile.bytes(), 0, end - n);
			case UINT16, INT16 -> Arrays.equals(tile.shorts(), n, end, tile.shorts(), 0, end - n);
			case UINT32, INT32 -> Arrays.equals(tile.ints(), n, end, tile.ints(), 0, end - n);
			case FLOAT32 -> Arrays.equals(tile.floats(), n, end, tile.floats(), 0, end - n);
			case FLOAT64 -> Arrays.equals(tile.doubles(), n, end, tile.doubles(), 0, end - n);
		};
	}
}
