package org.coverslip.format.mirax;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.coverslip.format.mirax.ImageTable.Stored;
import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The files of a slide's folder. Thread-safe. They are opened when they are read, a limited number at once; a missing
 * file is an error only when it is read.
 */
final class DataFiles implements Closeable {

	private static final int MOST_OPEN = 32;

	private final StoredFile slide;
	private final String folder;
	private final SiblingFiles siblings;
	private final FilePool pool = new FilePool(MOST_OPEN);
	private final List<String> names = new ArrayList<>();
	private final List<Optional<StoredFile>> files = new ArrayList<>();
	private final List<Optional<ByteSource>> sources = new ArrayList<>();

	/**
	 * @param slide
	 *            the {@code .mrxs} file
	 * @param folder
	 *            the name of the folder beside it
	 */
	DataFiles(final StoredFile slide, final String folder) throws IOException {
		this.slide = slide;
		this.folder = folder;
		siblings = SiblingFiles.of(slide);
	}

	/**
	 * A file that must be there.
	 *
	 * @throws SlideFormatException
	 *             if it is not, or if the name leads out of the slide's folder
	 */
	StoredFile required(final String name) throws IOException {
		return siblings.get(folder + "/" + name);
	}

	/** The files that were found, without the slide's own. */
	Set<StoredFile> found() {
		return siblings.found();
	}

	/** The bytes of a file; closed with this object. */
	ByteSource source(final StoredFile file) {
		return pool.source(file);
	}

	/** Takes the names of the data files; some of the files may be missing. For the thread that opens the slide. */
	void use(final List<String> dataFiles) throws IOException {
		for (final String name : dataFiles) {
			final Optional<StoredFile> found = siblings.find(folder + "/" + name);
			names.add(name);
			files.add(found);
			sources.add(found.map(pool::source));
		}
	}

	int count() {
		return names.size();
	}

	/** A data file, for messages. */
	StoredFile file(final Stored stored) {
		return files.get(stored.file()).orElse(slide);
	}

	/** The stored bytes, or as many of them as the file has; closed with this object. */
	ByteSource source(final Stored stored) throws IOException {
		return present(stored).part(stored.offset(), stored.length());
	}

	/**
	 * All the stored bytes.
	 *
	 * @throws SlideFormatException
	 *             if the file is missing or too short
	 */
	byte[] read(final Stored stored) throws IOException {
		final ByteSource source = present(stored);
		try {
			return source.readFully(stored.offset(), stored.length());
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file(stored), stored.offset(), stored.length() + " stored bytes",
				"the end of the file at byte " + source.size(), e);
		}
	}

	private ByteSource present(final Stored stored) throws SlideFormatException {
		if (stored.file() < 0 || stored.file() >= names.size())
			throw new SlideFormatException(slide, SlideFormatException.NO_OFFSET,
				"one of " + names.size() + " data files",
				"number " + stored.file());
		final Optional<ByteSource> source = sources.get(stored.file());
		if (source.isEmpty())
			throw new SlideFormatException(slide, SlideFormatException.NO_OFFSET,
				"the file " + folder + "/" + names.get(stored.file()) + " in the slide's folder", "none");
		return source.get();
	}

	@Override
	public void close() throws IOException {
		pool.close();
	}
}
