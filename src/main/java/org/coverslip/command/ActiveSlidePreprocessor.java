package org.coverslip.command;

import org.scijava.module.Module;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputHarvester;

import ij.Macro;

/**
 * Has dialogs and scripts begin with the slide, scene and region of the active image; the options of macros do so by
 * {@link CommandOptions}. Before SciJava gives options their default values, after which nobody knows what was given.
 */
@Plugin(type = PreprocessorPlugin.class, priority = InputHarvester.PRIORITY + 1.5)
public final class ActiveSlidePreprocessor extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		final String options = Macro.getOptions();
		if (options != null && !options.isBlank()) return;
		if (module.getDelegateObject() instanceof SlideCommand command) command.fillFromActiveImage();
	}
}
