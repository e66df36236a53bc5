package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.coverslip.format.tiff.LeftOutPages;
import org.coverslip.format.tiff.PagePlace;
import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.TiffAssociatedImage;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffPages;
import org.coverslip.format.tiff.TiffPalette;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.format.tiff.TiffPyramid;
import org.coverslip.format.tiff.TiffStack;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What a TIFF of no particular vendor shows: its pages as channels, focal planes and time points, with their levels,
 * and what is left out of it.
 *
 * @param scenes
 *            one, or one for each position of a stage
 * @param openSlideLevels
 *            the levels that OpenSlide lists
 * @param notShown
 *            a sentence for each kind of page that is left out
 */
record PagedTiff(List<Scene> scenes, List<AssociatedImage> associatedImages, List<TiffImage> openSlideLevels,
	List<String> notShown) {

	/** Puts the scenes together. */
	static PagedTiff of(final TiffFile tiff, final SlideLifetime lifetime) throws IOException {
		final TiffPyramid pyramid = TiffPyramid.of(tiff);
		final TiffImage parsed = pyramid.levels().get(0);
		final Ifd first = parsed.ifd();
		final boolean grey = PageMeaning.mayBeChannels(parsed);
		Optional<StackText> text = ImageJText.of(first);
		if (text.isEmpty()) text = ScifioText.of(parsed);
		if (text.isEmpty()) text = ShapeText.of(parsed, grey);
		final boolean tables = text.isPresent() && text.get().palettesAreTables();
		final UnaryOperator<TiffImage> view = tables ? PagedTiff::withoutPalette : UnaryOperator.identity();
		final TiffPages found = TiffPages.of(tiff, pyramid.levels(), view);
		final List<String> notShown = new ArrayList<>();
		final Assembly assembly = assemble(found, text.orElse(StackText.NONE), notShown);
		final List<Scene> scenes = new ArrayList<>();
		for (final Scene.Builder scene : TiffStack.of(assembly.pages, assembly.places)
			.scenes(assembly.channels, lifetime))
			// where nothing says that pages are focal planes, every program shows the first
			scenes.add(scene.defaultZ(assembly.isGuess ? 0 : -1)
				.pixelSize(assembly.text.statesUnit() ? assembly.text.pixelSize() : TiffProperties.pixelSize(first))
				.pixelSizeZ(assembly.text.pixelSizeZ()).build());
		final Set<Ifd> shown = new HashSet<>(assembly.pages.shown());
		final List<AssociatedImage> associated =
			TiffAssociatedImage.named(tiff, tiff.ifds().stream().filter(ifd -> !shown.contains(ifd)).toList(),
			lifetime);
		notShown.addAll(LeftOutPages.ofDirectories(tiff, shown, associated));
		final long depth = first.longValue(IMAGE_DEPTH, 1);
		if (depth > 1)
			notShown.add((depth - 1) + " of the " + depth
				+ " layers of the volume (ImageDepth) are not shown, only the first");
		if (first.has(PHOTOSHOP_LAYERS))
			notShown.add("The layers of Photoshop are not shown: the picture is what they look like together");
		return new PagedTiff(scenes, associated, pyramid.openSlideLevels(), notShown);
	}

	/** Pages with the meaning that was found, or guessed, for them. */
	private record Assembly(TiffPages pages, List<PagePlace> places, List<Channel> channels, StackText text,
		boolean isGuess) {}

	private static Assembly assemble(final TiffPages pages, final StackText text, final List<String> notShown)
		throws IOException {
		final Optional<MicroManagerIndex> index = MicroManagerIndex.of(pages);
		if (index.isPresent()) {
			final StackText summary = index.get().text();
			return new Assembly(pages, index.get().places(), summary.channels(), summary.statesUnit() ? summary : text,
				false);
		}
		final PlaneAxes axes = ofPages(text.axes().orElse(PlaneAxes.of('Z', 1)), pages);
		final long claimed = axes.count();
		if (claimed <= 1) {
			// its writer may have meant each page as an array of its own
			final PageMeaning meaning = PageMeaning.of(pages);
			return new Assembly(pages, meaning.axes().places(pages.count()), pages.count() == 1 ? text.channels()
				: meaning.channels(), text,
				true);
		}
		final TiffPages all = pages.count() >= claimed ? pages.limited((int) claimed) : withFollowing(pages, claimed);
		if (all.count() < claimed)
			notShown.add((claimed - all.count()) + " of the " + claimed + " planes that " + text.program()
				+ "'s text tells of are not in the file");
		return new Assembly(all, axes.places(all.count()), channels(all, axes, text), text, false);
	}

	/**
	 * The axes without the channels that are samples of one page: Bio-Formats counts the colours of RGB among ImageJ's
	 * channels.
	 */
	private static PlaneAxes ofPages(final PlaneAxes axes, final TiffPages pages) {
		final int samples = pages.first().samples();
		if (samples == 1 || axes.count() != (long) samples * pages.count() || axes.size('C') % samples != 0)
			return axes;
		final List<PlaneAxes.Axis> fewer = new ArrayList<>();
		for (final PlaneAxes.Axis axis : axes.axes())
			fewer.add(axis.letter() == 'C' ? new PlaneAxes.Axis('C', Math.max(1, axis.size() / samples)) : axis);
		return new PlaneAxes(fewer);
	}

	private static TiffPages withFollowing(final TiffPages pages, final long claimed) throws IOException {
		final FollowingPlanes following = FollowingPlanes.of(pages, claimed);
		return following.count() > pages.count() ? pages.followed(following.count(), following.bytes()) : pages;
	}

	/** The text's channels, else those that the palette of each channel's first page and the pages' names tell. */
	private static List<Channel> channels(final TiffPages pages, final PlaneAxes axes, final StackText text)
		throws IOException {
		if (!text.channels().isEmpty() || axes.size('C') > Math.min(pages.count(), PageMeaning.MOST_NAMES))
			return text.channels();
		final List<Channel> channels = new ArrayList<>();
		final List<PagePlace> places = axes.places(pages.count());
		final List<String> names = PageMeaning.namesOfChannels(pages, places, (int) axes.size('C'));
		for (int page = 0; page < places.size() && channels.size() < axes.size('C'); page++) {
			if (places.get(page).plane().channel() != channels.size()) continue;
			final OptionalInt color = text.palettesAreTables() ? TiffPalette.rampColor(pages.directory(page))
				: OptionalInt.empty();
			final String name = names.isEmpty() ? "" : names.get(channels.size());
			channels.add(new Channel(name.isEmpty() && axes.size('C') > 1 ? "Channel " + (channels.size() + 1) : name,
				color));
		}
		// ImageJ gives all pages the palette of the channel that was shown last
		final boolean distinct = channels.stream().map(Channel::rgbColor).distinct().count() == channels.size();
		return distinct ? channels : channels.stream().map(channel -> Channel.named(channel.name())).toList();
	}

	/** Takes a palette as a lookup table: the samples are values. */
	private static TiffImage withoutPalette(final TiffImage image) {
		return image.photometric() == PHOTOMETRIC_PALETTE && image.samples() == 1
			? image.withPhotometric(PHOTOMETRIC_MIN_IS_BLACK) : image;
	}
}
