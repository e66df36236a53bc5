package org.coverslip.codec;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins the tile-parts of each tile of a JPEG 2000 codestream (ITU-T T.800, annex A.4.2) into one.
 * <p>
 * JJ2000 loses packets of tiles whose parts are not side by side, without a word; seen on a picture of Kakadu's, 16 tiles of 6 parts.
 */
final class Jpeg2000TileParts {

	private static final int SOT = 0xff90;
	private static final int SOD = 0xff93;
	private static final int EOC = 0xffd9;
	private static final int RGN = 0xff5e;
	private static final int POC = 0xff5f;
	private static final int PPM = 0xff60;
	private static final int PPT = 0xff61;
	private static final int PLT = 0xff58;

	private final ByteArrayOutputStream header = new ByteArrayOutputStream();
	private final ByteArrayOutputStream packets = new ByteArrayOutputStream();

	private Jpeg2000TileParts() {}

	/**
	 * A codestream of the same image in which each tile is in one part.
	 *
	 * @return {@code codestream} itself if it is so already, or if its parts cannot be joined: where the order of packets changes, or their
	 *         headers are kept apart, or the stream is damaged, which is left to the decoder to say
	 * @throws CodecException
	 *             if the stream has regions of interest, which JJ2000 decodes to something else
	 */
	static byte[] joined(final byte[] codestream) throws CodecException {
		int at = 2;
		while (at + 4 <= codestream.length && int16(codestream, at) != SOT) {
			if (int16(codestream, at) == PPM) return codestream;
			refuseRegion(int16(codestream, at));
			at += 2 + Math.max(2, int16(codestream, at + 2));
		}
		final int mainHeader = at;
		final Map<Integer, Jpeg2000TileParts> tiles = new LinkedHashMap<>();
		boolean several = false;
		while (at + 14 <= codestream.length && int16(codestream, at) == SOT) {
			final int tile = int16(codestream, at + 4);
			final long length = int32(codestream, at + 6) & 0xffffffffL;
			final long end = length == 0 ? endOfLast(codestream) : at + length;
			several |= tiles.containsKey(tile);
			if (end > codestream.length || end < at + 14) return codestream;
			if (!tiles.computeIfAbsent(tile, t -> new Jpeg2000TileParts()).add(codestream, at + 12, (int) end)) return codestream;
			at = (int) end;
		}
		return several ? write(codestream, mainHeader, tiles) : codestream;
	}

	private static long endOfLast(final byte[] codestream) {
		final int last = codestream.length - 2;
		return int16(codestream, last) == EOC ? last : codestream.length;
	}

	/** Adds a part; false if it has what cannot be joined. */
	private boolean add(final byte[] codestream, final int start, final int end) throws CodecException {
		int at = start;
		while (at + 2 <= end && int16(codestream, at) != SOD) {
			final int marker = int16(codestream, at);
			refuseRegion(marker);
			if (at + 4 > end || marker == POC || marker == PPT) return false;
			final int next = at + 2 + int16(codestream, at + 2);
			if (next <= at + 2 || next > end) return false;
			if (marker != PLT) header.write(codestream, at, next - at);
			at = next;
		}
		if (at + 2 > end) return false;
		packets.write(codestream, at + 2, end - at - 2);
		return true;
	}

	private static void refuseRegion(final int marker) throws CodecException {
		if (marker == RGN) throw new CodecException("JPEG 2000 with a region of interest is only decoded where OpenJPEG is installed");
	}

	private static byte[] write(final byte[] codestream, final int mainHeader, final Map<Integer, Jpeg2000TileParts> tiles) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream(codestream.length);
		out.write(codestream, 0, mainHeader);
		tiles.forEach((tile, parts) -> {
			put(out, SOT, 2);
			put(out, 10, 2);
			put(out, tile, 2);
			put(out, 12 + parts.header.size() + 2 + parts.packets.size(), 4);
			put(out, 0, 1);
			put(out, 1, 1);
			out.writeBytes(parts.header.toByteArray());
			put(out, SOD, 2);
			out.writeBytes(parts.packets.toByteArray());
		});
		put(out, EOC, 2);
		return out.toByteArray();
	}

	private static void put(final ByteArrayOutputStream out, final int value, final int bytes) {
		for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8)
			out.write(value >>> shift);
	}

	private static int int16(final byte[] b, final int at) {
		return (b[at] & 0xff) << 8 | b[at + 1] & 0xff;
	}

	private static int int32(final byte[] b, final int at) {
		return int16(b, at) << 16 | int16(b, at + 2);
	}
}
