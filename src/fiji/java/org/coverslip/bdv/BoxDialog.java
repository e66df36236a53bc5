package org.coverslip.bdv;

import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.WindowEvent;
import java.util.Optional;

import org.scijava.ui.behaviour.io.InputTriggerConfig;

import bdv.tools.boundingbox.BoxSelectionOptions;
import bdv.tools.boundingbox.TransformedRealBoxSelectionDialog;
import bdv.util.BdvFunctions;
import bdv.util.BdvHandle;
import net.imglib2.FinalRealInterval;
import net.imglib2.RealInterval;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.util.Intervals;

/** Lets the user draw a box in a window, with BigDataViewer's own tools. */
public final class BoxDialog {

	private BoxDialog() {}

	/**
	 * Shows a box in the middle of the view, and waits until its user accepts or cancels it, or closes the window. Not
	 * to be called on the event dispatch thread.
	 *
	 * @return left, top, right and bottom edge of the box in world units, or empty if it was canceled
	 */
	public static Optional<double[]> draw(final SlideBdv window, final String title) {
		final TransformedRealBoxSelectionDialog dialog = dialog(window, title);
		putBeside(dialog.getOwner(), dialog);
		window.whenClosed(() -> dialog.dispatchEvent(new WindowEvent(dialog, WindowEvent.WINDOW_CLOSING)));
		try {
			final TransformedRealBoxSelectionDialog.Result result = dialog.getResult();
			final RealInterval box = result.getInterval();
			return result.isValid()
				? Optional.of(new double[] { box.realMin(0), box.realMin(1), box.realMax(0), box.realMax(1) })
				: Optional.empty();
		}
		finally {
			dialog.dispose();
		}
	}

	/** To the right of the window if the screen has room there. */
	private static void putBeside(final Window window, final Window dialog) {
		final Rectangle screen = window.getGraphicsConfiguration().getBounds();
		final int x = window.getX() + window.getWidth();
		if (x + dialog.getWidth() <= screen.x + screen.width) dialog.setLocation(x, window.getY());
		else dialog.setLocationRelativeTo(window);
	}

	@SuppressWarnings("deprecation") // no other way to the numbers of sources is open to programs
	private static TransformedRealBoxSelectionDialog dialog(final SlideBdv window, final String title) {
		final BdvHandle handle = window.handle();
		final RealInterval all = window.extent();
		return new TransformedRealBoxSelectionDialog(handle.getViewerPanel(), handle.getConverterSetups(),
			BdvFunctions.getUnusedSetupId(handle.getSetupAssignments()), new InputTriggerConfig(),
			handle.getTriggerbindings(),
			new AffineTransform3D(), middle(window.view(), all), all, BoxSelectionOptions.options().title(title));
	}

	/** The middle half of the view, as far as there is something; all of Z. */
	private static RealInterval middle(final RealInterval view, final RealInterval all) {
		final double[] min = new double[3];
		final double[] max = new double[3];
		for (int d = 0; d < 2; d++) {
			final double quarter = (view.realMax(d) - view.realMin(d)) / 4;
			min[d] = view.realMin(d) + quarter;
			max[d] = view.realMax(d) - quarter;
		}
		min[2] = all.realMin(2);
		max[2] = all.realMax(2);
		final RealInterval visible = Intervals.intersect(new FinalRealInterval(min, max), all);
		return Intervals.isEmpty(visible) ? all : visible;
	}
}
