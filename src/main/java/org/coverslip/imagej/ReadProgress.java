package org.coverslip.imagej;

/** Hears how far the reading of an image is, and may end it. Called from any thread, also from several at once. */
@FunctionalInterface
public interface ReadProgress {

	/** Hears nothing and reads to the end. */
	ReadProgress NONE = (done, total) -> true;

	/**
	 * Called between the parts of an image.
	 *
	 * @param done
	 *            pixels read, all planes together
	 * @param total
	 *            pixels to read
	 * @return whether to go on; otherwise the reading throws {@link java.util.concurrent.CancellationException}
	 */
	boolean goesOn(long done, long total);
}
