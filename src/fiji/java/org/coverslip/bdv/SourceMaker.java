package org.coverslip.bdv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import bdv.BigDataViewer;
import bdv.cache.SharedQueue;
import bdv.util.volatiles.VolatileTypeMatcher;
import bdv.util.volatiles.VolatileViews;
import bdv.viewer.SourceAndConverter;
import mpicbg.spim.data.sequence.VoxelDimensions;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.Volatile;
import net.imglib2.cache.volatiles.CacheHints;
import net.imglib2.cache.volatiles.LoadingStrategy;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.NumericType;

/**
 * Makes sources of images that lie at one place of the world: with a volatile and a waiting form each, which can be
 * moved by hand, and coarse levels loaded first.
 *
 * @param voxels
 *            of level 0
 * @param transforms
 *            from the levels' pixel centres to the world, finest first
 * @param sizeT
 *            number of time points
 * @param queue
 *            loads what the volatile forms lack
 */
record SourceMaker(VoxelDimensions voxels, List<AffineTransform3D> transforms, int sizeT, SharedQueue queue) {

	/**
	 * @param images
	 *            by time point, then by level; cached images of cells
	 */
	@SuppressWarnings("unchecked") // the matcher gives the volatile form of the type
	<T extends NativeType<T> & NumericType<T>, V
		extends Volatile<T> & NativeType<V> & NumericType<V>> SourceAndConverter<T> source(
		final String name, final T type, final IntFunction<IntFunction<RandomAccessibleInterval<T>>> images)
	{
		final V volatileType = (V) VolatileTypeMatcher.getVolatileTypeForType(type);
		final List<List<RandomAccessibleInterval<T>>> levels = new ArrayList<>();
		final List<List<RandomAccessibleInterval<V>>> volatileLevels = new ArrayList<>();
		for (int t = 0; t < sizeT; t++) {
			levels.add(new ArrayList<>());
			volatileLevels.add(new ArrayList<>());
			for (int level = 0; level < transforms.size(); level++) {
				final RandomAccessibleInterval<T> image = images.apply(t).apply(level);
				levels.get(t).add(image);
				volatileLevels.get(t).add(VolatileViews.wrapAsVolatile(image, queue, hints(level)));
			}
		}
		return BigDataViewer.wrapWithTransformedSource(new SourceAndConverter<>(
			new LevelSource<>(type, name, voxels, levels, transforms), BigDataViewer.createConverterToARGB(type),
			new SourceAndConverter<>(new LevelSource<>(volatileType, name, voxels, volatileLevels, transforms),
				BigDataViewer.createConverterToARGB(volatileType))));
	}

	/** The coarsest level has priority 0, the first. */
	private CacheHints hints(final int level) {
		return new CacheHints(LoadingStrategy.VOLATILE, transforms.size() - 1 - level, true);
	}
}
