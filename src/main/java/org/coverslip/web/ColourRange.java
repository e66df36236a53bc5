package org.coverslip.web;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/**
 * Which values of a slide's own colours are shown, the same for red, green and blue: brightness and contrast.
 *
 * @param min
 *            shown black, as all below
 * @param max
 *            shown in full, as all above; &gt; {@code min}
 * @param gamma
 *            above 1 what lies between is brighter, below 1 darker: what lies at a fraction {@code f} of the range is
 *            shown at {@code f} to the power of {@code 1 / gamma}; &gt; 0
 */
record ColourRange(double min, double max, double gamma) {

	/** Fraction of all values that is shown black, and that is shown in full, by {@link #of(RegionPixels)}. */
	private static final double SATURATED = 0.002;

	ColourRange {
		if (!(max > min)) throw new IllegalArgumentException("a colour's greatest value must be above its least");
		if (!(gamma > 0)) throw new IllegalArgumentException("gamma must be above 0");
	}

	/** From {@code MIN:MAX:GAMMA}. */
	static ColourRange of(final String text) {
		final String[] parts = text.split(":", -1);
		if (parts.length != 3) throw Query.bad("a range of colours is MIN:MAX:GAMMA, not \"" + text + "\"");
		return new ColourRange(Query.number("the least value", parts[0]), Query.number("the greatest value", parts[1]),
			Query.number("gamma", parts[2]));
	}

	/** From the value below which 0.2 % of a picture's values lie to the one above which 0.2 % do; gamma is 1. */
	static ColourRange of(final RegionPixels pixels) {
		final PixelBlock block = pixels.block();
		final int[] counts = new int[greatest(block.type()) + 1];
		long all = 0;
		for (int i = 0; i < block.shape().length(); i++) {
			if (pixels.alpha(i / block.samples()) == 0) continue;
			counts[(int) block.value(i)]++;
			all++;
		}
		final int min = valueAt(counts, (long) (all * SATURATED));
		final int max = valueAt(counts, all - 1 - (long) (all * SATURATED));
		return new ColourRange(min, Math.max(min + 1, max), 1);
	}

	/** The value at a place in the order of all values. */
	private static int valueAt(final int[] counts, final long place) {
		long below = 0;
		for (int value = 0; value < counts.length; value++) {
			below += counts[value];
			if (below > place) return value;
		}
		return 0;
	}

	/** The greatest value of a type that colours have. */
	static int greatest(final PixelType type) {
		return switch (type) {
			case UINT8 -> 255;
			case UINT16 -> 65535;
			default -> throw new IllegalStateException("samples of type " + type + " are no colours");
		};
	}

	/** Colours of 8 or 16 bits as they are shown, with 8 bits. */
	PixelBlock shown(final PixelBlock colours) {
		final PixelBlock shown = PixelBlock.zeros(new BlockShape(colours.width(), colours.height(), colours.samples(),
			PixelType.UINT8));
		final byte[] table = table(greatest(colours.type()));
		final byte[] out = shown.bytes();
		if (colours.type() == PixelType.UINT8) {
			final byte[] values = colours.bytes();
			for (int i = 0; i < out.length; i++)
				out[i] = table[values[i] & 0xff];
		}
		else {
			final short[] values = colours.shorts();
			for (int i = 0; i < out.length; i++)
				out[i] = table[values[i] & 0xffff];
		}
		return shown;
	}

	/** What each value from 0 on is shown as. */
	private byte[] table(final int greatest) {
		final byte[] table = new byte[greatest + 1];
		for (int value = 0; value < table.length; value++) {
			final double part = Math.max(0, Math.min(1, (value - min) / (max - min)));
			table[value] = (byte) (255 * Math.pow(part, 1 / gamma) + 0.5);
		}
		return table;
	}
}
