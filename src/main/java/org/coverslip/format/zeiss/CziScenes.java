package org.coverslip.format.zeiss;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/**
 * Makes scenes from sub-blocks: one for each number S. Channels that are colour images become scenes of their own,
 * since a scene has either colours or channels.
 */
final class CziScenes {

	private final ZeissMetadata metadata;
	private final SlideLifetime lifetime;
	private final SubBlockReader reader;
	private final List<String> notShown = new ArrayList<>();
	private final PlaneNumbers numbers;
	/** Sub-blocks by S, and within a scene by pyramid factor, the finest first. */
	private final SortedMap<Integer, SortedMap<Double, List<SubBlock>>> scenes = new TreeMap<>();
	/** The upper left corner of all sub-blocks. */
	private final long minX;
	private final long minY;

	/**
	 * @param blocks
	 *            at least one
	 * @throws SlideFormatException
	 *             if the resolution of one cannot be determined
	 */
	CziScenes(final Zisraw file, final List<SubBlock> blocks, final ZeissMetadata metadata,
		final SlideLifetime lifetime)
		throws SlideFormatException
	{
		this.metadata = metadata;
		this.lifetime = lifetime;
		reader = new SubBlockReader(file);
		numbers = PlaneNumbers.of(blocks);
		for (final Entry<Integer, List<SubBlock>> scene : byScene(blocks).entrySet())
			scenes.put(scene.getKey(), PyramidFactors.sort(scene.getValue(), file));
		minX = blocks.stream().mapToLong(SubBlock::x).min().orElse(0);
		minY = blocks.stream().mapToLong(SubBlock::y).min().orElse(0);
	}

	/**
	 * In a file with scenes, the writer may have left out the number in reduced images that show parts of several
	 * scenes: each such image belongs to all scenes that it touches. Other images without a number belong to scene 0.
	 */
	private static SortedMap<Integer, List<SubBlock>> byScene(final List<SubBlock> blocks) {
		final SortedMap<Integer, List<SubBlock>> scenes = new TreeMap<>();
		final boolean anyNumber = blocks.stream().anyMatch(block -> block.scene() != SubBlock.NONE);
		final List<SubBlock> shared = new ArrayList<>();
		for (final SubBlock block : blocks)
			if (block.scene() == SubBlock.NONE && anyNumber && !block.isFull()) shared.add(block);
			else scenes.computeIfAbsent(block.scene() == SubBlock.NONE ? 0 : block.scene(), s -> new ArrayList<>())
				.add(block);
		if (!shared.isEmpty()) for (final List<SubBlock> scene : scenes.values()) {
			final Region area = area(scene);
			for (final SubBlock block : shared)
				if (region(block).intersects(area)) scene.add(block);
		}
		return scenes;
	}

	private static Region region(final SubBlock block) {
		return new Region(block.x(), block.y(), block.width(), block.height());
	}

	private static Region area(final List<SubBlock> blocks) {
		long x = Long.MAX_VALUE;
		long y = Long.MAX_VALUE;
		long endX = Long.MIN_VALUE;
		long endY = Long.MIN_VALUE;
		for (final SubBlock block : blocks) {
			x = Math.min(x, block.x());
			y = Math.min(y, block.y());
			endX = Math.max(endX, block.endX());
			endY = Math.max(endY, block.endY());
		}
		return Region.between(x, y, endX, endY);
	}

	/** All scenes, at least one. */
	List<Scene> all() {
		final SortedSet<Integer> grey = channels(false);
		final SortedSet<Integer> colours = channels(true);
		final List<Scene> all = new ArrayList<>();
		for (final Entry<Integer, SortedMap<Double, List<SubBlock>>> scene : scenes.entrySet()) {
			final String name = metadata.sceneName(scene.getKey());
			final List<Part> parts = new ArrayList<>();
			for (final int c : colours)
				parts.add(new Part(List.of(c),
					select(scene.getValue(), block -> block.pixels().isColour() && block.plane().c() == c)));
			parts.add(new Part(grey, select(scene.getValue(), block -> !block.pixels().isColour())));
			parts.removeIf(part -> part.resolutions.isEmpty());
			for (final Part part : parts)
				all.add(scene(parts.size() == 1 ? name : (name + " " + part.name(metadata)).strip(), part));
		}
		return all;
	}

	/**
	 * The part of a scene S that becomes a scene.
	 *
	 * @param channels
	 *            numbers C; the grey ones are the same in all scenes, so that scenes can be compared
	 */
	private record Part(Collection<Integer> channels, SortedMap<Double, List<SubBlock>> resolutions) {

		/** A name that tells this part from the others of its scene. */
		String name(final ZeissMetadata metadata) {
			return metadata.channel(channels.iterator().next()).name();
		}
	}

	/** Numbers of the channels that are colour images, or of those that are not. */
	private SortedSet<Integer> channels(final boolean colour) {
		final SortedSet<Integer> used = new TreeSet<>();
		for (final SortedMap<Double, List<SubBlock>> scene : scenes.values())
			for (final List<SubBlock> resolution : scene.values())
				for (final SubBlock block : resolution)
					if (block.pixels().isColour() == colour) used.add(block.plane().c());
		return used;
	}

	private static SortedMap<Double, List<SubBlock>> select(final SortedMap<Double, List<SubBlock>> all,
		final Predicate<SubBlock> wanted)
	{
		final SortedMap<Double, List<SubBlock>> some = new TreeMap<>();
		for (final Entry<Double, List<SubBlock>> resolution : all.entrySet()) {
			final List<SubBlock> selected = resolution.getValue().stream().filter(wanted).toList();
			if (!selected.isEmpty()) some.put(resolution.getKey(), selected);
		}
		return some;
	}

	private Scene scene(final String name, final Part part) {
		// if the finest images were left out, or are finer than what the file calls a pixel, level 0 is the finest that
		// exists
		final LevelScale finest = new LevelScale(part.resolutions.firstKey());
		final List<SubBlock> finestBlocks = part.resolutions.get(part.resolutions.firstKey());
		final Region area = area(finestBlocks);
		final long width0 = finest.lengthInLevel(area.width());
		final long height0 = finest.lengthInLevel(area.height());
		final PixelType type = widest(part.resolutions.values());
		final PlaneNumbers planes = numbers.withChannels(part.channels);
		final boolean colour = finestBlocks.get(0).pixels().isColour();
		final List<Level> levels = new ArrayList<>();
		final Set<CziPlane> wanted = planes(finestBlocks);
		for (final Entry<Double, List<SubBlock>> resolution : part.resolutions.entrySet()) {
			if (!planes(resolution.getValue()).containsAll(wanted)) {
				final int count = resolution.getValue().size();
				notShown.add(count + (count == 1 ? " image" : " images")
					+ (name.isEmpty() ? "" : " of \"" + name + "\"") + ", reduced by "
					+ OpenSlideProperties.format(resolution.getKey()) + (count == 1 ? ", is" : ", are")
					+ " not shown: not every plane has that level");
				continue;
			}
			final LevelScale scale = new LevelScale(resolution.getKey() / finest.downsample());
			levels.add(CziTiles.level(resolution.getValue(), resolution.getKey(), area, scale,
				Math.max(1, scale.wholePixels(width0)),
				Math.max(1, scale.wholePixels(height0)), type, planes, reader, lifetime));
		}
		return Scene.builder(lifetime).name(name)
			.origin(finest.toLevel(area.x() - minX), finest.toLevel(area.y() - minY))
			.channels(part.channels.stream().map(c -> channel(c, colour)).toList()).sizeZ(planes.depths().size())
			.defaultZ(planes.inFocus()).pixelSizeZ(metadata.stepZ())
			.sizeT(planes.times().size()).pixelSize(metadata.pixelSize().map(size -> size.scaled(finest.downsample())))
			.objectivePower(metadata.objectivePower()).levels(levels).background(colour ? 0xffffff : 0).build();
	}

	private static Set<CziPlane> planes(final List<SubBlock> blocks) {
		final Set<CziPlane> planes = new HashSet<>();
		CziPlane last = null;
		for (final SubBlock block : blocks)
			if (block.plane() != last) planes.add(last = block.plane());
		return planes;
	}

	/** A sentence for each level that is left out of the scenes. */
	List<String> notShown() {
		return List.copyOf(notShown);
	}

	private Channel channel(final int number, final boolean colour) {
		final Channel channel = metadata.channel(number);
		return colour && channel.name().isEmpty() ? Channel.rgb() : channel;
	}

	/** The type that holds the values of all resolutions. */
	private static PixelType widest(final Collection<List<SubBlock>> resolutions) {
		final Set<PixelType> types = EnumSet.noneOf(PixelType.class);
		for (final List<SubBlock> resolution : resolutions)
			for (final SubBlock block : resolution)
				types.add(block.pixels().type());
		PixelType widest = types.iterator().next();
		for (final PixelType type : types) {
			if (type == widest) continue;
			final boolean floating = type.isFloating() || widest.isFloating();
			if (!floating) widest = type.bytes() > widest.bytes() ? type : widest;
			else if (type.bytes() + widest.bytes() >= 8) widest = PixelType.FLOAT64;
			else widest = PixelType.FLOAT32;
		}
		return widest;
	}

	/**
	 * Describes the canvas on which OpenSlide 4.0.1 shows all scenes together: the levels that all scenes have, and
	 * where the scenes lie.
	 */
	void addTo(final OpenSlideProperties properties) {
		final TreeSet<Double> factors = new TreeSet<>();
		double coarsest = Double.POSITIVE_INFINITY;
		Region canvas = Region.ofSize(0, 0);
		int number = 0;
		for (final SortedMap<Double, List<SubBlock>> scene : scenes.values()) {
			factors.addAll(scene.keySet());
			coarsest = Math.min(coarsest, scene.lastKey());
			final Region area = area(scene.get(scene.firstKey())).translate(-minX, -minY);
			canvas = canvas.union(area);
			final String region = "openslide.region[" + number++ + "].";
			properties.put(region + "x", Long.toString(area.x()));
			properties.put(region + "y", Long.toString(area.y()));
			properties.put(region + "width", Long.toString(area.width()));
			properties.put(region + "height", Long.toString(area.height()));
		}
		final long width = metadata.size('X').orElse((int) Math.min(Integer.MAX_VALUE, canvas.endX()));
		final long height = metadata.size('Y').orElse((int) Math.min(Integer.MAX_VALUE, canvas.endY()));
		int index = 0;
		for (final double factor : factors.headSet(coarsest, true)) {
			final LevelScale scale = new LevelScale(factor);
			properties.putLevel(index++, scale.wholePixels(width), scale.wholePixels(height), scale, 0, 0);
		}
		numbers.addTo(properties);
	}
}
