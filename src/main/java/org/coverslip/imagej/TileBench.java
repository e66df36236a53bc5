package org.coverslip.imagej;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Remarks;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileImage;
import org.coverslip.process.TilePlanes;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;

/**
 * Runs code on tiles in the ImageJ of this virtual machine. ImageJ's state is one for all threads, so that this is done
 * one tile after the other, in the order in which it was asked for, and each finds ImageJ as the first one did.
 */
public final class TileBench {

	private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock(true);

	/** Code that works on the active image. */
	@FunctionalInterface
	public interface Code {

		/**
		 * Runs in the calling thread.
		 *
		 * @param image
		 *            the tile with its halo; it is active, too
		 * @param tile
		 *            where that comes from
		 * @return why it failed, in one sentence, if it did
		 */
		Optional<String> run(ImagePlus image, TileImage tile);
	}

	private TileBench() {}

	/**
	 * Runs code on a tile.
	 *
	 * @return what it left: the image that is active then; the ROIs in the ROI Manager or, if there are none, those of
	 *         that image's overlay, or its selection, in pixels of the tile's image; the Results table
	 * @throws IllegalArgumentException
	 *             with one sentence, if the code failed, or what it left does not fit the tile
	 */
	public static TileAnswer run(final TileImage tile, final Code code) {
		ONE_AT_A_TIME.lock();
		try {
			final ImagePlus image = TileImagePlus.of(tile);
			try (ImageJState state = new ImageJState(image)) {
				final Optional<String> problem = code.run(image, tile);
				if (problem.isPresent()) throw new IllegalArgumentException(problem.get());
				final ImagePlus left = WindowManager.getCurrentImage();
				final Optional<TilePlanes> pixels =
					left == null ? Optional.empty() : Optional.of(TileImagePlus.pixels(left, tile));
				return new TileAnswer(pixels, rois(state, left, tile), TileImagePlus.table(state.results()));
			}
		}
		finally {
			ONE_AT_A_TIME.unlock();
		}
	}

	private static List<Annotation> rois(final ImageJState state, final ImagePlus left, final TileImage tile) {
		final Roi[] managed = state.rois();
		if (managed.length > 0 || left == null) return annotations(managed, 0, 0);
		final Roi[] drawn = left.getOverlay() != null && left.getOverlay().size() > 0 ? left.getOverlay().toArray()
			: left.getRoi() != null ? new Roi[] { left.getRoi() } : managed;
		final boolean whole = left.getWidth() == tile.width() && left.getHeight() == tile.height();
		return annotations(drawn, whole ? 0 : tile.tile().x(), whole ? 0 : tile.tile().y());
	}

	private static List<Annotation> annotations(final Roi[] rois, final double dx, final double dy) {
		final List<Annotation> annotations = new ArrayList<>();
		for (final Roi roi : rois)
			annotations.add(AnnotationRois.annotation(roi, new Remarks()).moved(dx, dy));
		return annotations;
	}
}
