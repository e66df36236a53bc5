package org.coverslip.format.olympus;

import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

/** What all scenes made from stacks have in common, wherever their pixels are. */
final class StackScenes {

	private StackScenes() {}

	/** A scene that still needs its levels, channels and background. */
	static Scene.Builder builder(final VsiStack stack, final StackAxes axes, final SlideLifetime lifetime) {
		return Scene.builder(lifetime).name(stack.name().isEmpty() ? stack.folder() : stack.name())
			.sizeZ(axes.sizeZ()).sizeT(axes.sizeT()).pixelSize(stack.pixelSize())
			.objectivePower(stack.optics().magnification())
			.pixelSizeZ(axes.stepZ());
	}
}
