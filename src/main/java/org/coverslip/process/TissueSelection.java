package org.coverslip.process;

import org.coverslip.export.mask.TissueMask;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.PixelSelection;

/** Where tissue is: the pixels whose centre lies in a pixel of a mask that is tissue. */
record TissueSelection(TissueMask mask) implements PixelSelection {

	@Override
	public boolean reaches(final ScaledRegion place) {
		return mask.fraction(place.coverLevel0()) > 0;
	}

	@Override
	public byte[] inside(final ScaledRegion place) {
		final ScaledRegion picture = mask.picture();
		final int width = (int) place.width();
		final byte[] inside = new byte[Math.toIntExact(place.width() * place.height())];
		for (int i = 0; i < inside.length; i++) {
			final double x = (place.x0() + (i % width + 0.5) * place.pitchX() - picture.x0()) / picture.pitchX();
			final double y = (place.y0() + (i / width + 0.5) * place.pitchY() - picture.y0()) / picture.pitchY();
			if (x >= 0 && y >= 0 && x < picture.width() && y < picture.height()
				&& mask.isTissue((int) x, (int) y)) inside[i] = -1;
		}
		return inside;
	}
}
