package org.coverslip.geom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tiles that lie wherever they were placed: overlapping, with gaps, of different sizes, and also between pixels.
 * Immutable.
 * <p>
 * Tiles are numbered in the order in which they were added, and painted in that order, so that a later one covers an
 * earlier one. To show what OpenSlide shows, tiles are added row by row from the top, and from left to right: of two
 * tiles that overlap OpenSlide shows the one further down, and of those in one row the one further right.
 * <p>
 * Tiles are found through bins at least as large as the largest tile, so that none lies in more than four of them.
 * Finding the tiles of a region takes time in proportion to the tiles near it, whatever their number in all.
 */
public final class PlacedTiles implements TileLayout {

	/** Positions further away than this lose fractions of a pixel, and no slide is as large. */
	private static final double FURTHEST = 1L << 40;
	/** Bins for each tile at most, and a few more for small numbers of tiles. */
	private static final int BINS_PER_TILE = 4;
	private static final int FEW_BINS = 64;

	private final double[] lefts;
	private final double[] tops;
	private final int[] widths;
	private final int[] heights;
	private final Region bounds;
	private final boolean whole;

	private final long binWidth;
	private final long binHeight;
	private final int binColumns;
	private final int[] firstInBin;
	private final int[] binned;

	private PlacedTiles(final Builder b) {
		lefts = Arrays.copyOf(b.lefts, b.count);
		tops = Arrays.copyOf(b.tops, b.count);
		widths = Arrays.copyOf(b.widths, b.count);
		heights = Arrays.copyOf(b.heights, b.count);
		Region all = Region.ofSize(0, 0);
		boolean onPixels = true;
		long largestWidth = 1;
		long largestHeight = 1;
		for (int i = 0; i < b.count; i++) {
			all = all.union(touched(i));
			onPixels &= lefts[i] % 1 == 0 && tops[i] % 1 == 0;
			largestWidth = Math.max(largestWidth, widths[i] + 1L);
			largestHeight = Math.max(largestHeight, heights[i] + 1L);
		}
		bounds = all;
		whole = onPixels;
		final long mostBins = (long) b.count * BINS_PER_TILE + FEW_BINS;
		while (bins(bounds.width(), largestWidth) * (double) bins(bounds.height(), largestHeight) > mostBins) {
			largestWidth *= 2;
			largestHeight *= 2;
		}
		binWidth = largestWidth;
		binHeight = largestHeight;
		binColumns = (int) bins(bounds.width(), binWidth);
		firstInBin = new int[binColumns * (int) bins(bounds.height(), binHeight) + 1];
		binned = fillBins();
	}

	private static long bins(final long length, final long bin) {
		return length / bin + 1;
	}

	/** Counts the tiles of each bin, then lists them bin after bin. */
	private int[] fillBins() {
		for (int i = 0; i < lefts.length; i++) {
			final Region bins = binsOf(touched(i));
			for (long row = bins.y(); row < bins.endY(); row++)
				for (long col = bins.x(); col < bins.endX(); col++)
					firstInBin[bin(col, row) + 1]++;
		}
		for (int bin = 1; bin < firstInBin.length; bin++)
			firstInBin[bin] += firstInBin[bin - 1];
		final int[] next = firstInBin.clone();
		final int[] tiles = new int[firstInBin[firstInBin.length - 1]];
		for (int i = 0; i < lefts.length; i++) {
			final Region bins = binsOf(touched(i));
			for (long row = bins.y(); row < bins.endY(); row++)
				for (long col = bins.x(); col < bins.endX(); col++)
					tiles[next[bin(col, row)]++] = i;
		}
		return tiles;
	}

	private int bin(final long col, final long row) {
		return (int) (row * binColumns + col);
	}

	/** Columns and rows of the bins that a region within the bounds touches. */
	private Region binsOf(final Region region) {
		return Region.between((region.x() - bounds.x()) / binWidth, (region.y() - bounds.y()) / binHeight,
			(region.endX() - 1 - bounds.x()) / binWidth + 1, (region.endY() - 1 - bounds.y()) / binHeight + 1);
	}

	/** The pixels of which a tile covers at least a part. */
	private Region touched(final int tile) {
		final long x = (long) Math.floor(lefts[tile]);
		final long y = (long) Math.floor(tops[tile]);
		return new Region(x, y, widths[tile] + (lefts[tile] > x ? 1 : 0), heights[tile] + (tops[tile] > y ? 1 : 0));
	}

	private PlacedTile placed(final int tile) {
		final long x = (long) Math.floor(lefts[tile]);
		final long y = (long) Math.floor(tops[tile]);
		return new PlacedTile(tile, new Region(x, y, widths[tile], heights[tile]), lefts[tile] - x, tops[tile] - y);
	}

	/** Begins an empty layout. */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Tiles of one size in rows and columns, numbered row by row, which overlap where they are placed nearer to each
	 * other than they are large.
	 *
	 * @param advanceX
	 *            from the left edge of one tile to that of the next, in level pixels, &gt; 0
	 * @param advanceY
	 *            from row to row, likewise
	 */
	public static PlacedTiles grid(final long columns, final long rows, final int tileWidth, final int tileHeight,
		final double advanceX, final double advanceY)
	{
		if (!(advanceX > 0) || !(advanceY > 0))
			throw new IllegalArgumentException("tiles that advance by " + advanceX + " x " + advanceY + " pixels");
		final Builder builder = builder();
		for (long row = 0; row < rows; row++)
			for (long col = 0; col < columns; col++)
				builder.add(col * advanceX, row * advanceY, tileWidth, tileHeight);
		return builder.build();
	}

	@Override
	public Region bounds() {
		return bounds;
	}

	@Override
	public long tileCount() {
		return lefts.length;
	}

	@Override
	public boolean isOnPixels() {
		return whole;
	}

	@Override
	public List<PlacedTile> tilesIn(final Region region) {
		final Region wanted = region.intersect(bounds);
		if (wanted.isEmpty()) return List.of();
		final Region bins = binsOf(wanted);
		int[] found = new int[16];
		int count = 0;
		for (long row = bins.y(); row < bins.endY(); row++)
			for (long col = bins.x(); col < bins.endX(); col++)
				for (int i = firstInBin[bin(col, row)]; i < firstInBin[bin(col, row) + 1]; i++) {
					if (!touched(binned[i]).intersects(wanted)) continue;
					if (count == found.length) found = Arrays.copyOf(found, 2 * count);
					found[count++] = binned[i];
				}
		Arrays.sort(found, 0, count);
		final List<PlacedTile> tiles = new ArrayList<>(count);
		for (int i = 0; i < count; i++)
			if (i == 0 || found[i] != found[i - 1]) tiles.add(placed(found[i]));
		return tiles;
	}

	/** Collects tiles in the order in which they are painted. Not thread-safe. */
	public static final class Builder {

		private double[] lefts = new double[16];
		private double[] tops = new double[16];
		private int[] widths = new int[16];
		private int[] heights = new int[16];
		private int count;

		private Builder() {}

		/**
		 * Places one more tile.
		 *
		 * @param left
		 *            its left edge in level pixels; need not be whole
		 * @param top
		 *            its upper edge, likewise
		 * @param width
		 *            pixels of the stored tile, &gt; 0
		 * @param height
		 *            likewise
		 * @return the tile's number
		 * @throws IllegalArgumentException
		 *             if the tile is empty, or further than 2⁴⁰ pixels away
		 */
		public int add(final double left, final double top, final int width, final int height) {
			if (!(Math.abs(left) <= FURTHEST) || !(Math.abs(top) <= FURTHEST) || width <= 0 || height <= 0)
				throw new IllegalArgumentException("a tile of " + width + " x " + height + " pixels at (" + left + ", "
					+ top + ")");
			if (count == lefts.length) {
				lefts = Arrays.copyOf(lefts, 2 * count);
				tops = Arrays.copyOf(tops, 2 * count);
				widths = Arrays.copyOf(widths, 2 * count);
				heights = Arrays.copyOf(heights, 2 * count);
			}
			lefts[count] = left;
			tops[count] = top;
			widths[count] = width;
			heights[count] = height;
			return count++;
		}

		public PlacedTiles build() {
			return new PlacedTiles(this);
		}
	}
}
