package org.coverslip.format.mirax;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;

/**
 * The images of a zoom level, decoded to RGB: one for each place in its tables. Thread-safe.
 * <p>
 * Images that hold several tiles or channels are kept for a while, so that they are not decoded anew for each.
 */
final class StoredImages {

	private final DataFiles files;
	private final SlideLifetime lifetime;
	private final ZoomLevel level;
	private final List<ImageTable> tables;
	private final Optional<TileCache> kept;
	private final TileSource decoding = this::decode;

	/**
	 * @param tables
	 *            one for each record
	 * @param kept
	 *            keeps images that hold several tiles or channels
	 */
	StoredImages(final DataFiles files, final SlideLifetime lifetime, final ZoomLevel level,
		final List<ImageTable> tables, final Optional<TileCache> kept)
	{
		this.files = files;
		this.lifetime = lifetime;
		this.level = level;
		this.tables = List.copyOf(tables);
		this.kept = kept;
	}

	/**
	 * An image as RGB; empty if it is not stored.
	 *
	 * @param table
	 *            number of the table
	 * @param number
	 *            of the image in the slide's grid
	 */
	Optional<PixelBlock> read(final int table, final int number) throws IOException {
		final int at = tables.get(table).find(number);
		if (at < 0) return Optional.empty();
		final Plane plane = new Plane(table, 0, 0);
		return kept.isPresent() ? kept.get().get(lifetime, decoding, at, plane) : decode(at, plane);
	}

	private Optional<PixelBlock> decode(final long at, final Plane table) throws IOException {
		final Stored stored = tables.get(table.channel()).stored((int) at);
		// some scanners list images without bytes
		if (stored.length() == 0) return Optional.empty();
		final byte[] encoded = files.read(stored);
		try {
			return Optional.of(level.format().decode(encoded, level.width(), level.height()));
		}
		catch (final CodecException e) {
			throw new SlideFormatException(files.file(stored), stored.offset(),
				"a sound " + level.format() + " image of " + level.width() + " x " + level.height() + " pixels",
				e.getMessage(), e);
		}
	}
}
