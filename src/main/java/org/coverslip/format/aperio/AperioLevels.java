package org.coverslip.format.aperio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The levels of an SVS, of which some tiles may have no bytes because of a fault in an encoder.
 * <p>
 * As OpenSlide does: such a tile of level 0 is absent; on a coarser level it is drawn from the next finer one; and the coarser
 * tiles that cover a missing tile are taken as missing too, since they are often damaged.
 */
final class AperioLevels {

	private AperioLevels() {}

	static List<Level> of(final TiffFile tiff, final List<TiffImage> images, final SlideLifetime lifetime) throws IOException {
		final List<Level> levels = new ArrayList<>();
		BitSet missing = new BitSet();
		for (int i = 0; i < images.size(); i++) {
			final TiffImage image = images.get(i);
			final TiffTileSource stored = TiffTileSource.of(tiff, image, lifetime);
			missing = i == 0 ? new BitSet() : propagate(missing, images.get(i - 1).grid(), stored.grid());
			for (long tile = 0; tile < stored.grid().tileCount(); tile++)
				if (stored.isAbsent(tile)) missing.set((int) tile);
			final LevelScale scale = TiffLevels.scale(images.get(0), image);
			final TileSource tiles =
				i == 0 || missing.isEmpty() ? stored.copyable() : new Redrawn(stored, missing, scale, levels.get(i - 1));
			levels.add(TiffLevels.of(image, stored.grid(), tiles, scale));
		}
		return levels;
	}

	/** The coarser tiles that cover missing finer ones. */
	private static BitSet propagate(final BitSet missing, final UniformTileGrid finer, final UniformTileGrid coarser) {
		final BitSet covering = new BitSet();
		final long acrossX = LevelScale.wholeRatio(finer.columns(), coarser.columns());
		final long acrossY = LevelScale.wholeRatio(finer.rows(), coarser.rows());
		for (int tile = missing.nextSetBit(0); tile >= 0; tile = missing.nextSetBit(tile + 1)) {
			final long col = tile % finer.columns() / acrossX;
			final long row = tile / finer.columns() / acrossY;
			if (col < coarser.columns() && row < coarser.rows()) covering.set((int) coarser.index(col, row));
		}
		return covering;
	}

	/** Tiles of which some are drawn from the next finer level. Thread-safe. */
	private static final class Redrawn implements TileSource {

		private final TiffTileSource stored;
		private final BitSet missing;
		private final LevelScale toFiner;
		private final Level finer;

		Redrawn(final TiffTileSource stored, final BitSet missing, final LevelScale scale, final Level finer) {
			this.stored = stored;
			this.missing = missing;
			toFiner = new LevelScale(scale.downsample() / finer.downsample());
			this.finer = finer;
		}

		@Override
		public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
			return missing.get((int) tile) ? redraw(stored.grid().tileRegion(tile), plane) : stored.read(tile, plane);
		}

		/** Takes the finer level's pixel at each pixel's centre, unfiltered; with alpha where the finer level has none. */
		private Optional<PixelBlock> redraw(final Region place, final Plane plane) throws IOException {
			final int n = finer.samples();
			final PixelBlock block =
				PixelBlock.zeros(new BlockShape((int) place.width(), (int) place.height(), n == 3 ? 4 : n, finer.type()));
			boolean any = false;
			final Region wanted = toFiner.toLevel0(place).intersect(finer.region());
			for (final PlacedTile source : finer.layout().tilesIn(wanted)) {
				final Optional<PixelBlock> pixels = finer.tiles().read(source.index(), plane);
				if (pixels.isEmpty()) continue;
				any = true;
				sample(pixels.get(), source.region(), block, place);
			}
			return any ? Optional.of(block) : Optional.empty();
		}

		private void sample(final PixelBlock from, final Region fromPlace, final PixelBlock to, final Region toPlace) {
			final Region visible = fromPlace.intersect(finer.region());
			final int n = from.samples();
			for (int y = 0; y < to.height(); y++) {
				final long fy = toFiner.centreInLevel0(toPlace.y() + y);
				if (fy < visible.y() || fy >= visible.endY()) continue;
				for (int x = 0; x < to.width(); x++) {
					final long fx = toFiner.centreInLevel0(toPlace.x() + x);
					if (fx < visible.x() || fx >= visible.endX()) continue;
					final int source = (int) ((fy - fromPlace.y()) * from.width() + fx - fromPlace.x()) * n;
					final int target = (y * to.width() + x) * to.samples();
					System.arraycopy(from.array(), source, to.array(), target, n);
					if (to.samples() == 4 && n == 3) to.bytes()[target + 3] = (byte) 255;
				}
			}
		}
	}
}
