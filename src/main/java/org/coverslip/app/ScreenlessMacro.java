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
 * A macro that runs in an ImageJ without a screen. Its log is printed. What ImageJ would show in a message or ask in a
 * dialog becomes the macro's problem: where ImageJ goes on after a message, so does the macro, but its exit status
 * tells; where somebody would have to answer, it ends. The same holds for a command that fails by an exception.
 */
public final class ScreenlessMacro {

	private final Interpreter interpreter = new Interpreter();
	private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
	private final PrintStream out;
	private final PrintStream err;

	private volatile boolean started;

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
			started = true;
			launcher.runMacro(interpreter, macro, argument).filter(problem -> problems.isEmpty())
				.ifPresent(problems::add);
		}
		catch (final RuntimeException | Error e) {
			fail(e);
		}
		return end();
	}

	private int end() {
		final Optional<String> ours = ImageJCommand.takeProblem();
		if (problems.isEmpty() && ours.isEmpty()) return Coverslip.DONE;
		final String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
		err.println("coverslip: " + (problems.isEmpty() ? ours.get() : problems.get(0)).strip()
			.replaceAll("\\s*\\R\\s*", " ") + more);
		return Coverslip.FAILED;
	}

	private void fail(final Throwable failure) {
		if (Macro.MACRO_CANCELED.equals(failure.getMessage())) return;
		if (Boolean.getBoolean("coverslip.debug")) failure.printStackTrace(err);
		// Java's own tell little
		final Throwable cause = failure instanceof Error && failure.getCause() != null ? root(failure) : failure;
		if (Interpreter.getInstance() == null) problems.add(SlideCommand.sentence(cause));
		else report(SlideCommand.sentence(cause));
	}

	private static Throwable root(final Throwable failure) {
		return failure.getCause() == null ? failure : root(failure.getCause());
	}

	/** Prints a text that ImageJ shows and goes on. */
	void print(final String text) {
		out.println(text);
	}

	/** Keeps a problem for the end, with the line that the macro is at. */
	void report(final String problem) {
		if (started) report(problem, interpreter.getLineNumber());
		else problems.add(problem);
	}

	/** As {@link #report(String)}, of another line. */
	void report(final String problem, final int line) {
		problems.add(problem + " (line " + line + " of the macro)");
	}

	/** Ends the macro and ImageJ at once, from any thread. */
	void stop() {
		System.exit(end());
	}
}
