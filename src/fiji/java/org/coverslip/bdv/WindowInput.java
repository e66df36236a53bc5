package org.coverslip.bdv;

import org.scijava.ui.behaviour.ScrollBehaviour;
import org.scijava.ui.behaviour.io.InputTriggerConfig;
import org.scijava.ui.behaviour.util.Actions;
import org.scijava.ui.behaviour.util.Behaviours;

import bdv.BigDataViewer;
import bdv.TransformEventHandler3D;
import bdv.util.BdvHandle;
import bdv.viewer.ViewerOptions;

/**
 * What mouse wheel and keys do in a window of slides: the wheel zooms, over stacks too, and focal planes are stepped
 * through one by one. What the user's own {@code bdvkeyconfig.yaml} says goes before.
 */
final class WindowInput {

	private static final String CONTEXT = "bdv";
	private static final String BLOCK = "focal planes";
	private static final String NOTHING = "not mapped";

	private WindowInput() {}

	/** For BigDataViewer's own behaviours, which would move through stacks by micrometres. */
	static InputTriggerConfig config() {
		final InputTriggerConfig config = BigDataViewer.getInputTriggerConfig(ViewerOptions.options());
		unlessSet(config, TransformEventHandler3D.ZOOM_NORMAL, "scroll", "meta scroll", "ctrl shift scroll");
		for (final String name : new String[] { TransformEventHandler3D.SCROLL_Z, TransformEventHandler3D.SCROLL_Z_FAST,
			TransformEventHandler3D.SCROLL_Z_SLOW, TransformEventHandler3D.KEY_FORWARD_Z,
			TransformEventHandler3D.KEY_FORWARD_Z_FAST, TransformEventHandler3D.KEY_FORWARD_Z_SLOW,
			TransformEventHandler3D.KEY_BACKWARD_Z, TransformEventHandler3D.KEY_BACKWARD_Z_FAST,
			TransformEventHandler3D.KEY_BACKWARD_Z_SLOW })
			unlessSet(config, name, NOTHING);
		return config;
	}

	private static void unlessSet(final InputTriggerConfig config, final String name, final String... triggers) {
		if (!config.getInputs(name, CONTEXT).isEmpty()) return;
		for (final String trigger : triggers)
			config.add(trigger, name, CONTEXT);
	}

	/**
	 * Has keys step through focal planes, and the wheel with shift, unless that zooms faster as it does in windows of
	 * flat slides.
	 */
	static void install(final BdvHandle handle, final FocalPlaneSlider planes, final boolean flat) {
		final InputTriggerConfig config = config();
		final Actions actions = new Actions(config, CONTEXT);
		actions.runnableAction(() -> planes.step(1), "next focal plane", "PERIOD", "PAGE_UP");
		actions.runnableAction(() -> planes.step(-1), "previous focal plane", "COMMA", "PAGE_DOWN");
		actions.install(handle.getKeybindings(), BLOCK);
		if (flat) return;
		final Behaviours behaviours = new Behaviours(config, CONTEXT);
		behaviours.behaviour(new Notches(planes), "scroll focal planes", "shift scroll");
		behaviours.install(handle.getTriggerbindings(), BLOCK);
	}

	/** A plane for each notch of the wheel; of touchpads, which report parts of notches, likewise. */
	private static final class Notches implements ScrollBehaviour {

		private final FocalPlaneSlider planes;
		private double rest;

		Notches(final FocalPlaneSlider planes) {
			this.planes = planes;
		}

		@Override
		public void scroll(final double wheelRotation, final boolean isHorizontal, final int x, final int y) {
			rest -= wheelRotation;
			final int notches = (int) rest;
			rest -= notches;
			if (notches != 0) planes.step(notches);
		}
	}
}
