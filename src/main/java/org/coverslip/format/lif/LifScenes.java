package org.coverslip.format.lif;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.TileLayout;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlElement;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * Makes scenes of images, and notes what cannot be shown. A scene is one image, or one place of the stage where it is
 * not known how the places lie relative to each other. For one thread.
 */
final class LifScenes {

	/** Planes of more bytes are cut into tiles. */
	private static final long LARGE = 4 << 20;
	/** Columns and rows of such a tile. */
	private static final int TILE = 1024;
	/** Places that fill less than one part in so many of their mosaic are scattered, not a mosaic. */
	private static final double SPARSEST = 100;
	/** At most so many scattered places are shown, each as a scene. */
	private static final int MOST_SCENES = 10_000;
	/** More tiles than any tile scan has. */
	private static final long MOST_TILES = 1 << 24;

	private final SlideLifetime lifetime;
	private final List<Scene> scenes = new ArrayList<>();
	private final List<String> notShown = new ArrayList<>();
	private final Map<String, String> properties = new LinkedHashMap<>();
	private final Map<String, List<String>> otherKinds = new LinkedHashMap<>();
	private final Set<String> used = new HashSet<>();
	private SlideFormatException firstFailure;

	LifScenes(final SlideLifetime lifetime) {
		this.lifetime = lifetime;
	}

	List<Scene> all() {
		return scenes;
	}

	/** Facts of the scenes, by their numbers. */
	Map<String, String> properties() {
		return properties;
	}

	/** Why the first of the images that cannot be shown is left out, if that is the fault of its description. */
	Optional<SlideFormatException> failure() {
		return Optional.ofNullable(firstFailure);
	}

	/** A sentence for everything that is not shown. */
	List<String> notShown() {
		final List<String> all = new ArrayList<>(notShown);
		otherKinds.forEach((kind, names) ->
			all.add((names.size() == 1 ? "1 element is" : names.size() + " elements are")
			+ " not shown: " + (names.size() == 1 ? "it holds no image but " : "they hold no images but ") + kind + " ("
			+ String.join(", ", names.subList(0, Math.min(5, names.size()))) + (names.size() > 5 ? ", ..." : "")
			+ ")"));
		return all;
	}

	/** Notes something that is not shown. */
	void leaveOut(final String sentence) {
		notShown.add(sentence);
	}

	/** Adds all images of a file, and notes the memory blocks that none of them names. */
	void addAll(final LifContainer file) {
		for (final LeicaXml.Entry entry : file.xml().entries())
			add(entry, file.isLof() ? file.blocks().get(LifContainer.LOF) : file.blocks().get(entry.memoryBlock()));
		final List<MemoryBlock> others =
			file.blocks().values().stream().filter(block -> block.size() > 0 && !used.contains(block.id())).toList();
		if (!others.isEmpty()) notShown.add(others.size() + " memory block" + (others.size() == 1 ? "" : "s") + " of "
			+ others.stream().mapToLong(MemoryBlock::present).sum() + " bytes not shown: no image refers to "
			+ (others.size() == 1 ? "it" : "them"));
	}

	/**
	 * Adds an element's image, if it has one.
	 *
	 * @param block
	 *            its samples, or null
	 */
	void add(final LeicaXml.Entry entry, final MemoryBlock block) {
		final boolean hasData = block != null && block.present() > 0;
		if (block != null) used.add(block.id());
		if (entry.image().isEmpty()) {
			if (hasData)
				otherKinds.computeIfAbsent(entry.kind().isEmpty() ? "data of no name" : entry.kind(),
					kind -> new ArrayList<>())
				.add(quoted(entry));
			return;
		}
		try {
			final LifImage image = LifImage.parse(entry.image().get());
			if (!hasData) {
				notShown.add("the image " + quoted(entry) + " is not shown: "
					+ (block == null ? "the file has no memory block \"" + entry.memoryBlock() + "\""
					: "the file has no data of it"));
				return;
			}
			if (image.planeExtent() > block.size())
				throw entry.image().get().unexpected("an image of which a plane, of "
				+ image.planeExtent() + " bytes, fits its memory block", block.size() + " bytes");
			if (image.extent() > block.present())
				notShown.add("of the image " + quoted(entry) + " only the first " + block.present() + " of "
				+ image.extent() + " bytes are in the file: the rest is shown empty");
			addScenes(entry, image, block);
		}
		catch (final SlideFormatException e) {
			if (firstFailure == null) firstFailure = e;
			notShown.add("the image " + quoted(entry) + " is not shown: expected " + e.expected() + ", found "
				+ e.found());
		}
	}

	private static String quoted(final LeicaXml.Entry entry) {
		return "\"" + entry.path() + "\"";
	}

	private void addScenes(final LeicaXml.Entry entry, final LifImage image, final MemoryBlock block)
		throws SlideFormatException {
		final XmlElement xml = entry.image().orElseThrow();
		final HardwareSettings settings = new HardwareSettings(xml);
		final int places = (int) LifImage.count(image.places());
		if (places == 1) {
			addScene(entry.path(), image, block, settings, single(image, 0));
			return;
		}
		final Optional<List<TileScan.Corner>> corners = image.x().axis() == LifDimension.X && image.y()
			.axis() == LifDimension.Y
			? TileScan.find(xml, settings.all())
			.flatMap(scan -> scan.corners(places, image.x().count(), image.y().count(),
				image.x().stepUm(), image.y().stepUm())).filter(found -> !isSparse(image, found)) : Optional.empty();
		if (corners.isEmpty() && places > MOST_SCENES)
			throw xml.unexpected("positions of the stage for " + places + " places that lie together", "none");
		if (corners.isPresent()) addScene(entry.path(), image, block, settings, mosaic(image, corners.get(), xml));
		else for (int place = 0; place < places; place++)
			addScene(entry.path() + " (place " + (place + 1) + ")", image, block, settings,
				single(image, LifImage.offset(image.places(), place)));
	}

	private static boolean isSparse(final LifImage image, final List<TileScan.Corner> corners) {
		final double width = corners.stream().mapToLong(TileScan.Corner::x).max().orElse(0) + (double) image.x()
			.count();
		final double height = corners.stream().mapToLong(TileScan.Corner::y).max().orElse(0) + (double) image.y()
			.count();
		return width * height > SPARSEST * corners.size() * image.x().count() * image.y().count();
	}

	/**
	 * Where the tiles of a scene lie.
	 *
	 * @param tileWidth
	 *            0 where tiles have no common size
	 */
	private record Geometry(long width, long height, TileLayout layout, LifTiles.Places places, int tileWidth,
		int tileHeight) {}

	private static boolean isLarge(final LifImage image) {
		final long pixel = image.isColour() ? 3L * image.channels().get(0).format().type().bytes()
			: image.channels().stream().mapToInt(channel -> channel.format().type().bytes()).max().orElse(1);
		return (double) image.x().count() * image.y().count() * pixel > LARGE;
	}

	private static Geometry single(final LifImage image, final long offset) {
		final int width = image.x().count();
		final int height = image.y().count();
		final boolean large = isLarge(image);
		final UniformTileGrid grid = UniformTileGrid.covering(width, height, large ? Math.min(TILE, width) : width,
			large ? Math.min(TILE, height) : height);
		return new Geometry(width, height, grid,
			tile -> new LifTiles.Place(offset, tile % grid.columns() * grid.tileWidth(),
			tile / grid.columns() * grid.tileHeight(), grid.tileWidth(), grid.tileHeight()), grid.tileWidth(),
			grid.tileHeight());
	}

	private static Geometry mosaic(final LifImage image, final List<TileScan.Corner> corners, final XmlElement xml)
		throws SlideFormatException
	{
		final int width = image.x().count();
		final int height = image.y().count();
		final boolean large = isLarge(image);
		final int partWidth = large ? Math.min(TILE, width) : width;
		final int partHeight = large ? Math.min(TILE, height) : height;
		final UniformTileGrid parts = UniformTileGrid.covering(width, height, partWidth, partHeight);
		if ((double) parts.tileCount() * corners.size() > MOST_TILES)
			throw xml.unexpected("a mosaic of up to " + MOST_TILES + " tiles",
				corners.size() + " images of " + parts.tileCount());
		final PlacedTiles.Builder layout = PlacedTiles.builder();
		final List<LifTiles.Place> places = new ArrayList<>();
		long endX = 0;
		long endY = 0;
		for (int i = 0; i < corners.size(); i++) {
			final TileScan.Corner corner = corners.get(i);
			endX = Math.max(endX, corner.x() + width);
			endY = Math.max(endY, corner.y() + height);
			for (int y = 0; y < height; y += partHeight)
				for (int x = 0; x < width; x += partWidth) {
					final int w = Math.min(partWidth, width - x);
					final int h = Math.min(partHeight, height - y);
					layout.add(corner.x() + x, corner.y() + y, w, h);
					places.add(new LifTiles.Place(LifImage.offset(image.places(), i), x, y, w, h));
				}
		}
		return new Geometry(endX, endY, layout.build(), tile -> places.get((int) tile), 0, 0);
	}

	private void addScene(final String name, final LifImage image, final MemoryBlock block,
		final HardwareSettings settings,
		final Geometry geometry)
	{
		final List<List<LifTiles.Stored>> stored = new ArrayList<>();
		final List<Channel> channels = new ArrayList<>();
		final boolean colour = image.isColour();
		if (colour) {
			stored.add(image.colours().stream().map(sample -> new LifTiles.Stored(sample.format(), sample.offset()))
				.toList());
			channels.add(Channel.rgb());
		}
		else addChannels(image, settings.channelNames(image.channels()), stored, channels);
		final PixelType type = widest(image.channels());
		final LifTiles tiles = new LifTiles(image, block, lifetime, type, geometry.places, stored);
		final Level level = Level.builder(geometry.width, geometry.height, tiles)
			.layout(geometry.layout, geometry.tileWidth, geometry.tileHeight).samples(type, colour ? 3 : 1).build();
		final OptionalDouble widthUm = image.x().stepUm();
		final OptionalDouble heightUm = image.y().stepUm();
		final Optional<PixelSize> pixelSize = widthUm.isPresent() && heightUm.isPresent()
			? Optional.of(new PixelSize(widthUm.getAsDouble(), heightUm.getAsDouble())) : Optional.empty();
		final OptionalDouble power = settings.objectivePower();
		noteFacts(name, settings, pixelSize, power);
		scenes.add(Scene.builder(lifetime).name(name).channels(channels).sizeZ((int) LifImage.count(image.z()))
			.sizeT((int) LifImage.count(image.t())).pixelSize(pixelSize).pixelSizeZ(stepUm(image, settings))
			.objectivePower(power)
			.levels(List.of(level)).background(colour ? 0xffffff : 0).build());
	}

	/** Each channel with all its wavelengths, channel after channel. */
	private static void addChannels(final LifImage image, final List<String> names,
		final List<List<LifTiles.Stored>> stored,
		final List<Channel> channels)
	{
		final long wavelengths = LifImage.count(image.wavelengths());
		for (int c = 0; c < image.channels().size(); c++) {
			final LifChannel channel = image.channels().get(c);
			for (long w = 0; w < wavelengths; w++) {
				stored.add(List.of(
					new LifTiles.Stored(channel.format(), channel.offset() + LifImage.offset(image.wavelengths(), w))));
				channels.add(
					new Channel((names.get(c) + " " + wavelength(image.wavelengths(), w)).strip(), channel.colour()));
			}
		}
	}

	private static String wavelength(final List<LifDimension> axes, final long element) {
		final List<String> parts = new ArrayList<>();
		long left = element;
		for (final LifDimension axis : axes) {
			final int index = (int) (left % axis.count());
			left /= axis.count();
			final OptionalDouble nm = axis.nanometres(index);
			final String value = nm.isPresent() ? String.format(Locale.ROOT, "%.1f nm", nm.getAsDouble())
				.replace(".0 nm", " nm")
				: "wavelength " + (index + 1);
			parts.add((axis.axis() == LifDimension.EXCITATION ? "excitation " : "") + value);
		}
		return String.join(" ", parts);
	}

	private static OptionalDouble stepUm(final LifImage image, final HardwareSettings settings) {
		if (image.z().isEmpty() || image.z().get(0).count() == 1) return OptionalDouble.empty();
		final OptionalDouble step = image.z().get(0).stepUm();
		return step.isPresent() || image.z().get(0).axis() != LifDimension.Z ? step : settings.stepUm();
	}

	/** The type that holds the values of all channels. */
	private static PixelType widest(final List<LifChannel> channels) {
		final PixelType largest =
			channels.stream().map(channel -> channel.format().type()).max(Comparator.comparingInt(PixelType::bytes))
			.orElseThrow();
		final boolean floating = channels.stream().anyMatch(channel -> channel.format().type().isFloating());
		if (!floating || channels.stream().allMatch(channel -> channel.format().type() == largest)) return largest;
		final boolean fits = channels.stream().map(LifChannel::format)
			.allMatch(format -> format != SampleFormat.UINT32 && format != SampleFormat.FLOAT64);
		return fits ? PixelType.FLOAT32 : PixelType.FLOAT64;
	}

	private void noteFacts(final String name, final HardwareSettings settings, final Optional<PixelSize> pixelSize,
		final OptionalDouble power)
	{
		final String image = "leica.image[" + scenes.size() + "].";
		properties.put(image + "Name", name);
		settings.description().ifPresent(text -> properties.put(image + "Description", text));
		settings.properties().forEach((key, value) -> properties.put(image + key, value));
		if (!scenes.isEmpty()) return;
		pixelSize.ifPresent(size -> {
			properties.put(OpenSlideProperties.MPP_X, OpenSlideProperties.format(size.xUm()));
			properties.put(OpenSlideProperties.MPP_Y, OpenSlideProperties.format(size.yUm()));
		});
		power.ifPresent(
			value -> properties.put(OpenSlideProperties.OBJECTIVE_POWER, OpenSlideProperties.format(value)));
	}
}
