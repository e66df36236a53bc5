package org.coverslip.command;

import org.scijava.Priority;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;
import org.scijava.module.process.PostprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Keeps texts that are meant for scripts from popping up as windows: SciJava shows every output that nobody has
 * handled. The text is logged instead, and a script still gets it as the command's output.
 */
@Plugin(type = PostprocessorPlugin.class, priority = Priority.HIGH)
public final class ScriptOutputs extends AbstractPostprocessorPlugin {

	@Parameter(required = false)
	private LogService log;

	@Override
	public void process(final Module module) {
		if (!(module.getDelegateObject() instanceof SlideCommand)) return;
		for (final ModuleItem<?> output : module.getInfo().outputs()) {
			final boolean taken = module.isOutputResolved(output.getName()) || SlideCommand.isReport(output);
			if (taken || !(output.getValue(module) instanceof String text)) continue;
			if (log != null) log.info(module.getInfo().getTitle() + ": " + text);
			module.resolveOutput(output.getName());
		}
	}
}
