package org.coverslip.process.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.codec.ZstdCodec;
import org.coverslip.io.FileClaim;
import org.coverslip.io.OutputFile;
import org.coverslip.io.WholeFile;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileTask;
import org.coverslip.process.TileWork;

/**
 * Answers that are kept beside a result until that is complete: in a folder {@code RESULT.tiles}, a file each. So a run
 * that was ended in the middle goes on where it was, and several processes share the work. Thread-safe.
 */
public final class TileStore implements Closeable {

	private static final String FOLDER = ".tiles";
	private static final String KEY = "made-by.txt";
	private static final String CLAIM = ".working";
	private static final String ANSWER = ".answer";
	private static final String FAILURE = ".failed";
	private static final int LONGEST_KEY = 16 << 20;

	private final Path result;
	private final Path folder;
	private final FileClaim claim;

	private TileStore(final Path result, final Path folder, final FileClaim claim) {
		this.result = result;
		this.folder = folder;
		this.claim = claim;
	}

	/**
	 * Opens the folder of a result, and makes it if there is none.
	 *
	 * @param key
	 *            all that decides what answers there are; not those of other words are taken
	 * @param part
	 *            what of the work this one does: nobody else may do the same at the same time
	 * @param afresh
	 *            whether answers of other work are thrown away
	 * @throws IllegalArgumentException
	 *             with one sentence, if somebody does it just now, or the folder has answers of other work
	 */
	public static TileStore open(final Path result, final String key, final String part, final boolean afresh)
		throws IOException
	{
		final Path folder = folder(result);
		Files.createDirectories(folder);
		final FileClaim claim = FileClaim.take(folder.resolve(part + CLAIM))
			.orElseThrow(() -> new IllegalArgumentException(result + " is being made by another process just now"));
		try {
			check(folder, key, afresh);
			return new TileStore(result, folder, claim);
		}
		catch (final IOException | RuntimeException e) {
			claim.close();
			throw e;
		}
	}

	/** The folder beside a result. */
	public static Path folder(final Path result) {
		return result.toAbsolutePath().resolveSibling(result.getFileName() + FOLDER);
	}

	private static void check(final Path folder, final String key, final boolean afresh) throws IOException {
		final Path file = folder.resolve(KEY);
		if (Files.exists(file)) {
			if (new String(WholeFile.read(file, LONGEST_KEY), StandardCharsets.UTF_8).equals(key)) return;
			if (!afresh)
				throw new IllegalArgumentException(folder + " holds tiles of other work, which was not finished; "
					+ "delete it, or give another name to the result");
			clear(folder);
		}
		try (OutputFile out = OutputFile.create(file)) {
			out.write(0, ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)));
			out.commit();
		}
	}

	/** Removes all but what says who is working. */
	private static void clear(final Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files)
				if (!file.getFileName().toString().endsWith(CLAIM)) Files.deleteIfExists(file);
		}
	}

	/** Work whose answers are kept here, and taken from here if they are there. Closing it closes the other one. */
	public TileWork keeping(final TileWork work) {
		return new TileWork() {

			@Override
			public TileAnswer run(final TileTask task) throws IOException {
				final Optional<TileAnswer> kept = answer(task);
				if (kept.isPresent()) return kept.get();
				final TileAnswer answer = work.run(task);
				put(task, answer);
				return answer;
			}

			@Override
			public int workers() {
				return work.workers();
			}

			@Override
			public void close() throws IOException {
				work.close();
			}
		};
	}

	/** Whether it is known what became of a task: an answer, or a failure. */
	public boolean isDone(final TileTask task) {
		return hasAnswer(task) || Files.exists(file(task, FAILURE));
	}

	/** Whether there is an answer to a task. */
	public boolean hasAnswer(final TileTask task) {
		return Files.exists(file(task, ANSWER));
	}

	/** The answer to a task, if it was kept. */
	public Optional<TileAnswer> answer(final TileTask task) throws IOException {
		final Path file = file(task, ANSWER);
		if (!Files.exists(file)) return Optional.empty();
		final ByteBuffer bytes = ByteBuffer.wrap(WholeFile.read(file, Integer.MAX_VALUE - 8));
		final int length = bytes.getInt();
		final byte[] packed = new byte[bytes.remaining()];
		bytes.get(packed);
		return Optional.of(TileWire.readAnswer(
			new DataInputStream(new ByteArrayInputStream(new ZstdCodec().decode(packed, length)))));
	}

	private void put(final TileTask task, final TileAnswer answer) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
		TileWire.write(answer, new DataOutputStream(bytes));
		final byte[] packed = new ZstdCodec().encode(bytes.toByteArray());
		final ByteBuffer file = ByteBuffer.allocate(Integer.BYTES + packed.length);
		file.putInt(bytes.size()).put(packed).flip();
		write(file(task, ANSWER), file);
		Files.deleteIfExists(file(task, FAILURE));
	}

	/** Keeps why a task failed, for who puts the result together. */
	public void putFailure(final TileTask task, final String sentence) throws IOException {
		write(file(task, FAILURE), ByteBuffer.wrap(sentence.getBytes(StandardCharsets.UTF_8)));
	}

	/** Why a task failed, if that was kept. */
	public Optional<String> failure(final TileTask task) throws IOException {
		final Path file = file(task, FAILURE);
		return Files.exists(file) ? Optional.of(new String(WholeFile.read(file, LONGEST_KEY), StandardCharsets.UTF_8))
			: Optional.empty();
	}

	private static void write(final Path path, final ByteBuffer bytes) throws IOException {
		try (OutputFile out = OutputFile.create(path)) {
			out.write(0, bytes);
			out.commit();
		}
	}

	private Path file(final TileTask task, final String ending) {
		return folder.resolve("c" + task.plane().channel() + "z" + task.plane().z() + "t" + task.plane().t() + "y"
			+ task.tile().y() + "x" + task.tile().x() + ending);
	}

	/**
	 * The right to put the result together, which one process has; what others left of it that were killed is removed.
	 *
	 * @return empty if another one does so
	 */
	public Optional<FileClaim> takeResult() throws IOException {
		if (!Files.isDirectory(folder)) return Optional.empty();
		final Optional<FileClaim> right = FileClaim.take(folder.resolve("result" + CLAIM));
		if (right.isPresent()) OutputFile.deleteLeftoversOf(result);
		return right;
	}

	/** Removes all that was kept, and the folder, which is not needed any more. */
	public void delete() throws IOException {
		clear(folder);
		claim.close();
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files)
				Files.deleteIfExists(file);
		}
		Files.deleteIfExists(folder);
	}

	/**
	 * Ends the right to work here. What is kept stays; if that is nothing, and nobody else works here, the folder goes.
	 */
	@Override
	public void close() throws IOException {
		claim.close();
		if (!Files.isDirectory(folder)) return;
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
			for (final Path file : files)
				if (!file.getFileName().toString().equals(KEY)) return;
		}
		Files.deleteIfExists(folder.resolve(KEY));
		Files.deleteIfExists(folder);
	}
}
