package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.mask.LabelNames;
import org.coverslip.annotation.mask.LabelNumbering;
import org.coverslip.annotation.mask.MaskTracer;
import org.coverslip.annotation.mask.TraceOptions;
import org.coverslip.export.TargetFile;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.ProcessOptions.Result;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.process.FoundObjects;
import org.coverslip.process.FunctionOptions;
import org.coverslip.process.Greys;
import org.coverslip.process.MaskFunction;
import org.coverslip.process.MaskObjects;
import org.coverslip.process.ObjectFunction;
import org.coverslip.process.PictureFunction;
import org.coverslip.process.SelectedAreas;
import org.coverslip.process.TilePlan;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;
import org.scijava.Context;

/**
 * A function on a slide.
 *
 * @param slide
 *            open as long as this is used
 * @param values
 *            of all options of {@link ProcessSlideCommand}
 * @param remarks
 *            is told what the user should know of annotations
 */
record SlideProcess(Slide slide, OptionValues values, Remarks remarks) {

	private static final List<String> TABLE = List.of(".csv");

	/** The name of a result with the ending of what it is; exceptions as of {@link Targets#tiff}. */
	static Path target(final Path output, final OptionValues values) {
		return switch (values.get(ProcessOptions.RESULT)) {
			case IMAGE, LABELS -> Targets.tiff(output.toFile());
			case TABLE -> TargetFile.withEnding(output, TABLE);
			case ROIS -> {
				AnnotationFiles.formatFor(output);
				yield output;
			}
		};
	}

	/**
	 * Writes what is asked for.
	 *
	 * @return what was found, in a few words; empty if nothing is looked for
	 */
	Optional<String> write(final Path target, final ProgressListener progress) throws IOException {
		final PictureFunction function = values.get(FunctionOptions.FUNCTION);
		final OptionValues options = FunctionOptions.of(values);
		final Result wanted = values.get(ProcessOptions.RESULT);
		if (wanted != Result.IMAGE && !(function instanceof ObjectFunction || function instanceof MaskFunction))
			throw new IllegalArgumentException("the function \"" + function.word() + "\" finds no objects, of which "
				+ wanted.name().toLowerCase(Locale.ROOT) + " could be written, but makes an image");
		final Scene scene = PlaneOptions.scene(slide, values);
		final Picture picture = picture(scene, RegionOptions.of(scene, values));
		final Optional<PixelSelection> where = where(scene, progress);
		if (wanted == Result.IMAGE) {
			writeImage(selected(function.apply(picture, options, progress), where), target, progress);
			return Optional.empty();
		}
		if (function instanceof MaskFunction)
			return Optional.of(writeObjects(function.apply(picture, options, progress), where, target, progress));
		final ObjectFunction finding = (ObjectFunction) function;
		final FoundObjects found = FoundObjects.search(finding.finder(picture, options, progress), where,
			new TilePlan(picture, values.get(ProcessOptions.TILE), 0, Map.of()), threads(), progress);
		switch (wanted) {
			case LABELS -> writeImage(selected(found.labels(finding, finding.markerRadius(options)), where), target,
				progress);
			case TABLE -> found.write(finding, target);
			default -> writeAnnotations(found, finding, scene, target);
		}
		return Optional.of(found.points().size() + " " + function.word());
	}

	/** A macro, command or script on the tiles of all that is to be processed; the parameters as of that. */
	TileProcess tiles(final Context context, final Consumer<String> notes, final ProgressListener progress)
		throws IOException
	{
		final Scene scene = PlaneOptions.scene(slide, values);
		return new TileProcess(slide, picture(scene, RegionOptions.of(scene, values)), where(scene, progress), values,
			context, notes);
	}

	/** The objects of a mask. */
	private String writeObjects(final Picture mask, final Optional<PixelSelection> where, final Path target,
		final ProgressListener progress) throws IOException
	{
		try (MaskObjects objects =
			MaskObjects.search(mask, values.get(ProcessOptions.TILE), where, threads(), progress)) {
			switch (values.get(ProcessOptions.RESULT)) {
				case LABELS -> writeImage(objects.labels("labels"), target, progress);
				case TABLE -> objects.write(target);
				default -> writeOutlines(objects.labels("labels"), target, progress);
			}
			return objects.count() + (objects.count() == 1 ? " object" : " objects");
		}
	}

	private void writeOutlines(final Picture labels, final Path target, final ProgressListener progress)
		throws IOException
	{
		final ScaledRegion place = labels.place();
		final Scene traced = Scene.computed(labels, values.get(ProcessOptions.TILE));
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.of(slide, labels.scene()), Optional.empty(), remarks)) {
			for (final Plane plane : labels.planes())
				MaskTracer.trace(target.getFileName().toString(), traced, 0, plane,
					TraceOptions.of(LabelNumbering.OBJECT), LabelNames.NONE, remarks, progress,
					outline -> writer.put(outline.with().kind(ObjectKind.DETECTION)
						.geometry(outline.geometry().scaledAndMoved(place.pitchX(), place.pitchY(), place.x0(),
							place.y0()))
						.plane(new AnnotationPlane(
							labels.channels().size() == 1 ? AnnotationPlane.ALL : plane.channel(),
							labels.firstZ() + plane.z(), labels.firstT() + plane.t())).build()));
			writer.finish();
		}
	}

	private static Picture selected(final Picture picture, final Optional<PixelSelection> where) {
		return where.map(picture::selected).orElse(picture);
	}

	private Optional<PixelSelection> where(final Scene scene, final ProgressListener progress) throws IOException {
		final int z = values.get(PlaneOptions.Z_RANGE).isAll() ? scene.defaultPlane().z()
			: PlaneOptions.zRange(scene, values).begin();
		return SelectedAreas.of(scene, SlideFrame.of(slide, scene), z,
			PlaneOptions.tRange(scene, values).begin(), values, remarks, progress);
	}

	/** What of a region is processed. */
	Picture picture(final Scene scene, final Region region0) {
		final Picture picture =
			Picture.of(scene, new RegionReader(TileCache.shared())).region(region0)
				.insideScene().scale(ScaleOptions.of(values)).channels(PlaneOptions.channels(scene, values))
				.z(PlaneOptions.zRange(scene, values)).t(PlaneOptions.tRange(scene, values)).build();
		return values.get(ProcessOptions.GRAY) ? Greys.of(picture) : picture;
	}

	private void writeImage(final Picture result, final Path target, final ProgressListener progress)
		throws IOException
	{
		SlideWriter.write(Scene.computed(result, values.get(ProcessOptions.TILE)),
			TiffOptions.of(values).threads(threads()).build(), target, progress);
	}

	private void writeAnnotations(final FoundObjects found, final ObjectFunction function, final Scene scene,
		final Path target) throws IOException
	{
		try (AnnotationWriter writer = AnnotationFiles.write(target, AnnotationFiles.formatFor(target),
			SlideFrame.of(slide, scene), Optional.empty(), remarks)) {
			found.annotate(function, writer);
			writer.finish();
		}
	}

	private int threads() {
		final int workers = values.get(ProcessOptions.WORKERS);
		return workers > 0 ? workers : Workers.available();
	}
}
