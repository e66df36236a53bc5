package org.coverslip.command;

import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

import ij.Macro;

/**
 * What Fiji leaves undone with a macro's {@code run("command", "options")}. Fiji takes what the options name, but finds
 * keys in lower case only, as its recorder writes them, passes over keys that the command does not have, and asks in a
 * dialog for what it cannot read or is not named. Here all of the options is taken or refused, and what they do not
 * name gets its default value. In a dialog Fiji still asks for what has no default, as a file.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 1)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

	@Parameter(required = false)
	private LogService log;

	@Override
	public void process(final Module module) {
		final String options = Macro.getOptions();
		if (options == null || options.isBlank() || !(module.getDelegateObject() instanceof SlideCommand)) return;
		try {
			CommandOptions.set(module, options);
		}
		catch (final IllegalArgumentException e) {
			if (log != null) log.error(e.getMessage()); // as other failures are, since Fiji shows no reason of its own
			cancel(e.getMessage());
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (module.getInput(input.getName()) != null || !input.isRequired()) module.resolveInput(input.getName());
	}
}
