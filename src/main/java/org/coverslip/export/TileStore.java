package org.coverslip.export;

import java.io.IOException;

import org.coverslip.codec.TileEncoder;
import org.coverslip.export.TileTable.StoredTile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.TiffWriter;

/**
 * Encodes tiles and appends them to the file. Thread-safe.
 * <p>
 * A tile whose pixels are all alike is stored once: all others of its colour, in all levels, point at the same bytes.
 */
final class TileStore {

	private final TiffWriter writer;
	private final TileEncoder encoder;
	private final UniformTiles<StoredTile> tiles = new UniformTiles<>(this::append);

	TileStore(final TiffWriter writer, final TileEncoder encoder) {
		this.writer = writer;
		this.encoder = encoder;
	}

	/** Stores a tile; all tiles of one store are of one shape. */
	StoredTile store(final PixelBlock tile) throws IOException {
		return tiles.of(tile);
	}

	private StoredTile append(final PixelBlock tile) throws IOException {
		final byte[] bytes = encoder.encode(tile);
		return new StoredTile(writer.append(bytes), bytes.length);
	}
}
