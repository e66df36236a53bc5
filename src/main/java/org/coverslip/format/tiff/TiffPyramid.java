package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/**
 * Which directories of a TIFF make up its pyramid: tiled ones if the first directory is tiled, any if it is in strips.
 * <p>
 * OpenSlide takes the first directory, and the tiled ones of the main chain whose NewSubfileType says "reduced".
 * Coverslip also takes the first directory's SubIFDs (OME-TIFF, libvips {@code subifd}), and tiled directories without
 * a NewSubfileType whose size is the first one's divided by a whole number. Of several directories of the same size,
 * the first in that order counts, so that a file with both kinds of pyramid has each level once.
 *
 * @param levels
 *            all levels, finest first
 * @param openSlideLevels
 *            those that OpenSlide lists, in its order
 */
public record TiffPyramid(List<TiffImage> levels, List<TiffImage> openSlideLevels) {

	/** The pyramid of the first directory's image. */
	public static TiffPyramid of(final TiffFile tiff) throws IOException {
		final List<TiffImage> listed = openSlideLevels(tiff);
		final List<TiffImage> candidates = new ArrayList<>();
		final Ifd first = tiff.ifds().get(0);
		for (final Ifd ifd : tiff.ifds())
			if (mayBeLevel(ifd, first) && ifd != first && !ifd.isReduced()) candidates.add(TiffImage.parse(tiff, ifd));
		if (listed.isEmpty()) throw new SlideFormatException(tiff.file(), first.offset(),
			"an image of tiles or strips in the first directory", "none");
		final TiffImage finest = listed.get(0);
		final List<TiffImage> all = new ArrayList<>();
		final List<TiffImage> marked = new ArrayList<>(listed);
		for (final Ifd sub : tiff.subIfds(first))
			if (mayBeLevel(sub, first)) marked.add(TiffImage.parse(tiff, sub));
		for (final TiffImage image : marked)
			if (!image.ifd().isMask() && (first.isTiled() || isShapedLike(finest, image))) addNew(all, finest, image);
		for (final TiffImage image : candidates)
			if (isDivided(finest, image)) addNew(all, finest, image);
		all.sort(Comparator.comparing(TiffImage::width).reversed());
		checkOrder(tiff, all);
		return new TiffPyramid(List.copyOf(all), List.copyOf(listed));
	}

	private static boolean mayBeLevel(final Ifd ifd, final Ifd first) throws IOException {
		return (ifd.isTiled() || !first.isTiled() && ifd.has(TiffTag.IMAGE_WIDTH)) && !ifd.isMask();
	}

	/**
	 * The directories that OpenSlide lists as levels of a TIFF whose first directory is tiled, in its order, including
	 * masks of levels; for a TIFF in strips, which OpenSlide does not read, the corresponding ones in strips.
	 */
	public static List<TiffImage> openSlideLevels(final TiffFile tiff) throws IOException {
		final List<TiffImage> listed = new ArrayList<>();
		final boolean tiled = tiff.ifds().get(0).isTiled();
		for (final Ifd ifd : tiff.ifds())
			if ((ifd.isTiled() || !tiled && ifd.has(TiffTag.IMAGE_WIDTH)) && (listed.isEmpty() || ifd.isReduced()))
				listed.add(TiffImage.parse(tiff, ifd));
		listed.sort(Comparator.comparing(TiffImage::width).reversed());
		return listed;
	}

	private static void addNew(final List<TiffImage> levels, final TiffImage finest, final TiffImage image) {
		final boolean known = levels.stream()
			.anyMatch(level -> level.width() == image.width() && level.height() == image.height());
		if (!known && TiffLevels.areAlike(finest, image)) levels.add(image);
	}

	/**
	 * Whether a size is the finest one's divided by a whole number, rounded up or down in each direction; where that
	 * number is 2, 4, 8, ... each halving may round. A thumbnail or label with other proportions is not, nor is one
	 * whose scale is not a whole number.
	 */
	public static boolean isDivided(final TiffImage finest, final TiffImage image) {
		return isHalved(finest, image)
			|| LevelScale.commonDivisor(finest.width(), image.width(), finest.height(), image.height()).isPresent();
	}

	private static boolean isHalved(final TiffImage finest, final TiffImage image) {
		long width = finest.width();
		long height = finest.height();
		while (width > image.width() && width > 1) {
			width = (width + 1) / 2;
			height = Math.max(1, (height + 1) / 2);
			if (LevelScale.isNear(width, image.width()) && LevelScale.isNear(height, image.height())) return true;
		}
		return false;
	}

	/** Whether an image has the proportions of the finest, within 2 pixels, and is not larger. */
	private static boolean isShapedLike(final TiffImage finest, final TiffImage image) {
		final double height = (double) finest.height() * image.width() / finest.width();
		return image.width() <= finest.width() && image.height() <= finest.height()
			&& Math.abs(height - image.height()) <= 2;
	}

	private static void checkOrder(final TiffFile tiff, final List<TiffImage> levels) throws SlideFormatException {
		for (int i = 1; i < levels.size(); i++)
			if (TiffLevels.scale(levels.get(i - 1), levels.get(i)).downsample() < 1)
				throw new SlideFormatException(tiff.file(), levels.get(i).ifd().offset(), "levels of one shape",
					levels.get(i).width() + " x " + levels.get(i).height() + " beside " + levels.get(i - 1)
					.width() + " x "
						+ levels.get(i - 1).height());
	}
}
