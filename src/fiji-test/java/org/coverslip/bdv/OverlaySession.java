package org.coverslip.bdv;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import javax.imageio.ImageIO;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.overlay.OverlayBuilder;
import org.coverslip.detect.SlideOpener;

import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * Shows a red ring over a slide, and prints which of three of its places are red: on the outline, in the hole, outside;
 * at two magnifications. Arguments: a slide of 400 x 300 pixels that has no red; a PNG to write, if wanted.
 */
final class OverlaySession {

	private static final long PATIENCE_MS = 20_000;
	private static final Box OUTER = new Box(100, 60, 160, 120);
	private static final Box HOLE = new Box(140, 100, 40, 40);

	private OverlaySession() {}

	public static void main(final String[] args) {
		try {
			run(args);
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // Swing would go on
	}

	private static void run(final String[] args) throws Exception {
		final SlideBdv window = new SlideBdv("annotations", failure -> {});
		window.show(SlideOpener.open(Path.of(args[0])), 0);
		window.fit();
		try (OverlayBuilder builder = new OverlayBuilder(bytes -> {})) {
			builder.put(Annotation.builder(Geometry.polygons(List.of(
				new Polygon(Vertices.ofBox(OUTER), List.of(Vertices.ofBox(HOLE))))))
				.classification(new Classification("Tumor", OptionalInt.of(0xff0000))).build());
			window.show(builder.build(), window.current());
		}
		final ViewerPanel viewer = window.handle().getViewerPanel();
		tell(viewer);
		final AffineTransform3D closer = viewer.state().getViewerTransform();
		final double x = viewer.getDisplay().getWidth() / 2.0;
		final double y = viewer.getDisplay().getHeight() / 2.0;
		closer.translate(-x, -y, 0);
		closer.scale(1.7);
		closer.translate(x, y, 0);
		viewer.state().setViewerTransform(closer);
		tell(viewer);
		if (args.length > 1) ImageIO.write(RowsSession.picture(viewer), "png", new File(args[1]));
	}

	private static void tell(final ViewerPanel viewer) throws InterruptedException {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!isRed(viewer, OUTER.x(), OUTER.y() + 90) && System.currentTimeMillis() < end)
			Thread.sleep(50);
		System.out.println("outline " + isRed(viewer, OUTER.x(), OUTER.y() + 90) + ", hole's outline "
			+ isRed(viewer, HOLE.endX(), HOLE.y() + 20) + ", in the hole "
			+ isRed(viewer, HOLE.x() + 20, HOLE.y() + 20) + ", outside "
			+ isRed(viewer, OUTER.x() - 12, OUTER.y() + 90));
	}

	/** Whether there is pure red within a pixel of the place on the screen that shows one of the slide. */
	private static boolean isRed(final ViewerPanel viewer, final double x0, final double y0) {
		final AffineTransform3D toScreen = new AffineTransform3D();
		viewer.state().getCurrentSource().getSpimSource().getSourceTransform(0, 0, toScreen);
		toScreen.preConcatenate(viewer.state().getViewerTransform());
		final double[] at = { x0 - 0.5, y0 - 0.5, 0 }; // centres of pixels are whole numbers there
		toScreen.apply(at, at);
		final BufferedImage picture = RowsSession.picture(viewer);
		for (int dy = -1; dy <= 1; dy++)
			for (int dx = -1; dx <= 1; dx++) {
				final Color color = new Color(picture.getRGB((int) at[0] + dx, (int) at[1] + dy));
				if (color.getRed() > 200 && color.getGreen() < 80 && color.getBlue() < 80) return true;
			}
		return false;
	}
}
