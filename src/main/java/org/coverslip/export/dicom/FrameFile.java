package org.coverslip.export.dicom;

import java.io.Closeable;
import java.io.IOException;

/** The frames of one instance that is being written, in the order of their numbers. */
interface FrameFile extends Closeable {

	/**
	 * Adds a frame. From several threads, in any order, each number once.
	 *
	 * @param frame
	 *            its number, from 0
	 */
	void put(long frame, byte[] bytes) throws IOException;

	/** Bytes of all frames so far. */
	long frameBytes();

	/**
	 * Writes what comes before and behind the frames; the file appears under its name.
	 *
	 * @param head
	 *            the file's beginning up to the pixel data, as long as was said
	 * @throws IOException
	 *             if it cannot be written
	 */
	void finish(byte[] head) throws IOException;
}
