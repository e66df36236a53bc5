package org.coverslip.io;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files in memory, such as those that came over a network. Immutable. */
public final class MemoryStorage implements Storage {

	private final String shown;
	private final TreeMap<String, byte[]> files;

	/**
	 * @param shown
	 *            how the whole is called in messages
	 * @param files
	 *            bytes by names as {@link Storage} has them; the bytes are kept, not copied
	 * @throws IllegalArgumentException
	 *             if one is no such name
	 */
	public MemoryStorage(final String shown, final Map<String, byte[]> files) {
		this.shown = shown;
		this.files = new TreeMap<>(files);
		for (final String name : files.keySet())
			if (name.isEmpty() || !StoredFile.isName(name))
				throw new IllegalArgumentException("\"" + name + "\" is no name of a file");
	}

	@Override
	public boolean has(final String name) {
		return files.containsKey(name);
	}

	@Override
	public ByteSource open(final String name) throws IOException {
		final byte[] bytes = files.get(name);
		if (bytes == null) throw new NoSuchFileException(shown(name));
		return ByteSource.of(bytes);
	}

	@Override
	public Optional<List<Entry>> list(final String folder, final int most) {
		return Optional.of(FolderListing.of(files.navigableKeySet(), folder, most));
	}

	@Override
	public String shown(final String name) {
		return name.isEmpty() ? shown : shown + "/" + name;
	}
}
