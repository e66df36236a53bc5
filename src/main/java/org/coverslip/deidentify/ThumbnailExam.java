package org.coverslip.deidentify;

import java.io.IOException;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/**
 * Whether a thumbnail shows what the slide's pixels show, and nothing besides, such as the edge of a label.
 * <p>
 * Both are cut into cells, of which the mean colours are compared. What is smaller than a cell and faint is not seen:
 * the tissue itself is not looked at either.
 */
public final class ThumbnailExam {

	/** Cells along each side. */
	private static final int CELLS = 48;
	/** How much a cell's mean may differ, of 255: JPEG and two ways to scale make less than a quarter of it. */
	private static final double MOST = 24;
	/** How much proportions may differ: thumbnails have whole pixels. */
	private static final double MOST_STRETCH = 0.02;
	private static final int SCALE = 8;
	private static final int WHITE = 0xffffff;

	private ThumbnailExam() {}

	/** Whether the slide's image of this name is wanted and shows what its first scene shows; the findings are told. */
	public static boolean isKept(final SlideCopy copy) throws IOException {
		if (!copy.keep().contains(KeptPart.THUMBNAIL)) {
			copy.findings().removed("thumbnail");
			return false;
		}
		for (final AssociatedImage image : copy.slide().associatedImages())
			if (image.name().equals("thumbnail") && shows(image, copy.slide().scenes().get(0))) {
				copy.findings().kept("thumbnail, which shows what the slide shows");
				return true;
			}
		copy.findings().removed("thumbnail that does not show what the slide shows");
		return false;
	}

	/** Whether the image shows the scene; not if it is of another kind of samples. */
	public static boolean shows(final AssociatedImage image, final Scene scene) throws IOException {
		final double width = scene.levels().get(0).width();
		final double height = scene.levels().get(0).height();
		final double stretch = image.shape().width() * height / (image.shape().height() * width);
		if (Math.abs(stretch - 1) > MOST_STRETCH + 1.0 / Math.min(image.shape().width(), image.shape().height()))
			return false;
		if (image.shape().type() != PixelType.UINT8 || image.shape().samples() != 3
			|| scene.levels().get(0).samples() != 3)
			return false;
		final double[] shown = cells(image.read());
		final double[] stored = cells(new ScaledRegionReader(new RegionReader(TileCache.shared()))
			.read(scene, Plane.FIRST, scene.levels().get(0).region(), CELLS * SCALE, CELLS * SCALE).over(WHITE));
		for (int i = 0; i < shown.length; i++)
			if (Math.abs(shown[i] - stored[i]) > MOST) return false;
		return true;
	}

	private static double[] cells(final PixelBlock block) {
		final double[] sums = new double[CELLS * CELLS * 3];
		final int[] counts = new int[CELLS * CELLS];
		final byte[] samples = block.bytes();
		for (int y = 0; y < block.height(); y++)
			for (int x = 0; x < block.width(); x++) {
				final int cell = y * CELLS / block.height() * CELLS + x * CELLS / block.width();
				counts[cell]++;
				for (int s = 0; s < 3; s++)
					sums[3 * cell + s] += samples[3 * (y * block.width() + x) + s] & 0xff;
			}
		for (int i = 0; i < sums.length; i++)
			sums[i] /= Math.max(1, counts[i / 3]);
		return sums;
	}
}
