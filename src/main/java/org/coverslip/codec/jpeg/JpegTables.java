package org.coverslip.codec.jpeg;

import org.coverslip.codec.CodecException;

/**
 * Which tables a JPEG stream has defined so far (ITU-T T.81, annexes B.2.4.1 and B.2.4.2), to refuse a scan that uses
 * another.
 * <p>
 * libjpeg would not always notice: it keeps tables from one image to the next, and so would decode an abbreviated
 * stream with those of whatever was decoded before. Immutable.
 *
 * @param quantization
 *            bit i is set for quantization table i
 * @param dc
 *            bit i is set for DC Huffman table i
 * @param ac
 *            bit i is set for AC Huffman table i
 */
record JpegTables(int quantization, int dc, int ac) {

	static final JpegTables NONE = new JpegTables(0, 0, 0);

	/** These and those of a segment, if it is one of tables. */
	JpegTables with(final byte[] stream, final JpegSegments.Segment segment) throws CodecException {
		if (segment.marker() == JpegSegments.DQT) return withQuantization(stream, segment);
		if (segment.marker() == JpegSegments.DHT) return withHuffman(stream, segment);
		return this;
	}

	private JpegTables withQuantization(final byte[] stream, final JpegSegments.Segment segment) throws CodecException {
		int defined = quantization;
		int at = segment.content();
		while (at < segment.end()) {
			defined |= 1 << (stream[at] & 0xf);
			at += (stream[at] & 0xf0) == 0 ? 65 : 129;
		}
		if (at != segment.end()) throw new CodecException("a JPEG quantization table is cut off");
		return new JpegTables(defined, dc, ac);
	}

	private JpegTables withHuffman(final byte[] stream, final JpegSegments.Segment segment) throws CodecException {
		int dcDefined = dc;
		int acDefined = ac;
		int at = segment.content();
		while (at + 17 <= segment.end()) {
			if ((stream[at] & 0x10) == 0) dcDefined |= 1 << (stream[at] & 0xf);
			else acDefined |= 1 << (stream[at] & 0xf);
			int values = 0;
			for (int i = 1; i <= 16; i++)
				values += stream[at + i] & 0xff;
			at += 17 + values;
		}
		if (at != segment.end()) throw new CodecException("a JPEG Huffman table is cut off");
		return new JpegTables(quantization, dcDefined, acDefined);
	}

	/**
	 * What a scan uses that is not defined.
	 *
	 * @throws CodecException
	 *             if the scan's header is damaged
	 */
	JpegTables lackingFor(final byte[] stream, final JpegSegments.Segment scan, final JpegHeader header)
		throws CodecException {
		final int at = scan.content();
		final int n = scan.length() < 1 ? 0 : stream[at];
		if (n < 1 || n > 4 || scan.length() != 4 + 2 * n) throw new CodecException("a JPEG scan has a damaged header");
		final int firstCoefficient = stream[at + 1 + 2 * n] & 0xff;
		final boolean refinement = (stream[at + 3 + 2 * n] & 0xf0) != 0;
		final boolean lossless = header.lossless();
		final boolean usesDc = header.huffman() && (!header.progressive() || firstCoefficient == 0 && !refinement);
		final boolean usesAc = header.huffman() && !lossless && (!header.progressive() || firstCoefficient > 0);
		int dcUsed = 0;
		int acUsed = 0;
		int quantizationUsed = 0;
		for (int i = 0; i < n; i++) {
			final int id = stream[at + 1 + 2 * i] & 0xff;
			final int tables = stream[at + 2 + 2 * i] & 0xff;
			if (usesDc) dcUsed |= 1 << (tables >> 4);
			if (usesAc) acUsed |= 1 << (tables & 0xf);
			for (final JpegHeader.Component component : header.components())
				if (component.id() == id && !lossless) quantizationUsed |= 1 << Math.min(31, component.table());
		}
		return new JpegTables(quantizationUsed & ~(quantization & 0xf), dcUsed & ~(dc & 0xf), acUsed & ~(ac & 0xf));
	}

	/** Whether the standard's own Huffman tables, numbered 0 and 1, would do for some of these. */
	boolean areInStandard(final JpegHeader header) {
		return header.process() <= 1 && (dc & 3 | ac & 3) != 0;
	}

	/** Refuses tables that a scan lacks, but for those of the standard. */
	void refuse(final JpegHeader header) throws CodecException {
		final int given = header.process() <= 1 ? 3 : 0;
		refuse(dc & ~given, "DC Huffman table");
		refuse(ac & ~given, "AC Huffman table");
		refuse(quantization, "quantization table");
	}

	private static void refuse(final int lacking, final String what) throws CodecException {
		if (lacking != 0)
			throw new CodecException(
				"the JPEG stream uses its " + what + " " + Integer.numberOfTrailingZeros(lacking)
				+ ", which is not defined");
	}
}
