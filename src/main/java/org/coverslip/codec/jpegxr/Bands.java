package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/** Which frequency bands a code stream holds (T.832, table 33: BANDS_PRESENT). */
enum Bands {
	ALL, NO_FLEXBITS, NO_HIGHPASS, DC_ONLY;

	static Bands of(final int code) throws CodecException {
		if (code >= values().length)
			throw new CodecException("the JPEG XR stream holds frequency bands of the kind " + code
				+ ", which cannot be decoded alone");
		return values()[code];
	}

	boolean hasLowpass() {
		return this != DC_ONLY;
	}

	boolean hasHighpass() {
		return this == ALL || this == NO_FLEXBITS;
	}

	/** The number of parts of a tile in a stream ordered by frequency. */
	int parts() {
		return 4 - ordinal();
	}
}
