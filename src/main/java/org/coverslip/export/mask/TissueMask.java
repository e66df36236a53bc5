package org.coverslip.export.mask;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.OtsuThreshold;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;

/**
 * Where a scene shows tissue, at a coarse scale. Immutable.
 * <p>
 * The scene is read once, averaged over areas from the coarsest level that is fine enough. In colour, each pixel of the
 * mask has a saturation, 255 · (max - min) / max of red, green and blue; what is darker than 1/8 of full brightness,
 * such as ink and the frame around a scan, has 0. In measured channels the brightest channel counts instead, each
 * scaled from 0 at its 0.2 % to 255 at its 99.8 % quantile. The mean of 3 x 3 pixels is compared with a limit: the one
 * that is given, or Otsu's (the one that separates two classes best, N. Otsu, IEEE Trans. Syst. Man Cybern. 9, 1979),
 * which is not taken to be less than {@value #LEAST_LIMIT}, so that bare glass is not divided. Then small specks are
 * removed, and small holes filled. What no tile of the slide covers is not tissue.
 */
public final class TissueMask {

	/** The longest side that a mask can have. */
	public static final int LONGEST_SIDE = 4096;

	private static final int LEAST_LIMIT = 10;
	private static final int PIECE = 256;
	private static final int DARK_PART = 8;
	private static final double OUTLIERS = 0.002;
	private static final int SAMPLED = 1 << 17;

	private final ScaledRegion picture;
	private final boolean[] tissue;
	private final int limit;

	private TissueMask(final ScaledRegion picture, final boolean[] tissue, final int limit) {
		this.picture = picture;
		this.tissue = tissue;
		this.limit = limit;
	}

	/**
	 * Looks for tissue in a scene, on all cores.
	 *
	 * @param z
	 *            number of the focal plane
	 * @param t
	 *            number of the time point
	 * @throws CancellationException
	 *             if the listener canceled
	 */
	public static TissueMask of(final Scene scene, final int z, final int t, final TissueOptions options,
		final ProgressListener progress) throws IOException
	{
		final Region whole = scene.level(0).region();
		final double least = (double) Math.max(whole.width(), whole.height()) / LONGEST_SIDE;
		final ScaledRegion picture = ScaledRegion.at(whole, new LevelScale(Math.max(options.downsample(), least)));
		final Brightness read = new Brightness(scene, picture, progress);
		final byte[] signal = scene.isRgb() ? read.saturation(new Plane(0, z, t)) : read.channels(z, t);
		final byte[] smooth = smooth(signal, (int) picture.width());
		final int limit = options.saturation() > 0 ? options.saturation()
			: Math.max(LEAST_LIMIT, OtsuThreshold.of(histogram(smooth, read.covered)));
		final boolean[] tissue = new boolean[smooth.length];
		for (int i = 0; i < tissue.length; i++)
			tissue[i] = read.covered[i] && (smooth[i] & 0xff) > limit;
		final MaskAreas areas = new MaskAreas(tissue, (int) picture.width());
		areas.removeSpecks(options.speck());
		areas.fillHoles(options.hole());
		return new TissueMask(picture, tissue, limit);
	}

	/** Where the mask's pixels lie on the scene. */
	public ScaledRegion picture() {
		return picture;
	}

	/**
	 * The part of this mask that shows a level-0 region, widened to whole pixels of the mask.
	 *
	 * @throws IllegalArgumentException
	 *             if it shows nothing of it
	 */
	public TissueMask within(final Region region0) {
		final Region part = Region.covering((region0.x() - picture.x0()) / picture.pitchX(),
			(region0.y() - picture.y0()) / picture.pitchY(), (region0.endX() - picture.x0()) / picture.pitchX(),
			(region0.endY() - picture.y0()) / picture.pitchY())
			.intersect(Region.ofSize(picture.width(), picture.height()));
		final boolean[] inside = new boolean[(int) part.area()];
		for (int y = 0; y < part.height(); y++)
			for (int x = 0; x < part.width(); x++)
				inside[y * (int) part.width() + x] = isTissue((int) part.x() + x, (int) part.y() + y);
		return new TissueMask(picture.part(part.x(), part.y(), part.width(), part.height()), inside, limit);
	}

	/** The limit of saturation, 0 to 254, above which a pixel was taken for tissue. */
	public int limit() {
		return limit;
	}

	/** Whether a pixel of the mask is tissue. */
	public boolean isTissue(final int x, final int y) {
		return tissue[y * (int) picture.width() + x];
	}

	/** The mask as bytes, 255 for tissue and 0 else, row by row; a copy. */
	public byte[] bytes() {
		final byte[] bytes = new byte[tissue.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) (tissue[i] ? 255 : 0);
		return bytes;
	}

	/**
	 * How much of a level-0 region is tissue, 0 to 1, of the part that lies in the scene; pixels of the mask count by
	 * their share.
	 */
	public double fraction(final Region region0) {
		final double minX = Math.max(0, (region0.x() - picture.x0()) / picture.pitchX());
		final double minY = Math.max(0, (region0.y() - picture.y0()) / picture.pitchY());
		final double endX = Math.min(picture.width(), (region0.endX() - picture.x0()) / picture.pitchX());
		final double endY = Math.min(picture.height(), (region0.endY() - picture.y0()) / picture.pitchY());
		if (!(endX > minX && endY > minY)) return 0;
		double sum = 0;
		for (int y = (int) minY; y < endY; y++) {
			double row = 0;
			for (int x = (int) minX; x < endX; x++)
				if (isTissue(x, y)) row += Math.min(x + 1, endX) - Math.max(x, minX);
			sum += row * (Math.min(y + 1, endY) - Math.max(y, minY));
		}
		return Math.min(1, sum / ((endX - minX) * (endY - minY)));
	}

	/** The mean of 3 x 3 pixels, of fewer at the edges. */
	private static byte[] smooth(final byte[] signal, final int width) {
		final int height = signal.length / width;
		final byte[] smooth = new byte[signal.length];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				int sum = 0;
				int count = 0;
				for (int yy = Math.max(0, y - 1); yy <= Math.min(height - 1, y + 1); yy++)
					for (int xx = Math.max(0, x - 1); xx <= Math.min(width - 1, x + 1); xx++) {
						sum += signal[yy * width + xx] & 0xff;
						count++;
					}
				smooth[y * width + x] = (byte) ((sum + count / 2) / count);
			}
		return smooth;
	}

	private static long[] histogram(final byte[] values, final boolean[] covered) {
		final long[] histogram = new long[256];
		for (int i = 0; i < values.length; i++)
			if (covered[i]) histogram[values[i] & 0xff]++;
		return histogram;
	}

	/** Reads what tells tissue from glass. */
	private static final class Brightness {

		private final Scene scene;
		private final ScaledRegion picture;
		private final ProgressListener progress;
		private final int width;
		private final ScaledRegionReader reader =
			new ScaledRegionReader(new RegionReader(TileCache.shared()));
		private final boolean[] covered;

		Brightness(final Scene scene, final ScaledRegion picture, final ProgressListener progress) {
			this.scene = scene;
			this.picture = picture;
			this.progress = progress;
			width = (int) picture.width();
			covered = new boolean[(int) (picture.width() * picture.height())];
		}

		byte[] saturation(final Plane plane) throws IOException {
			final byte[] saturation = new byte[covered.length];
			final boolean bounded = !scene.pixelType().isFloating() && !scene.pixelType().isSigned();
			final double dark = bounded ? (Math.pow(2, scene.pixelType().bits()) - 1) / DARK_PART : 0;
			read(plane, (block, from, to) -> {
				final double r = block.value(3 * from);
				final double g = block.value(3 * from + 1);
				final double b = block.value(3 * from + 2);
				final double max = Math.max(r, Math.max(g, b));
				final double min = Math.max(0, Math.min(r, Math.min(g, b)));
				if (max > dark) saturation[to] = (byte) (255 * (max - min) / max + 0.5);
			});
			return saturation;
		}

		byte[] channels(final int z, final int t) throws IOException {
			final byte[] brightest = new byte[covered.length];
			for (int c = 0; c < scene.channels().size(); c++) {
				final float[] values = new float[covered.length];
				read(new Plane(c, z, t), (block, from, to) -> values[to] = (float) block.value(from));
				final float[] sorted = sample(values);
				if (sorted.length == 0) continue;
				final float low = sorted[(int) ((sorted.length - 1) * OUTLIERS)];
				final float high = sorted[(int) ((sorted.length - 1) * (1 - OUTLIERS))];
				for (int i = 0; i < values.length; i++)
					if (covered[i] && high > low) {
						final int shown =
							(int) (255 * Math.max(0, Math.min(1, (values[i] - low) / (high - low))) + 0.5f);
						brightest[i] = (byte) Math.max(brightest[i] & 0xff, shown);
					}
			}
			return brightest;
		}

		/** Some of the covered values that are numbers, from the least to the largest. */
		private float[] sample(final float[] values) {
			final int step = values.length / SAMPLED + 1;
			final float[] some = new float[values.length / step + 1];
			int n = 0;
			for (int i = 0; i < values.length; i += step)
				if (covered[i] && !Float.isNaN(values[i])) some[n++] = values[i];
			final float[] sorted = Arrays.copyOf(some, n);
			Arrays.sort(sorted);
			return sorted;
		}

		private void read(final Plane plane, final Visitor visitor) throws IOException {
			final UniformTileGrid pieces = UniformTileGrid.covering(width, picture.height(), PIECE, PIECE);
			Workers.runNumbered(pieces.tileCount(), n -> {
				if (progress.isCanceled()) throw new CancellationException("canceled");
				final Region piece = pieces.tileRegion(n).intersect(Region.ofSize(width, picture.height()));
				final RegionPixels pixels =
					reader.read(scene, plane, picture.part(piece.x(), piece.y(), piece.width(), piece.height()));
				for (int i = 0; i < pixels.block().shape().pixels(); i++) {
					if (pixels.alpha(i) == 0) continue;
					final int to = (int) ((piece.y() + i / piece.width()) * width + piece.x() + i % piece.width());
					covered[to] = true;
					visitor.visit(pixels.block(), i, to);
				}
			});
		}
	}

	/** Takes a covered pixel. */
	@FunctionalInterface
	private interface Visitor {

		/**
		 * @param from
		 *            number of the pixel in the block
		 * @param to
		 *            its number in the mask
		 */
		void visit(PixelBlock block, int from, int to);
	}
}
