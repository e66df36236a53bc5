package org.coverslip.app;

import java.awt.AWTEvent;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.awt.event.WindowListener;
import java.util.Optional;

import ij.macro.Interpreter;

/** ImageJ before a screen, which runs a macro and ends. Arguments: the macro's file, its argument. */
final class ScreenSession {

	private ScreenSession() {}

	public static void main(final String[] args) {
		Toolkit.getDefaultToolkit().getSystemEventQueue().push(new WindowManager());
		// by such names ImageJ knows not to wait for a window manager
		Thread.currentThread().setName("EventQueue of the macro");
		final Optional<String> problem = ImageJLauncher.start(false).runMacro(new Interpreter(), args[0], args[1]);
		end(problem.orElse(""));
	}

	private static void end(final String problem) {
		System.out.print(problem);
		System.out.flush();
		// ImageJ would go on, and write its preferences at the end
		Runtime.getRuntime().halt(problem.isEmpty() ? 0 : 1);
	}

	/**
	 * Does what Xvfb has no window manager for, and in a fixed order: a window that opens gets the keyboard, for which
	 * ImageJ would wait for seconds, and no other does. What nobody answers ends the session.
	 */
	private static final class WindowManager extends EventQueue {

		@Override
		protected void dispatchEvent(final AWTEvent event) {
			switch (event.getID()) {
				case WindowEvent.WINDOW_ACTIVATED, WindowEvent.WINDOW_DEACTIVATED, WindowEvent.WINDOW_GAINED_FOCUS,
					WindowEvent.WINDOW_LOST_FOCUS -> {}
				case WindowEvent.WINDOW_OPENED -> {
					super.dispatchEvent(event);
					opened(((WindowEvent) event).getWindow());
				}
				default -> super.dispatchEvent(event);
			}
		}

		private static void opened(final Window window) {
			if (window instanceof Dialog dialog && dialog.isModal())
				end("nobody answers \"" + dialog.getTitle() + "\"\n");
			for (final WindowListener listener : window.getWindowListeners())
				listener.windowActivated(new WindowEvent(window, WindowEvent.WINDOW_ACTIVATED));
		}
	}
}
