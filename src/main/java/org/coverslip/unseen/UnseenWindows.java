package org.coverslip.unseen;

import java.awt.EventQueue;
import java.awt.Graphics;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Who is told of the windows that a program shows where there is no screen. As a screen, it is one for the whole
 * program; safe for use by several threads.
 */
public final class UnseenWindows {

	private static final AtomicReference<Consumer<Window>> ONLOOKER = new AtomicReference<>(window -> {});

	private static final AtomicReference<Window> ACTIVE = new AtomicReference<>();

	private UnseenWindows() {}

	/**
	 * Tells this one of all windows from now on.
	 *
	 * @param onlooker
	 *            is called in the thread that shows the window, before that goes on. For a dialog, to which nobody will
	 *            give an answer, it may throw an exception, which ends what the program was doing.
	 */
	public static void tell(final Consumer<Window> onlooker) {
		ONLOOKER.set(onlooker);
	}

	static void shown(final Window window) {
		ONLOOKER.get().accept(window);
	}

	/**
	 * Makes a window the one that has the keyboard, as a screen would: a moment later, and in the thread of all events.
	 */
	static void activate(final Window window) {
		final Window before = ACTIVE.getAndSet(window);
		if (before == window) return;
		if (before != null) send(before, WindowEvent.WINDOW_DEACTIVATED);
		send(window, WindowEvent.WINDOW_ACTIVATED);
	}

	static Window active() {
		return ACTIVE.get();
	}

	static void send(final Window window, final int event) {
		EventQueue.invokeLater(() -> window.processWindowEvent(new WindowEvent(window, event)));
	}

	/** What a component is drawn with: it leaves no trace. */
	static Graphics graphics() {
		return image(1, 1).getGraphics();
	}

	static Image image(final int width, final int height) {
		return new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_RGB);
	}
}
