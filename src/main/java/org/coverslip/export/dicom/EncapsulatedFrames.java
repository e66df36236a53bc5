package org.coverslip.export.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.dicom.DicomItem;
import org.coverslip.dicom.DicomTag;
import org.coverslip.io.OutputFile;

/**
 * Compressed frames, each in one fragment (PS3.5, A.4), with a table of their places: a basic one, or where they may
 * take 4 GiB, extended ones beside an empty basic one (PS3.3, C.7.6.3.1.8). Frames that come early wait on a shelf.
 * Thread-safe.
 */
final class EncapsulatedFrames implements FrameFile {

	private static final int ITEM_HEAD = 8;
	private static final int LONG_HEAD = 12;
	private static final int UNDEFINED = -1;

	private record Placed(long position, FrameShelf.Held frame) {}

	private final OutputFile file;
	private final FrameShelf shelf;
	private final int headLength;
	private final boolean extended;
	private final int[] lengths;
	private final Map<Long, FrameShelf.Held> waiting = new HashMap<>();
	private final long start;
	private volatile int next;
	private long end;
	private long frameBytes;

	/**
	 * @param file
	 *            closed with this
	 * @param headLength
	 *            bytes before the tables
	 * @param frames
	 *            how many there will be
	 * @param extended
	 *            whether their places need more than 32 bits
	 */
	EncapsulatedFrames(final OutputFile file, final FrameShelf shelf, final int headLength, final int frames,
		final boolean extended)
	{
		this.file = file;
		this.shelf = shelf;
		this.headLength = headLength;
		this.extended = extended;
		lengths = new int[frames];
		start = headLength + LONG_HEAD + ITEM_HEAD
			+ (extended ? 2 * (LONG_HEAD + (long) Long.BYTES * frames) : (long) Integer.BYTES * frames);
		end = start;
	}

	@Override
	public void put(final long frame, final byte[] bytes) throws IOException {
		final FrameShelf.Held held = shelf.put(bytes, frame == next);
		for (final Placed placed : ready(frame, held))
			write(placed.position, placed.frame.take());
	}

	/** Gives a frame its place, and those that waited for it; none if it has to wait. */
	private synchronized List<Placed> ready(final long frame, final FrameShelf.Held held) {
		waiting.put(frame, held);
		final List<Placed> ready = new ArrayList<>();
		for (FrameShelf.Held one = waiting.remove((long) next); one != null; one = waiting.remove((long) next)) {
			ready.add(new Placed(end, one));
			lengths[next] = one.length() + one.length() % 2;
			end += ITEM_HEAD + lengths[next];
			frameBytes += one.length();
			next++;
		}
		return ready;
	}

	private void write(final long position, final byte[] frame) throws IOException {
		final int length = frame.length + frame.length % 2;
		final ByteBuffer out = ByteBuffer.allocate(ITEM_HEAD + length);
		out.put(DicomItem.head(DicomTag.ITEM, length)).put(frame).rewind();
		file.write(position, out);
	}

	@Override
	public synchronized long frameBytes() {
		return frameBytes;
	}

	@Override
	public void finish(final byte[] head) throws IOException {
		if (next != lengths.length) throw new IllegalStateException(next + " of " + lengths.length + " frames");
		if (head.length != headLength) throw new IllegalStateException(head.length + " bytes, not " + headLength);
		file.write(0, ByteBuffer.wrap(head));
		final ByteBuffer table = ByteBuffer.allocate((int) (start - headLength)).order(ByteOrder.LITTLE_ENDIAN);
		final long[] offsets = offsets();
		if (extended) table.put(new DicomItem().put("ExtendedOffsetTable", (Object) offsets)
			.put("ExtendedOffsetTableLengths", (Object) widened()).toBytes());
		table.putShort((short) (DicomTag.PIXEL_DATA >>> 16)).putShort((short) DicomTag.PIXEL_DATA);
		table.put((byte) 'O').put((byte) 'B').putShort((short) 0).putInt(UNDEFINED);
		table.put(DicomItem.head(DicomTag.ITEM, extended ? 0 : Integer.BYTES * offsets.length));
		if (!extended) for (final long offset : offsets)
			table.putInt((int) offset);
		file.write(headLength, table.rewind());
		file.write(end, ByteBuffer.wrap(DicomItem.head(DicomTag.SEQUENCE_END, 0)));
		file.commit();
	}

	/** Of the frames' items, from the first of them. */
	private long[] offsets() {
		final long[] offsets = new long[lengths.length];
		for (int i = 1; i < offsets.length; i++)
			offsets[i] = offsets[i - 1] + ITEM_HEAD + lengths[i - 1];
		return offsets;
	}

	private long[] widened() {
		final long[] wide = new long[lengths.length];
		for (int i = 0; i < wide.length; i++)
			wide[i] = lengths[i];
		return wide;
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
