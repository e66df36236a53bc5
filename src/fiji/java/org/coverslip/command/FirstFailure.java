package org.coverslip.command;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.coverslip.slide.Slide;

/** Tells of the first part of a slide that cannot be read; the others are as a rule damaged likewise. Thread-safe. */
final class FirstFailure implements Consumer<Exception> {

	private final AtomicBoolean told = new AtomicBoolean();
	private final String slide;
	private final Consumer<String> tell;

	FirstFailure(final Slide slide, final Consumer<String> tell) {
		this.slide = slide.metadata().name();
		this.tell = tell;
	}

	@Override
	public void accept(final Exception failure) {
		if (!told.getAndSet(true))
			tell.accept(slide + " has parts that cannot be read, and that are shown empty: "
				+ SlideCommand.sentence(failure));
	}
}
