package org.coverslip.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.scijava.InstantiableException;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModuleItem;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.plugin.PluginInfo;

/**
 * What SciJava knows of a {@link SlideCommand}: the inputs of its annotated fields, where each of its
 * {@link SharedOptions} stands for as many inputs as it has options.
 */
final class CommandInfoWithOptions extends CommandInfo {

	private List<ModuleItem<?>> inputs;
	private Map<String, CommandModuleItem<?>> open;

	CommandInfoWithOptions(final PluginInfo<Command> info) {
		super(info);
	}

	@Override
	public Iterable<ModuleItem<?>> inputs() {
		expand();
		return inputs;
	}

	/**
	 * The input of a name. SciJava converts what scripts give to the type that it has here, and passes over what cannot
	 * be converted; so all values come through here, for the command to look at.
	 */
	@Override
	public CommandModuleItem<?> getInput(final String name) {
		expand();
		final CommandModuleItem<?> item = open.get(name);
		return item == null ? super.getInput(name) : item;
	}

	@Override
	public Module createModule() throws ModuleException {
		try {
			return createModule(createInstance());
		}
		catch (final InstantiableException e) {
			throw new ModuleException(e);
		}
	}

	@Override
	public Module createModule(final Command command) {
		return new CommandModuleWithOptions(this, (SlideCommand) command);
	}

	/** Only when inputs are asked for, because it loads the command's class. */
	private synchronized void expand() {
		if (inputs != null) return;
		final SlideCommand command;
		try {
			command = (SlideCommand) createInstance();
		}
		catch (final InstantiableException e) {
			throw new IllegalStateException(e);
		}
		final List<ModuleItem<?>> all = new ArrayList<>();
		for (final ModuleItem<?> item : super.inputs())
			if (item.getType() != SharedOptions.class) all.add(item);
			else command.parameters().stream().filter(parameter -> parameter.field().getName().equals(item.getName()))
				.forEach(parameter -> all.add(OptionItem.of(this, parameter)));
		open = new HashMap<>();
		for (final CommandParameter parameter : command.parameters()) {
			open.put(parameter.option().key(), OptionItem.open(this, parameter));
			parameter.option().formerKeys().forEach(key -> open.put(key, OptionItem.open(this, parameter)));
		}
		inputs = List.copyOf(all);
	}
}
