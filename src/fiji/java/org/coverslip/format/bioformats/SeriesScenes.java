package org.coverslip.format.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

import loci.formats.FormatException;
import loci.formats.FormatTools;
import loci.formats.IFormatReader;

/** Puts a slide together from what a reader tells of its file. */
final class SeriesScenes {

	private static final int TILE = 512;
	private static final int LEAST_TILE = 64;
	private static final int LARGEST_TILE = 1024;
	private static final int MOST_PROPERTIES = 5000;

	/** Names of series, in lower case, that are not the slide itself, and the associated images that they are. */
	private static final Map<String, String> ASSOCIATED =
		Map.of("label", "label", "macro", "macro", "overview", "macro", "thumbnail", "thumbnail");

	private final ReaderPool pool;
	private final IFormatReader reader;
	private final SeriesMetadata metadata;
	private final SlideLifetime lifetime;

	private SeriesScenes(final ReaderPool pool, final IFormatReader reader, final SlideLifetime lifetime) {
		this.pool = pool;
		this.reader = reader;
		this.lifetime = lifetime;
		metadata = SeriesMetadata.of(reader);
	}

	/**
	 * The slide.
	 *
	 * @param pool
	 *            closed with the slide
	 * @param reader
	 *            one of the pool's, which is used only now
	 */
	static Slide slide(final StoredFile file, final ReaderPool pool, final IFormatReader reader)
		throws IOException, FormatException
	{
		final SlideLifetime lifetime = new SlideLifetime(file.fileName(), pool);
		final SeriesScenes series = new SeriesScenes(pool, reader, lifetime);
		final List<Scene> scenes = new ArrayList<>();
		final List<AssociatedImage> images = new ArrayList<>();
		for (int i = 0; i < reader.getSeriesCount(); i++) {
			reader.setSeries(i);
			final String associated = series.associatedName(i);
			if (associated != null && images.stream().noneMatch(image -> image.name().equals(associated)))
				images.add(series.image(associated, i));
			else scenes.add(series.scene(i));
		}
		if (scenes.isEmpty()) throw new FormatException("no image but a label or thumbnail");
		final SlideMetadata metadata = new SlideMetadata(file, BioFormatsFormat.NAME, series.properties(), null)
			.withFiles(Stream.of(reader.getUsedFiles()).map(Path::of).map(StoredFile::of).toList());
		return new OpenedSlide(metadata, scenes, images, lifetime);
	}

	/** Which associated image a series is; null for a scene. */
	private String associatedName(final int series) {
		if (reader.getResolutionCount() > 1 || !SeriesImage.fits(reader.getSizeX(), reader.getSizeY())) return null;
		final String name = metadata.name(series).toLowerCase(Locale.ROOT);
		return ASSOCIATED.entrySet().stream()
			.filter(entry -> name.startsWith(entry.getKey()) || name.endsWith(" " + entry.getKey()))
			.map(Map.Entry::getValue).findFirst().orElse(null);
	}

	private AssociatedImage image(final String name, final int series) throws FormatException {
		final Region bounds = Region.ofSize(reader.getSizeX(), reader.getSizeY());
		return new SeriesImage(name,
			new SeriesTiles(pool, lifetime, series, 0, bounds, SeriesImage.grid(bounds), StoredSamples.of(reader)));
	}

	private Scene scene(final int series) throws FormatException {
		final StoredSamples layout = StoredSamples.of(reader);
		final List<Level> levels = new ArrayList<>();
		final long width0 = reader.getSizeX();
		final long height0 = reader.getSizeY();
		for (int r = 0; r < reader.getResolutionCount(); r++) {
			reader.setResolution(r);
			final boolean smaller = levels.isEmpty() || reader.getSizeX() < levels.get(levels.size() - 1).width();
			if (smaller && StoredSamples.of(reader).equals(layout))
				levels.add(level(series, r, width0, height0, layout));
		}
		reader.setResolution(0);
		return Scene.builder(lifetime).name(metadata.name(series)).levels(levels).channels(channels(series, layout))
			.sizeZ(reader.getSizeZ()).sizeT(reader.getSizeT()).pixelSize(metadata.pixelSize(series))
			.pixelSizeZ(metadata.pixelSizeZ(series))			.objectivePower(metadata.objectivePower(series))
			.build();
	}

	private Level level(final int series, final int resolution, final long width0, final long height0,
		final StoredSamples layout) {
		final Region bounds = Region.ofSize(reader.getSizeX(), reader.getSizeY());
		final boolean tiled = isFit(reader.getOptimalTileWidth()) && isFit(reader.getOptimalTileHeight());
		final int tileWidth = tiled ? reader.getOptimalTileWidth() : TILE;
		final int tileHeight = tiled ? reader.getOptimalTileHeight() : TILE;
		final UniformTileGrid grid = UniformTileGrid.covering(bounds.width(), bounds.height(), tileWidth, tileHeight);
		final LevelScale scale =
			resolution == 0 ? new LevelScale(1) : LevelScale.between(width0, height0, bounds.width(), bounds.height());
		return Level.builder(bounds.width(), bounds.height(),
			new SeriesTiles(pool, lifetime, series, resolution, bounds, grid, layout)).scale(scale)
			.layout(grid, tileWidth, tileHeight).samples(layout.type(), layout.samples())
			.compression("by " + reader.getFormat()).build();
	}

	private static boolean isFit(final int side) {
		return side >= LEAST_TILE && side <= LARGEST_TILE;
	}

	private List<Channel> channels(final int series, final StoredSamples layout) {
		if (layout.rgb()) return List.of(Channel.rgb());
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < reader.getEffectiveSizeC() * layout.stored(); c++)
			channels.add(metadata.channel(series, c / layout.stored(), layout.stored() > 1));
		return channels;
	}

	private Map<String, String> properties() {
		final OpenSlideProperties properties = new OpenSlideProperties();
		properties.put("bioformats.format", reader.getFormat());
		properties.put("bioformats.version", FormatTools.VERSION);
		reader.getGlobalMetadata().entrySet().stream().filter(entry -> entry.getValue() != null)
			.sorted(Map.Entry.comparingByKey())
			.limit(MOST_PROPERTIES)
			.forEach(entry -> properties.put("bioformats." + entry.getKey(), entry.getValue().toString()));
		reader.setSeries(0);
		metadata.pixelSize(0).ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, size.xUm());
			properties.put(OpenSlideProperties.MPP_Y, size.yUm());
		});
		metadata.objectivePower(0).ifPresent(power -> properties.put(OpenSlideProperties.OBJECTIVE_POWER, power));
		return properties.toMap();
	}
}
