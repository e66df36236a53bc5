package org.coverslip.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.coverslip.bdv.SlideBdv;
import org.coverslip.slide.Slide;
import org.scijava.object.ObjectService;

import bdv.util.BdvHandle;

/** The BigDataViewer windows that are open, as SciJava's object service knows them: each as such and as its {@link BdvHandle}. */
final class BdvWindows {

	private BdvWindows() {}

	/**
	 * The window that was opened last.
	 *
	 * @param objects
	 *            or null outside of SciJava, where no window is known
	 */
	static Optional<SlideBdv> latest(final ObjectService objects) {
		if (objects == null) return Optional.empty();
		final List<SlideBdv> open = objects.getObjects(SlideBdv.class).stream().filter(window -> !window.isClosed()).toList();
		return open.isEmpty() ? Optional.empty() : Optional.of(open.get(open.size() - 1));
	}

	/** As {@link #latest}, or a sentence that there is none. */
	static SlideBdv open(final ObjectService objects) {
		return latest(objects)
			.orElseThrow(() -> new IllegalArgumentException("no slide is open in BigDataViewer; use Browse in BigDataViewer first"));
	}

	/** Makes a window known until it is closed. */
	static void register(final SlideBdv window, final ObjectService objects) {
		if (objects == null) return;
		final BdvHandle handle = window.handle();
		objects.addObject(window);
		objects.addObject(handle);
		window.whenClosed(() -> {
			objects.removeObject(window);
			objects.removeObject(handle);
		});
	}

	/** Tells of the first part that cannot be read; the others are as a rule damaged likewise. */
	static Consumer<Exception> failures(final Slide slide, final Consumer<String> tell) {
		final AtomicBoolean told = new AtomicBoolean();
		final String name = slide.metadata().name();
		return failure -> {
			if (!told.getAndSet(true))
				tell.accept(name + " has parts that cannot be read, and that are shown empty: " + SlideCommand.sentence(failure));
		};
	}
}
