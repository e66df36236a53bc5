package org.coverslip.format.ome;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.testing.TestPattern;

/** Scenes in memory whose planes show the test pattern, each from another place. */
final class PatternScene {

	private static final int TILE = 64;

	private PatternScene() {}

	static Scene of(final int width, final int height, final BlockShape pixel, final int sizeC, final int sizeZ,
		final int sizeT) {
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, TILE, TILE);
		final BlockShape tileShape = new BlockShape(TILE, TILE, pixel.samples(), pixel.type());
		final Level level = Level.builder(width, height, (tile, plane) -> Optional.of(
			TestPattern.block(grid.tileRegion(tile).x() + shift(plane), grid.tileRegion(tile).y(), tileShape)))
			.grid(grid).samples(pixel.type(), pixel.samples()).build();
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < sizeC; c++)
			channels.add(pixel.samples() == 3 ? Channel.rgb()
				: new Channel("dye <" + c + "> µ", OptionalInt.of(0xff8000 >> 4 * c)));
		return Scene.builder(SlideLifetime.inMemory("pattern")).name("a \"scene\"").channels(channels).sizeZ(sizeZ)
			.sizeT(sizeT)
			.pixelSize(Optional.of(new PixelSize(0.325, 0.65))).objectivePower(OptionalDouble.of(40))
			.levels(List.of(level)).build();
	}

	/** All pixels of a plane. */
	static PixelBlock pixels(final int width, final int height, final PixelType type, final int samples,
		final Plane plane) {
		return TestPattern.block(shift(plane), 0, new BlockShape(width, height, samples, type));
	}

	/** Column of the pattern at which a plane begins. */
	static long shift(final Plane plane) {
		return 11L * plane.channel() + 23L * plane.z() + 41L * plane.t();
	}
}
