package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/**
 * The Huffman tables that ITU-T T.81 gives as examples in annex K.3, number 0 for luminance and 1 for chroma, as a
 * segment (DHT).
 */
final class StandardHuffmanTables {

	private StandardHuffmanTables() {}

	/** The whole segment with its marker; a new array. */
	static byte[] segment() {
		final ByteArrayOutputStream tables = new ByteArrayOutputStream(420);
		add(tables, 0x00, JPEGHuffmanTable.StdDCLuminance);
		add(tables, 0x10, JPEGHuffmanTable.StdACLuminance);
		add(tables, 0x01, JPEGHuffmanTable.StdDCChrominance);
		add(tables, 0x11, JPEGHuffmanTable.StdACChrominance);
		final ByteArrayOutputStream segment = new ByteArrayOutputStream(424);
		segment.write(0xff);
		segment.write(JpegSegments.DHT);
		segment.write(tables.size() + 2 >> 8);
		segment.write(tables.size() + 2);
		segment.writeBytes(tables.toByteArray());
		return segment.toByteArray();
	}

	private static void add(final ByteArrayOutputStream out, final int kind, final JPEGHuffmanTable table) {
		out.write(kind);
		final short[] lengths = table.getLengths();
		for (int i = 0; i < 16; i++)
			out.write(i < lengths.length ? lengths[i] : 0);
		for (final short value : table.getValues())
			out.write(value);
	}
}
