package org.coverslip.codec.jpeg;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.pixel.PixelBlock;

/**
 * What does the work of JPEG: the Java runtime's own libjpeg, which is always there, or libjpeg-turbo, which is about
 * three times as fast. Both give the same picture. Thread-safe.
 */
public interface JpegBackend {

	/** The system property that forces a choice: {@code java} or {@code turbo}. */
	String PROPERTY = "coverslip.jpeg";

	/** The back-end's name and where it comes from, for the log. */
	String name();

	/**
	 * Decodes one whole stream of 8 bits a sample.
	 *
	 * @param stream
	 *            a stream with all its tables, whose markers agree with {@code colour}
	 * @param header
	 *            that of {@code stream}
	 * @param colour
	 *            what its components mean; their number fits
	 * @param denominator
	 *            1, 2, 4 or 8: the result has ceil(width / denominator) columns and ceil(height / denominator) rows
	 * @return 8-bit samples
	 */
	PixelBlock decode(byte[] stream, JpegHeader header, JpegColour colour, int denominator) throws CodecException;

	/**
	 * Encodes a block of 8-bit samples as a baseline stream with the standard Huffman tables.
	 *
	 * @param colour
	 *            what the stream's components are to be: {@code GRAY} of 1 sample a pixel, {@code YCBCR} of RGB, or
	 *            {@code RGB} as it is, with the tables for luminance for all three and components numbered 'R', 'G',
	 *            'B'
	 * @param quality
	 *            1 to 100, with the meaning that libjpeg gave it
	 * @param subsampling
	 *            of the chroma; without effect where there is none
	 */
	byte[] encode(PixelBlock block, int quality, JpegColour colour, JpegSubsampling subsampling) throws IOException;

	/**
	 * The fastest back-end here, or the one that the system property {@value #PROPERTY} asks for. Chosen once.
	 *
	 * @throws IllegalStateException
	 *             if the one that is asked for is not here
	 */
	static JpegBackend best() {
		return JpegBackends.best();
	}

	/** The Java runtime's own. */
	static JpegBackend java() {
		return JpegBackends.JAVA;
	}

	/** libjpeg-turbo, if it is found and the system property does not forbid it. */
	static Optional<JpegBackend> turbo() {
		return JpegBackends.TURBO;
	}
}
