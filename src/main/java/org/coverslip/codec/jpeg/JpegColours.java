package org.coverslip.codec.jpeg;

import java.util.List;
import java.util.Optional;

/**
 * Decides what the components of a JPEG stream mean, by all evidence that there is: the stream's markers, the numbers
 * and the sampling of its components, and what the container says. Immutable.
 * <p>
 * Of three components, the first of these that applies decides:
 * <ol>
 * <li>a JFIF marker: YCbCr (JFIF 1.02; libjpeg looks at it before Adobe's marker, jdapimin.c);
 * <li>Adobe's marker: transform 0 is RGB, any other YCbCr (T.872, 6.5.3);
 * <li>components numbered 'R', 'G', 'B', as libjpeg numbers them: RGB;
 * <li>chroma that is sampled more coarsely than the first component: YCbCr, since nobody halves green and blue;
 * <li>what the container says;
 * <li>YCbCr, as libjpeg guesses.
 * </ol>
 * So a container's word counts for streams without any mark of their own only, such as libtiff and Aperio write: theirs
 * are numbered 1, 2, 3 or 0, 1, 2 whatever they hold. Where mark and word disagree, the mark is right in all files
 * seen: Bio-Formats 6.7 and QuPath up to 0.5 write YCbCr with a JFIF marker and halved chroma under a tag that says
 * RGB, as GDCM's lossy DICOM writer does without a marker.
 * <p>
 * What writers emit, and what is made of it, is listed in docs/formats.md.
 */
public final class JpegColours {

	private static final JpegColours OF_STREAMS = new JpegColours(null);

	private final JpegColour stated;

	private JpegColours(final JpegColour stated) {
		this.stated = stated;
	}

	/** Where no container says anything. */
	public static JpegColours ofStreams() {
		return OF_STREAMS;
	}

	/** Where a container says something that need not be true of the stream. */
	public static JpegColours stated(final JpegColour colour) {
		return new JpegColours(colour);
	}

	/**
	 * What a TIFF says.
	 *
	 * @param photometric
	 *            PhotometricInterpretation (262)
	 * @param samples
	 *            components of one stream: SamplesPerPixel (277), or 1 where the planes are separate
	 */
	public static JpegColours ofTiff(final int photometric, final int samples) {
		if (samples == 1) return stated(JpegColour.GRAY);
		if (samples == 3) return stated(photometric == 6 ? JpegColour.YCBCR : JpegColour.RGB);
		return stated(samples == 4 && photometric == 5 ? JpegColour.CMYK : JpegColour.AS_STORED);
	}

	/** What the components of a stream mean. */
	public JpegColour of(final JpegHeader header) {
		return switch (header.components().size()) {
			case 1 -> JpegColour.GRAY;
			case 3 -> marked(header).orElse(stated == JpegColour.RGB ? JpegColour.RGB : JpegColour.YCBCR);
			case 4 -> inks(header);
			default -> JpegColour.AS_STORED;
		};
	}

	/** What the stream itself says of its three components, where it says anything. */
	private static Optional<JpegColour> marked(final JpegHeader header) {
		if (header.jfif()) return Optional.of(JpegColour.YCBCR);
		if (header.adobeTransform() >= 0)
			return Optional.of(header.adobeTransform() == 0 ? JpegColour.RGB : JpegColour.YCBCR);
		final List<JpegHeader.Component> c = header.components();
		if (c.get(0).id() == 'R' && c.get(1).id() == 'G' && c.get(2).id() == 'B') return Optional.of(JpegColour.RGB);
		final boolean coarse = c.get(1).horizontal() < c.get(0).horizontal() || c.get(1).vertical() < c.get(0)
			.vertical();
		return coarse ? Optional.of(JpegColour.YCBCR) : Optional.empty();
	}

	/**
	 * Four components. Adobe's programs store inks inverted in JPEG files (Adobe's technical note 5116, and every
	 * decoder's experience), but not in a TIFF, whose readers take 0 for no ink (TIFF 6.0, section 16).
	 */
	private JpegColour inks(final JpegHeader header) {
		final boolean ycck = header.adobeTransform() > 0;
		if (stated == JpegColour.CMYK) return ycck ? JpegColour.YCCK : JpegColour.CMYK;
		if (stated != null) return stated;
		if (header.adobeTransform() < 0) return JpegColour.CMYK;
		return ycck ? JpegColour.ADOBE_YCCK : JpegColour.ADOBE_CMYK;
	}

	/** What the container says; empty where it says nothing. */
	public Optional<JpegColour> stated() {
		return Optional.ofNullable(stated);
	}
}
