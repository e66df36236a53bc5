package org.coverslip.format.plain;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is closed with a plain image: its file, and what was made of it. Thread-safe. */
final class PlainFiles implements Closeable {

	private final List<Closeable> files = new ArrayList<>();

	PlainFiles(final Closeable file) {
		files.add(file);
	}

	synchronized void add(final Closeable file) {
		files.add(file);
	}

	/** Closes all; the last failure to do so is thrown. */
	@Override
	public void close() throws IOException {
		final List<Closeable> all;
		synchronized (this) {
			all = List.copyOf(files);
		}
		IOException failure = null;
		for (final Closeable file : all)
			try {
				file.close();
			}
			catch (final IOException e) {
				failure = e;
			}
		if (failure != null) throw failure;
	}
}
