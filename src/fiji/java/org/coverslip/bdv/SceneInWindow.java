package org.coverslip.bdv;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

import bdv.viewer.SourceAndConverter;
import net.imglib2.FinalRealInterval;
import net.imglib2.Interval;
import net.imglib2.RealInterval;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * A scene that a window shows.
 *
 * @param slide
 *            open while the window is
 * @param index
 *            number of the scene
 * @param sources
 *            what shows it
 */
public record SceneInWindow(Slide slide, int index, List<SourceAndConverter<?>> sources) {

	/** The scene itself. */
	public Scene scene() {
		return slide.scenes().get(index);
	}

	/** What the scene takes of the world, as it lies there now. */
	public RealInterval extent() {
		final Interval level0 = sources.get(0).getSpimSource().getSource(0, 0);
		final double[] min = new double[3];
		final double[] max = new double[3];
		for (int d = 0; d < 3; d++) {
			min[d] = level0.min(d) - 0.5;
			max[d] = level0.max(d) + 0.5;
		}
		return toWorld().estimateBounds(new FinalRealInterval(min, max));
	}

	/**
	 * The level-0 region that a box of the world touches, also after the scene was moved or turned in the window; may
	 * reach over the scene's edges.
	 *
	 * @param minX
	 *            left edge of the box, in world units; likewise the others
	 */
	public Region region0(final double minX, final double minY, final double maxX, final double maxY) {
		final double z = (extent().realMin(2) + extent().realMax(2)) / 2;
		final RealInterval pixels = toWorld().inverse()
			.estimateBounds(new FinalRealInterval(new double[] { minX, minY, z }, new double[] { maxX, maxY, z }));
		return Region.covering(pixels.realMin(0) + 0.5, pixels.realMin(1) + 0.5, pixels.realMax(0) + 0.5,
			pixels.realMax(1) + 0.5);
	}

	/** Whether it has several focal planes. */
	boolean isStack() {
		return scene().sizeZ() > 1;
	}

	/** The focal plane that is nearest to a place of the world. */
	int plane(final double[] place) {
		final double[] pixel = new double[3];
		toWorld().applyInverse(pixel, place);
		return IntStream.range(0, scene().sizeZ()).boxed()
			.min(Comparator.comparingDouble(plane -> Math.abs(plane - pixel[2]))).orElseThrow();
	}

	/** Where a focal plane lies above a place of the world's X and Y. */
	double worldZ(final double x, final double y, final int plane) {
		final AffineTransform3D world = toWorld();
		final double[] pixel = new double[3];
		world.applyInverse(pixel, new double[] { x, y, 0 });
		pixel[2] = plane;
		world.apply(pixel, pixel);
		return pixel[2];
	}

	/** From the centres of level-0 pixels to the world. */
	AffineTransform3D toWorld() {
		final AffineTransform3D transform = new AffineTransform3D();
		sources.get(0).getSpimSource().getSourceTransform(0, 0, transform);
		return transform;
	}
}
