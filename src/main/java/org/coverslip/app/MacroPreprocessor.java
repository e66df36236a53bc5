package org.coverslip.app;

import org.coverslip.command.CommandOptions;
import org.coverslip.command.CommandParameter;
import org.coverslip.command.SlideCommand;
import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.Macro;

/**
 * Takes a command's inputs from the options of a macro's {@code run("command", "options")}. What the options do not
 * name keeps its default value, whatever was chosen in a dialog before, so that a macro does the same each time. A key
 * that the command does not have, and a value that is not possible, is refused.
 */
public final class MacroPreprocessor extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		final String options = Macro.getOptions();
		if (options == null || !(module.getDelegateObject() instanceof SlideCommand command)) return;
		try {
			CommandOptions.set(module, options);
			for (final CommandParameter parameter : command.parameters()) {
				parameter.check();
				module.resolveInput(parameter.option().key());
			}
		}
		catch (final IllegalArgumentException e) {
			cancel(e.getMessage());
		}
	}
}
