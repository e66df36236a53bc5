package org.coverslip.bdv;

import java.util.List;
import java.util.Optional;

import org.scijava.object.ObjectService;

import bdv.util.BdvHandle;

/**
 * The windows of slides that are open, as SciJava's object service knows them: each as such and as its
 * {@link BdvHandle}.
 */
public final class OpenWindows {

	private final ObjectService objects;

	/**
	 * @param objects
	 *            or null outside of SciJava, where no window is known
	 */
	public OpenWindows(final ObjectService objects) {
		this.objects = objects;
	}

	/** The window that was opened last. */
	public Optional<SlideBdv> latest() {
		if (objects == null) return Optional.empty();
		final List<SlideBdv> open = objects.getObjects(SlideBdv.class).stream().filter(window -> !window.isClosed())
			.toList();
		return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
	}

	/** The window that was opened last, or a sentence that there is none. */
	public SlideBdv required() {
		return latest()
			.orElseThrow(
			() -> new IllegalArgumentException("no slide is open in BigDataViewer; use Browse in BigDataViewer first"));
	}

	/** Makes a window known until it is closed. */
	public void add(final SlideBdv window) {
		if (objects == null) return;
		final BdvHandle handle = window.handle();
		objects.addObject(window);
		objects.addObject(handle);
		window.whenClosed(() -> {
			objects.removeObject(window);
			objects.removeObject(handle);
		});
	}
}
