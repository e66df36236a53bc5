package org.coverslip.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.io.OutputFile;
import org.coverslip.tiff.IfdBuilder.Field;

/**
 * Writes the structure of a TIFF file: data first, as it comes, then the directories.
 * <p>
 * {@link #append} may be called from any number of threads at once and takes no lock; directories are written by one
 * thread after that. The writer owns nothing: who created the {@link OutputFile} commits it or closes it.
 * <p>
 * The first 16 bytes are kept for the header, whose size is 8 in classic TIFF and 16 in BigTIFF, so that a file of kind
 * {@link Kind#AS_NEEDED} can be decided when its size is known. All parts begin on even positions (TIFF 6.0, section
 * 2), in BigTIFF directories and their values on multiples of 8.
 */
public final class TiffWriter {

	/** Which of the two layouts a file has. */
	public enum Kind {
		/** 32-bit offsets: at most 4 GiB. */
		CLASSIC,
		/** 64-bit offsets. */
		BIG,
		/** Hamamatsu's: classic directories whose upper halves of offsets follow them (see {@link NdpiEntries}). */
		NDPI,
		/**
		 * Classic where all of the file fits into 4 GiB, else BigTIFF: known once {@link TiffWriter#writeChain} is
		 * called.
		 */
		AS_NEEDED
	}

	private static final int HEADER_BYTES = 16;
	private static final long CLASSIC_LIMIT = 1L << 32;
	private static final int LARGEST_DIRECTORY = Integer.MAX_VALUE - 8;

	private final OutputFile file;
	private final ByteOrder order;
	private final AtomicLong end = new AtomicLong(HEADER_BYTES);
	private Kind kind;
	private long lastLink = -1;

	private TiffWriter(final OutputFile file, final ByteOrder order, final Kind kind) {
		this.file = file;
		this.order = order;
		this.kind = kind;
	}

	/** Begins a file of the given layout. */
	public static TiffWriter create(final OutputFile file, final ByteOrder order, final boolean bigTiff)
		throws IOException {
		return create(file, order, bigTiff ? Kind.BIG : Kind.CLASSIC);
	}

	/** Begins a file. Until a directory is added it is a header without directories, which no reader accepts. */
	public static TiffWriter create(final OutputFile file, final ByteOrder order, final Kind kind) throws IOException {
		final TiffWriter writer = new TiffWriter(file, order, kind);
		if (kind != Kind.AS_NEEDED) writer.writeHeader();
		return writer;
	}

	/** The position at which the next part will be written. */
	public long position() {
		return end.get();
	}

	/** Appends a block of data. Thread-safe. */
	public long append(final byte[] data) throws IOException {
		return append(ByteBuffer.wrap(data));
	}

	/**
	 * Appends a block of data. Thread-safe.
	 *
	 * @param data
	 *            its remaining bytes are written
	 * @return where it begins in the file
	 * @throws IOException
	 *             if it cannot be written, or a classic file would grow over 4 GiB
	 */
	public long append(final ByteBuffer data) throws IOException {
		final long position = reserve(data.remaining(), 2);
		file.write(position, data);
		return position;
	}

	/** Leaves bytes out: they read as zeros, and take no room where the file system knows sparse files. Thread-safe. */
	public long skip(final long length) throws IOException {
		return reserve(length, 2);
	}

	/**
	 * Writes a directory with its sub-directories and makes it the next of the main chain.
	 *
	 * @return the directory's position
	 */
	public long addToChain(final IfdBuilder ifd) throws IOException {
		final Place place = writeIfd(ifd);
		writeOffset(lastLink, place.offset);
		lastLink = place.link;
		return place.offset;
	}

	/** Decides the layout if that is still open, and adds all directories to the main chain. */
	public void writeChain(final List<IfdBuilder> ifds) throws IOException {
		if (kind == Kind.AS_NEEDED) {
			long bytes = 0;
			for (final IfdBuilder ifd : ifds)
				bytes += sizeOf(ifd);
			decide(bytes);
		}
		for (final IfdBuilder ifd : ifds)
			addToChain(ifd);
	}

	/**
	 * Writes a directory and, before it, its sub-directories, without linking it to the main chain. Its own link to a
	 * next directory is 0. For files whose structure is unusual; see {@link #writeOffset}.
	 */
	public Place writeIfd(final IfdBuilder ifd) throws IOException {
		if (kind == Kind.AS_NEEDED) decide(sizeOf(ifd));
		final long[] children = new long[ifd.subIfds().size()];
		for (int i = 0; i < children.length; i++)
			children[i] = writeIfd(ifd.subIfds().get(i)).offset;
		return writeFields(ifd.fieldsWithSubIfds(children, isBig()));
	}

	/**
	 * Writes an offset over what is there: to link directories by hand.
	 *
	 * @param position
	 *            a {@link Place#link()}, or the header's link ({@link #firstLink()})
	 */
	public void writeOffset(final long position, final long offset) throws IOException {
		final boolean wide = isBig() || kind == Kind.NDPI;
		final ByteBuffer bytes = ByteBuffer.allocate(wide ? 8 : 4).order(order);
		if (wide) bytes.putLong(offset);
		else bytes.putInt((int) offset);
		file.write(position, bytes.flip());
	}

	/** Where the header keeps the position of the first directory. */
	public long firstLink() {
		return isBig() ? 8 : 4;
	}

	/** Whether the file is BigTIFF; false while that is undecided. */
	public boolean isBig() {
		return kind == Kind.BIG;
	}

	private void decide(final long directoryBytes) throws IOException {
		kind = end.get() + directoryBytes < CLASSIC_LIMIT ? Kind.CLASSIC : Kind.BIG;
		writeHeader();
	}

	private void writeHeader() throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(order);
		header.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] { 'I', 'I' } : new byte[] { 'M', 'M' });
		header.putShort((short) (isBig() ? 43 : 42));
		if (isBig()) header.putShort((short) 8);
		file.write(0, header.clear());
		lastLink = firstLink();
	}

	/** Upper limit of what a directory takes in classic layout, with its sub-directories. */
	private static long sizeOf(final IfdBuilder ifd) {
		long bytes = 64;
		for (final Field field : ifd.fields())
			bytes += 12 + field.byteCount(false) + 1;
		bytes += 4L * ifd.subIfds().size();
		for (final IfdBuilder child : ifd.subIfds())
			bytes += sizeOf(child);
		return bytes;
	}

	private Place writeFields(final Collection<Field> fields) throws IOException {
		final boolean big = isBig();
		final int inline = big ? 8 : 4;
		final int alignment = big ? 8 : 2;
		final int entries = big ? 8 + 20 * fields.size() : 2 + 12 * fields.size();
		final int link = kind == Kind.NDPI ? 8 + NdpiEntries.EXTENSION * fields.size() : inline;
		long size = aligned(entries + link, alignment);
		for (final Field field : fields)
			if (field.byteCount(big) > inline) size += aligned(field.byteCount(big), alignment);
		if (size > LARGEST_DIRECTORY)
			throw new IOException("a TIFF directory of " + size + " bytes is too large to be written");

		final long position = reserve(size, alignment);
		final ByteBuffer block = ByteBuffer.allocate((int) size).order(order);
		if (big) block.putLong(fields.size());
		else block.putShort((short) fields.size());
		int values = (int) aligned(entries + link, alignment);
		int extension = entries + 8;
		for (final Field whole : fields) {
			final Field field = kind == Kind.NDPI ? whole.lowHalf() : whole;
			block.putShort((short) field.tag()).putShort((short) field.typeIn(big));
			if (big) block.putLong(field.count());
			else block.putInt((int) field.count());
			final int next = block.position() + inline;
			if (field.byteCount(big) > inline) {
				if (big) block.putLong(position + values);
				else block.putInt((int) (position + values));
				if (kind == Kind.NDPI) block.putInt(extension, (int) (position + values >>> 32));
				block.position(values);
				values += (int) aligned(field.byteCount(big), alignment);
			}
			else if (kind == Kind.NDPI) block.putInt(extension, whole.highHalf());
			extension += NdpiEntries.EXTENSION;
			field.encode(block, big);
			block.position(next);
		}
		file.write(position, block.clear());
		return new Place(position, position + entries);
	}

	private long reserve(final long length, final int alignment) throws IOException {
		final long position = aligned(
			end.getAndUpdate(at -> aligned(aligned(at, alignment) + length, 2)), alignment);
		if (kind == Kind.CLASSIC && position + length > CLASSIC_LIMIT)
			throw new IOException(file.target() + " would grow over 4 GiB, which only BigTIFF can hold");
		return position;
	}

	private static long aligned(final long position, final int alignment) {
		return -Math.floorDiv(-position, alignment) * alignment;
	}

	/**
	 * Where a directory was written.
	 *
	 * @param offset
	 *            position of its first byte
	 * @param link
	 *            position at which it keeps the offset of the next directory
	 */
	public record Place(long offset, long link) {}
}
