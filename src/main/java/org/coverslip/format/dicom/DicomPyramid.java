package org.coverslip.format.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

import org.coverslip.dicom.DicomTag;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The images of one pyramid. Those of one size together are a level, with their optical paths as its channels and their
 * focal planes as its own. What does not fit in is left out and named. Immutable.
 *
 * @param levels
 *            finest first, at least one
 * @param paths
 *            identifiers of the optical paths, in the order of the channels
 * @param channels
 *            in the same order
 * @param planes
 *            of the finest level
 */
record DicomPyramid(List<SizedImages> levels, List<String> paths, List<Channel> channels, FocalHeights planes) {

	/** The images of one size, and where their frames are. */
	record SizedImages(DicomInstance first, DicomPlaces places) {}

	/**
	 * Puts images together.
	 *
	 * @param images
	 *            with samples of one kind; where two claim the same place, the first one is shown
	 * @param notShown
	 *            takes a sentence for what is left out
	 */
	static DicomPyramid of(final List<DicomImage> images, final List<String> notShown) throws IOException {
		final List<List<DicomImage>> sizes = bySize(images);
		final List<DicomImage> finest = sizes.get(0);
		final FocalHeights planes = FocalHeights.of(finest);
		final List<String> paths = paths(finest);
		final List<Channel> channels = new ArrayList<>();
		for (final String path : paths)
			for (final DicomImage image : finest)
				if (image.paths().contains(path)) {
					channels.add(image.first().channel(path));
					break;
				}
		final List<SizedImages> levels = new ArrayList<>();
		for (final List<DicomImage> size : sizes) {
			final SizedImages level = new SizedImages(size.get(0).first(), places(size, paths, planes, notShown));
			final Set<DicomPlaces.Pair> wanted = levels.isEmpty() ? Set.of() : levels.get(0).places.pairs();
			if (level.places.pairs().containsAll(wanted)) levels.add(level);
			else {
				final long lacking = wanted.stream().filter(pair -> !level.places.pairs().contains(pair)).count();
				notShown.add(size.get(0).name() + ", a level of " + level.first.width() + " x " + level.first.height()
					+ " pixels, is not shown: it lacks " + lacking + " of " + wanted.size() + " planes");
			}
		}
		return new DicomPyramid(List.copyOf(levels), paths, channels, planes);
	}

	/** The largest size first, images of a size in the order given. */
	private static List<List<DicomImage>> bySize(final List<DicomImage> images) {
		final TreeMap<List<Long>, List<DicomImage>> sizes =
			new TreeMap<>(Comparator.<List<Long>, Long>comparing(size -> size.get(0)).thenComparing(size -> size.get(1))
			.reversed());
		for (final DicomImage image : images)
			sizes.computeIfAbsent(List.of(image.width(), image.height()), size -> new ArrayList<>()).add(image);
		return List.copyOf(sizes.values());
	}

	/** In the order of a file that has all of them, else in that of the identifiers, where numbers go by value. */
	private static List<String> paths(final List<DicomImage> images) {
		final List<String> all = new ArrayList<>();
		for (final DicomImage image : images)
			for (final String path : image.paths())
				if (!all.contains(path)) all.add(path);
		for (final DicomImage image : images)
			if (image.paths().size() == all.size()) return image.paths();
		all.sort(Comparator.comparingLong(DicomPyramid::number).thenComparing(Comparator.naturalOrder()));
		return List.copyOf(all);
	}

	private static long number(final String identifier) {
		return identifier.matches("\\d{1,18}") ? Long.parseLong(identifier) : Long.MAX_VALUE;
	}

	private static DicomPlaces places(final List<DicomImage> images, final List<String> paths, final FocalHeights scene,
		final List<String> notShown) throws IOException
	{
		final DicomImage first = images.get(0);
		final FocalHeights own = FocalHeights.of(images);
		final DicomPlaces.Builder builder = new DicomPlaces.Builder(first.grid(), paths);
		for (final DicomImage image : images) {
			if (!image.frame().equals(first.frame())) {
				notShown.add(twoForOnePlace(first, image));
				continue;
			}
			final List<Integer> planes = new ArrayList<>();
			for (final double height : image.heights(own.unit()))
				// levels with the same number of planes have the same planes, whatever heights they state
				planes.add(own.heights().size() == scene.heights().size() ? own.indexOf(height)
					: scene.indexOf(height * scene.unit() / own.unit()));
			final Set<DicomImage> others = builder.add(image, planes);
			if (others.remove(image))
				notShown.add("frames of " + image.name() + " that lie where others of it do are not shown");
			for (final DicomImage other : others)
				notShown.add(twoForOnePlace(other, image));
			for (final String path : image.paths())
				if (!paths.contains(path))
					notShown.add("optical path \"" + path + "\" of " + image.name()
						+ " is not shown: the finest level lacks it");
			image.missing()
				.ifPresent(
				part -> notShown.add(part + " of the concatenation that " + image.name() + " belongs to are missing"));
			if (planes.contains(-1))
				notShown.add("focal planes of " + image.name() + " are not shown: the finest level lacks them");
		}
		return builder.build();
	}

	/** What is said of an image whose place is taken by another. */
	static String twoForOnePlace(final DicomImage shown, final DicomImage other) {
		return "the series holds two images for one place: " + shown.name() + " and " + other.name()
			+ ", which is not shown";
	}

	DicomInstance finest() {
		return levels.get(0).first;
	}

	/** The pyramid as a scene. */
	Scene scene(final SlideLifetime lifetime) throws IOException {
		final boolean rgb = finest().frame().samples() == 3;
		final List<Level> all = new ArrayList<>();
		for (final SizedImages level : levels)
			all.add(level(level, lifetime));
		final Scene.Builder scene = Scene.builder(lifetime).name(finest().data().text(DicomTag.PYRAMID_LABEL))
			.levels(all)
			.channels(rgb && channels.size() == 1 ? List.of(Channel.rgb()) : channels).sizeZ(planes.heights().size())
			.defaultZ(planes.defaultZ()).pixelSize(finest().pixelSize()).objectivePower(finest().objectivePower());
		if (planes.step().isPresent() && PixelSize.isValid(planes.step().getAsDouble()))
			scene.pixelSizeZ(planes.step());
		return scene.build();
	}

	private Level level(final SizedImages level, final SlideLifetime lifetime) {
		final DicomInstance file = level.first;
		final LevelScale scale = LevelScale.between(finest().width(), finest().height(), file.width(), file.height());
		final boolean uniform = level.places.layout() instanceof UniformTileGrid;
		final TileSource tiles = DicomStreams.of(new DicomTiles(level.places, lifetime), file);
		return Level.builder(file.width(), file.height(), tiles).scale(scale)
			.layout(level.places.layout(), uniform ? file.frame().width() : 0, uniform ? file.frame().height() : 0)
			.samples(file.frame().type(), file.frame().samples()).compression(file.decoder().syntax().label()).build();
	}
}
