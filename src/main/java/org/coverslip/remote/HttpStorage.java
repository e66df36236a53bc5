package org.coverslip.remote;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.ByteSource;
import org.coverslip.io.Storage;

/**
 * A folder on a server, with all that is below it. Whether a file is there, its size and its beginning are one request,
 * which is made once as long as the storage is used. Thread-safe; holds no connection.
 */
final class HttpStorage implements Storage {

	private static final int MOST_KNOWN = 4096;

	private final HttpDoor door;
	private final HttpPlace place;
	private final FolderIndex index;
	private final Map<String, Optional<RemoteObject>> known = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<String, Optional<RemoteObject>> eldest) {
			return size() > MOST_KNOWN;
		}
	};

	HttpStorage(final HttpDoor door, final HttpPlace place, final FolderIndex index) {
		this.door = door;
		this.place = place;
		this.index = index;
	}

	@Override
	public boolean has(final String name) throws IOException {
		return !name.isEmpty() && object(name).isPresent();
	}

	@Override
	public ByteSource open(final String name) throws IOException {
		if (name.isEmpty()) throw new NoSuchFileException(shown(name));
		return new RemoteByteSource(object(name).orElseThrow(() -> new NoSuchFileException(shown(name))));
	}

	private Optional<RemoteObject> object(final String name) throws IOException {
		synchronized (known) {
			final Optional<RemoteObject> before = known.get(name);
			if (before != null) return before;
		}
		final Optional<RemoteObject> found = asked(name);
		synchronized (known) {
			final Optional<RemoteObject> other = known.putIfAbsent(name, found);
			return other == null ? found : other;
		}
	}

	private Optional<RemoteObject> asked(final String name) throws IOException {
		try {
			return Optional.of(RemoteObject.open(door, place.of(name), shown(name)));
		}
		catch (final NoSuchFileException e) {
			return Optional.empty();
		}
	}

	@Override
	public Optional<List<Entry>> list(final String folder, final int most) throws IOException {
		return index.list(folder, most);
	}

	@Override
	public String shown(final String name) {
		return place.shown(name);
	}

	@Override
	public String toString() {
		return shown("");
	}
}
