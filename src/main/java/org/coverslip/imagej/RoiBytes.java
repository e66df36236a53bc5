package org.coverslip.imagej;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import ij.gui.Roi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

/**
 * One region of interest as ImageJ saves it, read and written by ImageJ's own {@code RoiDecoder} and
 * {@code RoiEncoder} (1.54p, whose offsets these are), which trust what a file says: lengths are looked at here first.
 */
final class RoiBytes {

	private static final int HEADER = 64;
	private static final int HEADER_2 = 64;
	private static final int SUBTYPE_TEXT = 1;
	private static final int SUBTYPE_IMAGE = 4;
	private static final int SUB_PIXEL = 128;
	private static final int LAST_TYPE = 10;

	private final ByteBuffer bytes;
	private final String name;

	/**
	 * @param bytes
	 *            all of them, the buffer's own; altered
	 * @param name
	 *            for a region that has none of its own
	 */
	RoiBytes(final byte[] bytes, final String name) {
		this.bytes = ByteBuffer.wrap(bytes);
		this.name = name;
	}

	/** Whether a file begins as one does. */
	static boolean isLike(final byte[] head) {
		return head.length >= 4 && head[0] == 'I' && head[1] == 'o' && head[2] == 'u' && head[3] == 't';
	}

	static byte[] of(final Roi roi) throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
		new RoiEncoder(bytes).write(roi);
		return bytes.toByteArray();
	}

	/**
	 * The region without its group, for whose colour ImageJ would give up its own; of a text or an image, which are not
	 * needed here and need fonts or other decoders, its bounds.
	 *
	 * @throws IllegalArgumentException
	 *             with what is wrong with it, as "a header of 3 bytes"
	 */
	Roi roi() {
		check();
		final int subtype = bytes.getShort(RoiDecoder.SUBTYPE);
		if (subtype == SUBTYPE_TEXT || subtype == SUBTYPE_IMAGE) bytes.putShort(RoiDecoder.SUBTYPE, (short) 0);
		final int header2 = bytes.getInt(RoiDecoder.HEADER2_OFFSET);
		final byte group = (byte) group();
		if (group != 0) bytes.put(header2 + RoiDecoder.GROUP, (byte) 0);
		try {
			final Roi roi = new RoiDecoder(bytes.array(), name).getRoi();
			if (roi == null) throw new IllegalArgumentException("a region without a point");
			return roi;
		}
		catch (final IOException | RuntimeException e) {
			throw new IllegalArgumentException("nothing that ImageJ can read (" + e.getMessage() + ")", e);
		}
		finally {
			bytes.putShort(RoiDecoder.SUBTYPE, (short) subtype);
			if (group != 0) bytes.put(header2 + RoiDecoder.GROUP, group);
		}
	}

	private void check() {
		final int size = bytes.capacity();
		if (size < HEADER) throw new IllegalArgumentException("a header of " + size + " bytes instead of " + HEADER);
		if (!isLike(bytes.array())) throw new IllegalArgumentException("no \"Iout\" at its begin");
		final int type = bytes.get(RoiDecoder.TYPE);
		if (type < 0 || type > LAST_TYPE) throw new IllegalArgumentException("an unknown kind of region, " + type);
		final long floats = bytes.getInt(RoiDecoder.SHAPE_ROI_SIZE);
		if (floats > 0) need(HEADER + 4 * floats, floats + " numbers of a composite");
		else if (type != 1 && type != 2 && type != 3) {
			final int few = bytes.getShort(RoiDecoder.N_COORDINATES) & 0xffff;
			final long count = few == 0 ? bytes.getInt(RoiDecoder.SIZE) : few;
			final boolean hasBoth = (bytes.getShort(RoiDecoder.OPTIONS) & SUB_PIXEL) != 0;
			if (count > 0) need(HEADER + (hasBoth ? 12 : 4) * count, count + " points");
		}
		final long header2 = bytes.getInt(RoiDecoder.HEADER2_OFFSET);
		if (header2 != 0 && (header2 < HEADER || header2 + HEADER_2 - 12 > size))
			throw new IllegalArgumentException("a second header at " + header2 + " of " + size + " bytes");
	}

	private void need(final long length, final String what) {
		if (length > bytes.capacity())
			throw new IllegalArgumentException(what + " in " + bytes.capacity() + " bytes");
	}

	/** The number of its group; 0 for none, or in files of ImageJ before 1.52t (version 228). */
	int group() {
		final int header2 = bytes.getInt(RoiDecoder.HEADER2_OFFSET);
		return header2 == 0 || bytes.getShort(RoiDecoder.VERSION_OFFSET) < 228 ? 0
			: bytes.get(header2 + RoiDecoder.GROUP) & 0xff;
	}

	/** The text, if the region is one that was written on an image. */
	Optional<String> text() {
		if (bytes.getShort(RoiDecoder.SUBTYPE) != SUBTYPE_TEXT || bytes.capacity() < HEADER + 16)
			return Optional.empty();
		final long fontLength = bytes.getInt(HEADER + 8);
		final long length = bytes.getInt(HEADER + 12);
		final long from = HEADER + 16 + 2 * fontLength;
		if (fontLength < 0 || length <= 0 || from + 2 * length > bytes.capacity()) return Optional.empty();
		final char[] text = new char[(int) length];
		bytes.duplicate().position((int) from).asCharBuffer().get(text);
		return Optional.of(new String(text).strip());
	}
}
