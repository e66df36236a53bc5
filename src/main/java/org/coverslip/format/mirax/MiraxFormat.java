package org.coverslip.format.mirax;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.Detection;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.format.mirax.MiraxPyramid.PlacedLevel;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;
import org.coverslip.tiff.TiffFile;

/**
 * 3DHISTECH MRXS: a {@code .mrxs} file, only whose name is used, and beside it a folder of the same name with
 * {@code Slidedat.ini}, an index, and data files that hold all images.
 */
public final class MiraxFormat implements SlideFormat {

	private static final String EXTENSION = "mrxs";
	private static final String INI = "Slidedat.ini";
	private static final long LONGEST_INI = 1 << 20;
	private static final String SCAN_DATA = "Scan data layer";
	/** Associated images' names, and the names of the layer values that hold them. */
	private static final Map<String, String> ASSOCIATED = Map.of("label", "ScanDataLayer_SlideBarcode", "macro",
		"ScanDataLayer_SlideThumbnail", "thumbnail", "ScanDataLayer_SlidePreview");
	/** A lowest level with more bytes than this gets no fingerprint, since opening the slide would take too long. */
	private static final long MOST_HASHED_BYTES = 64 << 20;
	/** The total size of decoded images with several tiles or channels that are kept. */
	private static final long KEPT_BYTES = MemoryBudget.ofProcess().atMost(32L << 20, 16);

	@Override
	public String name() {
		return "3DHISTECH MRXS";
	}

	@Override
	public Set<String> endings() {
		return Set.of("mrxs");
	}

	@Override
	public Detection detect(final SlideProbe probe) {
		if (!probe.extension().equals(EXTENSION)) return Detection.refuse("its name does not end with ." + EXTENSION);
		return TiffFile.isTiff(probe.header()) ? Detection.refuse("it is a TIFF") : Detection.accept();
	}

	@Override
	public Slide open(final SlideProbe probe) throws IOException {
		final StoredFile slide = probe.file();
		final String fileName = slide.fileName();
		final DataFiles files = new DataFiles(slide, fileName.substring(0, fileName.length() - EXTENSION.length() - 1));
		final SlideLifetime lifetime = new SlideLifetime(fileName, files);
		try {
			return open(slide, files, lifetime);
		}
		catch (final IOException | RuntimeException e) {
			lifetime.close();
			throw e;
		}
	}

	private Slide open(final StoredFile file, final DataFiles files, final SlideLifetime lifetime) throws IOException {
		final StoredFile iniFile = files.required(INI);
		final ByteSource iniSource = files.source(iniFile);
		if (iniSource.size() > LONGEST_INI)
			throw new SlideFormatException(iniFile, 0, "at most " + LONGEST_INI + " bytes",
				iniSource.size() + " bytes");
		final byte[] iniBytes = iniSource.readFully(0, iniSource.size());
		final Slidedat ini = Slidedat.parse(iniBytes, iniFile);
		final MiraxDescription slide = MiraxDescription.parse(ini);
		final StoredFile indexAt = files.required(slide.indexFile());
		files.use(slide.dataFiles());
		final IndexFile indexFile = IndexFile.open(files.source(indexAt), indexAt, slide.slideId());
		final MiraxIndex index = new MiraxIndex(slide, indexFile, files);
		final List<AssociatedImage> associated = new ArrayList<>();
		for (final Map.Entry<String, String> image : ASSOCIATED.entrySet()) {
			final Optional<Stored> stored = index.other(SCAN_DATA, image.getValue());
			if (stored.isPresent())
				associated.add(MiraxAssociatedImage.open(image.getKey(), files, stored.get(), lifetime));
		}
		final OpenSlideProperties properties = new OpenSlideProperties();
		ini.sections()
			.forEach((section, keys) ->
			keys.forEach((key, value) -> properties.put("mirax." + section + "." + key, value)));
		final MiraxPlanes planes = MiraxPlanes.find(slide, ini, index);
		planes.properties(ini, slide.hierarchy()).forEach(properties::put);
		final MiraxPyramid pyramid = MiraxPyramid.read(slide, index, planes);
		final Scene scene = scene(slide, pyramid, planes, ini, files, lifetime);
		addProperties(properties, slide, pyramid);
		fingerprint(iniBytes, pyramid.lowest(), files)
			.ifPresent(hash -> properties.put(OpenSlideProperties.QUICKHASH, hash));
		final SlideMetadata metadata = new SlideMetadata(file, name(), properties.toMap(), null)
			.withFiles(files.found())
			.withNotShown(pyramid.notShown());
		return new OpenedSlide(metadata, List.of(scene), associated, lifetime);
	}

	private static Scene scene(final MiraxDescription slide, final MiraxPyramid pyramid, final MiraxPlanes planes,
		final Slidedat ini, final DataFiles files, final SlideLifetime lifetime) throws IOException
	{
		final TileCache kept = TileCache.beside(lifetime, KEPT_BYTES);
		final boolean rgb = planes.filters().isEmpty();
		final List<Level> levels = new ArrayList<>();
		for (int i = 0; i < pyramid.levels().size(); i++) {
			final PlacedLevel level = pyramid.levels().get(i);
			final boolean shared = !rgb || level.layout().grid().perSide() > 1;
			final StoredImages images =
				new StoredImages(files, lifetime, level.zoom(), level.tables(),
				shared ? Optional.of(kept) : Optional.empty());
			final MiraxTiles tiles = new MiraxTiles(level.layout(), images, level.zoom(), planes, lifetime);
			final Region tile = level.layout().grid().tile();
			levels.add(Level.builder(level.width(), level.height(), tiles).scale(scale(pyramid, i))
				.layout(level.layout(), (int) tile.width(), (int) tile.height()).samples(PixelType.UINT8, rgb ? 3 : 1)
				.compression(level.zoom().format().name()).build());
		}
		final ZoomLevel finest = slide.levels().get(0);
		final Region whole = levels.get(0).region();
		return Scene.builder(lifetime).levels(levels).sizeZ(planes.focusLevels().size())
			.defaultZ(planes.inFocus(ini, slide.hierarchy())).pixelSizeZ(planes.step(ini, slide.hierarchy()))
			.channels(rgb ? List.of(Channel.rgb()) : planes.filters().stream().map(MiraxFilter::channel).toList())
			.pixelSize(pixelSize(finest)).bounds(pyramid.extent().intersect(whole))
			.objectivePower(slide.objective().orElse(0) > 0 ? OptionalDouble.of(slide.objective().getAsInt())
			: OptionalDouble.empty())
			// areas that were not scanned are dark
			.background(rgb ? finest.background() : 0).build();
	}

	private static LevelScale scale(final MiraxPyramid pyramid, final int level) {
		return new LevelScale(pyramid.levels().get(level).concatenation() / pyramid.levels().get(0).concatenation());
	}

	private static Optional<PixelSize> pixelSize(final ZoomLevel finest) {
		final double x = finest.umX().orElse(0);
		final double y = finest.umY().orElse(0);
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private static void addProperties(final OpenSlideProperties properties, final MiraxDescription slide,
		final MiraxPyramid pyramid)
	{
		final ZoomLevel finest = slide.levels().get(0);
		properties.put(OpenSlideProperties.VENDOR, "mirax");
		slide.objective()
			.ifPresent(power -> properties.put(OpenSlideProperties.OBJECTIVE_POWER, Integer.toString(power)));
		finest.umX().ifPresent(um -> properties.put(OpenSlideProperties.MPP_X, um));
		finest.umY().ifPresent(um -> properties.put(OpenSlideProperties.MPP_Y, um));
		properties.put(OpenSlideProperties.BACKGROUND_COLOR, String.format(Locale.ROOT, "%06X", finest.background()));
		final Region extent = pyramid.extent();
		properties.put("openslide.bounds-x", Long.toString(extent.x()));
		properties.put("openslide.bounds-y", Long.toString(extent.y()));
		properties.put("openslide.bounds-width", Long.toString(extent.width()));
		properties.put("openslide.bounds-height", Long.toString(extent.height()));
		for (int i = 0; i < pyramid.levels().size(); i++) {
			final PlacedLevel level = pyramid.levels().get(i);
			final Region tile = level.layout().grid().tile();
			properties.putLevel(i, level.width(), level.height(), scale(pyramid, i), pyramid.even() ? tile.width() : 0,
				pyramid.even() ? tile.height() : 0);
		}
	}

	/**
	 * OpenSlide's {@code quickhash-1}: computed from {@code Slidedat.ini} and all the stored bytes of the coarsest
	 * level.
	 */
	private static Optional<String> fingerprint(final byte[] ini, final List<Stored> lowest, final DataFiles files)
		throws IOException
	{
		if (lowest.stream().mapToLong(Stored::length).sum() > MOST_HASHED_BYTES) return Optional.empty();
		try {
			final MessageDigest digest = MessageDigest.getInstance("SHA-256");
			digest.update(ini);
			for (final Stored stored : lowest)
				digest.update(files.read(stored));
			return Optional.of(HexFormat.of().formatHex(digest.digest()));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java runtime has SHA-256", e);
		}
	}
}
