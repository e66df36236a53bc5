package org.coverslip.slide;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Pixels that a function computes from another picture, piece by piece where a part is large.
 *
 * @param margin
 *            pixels around a piece that the function needs
 * @param piece
 *            side of the largest piece, in pixels
 * @param form
 *            what the function gives
 */
record MappedPixels(Picture source, int margin, int piece, PixelForm form, BlockFunction function)
	implements PlanePixels
{

	/** Side of the largest piece unless another one is asked for. */
	static final int PIECE = 1024;

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		if (part.width() <= piece && part.height() <= piece) return computed(plane, part);
		if (!BlockShape.fits(part.width(), part.height(), form.samples()))
			throw new IllegalArgumentException("a part of " + part + " cannot be read at once");
		final PixelBlock whole = PixelBlock.zeros(
			new BlockShape((int) part.width(), (int) part.height(), form.samples(), form.type()));
		byte[] alpha = null;
		final UniformTileGrid pieces = UniformTileGrid.covering(part.width(), part.height(), piece, piece);
		for (final PlacedTile each : pieces.tilesIn(pieces.bounds())) {
			final Region place = each.region().intersect(Region.ofSize(part.width(), part.height()));
			final RegionPixels pixels = computed(plane, place.translate(part.x(), part.y()));
			final PixelBlock block = pixels.block();
			block.copyTo(0, 0, whole, (int) place.x(), (int) place.y(), block.width(), block.height());
			if (!pixels.isEmpty()) continue;
			if (alpha == null) alpha = opaque(whole.shape().pixels());
			for (long y = place.y(); y < place.endY(); y++)
				Arrays.fill(alpha, (int) (y * part.width() + place.x()), (int) (y * part.width() + place.endX()),
					(byte) 0);
		}
		return new RegionPixels(whole, alpha);
	}

	private static byte[] opaque(final int pixels) {
		final byte[] alpha = new byte[pixels];
		Arrays.fill(alpha, (byte) -1);
		return alpha;
	}

	/** What the function gives, or nothing. */
	private RegionPixels computed(final Plane plane, final Region part) throws IOException {
		try {
			return new RegionPixels(compute(plane, part), null);
		}
		catch (final AbsentBlockException e) {
			final BlockShape shape =
				new BlockShape((int) part.width(), (int) part.height(), form.samples(), form.type());
			return new RegionPixels(PixelBlock.zeros(shape), new byte[shape.pixels()]);
		}
	}

	private PixelBlock compute(final Plane plane, final Region part) throws IOException {
		final Region around = Region.between(part.x() - margin, part.y() - margin, part.endX() + margin,
			part.endY() + margin).intersect(source.bounds());
		final Surroundings surroundings = new Surroundings(source, plane, part, around);
		final PixelBlock block = function.apply(surroundings);
		if (isOf(block, part)) return block;
		if (isOf(block, around))
			return block.crop(surroundings.left(), surroundings.top(), (int) part.width(), (int) part.height());
		throw new IllegalStateException("a function gave " + block.shape() + " for " + part + " with margins of "
			+ margin + " pixels, where " + form.samples() + " x " + form.type() + " are wanted");
	}

	private boolean isOf(final PixelBlock block, final Region place) {
		return block.width() == place.width() && block.height() == place.height()
			&& block.samples() == form.samples() && block.type() == form.type();
	}
}
