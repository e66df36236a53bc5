package org.coverslip.export.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;

/** Encodes tiles, in the parts in which their level is stored. Thread-safe. */
final class TileMaker {

	private final WalkPlan plan;
	private final TileEncoding computed;

	/** Takes what is stored of a tile. */
	@FunctionalInterface
	interface Taker {

		void take(List<MadeTile> made) throws IOException;
	}

	TileMaker(final WalkPlan plan) {
		this.plan = plan;
		// the computed levels share one encoder, except those that are only shown to the watcher
		computed = new TileEncoding(plan.levels().get(plan.levels().size() - 1).encoder());
	}

	/**
	 * Encodes a computed tile; nothing is stored of it if its level is not written.
	 *
	 * @param level
	 *            its number in {@link WalkPlan.Computation#sizes()}
	 * @param tile
	 *            must not be changed afterwards
	 * @param taker
	 *            is given the result, now or at the latest in {@link #finish}
	 */
	void computed(final int level, final Plane plane, final long col, final long row, final PixelBlock tile,
		final Taker taker) throws IOException
	{
		final int written = plan.levelOf(level);
		if (written < 0) {
			taker.take(List.of());
			return;
		}
		final Shortcut shortcut = plan.computation().shortcut();
		final boolean leftOut = shortcut.isLeftOut(written, tile);
		final Optional<byte[]> stored = leftOut ? Optional.empty() : shortcut.stored(written, plane, col, row);
		if (leftOut) taker.take(List.of(new MadeTile(written, col, row, Optional.empty())));
		else if (stored.isPresent()) taker.take(List.of(made(written, col, row, new EncodedTile(stored.get(), false))));
		else encode(written, col, row, tile, computed, taker);
	}

	/** Encodes what still waits for others. */
	void finish() throws IOException {
		computed.finish();
	}

	/** Encodes a tile of a level of the file; otherwise as {@link #computed}. */
	void encode(final int level, final long col, final long row, final PixelBlock tile, final TileEncoding encoding,
		final Taker taker) throws IOException
	{
		final WrittenLevel form = plan.levels().get(level);
		if (form.isStoredAsMade()) {
			encoding.put(tile, encoded -> taker.take(List.of(made(level, col, row, encoded))));
			return;
		}
		final LevelSize size = form.size();
		final UniformTileGrid stored = form.stored();
		final Region place =
			new Region(col * size.tileWidth(), row * size.tileHeight(), tile.width(), tile.height());
		final List<MadeTile> parts = new ArrayList<>();
		for (final PlacedTile part : stored.tilesIn(place.intersect(Region.ofSize(size.width(), size.height()))))
			parts.add(made(level, part.index() % stored.columns(), part.index() / stored.columns(),
				encoding.of(part(tile, part.region().translate(-place.x(), -place.y())))));
		taker.take(parts);
	}

	private static MadeTile made(final int level, final long col, final long row, final EncodedTile encoded) {
		return new MadeTile(level, col, row, Optional.of(encoded));
	}

	/** A part of a tile; its padding is continued as far as needed. */
	private static PixelBlock part(final PixelBlock tile, final Region region) {
		final Region inside = region.intersect(Region.ofSize(tile.width(), tile.height()));
		final PixelBlock part = PixelBlock.zeros(
			new BlockShape((int) region.width(), (int) region.height(), tile.samples(), tile.type()));
		tile.copyTo((int) inside.x(), (int) inside.y(), part, 0, 0, (int) inside.width(), (int) inside.height());
		TilePadding.fill(part, (int) inside.width(), (int) inside.height());
		return part;
	}
}
