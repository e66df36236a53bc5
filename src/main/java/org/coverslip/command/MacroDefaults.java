package org.coverslip.command;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.coverslip.option.OptionText;
import org.scijava.convert.ConvertService;
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
 * keys in lower case only, as its recorder writes them: here a key is taken as the parameter's name is written, too.
 * And what the options do not name gets its default value, where Fiji would ask for it in a dialog; so it still does
 * for what has no default, as a file, and for a value that it cannot read. A key that the command does not have, which
 * Fiji would pass over, is refused.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 1)
public final class MacroDefaults extends AbstractPreprocessorPlugin {

	@Parameter
	private ConvertService converter;

	@Parameter(required = false)
	private LogService log;

	@Override
	public void process(final Module module) {
		final String options = Macro.getOptions();
		if (options == null || options.isBlank() || !(module.getDelegateObject() instanceof SlideCommand)) return;
		final Optional<String> unknown = CommandOptions.unknownKey(module, OptionText.parse(options));
		if (unknown.isPresent()) {
			if (log != null) log.error(unknown.get()); // as other failures are, since Fiji shows no reason of its own
			cancel(unknown.get());
			return;
		}
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (!module.isInputResolved(input.getName())) resolve(module, input, options);
	}

	private void resolve(final Module module, final ModuleItem<?> input, final String options) {
		final String name = input.getName();
		final String lower = name.toLowerCase(Locale.ROOT);
		if (Macro.getValue(options, lower, null) != null) return; // Fiji has seen it
		final String value = lower.equals(name) ? null
			: Macro.getValue(withLowerCase(options, name, lower), lower, null);
		if (value == null) {
			if (module.getInput(name) != null || !input.isRequired()) module.resolveInput(name);
		}
		else if (converter.supports(value, input.getType())) {
			module.setInput(name, converter.convert(value, input.getType()));
			module.resolveInput(name);
		}
	}

	/** ImageJ itself looks for keys in lower case, whatever it is asked for. */
	private static String withLowerCase(final String options, final String key, final String lower) {
		return Pattern.compile("(?<=^|\\s)" + Pattern.quote(key) + "=").matcher(options).replaceFirst(lower + "=");
	}
}
