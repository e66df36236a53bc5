package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.PixelBlock;

/**
 * Encodes tiles: one of a colour for all tiles that have no other, and as many others together as the encoder takes at
 * a time, so that a few of them wait. Thread-safe.
 */
final class TileEncoding {

	private final TileEncoder encoder;
	private final UniformTiles<EncodedTile> uniform;
	private final List<Waiting> waiting = new ArrayList<>();

	/** What becomes of a tile when it is encoded. */
	@FunctionalInterface
	interface Then {

		void take(EncodedTile encoded) throws IOException;
	}

	TileEncoding(final TileEncoder encoder) {
		this.encoder = encoder;
		uniform = new UniformTiles<>((tile, alike) -> new EncodedTile(encoder.encode(tile), alike));
	}

	/**
	 * Takes a tile, which must not be changed afterwards.
	 *
	 * @param then
	 *            is called now or later, by the thread that has encoded it
	 */
	void put(final PixelBlock tile, final Then then) throws IOException {
		final Optional<EncodedTile> shared = uniform.shared(tile);
		if (shared.isPresent()) then.take(shared.get());
		else encode(add(new Waiting(tile, then)));
	}

	/** The tile encoded at once. */
	EncodedTile of(final PixelBlock tile) throws IOException {
		return uniform.of(tile);
	}

	/** Encodes the tiles that still wait. */
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
		for (int i = 0; i < encoded.size(); i++)
			tiles.get(i).then.take(new EncodedTile(encoded.get(i), false));
	}

	/** A tile, and what becomes of it. */
	private record Waiting(PixelBlock tile, Then then) {}
}
