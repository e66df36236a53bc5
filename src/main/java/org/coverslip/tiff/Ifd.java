package org.coverslip.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.coverslip.io.SlideFormatException;

/**
 * One image file directory: its fields by tag. Thread-safe.
 * <p>
 * Entries of an unknown type are passed over, as TIFF 6.0 section 2 asks of readers. Of two entries with one tag the
 * first counts.
 */
public final class Ifd {

	/** Read at once with the entry count, since few directories have more than 40 entries. */
	private static final int READ_AHEAD = 1024;
	/** No directory has more entries than tags exist. */
	private static final int MOST_ENTRIES = 65535;

	private final TiffBytes bytes;
	private final long offset;
	private final long nextOffset;
	private final SortedMap<Integer, TiffField> fields;

	private Ifd(final TiffBytes bytes, final long offset, final long nextOffset,
		final SortedMap<Integer, TiffField> fields) {
		this.bytes = bytes;
		this.offset = offset;
		this.nextOffset = nextOffset;
		this.fields = fields;
	}

	static Ifd read(final TiffBytes bytes, final long offset) throws IOException {
		final int countSize = bytes.isBig() ? 8 : 2;
		final int entrySize = bytes.isBig() ? 20 : 12;
		final int offsetSize = bytes.isBig() ? 8 : 4;
		final int nextSize = bytes.isNdpi() ? 8 : offsetSize;
		ByteBuffer in = bytes.readUpTo(offset, READ_AHEAD);
		if (in.remaining() < countSize)
			throw new SlideFormatException(bytes.file(), offset, "a directory", "the end of the file");
		final long count = bytes.isBig() ? in.getLong(0) : in.getShort(0) & 0xffff;
		if (count < 1 || count > MOST_ENTRIES)
			throw new SlideFormatException(bytes.file(), offset, "a directory of 1 to " + MOST_ENTRIES + " entries",
				count + " entries");
		final int needed = countSize + (int) count * entrySize;
		final int all = needed + nextSize + (bytes.isNdpi() ? (int) count * NdpiEntries.EXTENSION : 0);
		if (in.remaining() < all) in = bytes.readUpTo(offset, all);
		if (in.remaining() < needed)
			throw new SlideFormatException(bytes.file(), offset, "a directory of " + count + " entries",
				"the end of the file");
		final NdpiEntries ndpi = bytes.isNdpi() ? NdpiEntries.of(bytes, offset, in, (int) count) : null;
		final SortedMap<Integer, TiffField> fields = new TreeMap<>();
		for (int i = 0; i < count; i++) {
			final int at = countSize + i * entrySize;
			final int tag = in.getShort(at) & 0xffff;
			final int type = in.getShort(at + 2) & 0xffff;
			final long values = bytes.isBig() ? in.getLong(at + 4) : in.getInt(at + 4) & 0xffffffffL;
			final int valueAt = at + entrySize - offsetSize;
			final byte[] inline = new byte[offsetSize];
			in.get(valueAt, inline);
			final TiffField field = ndpi != null ? ndpi.field(i, tag, type, values)
				: TiffField.of(bytes, tag, type, values, offset + valueAt, inline);
			if (field != null) fields.putIfAbsent(tag, field);
		}
		// a file may end right behind its last directory without the offset of the next: that reads as "none"
		final long next = in.remaining() < needed + nextSize ? 0
			: nextSize == 8 ? in.getLong(needed) : in.getInt(needed) & 0xffffffffL;
		return new Ifd(bytes, offset, next, fields);
	}

	/** Position of the directory in the file. */
	public long offset() {
		return offset;
	}

	long nextOffset() {
		return nextOffset;
	}

	/** Whether the directory has the field with at least one value. */
	public boolean has(final int tag) {
		final TiffField field = fields.get(tag);
		return field != null && field.count() > 0;
	}

	/** The tags of all fields whose types are known, ascending. */
	public SortedSet<Integer> tags() {
		return new TreeSet<>(fields.keySet());
	}

	/** Number of values of a field; 0 without it. */
	public long count(final int tag) {
		return has(tag) ? fields.get(tag).count() : 0;
	}

	/** The field, which must be there. */
	public TiffField field(final int tag) throws SlideFormatException {
		if (!has(tag))
			throw new SlideFormatException(bytes.file(), offset, "a directory with tag " + tag, "none");
		return fields.get(tag);
	}

	/** All values of an integer field; unsigned values above 2⁶³ are refused where they are used as sizes. */
	public long[] longs(final int tag) throws IOException {
		return field(tag).longs();
	}

	/** The first value of an integer field that must be there. */
	public long longValue(final int tag) throws IOException {
		return field(tag).longs()[0];
	}

	/** The first value of an integer field, or the given one without the field. */
	public long longValue(final int tag, final long absent) throws IOException {
		return has(tag) ? longValue(tag) : absent;
	}

	/** The first value of an integer field as {@code int}, or the given one without the field. */
	public int intValue(final int tag, final int absent) throws IOException {
		final long value = longValue(tag, absent);
		if (value != (int) value)
			throw new SlideFormatException(bytes.file(), offset, "a value of tag " + tag + " below 2^31",
				Long.toUnsignedString(value));
		return (int) value;
	}

	/**
	 * The first value of a field of any numeric type; NaN without the field; not finite where a fraction's denominator
	 * is 0.
	 */
	public double doubleValue(final int tag) throws IOException {
		return has(tag) ? field(tag).doubles()[0] : Double.NaN;
	}

	/** The text of an ASCII field up to its first NUL, or null without the field or if it is of another type. */
	public String text(final int tag) throws IOException {
		return has(tag) && field(tag).isText() ? field(tag).text() : null;
	}

	/** The raw bytes of a field of byte-sized values (a profile, tables), or null without the field. */
	public byte[] bytes(final int tag) throws IOException {
		return has(tag) ? field(tag).bytes() : null;
	}

	/** Whether the image is in tiles: both tile width and length are given. */
	public boolean isTiled() {
		return has(TiffTag.TILE_WIDTH) && has(TiffTag.TILE_LENGTH);
	}

	/** Whether NewSubfileType marks a reduced-resolution version of another image. */
	public boolean isReduced() throws IOException {
		return (longValue(TiffTag.NEW_SUBFILE_TYPE, 0) & TiffTag.SUBFILE_REDUCED) != 0;
	}

	/** Whether NewSubfileType marks a transparency mask for another image. */
	public boolean isMask() throws IOException {
		return (longValue(TiffTag.NEW_SUBFILE_TYPE, 0) & TiffTag.SUBFILE_MASK) != 0;
	}
}
