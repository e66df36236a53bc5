package org.coverslip.slide;

import java.util.Objects;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;

/** One resolution of a scene. Immutable; reading it is thread-safe. Made by {@link #builder}. */
public final class Level {

	private final long width;
	private final long height;
	private final TileSource tiles;
	private final LevelScale scale;
	private final TileLayout layout;
	private final int tileWidth;
	private final int tileHeight;
	private final PixelType type;
	private final int samples;
	private final String compression;

	private Level(final Builder b) {
		if (b.width <= 0 || b.height <= 0)
			throw new IllegalArgumentException("a level of " + b.width + " x " + b.height + " pixels");
		if (b.samples != 1 && b.samples != 3)
			throw new IllegalArgumentException("a level with " + b.samples + " colour samples");
		width = b.width;
		height = b.height;
		tiles = Objects.requireNonNull(b.tiles, "a level without tiles");
		scale = b.scale;
		layout = Objects.requireNonNull(b.layout, "a level that does not say where its tiles lie");
		tileWidth = b.tileWidth;
		tileHeight = b.tileHeight;
		type = Objects.requireNonNull(b.type, "a level without a type of samples");
		samples = b.samples;
		compression = b.compression;
	}

	/**
	 * A level of the finest scale, of which there is to say yet where its tiles lie and what its samples are.
	 *
	 * @param width
	 *            pixels, &gt; 0
	 * @param height
	 *            pixels, &gt; 0
	 * @param tiles
	 *            reads its tiles
	 */
	public static Builder builder(final long width, final long height, final TileSource tiles) {
		return new Builder(width, height, tiles);
	}

	/** This level, but for who reads its tiles. */
	public Level withTiles(final TileSource otherTiles) {
		return copy(otherTiles).build();
	}

	/** This level at another scale: the same pixels for larger or smaller areas. */
	public Level withScale(final LevelScale otherScale) {
		return copy(tiles).scale(otherScale).build();
	}

	private Builder copy(final TileSource otherTiles) {
		return builder(width, height, otherTiles).scale(scale).layout(layout, tileWidth, tileHeight)
			.samples(type, samples).compression(compression);
	}

	/** Columns, &gt; 0. */
	public long width() {
		return width;
	}

	/** Rows, &gt; 0. */
	public long height() {
		return height;
	}

	/** The whole level. */
	public Region region() {
		return Region.ofSize(width, height);
	}

	/** Level-0 pixels per pixel of this level. */
	public LevelScale scale() {
		return scale;
	}

	/** Likewise, as a number. */
	public double downsample() {
		return scale.downsample();
	}

	/** Where its tiles lie, in this level's pixels. */
	public TileLayout layout() {
		return layout;
	}

	/** Reads its tiles. */
	public TileSource tiles() {
		return tiles;
	}

	/** Nominal width of a tile in pixels, or 0 where tiles have no common size. */
	public int tileWidth() {
		return tileWidth;
	}

	/** Nominal height, likewise. */
	public int tileHeight() {
		return tileHeight;
	}

	/** The type of the samples. */
	public PixelType type() {
		return type;
	}

	/** Colour samples of a pixel: 3 in an RGB scene, else 1. */
	public int samples() {
		return samples;
	}

	/** The compression of the stored tiles, for people: "JPEG", "LZW", "none". */
	public String compression() {
		return compression;
	}

	/** Collects what a level is made of. Where its tiles lie and what its samples are has to be said. */
	public static final class Builder {

		private final long width;
		private final long height;
		private final TileSource tiles;
		private LevelScale scale = new LevelScale(1);
		private TileLayout layout;
		private int tileWidth;
		private int tileHeight;
		private PixelType type;
		private int samples;
		private String compression = "none";

		private Builder(final long width, final long height, final TileSource tiles) {
			this.width = width;
			this.height = height;
			this.tiles = tiles;
		}

		/** See {@link Level#scale()}; that of level 0 where nothing is said. */
		public Builder scale(final LevelScale value) {
			scale = value;
			return this;
		}

		/** Tiles in rows and columns, of the grid's size. */
		public Builder grid(final UniformTileGrid grid) {
			return layout(grid, grid.tileWidth(), grid.tileHeight());
		}

		/** Tiles anywhere, of no common size. */
		public Builder layout(final TileLayout value) {
			return layout(value, 0, 0);
		}

		/** Tiles anywhere, of a nominal size in pixels; see {@link Level#tileWidth()}. */
		public Builder layout(final TileLayout value, final int nominalWidth, final int nominalHeight) {
			layout = value;
			tileWidth = nominalWidth;
			tileHeight = nominalHeight;
			return this;
		}

		/**
		 * @param sampleType
		 *            of each sample
		 * @param count
		 *            samples of a pixel: 3 in an RGB scene, else 1
		 */
		public Builder samples(final PixelType sampleType, final int count) {
			type = sampleType;
			samples = count;
			return this;
		}

		/** See {@link Level#compression()}; "none" where nothing is said. */
		public Builder compression(final String value) {
			compression = value;
			return this;
		}

		/**
		 * @throws IllegalArgumentException
		 *             if the level has no pixel, or neither 1 nor 3 samples
		 */
		public Level build() {
			return new Level(this);
		}
	}
}
