package org.coverslip.codec.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;

/** The marker segments at the head of a JPEG stream, up to and with its first start of scan (ITU-T T.81, annex B). */
final class JpegSegments {

	static final int DHT = 0xc4;
	static final int JPG = 0xc8;
	static final int DAC = 0xcc;
	static final int RST0 = 0xd0;
	static final int SOI = 0xd8;
	static final int EOI = 0xd9;
	static final int SOS = 0xda;
	static final int DQT = 0xdb;
	static final int DRI = 0xdd;
	static final int APP0 = 0xe0;
	static final int APP14 = 0xee;
	static final int COM = 0xfe;
	private static final int TEM = 0x01;

	/**
	 * One segment.
	 *
	 * @param marker
	 *            its code without the leading 0xff
	 * @param start
	 *            position of that 0xff
	 * @param end
	 *            position behind the segment; its content begins at {@code start + 4}
	 */
	record Segment(int marker, int start, int end) {

		int content() {
			return start + 4;
		}

		int length() {
			return end - start - 4;
		}

		/** Whether this is a start of frame of any process. */
		boolean isFrame() {
			return marker >= 0xc0 && marker <= 0xcf && marker != DHT && marker != JPG && marker != DAC;
		}

		/** Whether decoding needs it: tables, the frame and the scan, as against notes for applications. */
		boolean isNeeded() {
			return isFrame() || marker == DHT || marker == DAC || marker == DQT || marker == DRI || marker == SOS;
		}
	}

	private final List<Segment> list;
	private final int end;

	private JpegSegments(final List<Segment> list, final int end) {
		this.list = List.copyOf(list);
		this.end = end;
	}

	List<Segment> list() {
		return list;
	}

	/** Where the head ends: behind the first start of scan, or at the end marker of a stream of tables. */
	int end() {
		return end;
	}

	/** The segments of a stream that holds an image. */
	static JpegSegments ofImage(final byte[] stream) throws CodecException {
		final JpegSegments segments = of(stream, "JPEG stream");
		if (segments.scan().isEmpty()) throw new CodecException("the JPEG stream has no image data");
		return segments;
	}

	/** The segments of a stream that holds only tables (TIFF tag 347). */
	static JpegSegments ofTables(final byte[] stream) throws CodecException {
		return of(stream, "JPEG tables");
	}

	/**
	 * The segments between one scan and the next, the latter included; without a scan at their end where no more comes.
	 */
	static JpegSegments afterScan(final byte[] stream, final JpegSegments before) throws CodecException {
		return of(stream, before.end, "JPEG stream");
	}

	/** The last segment, if that is a start of scan. */
	Optional<Segment> scan() {
		final Segment last = list.isEmpty() ? null : list.get(list.size() - 1);
		return last != null && last.marker() == SOS ? Optional.of(last) : Optional.empty();
	}

	/** Whether there is a JFIF marker. */
	boolean jfif(final byte[] stream) {
		return list.stream().anyMatch(segment -> segment.marker() == APP0 && begins(stream, segment, "JFIF\0", 14));
	}

	/** The colour transform of Adobe's marker, or -1 without such a one. */
	int adobeTransform(final byte[] stream) {
		int transform = -1;
		for (final Segment segment : list)
			if (segment.marker() == APP14 && begins(stream, segment, "Adobe", 12))
				transform = stream[segment.content() + 11] & 0xff;
		return transform;
	}

	private static boolean begins(final byte[] stream, final Segment segment, final String text, final int length) {
		if (segment.length() < length) return false;
		for (int i = 0; i < text.length(); i++)
			if (stream[segment.content() + i] != text.charAt(i)) return false;
		return true;
	}

	private static JpegSegments of(final byte[] stream, final String what) throws CodecException {
		if (stream.length < 2 || (stream[0] & 0xff) != 0xff || (stream[1] & 0xff) != SOI)
			throw new CodecException(what + " does not begin with a start marker (FF D8)");
		return of(stream, 2, what);
	}

	private static JpegSegments of(final byte[] stream, final int from, final String what) throws CodecException {
		final List<Segment> segments = new ArrayList<>();
		int at = from;
		while (true) {
			while (at + 1 < stream.length && !((stream[at] & 0xff) == 0xff && isMarker(stream[at + 1] & 0xff)))
				at++;
			if (at + 1 >= stream.length) return new JpegSegments(segments, stream.length);
			final int marker = stream[at + 1] & 0xff;
			if (marker == EOI) return new JpegSegments(segments, at);
			if (marker == SOI || marker == TEM || marker >= RST0 && marker < SOI) {
				at += 2;
				continue;
			}
			if (at + 4 > stream.length) throw truncated(what, marker);
			final int length = (stream[at + 2] & 0xff) << 8 | stream[at + 3] & 0xff;
			if (length < 2 || at + 2 + length > stream.length) throw truncated(what, marker);
			segments.add(new Segment(marker, at, at + 2 + length));
			at += 2 + length;
			if (marker == SOS) return new JpegSegments(segments, at);
		}
	}

	private static boolean isMarker(final int code) {
		return code != 0 && code != 0xff;
	}

	private static CodecException truncated(final String what, final int marker) {
		return new CodecException(String.format("%s ends within its segment FF %02X", what, marker));
	}
}
