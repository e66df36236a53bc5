package org.coverslip.command;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.coverslip.imagej.TileBench;
import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.TileSubject;
import org.coverslip.process.TileTask;
import org.coverslip.process.TileWork;
import org.coverslip.process.TileWorkException;
import org.coverslip.slide.ProgressListener;
import org.scijava.Context;

import ij.Macro;
import ij.macro.Interpreter;

/**
 * Work in the ImageJ of this virtual machine, one tile after the other: in Fiji, with all that is installed there.
 */
final class HereWork implements TileWork {

	private final TileSubject subject;
	private final ProgressListener progress;
	private final TileBench.Code code;
	private volatile boolean closed;

	/**
	 * @param context
	 *            runs scripts
	 */
	HereWork(final TileCode code, final TileSubject subject, final Context context, final ProgressListener progress) {
		this.subject = subject;
		this.progress = progress;
		this.code = code.kind() == TileCode.Kind.SCRIPT ? TileScript.of(context, code)
			: (image, tile) -> runMacro(code, tile.argument());
	}

	private static Optional<String> runMacro(final TileCode code, final String argument) {
		final Interpreter interpreter = new Interpreter();
		try {
			interpreter.run(code.asMacro(), argument);
		}
		catch (final RuntimeException e) {
			final boolean exited = Macro.MACRO_CANCELED.equals(e.getMessage());
			if (exited && !interpreter.wasError()) return Optional.empty(); // the macro's own exit()
			return Optional.of(exited ? message(interpreter, code) : SlideCommand.sentence(e));
		}
		return interpreter.wasError() ? Optional.of(message(interpreter, code)) : Optional.empty();
	}

	private static String message(final Interpreter interpreter, final TileCode code) {
		final String message = interpreter.getErrorMessage();
		return (message == null ? Macro.MACRO_CANCELED : message.strip())
			+ (code.hasLines() ? " (line " + interpreter.getLineNumber() + " of the macro)" : "");
	}

	@Override
	public int workers() {
		return 1;
	}

	@Override
	public TileAnswer run(final TileTask task) throws IOException {
		if (closed || progress.isCanceled()) throw new CancellationException();
		final TileImage image = TileImage.of(task, subject);
		try {
			return TileBench.run(image, code).moved(task.around().x(), task.around().y());
		}
		catch (final IllegalArgumentException e) {
			throw new TileWorkException(task, e.getMessage(), e);
		}
	}

	@Override
	public void close() {
		closed = true;
	}
}
