package org.coverslip.imagej;

import java.awt.image.IndexColorModel;
import java.lang.ref.SoftReference;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import ij.ImageStack;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;

/**
 * Copies boxes of an ImageJ stack's slices into blocks. Thread-safe: stacks in memory are read without a lock; a
 * virtual stack, which may read a file or compute, is asked for one slice at a time, and the last slice is kept while
 * memory lasts.
 */
final class StackTiles {

	/** ImageJ holds signed 16-bit values with this added. */
	private static final int SIGNED_SHIFT = 32768;

	private final ImageStack stack;
	private final PixelType type;
	private final int samples;
	private final Object virtualSlices = new Object();
	private int lastSlice;
	private SoftReference<ImageProcessor> last = new SoftReference<>(null);

	/**
	 * @param samples
	 *            3 for colours: of one colour or palette slice, or of three slices
	 */
	StackTiles(final ImageStack stack, final PixelType type, final int samples) {
		this.stack = stack;
		this.type = type;
		this.samples = samples;
	}

	/**
	 * Reads one tile.
	 *
	 * @param place
	 *            the tile; what of it lies outside the slice is 0
	 * @param slice
	 *            from 1; of three slices of colours, the first
	 */
	PixelBlock read(final Region place, final int slice) {
		final PixelBlock tile =
			PixelBlock.zeros(new BlockShape((int) place.width(), (int) place.height(), samples, type));
		final Region part = place.intersect(Region.ofSize(stack.getWidth(), stack.getHeight()));
		if (samples == 3 && type == PixelType.UINT8) copyColors(processor(slice), part, tile);
		else for (int s = 0; s < samples; s++)
			copySamples(processor(slice + s), part, tile, s);
		return tile;
	}

	private ImageProcessor processor(final int slice) {
		if (!stack.isVirtual()) return stack.getProcessor(slice);
		synchronized (virtualSlices) {
			ImageProcessor processor = last.get();
			if (processor == null || lastSlice != slice) {
				processor = stack.getProcessor(slice);
				last = new SoftReference<>(processor);
				lastSlice = slice;
			}
			return processor;
		}
	}

	private static void copyColors(final ImageProcessor processor, final Region part, final PixelBlock tile) {
		final int[] words = processor instanceof ColorProcessor ? (int[]) processor.getPixels() : null;
		final byte[] indices = words == null ? (byte[]) processor.getPixels() : null;
		final int[] palette = new int[256];
		if (words == null && processor.getColorModel() instanceof IndexColorModel colors)
			for (int i = 0; i < colors.getMapSize(); i++)
			palette[i] = colors.getRGB(i);
		final byte[] rgb = tile.bytes();
		for (int row = 0; row < part.height(); row++) {
			final int from = (int) ((part.y() + row) * processor.getWidth() + part.x());
			for (int i = 0, to = row * tile.width() * 3; i < part.width(); i++, to += 3) {
				final int word = words != null ? words[from + i] : palette[indices[from + i] & 0xff];
				rgb[to] = (byte) (word >> 16);
				rgb[to + 1] = (byte) (word >> 8);
				rgb[to + 2] = (byte) word;
			}
		}
	}

	private void copySamples(final ImageProcessor processor, final Region part, final PixelBlock tile,
		final int sample) {
		final Object pixels = converted(processor).getPixels();
		final int width = (int) part.width();
		for (int row = 0; row < part.height(); row++) {
			final int from = (int) ((part.y() + row) * processor.getWidth() + part.x());
			final int to = row * tile.width() * samples + sample;
			if (samples == 1) System.arraycopy(pixels, from, tile.array(), to, width);
			else if (pixels instanceof short[] values) for (int i = 0; i < width; i++)
				tile.shorts()[to + i * samples] = values[from + i];
			else for (int i = 0; i < width; i++)
				tile.floats()[to + i * samples] = ((float[]) pixels)[from + i];
			if (type == PixelType.INT16) for (int i = 0; i < width; i++)
				tile.shorts()[to + i * samples] -= SIGNED_SHIFT;
		}
	}

	/** The slice in the type of the image: virtual stacks may deliver another. */
	private ImageProcessor converted(final ImageProcessor processor) {
		return switch (type) {
			case UINT8 -> processor.convertToByte(false);
			case FLOAT32 -> processor.convertToFloat();
			default -> processor.convertToShort(false);
		};
	}
}
