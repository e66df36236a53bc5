package org.coverslip.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

import org.coverslip.io.FolderListing;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;

/**
 * A text in a folder that lists its files, since a web server cannot: a name a line, with {@code /} between folders,
 * in UTF-8. Got when it is first asked for. Thread-safe.
 */
final class Manifest implements FolderIndex {

	/** What it is called. */
	static final String NAME = "coverslip-files.txt";

	private static final int MOST_BYTES = 64 << 20;

	private final HttpDoor door;
	private final HttpPlace place;
	private Optional<NavigableSet<String>> names;

	Manifest(final HttpDoor door, final HttpPlace place) {
		this.door = door;
		this.place = place;
	}

	@Override
	public Optional<List<Storage.Entry>> list(final String folder, final int most) throws IOException {
		return names().map(all -> FolderListing.of(all, folder, most));
	}

	/** Empty if there is none. */
	private synchronized Optional<NavigableSet<String>> names() throws IOException {
		if (names == null)
			try {
				final byte[] text = door.ask(place.of(NAME), place.shown(NAME),
					new WholeObject(place.shown(NAME), MOST_BYTES), Deadline.ofRead());
				names = Optional.of(parsed(new String(text, StandardCharsets.UTF_8)));
			}
			catch (final NoSuchFileException | AccessDeniedException e) {
				names = Optional.empty();
			}
		return names;
	}

	/** Lines that are no names of files in the folder are passed over. */
	private static NavigableSet<String> parsed(final String text) {
		final NavigableSet<String> names = new TreeSet<>();
		text.lines().map(line -> line.strip().replace('\\', '/').replaceFirst("^(\\./)+", ""))
			.filter(line -> !line.isEmpty() && StoredFile.isName(line) && !line.equals(NAME)).forEach(names::add);
		return names;
	}
}
