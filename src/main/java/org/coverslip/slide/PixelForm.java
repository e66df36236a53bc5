package org.coverslip.slide;

import java.util.Arrays;
import java.util.List;

import org.coverslip.pixel.PixelType;

/**
 * What kind of pixels a picture has.
 *
 * @param type
 *            of each sample
 * @param samples
 *            of a pixel: 3 for colours, else 1
 * @param channels
 *            at least one; one alone for colours
 */
public record PixelForm(PixelType type, int samples, List<Channel> channels) {

	public PixelForm {
		if (samples != 1 && samples != 3)
			throw new IllegalArgumentException("pixels of " + samples + " samples");
		if (channels.isEmpty() || samples == 3 && channels.size() > 1)
			throw new IllegalArgumentException(channels.size() + " channels of " + samples + " samples");
		channels = List.copyOf(channels);
	}

	/** Colours: red, green and blue of 8 bits. */
	public static PixelForm colors() {
		return new PixelForm(PixelType.UINT8, 3, List.of(Channel.rgb()));
	}

	/** Measured channels of one sample, by their names; "" for a channel without one. */
	public static PixelForm channels(final PixelType type, final String... names) {
		return new PixelForm(type, 1, Arrays.stream(names).map(Channel::named).toList());
	}
}
