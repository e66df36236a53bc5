package org.coverslip.imagej;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.GeometryRepair;
import org.coverslip.annotation.Remarks;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;

import ij.ImagePlus;
import ij.gui.Roi;

/**
 * Annotations of a slide as regions of interest on one of its images, each in its place at the image's scale, and back.
 * For one thread.
 */
public final class ImageAnnotations {

	private final SlideRoi place;
	private final RoiPlanes planes;
	private final Box shown;
	private final Remarks remarks;

	/**
	 * @param place
	 *            where the image shows the slide
	 * @param scene
	 *            of which it shows something
	 * @param remarks
	 *            is told what is lost
	 */
	public ImageAnnotations(final ImagePlus image, final SlideRoi place, final Scene scene, final Remarks remarks) {
		this.place = place;
		this.remarks = remarks;
		planes = new RoiPlanes(image, scene);
		shown = new Box(0, 0, image.getWidth(), image.getHeight());
	}

	/**
	 * An annotation in level-0 pixels as a region on the image.
	 *
	 * @return empty if it lies outside of what the image shows
	 */
	public Optional<Roi> roi(final Annotation onSlide) {
		final Annotation onImage = place.fromSlide(onSlide);
		final Box box = onImage.geometry().box();
		if (box.endX() < shown.x() || box.endY() < shown.y() || box.x() > shown.endX() || box.y() > shown.endY())
			return Optional.empty();
		final Roi roi = ImageJRoiFormat.roi(onImage, remarks);
		planes.place(onSlide.plane(), roi);
		return Optional.of(roi);
	}

	/**
	 * A region on the image as an annotation in level-0 pixels, mended if its outline crosses itself.
	 *
	 * @throws IllegalArgumentException
	 *             if it has no point
	 */
	public Annotation annotation(final Roi roi) {
		final Annotation onSlide = place.toSlide(AnnotationRois.annotation(roi, remarks));
		return onSlide.with().geometry(GeometryRepair.repaired(onSlide.geometry(), remarks)).plane(planes.planeOf(roi))
			.build();
	}

	/**
	 * Writes regions on the image as annotations, to a file's end.
	 *
	 * @throws CancellationException
	 *             if {@code progress} says that it is
	 */
	public void write(final List<Roi> rois, final AnnotationWriter writer, final ProgressListener progress)
		throws IOException
	{
		final List<Roi> copies = copiesBetweenPaintings(rois);
		for (int i = 0; i < copies.size(); i++) {
			if (progress.isCanceled()) throw new CancellationException();
			progress.progress(i, copies.size());
			writer.put(annotation(copies.get(i)));
		}
		writer.finish();
	}

	/** While ImageJ paints a region that has no colour, it gives it one ({@code ImageCanvas.drawRoi}, 1.54p). */
	private static List<Roi> copiesBetweenPaintings(final List<Roi> rois) throws InterruptedIOException {
		if (GraphicsEnvironment.isHeadless() || EventQueue.isDispatchThread()) return rois;
		final List<Roi> copies = new ArrayList<>();
		try {
			EventQueue.invokeAndWait(() -> rois.forEach(roi -> copies.add((Roi) roi.clone())));
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
		catch (final InvocationTargetException e) {
			throw new IllegalStateException("regions cannot be copied", e);
		}
		return copies;
	}
}
