package org.coverslip.command;

import java.util.Optional;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;

/** A command for SciJava to run, whose parameters the command itself keeps and looks at. */
final class CommandModuleWithOptions extends CommandModule {

	private final SlideCommand command;

	CommandModuleWithOptions(final CommandInfo info, final SlideCommand command) {
		super(info, command);
		this.command = command;
	}

	@Override
	public Object getInput(final String name) {
		final Optional<CommandParameter> parameter = command.parameter(name);
		return parameter.isPresent() ? parameter.get().get() : super.getInput(name);
	}

	/**
	 * Sets an input, as scripts and dialogs do.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is none of such a name, or it takes no values of such a type
	 */
	@Override
	public void setInput(final String name, final Object value) {
		final Optional<CommandParameter> parameter = command.parameter(name);
		if (parameter.isPresent()) parameter.get().set(value);
		else if (getInfo().getInput(name) != null) super.setInput(name, value);
		else throw new IllegalArgumentException(command.options().unknown(name));
	}
}
