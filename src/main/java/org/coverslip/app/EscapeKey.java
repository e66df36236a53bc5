package org.coverslip.app;

import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.app.event.StatusEvent;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.event.EventSubscriber;

import ij.IJ;

import java.util.List;

/** While it is open, a command's progress is shown in ImageJ's status bar, and the escape key cancels the command. */
public final class EscapeKey implements AutoCloseable {

	private final Cancelable command;
	private final EventService events;
	private List<EventSubscriber<?>> subscribers = List.of();
	private boolean closed;

	private EscapeKey(final EventService events, final Cancelable command) {
		this.events = events;
		this.command = command;
	}

	static EscapeKey cancels(final Context context, final Cancelable command) {
		final EscapeKey key = new EscapeKey(context.service(EventService.class), command);
		key.subscribers = key.events.subscribe(key);
		IJ.resetEscape();
		return key;
	}

	/** Called by SciJava's event bus. */
	@EventHandler
	synchronized void onEvent(final StatusEvent event) {
		if (closed) return; // the bus still delivers what was waiting
		if (event.getProgressMaximum() > 0) IJ.showProgress(event.getProgressValue(), event.getProgressMaximum());
		if (event.getStatusMessage() != null) IJ.showStatus(event.getStatusMessage());
		if (IJ.escapePressed() && !command.isCanceled()) command.cancel("Canceled.");
	}

	@Override
	public synchronized void close() {
		closed = true;
		events.unsubscribe(subscribers);
		IJ.showProgress(1.0);
	}
}
