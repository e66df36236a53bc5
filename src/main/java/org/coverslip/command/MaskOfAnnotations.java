package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.mask.LabelNames;
import org.coverslip.annotation.mask.LabelNumbering;
import org.coverslip.annotation.mask.LabelPainting;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.ExportOptions;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.zarr.LabelClass;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;

/** A file of annotations that becomes a label pyramid in register with its slide. */
final class MaskOfAnnotations {

	/** Read both ways: what a mask that is written says, and what one that is read says. */
	static final Option<String> LABELS = Option.of("labels", "Labels are",
		OptionKind.oneOf(List.of("auto", "class", "object")), "auto",
		"What the pixels of a mask say: class, numbered as classes first appear, or object, numbered in the file's "
			+ "order; auto is class for a mask that is written, and for one that is read what the file says, or else "
			+ "class for 8 bits.");

	static final Option<Integer> WIDTH = Option.of("width", "Width", OptionKind.whole(0, Integer.MAX_VALUE), 0,
		"Width of level 0 in pixels, where no slide is given.").rare();

	static final Option<Integer> HEIGHT = Option.of("height", "Height", OptionKind.whole(0, Integer.MAX_VALUE), 0,
		"Height of level 0 in pixels, likewise.").rare();

	static final Option<Double> LINE_WIDTH = Option.of("lineWidth", "Line width",
		OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0,
		"How wide lines and points are drawn, in level-0 pixels; 0 leaves them out.");

	private static final Option<LevelRule> LEVELS = TiffOptions.LEVELS.otherwise(LevelRule.NEAREST);

	static final Option<Compression> COMPRESSION = TiffOptions.COMPRESSION
		.kind(OptionKind.oneOf(Compression.encoding().stream().filter(Compression::isLossless).toList(),
			Compression::word))
		.help("How tiles are compressed, without loss.");

	/** The scales at which a mask can be written. */
	static final OptionTable SCALE = OptionTable.of(ScaleOptions.LEVEL, ScaleOptions.PIXEL_SIZE,
		ScaleOptions.DOWNSAMPLE, ScaleOptions.LONGEST_SIDE);

	/** All that is asked for. */
	static final OptionTable ALL = OptionTable.of(PlaneOptions.SCENE, LABELS).and(SCALE)
		.and(LINE_WIDTH, AnnotationOptions.FROM, AnnotationOptions.ORIGIN, WIDTH, HEIGHT, COMPRESSION,
			TiffOptions.TILE_SIZE, TiffOptions.DIALECT.kind(OptionKind.oneOf(PyramidTiffOptions.Dialect.UNIVERSAL,
			PyramidTiffOptions.Dialect.PLAIN, PyramidTiffOptions.Dialect.OME)), LEVELS, TargetOptions.OVERWRITE)
		.and(ZarrOptions.ALL);

	private final SlideCommand command;
	private final File input;
	private final Path target;
	private final OptionValues values;
	private final Remarks remarks = new Remarks();

	/**
	 * @param command
	 *            notes what the user should know
	 * @param input
	 *            the file of annotations
	 * @param target
	 *            the TIFF to write, or the folder in OME-Zarr
	 * @param values
	 *            of {@link #ALL}, or of some of them
	 */
	MaskOfAnnotations(final SlideCommand command, final File input, final Path target, final OptionValues values) {
		this.command = command;
		this.input = input;
		this.target = target;
		this.values = values;
	}

	/** Whether a file's name says that it becomes a mask. */
	static boolean isMeantBy(final File output) {
		return output.getName().toLowerCase(Locale.ROOT).matches(".*\\.(tif|tiff|btf|tf8|zarr)")
			|| Targets.imageOfLabels(output.toPath()).isPresent();
	}

	/**
	 * Writes it.
	 *
	 * @param slide
	 *            or null, if width and height are given
	 * @return what was written, for people
	 */
	String write(final SlideAddress slide, final ProgressListener progress) throws IOException {
		final Optional<SlideAddress> of = Optional.ofNullable(slide)
			.or(() -> Targets.imageOfLabels(target).or(() -> AnnotationFiles.slideOf(input.toPath()))
				.map(Path::toFile).map(SlideAddress::new));
		if (of.isEmpty()) return write(progress);
		try (Slide opened = command.open(of.get())) {
			final Scene scene = PlaneOptions.scene(opened, values);
			final Picture picture = Picture.of(scene, new RegionReader(TileCache.shared()))
				.scale(ScaleOptions.of(values)).build();
			final Scene.Builder like = Scene.builder(SlideLifetime.inMemory(target.toString())).name(scene.name())
				.origin(atScale(scene.originX0(), picture), atScale(scene.originY0(), picture))
				.pixelSize(picture.pixelSize()).objectivePower(picture.objectivePower());
			Targets.checkedLabels(target, input.toPath(), opened.metadata().files(),
				values.get(TargetOptions.OVERWRITE));
			return write(SlideFrame.of(opened, scene), picture.place(), like, progress);
		}
	}

	private static long atScale(final long position0, final Picture picture) {
		return new LevelScale(picture.downsample()).nearestBoundary(position0);
	}

	private String write(final ProgressListener progress) throws IOException {
		final int width = values.get(WIDTH);
		final int height = values.get(HEIGHT);
		if (width == 0 || height == 0)
			throw new IllegalArgumentException("a mask is as large as its slide, and no slide is given: "
				+ "say slide=FILE, or the width and height of level 0");
		if (values.get(ScaleOptions.LEVEL) != 0 || values.get(ScaleOptions.PIXEL_SIZE) != 0)
			throw new IllegalArgumentException("without a slide there are no levels and no size of pixels; say "
				+ "downsample or size instead");
		Targets.checkedLabels(target, input.toPath(), List.of(), values.get(TargetOptions.OVERWRITE));
		final Region whole = Region.ofSize(width, height);
		final int longest = values.get(ScaleOptions.LONGEST_SIDE);
		final double downsample = values.get(ScaleOptions.DOWNSAMPLE);
		if (longest > 0 && downsample > 0)
			throw new IllegalArgumentException("give only one scale, not downsample and size");
		final ScaledRegion place = longest > 0 ? ScaledRegion.within(whole, longest)
			: ScaledRegion.at(whole, new LevelScale(downsample > 0 ? downsample : 1));
		return write(SlideFrame.UNKNOWN, place, Scene.builder(SlideLifetime.inMemory(target.toString())), progress);
	}

	private String write(final SlideFrame frame, final ScaledRegion place, final Scene.Builder like,
		final ProgressListener progress) throws IOException
	{
		final boolean objects = values.get(LABELS).equals("object");
		final LabelPainting painting = new LabelPainting(place,
			objects ? LabelNumbering.OBJECT : LabelNumbering.CLASS, values.get(LINE_WIDTH), remarks);
		final AnnotationFile file = AnnotationFile.of(input.toPath());
		AnnotationFiles.read(file.watched(progress.part(0, 2)), AnnotationOptions.formatOf(file, values), frame,
			AnnotationOptions.origin(values), remarks, painting);
		final Scene scene = painting.scene(like);
		SlideWriter.write(scene, options(painting.names()), target, progress.part(1, 2));
		remarks.sentences().forEach(command::note);
		return painting.painted() + " of " + painting.objects() + " annotations in a mask of " + scene.width() + " x "
			+ scene.height() + " pixels of " + scene.pixelType().bits() + " bits"
			+ (objects ? "" : "\n" + painting.names().text());
	}

	/** How it is written, with what its numbers stand for. */
	private ExportOptions options(final LabelNames names) {
		if (Targets.imageOfLabels(target).isEmpty() && !ZarrOptions.isZarr(target.toString()))
			return TiffOptions.of(values).levels(values.get(LEVELS)).description(names.text()).build();
		final List<LabelClass> classes = names.classes().entrySet().stream()
			.map(each -> new LabelClass(each.getKey(), each.getValue().map(Classification::name).orElse(""),
				each.getValue().map(Classification::color).orElse(OptionalInt.empty())))
			.toList();
		return ZarrOptions.of(values).levels(values.get(LEVELS)).labels(classes).description(names.text()).build();
	}
}
