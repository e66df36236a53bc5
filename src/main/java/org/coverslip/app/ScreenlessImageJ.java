package org.coverslip.app;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

import org.coverslip.unseen.UnseenClassLoader;

/**
 * A plain ImageJ without a screen, which runs a macro. It is the same ImageJ with the same menus, dialogs and windows
 * as before a screen, except that its windows are stand-ins; so commands do the same, too.
 */
final class ScreenlessImageJ {

	private static final String IMAGEJ = "ij.";
	private static final String OURS = "org.coverslip.";

	private ScreenlessImageJ() {}

	/**
	 * Opens overviews of slides and runs a macro; threads may still be running, so the caller should end the virtual
	 * machine.
	 *
	 * @return the exit status: that of a failure comes with one line on {@code err}
	 */
	static int run(final List<String> slides, final String macro, final String argument, final PrintStream out,
		final PrintStream err) {
		return (int) call(ScreenlessMacro.class,
			new Class<?>[] { List.class, String.class, String.class, PrintStream.class, PrintStream.class }, slides,
			macro, argument, out, err);
	}

	/**
	 * Calls the method {@code run} of a class, loaded anew among those of an ImageJ with unseen windows.
	 *
	 * @param types
	 *            of its parameters, all of them Java's own
	 */
	static Object call(final Class<?> program, final Class<?>[] types, final Object... arguments) {
		System.setProperty("java.awt.headless", "true");
		final ClassLoader loader = new UnseenClassLoader(ScreenlessImageJ.class.getClassLoader(), IMAGEJ, OURS);
		Thread.currentThread().setContextClassLoader(loader);
		try {
			return loader.loadClass(program.getName()).getMethod("run", types).invoke(null, arguments);
		}
		catch (final InvocationTargetException e) {
			if (e.getCause() instanceof RuntimeException failure) throw failure;
			if (e.getCause() instanceof Error failure) throw failure;
			throw new IllegalStateException(e.getCause());
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}
}
