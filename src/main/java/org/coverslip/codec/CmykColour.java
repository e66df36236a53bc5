package org.coverslip.codec;

/** Four inks to RGB, without a profile: each colour is what its ink and black leave of the light. 8-bit samples. */
public final class CmykColour {

	private CmykColour() {}

	/**
	 * RGB samples for interleaved cyan, magenta, yellow and black.
	 *
	 * @param inks
	 *            4 samples a pixel
	 * @param inverted
	 *            whether 255 is no ink, as Adobe's JPEG files have it; else 0 is
	 * @return 3 samples a pixel
	 */
	public static byte[] toRgb(final byte[] inks, final boolean inverted) {
		final byte[] rgb = new byte[inks.length / 4 * 3];
		final int flip = inverted ? 0 : 0xff;
		for (int i = 0, o = 0; o < rgb.length; i += 4, o += 3) {
			final int light = inks[i + 3] & 0xff ^ flip;
			for (int s = 0; s < 3; s++)
				rgb[o + s] = (byte) (((inks[i + s] & 0xff ^ flip) * light + 127) / 255);
		}
		return rgb;
	}
}
