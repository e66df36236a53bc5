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
public final class ScreenlessMacro implements MacroWitness {

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
			ImageJLauncher.runMacro(interpreter, macro, argument).filter(problem -> problems.isEmpty())
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
		if (Interpreter.getInstance() == null) problems.add(sentence(failure));
		else report(sentence(failure));
	}

	/** What to say of a failure: of one of Java's errors, which tell little, what it comes from. */
	static String sentence(final Throwable failure) {
		return SlideCommand.sentence(failure instanceof Error ? root(failure) : failure);
	}

	private static Throwable root(final Throwable failure) {
		return failure.getCause() == null ? failure : root(failure.getCause());
	}

	@Override
	public void print(final String text) {
		out.println(text);
	}

	/** Keeps it for the end. */
	@Override
	public void report(final String problem) {
		if (started) report(problem, interpreter.getLineNumber());
		else problems.add(problem);
	}

	@Override
	public void report(final String problem, final int line) {
		problems.add(problem + " (line " + line + " of the macro)");
	}

	@Override
	public void stop() {
		System.exit(end());
	}
}
