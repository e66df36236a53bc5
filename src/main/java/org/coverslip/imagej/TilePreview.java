package org.coverslip.imagej;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileImage;
import org.coverslip.process.TilePlanes;
import org.coverslip.process.TileTask;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;

/** What code leaves of a part of a slide, to be looked at: its image, and its ROIs as an overlay. */
public final class TilePreview {

	private TilePreview() {}

	/**
	 * An image of the tile, without the halo.
	 *
	 * @param tile
	 *            of all planes; what is shown where no image was left
	 * @param tasks
	 *            what the code worked on: each plane, or all together
	 * @param answers
	 *            what is left of each
	 * @return which knows its place on the slide
	 * @throws IllegalArgumentException
	 *             with one sentence, if the images of several planes do not fit together
	 */
	public static ImagePlus of(final TileImage tile, final List<TileTask> tasks, final List<TileAnswer> answers) {
		final TileImage shown = shown(tile, tasks, answers);
		final ImagePlus image = TileImagePlus.of(shown);
		final Overlay overlay = new Overlay();
		for (int i = 0; i < tasks.size(); i++)
			for (final Annotation roi : answers.get(i).rois())
				if (isIn(tasks.get(i), roi.geometry().box())) overlay.add(roi(roi, tasks.get(i), image));
		if (overlay.size() > 0) image.setOverlay(overlay);
		return image;
	}

	private static TileImage shown(final TileImage tile, final List<TileTask> tasks, final List<TileAnswer> answers) {
		if (answers.stream().anyMatch(answer -> answer.image().isEmpty())) return tile;
		final TilePlanes first = answers.get(0).image().orElseThrow();
		if (answers.size() == 1)
			return tile.with(new TilePlanes(first.names(), first.sizeZ(), first.sizeT(),
				first.planes().stream().map(plane -> inTile(plane, tasks.get(0))).toList()));
		final List<PixelBlock> planes = new ArrayList<>();
		for (int i = 0; i < answers.size(); i++) {
			final TilePlanes left = answers.get(i).image().orElseThrow();
			final PixelBlock plane = inTile(left.first(), tasks.get(i));
			if (left.planes().size() > 1) throw new IllegalArgumentException(
				tasks.get(i) + ": the work leaves " + left + " of each of several planes");
			if (!planes.isEmpty() && !plane.shape().equals(planes.get(0).shape()))
				throw new IllegalArgumentException(tasks.get(i) + ": the work leaves pixels of another kind than of "
					+ "the first plane");
			planes.add(plane);
		}
		return tile.with(new TilePlanes(tile.names(), tile.sizeZ(), tile.sizeT(), planes));
	}

	private static PixelBlock inTile(final PixelBlock left, final TileTask task) {
		final int width = (int) task.tile().width();
		final int height = (int) task.tile().height();
		return left.width() == width && left.height() == height ? left
			: left.crop(task.left(), task.top(), width, height);
	}

	private static boolean isIn(final TileTask task, final Box box) {
		final double x = box.x() + box.width() / 2;
		final double y = box.y() + box.height() / 2;
		return x >= task.tile().x() && y >= task.tile().y() && x < task.tile().endX() && y < task.tile().endY();
	}

	private static Roi roi(final Annotation found, final TileTask task, final ImagePlus image) {
		final boolean alone = task.planes().size() == 1;
		final AnnotationPlane plane = alone
			? new AnnotationPlane(task.plane().channel(), task.plane().z(), task.plane().t()) : found.plane();
		final Roi roi = AnnotationRois.roi(found.moved(-task.tile().x(), -task.tile().y()).with()
			.plane(AnnotationPlane.FIRST).build());
		if (image.getStackSize() > 1)
			roi.setPosition(position(plane.channel(), image.getNChannels()), position(plane.z(), image.getNSlices()),
				position(plane.t(), image.getNFrames()));
		return roi;
	}

	/** Of what the image has one of, all. */
	private static int position(final int number, final int of) {
		return number < of && of > 1 ? number + 1 : 0;
	}
}
