package org.coverslip.bdv;

import java.util.List;

import bdv.util.AbstractSource;
import mpicbg.spim.data.sequence.VoxelDimensions;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.numeric.NumericType;

/**
 * One image pyramid as BigDataViewer wants it: for each time point its levels, finest first, and how they lie in the
 * world. Immutable and thread-safe.
 * <p>
 * Why not BigDataViewer's own sources of several levels: the one that knows time points keeps the current one in fields
 * without a lock, and neither lets coarse levels be loaded first.
 *
 * @param <T>
 *            type of the pixels
 */
final class LevelSource<T extends NumericType<T>> extends AbstractSource<T> {

	private final List<List<RandomAccessibleInterval<T>>> images;
	private final List<AffineTransform3D> transforms;

	/**
	 * @param images
	 *            of X, Y and Z; by time point, then by level
	 * @param transforms
	 *            from each level's pixel centres to the world
	 */
	LevelSource(final T type, final String name, final VoxelDimensions voxels,
		final List<List<RandomAccessibleInterval<T>>> images, final List<AffineTransform3D> transforms)
	{
		super(type, name, voxels);
		this.images = images.stream().map(List::copyOf).toList();
		this.transforms = List.copyOf(transforms);
	}

	@Override
	public boolean isPresent(final int t) {
		return t >= 0 && t < images.size();
	}

	@Override
	public RandomAccessibleInterval<T> getSource(final int t, final int level) {
		return images.get(t).get(level);
	}

	@Override
	public void getSourceTransform(final int t, final int level, final AffineTransform3D transform) {
		transform.set(transforms.get(level));
	}

	@Override
	public int getNumMipmapLevels() {
		return transforms.size();
	}
}
