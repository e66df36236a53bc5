package org.coverslip.format.bioformats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;

import loci.formats.FormatException;
import loci.formats.FormatTools;
import loci.formats.IFormatReader;

/**
 * How the bytes of a plane that Bio-Formats hands out hold samples. Source: {@code IFormatReader.openBytes}: rows of
 * samples, those of a pixel side by side or one colour after the other.
 *
 * @param rgb
 *            whether the scene is RGB: three samples of a pixel are taken together
 * @param stored
 *            samples of a pixel in a stored plane
 * @param interleaved
 *            whether they lie side by side
 */
record StoredSamples(PixelType type, ByteOrder order, boolean rgb, int stored, boolean interleaved) {

	/** Of the reader's series and resolution. */
	static StoredSamples of(final IFormatReader reader) throws FormatException {
		final int stored = reader.getRGBChannelCount();
		final PixelType type = type(reader.getPixelType());
		final boolean colours = type == PixelType.UINT8 || type == PixelType.UINT16;
		return new StoredSamples(type, reader.isLittleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
			colours && (stored == 3 || stored == 4) && reader.getEffectiveSizeC() == 1, stored, reader.isInterleaved());
	}

	private static PixelType type(final int type) throws FormatException {
		return switch (type) {
			case FormatTools.UINT8, FormatTools.BIT -> PixelType.UINT8;
			case FormatTools.INT8 -> PixelType.INT8;
			case FormatTools.UINT16 -> PixelType.UINT16;
			case FormatTools.INT16 -> PixelType.INT16;
			case FormatTools.UINT32 -> PixelType.UINT32;
			case FormatTools.INT32 -> PixelType.INT32;
			case FormatTools.FLOAT -> PixelType.FLOAT32;
			case FormatTools.DOUBLE -> PixelType.FLOAT64;
			default -> throw new FormatException("samples of type " + FormatTools.getPixelTypeString(type));
		};
	}

	/** Samples of a pixel in a scene's tile. */
	int samples() {
		return rgb ? 3 : 1;
	}

	/** In which stored plane a scene's channel is. */
	int storedChannel(final int channel) {
		return rgb ? 0 : channel / stored;
	}

	/** The samples of a channel. */
	PixelBlock block(final byte[] bytes, final int width, final int height, final int channel) throws FormatException {
		final int pixels = width * height;
		if (bytes.length < (long) pixels * stored * type.bytes())
			throw new FormatException(bytes.length + " bytes for " + width + " x " + height + " pixels");
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, samples(), type));
		final int first = rgb ? 0 : channel % stored;
		final ByteBuffer from = ByteBuffer.wrap(bytes).order(order);
		for (int s = 0; s < samples(); s++) {
			final int start = interleaved ? first + s : (first + s) * pixels;
			copy(from, start, interleaved ? stored : 1, block, s);
		}
		return block;
	}

	/** Copies every {@code step}-th sample from the {@code start}-th to sample {@code s} of each pixel. */
	private void copy(final ByteBuffer from, final int start, final int step, final PixelBlock block, final int s) {
		final int n = samples();
		final int end = block.shape().length();
		switch (type.bytes()) {
			case 1 -> {
				final byte[] to = block.bytes();
				for (int i = s, j = start; i < end; i += n, j += step)
					to[i] = from.get(j);
			}
			case 2 -> {
				final short[] to = block.shorts();
				for (int i = s, j = 2 * start; i < end; i += n, j += 2 * step)
					to[i] = from.getShort(j);
			}
			case 4 -> copyWide(from, start, step, block, s);
			default -> {
				final double[] to = block.doubles();
				for (int i = s, j = 8 * start; i < end; i += n, j += 8 * step)
					to[i] = from.getDouble(j);
			}
		}
	}

	private void copyWide(final ByteBuffer from, final int start, final int step, final PixelBlock block, final int s) {
		final int n = samples();
		final int end = block.shape().length();
		if (type.isFloating()) {
			final float[] to = block.floats();
			for (int i = s, j = 4 * start; i < end; i += n, j += 4 * step)
				to[i] = from.getFloat(j);
		}
		else {
			final int[] to = block.ints();
			for (int i = s, j = 4 * start; i < end; i += n, j += 4 * step)
				to[i] = from.getInt(j);
		}
	}
}
