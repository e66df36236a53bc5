package org.coverslip.format.sakura;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The row "Header" of an SVSLIDE: little-endian 32-bit numbers.
 * <p>
 * Source: openslide.org/formats/sakura.
 *
 * @param tileSize
 *            width and height of all tiles, at byte 0
 * @param width
 *            of level 0, at byte 4
 * @param height
 *            of level 0, at byte 8
 * @param planes
 *            number of focal planes, at byte 16
 */
record SvslideHeader(int tileSize, long width, long height, int planes) {

	/** Scanners write tiles of 512 pixels. */
	static final int LARGEST_TILE = 4096;

	private static final int LENGTH = 20;
	private static final int MOST_PLANES = 1000;
	private static final long MASK = 0xffffffffL;

	static SvslideHeader parse(final byte[] bytes, final StoredFile file) throws SlideFormatException {
		if (bytes.length < LENGTH) throw damaged(file, "a header of at least " + LENGTH + " bytes", bytes.length + "");
		final ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		final long tileSize = in.getInt(0) & MASK;
		final long width = in.getInt(4) & MASK;
		final long height = in.getInt(8) & MASK;
		final long planes = in.getInt(16) & MASK;
		if (tileSize < 1 || tileSize > LARGEST_TILE)
			throw damaged(file, "a tile size of 1 to " + LARGEST_TILE + " pixels", tileSize + "");
		if (width < 1 || height < 1) throw damaged(file, "a width and height above 0", width + " x " + height);
		if (planes < 1 || planes > MOST_PLANES)
			throw damaged(file, "1 to " + MOST_PLANES + " focal planes", planes + "");
		return new SvslideHeader((int) tileSize, width, height, (int) planes);
	}

	/** The focal plane that OpenSlide shows: the middle one, or the first of two middle ones. */
	int shownPlane() {
		return (planes - 1) / 2;
	}

	private static SlideFormatException damaged(final StoredFile file, final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}
}
