package org.coverslip.format.dicom;

import static org.coverslip.format.dicom.DicomTag.*;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.format.dicom.DicomDataSet.Element;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;

/**
 * Where the frames of one file are. Native frames follow one another; encapsulated ones are found by the extended or basic offset
 * table, or else by going through the fragments once, when the first frame is asked for. Thread-safe.
 */
final class DicomFrames {

	private static final int ITEM_HEAD = 8;

	private final ByteSource source;
	private final Path path;
	private final DicomDataSet data;
	private final Element pixels;
	private final int count;
	private final long nativeBytes;
	private long[] starts;
	private long[] ends;

	/**
	 * @param count
	 *            of frames
	 * @param nativeBytes
	 *            of a frame where it is not encapsulated
	 */
	DicomFrames(final ByteSource source, final Path path, final DicomDataSet data, final int count, final long nativeBytes)
		throws SlideFormatException
	{
		this.source = source;
		this.path = path;
		this.data = data;
		this.count = count;
		this.nativeBytes = nativeBytes;
		pixels = data.element(PIXEL_DATA);
		if (pixels == null) throw new SlideFormatException(path, SlideFormatException.NO_OFFSET, "pixel data", "none");
		if (pixels.length() >= 0 && Math.multiplyExact(nativeBytes, (long) count) > pixels.length())
			throw new SlideFormatException(path, pixels.offset(), count + " frames of " + nativeBytes + " bytes", pixels.length() + " bytes");
	}

	int count() {
		return count;
	}

	/** A frame's bytes: of several fragments, joined. */
	byte[] read(final int frame) throws IOException {
		if (frame < 0 || frame >= count)
			throw new SlideFormatException(path, pixels.offset(), "a frame below " + count, frame + "");
		if (pixels.length() >= 0) return source.readFully(pixels.offset() + frame * nativeBytes, nativeBytes);
		locate();
		try {
			return join(starts[frame], ends[frame]);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(path, starts[frame], "frame " + frame, "the end of the file", e);
		}
	}

	/** Joins the fragments between two positions, or up to the end of the sequence if that comes first. */
	private byte[] join(final long start, final long end) throws IOException {
		final List<byte[]> fragments = new ArrayList<>();
		int length = 0;
		long at = start;
		while (at < end) {
			final long fragment = fragments.isEmpty() || at + ITEM_HEAD <= source.size() ? itemLength(at) : -1;
			if (fragment < 0 && !fragments.isEmpty()) break;
			if (fragment < 0 || length + fragment > Integer.MAX_VALUE - 8)
				throw new SlideFormatException(path, at, "a fragment of a frame", fragment < 0 ? "the end of the frames" : "too long a frame");
			fragments.add(source.readFully(at + ITEM_HEAD, fragment));
			length += (int) fragment;
			at += ITEM_HEAD + fragment;
		}
		if (fragments.size() == 1) return fragments.get(0);
		final ByteBuffer joined = ByteBuffer.allocate(length);
		fragments.forEach(joined::put);
		return joined.array();
	}

	/** Length of the item at a position, or -1 if the sequence ends there. */
	private long itemLength(final long at) throws IOException {
		final ByteBuffer head = ByteBuffer.wrap(source.readFully(at, ITEM_HEAD)).order(ByteOrder.LITTLE_ENDIAN);
		final int tag = head.getShort(0) << 16 | head.getShort(2) & 0xffff;
		if (tag == SEQUENCE_END) return -1;
		final long length = head.getInt(4) & 0xffffffffL;
		if (tag != ITEM || length > source.size() - at - ITEM_HEAD)
			throw new SlideFormatException(path, at, "a fragment of a frame", "tag " + Integer.toHexString(tag) + " of " + length + " bytes");
		return length;
	}

	private synchronized void locate() throws IOException {
		if (starts != null) return;
		try {
			final long table = itemLength(pixels.offset());
			if (table < 0) throw new SlideFormatException(path, pixels.offset(), "a table of offsets", "the end of the frames");
			final long first = pixels.offset() + ITEM_HEAD + table;
			final long[] offsets = offsets(table);
			if (offsets.length >= count && count > 0 && (count == 1 || offsets[1] > 0)) byTable(first, offsets);
			else byFragments(first);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(path, pixels.offset(), count + " frames", "the end of the file", e);
		}
	}

	/** From the extended table if there is one (PS3.5 A.4), else the basic one, whose offsets have 32 bits. */
	private long[] offsets(final long basicBytes) throws IOException {
		if (data.has(EXTENDED_OFFSETS)) return data.longs(EXTENDED_OFFSETS);
		final ByteBuffer in =
			ByteBuffer.wrap(source.readFully(pixels.offset() + ITEM_HEAD, basicBytes)).order(ByteOrder.LITTLE_ENDIAN);
		final long[] offsets = new long[in.remaining() / Integer.BYTES];
		for (int i = 0; i < offsets.length; i++)
			offsets[i] = in.getInt() & 0xffffffffL;
		return offsets;
	}

	private void byTable(final long first, final long[] offsets) throws SlideFormatException {
		final long[] from = new long[count];
		final long[] to = new long[count];
		for (int i = 0; i < count; i++) {
			from[i] = first + offsets[i];
			to[i] = i + 1 < count ? first + offsets[i + 1] : Long.MAX_VALUE;
			if (offsets[i] < 0 || i > 0 && from[i] <= from[i - 1])
				throw new SlideFormatException(path, pixels.offset(), "offsets of frames that grow", offsets[i] + " for frame " + i);
		}
		starts = from;
		ends = to;
	}

	/** Without a table each fragment is a frame (PS3.5 A.4.1), unless there is one frame alone, which has all fragments. */
	private void byFragments(final long first) throws IOException {
		final long[] from = new long[count];
		final long[] to = new long[count];
		long at = first;
		for (int i = 0; i < count; i++) {
			final long length = itemLength(at);
			if (length < 0) throw new SlideFormatException(path, at, count + " frames", i + "");
			from[i] = at;
			at += ITEM_HEAD + length;
			to[i] = at;
		}
		if (count == 1) to[0] = Long.MAX_VALUE;
		starts = from;
		ends = to;
	}
}
