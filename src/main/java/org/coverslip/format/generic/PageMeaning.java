package org.coverslip.format.generic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.coverslip.format.tiff.PageName;
import org.coverslip.format.tiff.PagePlace;
import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.slide.Channel;

/**
 * What pages are likely to be if the file does not say: channels if each has a name of its own, or if they are grey and
 * either few or with pyramids, as slides have them; else focal planes, as in ImageJ.
 *
 * @param axes
 *            one axis that has all pages
 * @param channels
 *            named, or empty
 */
record PageMeaning(PlaneAxes axes, List<Channel> channels) {

	/** Grey pages without names; more are likelier to be focal planes. */
	static final int MOST_CHANNELS = 6;
	/** The same for pages with pyramids. */
	private static final int MOST_PYRAMIDS = 100;
	/** Names of more pages are not read. */
	static final int MOST_NAMES = 4096;

	static PageMeaning of(final TiffPages pages) throws IOException {
		final int count = pages.count();
		if (count == 1) return new PageMeaning(PlaneAxes.of('Z', 1), List.of());
		final List<String> names = names(pages);
		final boolean mayBeChannels = mayBeChannels(pages.first());
		final char numbered = numbered(names);
		if (mayBeChannels && numbered != 0)
			return new PageMeaning(PlaneAxes.of(numbered, count), numbered == 'C' ? named(names) : List.of());
		if (mayBeChannels && !names.isEmpty()) return new PageMeaning(PlaneAxes.of('C', count), named(names));
		final boolean few = count <= (pages.levelCount() > 1 ? MOST_PYRAMIDS : MOST_CHANNELS);
		return new PageMeaning(PlaneAxes.of(mayBeChannels && few ? 'C' : 'Z', count), List.of());
	}

	/** A colour page is a picture by itself, and so is a black-and-white one, which is a scanned text. */
	static boolean mayBeChannels(final TiffImage page) {
		return !page.isRgb() && page.layout().bits() > 1;
	}

	/** The pages' names, if they all differ. */
	private static List<String> names(final TiffPages pages) throws IOException {
		if (pages.count() > MOST_NAMES) return List.of();
		final List<String> names = new ArrayList<>();
		final Set<String> distinct = new HashSet<>();
		for (int i = 0; i < pages.count(); i++) {
			names.add(PageName.of(pages.directory(i)));
			if (names.get(i).isEmpty() || !distinct.add(names.get(i))) return List.of();
		}
		return names;
	}

	/**
	 * Names of channels where the stack has other axes as well: what all pages of a channel are called.
	 *
	 * @return one for each channel, or empty if the names do not tell channels apart
	 */
	static List<String> namesOfChannels(final TiffPages pages, final List<PagePlace> places, final int sizeC)
		throws IOException {
		final String[] names = new String[sizeC];
		for (int page = 0; page < Math.min(places.size(), MOST_NAMES); page++) {
			final String name = PageName.of(pages.directory(page));
			final int c = places.get(page).plane().channel();
			if (name.isEmpty() || names[c] != null && !names[c].equals(name)) return List.of();
			names[c] = name;
		}
		final List<String> all = Arrays.asList(names);
		return all.contains(null) || new HashSet<>(all).size() < sizeC ? List.of() : all;
	}

	/** The axis that names state if they differ only in their numbers; 0 if they do not, or state none. */
	private static char numbered(final List<String> names) {
		final Set<String> words = new HashSet<>();
		for (final String name : names)
			words.add(name.replaceAll("\\d+", "").strip().toLowerCase(Locale.ROOT));
		if (words.size() != 1) return 0;
		final String word = words.iterator().next();
		if (word.matches("z\\W*|.*(slice|plane|focus|focal|depth).*")) return 'Z';
		if (word.matches("t\\W*|.*(time|frame).*")) return 'T';
		return word.matches("(c|ch|w)\\W*|.*(channel|wavelength).*") ? 'C' : 0;
	}

	private static List<Channel> named(final List<String> names) {
		return names.stream().map(Channel::named).toList();
	}
}
