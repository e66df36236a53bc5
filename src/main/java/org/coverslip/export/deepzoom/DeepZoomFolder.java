package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.coverslip.io.WholeFile;

/**
 * An export as files in a folder.
 * <p>
 * While it is made, everything lies in a folder {@code NAME.part} beside its final place, with a record of the export's
 * options. If the program ends before the export does, that folder stays, and an export with the same record continues
 * it.
 */
final class DeepZoomFolder implements DeepZoomFiles {

	private static final int LONGEST_RECORD = 1 << 20;

	private final Path target;
	private final List<String> parts;
	private final Path folder;
	private final boolean resumed;
	private final Set<Path> made = ConcurrentHashMap.newKeySet();

	private DeepZoomFolder(final Path target, final List<String> parts, final Path folder, final boolean resumed) {
		this.target = target;
		this.parts = parts;
		this.folder = folder;
		this.resumed = resumed;
	}

	/**
	 * Begins an export, or continues one.
	 *
	 * @param target
	 *            an existing folder
	 * @param parts
	 *            the files and folders that make up the export, in the order in which they are put in place
	 * @param recordPath
	 *            the file of the export that holds its record
	 * @param record
	 *            what the export depends on
	 * @throws IllegalArgumentException
	 *             with one sentence, if something else is in one of their places
	 */
	static DeepZoomFolder open(final Path target, final String name, final List<String> parts, final String recordPath,
		final String record) throws IOException
	{
		if (!Files.isDirectory(target)) throw new IOException("the folder " + target + " does not exist");
		final Path folder = target.resolve(name + ".part");
		final boolean sameExport = isRecorded(target.resolve(recordPath), record);
		for (final String part : parts)
			if (Files.exists(target.resolve(part), LinkOption.NOFOLLOW_LINKS)) {
				if (!sameExport) throw new IllegalArgumentException(target.resolve(part)
					+ " is there already, made with other options or of another slide; delete it or choose another "
					+ "name");
				takeBack(target.resolve(part), folder.resolve(part));
			}
		final boolean resumed = Files.exists(folder);
		if (resumed && !isRecorded(folder.resolve(recordPath), record))
			throw new IllegalArgumentException(
				folder + " is what an export with other options or of another slide left when it was"
				+ " stopped; repeat that one, delete the folder, or choose another name");
		final DeepZoomFolder files = new DeepZoomFolder(target, List.copyOf(parts), folder, resumed);
		if (!resumed) files.put(recordPath, record.getBytes(StandardCharsets.UTF_8));
		return files;
	}

	/**
	 * Takes back a part of an export that ended while its parts were being put in place, or that has lost one since.
	 */
	private static void takeBack(final Path placed, final Path part) throws IOException {
		Files.createDirectories(part.getParent());
		Files.move(placed, part, StandardCopyOption.ATOMIC_MOVE);
	}

	/** Whether a complete export with this record is there. */
	static boolean isComplete(final Path target, final List<String> parts, final String recordPath, final String record)
		throws IOException
	{
		for (final String part : parts)
			if (!Files.exists(target.resolve(part))) return false;
		return isRecorded(target.resolve(recordPath), record);
	}

	private static boolean isRecorded(final Path file, final String record) throws IOException {
		return Files.isRegularFile(file) && Files.size(file) <= LONGEST_RECORD
			&& new String(WholeFile.read(file, LONGEST_RECORD), StandardCharsets.UTF_8).equals(record);
	}

	@Override
	public boolean has(final String path, final byte[] end) throws IOException {
		final Path file = folder.resolve(path);
		return resumed && Files.isRegularFile(file) && WholeFile.endsWith(file, end);
	}

	@Override
	public void put(final String path, final byte[] bytes) throws IOException {
		final Path file = folder.resolve(path);
		if (!made.contains(file.getParent())) {
			Files.createDirectories(file.getParent());
			made.add(file.getParent());
		}
		WholeFile.write(file, bytes);
	}

	@Override
	public void commit() throws IOException {
		for (final String part : parts)
			Files.move(folder.resolve(part), target.resolve(part), StandardCopyOption.ATOMIC_MOVE);
		deleteTree(folder);
	}

	@Override
	public void discard() throws IOException {
		if (Files.exists(folder)) deleteTree(folder);
	}

	private static void deleteTree(final Path root) throws IOException {
		for (final Path path : tree(root))
			Files.deleteIfExists(path);
	}

	/** Contents before their folder. */
	private static List<Path> tree(final Path root) throws IOException {
		try (Stream<Path> paths = Files.walk(root)) {
			final List<Path> all = new ArrayList<>(paths.toList());
			all.sort(Comparator.reverseOrder());
			return all;
		}
	}

	/** What was put stays, so that a later run can continue it. */
	@Override
	public void close() {
		// every file is closed as soon as it is written
	}
}
