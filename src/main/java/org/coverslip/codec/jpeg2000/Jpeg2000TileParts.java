package org.coverslip.codec.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.codec.CodecException;

/**
 * Joins the tile-parts of each tile of a JPEG 2000 codestream (ITU-T T.800, annex A.4.2) into one.
 * <p>
 * JJ2000 loses packets of tiles whose parts are not side by side, without a word; seen on a picture of Kakadu's, 16
 * tiles of 6 parts.
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
	 * A codestream of the same image in which each tile is in one part, with an end marker.
	 *
	 * @return {@code codestream} itself if it is so already
	 * @throws CodecException
	 *             if tiles are missing or cut off, or the stream has what JJ2000 cannot be trusted with: regions of
	 *             interest, packet headers kept apart, tiles of several parts whose order of packets changes
	 */
	static byte[] joined(final byte[] codestream, final Jpeg2000Header header) throws CodecException {
		int at = 2;
		while (at + 4 <= codestream.length && int16(codestream, at) != SOT) {
			refuse(int16(codestream, at));
			at += 2 + Math.max(2, int16(codestream, at + 2));
		}
		final int mainHeader = at;
		final Map<Integer, Jpeg2000TileParts> tiles = new LinkedHashMap<>();
		boolean several = false;
		boolean joinable = true;
		while (at + 14 <= codestream.length && int16(codestream, at) == SOT) {
			final int tile = int16(codestream, at + 4);
			final long length = int32(codestream, at + 6) & 0xffffffffL;
			final long end = length == 0 ? endOfLast(codestream) : at + length;
			if (tile >= header.tiles() || end > codestream.length || end < at + 14)
				throw new CodecException("tile " + tile + " of the JPEG 2000 stream is cut off or damaged");
			several |= tiles.containsKey(tile);
			joinable &= tiles.computeIfAbsent(tile, t -> new Jpeg2000TileParts()).add(codestream, at + 12, (int) end);
			at = (int) end;
		}
		if (tiles.size() < header.tiles())
			throw new CodecException("the JPEG 2000 stream has " + tiles.size() + " of its " + header.tiles()
				+ " tiles");
		if (several && !joinable) throw unsupported("changes of progression between tile-parts");
		final boolean ends = codestream.length >= at + 2 && int16(codestream, at) == EOC;
		return joinable && (several || !ends) ? write(codestream, mainHeader, tiles) : codestream;
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
			refuse(marker);
			if (at + 4 > end || marker == POC) return false;
			final int next = at + 2 + int16(codestream, at + 2);
			if (next <= at + 2 || next > end) return false;
			if (marker != PLT) header.write(codestream, at, next - at);
			at = next;
		}
		if (at + 2 > end) return false;
		refuseOnes(codestream, at + 2, end);
		packets.write(codestream, at + 2, end - at - 2);
		return true;
	}

	/** JJ2000 decodes regions of interest to something else, and never ends where packed packet headers are cut off. */
	private static void refuse(final int marker) throws CodecException {
		if (marker == RGN) throw unsupported("regions of interest");
		if (marker == PPM || marker == PPT) throw unsupported("packed packet headers");
	}

	/** Of two bytes FF, which coded data never have, JJ2000 makes a packet header of ones without end. */
	private static void refuseOnes(final byte[] codestream, final int start, final int end) throws CodecException {
		for (int i = start; i < end; i++)
			if (codestream[i] == -1 && (i + 1 == end || codestream[i + 1] == -1))
				throw new CodecException("the JPEG 2000 stream is damaged: FF FF among its packets");
	}

	private static CodecException unsupported(final String what) {
		return new CodecException("JPEG 2000 with " + what + " is only decoded where OpenJPEG is installed");
	}

	private static byte[] write(final byte[] codestream, final int mainHeader,
		final Map<Integer, Jpeg2000TileParts> tiles) {
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
