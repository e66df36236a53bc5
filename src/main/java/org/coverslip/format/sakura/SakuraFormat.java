package org.coverslip.format.sakura;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.tiff.JpegAssociatedImage;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.LocalFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

/**
 * Sakura SVSLIDE: an SQLite database with the tiles of all levels, for one or several focal planes, each as three grey
 * JPEGs for red, green and blue; with label, macro and thumbnail; and with tables about slide and scan.
 */
public final class SakuraFormat implements SlideFormat {

	private static final String IMAGES = "SVScannedImageDataXPO";
	private static final String HEADER_KEY = "Header";
	private static final int MOST_HEADER_BYTES = 1 << 16;
	private static final int MOST_IMAGE_BYTES = 32 << 20;

	@Override
	public String name() {
		return "Sakura SVSLIDE";
	}

	@Override
	public Set<String> endings() {
		return Set.of("svslide");
	}

	@Override
	public Detection detect(final SlideProbe probe) throws IOException {
		final byte[] header = probe.header();
		if (header.length < SlideDatabase.MAGIC.length
			|| !Arrays.equals(header, 0, SlideDatabase.MAGIC.length, SlideDatabase.MAGIC, 0,
			SlideDatabase.MAGIC.length))
			return Detection.refuse("it is not an SQLite database");
		try (SlideDatabase database = SlideDatabase.open(probe.file(), probe.local())) {
			final PixelTable.Search search = PixelTable.find(database);
			return search.table().isPresent() ? Detection.accept() : Detection.refuse(search.reason());
		}
		catch (final SlideFormatException e) {
			return Detection.refuse("its database cannot be read: " + e.found());
		}
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final LocalFile local = probe.takeLocal();
		final SlideLifetime lifetime = new SlideLifetime(probe.file().fileName(), local);
		try {
			final SlideDatabase database = SlideDatabase.open(probe.file(), local);
			lifetime.closeAlso(database);
			final PixelTable.Search search = PixelTable.find(database);
			return assemble(search.table()
				.orElseThrow(() -> new SlideFormatException(database.file(), SlideFormatException.NO_OFFSET,
				"a table of tiles", search.reason())), lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide assemble(final PixelTable table, final SlideLifetime lifetime) throws IOException {
		final Optional<byte[]> stored = table.bytes(HEADER_KEY, MOST_HEADER_BYTES);
		if (stored.isEmpty()) throw table.damaged("a row " + HEADER_KEY, "none");
		final SvslideHeader header = SvslideHeader.parse(stored.get(), table.database().file());
		final PixelTable.Contents contents = table.contents();
		final List<Level> levels = levels(table, header, contents, lifetime);
		final OpenSlideProperties properties = new OpenSlideProperties();
		SakuraProperties.add(properties, table, stored.get(), contents.coarsest());
		for (int i = 0; i < levels.size(); i++)
			properties.putLevel(i, levels.get(i).width(), levels.get(i).height(), levels.get(i).scale(),
				header.tileSize(), header.tileSize());
		final int planes = Math.min(header.planes(), contents.planes());
		if (planes > 1) properties.put("sakura.ShownFocalPlane", Integer.toString(header.shownPlane()));
		final Scene scene = Scene.builder(lifetime).sizeZ(planes).defaultZ(Math.min(header.shownPlane(), planes - 1))
			.levels(levels)
			.pixelSize(pixelSize(properties))
			.objectivePower(objectivePower(properties)).build();
		return new OpenedSlide(new SlideMetadata(table.database().file(), name(), properties.toMap(), null),
			List.of(scene),
			associatedImages(table.database(), lifetime), lifetime);
	}

	private static List<Level> levels(final PixelTable table, final SvslideHeader header,
		final PixelTable.Contents contents,
		final SlideLifetime lifetime) throws SlideFormatException
	{
		if (contents.downsamples().first() != 1)
			throw table.damaged("tiles of downsample 1", "none below " + contents.downsamples().first());
		final List<Level> levels = new ArrayList<>();
		for (final long downsample : contents.downsamples()) {
			final long width = header.width() / downsample;
			final long height = header.height() / downsample;
			if (width < 1 || height < 1)
				throw table.damaged("tiles of downsamples that leave a pixel of " + header.width() + " x "
					+ header.height(), downsample + "");
			final UniformTileGrid grid = UniformTileGrid.covering(width, height, header.tileSize(), header.tileSize());
			levels.add(Level.builder(width, height, new SakuraTiles(table, lifetime, grid, downsample))
				.scale(new LevelScale(downsample)).layout(grid, header.tileSize(), header.tileSize())
				.samples(PixelType.UINT8, TileId.COLOURS).compression("JPEG").build());
		}
		return levels;
	}

	private static Optional<PixelSize> pixelSize(final OpenSlideProperties properties) {
		final OptionalDouble um = OpenSlideProperties.parseDouble(properties.get(OpenSlideProperties.MPP_X));
		return um.isPresent() && PixelSize.isValid(um.getAsDouble())
			? Optional.of(new PixelSize(um.getAsDouble(), um.getAsDouble()))
			: Optional.empty();
	}

	private static OptionalDouble objectivePower(final OpenSlideProperties properties) {
		final OptionalDouble power =
			OpenSlideProperties.parseDouble(properties.get(OpenSlideProperties.OBJECTIVE_POWER));
		return power.isPresent() && PixelSize.isValid(power.getAsDouble()) ? power : OptionalDouble.empty();
	}

	private static List<AssociatedImage> associatedImages(final SlideDatabase database, final SlideLifetime lifetime)
		throws IOException
	{
		final String slides = SakuraProperties.SLIDES;
		final String scans = SakuraProperties.SCANS;
		final List<AssociatedImage> images = new ArrayList<>();
		find("label", database, "Image", IMAGES, slides + ".m_labelScan = " + IMAGES + ".OID", lifetime)
			.ifPresent(images::add);
		find("macro", database, "Image", IMAGES, slides + ".m_overviewScan = " + IMAGES + ".OID", lifetime)
			.ifPresent(images::add);
		find("thumbnail", database, "ThumbnailImage", scans, scans + ".ParentSlide = " + slides + ".OID", lifetime)
			.ifPresent(images::add);
		return images;
	}

	/** An image that the tables contain exactly once; empty if they do not, or it is not a JPEG, as in OpenSlide. */
	private static Optional<AssociatedImage> find(final String name, final SlideDatabase database, final String column,
		final String table, final String condition, final SlideLifetime lifetime) throws IOException
	{
		if (!database.hasTable(SakuraProperties.SLIDES) || !database.hasTable(table)) return Optional.empty();
		final List<byte[]> found = new ArrayList<>();
		database.query("SELECT " + column + " FROM " + table + " JOIN " + SakuraProperties.SLIDES + " ON " + condition
			+ " WHERE length("
			+ column + ") <= " + MOST_IMAGE_BYTES + " LIMIT 2", List.of(), row -> {
				found.add(row.getBytes(1));
				return true;
			});
		return found.size() == 1 ? JpegAssociatedImage.find(name, found.get(0), database.file(), lifetime)
			: Optional.empty();
	}
}
