package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.detect.SlideFolder;
import org.coverslip.detect.SlideList;
import org.coverslip.export.FolderRun.Job;
import org.coverslip.export.UserWord;
import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.option.DeidentifyOptions;
import org.coverslip.option.DicomOptions;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.ProcessOptions.Result;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.ZarrOptions;
import org.coverslip.option.ZoomOptions;
import org.coverslip.slide.ProgressListener;

/** What can be done to all slides of a folder: a command, and what it leaves. */
public enum FolderTask {

	/** A pyramidal TIFF for each, or OME-Zarr, or DICOM. */
	CONVERT(ConvertSlideCommand::new, ".tif", ".tif"),
	/** Deep Zoom tiles for each. */
	DEEPZOOM(ExportDeepZoomCommand::new, "", ".dzi"),
	/** A folder of tiles for each. */
	TILES(ExportTilesCommand::new, "", "/tiles.json"),
	/** What a function makes of each. */
	PROCESS(ProcessSlideCommand::new, ".tif", ".tif"),
	/** A file of the same kind and name for each, without what names anybody. */
	DEIDENTIFY(DeidentifySlideCommand::new, "", ""),
	/** A file of annotations for each that another program has left. */
	ANNOTATIONS(ConvertAnnotationsCommand::new, ".geojson", ".geojson");

	/** Of results that are no images. */
	private static final Map<String, String> ENDINGS = Map.of(UserWord.of(Result.ROIS), ".geojson",
		UserWord.of(Result.TABLE), ".csv");

	/** The command's parameters that each slide has its own of. */
	private static final String INPUT = "input";
	private static final String OUTPUT = "output";

	private final Supplier<SlideCommand> command;
	private final String ending;
	private final String proof;

	FolderTask(final Supplier<SlideCommand> command, final String ending, final String proof) {
		this.command = command;
		this.ending = ending;
		this.proof = proof;
	}

	/** The task that users call so. */
	public static FolderTask of(final String name) {
		return Stream.of(values()).filter(task -> UserWord.of(task).equals(name)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no task \"" + name + "\"; there are "
				+ Stream.of(values()).map(UserWord::of).collect(Collectors.joining(", "))));
	}

	/**
	 * What it can be done to.
	 *
	 * @param input
	 *            a folder, or a list as {@link SlideList#read} has it
	 * @param subfolders
	 *            whether the folders within the folder are looked into too
	 * @param pictures
	 *            whether plain pictures are slides
	 */
	SlideList list(final Path input, final boolean subfolders, final boolean pictures) throws IOException {
		if (SlideList.isList(input)) return SlideList.read(input);
		return new SlideList(input, this == ANNOTATIONS ? KnownAnnotationFormats.list(input, subfolders)
			: SlideFolder.list(input, subfolders, pictures));
	}

	/**
	 * Does it to one slide.
	 *
	 * @param options
	 *            of the command, as in a macro
	 * @return the command's notes
	 */
	public List<String> run(final Path slide, final Path target, final String options, final ProgressListener progress)
		throws IOException {
		return run(slide, target, options, SceneWriting.WHOLE, progress);
	}

	/**
	 * Does it to one slide, of which the pyramid is written by somebody else; otherwise as above.
	 *
	 * @param writing
	 *            writes, if {@link #leavesOnePyramid}
	 */
	public List<String> run(final Path slide, final Path target, final String options, final SceneWriting writing,
		final ProgressListener progress) throws IOException
	{
		if (hasLostBytes(slide) && !slide.toFile().exists())
			throw new IOException("the name of " + slide
				+ " is not in this system's character set; run with LC_ALL=C.UTF-8, or rename it");
		final SlideCommand one = withOptions(options);
		if (one instanceof ConvertSlideCommand convert) convert.writeBy(writing);
		one.parameter(INPUT).orElseThrow().set(slide.toFile());
		one.parameter(OUTPUT).orElseThrow().set(target.toFile());
		one.execute(progress);
		// what was removed is told of each slide
		return this == DEIDENTIFY ? Stream.concat(one.notes().stream(), one.outputTexts().stream()).toList()
			: one.notes();
	}

	/** Whether what it leaves of a slide is a single pyramid, with these options of the command. */
	public boolean leavesOnePyramid(final String options) {
		return this == CONVERT && withOptions(options).parameter(AnnotationOptions.ANNOTATIONS.key())
			.filter(CommandParameter::isGiven).isEmpty();
	}

	/** Refuses options that the command does not have. */
	SlideCommand withOptions(final String options) {
		final SlideCommand one = command.get();
		CommandOptions.set(one, options, List.of(INPUT, OUTPUT, TargetOptions.OVERWRITE.key()));
		if (this == DEIDENTIFY && one.parameter(DeidentifyOptions.NAME.key()).orElseThrow().get()
			.equals(DeidentifyOptions.RANDOM))
			throw new IllegalArgumentException("results of a folder are called as its slides, so that a run can be "
				+ "continued; rename the slides, or do it one by one with name=random");
		// of many slides the first scenes are what is wanted, which need not be said of each
		one.parameter(PlaneOptions.SCENE.key()).filter(scene -> !scene.isGiven())
			.ifPresent(scene -> scene.set(scene.get()));
		return one;
	}

	/**
	 * What is to be done.
	 *
	 * @param slides
	 *            in the folder {@code from} or folders in it
	 * @param into
	 *            the folder for the results, which are called as the slides without the endings of their names, but
	 *            with them where two slides would be called the same
	 */
	List<Job> jobs(final List<Path> slides, final Path from, final Path into, final String options) {
		final SlideCommand configured = withOptions(options);
		final Optional<String> result = result(configured);
		final String sign = configured.parameter(ZoomOptions.CONTAINER.key()).map(CommandParameter::get)
			.filter(container -> !container.equals(UserWord.of(Container.FOLDER))).map(container -> "." + container)
			.orElse(result.orElse(proof));
		final List<String> names = slides.stream().map(slide -> name(slide, from))
			.map(name -> this == DEIDENTIFY ? name : bare(name)).toList();
		final Map<String, Long> counts = names.stream()
			.collect(Collectors.groupingBy(name -> name.toLowerCase(Locale.ROOT), Collectors.counting()));
		final Set<Path> places =
			slides.stream().map(slide -> slide.toAbsolutePath().normalize()).collect(Collectors.toSet());
		final List<Job> jobs = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			final String name = names.get(i);
			final boolean twice = counts.get(name.toLowerCase(Locale.ROOT)) > 1;
			final String target = twice ? name(slides.get(i), from) : name;
			jobs.add(
				new Job(slides.get(i), checked(into.resolve(target + result.orElse(ending)), places),
					into.resolve(target + sign)));
		}
		return jobs;
	}

	/** The ending of what is made, where options decide on it. */
	private static Optional<String> result(final SlideCommand configured) {
		final Optional<Object> product = configured.parameter(DicomOptions.TO.key()).map(CommandParameter::get);
		if (product.isPresent()) switch (product.get().toString()) {
			case "dicom":
				return Optional.of(".dicom");
			case "zarr":
				return Optional.of(ZarrOptions.ENDINGS.get(0));
			case "tiff":
				return Optional.empty();
			default:
		}
		if (configured.parameter(ZarrOptions.ZARR.key()).map(CommandParameter::get)
			.filter(version -> !version.equals(ZarrOptions.ZARR.otherwise().orElseThrow())).isPresent())
			return Optional.of(ZarrOptions.ENDINGS.get(0));
		final Optional<String> annotations = configured.parameter(AnnotationOptions.TO.key())
			.map(CommandParameter::get).flatMap(word -> KnownAnnotationFormats.ofWord(word.toString()))
			.map(format -> "." + format.endings().get(0));
		if (annotations.isPresent()) return annotations;
		return configured.parameter(ProcessOptions.RESULT.key()).map(CommandParameter::get).map(Object::toString)
			.map(ENDINGS::get);
	}

	/** Refuses a result that would have the place of a slide, and be taken for done. */
	private static Path checked(final Path target, final Set<Path> slides) {
		if (slides.contains(target.toAbsolutePath().normalize()))
			throw new IllegalArgumentException(target + " is one of the slides; choose another folder for the results");
		return target;
	}

	/**
	 * A slide's name in a folder. Bytes that are no characters here are written as in a URI, so that slides whose names
	 * differ in nothing else have results of different names.
	 */
	private static String name(final Path slide, final Path from) {
		if (!hasLostBytes(slide)) return from.relativize(slide).toString();
		return slide.toUri().getRawPath().substring(from.toUri().getRawPath().length()).replace("%20", " ");
	}

	/** Whether bytes of the name are no characters in this system's character set, as without a UTF-8 locale. */
	private static boolean hasLostBytes(final Path path) {
		return path.toString().indexOf('\ufffd') >= 0;
	}

	/** A name without its ending; that of an OME-TIFF has two. */
	private static String bare(final String name) {
		return name.replaceFirst("(?i)(\\.companion|\\.ome)?\\.[a-z]+$", "");
	}
}
