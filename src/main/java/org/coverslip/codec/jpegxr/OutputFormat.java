package org.coverslip.codec.jpegxr;

import org.coverslip.codec.CodecException;

/** What the samples of an image mean, as its header says (T.832, table 29: OUTPUT_CLR_FMT). */
enum OutputFormat {
	GREY, YCC_420, YCC_422, YCC_444, CMYK, CMYK_DIRECT, N_COMPONENT, RGB, RGBE;

	static OutputFormat of(final int code) throws CodecException {
		if (code >= values().length)
			throw new CodecException("the JPEG XR stream is of the unknown colour format " + code);
		return values()[code];
	}
}
