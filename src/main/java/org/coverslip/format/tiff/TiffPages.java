package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.coverslip.io.SlideFormatException;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * The pages of a TIFF that are alike; each is a plane, with its coarser levels. Immutable; thread-safe.
 * <p>
 * Pages are the directories of the main chain that have the first one's size, samples and orientation, and are marked
 * neither as reduced nor as a mask. A coarser level of the first page counts if each page has it: either in the same
 * place of its SubIFDs (even if the first page's level is also in the main chain), or in the main chain, with one
 * directory of that size per page, in the order of the pages.
 */
public final class TiffPages {

	private static final long WRAP = 1L << 32;

	private final TiffFile tiff;
	private final UnaryOperator<TiffImage> view;
	private final List<PlaneImage> pages;
	private final List<Reduced> reduced;

	/**
	 * A coarser level: the number of each page's SubIFD, or if that is negative, directories of the main chain, one per
	 * page.
	 */
	private record Reduced(TiffImage first, int subIfd, List<TiffImage> mainChain) {}

	private TiffPages(final TiffFile tiff, final UnaryOperator<TiffImage> view, final List<PlaneImage> pages,
		final List<Reduced> reduced)
	{
		this.tiff = tiff;
		this.view = view;
		this.pages = List.copyOf(pages);
		this.reduced = List.copyOf(reduced);
	}

	/**
	 * Looks for the pages.
	 *
	 * @param levels
	 *            of the first page, finest first, as they were parsed
	 * @param view
	 *            how the format interprets the directories, if not as they say themselves
	 */
	public static TiffPages of(final TiffFile tiff, final List<TiffImage> levels, final UnaryOperator<TiffImage> view)
		throws IOException
	{
		final TiffImage first = view.apply(levels.get(0));
		final List<PlaneImage> pages = new ArrayList<>();
		final Map<List<Long>, List<TiffImage>> others = new LinkedHashMap<>();
		for (final Ifd ifd : tiff.ifds()) {
			if (!ifd.has(TiffTag.IMAGE_WIDTH) || ifd.isMask()) continue;
			if (ifd != first.ifd() && !mayBeAlike(first, ifd, levels)) continue;
			final TiffImage image = ifd == first.ifd() ? first : view.apply(TiffImage.parse(tiff, ifd));
			if (!TiffLevels.areAlike(first, image)) continue;
			if (hasSize(image, first) && (ifd == first.ifd() || !ifd.isReduced()))
				pages.add(PlaneImage.of(tiff, image));
			else others.computeIfAbsent(List.of(image.width(), image.height()), size -> new ArrayList<>()).add(image);
		}
		return new TiffPages(tiff, view, pages, reduced(tiff, levels, view, pages, others));
	}

	/** Whether a directory has the size of one of the levels, judged by its entries. */
	private static boolean mayBeAlike(final TiffImage first, final Ifd ifd, final List<TiffImage> levels)
		throws IOException {
		final long width = ifd.longValue(TiffTag.IMAGE_WIDTH);
		final long height = ifd.longValue(TiffTag.IMAGE_LENGTH, 0);
		return levels.stream().anyMatch(level -> level.width() == width && level.height() == height);
	}

	private static boolean hasSize(final TiffImage a, final TiffImage b) {
		return a.width() == b.width() && a.height() == b.height();
	}

	private static List<Reduced> reduced(final TiffFile tiff, final List<TiffImage> levels,
		final UnaryOperator<TiffImage> view,
		final List<PlaneImage> pages, final Map<List<Long>, List<TiffImage>> others) throws IOException
	{
		final List<Reduced> reduced = new ArrayList<>();
		final List<Ifd> subs = levels.size() > 1 ? tiff.subIfds(levels.get(0).ifd()) : List.of();
		final long listed = levels.get(0).ifd().count(TiffTag.SUB_IFDS);
		for (final TiffImage parsed : levels.subList(1, levels.size())) {
			final TiffImage level = view.apply(parsed);
			final int sub = indexOf(level, subs);
			final List<TiffImage> chained = others.getOrDefault(List.of(level.width(), level.height()), List.of());
			if (chained.size() == pages.size()) reduced.add(new Reduced(level, -1, chained));
			else if (sub >= 0 && pages.stream().allMatch(page -> page.image().ifd().count(TiffTag.SUB_IFDS) == listed))
				reduced.add(new Reduced(level, sub, List.of()));
		}
		return reduced;
	}

	/** The number of the SubIFD that is a level or has its size; -1 if there is none. */
	private static int indexOf(final TiffImage level, final List<Ifd> subs) throws IOException {
		for (int i = 0; i < subs.size(); i++)
			if (subs.get(i).longValue(TiffTag.IMAGE_WIDTH, 0) == level.width() && subs.get(i)
				.longValue(TiffTag.IMAGE_LENGTH, 0) == level.height())
				return i;
		return -1;
	}

	/**
	 * These pages, with the first followed by others that have no directories of their own.
	 *
	 * @param count
	 *            number of pages, &gt; 0
	 * @param bytes
	 *            from the beginning of one page to that of the next
	 */
	public TiffPages followed(final int count, final long bytes) {
		final List<PlaneImage> all = new ArrayList<>();
		for (int i = 0; i < count; i++)
			all.add(new PlaneImage(tiff, first(), i * bytes));
		return new TiffPages(tiff, view, all, List.of());
	}

	/**
	 * These pages, in a file of more than 4 GiB with 32-bit offsets: where a page's strips seem to lie before those of
	 * the previous page, the offsets have wrapped around to 0.
	 */
	public TiffPages unwrapped() throws IOException {
		if (tiff.isBigTiff() || tiff.isNdpi() || tiff.source().size() <= WRAP) return this;
		final List<PlaneImage> all = new ArrayList<>();
		long last = 0;
		long shift = 0;
		for (final PlaneImage page : pages) {
			final long offset = page.image().ifd().longValue(TiffTag.STRIP_OFFSETS, 0);
			if (offset < last) shift += WRAP;
			last = offset;
			all.add(new PlaneImage(tiff, page.image(), shift));
		}
		return new TiffPages(tiff, view, all, reduced);
	}

	/** The first {@code count} of these pages. */
	public TiffPages limited(final int count) {
		final List<Reduced> fewer = new ArrayList<>();
		for (final Reduced level : reduced)
			fewer.add(new Reduced(level.first, level.subIfd, level.mainChain.isEmpty() ? List.of()
				: level.mainChain.subList(0, count)));
		return new TiffPages(tiff, view, pages.subList(0, count), fewer);
	}

	public TiffFile tiff() {
		return tiff;
	}

	/** The number of pages, at least one. */
	public int count() {
		return pages.size();
	}

	/** The first page, as the format interprets it. */
	public TiffImage first() {
		return pages.get(0).image();
	}

	/** The directory of a page. */
	public Ifd directory(final int page) {
		return pages.get(page).image().ifd();
	}

	/** Levels of each page, at least one. */
	public int levelCount() {
		return 1 + reduced.size();
	}

	/** A level of the first page, which shows what the level is like in all pages. */
	public TiffImage reference(final int level) {
		return level == 0 ? first() : reduced.get(level - 1).first;
	}

	/**
	 * A level of a page.
	 *
	 * @throws SlideFormatException
	 *             if the page turns out to have other SubIFDs than the first one
	 */
	public PlaneImage image(final int level, final int page) throws IOException {
		if (level == 0) return pages.get(page);
		final Reduced found = reduced.get(level - 1);
		if (found.subIfd < 0) return PlaneImage.of(tiff, found.mainChain.get(page));
		final List<Ifd> subs = tiff.subIfds(directory(page));
		if (found.subIfd >= subs.size())
			throw new SlideFormatException(tiff.file(), directory(page).offset(), "a SubIFD " + found.subIfd,
				subs.size() + " SubIFDs");
		return PlaneImage.of(tiff, view.apply(TiffImage.parse(tiff, subs.get(found.subIfd))));
	}

	/** The directories of the main chain and the first page's SubIFDs that are shown. */
	public Collection<Ifd> shown() {
		final List<Ifd> shown = new ArrayList<>();
		for (final PlaneImage page : pages)
			shown.add(page.image().ifd());
		for (final Reduced level : reduced) {
			shown.add(level.first.ifd());
			for (final TiffImage image : level.mainChain)
				shown.add(image.ifd());
		}
		return shown;
	}
}
