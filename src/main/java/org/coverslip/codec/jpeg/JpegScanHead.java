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
import org.coverslip.io.ByteSource;

/**
 * The head of a JPEG stream of any length: all that comes before the first entropy-coded byte, without the notes of
 * applications that decoding does not need. Immutable.
 * <p>
 * Some scanners write images that are larger than the 65535 pixels which a JPEG can state; the size is 0 or wrong then,
 * and the container has the true one. {@link #readOfAnySize} takes those too.
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
	private final boolean sized;
	private final long dataStart;
	private final Notes notes;

	private JpegScanHead(final byte[] bytes, final boolean sized, final long dataStart, final Notes notes)
		throws CodecException
	{
		this.bytes = bytes;
		this.sized = sized;
		this.dataStart = dataStart;
		this.notes = notes;
		segments = JpegSegments.ofImage(bytes);
		header = JpegHeader.of(bytes, segments);
	}

	/**
	 * Reads the head, a kilobyte at a time; notes of applications are skipped.
	 *
	 * @throws CodecException
	 *             if it is damaged, or of a process that Coverslip does not decode
	 */
	public static JpegScanHead read(final ByteSource stream) throws IOException {
		return read(stream, false);
	}

	/** As above; a size of 0 is no damage, but {@link #isSized()} is false then, and the header says 1 x 1. */
	public static JpegScanHead readOfAnySize(final ByteSource stream) throws IOException {
		return read(stream, true);
	}

	private static JpegScanHead read(final ByteSource stream, final boolean ofAnySize) throws IOException {
		final Window window = new Window(stream);
		if (window.at(0) != 0xff || window.at(1) != JpegSegments.SOI)
			throw new CodecException("the JPEG stream does not begin with a start marker (FF D8)");
		final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
		out.write(0xff);
		out.write(JpegSegments.SOI);
		final Notes notes = new Notes();
		long at = 2;
		int stray = 0;
		while (true) {
			for (; window.at(at) != 0xff || window.at(at + 1) == 0xff || window.at(at + 1) == 0; at++)
				if (++stray > LONGEST)
					throw new CodecException("the JPEG stream has no marker in the " + LONGEST
						+ " bytes before its byte " + at);
			final int marker = window.at(at + 1);
			if (marker == JpegSegments.EOI) throw new CodecException("the JPEG stream has no image data");
			if (marker < 0xc0 || marker >= 0xd0 && marker <= JpegSegments.SOI) {
				at += 2;
				continue;
			}
			final int length = window.at(at + 2) << 8 | window.at(at + 3);
			if (length < 2)
				throw new CodecException(
					String.format("the JPEG stream has a segment FF %02X of %d bytes", marker, length));
			if (isKept(marker)) out.write(window.bytes(at, 2 + length));
			else notes.take(marker, length - 2, window, at + 4);
			if (out.size() > LONGEST)
				throw new CodecException("the JPEG stream has more than " + LONGEST + " bytes of tables");
			at += 2 + length;
			if (marker == JpegSegments.SOS) {
				final byte[] head = out.toByteArray();
				final boolean sized = !ofAnySize || isSized(head);
				return new JpegScanHead(withHuffmanTables(sized ? head : withSize(head, 1, 1)), sized, at, notes);
			}
		}
	}

	private static boolean isSized(final byte[] head) throws CodecException {
		final Optional<JpegSegments.Segment> frame = frame(JpegSegments.ofImage(head));
		if (frame.isEmpty()) return true;
		final ByteBuffer size = ByteBuffer.wrap(head, frame.get().content() + 1, 4);
		return size.getShort() != 0 && size.getShort() != 0;
	}

	private static Optional<JpegSegments.Segment> frame(final JpegSegments segments) {
		return segments.list().stream().filter(segment -> segment.isFrame() && segment.length() >= 6).findFirst();
	}

	/** A head with another size in its frame. */
	private static byte[] withSize(final byte[] head, final int width, final int height) throws CodecException {
		final int frame = frame(JpegSegments.ofImage(head)).orElseThrow().content();
		final byte[] sized = head.clone();
		ByteBuffer.wrap(sized, frame + 1, 4).putShort((short) height).putShort((short) width);
		return sized;
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

	/** What the head says of the image; a size that was 0 is 1 x 1. */
	public JpegHeader header() {
		return header;
	}

	/** Whether the size is stated; it may be wrong even so. */
	public boolean isSized() {
		return sized;
	}

	/** The ICC profile (APP2), if there is a whole one; a copy. */
	public Optional<byte[]> iccProfile() {
		return notes.iccProfile();
	}

	/** The first comment (COM) before the image data; a copy. */
	public Optional<byte[]> comment() {
		return notes.comment();
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

	/**
	 * A head with the same tables and another size, for a part of the image; without notes of applications. A new
	 * array.
	 */
	byte[] forPart(final int width, final int height) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
		out.write(bytes, 0, 2);
		int sizeAt = 0;
		for (final JpegSegments.Segment segment : segments.list()) {
			if (!segment.isNeeded()) continue;
			if (segment.isFrame()) sizeAt = out.size() + 5;
			out.write(bytes, segment.start(), segment.end() - segment.start());
		}
		final byte[] part = out.toByteArray();
		ByteBuffer.wrap(part, sizeAt, 4).putShort((short) height).putShort((short) width);
		return part;
	}

	/** Position in the stream of the first entropy-coded byte. */
	public long dataStart() {
		return dataStart;
	}

	/** What is kept of the notes that decoding does not need. */
	private static final class Notes {

		/** Chunks of the profile by their numbers. */
		private final SortedMap<Integer, byte[]> icc = new TreeMap<>();
		private int chunks;
		private byte[] comment;

		void take(final int marker, final int length, final Window window, final long at) throws IOException {
			if (marker == JpegSegments.COM && comment == null) comment = window.bytes(at, length);
			if (marker != APP2 || length < ICC.length + 2 || !Arrays.equals(window.bytes(at, ICC.length), ICC)) return;
			final byte[] chunk = window.bytes(at + ICC.length, length - ICC.length);
			icc.putIfAbsent(chunk[0] & 0xff, Arrays.copyOfRange(chunk, 2, chunk.length));
			chunks = chunk[1] & 0xff;
		}

		/** Empty if there is none or a chunk is missing. */
		Optional<byte[]> iccProfile() {
			if (icc.isEmpty() || icc.firstKey() != 1 || icc.lastKey() != chunks || icc.size() != chunks)
				return Optional.empty();
			final ByteArrayOutputStream profile = new ByteArrayOutputStream();
			icc.values().forEach(profile::writeBytes);
			return Optional.of(profile.toByteArray());
		}

		Optional<byte[]> comment() {
			return Optional.ofNullable(comment).map(byte[]::clone);
		}
	}

	/** Small reads out of larger ones. */
	private static final class Window {

		private final ByteSource stream;
		private final byte[] window = new byte[1024];
		private long start;
		private int length;

		Window(final ByteSource stream) {
			this.stream = stream;
		}

		int at(final long position) throws IOException {
			if (!holds(position, 1)) read(position);
			return window[(int) (position - start)] & 0xff;
		}

		byte[] bytes(final long position, final int count) throws IOException {
			if (count <= window.length) {
				if (!holds(position, count)) read(position);
				if (!holds(position, count)) throw ended();
				return Arrays.copyOfRange(window, (int) (position - start), (int) (position - start) + count);
			}
			final byte[] bytes = new byte[count];
			if (stream.read(position, ByteBuffer.wrap(bytes)) < count) throw ended();
			return bytes;
		}

		private boolean holds(final long position, final int count) {
			return position >= start && position + count <= start + length;
		}

		private void read(final long position) throws IOException {
			start = position;
			length = stream.read(position, ByteBuffer.wrap(window));
			if (length <= 0) throw ended();
		}

		private static CodecException ended() {
			return new CodecException("the JPEG stream ends before its image data");
		}
	}
}
