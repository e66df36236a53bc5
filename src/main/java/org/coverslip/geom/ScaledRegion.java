package org.coverslip.geom;

/**
 * A picture of an area of level 0 at a scale that no level needs to have: pixel {@code (i, j)} shows the level-0
 * columns {@code x0 + i · pitchX} to {@code x0 + (i + 1) · pitchX} and the rows likewise.
 *
 * @param x0
 *            left edge, in level-0 pixels; not rounded
 * @param y0
 *            top edge, likewise
 * @param pitchX
 *            level-0 pixels per column, &gt; 0; below 1 the picture is larger than level 0
 * @param pitchY
 *            level-0 pixels per row, &gt; 0
 * @param width
 *            columns of the picture, &gt; 0
 * @param height
 *            rows of the picture, &gt; 0
 */
public record ScaledRegion(double x0, double y0, double pitchX, double pitchY, long width, long height) {

	public ScaledRegion {
		if (!(pitchX > 0 && pitchY > 0 && pitchX < Double.POSITIVE_INFINITY && pitchY < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException("a scale of " + pitchX + " x " + pitchY + " level-0 pixels per pixel");
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels");
		if (!(Math.abs(x0) < Long.MAX_VALUE && Math.abs(y0) < Long.MAX_VALUE))
			throw new IllegalArgumentException("a picture at (" + x0 + ", " + y0 + "), farther out than any slide is");
	}

	/**
	 * The picture of exactly a region in exactly a number of pixels: the scale follows from both, for each axis of its
	 * own.
	 */
	public static ScaledRegion fitting(final Region region0, final long width, final long height) {
		return new ScaledRegion(region0.x(), region0.y(), (double) region0.width() / width,
			(double) region0.height() / height, width,
			height);
	}

	/**
	 * As {@link #fitting}, where one of the two lengths may be 0: it is then the one, 1 at least, that keeps the
	 * proportions.
	 *
	 * @throws IllegalArgumentException
	 *             if both are 0, or one is negative
	 */
	public static ScaledRegion proportional(final Region region0, final long width, final long height) {
		if (width < 0 || height < 0 || width == 0 && height == 0)
			throw new IllegalArgumentException("a picture of " + width + " x " + height
				+ " pixels; one of the two may be 0 to keep the proportions");
		if (width > 0 && height > 0) return fitting(region0, width, height);
		if (width == 0) return fitting(region0, keeping(region0.width(), height, region0.height()), height);
		return fitting(region0, width, keeping(region0.height(), width, region0.width()));
	}

	private static long keeping(final long length0, final long other, final long other0) {
		return Math.max(1, Math.round((double) length0 * other / other0));
	}

	/**
	 * The picture of a region at exactly a scale: its size is the region's, divided and rounded to the nearest pixel,
	 * so that it may reach over the region or stay back by half a pixel on the right and below.
	 */
	public static ScaledRegion at(final Region region0, final LevelScale scale) {
		return new ScaledRegion(region0.x(), region0.y(), scale.downsample(), scale.downsample(),
			scale.lengthInLevel(region0.width()), scale.lengthInLevel(region0.height()));
	}

	/**
	 * The picture of a whole region whose longer side has at most a number of pixels, with square pixels; never larger
	 * than the region itself.
	 */
	public static ScaledRegion within(final Region region0, final long longestSide) {
		final double pitch = Math.max(1, (double) Math.max(region0.width(), region0.height()) / longestSide);
		return at(region0, new LevelScale(pitch));
	}

	/** The rows from the given one, counted from this picture's top. */
	public ScaledRegion rows(final long firstRow, final long rows) {
		return part(0, firstRow, width, rows);
	}

	/** A box of this picture. */
	public ScaledRegion part(final long firstColumn, final long firstRow, final long columns, final long rows) {
		return new ScaledRegion(x0 + firstColumn * pitchX, y0 + firstRow * pitchY, pitchX, pitchY, columns, rows);
	}

	/** The smallest region of level 0 that the picture touches. */
	public Region coverLevel0() {
		return Region.covering(x0, y0, x0 + width * pitchX, y0 + height * pitchY);
	}

	/** What the picture shows of level 0, both corners rounded to the nearest pixel. */
	public Region nearestLevel0() {
		return Region.between(Math.round(x0), Math.round(y0), Math.round(x0 + width * pitchX),
			Math.round(y0 + height * pitchY));
	}

	/** The finer of the two pitches. */
	public double finestPitch() {
		return Math.min(pitchX, pitchY);
	}
}
