package org.coverslip.codec;

import java.io.ByteArrayOutputStream;

/**
 * Makes of the abbreviated streams of a TIFF whole ones that every decoder understands alike: the shared tables and the
 * stream's own are joined, notes for applications (JFIF, Exif, ICC, comments) are left out, and an Adobe marker says
 * what the components mean.
 */
final class JpegAssembly {

	/** Adobe's marker up to its last byte, the transform: "Adobe", version 100, no flags. */
	private static final byte[] ADOBE = { (byte) 0xff, (byte) JpegSegments.APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0 };

	private final byte[] head;
	private final JpegTables shared;

	/**
	 * @param tables
	 *            a stream of tables (TIFF tag 347), or null
	 * @param colour
	 *            what the components of all streams mean
	 */
	JpegAssembly(final byte[] tables, final JpegColour colour) throws CodecException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		out.write(0xff);
		out.write(JpegSegments.SOI);
		if (colour.adobeTransform() >= 0) {
			out.writeBytes(ADOBE);
			out.write(colour.adobeTransform());
		}
		JpegTables defined = JpegTables.NONE;
		if (tables != null) for (final JpegSegments.Segment segment : JpegSegments.ofTables(tables).list()) {
			if (!segment.isNeeded() || segment.isFrame() || segment.marker() == JpegSegments.SOS) continue;
			out.write(tables, segment.start(), segment.end() - segment.start());
			defined = defined.with(tables, segment);
		}
		head = out.toByteArray();
		shared = defined;
	}

	/**
	 * The whole stream.
	 *
	 * @param header
	 *            that of {@code stream}
	 * @throws CodecException
	 *             if a table is missing that the image needs
	 */
	byte[] assemble(final byte[] stream, final JpegSegments segments, final JpegHeader header) throws CodecException {
		checkTables(stream, segments, header);
		int length = head.length;
		for (final JpegSegments.Segment segment : segments.list())
			if (segment.isNeeded()) length += segment.end() - segment.start();
		final int rest = stream.length - segments.end();
		final boolean end = lacksOnlyItsEnd(stream, segments, header);
		final byte[] out = new byte[Math.addExact(length, rest + (end ? 2 : 0))];
		System.arraycopy(head, 0, out, 0, head.length);
		int at = head.length;
		for (final JpegSegments.Segment segment : segments.list()) {
			if (!segment.isNeeded()) continue;
			System.arraycopy(stream, segment.start(), out, at, segment.end() - segment.start());
			at += segment.end() - segment.start();
		}
		System.arraycopy(stream, segments.end(), out, at, rest);
		if (end) {
			out[at + rest] = (byte) 0xff;
			out[at + rest + 1] = (byte) JpegSegments.EOI;
		}
		return out;
	}

	private void checkTables(final byte[] stream, final JpegSegments head, final JpegHeader header) throws CodecException {
		JpegTables defined = shared;
		JpegSegments segments = head;
		while (segments.scan().isPresent()) {
			for (final JpegSegments.Segment segment : segments.list())
				defined = defined.with(stream, segment);
			defined.check(stream, segments.scan().get(), header);
			if (isComplete(stream, segments, header)) return;
			segments = JpegSegments.afterScan(stream, segments);
		}
	}

	/** Whether one scan holds all. */
	private static boolean isComplete(final byte[] stream, final JpegSegments segments, final JpegHeader header) {
		return !header.progressive() && stream[segments.scan().get().content()] == header.components().size();
	}

	/**
	 * Whether an end marker may be put behind the stream: it has none, and all is in one scan, so that a decoder
	 * notices by itself if image data are missing too.
	 */
	private static boolean lacksOnlyItsEnd(final byte[] stream, final JpegSegments segments, final JpegHeader header) {
		if (!isComplete(stream, segments, header)) return false;
		for (int i = stream.length - 2; i >= segments.end(); i--)
			if (stream[i] == (byte) 0xff && stream[i + 1] == (byte) JpegSegments.EOI) return false;
		return true;
	}
}
