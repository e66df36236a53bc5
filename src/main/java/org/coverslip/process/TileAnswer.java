package org.coverslip.process;

import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.pixel.PixelBlock;

/**
 * What the work on a tile left. Immutable.
 *
 * @param image
 *            as large as the task's {@code around} or its {@code tile}. Empty if no image was left
 * @param rois
 *            what was found, in pixels of the task's picture, not in those of level 0 or of the tile, in the order in
 *            which the work left it; objects in the halo among them
 * @param table
 *            what was measured; empty if nothing was
 */
public record TileAnswer(Optional<TilePlanes> image, List<Annotation> rois, Optional<TileMeasurements> table) {

	/** What work leaves that does nothing. */
	public static final TileAnswer EMPTY = new TileAnswer(Optional.empty(), List.of(), Optional.empty());

	public TileAnswer {
		rois = List.copyOf(rois);
	}

	/** The same with ROIs moved, as from pixels of a tile's image to those of the picture. */
	public TileAnswer moved(final double dx, final double dy) {
		return new TileAnswer(image, rois.stream().map(roi -> roi.moved(dx, dy)).toList(), table);
	}

	/** An image of one plane alone. */
	public static TileAnswer of(final PixelBlock image) {
		return new TileAnswer(Optional.of(TilePlanes.of(image)), List.of(), Optional.empty());
	}
}
