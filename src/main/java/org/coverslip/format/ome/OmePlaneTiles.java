package org.coverslip.format.ome;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.format.tiff.TiffTileSource;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * The tiles of one level whose planes are in directories of their own, maybe in several files. A plane's directory is looked up
 * when the plane is first read, and kept as long as there is memory for it. Thread-safe.
 */
final class OmePlaneTiles implements TileSource {

	private final OmeLevel level;
	private final UniformTileGrid grid;
	private final OmePlanes planes;
	private final String type;
	private final OmeFiles files;
	private final SlideLifetime lifetime;
	private final Map<StoredPlane, SoftReference<TiffTileSource>> sources = new ConcurrentHashMap<>();

	/**
	 * @param grid
	 *            of the reference directory's tiles; other planes' tiles are put together to these
	 * @param type
	 *            the XML's name of the sample type
	 */
	OmePlaneTiles(final OmeLevel level, final UniformTileGrid grid, final OmePlanes planes, final String type,
		final OmeFiles files, final SlideLifetime lifetime)
	{
		this.level = level;
		this.grid = grid;
		this.planes = planes;
		this.type = type;
		this.files = files;
		this.lifetime = lifetime;
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		return read(plane, (source, sample) -> source.grid().equals(grid) ? source.read(tile, sample) : assembled(source, tile, sample));
	}

	/** Reads something of a plane's directory; empty if there is none. */
	<T> Optional<T> read(final Plane plane, final Reading<T> reading) throws IOException {
		lifetime.checkOpen();
		final int samples = level.reference().channels();
		final StoredPlane stored = planes.stored().get(new Plane(plane.channel() / samples, plane.z(), plane.t()));
		if (stored == null) return Optional.empty();
		try {
			return reading.read(source(stored), new Plane(plane.channel() % samples, 0, 0));
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

	/** The directories of all planes, described; reads what their entries do not hold. */
	List<TiffImage> describeAll() throws IOException {
		final List<TiffImage> images = new ArrayList<>();
		for (final StoredPlane plane : planes.stored().values()) {
			final TiffFile tiff = files.tiff(plane.file());
			images.add(OmeLevel.describe(tiff, level.directories().find(tiff, plane), type));
		}
		return images;
	}

	private TiffTileSource source(final StoredPlane plane) throws IOException {
		final SoftReference<TiffTileSource> kept = sources.get(plane);
		final TiffTileSource known = kept == null ? null : kept.get();
		if (known != null) return known;
		final TiffFile tiff = files.tiff(plane.file());
		final TiffImage image = OmeLevel.describe(tiff, level.directories().find(tiff, plane), type);
		final TiffImage reference = level.reference();
		if (image.width() != reference.width() || image.height() != reference.height() || !TiffLevels.areAlike(reference, image))
			throw new SlideFormatException(tiff.path(), image.ifd().offset(), "a plane like the others: " + described(reference),
				described(image));
		final TiffTileSource source = TiffTileSource.of(tiff, image, lifetime);
		sources.put(plane, new SoftReference<>(source));
		return source;
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
				block = PixelBlock.zeros(new BlockShape(grid.tileWidth(), grid.tileHeight(), part.get().samples(), part.get().type()));
			final Region common = place.region().intersect(wanted);
			part.get().copyTo((int) (common.x() - place.region().x()), (int) (common.y() - place.region().y()), block,
				(int) (common.x() - wanted.x()), (int) (common.y() - wanted.y()), (int) common.width(), (int) common.height());
		}
		return Optional.ofNullable(block);
	}
}
