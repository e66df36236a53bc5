package org.coverslip.process;

import java.util.List;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelForm;

/** Grey values of colours. */
public final class Greys {

	private Greys() {}

	/**
	 * A picture's grey values: the mean of red, green and blue, rounded, as ImageJ converts colours to 8 bits unless it
	 * is told to weight them. A picture of one sample a pixel is its own.
	 */
	public static Picture of(final Picture picture) {
		if (picture.samples() == 1) return picture;
		final PixelForm form = new PixelForm(picture.type(), 1, List.of(Channel.named("grey")));
		return picture.map(0, form, surroundings -> mean(surroundings.pixels()));
	}

	/** The channels of what is computed from grey values: those of the picture, or one of that name for colours. */
	static List<Channel> channels(final Picture picture, final String name) {
		return picture.samples() == 1 ? picture.channels() : List.of(Channel.named(name));
	}

	private static PixelBlock mean(final PixelBlock colors) {
		final PixelBlock greys = PixelBlock.zeros(colors.shape().withSamples(1));
		final int count = colors.shape().pixels();
		if (colors.type() == PixelType.UINT8) {
			final byte[] from = colors.bytes();
			final byte[] to = greys.bytes();
			for (int i = 0, j = 0; i < count; i++, j += 3)
				to[i] = (byte) (((from[j] & 0xff) + (from[j + 1] & 0xff) + (from[j + 2] & 0xff) + 1) / 3);
			return greys;
		}
		for (int i = 0, j = 0; i < count; i++, j += 3)
			greys.put(i, (colors.value(j) + colors.value(j + 1) + colors.value(j + 2)) / 3);
		return greys;
	}
}
