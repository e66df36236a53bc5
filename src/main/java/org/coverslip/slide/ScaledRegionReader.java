package org.coverslip.slide;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.AxisSampling;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Reads any area of a scene at any scale: from the coarsest level that is at least as fine as wanted, averaged over
 * areas, or, where even level 0 is coarser, interpolated linearly. Thread-safe.
 * <p>
 * A pixel that is covered in part takes its colour from the covered part alone, and has that part as its alpha; what
 * lies outside the scene counts only for pixels that lie outside altogether, so that the last row and column do not
 * fade. Besides the result, memory is bounded whatever the scale: the level is read in pieces.
 */
public final class ScaledRegionReader {

	/** Side of the pieces in which the level is read, in its pixels. */
	private static final int PIECE = 1024;

	private final RegionReader reader;

	public ScaledRegionReader(final RegionReader reader) {
		this.reader = reader;
	}

	/**
	 * Reads a level-0 region in a number of pixels, for instance 512 x 512 whatever the region's size.
	 *
	 * @param region0
	 *            in level-0 pixels, not empty; may lie outside
	 * @param outWidth
	 *            columns wanted
	 * @param outHeight
	 *            rows wanted
	 * @return as {@link #read(Scene, Plane, ScaledRegion)}
	 */
	public RegionPixels read(final Scene scene, final Plane plane, final Region region0, final int outWidth,
		final int outHeight)
		throws IOException
	{
		if (region0.isEmpty()) throw new IllegalArgumentException("an empty region has no picture");
		return read(scene, plane, ScaledRegion.fitting(region0, outWidth, outHeight));
	}

	/**
	 * Reads a level-0 region, scaled to any size, of several planes.
	 *
	 * @param region0
	 *            in level-0 pixels, not empty; may lie outside
	 * @param outWidth
	 *            columns wanted; 0 to keep the proportions
	 * @param outHeight
	 *            rows wanted, likewise; one of the two at least is given
	 * @param channels
	 *            numbers of the channels, in the order wanted
	 * @return the planes by time point, within that by z, and within that by channel
	 * @throws IllegalArgumentException
	 *             if the scene has not all these planes, or the picture is larger than an array can be
	 */
	public List<RegionPixels> read(final Scene scene, final Region region0, final int outWidth, final int outHeight,
		final List<Integer> channels, final PlaneRange zRange, final PlaneRange tRange) throws IOException
	{
		if (region0.isEmpty()) throw new IllegalArgumentException("an empty region has no picture");
		final ScaledRegion picture = ScaledRegion.proportional(region0, outWidth, outHeight);
		final List<Plane> planes = new ArrayList<>();
		for (int t = tRange.begin(); t < tRange.end(); t++)
			for (int z = zRange.begin(); z < zRange.end(); z++)
				for (final int channel : channels) {
					final Plane plane = new Plane(channel, z, t);
					scene.checkPlane(plane);
					planes.add(plane);
				}
		final List<RegionPixels> pixels = new ArrayList<>();
		for (final Plane plane : planes)
			pixels.add(read(scene, plane, picture));
		return pixels;
	}

	/**
	 * Reads a picture at its own scale.
	 *
	 * @return {@code picture.width()} x {@code picture.height()} pixels of 1 or 3 samples of the scene's type
	 * @throws IllegalArgumentException
	 *             if the scene has no such plane, or the picture is larger than an array can be
	 */
	public RegionPixels read(final Scene scene, final Plane plane, final ScaledRegion picture) throws IOException {
		return read(scene, scene.coarsestLevelAsFineAs(picture.finestPitch()), plane, picture);
	}

	/** As above from a level of one's own choice. */
	public RegionPixels read(final Scene scene, final int levelIndex, final Plane plane, final ScaledRegion picture)
		throws IOException
	{
		scene.checkOpen();
		scene.checkPlane(plane);
		final Level level = scene.level(levelIndex);
		if (!BlockShape.fits(picture.width(), picture.height(), level.samples()))
			throw new IllegalArgumentException("a picture of " + picture.width() + " x " + picture.height()
				+ " pixels cannot be read at once");
		final BlockShape shape =
			new BlockShape((int) picture.width(), (int) picture.height(), level.samples(), level.type());
		final PixelBlock block = PixelBlock.zeros(shape);
		final byte[] alpha = new byte[shape.pixels()];
		final int columns = partLength(picture.pitchX(), level.scale(), shape.width());
		final int rows = partLength(picture.pitchY(), level.scale(), shape.height());
		boolean opaque = true;
		for (int y = 0; y < shape.height(); y += rows)
			for (int x = 0; x < shape.width(); x += columns) {
				final ScaledRegion part =
					picture.part(x, y, Math.min(columns, shape.width() - x), Math.min(rows, shape.height() - y));
				final Resampler resampler = new Resampler(across(part, level), down(part, level), level.samples());
				readPieces(scene, levelIndex, plane, resampler);
				opaque &= resampler.finish(block, alpha, x, y);
			}
		return new RegionPixels(block, opaque ? null : alpha);
	}

	/** How many pixels of the picture one piece of the level makes, at least one. */
	private static int partLength(final double pitch0, final LevelScale scale, final int length) {
		return (int) Math.max(1, Math.min(length, PIECE / scale.toLevelExact(pitch0)));
	}

	private static AxisSampling across(final ScaledRegion part, final Level level) {
		return new AxisSampling(part.x0(), part.pitchX(), (int) part.width(), level.scale(), level.width());
	}

	private static AxisSampling down(final ScaledRegion part, final Level level) {
		return new AxisSampling(part.y0(), part.pitchY(), (int) part.height(), level.scale(), level.height());
	}

	private void readPieces(final Scene scene, final int level, final Plane plane, final Resampler resampler)
		throws IOException {
		final Region needed = resampler.needed();
		for (long y = needed.y(); y < needed.endY(); y += 2 * PIECE)
			for (long x = needed.x(); x < needed.endX(); x += 2 * PIECE) {
				final Region piece = new Region(x, y, 2 * PIECE, 2 * PIECE).intersect(needed);
				resampler.add(piece, reader.read(scene, level, plane, piece));
			}
	}
}
