package org.coverslip.bdv;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.process.Greys;
import org.coverslip.process.KnownFunctions;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.TileCache;

import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * Shows what functions make of a slide, and prints how many places of the screen show what the function gives there:
 * from near, and from far, where nothing is shown; then how many sources there are after a second function. Argument: a
 * slide.
 */
final class PreviewSession {

	private static final long PATIENCE_MS = 30_000;
	private static final double NEAR = 4;
	private static final Region PLACES = new Region(500, 300, 60, 40);
	private static final int STEP = 4;

	private PreviewSession() {}

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
		final SlideBdv window = new SlideBdv("preview", failure -> {});
		window.show(SlideOpener.open(Path.of(args[0])), 0);
		window.fit();
		final SceneInWindow scene = window.current();
		final Picture all = Picture.of(scene.scene(), new RegionReader(TileCache.shared())).build();
		final Picture mask = applied("threshold", "objects=dark value=200", all);
		window.preview("threshold", mask, scene);
		final ViewerPanel viewer = window.handle().getViewerPanel();
		look(viewer, scene, NEAR);
		final PixelBlock expected = mask.read(PLACES).block();
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (agreeing(viewer, scene, expected) < places() && System.currentTimeMillis() < end)
			Thread.sleep(100);
		System.out.println("near " + agreeing(viewer, scene, expected) + " of " + places());
		look(viewer, scene, 0.5 / PreviewSources.FAR);
		while (white(viewer) > 0 && System.currentTimeMillis() < end)
			Thread.sleep(100);
		System.out.println("far " + white(viewer));
		window.preview("gaussian", applied("gaussian", "sigma=2", Greys.of(all)), window.current());
		System.out.println("sources " + viewer.state().getSources().size() + ", of the scene "
			+ (window.current() == scene));
		window.close();
	}

	private static Picture applied(final String word, final String options, final Picture picture) throws IOException {
		final PictureFunction function = KnownFunctions.ofWord(word);
		return function.apply(picture, function.options().parse(options), ProgressListener.NONE);
	}

	/** Has the middle of the places in the middle of the window. */
	private static void look(final ViewerPanel viewer, final SceneInWindow scene, final double scale) {
		final AffineTransform3D view = scene.toWorld().inverse();
		view.translate(-PLACES.x() - PLACES.width() / 2, -PLACES.y() - PLACES.height() / 2, 0);
		view.scale(scale);
		view.translate(viewer.getDisplay().getWidth() / 2.0, viewer.getDisplay().getHeight() / 2.0, 0);
		viewer.state().setViewerTransform(view);
	}

	private static int places() {
		return (int) (PLACES.width() / STEP * (PLACES.height() / STEP));
	}

	private static int agreeing(final ViewerPanel viewer, final SceneInWindow scene, final PixelBlock expected) {
		final AffineTransform3D toScreen = scene.toWorld();
		toScreen.preConcatenate(viewer.state().getViewerTransform());
		final BufferedImage picture = RowsSession.picture(viewer);
		int same = 0;
		for (int y = 0; y < PLACES.height(); y += STEP)
			for (int x = 0; x < PLACES.width(); x += STEP) {
				final double[] at = { PLACES.x() + x, PLACES.y() + y, 0 };
				toScreen.apply(at, at);
				final int shown = picture.getRGB((int) (at[0] + 0.5), (int) (at[1] + 0.5)) & 0xff;
				if (shown == (int) expected.value(x, y, 0)) same++;
			}
		return same;
	}

	/** How many pixels of the middle of the window are bright. */
	private static int white(final ViewerPanel viewer) {
		final BufferedImage picture = RowsSession.picture(viewer);
		int count = 0;
		for (int y = picture.getHeight() / 4; y < picture.getHeight() * 3 / 4; y++)
			for (int x = picture.getWidth() / 4; x < picture.getWidth() * 3 / 4; x++)
				if ((picture.getRGB(x, y) & 0xff) > 128) count++;
		return count;
	}
}
