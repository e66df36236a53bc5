package org.coverslip.format.hamamatsu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;

/**
 * The head of a JPEG stream inside a file, up to and with its start of scan (ITU-T T.81, annex B). Immutable.
 * <p>
 * Hamamatsu's scanners write images that are larger than the 65535 pixels which a JPEG can state; the size is 0 or
 * wrong then, and the container has the true one. So sizes are taken from here only where they can be right.
 */
final class JpegHead {

	/** The largest size that libjpeg takes; sizes above are wrong in such streams. */
	static final int LARGEST_SIZE = 65500;

	private static final int FIRST_READ = 4096;
	/** A head with notes and profiles has some ten thousand bytes. */
	private static final int LONGEST = 1 << 20;
	private static final int SOI = 0xd8;
	private static final int SOS = 0xda;
	private static final int DHT = 0xc4;
	private static final int DQT = 0xdb;
	private static final int DRI = 0xdd;
	private static final int JPG = 0xc8;
	private static final int DAC = 0xcc;
	private static final int COM = 0xfe;

	private final byte[] needed;
	private final byte[] comment;
	private final int sizeAt;
	private final int statedWidth;
	private final int statedHeight;
	private final int scanComponents;
	private final long dataStart;
	private final JpegHeader header;

	private JpegHead(final byte[] all, final Segments segments, final long start) throws CodecException {
		needed = segments.needed.toByteArray();
		comment = segments.comment;
		sizeAt = segments.sizeAt;
		statedHeight = word(needed, sizeAt);
		statedWidth = word(needed, sizeAt + 2);
		scanComponents = all[segments.scan + 4];
		dataStart = start + segments.end;
		final byte[] sized = Arrays.copyOf(all, segments.end);
		// any size will do to read the rest of the header, which refuses a size of 0
		if (statedWidth == 0 || statedHeight == 0) putSize(sized, segments.frame + 5, 1, 1);
		header = JpegHeader.parse(sized);
	}

	/**
	 * Reads the head of the stream that begins at {@code start}.
	 *
	 * @param end
	 *            where the stream ends at the latest
	 * @throws SlideFormatException
	 *             if no JPEG is there, or its head is damaged
	 */
	static JpegHead read(final ByteSource source, final Path path, final long start, final long end)
		throws IOException {
		final long available = Math.min(end, source.size()) - start;
		for (int length = FIRST_READ;; length *= 8) {
			final int most = (int) Math.max(0, Math.min(Math.min(length, LONGEST), available));
			final ByteBuffer buffer = ByteBuffer.allocate(most);
			source.read(start, buffer);
			try {
				final byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
				final Segments segments = new Segments(bytes);
				if (segments.isWhole()) return new JpegHead(bytes, segments, start);
			}
			catch (final CodecException e) {
				throw new SlideFormatException(path, start, "a JPEG stream", e.getMessage(), e);
			}
			if (most >= available || most >= LONGEST)
				throw new SlideFormatException(path, start, "the head of a JPEG stream",
					"none that ends within " + most + " bytes");
		}
	}

	/** What the head says, but for the size. */
	JpegHeader header() {
		return header;
	}

	/** Pixels in a row as stated, 0 to 65535. */
	int statedWidth() {
		return statedWidth;
	}

	/** Rows as stated, 0 to 65535. */
	int statedHeight() {
		return statedHeight;
	}

	/** Where the coded image data begin in the file. */
	long dataStart() {
		return dataStart;
	}

	/** The first comment's bytes (COM), or null if there is none before the image data; not copied. */
	byte[] comment() {
		return comment;
	}

	/**
	 * Whether all of the image is in one scan, so that what lies between two restart markers can be decoded by itself.
	 */
	boolean isInOneScan() {
		return header.process() <= 1 && header.precision() == 8 && scanComponents == header.components().size();
	}

	/**
	 * A head with the same tables and another size, for a part of the image; without notes for applications. A new
	 * array.
	 */
	byte[] withSize(final int width, final int height) {
		final byte[] head = needed.clone();
		putSize(head, sizeAt, width, height);
		return head;
	}

	private static void putSize(final byte[] stream, final int at, final int width, final int height) {
		ByteBuffer.wrap(stream, at, 4).putShort((short) height).putShort((short) width);
	}

	private static int word(final byte[] bytes, final int at) {
		return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
	}

	/** Where the segments lie. */
	private static final class Segments {

		private final ByteArrayOutputStream needed = new ByteArrayOutputStream(1024);
		private byte[] comment;
		private int frame = -1;
		private int sizeAt;
		private int scan = -1;
		private int end;

		/** Walks the segments as far as the bytes go. */
		Segments(final byte[] bytes) throws CodecException {
			int at = 0;
			while (scan < 0 && at + 4 <= bytes.length) {
				if ((bytes[at] & 0xff) != 0xff) throw new CodecException("no marker at its byte " + at);
				final int marker = bytes[at + 1] & 0xff;
				if (at == 0 && marker != SOI) throw new CodecException("another marker than that of a start");
				if (marker == SOI || marker == 0xff) { // 0xff before a marker is padding
					if (marker == SOI) needed.write(bytes, at, 2);
					at += marker == SOI ? 2 : 1;
					continue;
				}
				final int next = at + 2 + word(bytes, at + 2);
				if (next < at + 4) throw new CodecException("a segment of " + (next - at - 2) + " bytes");
				if (next > bytes.length) return;
				take(bytes, marker, at, next);
				at = next;
			}
			end = at;
		}

		private void take(final byte[] bytes, final int marker, final int at, final int next) throws CodecException {
			if (marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC) {
				if (frame >= 0) throw new CodecException("two frames");
				if (next - at < 10) throw new CodecException("a frame header of " + (next - at) + " bytes");
				frame = at;
				sizeAt = needed.size() + 5;
			}
			else if (marker == SOS) {
				if (frame < 0) throw new CodecException("a scan before its frame");
				if (next - at < 6) throw new CodecException("a scan header of " + (next - at) + " bytes");
				scan = at;
			}
			else if (marker == COM) {
				if (comment == null) comment = Arrays.copyOfRange(bytes, at + 4, next);
				return;
			}
			else if (marker != DHT && marker != DQT && marker != DRI) return;
			needed.write(bytes, at, next - at);
		}

		boolean isWhole() {
			return scan >= 0;
		}
	}
}
