package org.coverslip.slide;

/**
 * A compression of stored tiles, whatever kind of file they are stored in. Immutable.
 *
 * @param name
 *            for people, and by which a file's own number or word for it is found
 * @param form
 *            what tells it from the usual form of the same compression, where a reader has to know it; else ""
 * @param stream
 *            whether a tile is a stream that describes its samples itself, its byte order included
 */
public record StoredCompression(String name, String form, boolean stream) {

	/** Samples as they are. */
	public static final StoredCompression NONE = ofBytes("none");
	public static final StoredCompression LZW = ofBytes("LZW");
	/** With the head of a zlib stream. */
	public static final StoredCompression DEFLATE = ofBytes("Deflate");
	public static final StoredCompression PACKBITS = ofBytes("PackBits");
	public static final StoredCompression ZSTANDARD = ofBytes("Zstandard");
	public static final StoredCompression JPEG = ofStreams("JPEG");
	/** The stream says what its colours are. */
	public static final StoredCompression JPEG2000 = ofStreams("JPEG 2000");
	/** The components are RGB, whatever the stream says. */
	public static final StoredCompression JPEG2000_RGB = new StoredCompression("JPEG 2000", "RGB", true);
	/** The components are YCbCr, whatever the stream says. */
	public static final StoredCompression JPEG2000_YCBCR = new StoredCompression("JPEG 2000", "YCbCr", true);
	public static final StoredCompression JPEG_XR = ofStreams("JPEG XR");
	public static final StoredCompression WEBP = ofStreams("WebP");

	/** The usual form of a compression of bytes, which knows nothing of samples. */
	public static StoredCompression ofBytes(final String name) {
		return new StoredCompression(name, "", false);
	}

	/** The usual form of a compression of images. */
	public static StoredCompression ofStreams(final String name) {
		return new StoredCompression(name, "", true);
	}
}
