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
		if (options == null || !(module.getDelegateObject() instanceof SlideCommand)) return;
		try {
			resolve(module, options);
		}
		catch (final IllegalArgumentException e) {
			cancel(e.getMessage());
		}
	}

	/**
	 * Sets what the options name, and leaves all else that a text can give at its default.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if there is no such parameter, or a value is not possible
	 */
	static void resolve(final Module module, final String options) {
		CommandOptions.set(module, options);
		for (final CommandParameter parameter : ((SlideCommand) module.getDelegateObject()).parameters()) {
			parameter.check();
			module.resolveInput(parameter.option().key());
		}
	}
}
