package org.coverslip.export.walk;

import java.io.Serializable;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;

/**
 * A part of a pyramid that can be made apart from the rest: a tile of one of the computed levels, and all those under
 * it.
 *
 * @param plane
 *            number among the planes that are written
 * @param level
 *            number among the computed levels, &gt; 0
 * @param col
 *            the tile's column
 * @param row
 *            its row
 */
public record WalkPart(int plane, int level, long col, long row) implements Serializable {

	/** The tiles of the finest level: columns and rows. */
	Region cells(final UniformTileGrid finest) {
		return new Region(col << level, row << level, 1L << level, 1L << level)
			.intersect(Region.ofSize(finest.columns(), finest.rows()));
	}
}
