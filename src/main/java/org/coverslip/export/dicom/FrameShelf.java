package org.coverslip.export.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.io.ScratchFile;
import org.coverslip.slide.MemoryBudget;

/**
 * Holds frames that cannot be written yet: in memory up to a number of bytes, the others in a file. Thread-safe; there
 * is no file until one is needed.
 */
final class FrameShelf implements Closeable {

	/** A frame on the shelf. It can be taken once. */
	interface Held {

		/** Its length in bytes. */
		int length();

		byte[] take() throws IOException;
	}

	private static final long MOST = 64L << 20;

	private final Path folder;
	private final MemoryBudget.Reservation memory;
	private final AtomicLong inMemory = new AtomicLong();
	private final AtomicLong end = new AtomicLong();
	private ScratchFile file;

	/**
	 * @param folder
	 *            for the file
	 */
	FrameShelf(final Path folder) {
		this(folder, MOST);
	}

	/** With at most so many bytes of memory. */
	FrameShelf(final Path folder, final long most) {
		this.folder = folder;
		memory = MemoryBudget.ofProcess().reserve(most, most / 64);
	}

	/**
	 * Takes in a frame.
	 *
	 * @param soon
	 *            whether it will be taken at once, so that it may be kept in memory anyway
	 */
	Held put(final byte[] frame, final boolean soon) throws IOException {
		final boolean fits = inMemory.addAndGet(frame.length) <= memory.bytes();
		if (fits || soon) return new Held() {

			@Override
			public int length() {
				return frame.length;
			}

			@Override
			public byte[] take() {
				inMemory.addAndGet(-frame.length);
				return frame;
			}
		};
		inMemory.addAndGet(-frame.length);
		final long place = end.getAndAdd(frame.length);
		final ScratchFile scratch = file();
		scratch.write(place, ByteBuffer.wrap(frame));
		return new Held() {

			@Override
			public int length() {
				return frame.length;
			}

			@Override
			public byte[] take() throws IOException {
				return scratch.readFully(place, length());
			}
		};
	}

	private synchronized ScratchFile file() throws IOException {
		if (file == null) file = ScratchFile.createIn(folder);
		return file;
	}

	@Override
	public synchronized void close() throws IOException {
		memory.close();
		if (file != null) file.close();
	}
}
