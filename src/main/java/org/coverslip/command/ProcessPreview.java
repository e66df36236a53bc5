package org.coverslip.command;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.imagej.SceneImagePlus;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.OptionValues;
import org.coverslip.process.FoundPoint;
import org.coverslip.process.FunctionOptions;
import org.coverslip.process.ObjectFunction;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.scijava.Context;

import ij.ImagePlus;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.measure.Calibration;

/**
 * What a function, or a macro, command or script, does to a part of a slide, as an image.
 *
 * @param work
 *            on the slide
 * @param side
 *            pixels that an image may have along each side: of more, the middle is shown
 */
record ProcessPreview(SlideProcess work, int side) {

	private static final long SHOWN_BYTES = 64 << 20;

	/** What of an image is looked at, on its slide: what is drawn on it, or else what of it is seen. */
	static Region shown(final ImagePlus image, final SlideRoi place) {
		final Roi drawn = image.getRoi();
		if (drawn != null && drawn.isArea()) return place.region0(drawn);
		final Rectangle seen = image.getCanvas() == null
			? new Rectangle(image.getWidth(), image.getHeight()) : image.getCanvas().getSrcRect();
		return place.region0(new Roi(seen));
	}

	/**
	 * The function's result, which is the same as when all of the scene is processed; of one that finds objects, what
	 * it is given, with a point at each.
	 *
	 * @param region0
	 *            in level-0 pixels of the scene
	 */
	ImagePlus image(final Scene scene, final Region region0, final ProgressListener progress) throws IOException {
		final Picture all = work.picture(scene, scene.level(0).region());
		return ofFunction(all, middle(part(all, region0)), progress);
	}

	/**
	 * Likewise of a macro, command or script: what it leaves of the region as one tile, its ROIs as an overlay.
	 *
	 * @param context
	 *            runs scripts; null if there is none
	 * @param notes
	 *            is told what the user should know, from any thread
	 */
	ImagePlus codeImage(final Scene scene, final Region region0, final Context context, final Consumer<String> notes,
		final ProgressListener progress) throws IOException
	{
		final Picture all = work.picture(scene, scene.level(0).region());
		final Region part = middle(part(all, region0));
		final ImagePlus image =
			new TileProcess(work.slide(), all, Optional.empty(), work.values(), context, notes).preview(part, progress);
		image.setTitle("preview of " + work.slide().metadata().name() + ", " + all.region0(part));
		return image;
	}

	private ImagePlus ofFunction(final Picture all, final Region part, final ProgressListener progress)
		throws IOException
	{
		final OptionValues values = work.values();
		final PictureFunction function = values.get(FunctionOptions.FUNCTION);
		final OptionValues options = FunctionOptions.of(values);
		final ImagePlus image;
		if (function instanceof ObjectFunction finding) {
			image = image(all, part);
			image.setRoi(points(finding.finder(all, options, progress).in(Plane.FIRST, part), part));
		}
		else image = image(function.apply(all, options, progress), part);
		image.setTitle(
			function.word() + " of " + work.slide().metadata().name() + ", " + all.region0(part));
		final ScaledRegion place = all.place().part(part.x(), part.y(), part.width(), part.height());
		final Calibration calibration = image.getCalibration();
		calibration.xOrigin = -place.x0() / place.pitchX();
		calibration.yOrigin = -place.y0() / place.pitchY();
		return image;
	}

	/** The pixels of a picture that show a region. */
	private static Region part(final Picture picture, final Region region0) {
		final ScaledRegion place = picture.place();
		final Region part = Region.covering((region0.x() - place.x0()) / place.pitchX(),
			(region0.y() - place.y0()) / place.pitchY(), (region0.endX() - place.x0()) / place.pitchX(),
			(region0.endY() - place.y0()) / place.pitchY()).intersect(picture.bounds());
		if (part.isEmpty())
			throw new IllegalArgumentException("the region of " + region0 + " shows nothing of the slide");
		return part;
	}

	private Region middle(final Region part) {
		final long width = Math.min(side, part.width());
		final long height = Math.min(side, part.height());
		return new Region(part.x() + (part.width() - width) / 2, part.y() + (part.height() - height) / 2, width,
			height);
	}

	private static ImagePlus image(final Picture picture, final Region part) {
		final Scene all = Scene.computed(picture);
		return SceneImagePlus.of(Scene.computed(
			Picture.of(all, new RegionReader(TileCache.ofBytes(SHOWN_BYTES))).region(part).build()), 0);
	}

	private static PointRoi points(final List<FoundPoint> found, final Region part) {
		final PointRoi points = new PointRoi();
		for (final FoundPoint point : found)
			points.addPoint(point.x() - part.x() + 0.5, point.y() - part.y() + 0.5);
		return points;
	}
}
