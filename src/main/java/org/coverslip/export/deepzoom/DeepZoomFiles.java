package org.coverslip.export.deepzoom;

import java.io.Closeable;
import java.io.IOException;

/** The target of an export of many files. Thread-safe. */
interface DeepZoomFiles extends Closeable {

	/**
	 * Whether an earlier, interrupted run left this file, complete.
	 *
	 * @param end
	 *            the last bytes of such a file, if it is complete
	 */
	boolean has(String path, byte[] end) throws IOException;

	/**
	 * Adds a file.
	 *
	 * @param path
	 *            relative, with slashes
	 */
	void put(String path, byte[] bytes) throws IOException;

	/** Puts all files in their final places, once they are all there. */
	void commit() throws IOException;

	/** Undoes all that was put, even by an earlier run; has no effect after the commit. */
	void discard() throws IOException;
}
