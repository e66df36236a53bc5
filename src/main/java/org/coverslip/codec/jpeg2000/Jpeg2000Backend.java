package org.coverslip.codec.jpeg2000;

import java.util.Optional;

import org.coverslip.codec.CodecException;

/**
 * What does the work of decoding JPEG 2000: JJ2000 in Java, which is always there, or OpenJPEG, which is several times
 * as fast. Thread-safe.
 */
public interface Jpeg2000Backend {

	/** The system property that forces a choice: {@code java} or {@code openjpeg}. */
	String PROPERTY = "coverslip.jpeg2000";

	/** The back-end's name and where it comes from, for the log. */
	String name();

	/**
	 * Decodes a codestream.
	 *
	 * @param codestream
	 *            without the boxes of a JP2 file
	 * @param header
	 *            that of the codestream; its samples have at most 16 bits
	 * @return for each component its samples, row by row, unsigned ones from 0, signed ones around it
	 */
	int[][] decode(byte[] codestream, Jpeg2000Header header) throws CodecException;

	/**
	 * The fastest back-end here, or the one that the system property {@value #PROPERTY} asks for. Chosen once.
	 *
	 * @throws IllegalStateException
	 *             if the one that is asked for is not here
	 */
	static Jpeg2000Backend best() {
		return Jpeg2000Backends.best();
	}

	/** JJ2000. */
	static Jpeg2000Backend java() {
		return Jpeg2000Backends.JAVA;
	}

	/** OpenJPEG, if it is found and the system property does not forbid it. */
	static Optional<Jpeg2000Backend> openJpeg() {
		return Jpeg2000Backends.OPENJPEG;
	}
}
