package org.coverslip.deidentify.stream;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

import org.coverslip.deidentify.Findings;

/**
 * A JPEG 2000 stream without comments and what follows its end; of a JP2 file those boxes alone that are needed to
 * decode it (ITU-T T.800, annexes A and I). Packets stay byte for byte. Stateless.
 */
public final class Jpeg2000Cleaner {

	private static final int SOC = 0xff4f;
	private static final int SOT = 0xff90;
	private static final int SOD = 0xff93;
	private static final int EOC = 0xffd9;
	private static final int COM = 0xff64;
	private static final int TLM = 0xff55;
	private static final int PLM = 0xff57;
	/** CAP, SIZ, COD, COC, TLM, PLM, PLT, CPF, QCD, QCC, RGN, POC, PPM, PPT, CRG. */
	private static final Set<Integer> CODING = Set.of(0xff50, 0xff51, 0xff52, 0xff53, TLM, PLM, 0xff58, 0xff59, 0xff5c,
		0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61, 0xff63);
	private static final int SOT_BYTES = 12;
	private static final int PSOT_AT = 6;
	private static final int JP2 = 0x6a502020;

	private static final Set<String> BOXES = Set.of("jP  ", "ftyp", "jp2h", "jp2c");
	private static final Set<String> HEADER_BOXES = Set.of("ihdr", "bpcc", "colr", "pclr", "cmap", "cdef", "res ");
	private static final int BOX_HEAD = 8;
	private static final int ICC_METHOD = 2;

	private final ByteBuffer in;
	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final Findings findings;

	private Jpeg2000Cleaner(final byte[] stream, final Findings findings) {
		in = ByteBuffer.wrap(stream);
		this.findings = findings;
	}

	/**
	 * The stream without what it does not need.
	 *
	 * @throws StreamException
	 *             if it is damaged, or has segments that are not known
	 */
	public static byte[] clean(final byte[] stream, final Findings findings) throws StreamException {
		final boolean boxed = stream.length >= 12 && ByteBuffer.wrap(stream).getInt(4) == JP2;
		return boxed ? boxes(stream, BOXES, findings) : new Jpeg2000Cleaner(stream, findings).codestream();
	}

	private byte[] codestream() throws StreamException {
		if (u16() != SOC) throw new StreamException("a JPEG 2000 stream does not begin as one");
		put16(SOC);
		final ByteArrayOutputStream parts = new ByteArrayOutputStream();
		final boolean[] changed = { false };
		final int mainStart = in.position();
		int marker = skipHeader();
		final int mainEnd = in.position() - 2;
		while (marker == SOT) {
			parts.writeBytes(tilePart(in.position() - 2, changed));
			if (in.remaining() < 2) break;
			marker = u16();
		}
		if (marker != SOT && marker != EOC)
			throw new StreamException("a JPEG 2000 stream has bytes between its tile-parts");
		long trailing = 0;
		while (in.hasRemaining())
			if (in.get() != 0) trailing++;
		findings.removed("bytes behind the end of JPEG 2000 streams", trailing);
		header(mainStart, mainEnd, changed[0], out);
		out.writeBytes(parts.toByteArray());
		if (marker == EOC) put16(EOC);
		return out.toByteArray();
	}

	/** Passes over a header up to the marker that ends it, which it returns. */
	private int skipHeader() throws StreamException {
		int marker = u16();
		while (marker != SOT && marker != SOD) {
			if (marker != COM && !CODING.contains(marker)) throw new StreamException(
				String.format("a JPEG 2000 stream has a segment %04X, whose content is not known", marker));
			final int length = u16();
			if (length < 2 || length - 2 > in.remaining()) throw ended();
			in.position(in.position() + length - 2);
			marker = u16();
		}
		return marker;
	}

	/** Copies the segments of a header but for comments, and but for lengths of tile-parts that have changed. */
	private boolean header(final int from, final int to, final boolean withoutLengths,
		final ByteArrayOutputStream into) {
		boolean changed = false;
		for (int at = from; at < to;) {
			final int marker = in.getShort(at) & 0xffff;
			final int end = at + 2 + (in.getShort(at + 2) & 0xffff);
			if (marker == COM) {
				findings.removed("comments in JPEG 2000 streams");
				changed = true;
			}
			else if (!withoutLengths || marker != TLM && marker != PLM) into.write(in.array(), at, end - at);
			at = end;
		}
		return changed;
	}

	private byte[] tilePart(final int start, final boolean[] changed) throws StreamException {
		if (in.remaining() < SOT_BYTES - 2 || in.getShort(start + 2) != SOT_BYTES - 2) throw ended();
		final long stated = in.getInt(start + PSOT_AT) & 0xffffffffL;
		final int end = stated == 0 ? endOfLast() : (int) Math.min(start + stated, in.limit());
		in.position(start + SOT_BYTES);
		if (skipHeader() != SOD || in.position() > end) throw ended();
		final int data = in.position();
		final ByteArrayOutputStream segments = new ByteArrayOutputStream();
		changed[0] |= header(start + SOT_BYTES, data - 2, false, segments);
		final ByteArrayOutputStream part = new ByteArrayOutputStream();
		part.write(in.array(), start, SOT_BYTES);
		part.writeBytes(segments.toByteArray());
		part.write(in.array(), data - 2, end - data + 2);
		final byte[] bytes = part.toByteArray();
		if (stated != 0) ByteBuffer.wrap(bytes).putInt(PSOT_AT, (int) (stated - (end - start - bytes.length)));
		in.position(end);
		return bytes;
	}

	/** Where the last tile-part ends, which states no length: before the last end marker, if there is one. */
	private int endOfLast() {
		for (int at = in.limit() - 2; at > in.position(); at--)
			if ((in.getShort(at) & 0xffff) == EOC) return at;
		return in.limit();
	}

	private int u16() throws StreamException {
		if (in.remaining() < 2) throw ended();
		return in.getShort() & 0xffff;
	}

	private void put16(final int value) {
		out.write(value >> 8);
		out.write(value);
	}

	private static StreamException ended() {
		return new StreamException("a JPEG 2000 stream ends too early");
	}

	/** Those boxes that are listed; what is in a header's boxes is cleaned, too. */
	private static byte[] boxes(final byte[] bytes, final Set<String> allowed, final Findings findings)
		throws StreamException {
		final ByteBuffer in = ByteBuffer.wrap(bytes);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		while (in.remaining() >= BOX_HEAD) {
			final int start = in.position();
			long length = in.getInt(start) & 0xffffffffL;
			final String type = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
			int head = BOX_HEAD;
			if (length == 1 && in.remaining() >= 2 * BOX_HEAD) {
				length = in.getLong(start + BOX_HEAD);
				head = 2 * BOX_HEAD;
			}
			else if (length == 0) length = in.remaining();
			if (length < head || length > in.remaining()) throw new StreamException("a JP2 file has a damaged box");
			final byte[] content = Arrays.copyOfRange(bytes, start + head, start + (int) length);
			in.position(start + (int) length);
			if (allowed.contains(type)) put(type, cleaned(type, content, findings), out);
			else findings.removed("boxes of JP2 files that decoding does not need");
		}
		return out.toByteArray();
	}

	private static byte[] cleaned(final String type, final byte[] content, final Findings findings)
		throws StreamException {
		return switch (type) {
			case "jp2h" -> boxes(content, HEADER_BOXES, findings);
			case "jp2c" -> new Jpeg2000Cleaner(content, findings).codestream();
			case "colr" -> colours(content, findings);
			default -> content;
		};
	}

	/** Method, precedence, approximation; then the number of a colour space, or an ICC profile. */
	private static byte[] colours(final byte[] content, final Findings findings) throws StreamException {
		if (content.length < 3 || content[0] != ICC_METHOD) return content;
		final byte[] profile = IccCleaner.clean(Arrays.copyOfRange(content, 3, content.length), findings);
		final byte[] all = Arrays.copyOf(content, 3 + profile.length);
		System.arraycopy(profile, 0, all, 3, profile.length);
		return all;
	}

	private static void put(final String type, final byte[] content, final ByteArrayOutputStream out) {
		out.writeBytes(ByteBuffer.allocate(4).putInt(content.length + BOX_HEAD).array());
		out.writeBytes(type.getBytes(StandardCharsets.ISO_8859_1));
		out.writeBytes(content);
	}
}
