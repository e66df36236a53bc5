package org.coverslip.command;

import java.util.Locale;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

import ij.Macro;

/**
 * In a macro's {@code run("command", "options")}, gives what the options do not name its default value. Fiji takes what they name, and
 * would ask for the rest in a dialog; so it still does for what has no default, as a file, and for a value that it cannot read.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 1)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		final String options = Macro.getOptions();
		if (options == null || options.isBlank() || !(module.getDelegateObject() instanceof SlideCommand)) return;
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			final String name = input.getName();
			if (module.isInputResolved(name) || isNamed(options, name)) continue;
			if (module.getInput(name) != null || !input.isRequired()) module.resolveInput(name);
		}
	}

	/** ImageJ's recorder writes keys in lower case. */
	private static boolean isNamed(final String options, final String key) {
		return Macro.getValue(options, key, null) != null || Macro.getValue(options, key.toLowerCase(Locale.ROOT), null) != null;
	}
}
