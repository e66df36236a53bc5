package org.coverslip.format.tiff;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of one level whose planes are stored separately, each in its own directory or behind another plane,
 * possibly in several files. A plane's directory is looked up when the plane is first read, and kept as long as there
 * is memory for it. Thread-safe.
 */
public final class TiffPlaneTiles implements TileSource {

	/** Says where planes are stored. Thread-safe. */
	public interface Planes {

		/**
		 * Where a plane is; empty if the file leaves it out.
		 *
		 * @param plane
		 *            whose channel counts directories, each of which may hold several samples
		 */
		Optional<PlaneImage> find(Plane plane) throws IOException;

		/** All planes that are stored. */
		Collection<Plane> stored();
	}

	private final TiffImage reference;
	private final UniformTileGrid grid;
	private final Planes planes;
	private final SlideLifetime lifetime;
	private final Map<Plane, SoftReference<TiffTileSource>> sources = new ConcurrentHashMap<>();

	/**
	 * @param reference
	 *            what all planes are like
	 * @param grid
	 *            of the reference's tiles; those of planes with other tiles are assembled to match
	 */
	public TiffPlaneTiles(final TiffImage reference, final UniformTileGrid grid, final Planes planes,
		final SlideLifetime lifetime) {
		this.reference = reference;
		this.grid = grid;
		this.planes = planes;
		this.lifetime = lifetime;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return read(plane, (source, sample) -> source.grid().equals(grid) ? source.read(tile, sample)
			: assembled(source, tile, sample));
	}

	@Override
	public void expect(final long[] tiles, final Plane plane) throws IOException {
		read(plane, (source, sample) -> {
			if (source.grid().equals(grid)) source.expect(tiles, sample);
			return Optional.empty();
		});
	}

	/** Reads something from a plane's directory; empty if there is none. */
	<T> Optional<T> read(final Plane plane, final Reading<T> reading) throws IOException {
		lifetime.checkOpen();
		final int samples = reference.channels();
		try {
			final Optional<TiffTileSource> source = source(new Plane(plane.channel() / samples, plane.z(), plane.t()));
			return source.isEmpty() ? Optional.empty()
				: reading.read(source.get(), new Plane(plane.channel() % samples, 0, 0));
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	/** One read from a directory. */
	@FunctionalInterface
	interface Reading<T> {

		/**
		 * @param sample
		 *            of the directory, as its channel
		 */
		Optional<T> read(TiffTileSource source, Plane sample) throws IOException;
	}

	int planeCount() {
		return planes.stored().size();
	}

	/** The directories of all planes, described; reads what their entries do not hold. */
	List<TiffImage> describeAll() throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		for (final Plane plane : planes.stored())
			planes.find(plane).ifPresent(found -> images.add(found.image()));
		return images;
	}

	private Optional<TiffTileSource> source(final Plane plane) throws IOException {
		final SoftReference<TiffTileSource> kept = sources.get(plane);
		final TiffTileSource known = kept == null ? null : kept.get();
		if (known != null) return Optional.of(known);
		final Optional<PlaneImage> found = planes.find(plane);
		if (found.isEmpty()) return Optional.empty();
		final TiffImage image = found.get().image();
		if (image.width() != reference.width() || image.height() != reference.height() || !TiffLevels.areAlike(
			reference, image))
			throw new SlideFormatException(found.get().tiff().file(), image.ifd().offset(),
				"a plane like the others: " + described(reference), described(image));
		final TiffTileSource source = TiffTileSource.of(found.get(), lifetime);
		sources.put(plane, new SoftReference<>(source));
		return Optional.of(source);
	}

	private static String described(final TiffImage image) {
		return image.width() + " x " + image.height() + " pixels of " + image.samples() + " x " + image.type();
	}

	/** A tile of the reference's grid from a plane that is stored in tiles of another size. */
	private Optional<PixelBlock> assembled(final TiffTileSource source, final long tile, final Plane sample)
		throws IOException
	{
		final Region wanted = grid.tileRegion(tile);
		PixelBlock block = null;
		for (final PlacedTile place : source.grid().tilesIn(wanted)) {
			final Optional<PixelBlock> part = source.read(place.index(), sample);
			if (part.isEmpty()) continue;
			if (block == null)
				block = PixelBlock.zeros(
					new BlockShape(grid.tileWidth(), grid.tileHeight(), part.get().samples(), part.get().type()));
			final Region common = place.region().intersect(wanted);
			part.get().copyTo((int) (common.x() - place.region().x()), (int) (common.y() - place.region().y()), block,
				(int) (common.x() - wanted.x()), (int) (common.y() - wanted.y()), (int) common.width(),
				(int) common.height());
		}
		return Optional.ofNullable(block);
	}

	/** The same tiles, with {@link org.coverslip.slide.EncodedTiles} if they can be copied unchanged. */
	public TileSource copyable(final TiffTileSource ofReference) throws IOException {
		return CopyablePlaneTiles.of(this, ofReference);
	}
}
