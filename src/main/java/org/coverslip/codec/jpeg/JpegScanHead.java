package org.coverslip.codec.jpeg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.codec.CodecException;

/**
 * The head of a JPEG stream of any length: all that comes before the first entropy-coded byte, without the notes of
 * applications that decoding does not need. Immutable.
 */
public final class JpegScanHead {

	private static final int APP2 = 0xe2;
	/**
	 * What an ICC chunk begins with; two bytes follow: its number from 1, and how many there are (ICC.1, annex B.4).
	 */
	private static final byte[] ICC = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
	/** More than all tables of a sound stream take by far. */
	private static final int LONGEST = 1 << 20;

	private final byte[] bytes;
	private final JpegSegments segments;
	private final JpegHeader header;
	private final long dataStart;
	private final byte[] iccProfile;

	private JpegScanHead(final byte[] bytes, final long dataStart, final byte[] iccProfile) throws CodecException {
		this.bytes = bytes;
		this.dataStart = dataStart;
		this.iccProfile = iccProfile;
		segments = JpegSegments.ofImage(bytes);
		header = JpegHeader.of(bytes, segments);
	}

	/**
	 * Reads the head, a kilobyte at a time; notes of applications are skipped.
	 *
	 * @throws CodecException
	 *             if it is damaged, or of a process that Coverslip does not decode
	 */
	public static JpegScanHead read(final JpegScanBytes stream) throws IOException {
		final Window window = new Window(stream);
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		out.write(0xff);
		out.write(JpegSegments.SOI);
		final SortedMap<Integer, byte[]> icc = new TreeMap<>();
		int chunks = 0;
		long at = 2;
		while (true) {
			while (window.at(at) != 0xff || window.at(at + 1) == 0xff || window.at(at + 1) == 0)
				at++;
			final int marker = window.at(at + 1);
			if (marker == JpegSegments.EOI) throw new CodecException("the JPEG stream has no image data");
			if (marker < 0xc0 || marker >= 0xd0 && marker <= JpegSegments.SOI) {
				at += 2;
				continue;
			}
			final int length = window.at(at + 2) << 8 | window.at(at + 3);
			if (length < 2)
				throw new CodecException(String.format("the JPEG stream ends within its segment FF %02X", marker));
			if (isKept(marker)) out.write(window.bytes(at, 2 + length));
			else if (marker == APP2 && length >= 4 + ICC.length && Arrays.equals(window.bytes(at + 4, ICC.length),
				ICC)) {
				final byte[] chunk = window.bytes(at + 4 + ICC.length, length - 2 - ICC.length);
				icc.putIfAbsent(chunk[0] & 0xff, Arrays.copyOfRange(chunk, 2, chunk.length));
				chunks = chunk[1] & 0xff;
			}
			if (out.size() > LONGEST)
				throw new CodecException("the JPEG stream has more than " + LONGEST + " bytes of tables");
			at += 2 + length;
			if (marker == JpegSegments.SOS)
				return new JpegScanHead(withHuffmanTables(out.toByteArray()), at, joined(icc, chunks));
		}
	}

	/** The same with the standard's Huffman tables in front, if the scan lacks some. */
	private static byte[] withHuffmanTables(final byte[] head) throws CodecException {
		final JpegSegments segments = JpegSegments.ofImage(head);
		final JpegHeader header = JpegHeader.of(head, segments);
		JpegTables tables = JpegTables.NONE;
		for (final JpegSegments.Segment segment : segments.list())
			tables = tables.with(head, segment);
		if (!tables.lackingFor(head, segments.scan().orElseThrow(), header).areInStandard(header)) return head;
		final ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + 512);
		out.write(head, 0, 2);
		out.writeBytes(StandardHuffmanTables.segment());
		out.write(head, 2, head.length - 2);
		return out.toByteArray();
	}

	private static boolean isKept(final int marker) {
		return marker < 0xe0 || marker == JpegSegments.APP0 || marker == JpegSegments.APP14;
	}

	/** The profile, or null if there is none or a chunk is missing. */
	private static byte[] joined(final SortedMap<Integer, byte[]> chunks, final int count) {
		if (chunks.isEmpty() || chunks.firstKey() != 1 || chunks.lastKey() != count || chunks.size() != count)
			return null;
		final ByteArrayOutputStream profile = new ByteArrayOutputStream();
		chunks.values().forEach(profile::writeBytes);
		return profile.toByteArray();
	}

	/** What the head says of the image. */
	public JpegHeader header() {
		return header;
	}

	/** The ICC profile (APP2), if there is a whole one; a copy. */
	public Optional<byte[]> iccProfile() {
		return Optional.ofNullable(iccProfile).map(byte[]::clone);
	}

	/**
	 * Whether the image can be decoded in parts: 8 bits a sample, not progressive, and all its components in one scan.
	 */
	public boolean isDivisible() {
		return header.process() <= 1 && header.precision() == 8 && bytes[scan().content()] == header.components()
			.size();
	}

	/**
	 * The head's bytes: a start marker and all segments up to and with the first start of scan. Not to be written to.
	 */
	byte[] bytes() {
		return bytes;
	}

	JpegSegments segments() {
		return segments;
	}

	JpegSegments.Segment scan() {
		return segments.scan().orElseThrow();
	}

	/** Position in the stream of the first entropy-coded byte. */
	long dataStart() {
		return dataStart;
	}

	/** Small reads out of larger ones. */
	private static final class Window {

		private final JpegScanBytes stream;
		private final byte[] window = new byte[1024];
		private long start;
		private int length;

		Window(final JpegScanBytes stream) {
			this.stream = stream;
		}

		int at(final long position) throws IOException {
			if (position < start || position >= start + length) {
				start = position;
				length = stream.read(position, ByteBuffer.wrap(window));
				if (length <= 0) throw ended();
			}
			return window[(int) (position - start)] & 0xff;
		}

		byte[] bytes(final long position, final int count) throws IOException {
			final byte[] bytes = new byte[count];
			if (stream.read(position, ByteBuffer.wrap(bytes)) < count) throw ended();
			return bytes;
		}

		private static CodecException ended() {
			return new CodecException("the JPEG stream ends before its image data");
		}
	}
}
