package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/** The pixels of a picture that are selected; the others are 0 and not covered. */
record SelectedPixels(Picture source, PixelSelection selection) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		final ScaledRegion place = source.place().part(part.x(), part.y(), part.width(), part.height());
		final byte[] inside = selection.reaches(place) ? selection.inside(place) : new byte[(int) part.area()];
		final int count = count(inside);
		if (count == 0)
			return new RegionPixels(PixelBlock.zeros(new BlockShape((int) part.width(), (int) part.height(),
				source.samples(), source.type())), inside);
		final RegionPixels pixels = source.read(plane, part);
		return count == inside.length ? pixels : masked(pixels, inside);
	}

	private static int count(final byte[] inside) {
		int count = 0;
		for (final byte one : inside)
			if (one != 0) count++;
		return count;
	}

	private static RegionPixels masked(final RegionPixels pixels, final byte[] inside) {
		final PixelBlock from = pixels.block();
		final PixelBlock block = PixelBlock.zeros(from.shape());
		final byte[] alpha = new byte[inside.length];
		final int samples = from.samples();
		for (int i = 0; i < inside.length; i++) {
			if (inside[i] == 0) continue;
			System.arraycopy(from.array(), i * samples, block.array(), i * samples, samples);
			alpha[i] = (byte) pixels.alpha(i);
		}
		return new RegionPixels(block, alpha);
	}
}
