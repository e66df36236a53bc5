package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.dicom.DicomDataSet.Element;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Where the frames of one file are. Native frames follow one another, without gaps even where a frame is not a whole
 * number of bytes (PS3.5 8.1.1); encapsulated ones are found by the extended or basic offset table, or else by going
 * through the fragments once, when the first frame is asked for. Thread-safe.
 */
final class DicomFrames {

	static final int ITEM_HEAD = 8;

	private final ByteSource source;
	private final StoredFile file;
	private final DicomDataSet data;
	private final Element pixels;
	private final int count;
	private final DicomPixels layout;
	private final FrameStart frameStart;
	private long[] starts;
	private long[] ends;

	/**
	 * @param pixels
	 *            the element of the frames
	 * @param count
	 *            of frames
	 * @param layout
	 *            of frames that are not encapsulated
	 * @param frameStart
	 *            how to recognize a fragment that begins a frame
	 */
	DicomFrames(final StoredFile file, final DicomDataSet data, final Element pixels, final int count,
		final DicomPixels layout,
		final FrameStart frameStart) throws SlideFormatException
	{
		source = data.source();
		this.file = file;
		this.data = data;
		this.pixels = pixels;
		this.count = count;
		this.layout = layout;
		this.frameStart = frameStart;
		// not multiplied, since the product may overflow a long
		if (pixels.length() >= 0 && count > pixels.length() * 8 / layout.frameBits())
			throw new SlideFormatException(file, pixels.offset(),
				count + " frames of " + (layout.frameBits() + 7) / 8 + " bytes",
				pixels.length() + " bytes");
	}

	int count() {
		return count;
	}

	/**
	 * Looks at the end of encapsulated pixel data; native pixel data is known to be complete by its length.
	 *
	 * @throws SlideFormatException
	 *             if it is missing, and frames with it
	 */
	void checkEnd() throws IOException {
		if (pixels.length() >= 0) return;
		final long size = source.size();
		if (size >= ITEM_HEAD && tagAt(size - ITEM_HEAD) == SEQUENCE_END) return;
		try {
			long at = pixels.offset();
			for (long length = itemLength(at); length >= 0; length = itemLength(at))
				at += ITEM_HEAD + length;
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, size, "the end of the frames", "the end of the file", e);
		}
	}

	/** A frame's bytes, joined if they lie in several fragments. */
	byte[] read(final int frame) throws IOException {
		if (frame < 0 || frame >= count)
			throw new SlideFormatException(file, pixels.offset(), "a frame below " + count, frame + "");
		if (pixels.length() >= 0) return readNative(frame);
		locate();
		try {
			return join(starts[frame], ends[frame]);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, starts[frame], "frame " + frame, "the end of the file", e);
		}
	}

	/** A native frame; one that begins within a byte is shifted to begin with the lowest bit of its first byte. */
	private byte[] readNative(final int frame) throws IOException {
		final long bit = frame * layout.frameBits();
		final int shift = (int) (bit % 8);
		final long length = (shift + layout.frameBits() + 7) / 8;
		final byte[] bytes = layout.swapped() ? readSwapped(bit / 8, (int) length)
			: source.readFully(pixels.offset() + bit / 8, length);
		if (shift > 0) for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) ((bytes[i] & 0xff) >>> shift | (i + 1 < bytes.length ? bytes[i + 1] << 8 - shift : 0));
		return bytes;
	}

	/** Bytes that are stored in big-endian words, the first of two in the lower half of a word. */
	private byte[] readSwapped(final long start, final int length) throws IOException {
		final int before = (int) (start % 2);
		final byte[] words = source.readFully(pixels.offset() + start - before, (before + length + 1) / 2 * 2L);
		final byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++)
			bytes[i] = words[i + before ^ 1];
		return bytes;
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
				throw new SlideFormatException(file, at, "a fragment of a frame", fragment < 0 ? "the end of the frames"
					: "too long a frame");
			fragments.add(source.readFully(at + ITEM_HEAD, fragment));
			length += (int) fragment;
			at += ITEM_HEAD + fragment;
		}
		if (fragments.size() == 1) return fragments.get(0);
		final ByteBuffer joined = ByteBuffer.allocate(length);
		fragments.forEach(joined::put);
		return joined.array();
	}

	private int tagAt(final long at) throws IOException {
		final ByteBuffer head = ByteBuffer.wrap(source.readFully(at, 4)).order(ByteOrder.LITTLE_ENDIAN);
		return head.getShort(0) << 16 | head.getShort(2) & 0xffff;
	}

	/** Length of the item at a position, or -1 if the sequence ends there. */
	private long itemLength(final long at) throws IOException {
		final ByteBuffer head = ByteBuffer.wrap(source.readFully(at, ITEM_HEAD)).order(ByteOrder.LITTLE_ENDIAN);
		final int tag = head.getShort(0) << 16 | head.getShort(2) & 0xffff;
		if (tag == SEQUENCE_END) return -1;
		final long length = head.getInt(4) & 0xffffffffL;
		if (tag != ITEM)
			throw new SlideFormatException(file, at, "a fragment of a frame", "tag " + Integer.toHexString(tag));
		if (length > source.size() - at - ITEM_HEAD)
			throw new SlideFormatException(file, at, "a fragment of " + length + " bytes", "the end of the file");
		return length;
	}

	private synchronized void locate() throws IOException {
		if (starts != null) return;
		try {
			final long table = itemLength(pixels.offset());
			if (table < 0)
				throw new SlideFormatException(file, pixels.offset(), "a table of offsets", "the end of the frames");
			final long first = pixels.offset() + ITEM_HEAD + table;
			if (!byTable(first, offsets(table))) byFragments(first);
		}
		catch (final EOFException e) {
			throw new SlideFormatException(file, pixels.offset(), count + " frames", "the end of the file", e);
		}
	}

	/**
	 * The frames' offsets, from the extended table if there is one (PS3.5 A.4), else from the basic one. The basic
	 * table's offsets have 32 bits: where they fall, they have overflowed, which some writers let happen.
	 */
	private long[] offsets(final long basicBytes) throws IOException {
		if (data.has(EXTENDED_OFFSETS)) return data.longs(EXTENDED_OFFSETS);
		final ByteBuffer in =
			ByteBuffer.wrap(source.readFully(pixels.offset() + ITEM_HEAD, basicBytes)).order(ByteOrder.LITTLE_ENDIAN);
		final long[] offsets = new long[in.remaining() / Integer.BYTES];
		long carry = 0;
		for (int i = 0; i < offsets.length; i++) {
			offsets[i] = carry + (in.getInt() & 0xffffffffL);
			if (i > 0 && offsets[i] < offsets[i - 1]) {
				carry += 1L << 32;
				offsets[i] += 1L << 32;
			}
		}
		return offsets;
	}

	/**
	 * Takes a table's offsets, unless they cannot be right: too few, not growing, or not pointing to a fragment.
	 * Offsets beyond the end of a truncated file may be right, but not if they have overflowed, since that is then only
	 * a guess.
	 */
	private boolean byTable(final long first, final long[] offsets) throws IOException {
		if (offsets.length < count || offsets[0] != 0) return false;
		final long[] from = new long[count];
		final long[] to = new long[count];
		final long most = source.size() - first - ITEM_HEAD;
		int inside = 0;
		for (int i = 0; i < count; i++) {
			if (i > 0 && offsets[i] <= offsets[i - 1] || offsets[i] > Math.max(most, 0xffffffffL)) return false;
			if (offsets[i] <= most) inside = i;
			from[i] = first + offsets[i];
			to[i] = i + 1 < count ? first + offsets[i + 1] : Long.MAX_VALUE;
		}
		if (most < 0 || tagAt(from[inside]) != ITEM) return false;
		starts = from;
		ends = to;
		return true;
	}

	/**
	 * Without a table each fragment is a frame (PS3.5 A.4.1), unless there are more fragments than frames: then a frame
	 * begins wherever a compressed stream does.
	 */
	private void byFragments(final long first) throws IOException {
		long[] at = new long[Math.min(count, 1024) + 1];
		int fragments = 0;
		at[0] = first;
		for (long length = itemLength(first); length >= 0; length = itemLength(at[fragments])) {
			if (++fragments == at.length) at = Arrays.copyOf(at, 2 * at.length);
			at[fragments] = at[fragments - 1] + ITEM_HEAD + length;
			// nothing but the end is missing
			if (fragments >= count && source.size() - at[fragments] < ITEM_HEAD) break;
		}
		if (fragments < count) throw new SlideFormatException(file, at[fragments], count + " frames", fragments + "");
		final int[] begins = fragments == count ? null : begins(at, fragments);
		final long[] from = new long[count];
		final long[] to = new long[count];
		for (int i = 0; i < count; i++) {
			from[i] = at[begins == null ? i : begins[i]];
			to[i] = at[begins == null ? i + 1 : i + 1 < count ? begins[i + 1] : fragments];
		}
		starts = from;
		ends = to;
	}

	/** Which fragments begin the frames. */
	private int[] begins(final long[] at, final int fragments) throws IOException {
		final int[] begins = new int[count];
		if (count == 1) return begins;
		int found = 0;
		for (int i = 0; i < fragments; i++) {
			final long content = at[i] + ITEM_HEAD;
			if (i > 0 && !frameStart.isAt(source, content, at[i + 1] - content)) continue;
			if (found < count) begins[found] = i;
			found++;
		}
		if (found != count)
			throw new SlideFormatException(file, at[0], count + " frames in " + fragments + " fragments",
				found + " that begin one");
		return begins;
	}
}
