package org.coverslip.slide;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether a slide is still open, and what is closed with it. Shared by all that reads from one slide. Thread-safe. */
public final class SlideLifetime implements Closeable {

	private final String slide;
	private final Closeable files;
	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * @param slide
	 *            the name for messages
	 * @param files
	 *            closed once, at the end
	 */
	public SlideLifetime(final String slide, final Closeable files) {
		this.slide = slide;
		this.files = files;
	}

	/** A lifetime of pixels that need no file: nothing is closed with it. */
	public static SlideLifetime inMemory(final String name) {
		return new SlideLifetime(name, () -> {});
	}

	/** Throws {@link ClosedSlideException} after {@link #close()}. */
	public void checkOpen() throws ClosedSlideException {
		if (closed.get()) throw new ClosedSlideException(slide);
	}

	@Override
	public void close() throws IOException {
		if (!closed.getAndSet(true)) files.close();
	}
}
