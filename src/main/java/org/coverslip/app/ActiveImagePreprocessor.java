package org.coverslip.app;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.process.AbstractPreprocessorPlugin;

import ij.ImagePlus;
import ij.WindowManager;

/** Gives the active image to commands that work on one, as Fiji does. */
public final class ActiveImagePreprocessor extends AbstractPreprocessorPlugin {

	@Override
	public void process(final Module module) {
		for (final ModuleItem<?> input : module.getInfo().inputs()) {
			if (input.getType() != ImagePlus.class || module.isInputResolved(input.getName())) continue;
			final ImagePlus active = WindowManager.getCurrentImage();
			if (active == null) {
				cancel("There is no image open.");
				return;
			}
			module.setInput(input.getName(), active);
			module.resolveInput(input.getName());
		}
	}
}
