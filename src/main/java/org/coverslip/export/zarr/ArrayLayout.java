package org.coverslip.export.zarr;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.export.walk.LevelSize;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * How the arrays of an image lie: their axes, of t, c, z, y, x those that are there, c, y and x always; and their
 * chunks, each of one plane and sample.
 *
 * @param sizeT
 *            time points; the axis is there if there are several
 * @param sizeC
 *            channels, or samples of RGB
 * @param sizeZ
 *            focal planes, as {@code sizeT}
 * @param rgb
 *            whether the channels are red, green and blue of one picture
 * @param chunk
 *            side of a chunk in pixels
 * @param fill
 *            what elements of missing chunks are
 * @param sparse
 *            whether chunks of {@code fill} alone are left out
 */
record ArrayLayout(int sizeT, int sizeC, int sizeZ, boolean rgb, PixelType type, int chunk, int fill, boolean sparse) {

	/** Chunks along a side of a shard. */
	private static final int SHARD = 8;

	static ArrayLayout of(final Scene scene, final int chunk) {
		final boolean rgb = scene.isRgb();
		final int colour = scene.background();
		final boolean grey = rgb && scene.pixelType() == PixelType.UINT8 && colour != 0
			&& (colour & 0xff) * 0x010101 == colour;
		return new ArrayLayout(scene.sizeT(), rgb ? scene.level(0).samples() : scene.channels().size(), scene.sizeZ(),
			rgb, scene.pixelType(), chunk, grey ? colour & 0xff : 0, grey || !rgb);
	}

	List<String> axes() {
		final List<String> axes = new ArrayList<>();
		if (sizeT > 1) axes.add("t");
		axes.add("c");
		if (sizeZ > 1) axes.add("z");
		axes.addAll(List.of("y", "x"));
		return axes;
	}

	/** One number for each axis, of those that there may be. */
	private List<Long> ofAxes(final long t, final long c, final long z, final long y, final long x) {
		final List<Long> numbers = new ArrayList<>();
		if (sizeT > 1) numbers.add(t);
		numbers.add(c);
		if (sizeZ > 1) numbers.add(z);
		numbers.add(y);
		numbers.add(x);
		return numbers;
	}

	List<Long> shape(final LevelSize level) {
		return ofAxes(sizeT, sizeC, sizeZ, level.height(), level.width());
	}

	List<Long> chunkShape() {
		return ofAxes(1, 1, 1, chunk, chunk);
	}

	/** Chunks of a shard along each axis: no more than the level has, since programs refuse larger shards. */
	List<Long> chunksOfShard(final LevelSize level) {
		return ofAxes(1, rgb ? sizeC : 1, 1, Math.min(SHARD, level.grid().rows()),
			Math.min(SHARD, level.grid().columns()));
	}

	/** How many chunks there are along each axis. */
	List<Long> chunks(final LevelSize level) {
		return ofAxes(sizeT, sizeC, sizeZ, level.grid().rows(), level.grid().columns());
	}

	/**
	 * The place of a chunk among all.
	 *
	 * @param sample
	 *            of RGB, else 0
	 */
	List<Long> place(final Plane plane, final int sample, final long col, final long row) {
		return ofAxes(plane.t(), rgb ? sample : plane.channel(), plane.z(), row, col);
	}

	/** Sizes of an element of a level along each axis, in the unit of each. */
	List<Double> scale(final double z, final double y, final double x) {
		final List<Double> scale = new ArrayList<>();
		if (sizeT > 1) scale.add(1.0);
		scale.add(1.0);
		if (sizeZ > 1) scale.add(z);
		scale.add(y);
		scale.add(x);
		return scale;
	}
}
