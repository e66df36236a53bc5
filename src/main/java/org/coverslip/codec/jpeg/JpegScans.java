package org.coverslip.codec.jpeg;

import org.coverslip.codec.CodecException;

/**
 * The scans of a stream in memory, and the tables and the restart interval that hold for each (ITU-T T.81, annex B.2).
 * For one thread.
 */
final class JpegScans {

	private final byte[] stream;
	private final JpegHeader header;
	private final JpegHuffmanTable[] dc = new JpegHuffmanTable[4];
	private final JpegHuffmanTable[] ac = new JpegHuffmanTable[4];
	private int restartInterval;

	/** Reads what comes. */
	interface Reader {

		/** A segment of tables other than Huffman's, or of anything else. */
		default void segment(final JpegSegments.Segment segment) throws CodecException {}

		/**
		 * A scan, whose entropy-coded data begin at its end.
		 *
		 * @param components
		 *            their places in the frame, in the scan's order
		 */
		void scan(JpegSegments.Segment scan, int[] components) throws CodecException;
	}

	/**
	 * @param stream
	 *            has all its tables, and scan headers that {@link JpegTables} has checked
	 */
	JpegScans(final byte[] stream, final JpegHeader header) {
		this.stream = stream;
		this.header = header;
	}

	/** Reads scans until each component has had one. */
	void read(final Reader reader) throws CodecException {
		int missing = (1 << header.components().size()) - 1;
		JpegSegments segments = JpegSegments.ofImage(stream);
		while (segments.scan().isPresent()) {
			for (final JpegSegments.Segment segment : segments.list()) {
				if (segment.marker() == JpegSegments.DHT) JpegHuffmanTable.read(stream, segment, dc, ac);
				else if (segment.marker() == JpegSegments.DRI && segment.length() >= 2)
					restartInterval = (stream[segment.content()] & 0xff) << 8 | stream[segment.content() + 1] & 0xff;
				else reader.segment(segment);
			}
			final JpegSegments.Segment scan = segments.scan().get();
			final int[] components = components(scan);
			reader.scan(scan, components);
			for (final int component : components)
				missing &= ~(1 << component);
			if (missing == 0) return;
			segments = JpegSegments.afterScan(stream, segments);
		}
		throw new CodecException("the JPEG stream is damaged: a component has no scan");
	}

	private int[] components(final JpegSegments.Segment scan) throws CodecException {
		final int[] components = new int[stream[scan.content()]];
		for (int i = 0; i < components.length; i++)
			components[i] = indexOf(stream[scan.content() + 1 + 2 * i] & 0xff);
		return components;
	}

	private int indexOf(final int id) throws CodecException {
		for (int i = 0; i < header.components().size(); i++)
			if (header.components().get(i).id() == id) return i;
		throw new CodecException("a JPEG scan has a component " + id + " that its frame has not");
	}

	/** Units between restart markers, or 0. */
	int restartInterval() {
		return restartInterval;
	}

	/** The table of DC differences of a component of a scan, by its place there. */
	JpegHuffmanTable dc(final JpegSegments.Segment scan, final int place) {
		return dc[stream[scan.content() + 2 + 2 * place] >> 4 & 3];
	}

	/** The table of AC coefficients, likewise. */
	JpegHuffmanTable ac(final JpegSegments.Segment scan, final int place) {
		return ac[stream[scan.content() + 2 + 2 * place] & 3];
	}
}
