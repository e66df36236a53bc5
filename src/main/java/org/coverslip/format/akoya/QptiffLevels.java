package org.coverslip.format.akoya;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.format.SharedLevels;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;

/**
 * Which directory of a QPTIFF holds which channel of which level. The directories of a level follow one another in the
 * order of the channels; a level that lacks a channel is left out, and so is a channel unlike the first. Immutable.
 *
 * @param channels
 *            numbers of the channels that are shown, ascending, among all images of full resolution; of colour images
 *            only the first
 * @param levels
 *            finest first; each with one image for each of these channels
 * @param notShown
 *            a sentence for each kind of image that is left out
 */
record QptiffLevels(List<Integer> channels, List<List<TiffImage>> levels, List<String> notShown) {

	/**
	 * @param full
	 *            the images of full resolution, at least one
	 * @param reduced
	 *            those of reduced resolution, in the file's order
	 */
	static QptiffLevels of(final List<TiffImage> full, final List<TiffImage> reduced) {
		final TiffImage finest = full.get(0);
		final List<Integer> channels = new ArrayList<>();
		for (int c = 0; c < full.size(); c++)
			if (c == 0 || !finest.isRgb() && TiffLevels.areSameLevel(finest, full.get(c))) channels.add(c);
		final List<List<TiffImage>> levels = new ArrayList<>();
		levels.add(channels.stream().map(full::get).toList());
		final List<String> notShown = new ArrayList<>();
		for (int c = 0; c < full.size(); c++)
			if (!channels.contains(c)) notShown.add("image " + (c + 1) + " of full resolution, of " + size(full.get(c))
				+ " pixels, is not shown: it is not like the first one");
		for (final List<TiffImage> images : bySize(reduced)) {
			final List<TiffImage> level = channels.stream().filter(c -> c < images.size()).map(images::get)
				.filter(image -> TiffLevels.areAlike(finest, image) && TiffLevels.areSameLevel(images.get(0), image))
				.toList();
			final int wanted = finest.isRgb() ? 1 : full.size();
			final boolean whole = level.size() == channels.size() && images.size() >= wanted;
			if (whole) levels.add(level);
			final int left = whole ? images.size() - wanted : images.size();
			if (left > 0) notShown.add(SharedLevels.sentence(left, size(images.get(0)),
				whole ? "there are more than channels" : "not every channel has that level"));
		}
		return new QptiffLevels(List.copyOf(channels), levels, List.copyOf(notShown));
	}

	private static String size(final TiffImage image) {
		return image.width() + " x " + image.height();
	}

	private static List<List<TiffImage>> bySize(final List<TiffImage> images) {
		final Map<String, List<TiffImage>> sizes = new LinkedHashMap<>();
		for (final TiffImage image : images)
			sizes.computeIfAbsent(size(image), size -> new ArrayList<>()).add(image);
		return List.copyOf(sizes.values());
	}
}
