package org.coverslip.app;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.coverslip.command.SlideCommand;
import org.coverslip.unseen.UnseenWindows;

import ij.Macro;
import ij.macro.Interpreter;

/**
 * A macro that runs in an ImageJ without a screen. Its log is printed. What ImageJ would show in a message or ask in a dialog becomes the
 * macro's problem: where ImageJ goes on after a message, so does the macro, but its exit status tells; where somebody would have to
 * answer, it ends. The same holds for a command that fails by an exception.
 */
public final class ScreenlessMacro {

	private final Interpreter interpreter = new Interpreter();
	private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
	private final PrintStream out;
	private final PrintStream err;

	private ScreenlessMacro(final PrintStream out, final PrintStream err) {
		this.out = out;
		this.err = err;
	}

	/** Called through {@link ScreenlessImageJ#run}, among the classes of an ImageJ with unseen windows. */
	public static int run(final List<String> slides, final String macro, final String argument, final PrintStream out,
		final PrintStream err)
	{
		return new ScreenlessMacro(out, err).run(slides, macro, argument);
	}

	private int run(final List<String> slides, final String macro, final String argument) {
		Thread.setDefaultUncaughtExceptionHandler((where, failure) -> fail(failure));
		UnseenWindows.tell(new ScreenlessWindows(this));
		try {
			final ImageJLauncher launcher = ImageJLauncher.start(true);
			launcher.open(slides);
			launcher.runMacro(interpreter, macro, argument).filter(problem -> problems.isEmpty()).ifPresent(problems::add);
		}
		catch (final RuntimeException | StackOverflowError | OutOfMemoryError e) {
			fail(e);
		}
		return end();
	}

	private int end() {
		final Optional<String> ours = ImageJCommand.takeProblem();
		if (problems.isEmpty() && ours.isEmpty()) return Coverslip.DONE;
		final String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
		err.println("coverslip: " + (problems.isEmpty() ? ours.get() : problems.get(0)).strip().replaceAll("\\s*\\R\\s*", " ") + more);
		return Coverslip.FAILED;
	}

	private void fail(final Throwable failure) {
		if (Macro.MACRO_CANCELED.equals(failure.getMessage())) return;
		if (Boolean.getBoolean("coverslip.debug")) failure.printStackTrace(err);
		problems.add(SlideCommand.sentence(failure));
	}

	/** Prints a text that ImageJ shows and goes on. */
	void print(final String text) {
		out.println(text);
	}

	/** Keeps a problem for the end. */
	void report(final String problem) {
		report(problem, interpreter.getLineNumber());
	}

	/** As {@link #report(String)}, of another line than the one that the macro is at. */
	void report(final String problem, final int line) {
		problems.add(problem + " (line " + line + " of the macro)");
	}

	/** Ends the macro and ImageJ at once, from whatever thread. */
	void stop() {
		System.exit(end());
	}
}
