package org.coverslip.format.zeiss;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
 * Makes scenes of sub-blocks: one of each number S. Channels of a scene that are colour images become scenes of their own, since a
 * scene is either of colours or of channels.
 */
final class CziScenes {

	private final Zisraw file;
	private final ZeissMetadata metadata;
	private final SlideLifetime lifetime;
	private final SubBlockReader reader;
	private final PlaneNumbers numbers;
	/** By S. */
	private final SortedMap<Integer, List<SubBlock>> scenes;
	/** Left upper corner of all that there is. */
	private final long minX;
	private final long minY;

	CziScenes(final Zisraw file, final List<SubBlock> blocks, final ZeissMetadata metadata, final SlideLifetime lifetime) {
		this.file = file;
		this.metadata = metadata;
		this.lifetime = lifetime;
		reader = new SubBlockReader(file);
		numbers = PlaneNumbers.of(blocks);
		scenes = byScene(blocks);
		minX = blocks.stream().mapToLong(SubBlock::x).min().orElse(0);
		minY = blocks.stream().mapToLong(SubBlock::y).min().orElse(0);
	}

	/**
	 * Where a file has scenes, those who wrote it may have left out the number in reduced images that show parts of several: each such
	 * image belongs to all scenes that it touches. Other images without a number are of scene 0.
	 */
	private static SortedMap<Integer, List<SubBlock>> byScene(final List<SubBlock> blocks) {
		final SortedMap<Integer, List<SubBlock>> scenes = new TreeMap<>();
		final boolean anyNumber = blocks.stream().anyMatch(block -> block.scene() != SubBlock.NONE);
		final List<SubBlock> shared = new ArrayList<>();
		for (final SubBlock block : blocks)
			if (block.scene() == SubBlock.NONE && anyNumber && !block.isFull()) shared.add(block);
			else scenes.computeIfAbsent(block.scene() == SubBlock.NONE ? 0 : block.scene(), s -> new ArrayList<>()).add(block);
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
	List<Scene> all() throws IOException {
		final List<Scene> all = new ArrayList<>();
		for (final Entry<Integer, List<SubBlock>> scene : scenes.entrySet()) {
			final SortedMap<Integer, List<SubBlock>> colours = new TreeMap<>();
			final List<SubBlock> grey = new ArrayList<>();
			for (final SubBlock block : scene.getValue())
				(block.pixels().isColour() ? colours.computeIfAbsent(block.plane().c(), c -> new ArrayList<>()) : grey).add(block);
			final int parts = colours.size() + (grey.isEmpty() ? 0 : 1);
			for (final Entry<Integer, List<SubBlock>> colour : colours.entrySet()) {
				final Channel channel = metadata.channel(colour.getKey());
				final String name = metadata.sceneName(scene.getKey());
				all.add(scene(parts == 1 ? name : (name + " " + channel.name()).strip(), colour.getValue(),
					numbers.withChannels(List.of(colour.getKey())),
					List.of(channel.name().isEmpty() ? Channel.rgb() : channel)));
			}
			if (!grey.isEmpty()) all.add(greyScene(metadata.sceneName(scene.getKey()), grey));
		}
		return all;
	}

	/** Channels are the same in all scenes, so that scenes can be compared. */
	private Scene greyScene(final String name, final List<SubBlock> blocks) throws IOException {
		final TreeSet<Integer> used = new TreeSet<>();
		for (final List<SubBlock> scene : scenes.values())
			for (final SubBlock block : scene)
				if (!block.pixels().isColour()) used.add(block.plane().c());
		final List<Channel> channels = new ArrayList<>();
		for (final int c : used)
			channels.add(metadata.channel(c));
		return scene(name, blocks, numbers.withChannels(used), channels);
	}

	private Scene scene(final String name, final List<SubBlock> blocks, final PlaneNumbers planes, final List<Channel> channels)
		throws IOException
	{
		final SortedMap<Double, List<SubBlock>> resolutions = PyramidFactors.sort(blocks, file);
		// where the finest images were left out, or are finer than what the file calls a pixel, level 0 is what there is
		final LevelScale finest = new LevelScale(resolutions.firstKey());
		final Region area = area(resolutions.get(resolutions.firstKey()));
		final long width0 = finest.lengthInLevel(area.width());
		final long height0 = finest.lengthInLevel(area.height());
		final PixelType type = widest(blocks);
		final List<Level> levels = new ArrayList<>();
		for (final Entry<Double, List<SubBlock>> resolution : resolutions.entrySet()) {
			final LevelScale scale = new LevelScale(resolution.getKey() / finest.downsample());
			levels.add(CziTiles.level(resolution.getValue(), resolution.getKey(), area, scale, Math.max(1, scale.wholePixels(width0)),
				Math.max(1, scale.wholePixels(height0)), type, planes, reader, lifetime));
		}
		return Scene.builder(lifetime).name(name).origin(finest.toLevel(area.x() - minX), finest.toLevel(area.y() - minY))
			.channels(channels).sizeZ(planes.depths().size()).sizeT(planes.times().size())
			.pixelSize(metadata.pixelSize().map(size -> size.scaled(finest.downsample()))).objectivePower(metadata.objectivePower())
			.levels(levels).background(blocks.get(0).pixels().isColour() ? 0xffffff : 0).build();
	}

	/** The type that holds the values of all. */
	private static PixelType widest(final List<SubBlock> blocks) {
		PixelType widest = blocks.get(0).pixels().type();
		for (final SubBlock block : blocks) {
			final PixelType type = block.pixels().type();
			if (type == widest) continue;
			final boolean floating = type.isFloating() || widest.isFloating();
			if (!floating) widest = type.bytes() > widest.bytes() ? type : widest;
			else if (type.bytes() + widest.bytes() >= 8) widest = PixelType.FLOAT64;
			else widest = PixelType.FLOAT32;
		}
		return widest;
	}

	/**
	 * Describes the canvas on which OpenSlide 4.0.1 shows all scenes together: the levels that all of them have, and where they lie.
	 */
	void addTo(final OpenSlideProperties properties) throws SlideFormatException {
		final List<SortedMap<Double, List<SubBlock>>> resolutions = new ArrayList<>();
		for (final List<SubBlock> scene : scenes.values())
			resolutions.add(PyramidFactors.sort(scene, file));
		final TreeSet<Double> factors = new TreeSet<>();
		double coarsest = Double.POSITIVE_INFINITY;
		Region canvas = Region.ofSize(0, 0);
		for (int i = 0; i < resolutions.size(); i++) {
			final SortedMap<Double, List<SubBlock>> scene = resolutions.get(i);
			factors.addAll(scene.keySet());
			coarsest = Math.min(coarsest, scene.lastKey());
			final Region area = area(scene.get(scene.firstKey())).translate(-minX, -minY);
			canvas = canvas.union(area);
			final String region = "openslide.region[" + i + "].";
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
