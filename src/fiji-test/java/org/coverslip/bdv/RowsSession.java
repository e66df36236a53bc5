package org.coverslip.bdv;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import javax.swing.SwingUtilities;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;

import bdv.viewer.ViewerPanel;
import net.imglib2.RealInterval;

/**
 * Shows all scenes of a white slide that states no places, prints where they lie, the name of the one that is selected,
 * and how bright that name and its ground are; then nine and four of its images beside each other, and prints where
 * they lie.
 */
final class RowsSession {

	private static final long PATIENCE_MS = 20_000;
	private static final int SIDE = 100;

	private RowsSession() {}

	public static void main(final String[] args) {
		try {
			run();
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // Swing would go on
	}

	private static void run() throws Exception {
		final SlideBdv window = new SlideBdv("rows", failure -> {});
		window.showAll(white(2 * SIDE, 4));
		window.fit();
		window.shown().forEach(RowsSession::say);
		final ViewerPanel viewer = window.handle().getViewerPanel();
		System.out.println(viewer.state().getCurrentSource().getSpimSource().getName());
		await(() -> grey(picture(viewer), viewer.getDisplay().getWidth() / 2, 150) > 250);
		final BufferedImage picture = picture(viewer);
		final List<Integer> greys = new ArrayList<>();
		for (int y = 2; y < 12; y++)
			for (int x = -40; x < 40; x++)
				greys.add(grey(picture, picture.getWidth() / 2 + x, y));
		greys.sort(null);
		System.out.println("slide " + (grey(picture, picture.getWidth() / 2, 150) > 250) + ", ground "
			+ (greys.get(greys.size() / 2) < 128) + ", name " + (greys.get(greys.size() - 1) > 230));
		beside();
	}

	private static void beside() throws Exception {
		final SlideBdv window = new SlideBdv("beside", failure -> {});
		window.showAllBeside(white(SIDE, 9));
		window.shown().forEach(RowsSession::say);
		window.showAllBeside(white(SIDE, 4));
		window.shown().stream().skip(9).forEach(RowsSession::say);
	}

	private static void say(final SceneInWindow shown) {
		final RealInterval extent = shown.extent();
		System.out.printf(Locale.ROOT, "%.0f, %.0f to %.0f, %.0f%n", extent.realMin(0), extent.realMin(1),
			extent.realMax(0), extent.realMax(1));
	}

	/** What a window shows, with its texts. */
	static BufferedImage picture(final ViewerPanel viewer) {
		final BufferedImage picture = new BufferedImage(viewer.getDisplay().getWidth(),
			viewer.getDisplay().getHeight(), BufferedImage.TYPE_INT_RGB);
		try {
			SwingUtilities.invokeAndWait(() -> viewer.getDisplay().paint(picture.getGraphics()));
		}
		catch (final ReflectiveOperationException | InterruptedException e) {
			throw new IllegalStateException(e);
		}
		return picture;
	}

	private static int grey(final BufferedImage picture, final int x, final int y) {
		return picture.getRGB(x, y) >> 8 & 0xff;
	}

	/** Square scenes, of which the first one may be larger. */
	private static Slide white(final int first, final int count) {
		final SlideLifetime lifetime = SlideLifetime.inMemory("white");
		final List<Scene> scenes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int side = i == 0 ? first : SIDE;
			final Level level = Level.builder(side, side, (tile, plane) -> {
				final PixelBlock block = PixelBlock.zeros(new BlockShape(side, side, 3, PixelType.UINT8));
				Arrays.fill(block.bytes(), (byte) 255);
				return Optional.of(block);
			}).grid(UniformTileGrid.covering(side, side, side, side)).samples(PixelType.UINT8, 3).build();
			scenes.add(Scene.builder(lifetime).name("image " + i).levels(List.of(level)).build());
		}
		return new OpenedSlide(new SlideMetadata("white", "test", Map.of(), null), scenes, List.of(), lifetime);
	}

	/** Waits, but goes on in the end: what is printed tells. */
	private static void await(final BooleanSupplier condition) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!condition.getAsBoolean() && System.currentTimeMillis() < end)
			Thread.sleep(50);
	}
}
