package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;

import org.coverslip.codec.CodecException;

/**
 * Makes of the abbreviated streams of a TIFF whole ones that every decoder understands alike: the shared tables and the
 * stream's own are joined, notes for applications (JFIF, Exif, ICC, comments) are left out, and an Adobe marker says
 * what the components mean. Immutable.
 * <p>
 * A sequential stream that uses a Huffman table 0 or 1 which is defined nowhere gets the standard's own (ITU-T T.81,
 * annex K.3), as libjpeg-turbo (jstdhuff.c) and decoders of Motion JPEG have it.
 */
final class JpegAssembly {

	/** Adobe's marker up to its last byte, the transform: "Adobe", version 100, no flags. */
	private static final byte[] ADOBE = { (byte) 0xff, (byte) JpegSegments.APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0,
		100, 0, 0, 0, 0 };

	/** The needed segments of the shared tables. */
	private final byte[] head;
	private final JpegTables shared;
	private final boolean jfif;
	private final int adobeTransform;

	/**
	 * @param tables
	 *            a stream of tables (TIFF tag 347), or null; what its markers say of the colours counts for streams
	 *            that say nothing
	 */
	JpegAssembly(final byte[] tables) throws CodecException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		JpegTables defined = JpegTables.NONE;
		boolean hasJfif = false;
		int adobe = -1;
		if (tables != null) {
			final JpegSegments segments = JpegSegments.ofTables(tables);
			hasJfif = segments.jfif(tables);
			adobe = segments.adobeTransform(tables);
			for (final JpegSegments.Segment segment : segments.list()) {
				if (!segment.isNeeded() || segment.isFrame() || segment.marker() == JpegSegments.SOS) continue;
				out.write(tables, segment.start(), segment.end() - segment.start());
				defined = defined.with(tables, segment);
			}
		}
		head = out.toByteArray();
		shared = defined;
		jfif = hasJfif;
		adobeTransform = adobe;
	}

	/** What a stream's head says, and the shared tables where it is silent. */
	JpegHeader header(final byte[] stream, final JpegSegments segments) throws CodecException {
		return marked(JpegHeader.of(stream, segments));
	}

	/** A stream's head with the marks of the shared tables where it has none. */
	JpegHeader marked(final JpegHeader header) {
		return header.marked(jfif, adobeTransform);
	}

	/**
	 * The whole stream.
	 *
	 * @param header
	 *            that of {@code stream}
	 * @param colour
	 *            what its components mean
	 * @throws CodecException
	 *             if a table is missing that the image needs
	 */
	byte[] assemble(final byte[] stream, final JpegSegments segments, final JpegHeader header, final JpegColour colour)
		throws CodecException
	{
		final boolean standard = checkTables(stream, segments, header);
		final boolean end = lacksOnlyItsEnd(stream, segments, header);
		final ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length + head.length + 512);
		out.write(0xff);
		out.write(JpegSegments.SOI);
		if (colour.adobeTransform() >= 0) {
			out.writeBytes(ADOBE);
			out.write(colour.adobeTransform());
		}
		if (standard) out.writeBytes(StandardHuffmanTables.segment());
		out.writeBytes(head);
		for (final JpegSegments.Segment segment : segments.list())
			if (segment.isNeeded()) out.write(stream, segment.start(), segment.end() - segment.start());
		out.write(stream, segments.end(), stream.length - segments.end());
		if (end) {
			out.write(0xff);
			out.write(JpegSegments.EOI);
		}
		return out.toByteArray();
	}

	/** Refuses a stream that lacks a table; gives whether it needs the standard's Huffman tables. */
	private boolean checkTables(final byte[] stream, final JpegSegments head, final JpegHeader header)
		throws CodecException {
		JpegTables defined = shared;
		boolean standard = false;
		JpegSegments segments = head;
		while (segments.scan().isPresent()) {
			for (final JpegSegments.Segment segment : segments.list())
				defined = defined.with(stream, segment);
			final JpegTables lacking = defined.lackingFor(stream, segments.scan().get(), header);
			lacking.refuse(header);
			standard |= lacking.areInStandard(header);
			if (isComplete(stream, segments, header)) break;
			segments = JpegSegments.afterScan(stream, segments);
		}
		return standard;
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
