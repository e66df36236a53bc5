package org.coverslip.io;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder of the local file system, with all that is below it. Its files are read as {@link FileByteSource}s, without
 * any detour. A symbolic link is followed only within the folder.
 * <p>
 * The folder around a slide that is a symbolic link itself is two: that of the link, which is looked at first, and that
 * of the file that it leads to.
 */
public final class FolderStorage implements Storage {

	private final Path folder;
	private final Optional<Path> second;
	private volatile List<Path> roots = List.of();

	private FolderStorage(final Path folder, final Optional<Path> second) {
		this.folder = folder;
		this.second = second;
	}

	/** The folder at a path. It need not exist: then it holds nothing. */
	public static FolderStorage of(final Path folder) {
		return new FolderStorage(folder, Optional.empty());
	}

	/** The folder that a file is in. */
	public static FolderStorage around(final Path file) {
		final Path folder = file.getParent() == null ? Path.of("") : file.getParent();
		return new FolderStorage(folder, Files.isSymbolicLink(file) ? target(file) : Optional.empty());
	}

	/** The folder that a link leads into; empty if it leads nowhere. */
	private static Optional<Path> target(final Path link) {
		try {
			return Optional.ofNullable(link.toRealPath().getParent());
		}
		catch (final IOException e) {
			return Optional.empty();
		}
	}

	@Override
	public boolean has(final String name) throws IOException {
		return find(name).isPresent();
	}

	@Override
	public ByteSource open(final String name) throws IOException {
		final Optional<Path> found = find(name);
		if (found.isPresent()) return FileByteSource.open(found.get());
		final Path path = path(folder, name);
		if (path != null) RegularFiles.checkInput(path); // says it if there is something else
		throw new NoSuchFileException(shown(name));
	}

	@Override
	public Optional<List<Entry>> list(final String name, final int most) throws IOException {
		final Map<String, Entry> entries = new TreeMap<>();
		for (final Path root : bothFolders()) {
			final Path listed = path(root, name);
			if (listed == null || !Files.isDirectory(listed) || !isBelow(listed.toRealPath())) continue;
			try (DirectoryStream<Path> content = Files.newDirectoryStream(listed)) {
				int seen = 0;
				for (final Path path : content) {
					if (++seen > most) break;
					if (!isInside(path)) continue;
					final String within = (name.isEmpty() ? "" : name + "/") + path.getFileName();
					if (Files.isDirectory(path)) entries.putIfAbsent(within, new Entry(within, true));
					else if (Files.isRegularFile(path)) entries.putIfAbsent(within, new Entry(within, false));
				}
			}
			catch (final DirectoryIteratorException e) {
				throw e.getCause();
			}
		}
		return Optional.of(List.copyOf(entries.values()));
	}

	/** Whether something in a folder of this storage is in the storage, too: only a link can lead out. */
	private boolean isInside(final Path path) throws IOException {
		if (!Files.isSymbolicLink(path)) return true;
		return Files.exists(path) && isBelow(path.toRealPath());
	}

	private boolean isBelow(final Path real) throws IOException {
		return roots().stream().anyMatch(real::startsWith);
	}

	@Override
	public String shown(final String name) {
		final Path path = path(folder, name);
		return path == null ? folder + "/" + name : path.toString();
	}

	@Override
	public Object identity(final String name) throws IOException {
		final Optional<Path> found = find(name);
		return found.isPresent() ? found.get().toRealPath() : name;
	}

	@Override
	public Optional<Path> local(final String name) throws IOException {
		return find(name);
	}

	/** The file, or the folder of that name. */
	@Override
	public Optional<Path> holder(final String name) throws IOException {
		final Optional<Path> file = find(name);
		if (file.isPresent()) return file;
		final Path path = path(folder, name);
		return path != null && Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
	}

	/** The regular file of a name, as it is reached from the folder as the user named it. */
	private Optional<Path> find(final String name) throws IOException {
		for (final Path root : bothFolders()) {
			final Path path = path(root, name);
			if (path == null || !Files.isRegularFile(path)) continue;
			if (!isBelow(path.toRealPath()))
				throw new SlideFormatException(new StoredFile(this, name), SlideFormatException.NO_OFFSET,
					"a file in the slide's folder", "a link to elsewhere");
			return Optional.of(path);
		}
		return Optional.empty();
	}

	private List<Path> bothFolders() {
		return second.isPresent() ? List.of(folder, second.get()) : List.of(folder);
	}

	/** Null if no file of this system can be called so, or the name leads out. */
	private static Path path(final Path root, final String name) {
		try {
			return StoredFile.isName(name) ? root.resolve(name) : null;
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}

	/** The folders without links, which are looked up once. */
	private List<Path> roots() throws IOException {
		if (roots.isEmpty()) {
			final List<Path> real = new ArrayList<>(List.of(folder.toRealPath()));
			if (second.isPresent()) real.add(second.get());
			roots = List.copyOf(real);
		}
		return roots;
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof final FolderStorage storage && folder.equals(storage.folder)
			&& second.equals(storage.second);
	}

	@Override
	public int hashCode() {
		return folder.hashCode() * 31 + second.hashCode();
	}

	/** The folder's path. */
	@Override
	public String toString() {
		return shown("");
	}
}
