package org.coverslip.process;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Workers;

/**
 * All of a plane at a coarse scale, from which functions take what must be the same for all blocks. Its longer side has
 * at most {@value #LONGEST_SIDE} pixels; a picture that is not larger is taken as it is.
 *
 * @param pixels
 *            all of the plane
 * @param covered
 *            which pixels the slide covers, row by row
 */
record CoarseLook(PixelBlock pixels, boolean[] covered) {

	static final int LONGEST_SIDE = 2048;
	private static final int PIECE = 256;

	/**
	 * Reads it, on all cores.
	 *
	 * @param planes
	 *            how many planes will be looked at together; the more, the coarser
	 */
	static CoarseLook of(final Picture picture, final Plane plane, final int planes, final ProgressListener progress)
		throws IOException
	{
		final Picture coarse = coarse(picture, (int) (LONGEST_SIDE / Math.sqrt(planes)));
		final int width = (int) coarse.width();
		final PixelBlock all = PixelBlock.zeros(
			new BlockShape(width, (int) coarse.height(), coarse.samples(), coarse.type()));
		final boolean[] covered = new boolean[all.shape().pixels()];
		final UniformTileGrid pieces = UniformTileGrid.covering(width, coarse.height(), PIECE, PIECE);
		Workers.runNumbered(pieces.tileCount(), n -> {
			if (progress.isCanceled()) throw new CancellationException("canceled");
			final Region place = pieces.tileRegion(n).intersect(coarse.bounds());
			final RegionPixels part = coarse.read(plane, place);
			final PixelBlock block = part.block();
			block.copyTo(0, 0, all, (int) place.x(), (int) place.y(), block.width(), block.height());
			for (int i = 0; i < block.shape().pixels(); i++)
				covered[((int) place.y() + i / block.width()) * width + (int) place.x() + i % block.width()] =
					part.alpha(i) > 0;
		});
		return new CoarseLook(all, covered);
	}

	private static Picture coarse(final Picture picture, final int side) {
		if (Math.max(picture.width(), picture.height()) <= side) return picture;
		return picture.at(ScaledRegion.within(picture.region0(), Math.max(1, side)));
	}
}
