package org.coverslip.imagej;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import ij.ImagePlus;
import ij.ImageStack;

/**
 * A number that tells whether an image's pixels, or the places where they lie, were changed: a checksum of rows that
 * are spread over the image, 512 at most of each of 32 slices at most.
 */
final class PixelStamp {

	private static final int ROWS = 512;

	private static final int SLICES = 32;

	private PixelStamp() {}

	static String of(final ImagePlus image) {
		final ImageStack stack = image.getStack();
		final CRC32 sum = new CRC32();
		final int width = image.getWidth();
		final ByteBuffer row = ByteBuffer.allocate(4 * width);
		final int steps = Math.max(1, image.getHeight() / ROWS);
		for (int slice = 1; slice <= stack.size(); slice += Math.max(1, stack.size() / SLICES)) {
			final Object pixels = stack.getProcessor(slice).getPixels();
			for (int y = 0; y < image.getHeight(); y += steps) {
				put(row.clear(), pixels, y * width, width);
				sum.update(row.flip());
			}
		}
		return Long.toHexString(sum.getValue());
	}

	private static void put(final ByteBuffer row, final Object pixels, final int from, final int width) {
		if (pixels instanceof byte[] bytes) row.put(bytes, from, width);
		else if (pixels instanceof short[] shorts) row.asShortBuffer().put(shorts, from, width);
		else if (pixels instanceof float[] floats) row.asFloatBuffer().put(floats, from, width);
		else for (int i = from; i < from + width; i++)
			row.putInt(((int[]) pixels)[i] & 0xffffff);
		row.position(width * (pixels instanceof byte[] ? 1 : pixels instanceof short[] ? 2 : 4));
	}
}
