package org.coverslip.app;

import java.awt.GraphicsEnvironment;
import java.util.List;

import org.coverslip.command.SlideCommand;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPostprocessorPlugin;

import ij.IJ;
import ij.ImagePlus;
import ij.text.TextWindow;

/**
 * Shows what a command leaves: images as ImageJ shows images, reports in a text window, or without a screen in the log,
 * where other texts and notes go always.
 */
public final class OutputPostprocessor extends AbstractPostprocessorPlugin {

	private static final int WIDTH = 800;
	private static final int HEIGHT = 500;

	@Override
	public void process(final Module module) {
		if (module.getDelegateObject() instanceof SlideCommand command) command.notes().forEach(IJ::log);
		for (final ModuleItem<?> output : module.getInfo().outputs()) {
			final Object value = output.getValue(module);
			if (value instanceof ImagePlus image) image.show();
			else if (value instanceof List<?> images) images.forEach(image -> ((ImagePlus) image).show());
			else if (value instanceof String text && SlideCommand.isReport(output))
				show(module.getInfo().getTitle().replace("...", ""), text);
			else if (value instanceof String text) IJ.log(text);
			else continue;
			module.resolveOutput(output.getName()); // for SciJava, which would say that it cannot show it
		}
	}

	private static void show(final String title, final String text) {
		if (GraphicsEnvironment.isHeadless()) IJ.log(text);
		else new TextWindow(title, text, WIDTH, HEIGHT);
	}
}
