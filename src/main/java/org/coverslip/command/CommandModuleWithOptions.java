package org.coverslip.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;

/** A command for SciJava to run, whose parameters the command itself keeps and looks at. */
final class CommandModuleWithOptions extends CommandModule {

	private final SlideCommand command;

	/** Values of what was not given, as they were told. */
	private final Map<String, Object> told = new HashMap<>();

	CommandModuleWithOptions(final CommandInfo info, final SlideCommand command) {
		super(info, command);
		this.command = command;
	}

	@Override
	public Object getInput(final String name) {
		final Optional<CommandParameter> parameter = command.parameter(name);
		if (parameter.isEmpty()) return super.getInput(name);
		final Object value = parameter.get().get();
		if (!parameter.get().isGiven()) told.put(name, value);
		return value;
	}

	/**
	 * Sets an input, as scripts and dialogs do. SciJava also sets what nobody has given, to the very value that it was
	 * told; that is not taken for a choice.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is none of such a name, or it takes no values of such a type
	 */
	@Override
	public void setInput(final String name, final Object value) {
		final Optional<CommandParameter> parameter = command.parameter(name);
		if (parameter.isPresent()) {
			if (value != null && value == told.get(name) && !parameter.get().isGiven()) return;
			parameter.get().set(value);
		}
		else if (getInfo().getInput(name) != null) super.setInput(name, value);
		else throw new IllegalArgumentException(command.options().unknown(name));
	}
}
