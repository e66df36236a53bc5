package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;

import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.OptionTable;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.app.StatusService;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import ij.ImagePlus;
import ij.WindowManager;

/**
 * What all of Coverslip's commands share: progress and cancelling while they work, and one readable sentence when they
 * fail.
 * <p>
 * Values are not kept from one run to the next, so that a script does the same each time, and never writes to a file
 * that was named in another run.
 * <p>
 * A command needs no SciJava context: with its parameters set, {@link #execute} is its plain-Java equivalent.
 */
public abstract class SlideCommand extends ContextCommand {

	/** Address of the user guide. */
	public static final String GUIDE = "https://github.com/coverslip/coverslip/blob/main/docs/user-guide.md";

	/** What a parameter takes that names a slide. */
	static final String SLIDE = "The slide's file, or its address (https: or s3:).";

	private final List<String> notes = new ArrayList<>();

	private final ActiveSlide active = new ActiveSlide(this);

	private List<CommandParameter> parameters;

	private Optional<Predicate<String>> repair = Optional.empty();

	@Parameter(required = false)
	private LogService log;

	@Parameter(required = false)
	private StatusService status;

	@Parameter(required = false)
	private TaskService tasks;

	/** What a user can give as text, in the order in which dialogs ask for it. */
	public final List<CommandParameter> parameters() {
		if (parameters == null) parameters = CommandParameter.of(this);
		return parameters;
	}

	/** The parameter that a user means by a key. */
	public final Optional<CommandParameter> parameter(final String key) {
		return parameters().stream().filter(parameter -> parameter.option().isMeantBy(key)).findFirst();
	}

	/** What the parameters take and mean. */
	public final OptionTable options() {
		return OptionTable.of(parameters().stream().map(CommandParameter::option).toList());
	}

	/**
	 * Where no slide is given, fills in the one that ImageJ's active image shows, with its scene and the area that is
	 * drawn on it.
	 */
	public void fillFromActiveImage() {
		active.fillIn();
	}

	/** The key of the parameter that names the slide that the command is about. */
	public String slideKey() {
		return "input";
	}

	/**
	 * Puts numbers where the region is given by the name of something drawn in ImageJ.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is nothing of such a name, or not on the slide that is given
	 */
	public final void resolveRegion() {
		active.resolve();
	}

	/** The texts that the command has left as its result. */
	public final List<String> outputTexts() {
		return CommandParameter.outputTexts(this).stream().filter(Objects::nonNull).toList();
	}

	/**
	 * What can be chosen of the slide that the command is about; empty if there is none, it cannot be opened, or it is
	 * on the network, where nothing is asked for before the user has said what.
	 *
	 * @param slide
	 *            the slide's file, where a user is asked for one; "" for the one that is given
	 * @param region
	 *            as a user writes it, likewise
	 */
	public Optional<SlideOutline> outline(final String slide, final String region) {
		final Optional<Object> given = parameter(slideKey()).map(CommandParameter::get);
		final String path = slide.isEmpty() ? given.map(Object::toString).orElse("") : slide;
		if (path.isEmpty() || !new File(path).isFile()) return Optional.empty();
		final boolean bioFormats = parameter("bioFormats").map(CommandParameter::get).equals(Optional.of(true));
		final String text = !region.isEmpty() || !slide.isEmpty() ? region
			: parameter(RegionOptions.REGION.key()).map(CommandParameter::get).map(Object::toString).orElse("");
		try (Slide opened = SlideFiles.open(new SlideAddress(path), bioFormats)) {
			return Optional.of(SlideOutline.of(opened, RegionOptions.REGION.parse(text).box().orElse(null)));
		}
		catch (final IOException | RuntimeException e) {
			return Optional.empty(); // the command says why
		}
	}

	/**
	 * The file that it writes, as its parameters are now; empty if it writes none, or several.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if a name has a wrong ending
	 */
	public Optional<Path> target() {
		return Optional.empty();
	}

	/** A name for the file that it writes, which dialogs offer where none is given; empty for no good one. */
	public Optional<Path> suggestedTarget() {
		return Optional.empty();
	}

	/**
	 * Does the work with the parameters' values.
	 *
	 * @throws IOException
	 *             if a file cannot be read or written; its message is one sentence for the user
	 * @throws IllegalArgumentException
	 *             if a parameter's value is not possible; likewise
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public abstract void execute(ProgressListener progress) throws IOException;

	/**
	 * Whether an output is a text that the command's user wants to read: it is called "report". Other texts are for
	 * scripts.
	 */
	public static boolean isReport(final ModuleItem<?> output) {
		return output.getName().equals("report");
	}

	/**
	 * Has a failure mended by whoever gave the values, instead of ending the command: the work is done again with what
	 * the values are then.
	 *
	 * @param asked
	 *            is given the sentence that says why the command failed, in the thread in which it runs; false gives
	 *            up, without another word
	 */
	public final void whenItFails(final Predicate<String> asked) {
		repair = Optional.of(asked);
	}

	@Override
	public final void run() {
		final int notesBefore = notes.size();
		Optional<String> problem = attempt();
		while (problem.isPresent()) {
			if (repair.isEmpty() || !repair.get().test(problem.get())) {
				cancel(repair.isEmpty() ? problem.get() : "");
				return;
			}
			notes.subList(notesBefore, notes.size()).clear();
			problem = attempt();
		}
	}

	/** Does the work; why it failed, in one sentence, unless it was canceled. */
	private Optional<String> attempt() {
		final Task task = tasks == null ? null : tasks.createTask(getClass().getSimpleName());
		if (task != null) task.start();
		try {
			parameters().forEach(CommandParameter::check);
			resolveRegion();
			execute(new CommandProgress(this, status, task));
			CommandParameter.outputImages(this)
				.forEach(image -> image.setTitle(WindowManager.makeUniqueName(image.getTitle())));
		}
		catch (final CancellationException | InterruptedIOException e) {
			cancel("Canceled.");
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			if (log != null) log.error(getClass().getSimpleName() + " failed", e);
			return Optional.of(sentence(e));
		}
		finally {
			if (task != null) task.finish();
			if (status != null) status.clearStatus();
		}
		return Optional.empty();
	}

	/** Opens a slide, which the caller closes, and notes what it does not show, and scenes that were not chosen. */
	final Slide open(final SlideAddress input) throws IOException {
		return open(input, false);
	}

	/** As {@link #open(SlideAddress)}, with Bio-Formats if requested; see {@link SlideFiles}. */
	final Slide open(final SlideAddress input, final boolean bioFormats) throws IOException {
		return noted(SlideFiles.open(input, bioFormats));
	}

	/** Opens the slide that an image comes from, likewise. */
	final Slide openShownBy(final ImagePlus image) throws IOException {
		return noted(SlideFiles.shownBy(image));
	}

	/** Where an image shows its slide, and a note if it lies otherwise than the slide does. */
	final SlideRoi placeOf(final ImagePlus image, final Slide slide) throws IOException {
		final SlideRoi place = SlideRoi.on(image, slide);
		place.turned().ifPresent(this::note);
		return place;
	}

	private Slide noted(final Slide slide) {
		if (parameter(PlaneOptions.SCENE.key()).filter(scene -> !scene.isGiven()).isPresent())
			PlaneOptions.severalScenes(slide).filter(sentence -> !notes.contains(sentence)).ifPresent(this::note);
		for (final String sentence : slide.metadata().notShown())
			note(slide.metadata().name() + ": " + sentence);
		return slide;
	}

	/** Adds to the log and to the notes something that does not keep the command from going on. From any thread. */
	final synchronized void note(final String sentence) {
		notes.add(sentence);
		if (log != null) log.warn(sentence);
	}

	/**
	 * What the user should know although the command goes on, a sentence each: what of the slide is not shown, for
	 * instance.
	 */
	public final List<String> notes() {
		return List.copyOf(notes);
	}

	/**
	 * What to tell the user about a failure: its message, or what kind of failure it is where it has none. One line.
	 */
	public static String sentence(final Throwable failure) {
		if (failure instanceof OutOfMemoryError)
			return "There is not enough memory for this; choose a smaller region or a coarser level.";
		final String message = failure.getMessage();
		if (failure instanceof java.nio.file.NoSuchFileException) return message + " does not exist";
		if (failure instanceof java.nio.file.AccessDeniedException)
			return message + " may not be opened: access denied";
		if (message == null || message.isBlank()) return failure.getClass().getSimpleName();
		return failure instanceof RuntimeException && !(failure instanceof IllegalArgumentException)
			? failure.getClass().getSimpleName() + ": " + message : message;
	}
}
