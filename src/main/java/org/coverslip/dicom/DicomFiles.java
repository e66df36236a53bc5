package org.coverslip.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.io.ByteSource;
import org.coverslip.io.FilePool;
import org.coverslip.io.StoredFile;

/** The open files of a series, and what was inflated from them. Thread-safe. */
public final class DicomFiles implements Closeable {

	/** Files kept open at once; a series usually has one for each level. */
	private static final int OPEN_FILES = 32;

	private final FilePool pool = new FilePool(OPEN_FILES);
	private final List<Closeable> inflated = new ArrayList<>();

	/** The bytes of a file. */
	public ByteSource source(final StoredFile file) {
		return pool.source(file);
	}

	/**
	 * The bytes of a file that is a raw Deflate stream from a position on: those before it as they are, then what the
	 * stream inflates to.
	 */
	public ByteSource inflated(final StoredFile file, final long start) {
		final InflatedSource source = new InflatedSource(pool.source(file), file, start);
		synchronized (inflated) {
			inflated.add(source);
		}
		return source;
	}

	/** Closes all files; deletes what was inflated. */
	@Override
	public void close() throws IOException {
		synchronized (inflated) {
			for (final Closeable one : inflated)
				one.close();
			inflated.clear();
		}
		pool.close();
	}
}
