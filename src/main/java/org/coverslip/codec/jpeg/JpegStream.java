package org.coverslip.codec.jpeg;

import java.io.IOException;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;

/**
 * Makes whole JPEG files of the abbreviated streams of a TIFF, without decoding them: the tables that they share are
 * put in, and a marker says what the components mean. Immutable, thread-safe.
 */
public final class JpegStream {

	private final JpegColours colours;
	private final JpegAssembly assembly;

	private JpegStream(final JpegColours colours, final JpegAssembly assembly) {
		this.colours = colours;
		this.assembly = assembly;
	}

	/**
	 * @param colours
	 *            decides what the components of a stream mean
	 * @param tables
	 *            the stream of shared tables, TIFF's JPEGTables (347), or null for none
	 * @throws CodecException
	 *             if the tables are damaged
	 */
	public static JpegStream of(final JpegColours colours, final byte[] tables) throws CodecException {
		return new JpegStream(colours, new JpegAssembly(tables));
	}

	/**
	 * The whole file of a stream.
	 *
	 * @throws CodecException
	 *             if its head is damaged, or a table is missing that the image needs
	 */
	public byte[] whole(final byte[] stream) throws CodecException {
		final JpegSegments segments = JpegSegments.ofImage(stream);
		final JpegHeader header = assembly.header(stream, segments);
		return assembly.assemble(stream, segments, header, colours.of(header));
	}

	/**
	 * The head of a stream, and of the shared tables where it is silent; no more is read.
	 *
	 * @throws org.coverslip.codec.UnsupportedCodingException
	 *             if such streams are not decoded
	 * @throws CodecException
	 *             if it is damaged
	 */
	public JpegHeader header(final ByteSource stream) throws IOException {
		return assembly.marked(JpegScanHead.read(stream).header());
	}
}
