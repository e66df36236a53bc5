package org.coverslip.deidentify.stream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

import org.coverslip.deidentify.Findings;
import org.coverslip.io.ByteSource;

/**
 * A JPEG stream without comments, application segments and what follows its end (ITU-T T.81, annex B).
 * <p>
 * Tables, frames, scans and their entropy-coded data stay byte for byte. Of application segments those stay that say
 * what colours mean, in a form that has room for nothing else: JFIF (APP0) without its thumbnail, Adobe's (APP14) with
 * nothing but its transform. JPEG-LS (T.87) and Lossless JPEG are streams of the same kind. The stream may be of any
 * length, since no more than a buffer is kept. For one thread.
 */
public final class JpegCleaner {

	private static final int BUFFER = 1 << 16;
	private static final int LSE = 0xf8;
	private static final int SOF55 = 0xf7;
	private static final int EXP = 0xdf;
	private static final int JPG = 0xc8;
	private static final int RST0 = 0xd0;
	private static final int SOI = 0xd8;
	private static final int EOI = 0xd9;
	private static final int SOS = 0xda;
	private static final int APP0 = 0xe0;
	private static final int APP14 = 0xee;
	private static final int APP15 = 0xef;
	private static final int COM = 0xfe;
	private static final int TEM = 0x01;
	private static final int JFIF_LENGTH = 14;
	private static final int ADOBE_LENGTH = 12;
	private static final int ADOBE_VERSION = 100;

	private final ByteSource source;
	private final long end;
	private final OutputStream out;
	private final Findings findings;
	private final byte[] buffer;
	private long at;
	private int used;
	private int filled;
	private boolean isLs;
	private long headChange = -1;
	private long written;

	private JpegCleaner(final ByteSource source, final long from, final long length, final OutputStream out,
		final Findings findings)
	{
		this.source = source;
		this.out = out;
		this.findings = findings;
		at = from;
		end = from + length;
		buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
	}

	/**
	 * Copies a stream.
	 *
	 * @param length
	 *            its bytes, with whatever follows its end
	 * @return by how many bytes the entropy-coded data of the first scan lie nearer to the stream's start than before,
	 *         &ge; 0; 0 for a stream of tables
	 * @throws StreamException
	 *             if it is no JPEG, or ends within a segment, or has segments that are not known
	 */
	public static long copy(final ByteSource source, final long from, final long length, final OutputStream out,
		final Findings findings) throws IOException
	{
		final JpegCleaner cleaner = new JpegCleaner(source, from, length, out, findings);
		cleaner.run(from);
		return Math.max(0, cleaner.headChange);
	}

	private void run(final long from) throws IOException {
		if (next() != 0xff || next() != SOI) throw new StreamException("a JPEG stream does not begin as one");
		put(0xff, SOI);
		int marker = nextMarker();
		while (marker >= 0 && marker != EOI) {
			if (marker == TEM || marker >= RST0 && marker < SOI) {
				marker = nextMarker(); // stands alone, and means nothing between segments
				continue;
			}
			segment(marker);
			if (marker == SOS) {
				if (headChange < 0) headChange = position() - from - written;
				marker = scan();
			}
			else marker = nextMarker();
		}
		if (marker == EOI) {
			put(0xff, EOI);
			findings.removed("bytes behind the end of JPEG streams", trailing());
		}
	}

	/** Bytes that are left, but for zeros, which are no more than padding. */
	private long trailing() throws IOException {
		long count = 0;
		for (int value = next(); value >= 0; value = next())
			if (value != 0 && value != 0xff) count++;
		return count;
	}

	private void segment(final int marker) throws IOException {
		final int length = need() << 8 | need();
		if (length < 2) throw new StreamException("a JPEG stream has a segment of no length");
		final byte[] content = new byte[length - 2];
		for (int i = 0; i < content.length; i++)
			content[i] = (byte) need();
		if (marker == COM) findings.removed("comments in JPEG streams");
		else if (marker >= APP0 && marker <= APP15) application(marker, content);
		else if (isCoding(marker)) putSegment(marker, content);
		else throw new StreamException(String.format("a JPEG stream has a segment FF %02X, whose content is not known",
			marker));
		if (marker == SOF55) isLs = true;
	}

	private static boolean isCoding(final int marker) {
		final boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != JPG;
		return frame || marker >= SOS && marker <= EXP || marker == SOF55 || marker == LSE;
	}

	private void application(final int marker, final byte[] content) throws IOException {
		if (marker == APP0 && begins(content, "JFIF\0", JFIF_LENGTH)) {
			final byte[] bare = Arrays.copyOf(content, JFIF_LENGTH);
			bare[JFIF_LENGTH - 2] = 0;
			bare[JFIF_LENGTH - 1] = 0;
			putSegment(marker, bare);
			if (content.length > JFIF_LENGTH) findings.removed("thumbnails in JPEG streams");
		}
		else if (marker == APP14 && begins(content, "Adobe", ADOBE_LENGTH)) {
			final byte[] bare = Arrays.copyOf(content, ADOBE_LENGTH);
			bare[5] = 0;
			bare[6] = ADOBE_VERSION;
			for (int i = 7; i < ADOBE_LENGTH - 1; i++)
				bare[i] = 0;
			putSegment(marker, bare);
		}
		else findings.removed("application segments (EXIF, XMP and others) in JPEG streams");
	}

	private static boolean begins(final byte[] content, final String text, final int length) {
		if (content.length < length) return false;
		for (int i = 0; i < text.length(); i++)
			if (content[i] != text.charAt(i)) return false;
		return true;
	}

	private void putSegment(final int marker, final byte[] content) throws IOException {
		put(0xff, marker, content.length + 2 >> 8, content.length + 2);
		out.write(content);
		written += content.length;
	}

	/** Copies entropy-coded data up to the next marker, which it returns; -1 at the end of the stream. */
	private int scan() throws IOException {
		while (true) {
			if (used == filled && !fill()) return -1;
			int last = used;
			while (last < filled && buffer[last] != (byte) 0xff)
				last++;
			out.write(buffer, used, last - used);
			written += last - used;
			used = last;
			if (used == filled) continue;
			used++;
			int code = next();
			int fills = 0;
			for (; code == 0xff; fills++)
				code = next();
			if (code < 0) return -1;
			final boolean isData = isLs ? code < 0x80 : code == 0;
			if (!isData && !(code >= RST0 && code < SOI)) return code;
			for (; fills > 0; fills--)
				put(0xff); // they stay, since indexes of restart markers count them
			put(0xff, code);
		}
	}

	/** The code of the next marker, passing over whatever lies before it; -1 at the end of the stream. */
	private int nextMarker() throws IOException {
		int skipped = -1;
		int value = next();
		while (true) {
			while (value >= 0 && value != 0xff) {
				skipped++;
				value = next();
			}
			while (value == 0xff)
				value = next();
			if (value < 0 || value != 0) {
				if (skipped >= 0) findings.removed("bytes between segments of JPEG streams", skipped + 1L);
				return value;
			}
			skipped++;
		}
	}

	private void put(final int... values) throws IOException {
		for (final int value : values)
			out.write(value);
		written += values.length;
	}

	private int need() throws IOException {
		final int value = next();
		if (value < 0) throw new StreamException("a JPEG stream ends within a segment");
		return value;
	}

	private int next() throws IOException {
		return used < filled || fill() ? buffer[used++] & 0xff : -1;
	}

	private long position() {
		return at - (filled - used);
	}

	private boolean fill() throws IOException {
		final int most = (int) Math.min(buffer.length, end - at);
		final int n = most <= 0 ? 0 : source.read(at, ByteBuffer.wrap(buffer, 0, most));
		used = 0;
		filled = n;
		at += n;
		return n > 0;
	}
}
