package org.coverslip.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.coverslip.export.RunManifest.Entry;
import org.coverslip.export.walk.WalkPart;
import org.coverslip.io.OutputFile;
import org.coverslip.io.OutputFolder;
import org.coverslip.io.WholeFile;

/**
 * What a run keeps beside its results while it lasts, in a folder that all machines see: what is being written, which
 * units were begun, and a mark with a line of the manifest for each that ended. Results get their names by renaming
 * alone, so that it does not matter how often and by how many a unit is done.
 */
record RunFolder(Path root) {

	static final String NAME = ".coverslip-spark";

	private static final int LONGEST_MARK = 1 << 20;
	private static final int KEY_BYTES = 16;
	/** Two attempts that end at once may take each other's folder away, but not for ever. */
	private static final int MOST_RENAMES = 20;

	private Path marks() {
		return root.resolve("ended");
	}

	private Path begun() {
		return root.resolve("begun");
	}

	private Path work() {
		return root.resolve("work");
	}

	/**
	 * Makes the folder, and empties what an earlier run that was killed was writing; parts of slides that it has made
	 * stay, if they are of the same version.
	 */
	void begin(final String version) throws IOException {
		for (final Path folder : List.of(work(), begun(), marks()))
			OutputFolder.deleteTree(folder);
		final Path made = root.resolve("version");
		if (!Files.exists(made) || !new String(WholeFile.read(made, LONGEST_MARK), StandardCharsets.UTF_8)
			.equals(version)) OutputFolder.deleteTree(parts());
		for (final Path folder : List.of(marks(), begun(), work(), parts()))
			Files.createDirectories(folder);
		WholeFile.write(made, version.getBytes(StandardCharsets.UTF_8));
	}

	private Path parts() {
		return root.resolve("parts");
	}

	/** The file of a part of a slide. */
	Path segment(final SlideUnit unit, final WalkPart part) {
		return parts().resolve(key(unit)).resolve(
			part.level() + "_" + part.plane() + "_" + part.row() + "_" + part.col());
	}

	/** Deletes what is left of a slide that ended but its mark. */
	void forget(final SlideUnit unit) throws IOException {
		OutputFolder.deleteTree(parts().resolve(key(unit)));
	}

	/** Deletes all of it. */
	void end() throws IOException {
		OutputFolder.deleteTree(root);
	}

	/** The marks that are there: of units that ended, but that the driver may not have heard of. */
	List<Entry> ended() throws IOException {
		if (!Files.isDirectory(marks())) return List.of();
		try (Stream<Path> files = Files.list(marks())) {
			return files.filter(file -> file.toString().endsWith(".json")).sorted().map(RunFolder::mark)
				.flatMap(Optional::stream).toList();
		}
	}

	/** The mark of a unit that ended. */
	Optional<Entry> ended(final SlideUnit unit) {
		return mark(markOf(unit));
	}

	private Path markOf(final SlideUnit unit) {
		return marks().resolve(key(unit) + ".json");
	}

	private static Optional<Entry> mark(final Path file) {
		try {
			return Entry.of(new String(WholeFile.read(file, LONGEST_MARK), StandardCharsets.UTF_8).strip());
		}
		catch (final IOException e) {
			return Optional.empty(); // there is none, or it was taken away by the driver
		}
	}

	void mark(final SlideUnit unit, final Entry entry) throws IOException {
		try (OutputFile file = OutputFile.create(markOf(unit))) {
			file.write(0, ByteBuffer.wrap((entry.line() + "\n").getBytes(StandardCharsets.UTF_8)));
			file.commit();
		}
	}

	/** Notes that a piece is begun, and says how often it has been before. */
	int begin(final SlidePiece piece) throws IOException {
		int before = 0;
		while (true)
			try {
				Files.createFile(begun().resolve(key(piece.unit()) + "." + piece.number() + "." + before));
				return before;
			}
			catch (final FileAlreadyExistsException e) {
				before++;
			}
	}

	/** A new folder to write in. */
	Path workFolder() throws IOException {
		return Files.createDirectory(work().resolve(UUID.randomUUID().toString()));
	}

	/**
	 * Gives results their names, in place of older ones: all that is in a folder, the proof of a unit last.
	 *
	 * @param made
	 *            a folder of {@link #workFolder}
	 */
	void publish(final Path made, final SlideUnit unit) throws IOException {
		final Path target = Path.of(unit.target());
		final Path into = target.getParent();
		final Path proof = into.resolve(into.relativize(Path.of(unit.proof())).getName(0));
		final List<Path> names;
		try (Stream<Path> all = Files.list(made)) {
			names = all.map(file -> into.resolve(file.getFileName())).sorted().toList();
		}
		for (final Path name : names)
			if (!name.equals(proof)) replace(made.resolve(name.getFileName()), name);
		if (!names.contains(proof)) throw new IOException(unit.slide() + " left no " + proof.getFileName());
		replace(made.resolve(proof.getFileName()), proof);
	}

	private void replace(final Path made, final Path name) throws IOException {
		if (!Files.isDirectory(made)) {
			Files.move(made, name, StandardCopyOption.ATOMIC_MOVE);
			return;
		}
		for (int i = 0;; i++) {
			final Path old = work().resolve(UUID.randomUUID().toString());
			try {
				Files.move(name, old, StandardCopyOption.ATOMIC_MOVE);
			}
			catch (final NoSuchFileException e) {
				// nothing has the name
			}
			try {
				Files.move(made, name, StandardCopyOption.ATOMIC_MOVE);
				OutputFolder.deleteTree(old);
				return;
			}
			catch (final IOException e) {
				if (i == MOST_RENAMES) throw e; // another attempt was first, time and again
			}
		}
	}

	private static String key(final SlideUnit unit) {
		try {
			final byte[] hash = MessageDigest.getInstance("SHA-256").digest(
				List.of(unit.slide(), unit.target(), unit.size(), unit.mtime()).toString()
					.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
