package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.annotation.mask.LabelNames;
import org.coverslip.annotation.mask.LabelNumbering;
import org.coverslip.annotation.mask.MaskTracer;
import org.coverslip.annotation.mask.TraceOptions;
import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.export.TargetFile;
import org.coverslip.geom.LevelScale;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;

/** A mask, or a label image, whose areas become a file of annotations. */
final class AnnotationsOfMask {

	static final Option<Integer> CONNECTIVITY = Option.of("connectivity", "Connectivity",
		OptionKind.oneOf(List.of(4, 8), String::valueOf), 4,
		"Which pixels of a class are one annotation: 4 for those that have a side in common, 8 for a corner, too.");

	static final Option<Double> MIN_AREA = Option.of("minArea", "Least area",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"Areas of fewer square pixels are left out; 0 for none.");

	static final Option<Double> SIMPLIFY = Option.of("simplify", "Simplify by",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"By how many pixels outlines may be moved to have fewer corners; 0 keeps every pixel's edge.");

	static final Option<Long> BACKGROUND = Option.of("background", "Background", OptionKind.longWhole(), 0L,
		"The value of what is no object.").rare();

	/** All that is asked for. */
	static final OptionTable ALL = OptionTable.of(PlaneOptions.SCENE, ScaleOptions.LEVEL, PlaneOptions.CHANNEL,
		PlaneOptions.Z, PlaneOptions.T, MaskOfAnnotations.LABELS, CONNECTIVITY, MIN_AREA, SIMPLIFY, BACKGROUND,
		AnnotationOptions.TO, AnnotationOptions.ORIGIN, TargetOptions.OVERWRITE);

	/** For one file of annotations from another, either of which may be a mask. */
	static final OptionTable OF_CONVERSION = OptionTable.of(PlaneOptions.SCENE, AnnotationOptions.FROM,
		AnnotationOptions.TO, AnnotationOptions.ORIGIN, MaskOfAnnotations.LABELS.rare())
		.and(MaskOfAnnotations.SCALE.rare())
		.and(OptionTable.of(MaskOfAnnotations.LINE_WIDTH, MaskOfAnnotations.WIDTH, MaskOfAnnotations.HEIGHT,
		CONNECTIVITY, MIN_AREA, SIMPLIFY, BACKGROUND, MaskOfAnnotations.COMPRESSION, ZarrOptions.ZARR).rare())
		.and(TargetOptions.OVERWRITE);

	private final SlideCommand command;
	private final SlideAddress input;
	private final File output;
	private final OptionValues values;
	private final Remarks remarks = new Remarks();

	/**
	 * @param command
	 *            notes what the user should know
	 * @param input
	 *            the mask
	 * @param output
	 *            the file to write
	 * @param values
	 *            of {@link #ALL}, or of some of them
	 */
	AnnotationsOfMask(final SlideCommand command, final SlideAddress input, final File output,
		final OptionValues values)
	{
		this.command = command;
		this.input = input;
		this.output = output;
		this.values = values;
	}

	/**
	 * Whether a file, or a folder in OME-Zarr, is no file of annotations but an image that can be a mask: with one
	 * value for each pixel, a whole number unless it turns out otherwise.
	 */
	static boolean isMask(final File input) throws IOException {
		if (!input.isDirectory()) {
			final AnnotationFile file = AnnotationFile.of(input.toPath());
			for (final AnnotationFormat format : KnownAnnotationFormats.all())
				if (format.accepts(file)) return false;
		}
		try (Slide slide = SlideOpener.open(input.toPath())) {
			final Scene scene = slide.scenes().get(0);
			return scene.isCategorical() || !scene.isRgb() && scene.channels().size() == 1;
		}
		catch (final UnrecognisedSlideException e) {
			return false; // whoever reads annotations says what is wrong
		}
	}

	/**
	 * Writes them.
	 *
	 * @param slide
	 *            the slide that the mask is of, whose pixels are then counted; or null
	 * @return what was written, for people
	 */
	String write(final SlideAddress slide, final ProgressListener progress) throws IOException {
		try (Slide mask = command.open(input)) {
			if (slide == null) {
				final Scene scene = PlaneOptions.scene(mask, values);
				return write(mask, scene, SlideFrame.of(mask, scene), List.of(), 1, 1, progress);
			}
			try (Slide of = command.open(slide)) {
				final Scene traced = mask.scenes().get(0);
				final Scene scene = PlaneOptions.scene(of, values);
				final double x = ratio(traced, traced.width(), scene, scene.width(), true);
				final double y = ratio(traced, traced.height(), scene, scene.height(), false);
				return write(mask, traced, SlideFrame.of(of, scene), of.metadata().files(), x, y, progress);
			}
		}
	}

	/** How many pixels of the slide a pixel of the mask is. */
	private static double ratio(final Scene mask, final long length, final Scene slide, final long length0,
		final boolean across)
	{
		if (length == length0) return 1;
		final double ratio = mask.pixelSize().isPresent() && slide.pixelSize().isPresent()
			? across ? mask.pixelSize().get().xUm() / slide.pixelSize().get().xUm()
				: mask.pixelSize().get().yUm() / slide.pixelSize().get().yUm()
			: (double) length0 / length;
		if (ratio < 1) return ratio;
		final double whole = LevelScale.wholeNear(ratio, ratio).downsample();
		return Math.abs(ratio - whole) * length < 1 ? whole : ratio;
	}

	private String write(final Slide mask, final Scene scene, final SlideFrame frame, final Collection<Path> slideFiles,
		final double factorX, final double factorY, final ProgressListener progress) throws IOException
	{
		final Path target = output.toPath();
		if (input.isRemote()) TargetFile.checked(target, slideFiles, values.get(TargetOptions.OVERWRITE));
		else Targets.checked(target, input.path(), slideFiles, values.get(TargetOptions.OVERWRITE));
		final Optional<AnnotationFormat> named = KnownAnnotationFormats.ofWord(values.get(AnnotationOptions.TO));
		final AnnotationFormat format = named.isPresent() ? named.get() : AnnotationFiles.formatFor(target);
		final LabelNames names = names(mask);
		final LabelNumbering numbering = numbering(scene, names);
		final TraceOptions options = new TraceOptions(numbering, values.get(BACKGROUND),
			values.get(CONNECTIVITY) == 8, values.get(MIN_AREA) / (factorX * factorY),
			values.get(SIMPLIFY) / Math.sqrt(factorX * factorY));
		final Plane plane =
			new Plane(values.get(PlaneOptions.CHANNEL), scene.focalPlane(values.get(PlaneOptions.Z)),
				values.get(PlaneOptions.T));
		final long[] count = new long[1];
		try (AnnotationWriter writer =
			AnnotationFiles.write(target, format, frame, AnnotationOptions.origin(values), remarks)) {
			MaskTracer.trace(mask.metadata().name(), scene, values.get(ScaleOptions.LEVEL), plane, options, names,
				remarks, progress, annotation -> {
				count[0]++;
				writer.put(factorX == 1 && factorY == 1 ? annotation : annotation.with()
					.geometry(annotation.geometry().scaledAndMoved(factorX, factorY, 0, 0)).build());
			});
			writer.finish();
		}
		remarks.sentences().forEach(command::note);
		return count[0] + (count[0] == 1 ? " annotation" : " annotations") + " from " + mask.metadata().name() + " to "
			+ format.name();
	}

	private static LabelNames names(final Slide mask) {
		return mask.metadata().properties().values().stream().filter(text -> text.contains("label "))
			.map(LabelNames::in).filter(names -> names.numbering().isPresent()).findFirst().orElse(LabelNames.NONE);
	}

	private LabelNumbering numbering(final Scene scene, final LabelNames names) {
		return switch (values.get(MaskOfAnnotations.LABELS)) {
			case "class" -> LabelNumbering.CLASS;
			case "object" -> LabelNumbering.OBJECT;
			default -> names.numbering().orElse(scene.isRgb() || scene.pixelType().bytes() == 1 ? LabelNumbering.CLASS
				: LabelNumbering.OBJECT);
		};
	}
}
