package org.coverslip.format.aperio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The levels of an SVS, some of whose tiles may have no bytes because of a fault in an encoder.
 * <p>
 * As OpenSlide does: such a tile of level 0 is absent; on a coarser level it is drawn from the next finer one; and the
 * coarser tiles that cover a missing tile are taken as missing too, since they are often damaged.
 */
final class AperioLevels {

	private AperioLevels() {}

	static List<Level> of(final TiffFile tiff, final List<TiffImage> images, final SlideLifetime lifetime)
		throws IOException {
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
				i == 0 || missing.isEmpty() ? stored.copyable()
				: new Redrawn(stored, missing, scale, levels.get(i - 1), lifetime);
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

	/** Tiles, some of which are drawn from the next finer level by averaging areas. Thread-safe. */
	private static final class Redrawn implements TileSource {

		private final TiffTileSource stored;
		private final BitSet missing;
		private final double toFiner;
		private final Scene finer;
		private final ScaledRegionReader reader = new ScaledRegionReader(new RegionReader(TileCache.ofBytes(0)));

		Redrawn(final TiffTileSource stored, final BitSet missing, final LevelScale scale, final Level finer,
			final SlideLifetime lifetime)
		{
			this.stored = stored;
			this.missing = missing;
			toFiner = scale.downsample() / finer.downsample();
			this.finer = Scene.builder(lifetime).channels(TiffLevels.channels(stored.image()))
				.levels(
				List.of(finer.withScale(new LevelScale(1))))
				.build();
		}

		@Override
		public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
			if (!missing.get((int) tile)) return stored.read(tile, plane);
			final Region place = stored.grid().tileRegion(tile);
			final ScaledRegion picture = new ScaledRegion(place.x() * toFiner, place.y() * toFiner, toFiner, toFiner,
				(int) place.width(), (int) place.height());
			final RegionPixels drawn = reader.read(finer, plane, picture);
			return drawn.isEmpty() ? Optional.empty() : Optional.of(withAlpha(drawn));
		}

		@Override
		public void expect(final long[] tiles, final Plane plane) throws IOException {
			stored.expect(LongStream.of(tiles).filter(tile -> !missing.get((int) tile)).toArray(), plane);
		}

		private static PixelBlock withAlpha(final RegionPixels drawn) {
			final PixelBlock colours = drawn.block();
			if (drawn.isOpaque() || colours.samples() != 3 || colours.type() != PixelType.UINT8) return colours;
			final PixelBlock block = PixelBlock.zeros(colours.shape().withSamples(4));
			for (int i = 0; i < block.shape().pixels(); i++) {
				System.arraycopy(colours.bytes(), 3 * i, block.bytes(), 4 * i, 3);
				block.bytes()[4 * i + 3] = (byte) drawn.alpha(i);
			}
			return block;
		}
	}
}
