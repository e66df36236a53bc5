package org.coverslip.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
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
import org.coverslip.slide.TileSource;

/** One-level scenes whose pixels are drawn by a formula, for tests of what is written from them. */
public final class DrawnScene {

	private DrawnScene() {}

	/** What a sample is, before it is fitted to the type. */
	@FunctionalInterface
	public interface Formula {

		/** A number, 0 to 1. */
		double at(long x, long y, int sample, Plane plane);
	}

	/** Waves and edges, different in each sample and plane; soft enough for JPEG. */
	public static final Formula WAVES = (x, y, s, p) -> {
		final double wave = Math.sin(x * 0.03 + s) * Math.cos(y * 0.02 - p.channel()) * 0.35 + 0.5
			+ 0.02 * (p.z() + 2 * p.t());
		return (x / 300 + y / 300) % 3 == 0 ? 1 - wave : wave;
	};

	public static Builder of(final long width, final long height, final PixelType type, final int samples) {
		return new Builder(width, height, type, samples);
	}

	/** A sample of the type. */
	public static void put(final PixelBlock block, final int index, final double value) {
		switch (block.type()) {
			case UINT8 -> block.bytes()[index] = (byte) (int) (value * 255);
			case INT8 -> block.bytes()[index] = (byte) (int) (value * 255 - 128);
			case UINT16 -> block.shorts()[index] = (short) (int) (value * 65535);
			case INT16 -> block.shorts()[index] = (short) (int) (value * 65535 - 32768);
			case UINT32 -> block.ints()[index] = (int) (long) (value * 4294967295.0);
			case INT32 -> block.ints()[index] = (int) (long) (value * 4294967295.0 - 2147483648.0);
			case FLOAT32 -> block.floats()[index] = (float) (value * 1000 - 300);
			case FLOAT64 -> block.doubles()[index] = value * 1e6 - 300;
		}
	}

	public static final class Builder {

		private final long width;
		private final long height;
		private final PixelType type;
		private final int samples;
		private Formula formula = WAVES;
		private int tileWidth = 256;
		private int tileHeight = 256;
		private int channels = 1;
		private int sizeZ = 1;
		private int sizeT = 1;
		private Region stored;
		private int background = 0xffffff;

		private Builder(final long width, final long height, final PixelType type, final int samples) {
			this.width = width;
			this.height = height;
			this.type = type;
			this.samples = samples;
			stored = Region.ofSize(width, height);
		}

		public Builder formula(final Formula value) {
			formula = value;
			return this;
		}

		public Builder tiles(final int tw, final int th) {
			tileWidth = tw;
			tileHeight = th;
			return this;
		}

		public Builder planes(final int c, final int z, final int t) {
			channels = c;
			sizeZ = z;
			sizeT = t;
			return this;
		}

		/** Tiles that do not touch this are absent. */
		public Builder stored(final Region value) {
			stored = value;
			return this;
		}

		public Builder background(final int rgb) {
			background = rgb;
			return this;
		}

		public Scene build() {
			final UniformTileGrid grid = UniformTileGrid.covering(width, height, tileWidth, tileHeight);
			final TileSource tiles = (tile, plane) -> {
				final Region place = grid.tileRegion(tile);
				return place.intersects(stored) ? Optional.of(draw(place, plane)) : Optional.empty();
			};
			final List<Channel> list = new ArrayList<>();
			for (int c = 0; c < channels; c++)
				list.add(samples == 3 ? Channel.rgb()
					: new Channel("<dye & " + c + ">", OptionalInt.of(0xff00 << 4 * c)));
			return Scene.builder(SlideLifetime.inMemory("drawn")).name("drawn \"scene\"").channels(list).sizeZ(sizeZ)
				.sizeT(sizeT)
				.pixelSize(Optional.of(new PixelSize(0.499, 0.499))).objectivePower(OptionalDouble.of(20))
				.background(background)
				.categorical(Optional.of(false))
				.levels(List.of(
				Level.builder(width, height, tiles).grid(grid).samples(type, samples).build()))
				.build();
		}

		/** The scene's pixels in a region, whether stored or not. */
		public PixelBlock draw(final Region region, final Plane plane) {
			final PixelBlock block =
				PixelBlock.zeros(new BlockShape((int) region.width(), (int) region.height(), samples, type));
			int i = 0;
			for (long y = region.y(); y < region.endY(); y++)
				for (long x = region.x(); x < region.endX(); x++)
					for (int s = 0; s < samples; s++)
						put(block, i++, Math.max(0, Math.min(1, formula.at(x, y, s, plane))));
			return block;
		}
	}
}
