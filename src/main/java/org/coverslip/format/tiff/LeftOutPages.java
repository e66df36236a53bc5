package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * What a TIFF holds and a slide does not show, in sentences for {@link org.coverslip.slide.SlideMetadata#notShown()}.
 */
public final class LeftOutPages {

	/** The most kinds that get a sentence each. */
	private static final int MOST_SENTENCES = 12;
	/** The most names of pages that are listed. */
	private static final int MOST_NAMES = 5;

	private final Ifd first;
	private final Map<Kind, List<Ifd>> groups = new LinkedHashMap<>();

	/** Directories that are left out for the same reason. */
	private record Kind(String one, String many, String size, String why) {

		String sentence(final int count, final String names) {
			return count + " " + (count == 1 ? one : many) + size + names + (count == 1 ? " is" : " are") + " not shown"
				+ why;
		}
	}

	private LeftOutPages(final Ifd first) {
		this.first = first;
	}

	/** Sentences about a slide whose levels and associated images are each a directory. */
	public static List<String> of(final TiffFile tiff, final Collection<TiffImage> levels,
		final Collection<? extends AssociatedImage> associated) throws IOException
	{
		return ofDirectories(tiff, levels.stream().map(TiffImage::ifd).toList(), associated);
	}

	/**
	 * Sentences about the directories of the main chain that are not shown, and about the first one's SubIFDs.
	 *
	 * @param shown
	 *            directories that are planes or levels
	 */
	public static List<String> ofDirectories(final TiffFile tiff, final Collection<Ifd> shown,
		final Collection<? extends AssociatedImage> associated) throws IOException
	{
		final Set<Long> known = new HashSet<>();
		for (final Ifd ifd : shown)
			known.add(ifd.offset());
		for (final AssociatedImage image : associated)
			if (image instanceof TiffAssociatedImage directory) known.add(directory.directory().offset());
		final Set<String> levels = new HashSet<>();
		for (final Ifd ifd : shown)
			levels.add(size(ifd));
		final LeftOutPages leftOut = new LeftOutPages(tiff.ifds().get(0));
		for (final Ifd ifd : tiff.ifds())
			if (known.add(ifd.offset()) && !isLevelAgain(ifd, levels)) leftOut.add(ifd, "page", "pages");
		for (final Ifd ifd : tiff.subIfds(tiff.ifds().get(0)))
			if (known.add(ifd.offset()) && !isLevelAgain(ifd, levels))
				leftOut.add(ifd, "SubIFD of the first page", "SubIFDs of the first page");
		return leftOut.sentences();
	}

	/** A file with two kinds of pyramid has its levels twice. */
	private static boolean isLevelAgain(final Ifd ifd, final Set<String> levels) throws IOException {
		return ifd.isReduced() && !ifd.isMask() && levels.contains(size(ifd));
	}

	private static String size(final Ifd ifd) throws IOException {
		return ifd.longValue(IMAGE_WIDTH, 0) + " x " + ifd.longValue(IMAGE_LENGTH, 0);
	}

	private void add(final Ifd ifd, final String one, final String many) throws IOException {
		final long width = ifd.longValue(IMAGE_WIDTH, 0);
		final long height = ifd.longValue(IMAGE_LENGTH, 0);
		final String size = ", " + size(ifd) + " pixels,";
		final Kind kind;
		if (width <= 0 || height <= 0) kind = new Kind("directory", "directories", "", ": it holds no image");
		else if (ifd.isMask())
			kind = new Kind("transparency mask", "transparency masks", size, ": a mask is no picture");
		else if (ifd.isReduced())
			kind = new Kind("reduced image", "reduced images", size, ": not a level of the picture");
		else kind = new Kind(one, many, size, unlike(ifd, width, height));
		groups.computeIfAbsent(kind, key -> new ArrayList<>()).add(ifd);
	}

	private String unlike(final Ifd ifd, final long width, final long height) throws IOException {
		final long firstWidth = first.longValue(IMAGE_WIDTH, 0);
		final long firstHeight = first.longValue(IMAGE_LENGTH, 0);
		if (width != firstWidth || height != firstHeight)
			return ": unlike the first page, which has " + firstWidth + " x " + firstHeight;
		final boolean sameSamples = ifd.longValue(SAMPLES_PER_PIXEL, 1) == first.longValue(SAMPLES_PER_PIXEL, 1)
			&& ifd.longValue(BITS_PER_SAMPLE, 1) == first.longValue(BITS_PER_SAMPLE, 1)
			&& ifd.longValue(SAMPLE_FORMAT, SAMPLE_UINT) == first.longValue(SAMPLE_FORMAT, SAMPLE_UINT)
			&& ifd.longValue(PHOTOMETRIC, -1) == first.longValue(PHOTOMETRIC, -1);
		return sameSamples ? "" : ": unlike the first page in their samples";
	}

	private List<String> sentences() throws IOException {
		final List<String> sentences = new ArrayList<>();
		int more = 0;
		for (final Map.Entry<Kind, List<Ifd>> group : groups.entrySet())
			if (sentences.size() < MOST_SENTENCES)
				sentences.add(group.getKey().sentence(group.getValue().size(), names(group.getValue())));
			else more += group.getValue().size();
		if (more > 0) sentences.add(more + " more pages of other sizes are not shown");
		return sentences;
	}

	private static String names(final List<Ifd> ifds) throws IOException {
		final Set<String> names = new LinkedHashSet<>();
		for (final Ifd ifd : ifds) {
			final String name = names.size() > MOST_NAMES ? "" : PageName.of(ifd);
			if (!name.isEmpty()) names.add("\"" + name + "\"");
		}
		if (names.isEmpty()) return "";
		return " " + String.join(", ", names.stream().limit(MOST_NAMES).toList())
			+ (names.size() > MOST_NAMES ? " and others," : ",");
	}
}
