package org.coverslip.slide;

import java.io.IOException;
import java.util.Arrays;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Cutout.Outside;

/** The pixels of a picture within an outline. */
record CutoutPixels(Picture source, Cutout cutout) implements PlanePixels {

	@Override
	public RegionPixels read(final Plane plane, final Region part) throws IOException {
		final byte[] inside =
			cutout.inside(source.place().part(part.x(), part.y(), part.width(), part.height()));
		final RegionPixels pixels = source.read(plane, part);
		final PixelBlock block = pixels.block().crop(0, 0, pixels.block().width(), pixels.block().height());
		final byte[] alpha = new byte[inside.length];
		boolean opaque = true;
		for (int i = 0; i < inside.length; i++) {
			if (inside[i] == 0) fill(block, i * block.samples());
			final int covered = inside[i] != 0 ? pixels.alpha(i) : cutout.outside() == Outside.TRANSPARENT ? 0 : 255;
			alpha[i] = (byte) covered;
			opaque &= covered == 255;
		}
		return new RegionPixels(block, opaque ? null : alpha);
	}

	private void fill(final PixelBlock block, final int from) {
		final int to = from + block.samples();
		final boolean white = cutout.outside() == Outside.WHITE;
		switch (block.type()) {
			case UINT8, INT8 -> Arrays.fill(block.bytes(), from, to, white ? (byte) -1 : 0);
			case UINT16, INT16 -> Arrays.fill(block.shorts(), from, to, white ? (short) -1 : 0);
			case UINT32, INT32 -> Arrays.fill(block.ints(), from, to, 0);
			case FLOAT32 -> Arrays.fill(block.floats(), from, to, 0);
			case FLOAT64 -> Arrays.fill(block.doubles(), from, to, 0);
		}
	}
}
