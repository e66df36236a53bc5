package org.coverslip.export.deepzoom;

import java.io.Closeable;
import java.io.IOException;

/** Where an export of many files goes. Thread-safe. */
interface DeepZoomFiles extends Closeable {

	/**
	 * Whether an earlier run that did not come to its end left this file, complete.
	 *
	 * @param end
	 *            what the bytes of such a file end with, if it is complete
	 */
	boolean has(String path, byte[] end) throws IOException;

	/**
	 * Adds a file.
	 *
	 * @param path
	 *            relative, with slashes
	 */
	void put(String path, byte[] bytes) throws IOException;

	/** All files are there: gives them their places. */
	void commit() throws IOException;

	/** Undoes all that was put, also by an earlier run; without effect after the commit. */
	void discard() throws IOException;
}
