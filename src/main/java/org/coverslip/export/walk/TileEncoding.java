package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;

/**
 * Encodes tiles and puts them into a sink: one of a colour for all tiles that have no other, and as many others
 * together as the encoder takes at a time, so that a few of them wait. Thread-safe.
 */
final class TileEncoding {

	private final TileEncoder encoder;
	private final PyramidSink sink;
	private final UniformTiles<EncodedTile> uniform;
	private final List<Waiting> waiting = new ArrayList<>();

	TileEncoding(final TileEncoder encoder, final PyramidSink sink) {
		this.encoder = encoder;
		this.sink = sink;
		uniform = new UniformTiles<>((tile, alike) -> new EncodedTile(encoder.encode(tile), alike));
	}

	/** Takes a tile, which must not be changed afterwards. */
	void put(final int level, final Plane plane, final long col, final long row, final PixelBlock tile)
		throws IOException
	{
		final Optional<EncodedTile> shared = uniform.shared(tile);
		if (shared.isPresent()) sink.put(level, plane, col, row, shared.get());
		else encode(add(new Waiting(level, plane, col, row, tile)));
	}

	/** Puts the tiles that still wait. */
	void finish() throws IOException {
		encode(taken());
	}

	/** The tiles to be encoded now: none, or all that waited. */
	private synchronized List<Waiting> add(final Waiting tile) {
		waiting.add(tile);
		return waiting.size() < encoder.together() ? List.of() : taken();
	}

	private synchronized List<Waiting> taken() {
		final List<Waiting> all = List.copyOf(waiting);
		waiting.clear();
		return all;
	}

	private void encode(final List<Waiting> tiles) throws IOException {
		final List<byte[]> encoded = encoder.encodeAll(tiles.stream().map(Waiting::tile).toList());
		for (int i = 0; i < encoded.size(); i++) {
			final Waiting place = tiles.get(i);
			sink.put(place.level, place.plane, place.col, place.row, new EncodedTile(encoded.get(i), false));
		}
	}

	/** A tile and its place. */
	private record Waiting(int level, Plane plane, long col, long row, PixelBlock tile) {}
}
