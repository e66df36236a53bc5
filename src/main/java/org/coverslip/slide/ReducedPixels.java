package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

/** Colours of 16 bits as colours of 8 bits. */
record ReducedPixels(PlanePixels pixels) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		return colors(readArgb(plane, part), part);
	}

	@Override
	public int[] readArgb(final Plane plane, final Region part) throws IOException {
		return pixels.readArgb(plane, part);
	}

	/** Words 0xAARRGGBB of a part as three samples beside their coverage. */
	static RegionPixels colors(final int[] argb, final Region part) {
		final PixelBlock rgb =
			PixelBlock.zeros(new BlockShape((int) part.width(), (int) part.height(), 3, PixelType.UINT8));
		final byte[] bytes = rgb.bytes();
		final byte[] alpha = new byte[argb.length];
		boolean opaque = true;
		for (int i = 0; i < argb.length; i++) {
			bytes[3 * i] = (byte) (argb[i] >> 16);
			bytes[3 * i + 1] = (byte) (argb[i] >> 8);
			bytes[3 * i + 2] = (byte) argb[i];
			alpha[i] = (byte) (argb[i] >>> 24);
			opaque &= alpha[i] == -1;
		}
		return new RegionPixels(rgb, opaque ? null : alpha);
	}
}
