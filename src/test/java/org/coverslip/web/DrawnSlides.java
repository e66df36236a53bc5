package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;

/** Slides that are drawn when they are opened; which one, the file's name says. */
final class DrawnSlides {

	/** Stained tissue whose pixels are twice as wide as high. */
	static final String WIDE_PIXELS = "wide.svs";

	/** Stained tissue without a pixel size. */
	static final String WITHOUT_SIZE = "unmeasured.svs";

	/** Nearly black: red from 0 to 40, no green or blue. */
	static final String DARK = "dark.svs";

	/** The greatest value of the dark slide. */
	static final int DARK_GREATEST = 40;

	static final double UM_ACROSS = 0.5;
	static final double UM_DOWN = 0.25;

	private static final int TILE = 256;

	private DrawnSlides() {}

	static Slide open(final Path path) throws IOException {
		return switch (path.getFileName().toString()) {
			case WIDE_PIXELS -> stained(path, Optional.of(new PixelSize(UM_ACROSS, UM_DOWN)));
			case WITHOUT_SIZE -> stained(path, Optional.empty());
			case DARK -> dark(path);
			default -> throw new IOException("no slide is drawn for " + path);
		};
	}

	private static Slide stained(final Path path, final Optional<PixelSize> size) {
		final Slide sample = SampleSlide.brightField(4000, 3000);
		final SlideLifetime lifetime = new SlideLifetime(path.toString(), sample::close);
		final Scene scene = sample.scenes().get(0);
		return slide(path, lifetime,
			Scene.builder(lifetime).levels(List.of(scene.level(0), quarter(scene))).pixelSize(size));
	}

	/** A level of a quarter of the size. */
	private static Level quarter(final Scene scene) {
		final UniformTileGrid grid = UniformTileGrid.covering(1000, 750, TILE, TILE);
		final ScaledRegionReader reader = new ScaledRegionReader(new RegionReader(TileCache.ofBytes(32 << 20)));
		return Level.builder(1000, 750, (tile, plane) -> {
			final Region place = grid.tileRegion(tile);
			final ScaledRegion picture = new ScaledRegion(4 * place.x(), 4 * place.y(), 4, 4, TILE, TILE);
			return Optional.of(reader.read(scene, 0, plane, picture).over(0xffffff));
		}).scale(new LevelScale(4)).grid(grid).samples(PixelType.UINT8, 3).build();
	}

	private static Slide dark(final Path path) {
		final SlideLifetime lifetime = SlideLifetime.inMemory(path.toString());
		final UniformTileGrid grid = UniformTileGrid.covering(1200, 900, TILE, TILE);
		final Level level = Level.builder(1200, 900, (tile, plane) -> Optional.of(darkTile(grid.tileRegion(tile))))
			.grid(grid).samples(PixelType.UINT8, 3).build();
		return slide(path, lifetime,
			Scene.builder(lifetime).levels(List.of(level)).pixelSize(Optional.of(new PixelSize(0.5, 0.5))));
	}

	private static Slide slide(final Path path, final SlideLifetime lifetime, final Scene.Builder scene) {
		return new OpenedSlide(new SlideMetadata(path.toString(), "drawn", Map.of(), null), List.of(scene.build()),
			List.of(),
			lifetime);
	}

	private static PixelBlock darkTile(final Region place) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(TILE, TILE, 3, PixelType.UINT8));
		for (int y = 0, i = 0; y < TILE; y++)
			for (int x = 0; x < TILE; x++, i += 3)
				block.bytes()[i] = (byte) darkRed(place.x() + x, place.y() + y);
		return block;
	}

	/** Red of the dark slide. */
	static int darkRed(final long x, final long y) {
		return (int) ((x / 3 + y / 5) % (DARK_GREATEST + 1));
	}
}
