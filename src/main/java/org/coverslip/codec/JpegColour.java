package org.coverslip.codec;

/**
 * What the components of a JPEG stream mean, as the container says it.
 * <p>
 * A stream's own markers are not to be trusted inside a TIFF, where the photometric tag decides: Aperio writes RGB
 * components without any marker, which libjpeg alone would take for YCbCr.
 */
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

	/**
	 * The meaning of the components of a JPEG-compressed TIFF.
	 *
	 * @param photometric
	 *            PhotometricInterpretation (262)
	 * @param samples
	 *            components of one stream: SamplesPerPixel (277), or 1 where the planes are separate
	 */
	public static JpegColour ofTiff(final int photometric, final int samples) {
		if (samples == 1) return GRAY;
		if (samples == 3 && photometric == 6) return YCBCR;
		if (samples == 3) return RGB;
		if (samples == 4 && photometric == 5) return CMYK;
		return AS_STORED;
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
}
