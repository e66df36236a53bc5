package org.coverslip.export.walk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.ScratchFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * An image of any size that is written in pieces of any size, anywhere, in any order and from any number of threads,
 * and becomes a {@link Scene} when it is finished. Later pieces cover earlier ones.
 * <p>
 * Memory is bounded; what does not fit is kept in a scratch file, which is deleted when the canvas is closed. The scene
 * can be read until then.
 */
public final class TileCanvas implements AutoCloseable {

	private final Spec spec;
	private final UniformTileGrid grid;
	private final ScratchTiles tiles;
	private final SlideLifetime lifetime;
	private final ReadWriteLock writing = new ReentrantReadWriteLock();
	private boolean finished;

	private TileCanvas(final Spec spec, final UniformTileGrid grid, final ScratchTiles tiles,
		final SlideLifetime lifetime) {
		this.spec = spec;
		this.grid = grid;
		this.tiles = tiles;
		this.lifetime = lifetime;
	}

	/**
	 * A canvas of one plane, without a pixel size.
	 *
	 * @param width
	 *            pixels, &gt; 0
	 * @param height
	 *            pixels, &gt; 0
	 * @param samples
	 *            of a pixel: 1, or 3 for RGB
	 */
	public static TileCanvas create(final long width, final long height, final PixelType type, final int samples)
		throws IOException
	{
		return builder(width, height, type, samples).create();
	}

	/** A builder for a canvas with more settings. Parameters as in {@link #create}. */
	public static Builder builder(final long width, final long height, final PixelType type, final int samples) {
		return new Builder(width, height, type, samples);
	}

	/** Writes into the first plane; see {@link #write(Plane, long, long, PixelBlock)}. */
	public void write(final long x, final long y, final PixelBlock block) throws IOException {
		write(Plane.FIRST, x, y, block);
	}

	/**
	 * Writes a piece. If several threads write overlapping pieces at once, it is undefined which of them is on top, and
	 * it may differ from tile to tile.
	 *
	 * @param x
	 *            column of the piece's left edge; may be negative, and parts outside the canvas are dropped
	 * @param y
	 *            row of its upper edge, likewise
	 * @param block
	 *            of the canvas's type and samples; copied
	 * @throws IllegalArgumentException
	 *             if type, samples or plane are not the canvas's
	 * @throws IllegalStateException
	 *             after {@link #finish}
	 * @throws ClosedSlideException
	 *             after {@link #close}
	 */
	public void write(final Plane plane, final long x, final long y, final PixelBlock block) throws IOException {
		if (block.type() != spec.type || block.samples() != spec.samples)
			throw new IllegalArgumentException("a piece of " + block.shape() + " does not go with a canvas of "
				+ spec.samples + " x "
				+ spec.type);
		final long firstTile = spec.planeNumber(plane) * grid.tileCount();
		final Region piece = new Region(x, y, block.width(), block.height());
		final Region visible = piece.intersect(Region.ofSize(spec.width, spec.height));
		writing.readLock().lock();
		try {
			lifetime.checkOpen();
			if (finished) throw new IllegalStateException("the canvas is finished");
			for (final PlacedTile place : grid.tilesIn(visible)) {
				final Region part = place.region().intersect(visible);
				tiles.change(firstTile + place.index(), part.equals(place.region()),
					tile -> block.copyTo((int) (part.x() - x), (int) (part.y() - y), tile,
					(int) (part.x() - place.region().x()),
						(int) (part.y() - place.region().y()), (int) part.width(), (int) part.height()));
			}
		}
		finally {
			writing.readLock().unlock();
		}
	}

	/**
	 * Ends the writing, after waiting for other threads' writes in progress.
	 *
	 * @return a scene of one level, readable until the canvas is closed. Tiles to which nothing was written are absent;
	 * in other tiles, pixels that were not written show the background
	 */
	public Scene finish() throws IOException {
		writing.writeLock().lock();
		try {
			lifetime.checkOpen();
			finished = true;
		}
		finally {
			writing.writeLock().unlock();
		}
		final TileSource source = (tile, plane) -> {
			lifetime.checkOpen();
			return tiles.read(spec.planeNumber(plane) * grid.tileCount() + tile);
		};
		final Level level = Level.builder(spec.width, spec.height, source).grid(grid).samples(spec.type, spec.samples)
			.build();
		return Scene.builder(lifetime).name(spec.name).channels(spec.channels).sizeZ(spec.sizeZ).sizeT(spec.sizeT)
			.pixelSize(spec.pixelSize).objectivePower(spec.objectivePower).background(spec.background)
			.levels(List.of(level))
			.categorical(spec.categorical).build();
	}

	/** Deletes the scratch file; the scene cannot be read any more. Closing twice has no effect. */
	@Override
	public void close() throws IOException {
		lifetime.close();
	}

	/** The canvas's description: the builder's fields at the moment of creation. */
	private record Spec(long width, long height, PixelType type, int samples, String name, List<Channel> channels,
		int sizeZ,
		int sizeT, Optional<PixelSize> pixelSize, OptionalDouble objectivePower, int background,
		Optional<Boolean> categorical)
	{

		long planeNumber(final Plane plane) {
			if (plane.channel() >= channels.size() || plane.z() >= sizeZ || plane.t() >= sizeT)
				throw new IllegalArgumentException("the canvas has no plane channel=" + plane.channel() + " z="
					+ plane.z() + " t="
					+ plane.t());
			return ((long) plane.t() * sizeZ + plane.z()) * channels.size() + plane.channel();
		}
	}

	/** Describes a canvas, and creates it. */
	public static final class Builder {

		private static final int LARGEST_TILE = 4096;

		private final long width;
		private final long height;
		private final PixelType type;
		private final int samples;
		private String name = "";
		private List<Channel> channels;
		private int sizeZ = 1;
		private int sizeT = 1;
		private Optional<PixelSize> pixelSize = Optional.empty();
		private OptionalDouble objectivePower = OptionalDouble.empty();
		private int background = 0xffffff;
		private Optional<Boolean> categorical = Optional.empty();
		private int tileSize = 256;
		private long cacheBytes = MemoryBudget.ofProcess().atMost(256L << 20, 4);
		private Optional<Path> scratchFolder = Optional.empty();

		private Builder(final long width, final long height, final PixelType type, final int samples) {
			if (width <= 0 || height <= 0)
				throw new IllegalArgumentException("a canvas of " + width + " x " + height + " pixels");
			if (samples != 1 && samples != 3)
				throw new IllegalArgumentException("a canvas of " + samples + " samples a pixel");
			this.width = width;
			this.height = height;
			this.type = type;
			this.samples = samples;
			channels = List.of(samples == 3 ? Channel.rgb() : Channel.named(""));
		}

		public Builder name(final String value) {
			name = value;
			return this;
		}

		/** One plane per channel; an RGB canvas has one. */
		public Builder channels(final List<Channel> value) {
			if (value.isEmpty() || samples == 3 && value.size() > 1)
				throw new IllegalArgumentException(value.size() + " channels of " + samples + " samples");
			channels = List.copyOf(value);
			return this;
		}

		public Builder sizeZ(final int value) {
			sizeZ = value;
			return this;
		}

		public Builder sizeT(final int value) {
			sizeT = value;
			return this;
		}

		public Builder pixelSize(final Optional<PixelSize> value) {
			pixelSize = value;
			return this;
		}

		public Builder objectivePower(final OptionalDouble value) {
			objectivePower = value;
			return this;
		}

		/** What an RGB canvas shows where nothing is written, as 0xRRGGBB; others show 0. */
		public Builder background(final int value) {
			background = value;
			return this;
		}

		/**
		 * Whether pixels are names of classes, as in a mask or label image: levels written from it then hold no other
		 * values ({@link LevelRule}). Not needed for 32-bit integers, which are taken for classes anyway.
		 */
		public Builder categorical(final boolean value) {
			categorical = Optional.of(value);
			return this;
		}

		/** The side of the tiles in which the canvas is kept, a multiple of 16 up to 4096. */
		public Builder tileSize(final int value) {
			if (value < 16 || value > LARGEST_TILE || value % 16 != 0)
				throw new IllegalArgumentException("a tile size of " + value + " is not a multiple of 16 up to "
					+ LARGEST_TILE);
			tileSize = value;
			return this;
		}

		/** How many bytes are kept in memory if nothing else has taken it; at least an eighth of them. */
		public Builder cacheBytes(final long value) {
			cacheBytes = value;
			return this;
		}

		/** The folder for the scratch file, if not the system's folder for temporary files. */
		public Builder scratchFolder(final Path value) {
			scratchFolder = Optional.of(value);
			return this;
		}

		/** Creates the canvas and its scratch file; the caller closes it. */
		public TileCanvas create() throws IOException {
			final Spec spec =
				new Spec(width, height, type, samples, name, channels, sizeZ, sizeT, pixelSize, objectivePower,
				background,
					categorical);
			final UniformTileGrid grid = UniformTileGrid.covering(width, height, tileSize, tileSize);
			final long planes = Math.multiplyExact((long) channels.size() * sizeZ, sizeT);
			final long rows = Math.multiplyExact(planes, grid.rows());
			if (grid.columns() > Integer.MAX_VALUE - 8 || rows > Integer.MAX_VALUE - 8)
				throw new IllegalArgumentException("a canvas of " + width + " x " + height + " pixels is too large");
			final BlockShape shape = new BlockShape(tileSize, tileSize, samples, type);
			final PixelBlock blank =
				new RegionPixels(PixelBlock.zeros(shape), new byte[shape.pixels()]).over(background);
			final ScratchFile file = scratchFolder.isPresent() ? ScratchFile.createIn(scratchFolder.get())
				: ScratchFile.create();
			final double all = (double) planes * grid.tileCount() * shape.byteCount();
			final MemoryBudget.Reservation memory = MemoryBudget.ofProcess()
				.reserve((long) Math.min(cacheBytes, all), (long) Math.min(cacheBytes / 8, all));
			final ScratchTiles tiles =
				new ScratchTiles(file, blank, (int) grid.columns(), (int) rows, memory.bytes());
			final SlideLifetime lifetime = new SlideLifetime(name.isEmpty() ? "the canvas" : name, file);
			lifetime.closeAlso(memory::close);
			return new TileCanvas(spec, grid, tiles, lifetime);
		}
	}
}
