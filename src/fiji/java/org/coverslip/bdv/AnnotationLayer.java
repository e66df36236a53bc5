package org.coverslip.bdv;

import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import org.coverslip.annotation.overlay.AnnotationOverlay;
import org.coverslip.annotation.overlay.OverlayLook;

import bdv.viewer.OverlayRenderer;
import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * Annotations over a scene in a window, wherever that is moved or turned. They are painted in a thread of their own, so
 * that the window stays quick whatever their number; meanwhile those that were painted last move with the slide.
 */
final class AnnotationLayer implements OverlayRenderer {

	private final ViewerPanel viewer;
	private final SceneInWindow scene;
	private final AnnotationOverlay annotations;
	private final Consumer<Exception> failures;
	private final ExecutorService painter = Executors.newSingleThreadExecutor(work -> {
		final Thread thread = new Thread(work, "coverslip-bdv-annotations");
		thread.setDaemon(true);
		return thread;
	});
	private volatile Painted latest;
	/** What is to be painted next; null while nothing is wanted. */
	private View wanted;

	/** What is seen. */
	private record View(AffineTransform place, int width, int height, int z, int t) {}

	private record Painted(View view, BufferedImage picture) {}

	/**
	 * @param annotations
	 *            closed with this
	 * @param failures
	 *            is told of what goes wrong, from any thread
	 */
	AnnotationLayer(final ViewerPanel viewer, final SceneInWindow scene, final AnnotationOverlay annotations,
		final Consumer<Exception> failures)
	{
		this.viewer = viewer;
		this.scene = scene;
		this.annotations = annotations;
		this.failures = failures;
	}

	@Override
	public void drawOverlays(final Graphics g) {
		final View now = view();
		if (now.width <= 0 || now.height <= 0) return;
		final Painted before = latest;
		if (before != null) draw((Graphics2D) g, before, now);
		if (before == null || !before.view.equals(now)) want(now);
	}

	private static void draw(final Graphics2D g, final Painted painted, final View now) {
		try {
			final AffineTransform moved = new AffineTransform(now.place);
			moved.concatenate(painted.view.place.createInverse());
			g.drawImage(painted.picture, moved, null);
		}
		catch (final NoninvertibleTransformException e) {
			// a scene that is seen from its edge
		}
	}

	private View view() {
		final AffineTransform3D seen = new AffineTransform3D();
		viewer.state().getViewerTransform(seen);
		final int width = viewer.getDisplay().getWidth();
		final int height = viewer.getDisplay().getHeight();
		final double[] middle = { width / 2.0, height / 2.0, 0 };
		seen.applyInverse(middle, middle);
		final int z = scene.plane(middle);
		seen.concatenate(scene.toWorld());
		// level-0 pixels count from the corner, the sources of BigDataViewer from the middle of the first pixel
		final AffineTransform place = new AffineTransform(seen.get(0, 0), seen.get(1, 0), seen.get(0, 1),
			seen.get(1, 1), seen.get(0, 3) + z * seen.get(0, 2), seen.get(1, 3) + z * seen.get(1, 2));
		place.translate(-0.5, -0.5);
		return new View(place, width, height, z, viewer.state().getCurrentTimepoint());
	}

	private synchronized void want(final View view) {
		final boolean isAsked = wanted != null;
		wanted = view;
		if (!isAsked && !painter.isShutdown()) painter.execute(this::paint);
	}

	private synchronized View take() {
		final View view = wanted;
		wanted = null;
		return view;
	}

	private void paint() {
		final View view = take();
		if (view.place.getDeterminant() == 0) return;
		try {
			final BufferedImage picture = new BufferedImage(view.width, view.height, BufferedImage.TYPE_INT_ARGB);
			final Graphics2D graphics = picture.createGraphics();
			annotations.paint(graphics, view.place, view.width, view.height,
				new OverlayLook(new BitSet(), view.z, view.t));
			graphics.dispose();
			latest = new Painted(view, picture);
			viewer.getDisplay().repaint();
		}
		catch (final RuntimeException e) {
			failures.accept(e);
		}
	}

	/** Ends its thread, and forgets the annotations. */
	synchronized void close() {
		painter.shutdownNow();
		try {
			annotations.close();
		}
		catch (final IOException e) {
			failures.accept(e);
		}
	}

	@Override
	public void setCanvasSize(final int width, final int height) {
		// the viewer is asked each time
	}
}
