package org.coverslip.process;

import org.coverslip.annotation.Box;
import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;

/**
 * Which tile keeps an object that several see in their halos. One that a tile shows whole is that of the tile in which
 * it begins, by the upper left corner of its box. Immutable.
 */
record TileOwners(TilePlan plan) {

	/** Different ways of reckoning the place of a box differ by less. */
	private static final double NEAR = 1e-3;

	/** Whether something may go on beyond what a tile shows; the picture's own edges cut nothing. */
	boolean isCut(final Box box, final Region around) {
		final Picture picture = plan.picture();
		return around.x() > 0 && box.x() <= around.x() + NEAR || around.y() > 0 && box.y() <= around.y() + NEAR
			|| around.endX() < picture.width() && box.endX() >= around.endX() - NEAR
			|| around.endY() < picture.height() && box.endY() >= around.endY() - NEAR;
	}

	/**
	 * The tile, by its number in the plane, that keeps what at least one shows whole: that in which it begins or, if
	 * that does not show it whole, the first one that does so.
	 */
	long of(final Box box) {
		final long begins = plan.number(TilePlan.pixel(box.x() + NEAR, plan.picture().width()),
			TilePlan.pixel(box.y() + NEAR, plan.picture().height()));
		if (!isCut(box, plan.around(begins))) return begins;
		final long columns = plan.columns();
		final long reach = plan.halo() / plan.side() + 1;
		for (long row = Math.max(0, begins / columns - reach); row < plan.rows(); row++)
			for (long column = Math.max(0, begins % columns - reach); column < columns; column++)
				if (!isCut(box, plan.around(row * columns + column))) return row * columns + column;
		throw new IllegalStateException(box + " is cut in all tiles");
	}
}
