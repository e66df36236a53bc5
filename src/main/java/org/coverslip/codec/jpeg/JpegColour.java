package org.coverslip.codec.jpeg;

import org.coverslip.codec.CmykColour;
import org.coverslip.codec.CodecException;
import org.coverslip.codec.YcbcrColour;

/** What the components of a JPEG stream mean, as {@link JpegColours} decides. */
public enum JpegColour {

	/** One component, left as it is. */
	GRAY(1, 1, -1),
	/** Red, green and blue, stored as they are. */
	RGB(3, 3, 0),
	/** Luminance and two chroma components (ITU-R BT.601, full range, as JFIF has it), decoded to RGB. */
	YCBCR(3, 3, 1),
	/** Inks, 0 = none: a TIFF's "separated" samples; decoded to RGB. */
	CMYK(4, 3, 0),
	/** Inks, 255 = none, as Adobe's programs write them to JPEG files; decoded to RGB. */
	ADOBE_CMYK(4, 3, 0),
	/** As {@link #ADOBE_CMYK} with cyan, magenta and yellow turned into YCbCr; decoded to RGB. */
	ADOBE_YCCK(4, 3, 2),
	/** As {@link #CMYK} with cyan, magenta and yellow turned into YCbCr; decoded to RGB. */
	YCCK(4, 3, 2),
	/** Any number of components from 1 to 4, left as they are. */
	AS_STORED(0, 0, 0);

	private final int components;
	private final int samples;
	private final int adobeTransform;

	JpegColour(final int components, final int samples, final int adobeTransform) {
		this.components = components;
		this.samples = samples;
		this.adobeTransform = adobeTransform;
	}

	/** Components that a stream must have; 0 for any number. */
	public int components() {
		return components;
	}

	/** Samples of a decoded pixel; 0 for as many as there are components. */
	public int samples() {
		return samples;
	}

	/** The value of Adobe's marker that makes libjpeg take the components so, or -1 where it needs none. */
	int adobeTransform() {
		return adobeTransform;
	}

	/**
	 * Turns decoded components of 8 bits into samples.
	 *
	 * @param components
	 *            interleaved; may be changed and returned
	 */
	byte[] toSamples(final byte[] components) {
		return switch (this) {
			case GRAY, RGB, AS_STORED -> components;
			case YCBCR -> {
				YcbcrColour.toRgb(components, 3);
				yield components;
			}
			case CMYK -> CmykColour.toRgb(components, false);
			case ADOBE_CMYK -> CmykColour.toRgb(components, true);
			case ADOBE_YCCK, YCCK -> {
				// YCbCr stands for 255 - C, 255 - M, 255 - Y (libjpeg, jdcolor.c)
				YcbcrColour.toRgb(components, 4);
				for (int i = 0; i < components.length; i++)
					if ((i & 3) != 3) components[i] ^= (byte) 0xff;
				yield CmykColour.toRgb(components, this == ADOBE_YCCK);
			}
		};
	}

	/**
	 * As above for components of more than 8 bits.
	 *
	 * @param bits
	 *            of a component
	 * @throws CodecException
	 *             if these are inks
	 */
	short[] toSamples(final short[] components, final int bits) throws CodecException {
		if (components() == 4) throw new CodecException("JPEG with inks of " + bits + " bits is not supported");
		if (this == YCBCR) YcbcrColour.toRgb(components, bits);
		return components;
	}
}
