package org.coverslip.bdv;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingConstants;
import javax.swing.SwingUtilities;

import bdv.viewer.SourceAndConverter;
import bdv.viewer.ViewerPanel;
import bdv.viewer.ViewerStateChange;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * A slider at the left of a window with a step for each focal plane of the stack that is selected, or else of the
 * first that is shown; not to be seen where all is flat. It follows the view. For the event dispatch thread.
 */
final class FocalPlaneSlider extends JPanel {

	private static final long serialVersionUID = 1L;

	private final transient SlideBdv window;
	private final transient ViewerPanel viewer;
	private final JSlider slider = new JSlider(SwingConstants.VERTICAL, 0, 0, 0);
	private final JLabel label = new JLabel("", SwingConstants.CENTER);
	private boolean following;

	/** To be added to the viewer. */
	FocalPlaneSlider(final SlideBdv window, final ViewerPanel viewer) {
		super(new BorderLayout());
		this.window = window;
		this.viewer = viewer;
		slider.setSnapToTicks(true);
		slider.setFocusable(false); // so that keys go on to be the picture's
		add(label, BorderLayout.NORTH);
		add(slider, BorderLayout.CENTER);
		setVisible(false);
		slider.addChangeListener(event -> {
			if (!following) stack().ifPresent(stack -> moveTo(stack, slider.getValue()));
		});
		viewer.transformListeners().add(transform -> SwingUtilities.invokeLater(this::follow));
		viewer.state().changeListeners().add(change -> {
			if (change == ViewerStateChange.CURRENT_SOURCE_CHANGED) SwingUtilities.invokeLater(this::follow);
		});
	}

	/** Moves the view to the plane that is so many planes on from the one that is seen, as far as there are planes. */
	void step(final int planes) {
		stack().ifPresent(stack -> moveTo(stack, nearest(stack) + planes));
	}

	/** Shows what the window shows now. */
	void follow() {
		final Optional<SceneInWindow> stack = stack();
		setVisible(stack.isPresent());
		stack.ifPresent(this::show);
	}

	private void show(final SceneInWindow stack) {
		final int plane = nearest(stack);
		final int last = stack.scene().sizeZ() - 1;
		following = true;
		try {
			slider.setMaximum(last);
			slider.setValue(plane);
		}
		finally {
			following = false;
		}
		// as wide as for the last plane, so that the picture keeps its size
		label.setPreferredSize(new JLabel(text(last, last)).getPreferredSize());
		label.setText(text(plane, last));
		final double[] centre = centre();
		final String tip =
			String.format(Locale.ROOT, "focal plane %d of %d, %.4g %s from the one in focus; keys , and .", plane + 1,
			last + 1, stack.worldZ(centre[0], centre[1], plane)
				- stack.worldZ(centre[0], centre[1], stack.scene().defaultPlane().z()),
			stack.sources().get(0).getSpimSource().getVoxelDimensions().unit());
		label.setToolTipText(tip);
		slider.setToolTipText(tip);
	}

	private static String text(final int plane, final int last) {
		return "z " + (plane + 1) + "/" + (last + 1);
	}

	private Optional<SceneInWindow> stack() {
		final SourceAndConverter<?> selected = viewer.state().getCurrentSource();
		final List<SceneInWindow> stacks = window.shown().stream().filter(SceneInWindow::isStack).toList();
		return stacks.stream().filter(stack -> selected != null && stack.sources().contains(selected)).findFirst()
			.or(() -> stacks.stream().findFirst());
	}

	/** The place of the world in the middle of the view. */
	private double[] centre() {
		final double[] centre = { viewer.getDisplay().getWidth() / 2.0, viewer.getDisplay().getHeight() / 2.0, 0 };
		viewer.state().getViewerTransform().applyInverse(centre, centre);
		return centre;
	}

	private int nearest(final SceneInWindow stack) {
		return stack.plane(centre());
	}

	private void moveTo(final SceneInWindow stack, final int plane) {
		final double[] centre = centre();
		final int wanted = Math.max(0, Math.min(stack.scene().sizeZ() - 1, plane));
		final AffineTransform3D up = new AffineTransform3D();
		up.translate(0, 0, centre[2] - stack.worldZ(centre[0], centre[1], wanted));
		viewer.state().setViewerTransform(viewer.state().getViewerTransform().concatenate(up));
	}
}
