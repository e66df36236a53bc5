package org.coverslip.command;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.coverslip.geom.Region;
import org.coverslip.imagej.TilePreview;
import org.coverslip.option.CodeOptions;
import org.coverslip.option.CodeOptions.OnError;
import org.coverslip.option.CodeOptions.Shard;
import org.coverslip.option.OptionValues;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.ProcessOptions.Result;
import org.coverslip.option.TargetOptions;
import org.coverslip.process.FailedTiles;
import org.coverslip.process.FunctionOptions;
import org.coverslip.process.GlobalValues;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.TilePlan;
import org.coverslip.process.TileSubject;
import org.coverslip.process.TileRun;
import org.coverslip.process.TileTask;
import org.coverslip.process.TileWork;
import org.coverslip.process.TileWorkException;
import org.coverslip.process.worker.TileStore;
import org.coverslip.process.worker.WorkerPool;
import org.coverslip.process.worker.WorkerSettings;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.ProgressMeter;
import org.coverslip.slide.Slide;
import org.coverslip.slide.Workers;
import org.scijava.Context;

import ij.ImagePlus;

/**
 * A macro, command or script on the tiles of a slide.
 *
 * @param slide
 *            open as long as this is used
 * @param picture
 *            all that is processed
 * @param where
 *            what of it; empty for all
 * @param values
 *            of all options of {@link ProcessSlideCommand}
 * @param context
 *            runs scripts in this virtual machine; null if there is none
 * @param notes
 *            is told what the user should know, and what macros print, from any thread
 */
record TileProcess(Slide slide, Picture picture, Optional<PixelSelection> where, OptionValues values, Context context,
	Consumer<String> notes)
{

	/** The program of worker processes, which is above this package. */
	private static final String WORKER = "org.coverslip.app.TileWorker";
	/** A class that Fiji has, whose plugins macros may need. */
	private static final String FIJI = "net.imagej.patcher.LegacyHooks";
	/** So much of what macros print is passed on. */
	private static final int LINES = 100;

	/** What is run on tiles. */
	private TileCode code() throws IOException {
		final List<String> given = new ArrayList<>();
		if (CodeOptions.isGiven(values.get(CodeOptions.MACRO))) given.add("a macro");
		if (CodeOptions.isGiven(values.get(CodeOptions.SCRIPT))) given.add("a script");
		if (!values.get(CodeOptions.COMMAND).isBlank()) given.add("a command");
		if (given.size() != 1)
			throw new IllegalArgumentException("there is " + String.join(" and ", given) + " to be run, where one is");
		if (given.contains("a macro")) return TileCode.macro(values.get(CodeOptions.MACRO).toPath());
		if (given.contains("a script")) return TileCode.script(values.get(CodeOptions.SCRIPT).toPath());
		return TileCode.command(values.get(CodeOptions.COMMAND), values.get(FunctionOptions.OPTIONS));
	}

	/**
	 * Writes the result, or does one part of the work.
	 *
	 * @return what was found, in a few words; empty for images, and if another part writes the result
	 * @throws IllegalArgumentException
	 *             with one sentence, if more than one thing is to be run
	 * @throws IOException
	 *             also if tiles failed and were left out, when the result has been written
	 */
	Optional<String> write(final Path target, final ProgressListener progress) throws IOException {
		final TileCode code = code();
		final TilePlan plan = plan(code, progress);
		final Shard shard = values.get(CodeOptions.SHARD);
		final FailedTiles failed = new FailedTiles(values.get(CodeOptions.ON_ERROR) == OnError.SKIP);
		try (TileStore store = TileStore.open(target, key(code, plan), "shard-" + shard.number(),
			values.get(TargetOptions.OVERWRITE)); TileWork work = store.keeping(work(code, progress)))
		{
			final Optional<String> found = shard.of() == 1
				? writeFirst(plan, work, failed, store, target, progress)
				: writeIfLast(plan, work, failed, store, target, progress);
			if (failed.sentences().isEmpty()) return found;
		}
		throw new IOException(failed.sentences().size() + " of " + new TileRun(plan, where, failed).count()
			+ " tiles failed and are left out of " + target.getFileName() + ": " + failed);
	}

	/** How it is cut into tiles, with what holds for all of it. */
	private TilePlan plan(final TileCode code, final ProgressListener progress) throws IOException {
		final Map<String, String> global = GlobalValues.of(picture, progress);
		code.perTile().ifPresent(words -> notes.accept("\"" + words + "\" in " + code.name()
			+ " takes for each tile another value, so that tiles do not fit together; the argument has values of all "
			+ "that is processed" + (global.containsKey("otsu") ? ", as otsu=" + global.get("otsu") : "")));
		return new TilePlan(picture, values.get(ProcessOptions.TILE), values.get(CodeOptions.HALO), global,
			values.get(CodeOptions.HYPERSTACK));
	}

	/**
	 * What the code leaves of a part: an image of it, with ROIs as an overlay.
	 *
	 * @param part
	 *            in the picture's pixels, which is worked on as one tile
	 */
	ImagePlus preview(final Region part, final ProgressListener progress) throws IOException {
		final TileCode code = code();
		final TilePlan plan = plan(code, progress);
		final List<TileTask> tasks = plan.planes().stream().map(planes -> plan.task(part, planes)).toList();
		final List<TileAnswer> answers = new ArrayList<>();
		final ProgressMeter meter = new ProgressMeter(progress, tasks.size());
		try (TileWork work = work(code, progress)) {
			for (final TileTask task : tasks) {
				answers.add(work.run(task));
				meter.add(1);
			}
		}
		final TileTask all = new TileTask(picture, picture.planes(), part, part, plan.values());
		return TilePreview.of(TileImage.of(all, subject()), tasks, answers);
	}

	private Optional<String> write(final TilePlan plan, final TileWork work, final FailedTiles failed,
		final TileStore store, final Path target, final ProgressListener progress) throws IOException
	{
		final TileResult result = new TileResult(slide, new TileRun(plan, where, failed), values, notes);
		final Optional<String> found = result.write(work, target, progress);
		store.delete();
		return found;
	}

	/** Does a part of the work, and puts the result together if all other parts are done. */
	private Optional<String> writeIfLast(final TilePlan plan, final TileWork work, final FailedTiles failed,
		final TileStore store, final Path target, final ProgressListener progress) throws IOException
	{
		final List<TileTask> tasks = tasks(new TileRun(plan, where, failed));
		runShard(tasks, work, failed, store, progress);
		final long left = tasks.stream().filter(task -> !store.isDone(task)).count();
		if (left > 0) {
			notes.accept("this part is done; " + left + " tiles of other parts are not, the last of which will write "
				+ target.getFileName());
			return Optional.empty();
		}
		if (Files.exists(target) && !values.get(TargetOptions.OVERWRITE)) return Optional.empty();
		return writeFirst(plan, new Told(work, store), failed, store, target, progress);
	}

	/** Writes the result, unless another process does so just now. */
	private Optional<String> writeFirst(final TilePlan plan, final TileWork work, final FailedTiles failed,
		final TileStore store, final Path target, final ProgressListener progress) throws IOException
	{
		final Optional<? extends Closeable> right = store.takeResult();
		if (right.isEmpty()) return Optional.empty();
		try (Closeable mine = right.get()) {
			return write(plan, work, failed, store, target, progress);
		}
	}

	private void runShard(final List<TileTask> tasks, final TileWork work, final FailedTiles failed,
		final TileStore store, final ProgressListener progress) throws IOException
	{
		final Shard shard = values.get(CodeOptions.SHARD);
		final List<TileTask> mine = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++)
			if (shard.has(i)) mine.add(tasks.get(i));
		final ProgressMeter meter = new ProgressMeter(progress, mine.size());
		final AtomicLong next = new AtomicLong();
		Workers.run(work.workers(), () -> {
			final int number = (int) next.getAndIncrement();
			if (number >= mine.size()) return false;
			meter.checkCanceled();
			try {
				if (!store.hasAnswer(mine.get(number))) work.run(mine.get(number));
			}
			catch (final TileWorkException e) {
				failed.add(mine.get(number), e);
				store.putFailure(mine.get(number), e.getMessage());
			}
			meter.add(1);
			return true;
		});
	}

	/** All that must be worked on. */
	private List<TileTask> tasks(final TileRun run) {
		final boolean isImage = values.get(ProcessOptions.RESULT) == Result.IMAGE;
		final List<TileTask> tasks = new ArrayList<>();
		for (long i = 0; i < run.count(); i++) {
			final TileTask task = run.task(i);
			if (isImage ? run.reaches(task.tile()) : run.wants(task)) tasks.add(task);
		}
		return tasks;
	}

	private TileWork work(final TileCode code, final ProgressListener progress) {
		final TileSubject subject = subject();
		final int workers = values.get(ProcessOptions.WORKERS);
		if (workers == 0 && context != null && isFiji()) return new HereWork(code, subject, context, progress);
		final double seconds = values.get(CodeOptions.TIMEOUT);
		final AtomicInteger lines = new AtomicInteger();
		return new WorkerPool(
			new WorkerSettings(WORKER, workers > 0 ? workers : Workers.available(),
				values.get(CodeOptions.HEAP),
				seconds > 0 ? Optional.of(Duration.ofMillis((long) (1000 * seconds))) : Optional.empty(),
				WorkerSettings.TILES),
			code, subject, progress, line -> {
				final int number = lines.incrementAndGet();
				if (number <= LINES) notes.accept(line);
				if (number == LINES) notes.accept("more is not shown of what " + code.name() + " prints");
			});
	}

	private TileSubject subject() {
		return new TileSubject(slide.metadata().location(), slide.metadata().format(),
			slide.scenes().indexOf(picture.scene()));
	}

	private static boolean isFiji() {
		try {
			Class.forName(FIJI, false, TileProcess.class.getClassLoader());
			return true;
		}
		catch (final ClassNotFoundException e) {
			return false;
		}
	}

	/** All that decides what a tile's answer is, in lines. */
	private String key(final TileCode code, final TilePlan plan) throws IOException {
		final StringBuilder key = new StringBuilder();
		if (slide.metadata().files().isEmpty()) key.append(slide.metadata().location()).append('\n');
		for (final Path file : new TreeSet<>(slide.metadata().files()))
			key.append(file).append(' ').append(Files.isRegularFile(file) ? Files.size(file) : 0).append(' ')
				.append(Files.getLastModifiedTime(file).toMillis()).append('\n');
		return key.append("scene ").append(slide.scenes().indexOf(picture.scene())).append(", ").append(picture.place())
			.append(", ").append(picture.samples()).append(" x ").append(picture.type()).append(", ")
			.append(picture.channels()).append(' ').append(picture.sizeZ()).append(' ').append(picture.sizeT())
			.append('\n').append("tiles of ").append(plan.side())
			.append(plan.together() ? " of all planes with " : " with ")
			.append(plan.halo())
			.append(" around, in ").append(values.get(CodeOptions.SHARD).of()).append(" parts\n")
			.append(new TreeMap<>(plan.values()))
			.append('\n').append(code.kind()).append(' ').append(code.name()).append(' ').append(code.options())
			.append('\n').append(code.text()).append('\n').toString();
	}

	/** Work of which it is known where it failed in other processes. */
	private record Told(TileWork work, TileStore store) implements TileWork {

		@Override
		public TileAnswer run(final TileTask task) throws IOException {
			final Optional<String> failure = store.failure(task);
			if (failure.isPresent()) throw new TileWorkException(failure.get());
			return work.run(task);
		}

		@Override
		public int workers() {
			return work.workers();
		}

		@Override
		public void close() throws IOException {
			work.close();
		}
	}
}
