package org.coverslip.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The entries of a directory of Hamamatsu's NDPI: a classic TIFF that may be larger than 4 GiB.
 * <p>
 * The header's offset of the first directory and each directory's offset of the next have 8 bytes. The entries are
 * those of a classic TIFF; behind the next offset follows, for each of them, a word with the upper half of its value or
 * offset. Files of which these words were lost by a program that took them for a classic TIFF can still be read: all
 * that a directory refers to lies before it and as a rule within 4 GiB, so that the directory's own position tells the
 * upper half.
 * <p>
 * Source: observed in files; OpenSlide's {@code openslide-decode-tifflike.c} of 3.4.1 (by position) and of 4.0.1 (by
 * words, and that short texts are stored at an offset too).
 */
final class NdpiEntries {

	/** Bytes of the upper half of one entry's value. */
	static final int EXTENSION = 4;

	private static final int ENTRY = 12;
	private static final int COUNT = 2;
	private static final int NEXT = 8;
	private static final long LOW = 0xffffffffL;

	private final TiffBytes bytes;
	private final long directory;
	private final ByteBuffer in;
	private final int count;
	private final boolean large;
	private final boolean extended;

	private NdpiEntries(final TiffBytes bytes, final long directory, final ByteBuffer in, final int count)
		throws IOException {
		this.bytes = bytes;
		this.directory = directory;
		this.in = in;
		this.count = count;
		large = bytes.source().size() > LOW;
		extended = large && hasExtensions();
	}

	/**
	 * @param directory
	 *            its position in the file
	 * @param in
	 *            its bytes from there on, with all entries at least
	 */
	static NdpiEntries of(final TiffBytes bytes, final long directory, final ByteBuffer in, final int count)
		throws IOException {
		return new NdpiEntries(bytes, directory, in, count);
	}

	/**
	 * Whether a classic TIFF has a directory with NDPI's mark at the offset that its header gives as a number of 8
	 * bytes.
	 */
	static boolean areAt(final long offset, final ByteSource source, final StoredFile file, final ByteOrder order)
		throws IOException {
		if (offset < NEXT || offset >= source.size()) return false;
		try {
			return Ifd.read(new TiffBytes(source, file, order, false, true), offset).has(TiffTag.NDPI_FORMAT);
		}
		catch (final SlideFormatException e) {
			return false; // these were not 8 bytes of an offset: an ordinary TIFF, which is read as such
		}
	}

	/**
	 * Makes the field of an entry.
	 *
	 * @param entry
	 *            its number in the directory
	 * @param values
	 *            its count
	 * @return the field, or null if the type is unknown
	 */
	TiffField field(final int entry, final int tag, final int type, final long values) {
		final int size = TiffField.size(type);
		if (size == 0) return null;
		final int valueAt = COUNT + entry * ENTRY + 8;
		final byte[] inline = new byte[4];
		in.get(valueAt, inline);
		if (values > inline.length / size || type == TiffField.ASCII && !isText(inline, (int) values))
			return TiffField.at(bytes, tag, type, values, whole(entry));
		final long high = extended ? extension(entry) : tag == TiffTag.STRIP_OFFSETS ? byPosition(low(entry)) >>> 32
			: 0;
		if (high == 0 || type != TiffField.LONG && type != TiffField.SLONG || values != 1)
			return TiffField.of(bytes, tag, type, values, directory + valueAt, inline);
		final byte[] wide = ByteBuffer.allocate(8).order(bytes.order()).putLong(high << 32 | low(entry)).array();
		return TiffField.of(bytes, tag, type == TiffField.LONG ? TiffField.LONG8 : TiffField.SLONG8, 1,
			directory + valueAt, wide);
	}

	/** Whether the bytes can be a text rather than an offset to one. */
	private static boolean isText(final byte[] inline, final int length) {
		for (int i = 0; i < length; i++)
			if (inline[i] >= 0 && inline[i] < ' ') return inline[i] == 0 && i == length - 1;
		return length == 0;
	}

	private long low(final int entry) {
		return in.getInt(COUNT + entry * ENTRY + 8) & LOW;
	}

	private long extension(final int entry) {
		return in.getInt(extensionAt(entry)) & LOW;
	}

	private int extensionAt(final int entry) {
		return COUNT + count * ENTRY + NEXT + entry * EXTENSION;
	}

	private long whole(final int entry) {
		return extended ? extension(entry) << 32 | low(entry) : byPosition(low(entry));
	}

	/** The greatest offset with this lower half that lies before the directory. */
	private long byPosition(final long low) {
		if (!large) return low;
		final long candidate = directory & ~LOW | low;
		return candidate < directory || candidate <= LOW ? candidate : candidate - LOW - 1;
	}

	/**
	 * Whether the words behind the directory are upper halves: none of them leads out of the file, plain values have
	 * none, and not all of them are 0 if the directory lies above 4 GiB.
	 */
	private boolean hasExtensions() throws IOException {
		if (in.limit() < extensionAt(count)) return false;
		boolean any = directory <= LOW;
		for (int i = 0; i < count; i++) {
			final int type = in.getShort(COUNT + i * ENTRY + 2) & 0xffff;
			final long values = in.getInt(COUNT + i * ENTRY + 4) & LOW;
			final int size = TiffField.size(type);
			final boolean isOffset = size != 0 && values > 4 / size;
			final boolean isWide = isOffset || type == TiffField.LONG || type == TiffField.SLONG
				|| type == TiffField.ASCII;
			if (extension(i) != 0 && !isWide) return false;
			if (isOffset && (extension(i) << 32 | low(i)) >= bytes.source().size()) return false;
			any |= extension(i) != 0;
		}
		return any;
	}
}
