package org.coverslip.app;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.coverslip.command.TileScript;
import org.coverslip.imagej.TileBench;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.worker.TileServer;
import org.coverslip.unseen.UnseenWindows;

import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.macro.Interpreter;

/**
 * Code that runs on tiles, one after the other, in an ImageJ without a screen. What a macro prints is passed on; what
 * ImageJ would show in a message or ask in a dialog is the tile's failure.
 */
public final class ScreenlessTiles implements MacroWitness, TileServer.Beginning {

	private final TileServer server;
	private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

	private ImageJLauncher launcher;
	private boolean hasLines = true;

	private volatile Interpreter interpreter;

	private ScreenlessTiles(final TileServer server) {
		this.server = server;
	}

	/** Called through {@link ScreenlessImageJ#call}; does not return. */
	public static void run(final InputStream in, final OutputStream out) {
		final TileServer server = new TileServer(in, out);
		final ScreenlessTiles tiles = new ScreenlessTiles(server);
		Thread.setDefaultUncaughtExceptionHandler((where, failure) -> tiles.failed(failure));
		UnseenWindows.tell(new ScreenlessWindows(tiles));
		server.serve(tiles);
	}

	@Override
	public TileServer.Worker begin(final TileCode code) throws TileServer.ProblemException {
		launcher = ImageJLauncher.start(true);
		Prefs.setThreads(1); // each core has a worker
		hasLines = code.hasLines();
		final TileBench.Code runnable = code(code);
		return image -> run(image, runnable);
	}

	private TileBench.Code code(final TileCode code) throws TileServer.ProblemException {
		if (code.kind() != TileCode.Kind.SCRIPT) return (image, tile) -> runMacro(code.asMacro(), tile.argument());
		try {
			return TileScript.of(launcher.context(), code);
		}
		catch (final IllegalArgumentException e) {
			throw new TileServer.ProblemException(e.getMessage());
		}
	}

	private TileAnswer run(final TileImage tile, final TileBench.Code code) throws TileServer.ProblemException {
		problems.clear();
		try {
			return TileBench.run(tile, (image, same) -> problem(code, image, same));
		}
		catch (final RuntimeException | Error e) {
			if (e instanceof OutOfMemoryError) throw e; // ends the process
			throw new TileServer.ProblemException(ScreenlessMacro.sentence(e));
		}
	}

	private Optional<String> problem(final TileBench.Code code, final ImagePlus image, final TileImage tile) {
		final Optional<String> problem = code.run(image, tile);
		return problems.isEmpty() ? problem : Optional.of(problems.get(0));
	}

	private Optional<String> runMacro(final String text, final String argument) {
		interpreter = new Interpreter();
		try {
			return ImageJLauncher.runText(interpreter, text, argument).map(this::withoutLine);
		}
		finally {
			interpreter = null;
		}
	}

	/** Of a command there is one line, which its user did not write. */
	private String withoutLine(final String problem) {
		return hasLines ? problem : problem.replaceFirst(" \\(line \\d+ of the macro\\)$", "");
	}

	private void failed(final Throwable failure) {
		if (!Macro.MACRO_CANCELED.equals(failure.getMessage())) report(ScreenlessMacro.sentence(failure));
	}

	@Override
	public void print(final String text) {
		server.log(text);
	}

	@Override
	public void report(final String problem) {
		final Interpreter running = interpreter;
		if (running == null || !hasLines) problems.add(oneLine(problem));
		else report(problem, running.getLineNumber());
	}

	@Override
	public void report(final String problem, final int line) {
		problems.add(oneLine(problem) + (hasLines ? " (line " + line + " of the macro)" : ""));
	}

	private static String oneLine(final String text) {
		return text.strip().replaceAll("\\s*\\R\\s*", " ");
	}

	@Override
	public void stop() {
		server.end(problems.isEmpty() ? "ImageJ has failed" : problems.get(0));
	}
}
