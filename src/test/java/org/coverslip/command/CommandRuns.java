package org.coverslip.command;

import java.util.concurrent.ExecutionException;

import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Runs commands as scripts do. */
final class CommandRuns {

	private CommandRuns() {}

	/** Runs a command, with inputs as key, value, key, value, ..., to its end. */
	static CommandModule run(final Context context, final Class<? extends SlideCommand> command,
		final Object... inputs) throws InterruptedException, ExecutionException
	{
		return context.service(CommandService.class).run(command, true, inputs).get();
	}
}
