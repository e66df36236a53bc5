package org.coverslip.geom;

/**
 * A half-open box of pixels in one level: columns {@code x <= i < x + width}, rows {@code y <= j < y + height}.
 *
 * @param x
 *            left column, in pixels of the level; may be negative (outside the level)
 * @param y
 *            top row, likewise
 * @param width
 *            columns, &ge; 0
 * @param height
 *            rows, &ge; 0
 */
public record Region(long x, long y, long width, long height) {

	private static final double SLIVER = 1e-6;

	public Region {
		if (width < 0 || height < 0)
			throw new IllegalArgumentException("a region of " + width + " x " + height + " pixels");
		Math.addExact(x, width);
		Math.addExact(y, height);
	}

	/** The region from (0, 0) of the given size. */
	public static Region ofSize(final long width, final long height) {
		return new Region(0, 0, width, height);
	}

	/** The region between two corners; empty where the second does not lie right of and below the first. */
	public static Region between(final long minX, final long minY, final long endX, final long endY) {
		return new Region(minX, minY, Math.max(0, endX - minX), Math.max(0, endY - minY));
	}

	/**
	 * The smallest region that covers a box of real coordinates, where what reaches into a pixel by less than a
	 * millionth does not count.
	 */
	public static Region covering(final double minX, final double minY, final double endX, final double endY) {
		return between((long) Math.floor(minX + SLIVER), (long) Math.floor(minY + SLIVER),
			(long) Math.ceil(endX - SLIVER),
			(long) Math.ceil(endY - SLIVER));
	}

	/** First column right of the region. */
	public long endX() {
		return x + width;
	}

	/** First row below the region. */
	public long endY() {
		return y + height;
	}

	public boolean isEmpty() {
		return width == 0 || height == 0;
	}

	public boolean contains(final long px, final long py) {
		return px >= x && px < endX() && py >= y && py < endY();
	}

	/** Whether each pixel of {@code other} lies in this region; an empty region lies in all. */
	public boolean contains(final Region other) {
		return other.isEmpty()
			|| other.x >= x && other.endX() <= endX() && other.y >= y && other.endY() <= endY();
	}

	/** The common pixels; an empty region if there are none. */
	public Region intersect(final Region other) {
		return between(Math.max(x, other.x), Math.max(y, other.y), Math.min(endX(), other.endX()),
			Math.min(endY(), other.endY()));
	}

	public boolean intersects(final Region other) {
		return !intersect(other).isEmpty();
	}

	/** The smallest region that holds both; an empty one adds nothing. */
	public Region union(final Region other) {
		if (isEmpty()) return other;
		if (other.isEmpty()) return this;
		return between(Math.min(x, other.x), Math.min(y, other.y), Math.max(endX(), other.endX()),
			Math.max(endY(), other.endY()));
	}

	public Region translate(final long dx, final long dy) {
		return new Region(Math.addExact(x, dx), Math.addExact(y, dy), width, height);
	}

	/** The smallest region that holds this one and whose corners are multiples of the step. */
	public Region alignedTo(final int stepX, final int stepY) {
		return between(Math.floorDiv(x, stepX) * stepX, Math.floorDiv(y, stepY) * stepY, //
			-Math.floorDiv(-endX(), stepX) * stepX, -Math.floorDiv(-endY(), stepY) * stepY);
	}

	/** Number of pixels; throws {@link ArithmeticException} above {@code Long.MAX_VALUE}. */
	public long area() {
		return Math.multiplyExact(width, height);
	}

	@Override
	public String toString() {
		return width + " x " + height + " at (" + x + ", " + y + ")";
	}
}
