package org.coverslip.bdv;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.img.ImagePyramid;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.cache.img.CellLoader;
import net.imglib2.cache.img.ReadOnlyCachedCellImgFactory;
import net.imglib2.cache.img.ReadOnlyCachedCellImgOptions;
import net.imglib2.cache.img.SingleCellArrayImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;

/**
 * A pyramid's levels as images of X, Y and Z whose cells are read when they are first looked at, by whoever looks or by
 * the threads of a queue. Thread-safe.
 * <p>
 * A cell that cannot be read shows the background, and the failure is reported: BigDataViewer's threads would try a
 * cell that fails again and again. Cells are kept by soft references: Java takes them back when memory becomes scarce.
 */
final class LevelCells {

	private static final int CELL = 256;
	private static final int LEAST_TILE = 128;
	private static final int LARGEST_TILE = 512;
	private static final int OPAQUE = 0xff000000;

	private final ImagePyramid pyramid;
	private final Consumer<Exception> failures;

	/**
	 * @param failures
	 *            is told of each cell that cannot be read, from any thread; not of those that are wanted after the
	 *            slide was closed
	 */
	LevelCells(final ImagePyramid pyramid, final Consumer<Exception> failures) {
		this.pyramid = pyramid;
		this.failures = failures;
	}

	/** A level of a time point as colours. */
	RandomAccessibleInterval<ARGBType> colors(final int level, final int t) {
		return image(level, new ARGBType(), cell -> {
			final int[] words = (int[]) cell.getStorageArray();
			try {
				System.arraycopy(pyramid.readArgb(level, region(cell), (int) cell.min(2), t), 0, words, 0,
					words.length);
			}
			catch (final IOException | RuntimeException e) {
				Arrays.fill(words, OPAQUE | pyramid.backdrop());
				report(e);
			}
		});
	}

	/**
	 * A level of a channel and time point as samples.
	 *
	 * @param type
	 *            an instance of the scene's type
	 */
	<T extends NativeType<T>> RandomAccessibleInterval<T> samples(final int level, final int channel, final int t,
		final T type) {
		return image(level, type, cell -> {
			final Object samples = cell.getStorageArray();
			try {
				final Plane plane = new Plane(channel, (int) cell.min(2), t);
				System.arraycopy(pyramid.read(level, plane, region(cell)).block().array(), 0, samples, 0,
					(int) cell.size());
			}
			catch (final IOException | RuntimeException e) {
				report(e);
			}
		});
	}

	private <T
		extends NativeType<T>> RandomAccessibleInterval<T> image(final int index, final T type,
		final CellLoader<T> loader) {
		final Level level = pyramid.level(index);
		return image(new long[] { level.width(), level.height(), pyramid.scene().sizeZ() }, cellSize(level), type,
			loader);
	}

	/** An image of nothing: zeros, or colours that cannot be seen. */
	static <T extends NativeType<T>> RandomAccessibleInterval<T> blank(final long width, final long height,
		final long depth, final T type)
	{
		return image(new long[] { width, height, depth }, new int[] { CELL, CELL, 1 }, type, cell -> {});
	}

	private static <T extends NativeType<T>> RandomAccessibleInterval<T> image(final long[] size, final int[] cellSize,
		final T type, final CellLoader<T> loader)
	{
		return new ReadOnlyCachedCellImgFactory(
			ReadOnlyCachedCellImgOptions.options().volatileAccesses(true).cellDimensions(cellSize))
			.create(size, type, loader);
	}

	/** The stored tiles' size if it is about {@link #CELL}, so that a cell needs one tile. */
	private static int[] cellSize(final Level level) {
		if (level.layout() instanceof UniformTileGrid grid && grid.originX() == 0 && grid.originY() == 0
			&& isFit(grid.tileWidth())
			&& isFit(grid.tileHeight())) return new int[] { grid.tileWidth(), grid.tileHeight(), 1 };
		return new int[] { CELL, CELL, 1 };
	}

	private static boolean isFit(final int side) {
		return side >= LEAST_TILE && side <= LARGEST_TILE;
	}

	private static Region region(final SingleCellArrayImg<?, ?> cell) {
		return new Region(cell.min(0), cell.min(1), cell.dimension(0), cell.dimension(1));
	}

	private void report(final Exception failure) {
		if (!(failure instanceof ClosedSlideException)) failures.accept(failure);
	}
}
