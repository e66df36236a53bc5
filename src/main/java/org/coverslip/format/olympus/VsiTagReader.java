package org.coverslip.format.olympus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Reads the tree of tags that follows the TIFF header in a .vsi. For one thread.
 * <p>
 * A volume is a header of 24 bytes (its own length 24, "IS", a version, the position of its first field, the number of
 * fields in 28 bits), and fields, each of which says where the next one begins; both positions are counted from the
 * volume. A field holds its type, its tag, the position of the next field or 0, the length of its value, sometimes a
 * second number, then the value, or other volumes. Bits of the type: 27 there is a second number, 28 it is not a plain
 * value, 30 the length is the value. Source: Bio-Formats' CellSensReader ({@code readTags}) and slideio's
 * {@code VSIFile::readMetadata}; both read one volume below a field, and the two files of slideio's tutorial have no
 * more. The length of a field with a second number is 20 less than the distance from the enclosing volume to the next
 * field (measured in those files), so it says nothing new and is not used.
 */
final class VsiTagReader {

	/** Where the tree begins: behind the TIFF header. */
	static final int START = 8;

	private static final int VOLUME_HEADER = 24;
	private static final int VOLUME_MAGIC = 21321;
	private static final int FIELD_HEADER = 16;
	private static final int COUNT_BITS = 0xfffffff;

	private static final int HAS_INDEX = 1 << 27;
	private static final int EXTENDED = 1 << 28;
	private static final int INLINE = 1 << 30;
	private static final int TYPE_BITS = 0xffffff;
	/** Types of extended fields that are volumes; higher ones hold directories of the TIFF, vectors and others. */
	private static final int LAST_VOLUME_TYPE = 2;

	/** Longer values are pictures and tables, which are not used. */
	private static final int LONGEST_VALUE = 4096;
	private static final int DEEPEST = 32;
	/** The most tags; a recording of a hundred thousand planes has a fifth of this. */
	private static final int MOST_TAGS = 1 << 20;
	private static final int WINDOW = 1 << 13;

	private final ByteSource source;
	private final StoredFile file;
	private final long size;
	private ByteBuffer window = ByteBuffer.allocate(0);
	private long windowAt;
	private int tags;

	private VsiTagReader(final ByteSource source, final StoredFile file) throws IOException {
		this.source = source;
		this.file = file;
		size = source.size();
	}

	/**
	 * Whether a file that begins with these bytes has such a tree: a little-endian TIFF header, followed by the header
	 * of a volume.
	 */
	static boolean isOne(final byte[] header) {
		return header.length >= START + 4 && header[0] == 'I' && header[1] == 'I' && header[2] == 42 && header[3] == 0
			&& header[START] == VOLUME_HEADER && header[START + 1] == 0 && header[START + 2] == 'I'
			&& header[START + 3] == 'S';
	}

	/**
	 * Reads the tree, but only its short values.
	 *
	 * @return a tag without a number; all others are below it
	 * @throws SlideFormatException
	 *             if the tree is damaged
	 */
	static VsiTag read(final ByteSource source, final StoredFile file) throws IOException {
		final VsiTagReader reader = new VsiTagReader(source, file);
		return VsiTag.indexed(-1, -1, reader.volume(START, -1, 0).toArray(VsiTag[]::new));
	}

	private List<VsiTag> volume(final long start, final int around, final int depth) throws IOException {
		if (depth > DEEPEST) throw damaged(start, "tags nested " + DEEPEST + " deep at most", "deeper ones");
		final ByteBuffer header = at(start, VOLUME_HEADER, "the header of a volume of tags");
		final int length = header.getShort() & 0xffff;
		final int magic = header.getShort() & 0xffff;
		if (length != VOLUME_HEADER || magic != VOLUME_MAGIC)
			throw damaged(start, "the header of a volume of tags (24, 21321)", length + ", " + magic);
		header.getInt(); // a version
		final long first = header.getLong();
		final int count = header.getInt() & COUNT_BITS;
		final List<VsiTag> fields = new ArrayList<>();
		long next = first;
		for (int i = 0; i < count; i++) {
			if (next < VOLUME_HEADER || next > size - start)
				throw damaged(start, "field " + i + " of " + count + " within the " + size + " bytes of the file",
					"its position " + next
					+ " from byte " + start);
			final long at = start + next;
			final ByteBuffer field = at(at, FIELD_HEADER, "a tag");
			final int type = field.getInt();
			final int tag = field.getInt();
			final long following = field.getInt() & 0xffffffffL;
			final int valueLength = field.getInt();
			if (tag < 0) break; // both programs treat it as the end
			if (++tags > MOST_TAGS) throw damaged(at, "at most " + MOST_TAGS + " tags", "more");
			fields.add(field(at, type, tag, valueLength, around, depth));
			if (following == 0) break;
			if (following <= next)
				throw damaged(at, "the field behind tag " + tag + " further on", "its position " + following);
			next = following;
		}
		return fields;
	}

	private VsiTag field(final long at, final int type, final int tag, final int length, final int around,
		final int depth)
		throws IOException
	{
		final boolean indexed = (type & HAS_INDEX) != 0;
		final long value = at + FIELD_HEADER + (indexed ? Integer.BYTES : 0);
		final int index = indexed ? at(at + FIELD_HEADER, Integer.BYTES, "the second number of tag " + tag).getInt()
			: -1;
		final int kind = type & TYPE_BITS;
		if ((type & INLINE) != 0)
			return new VsiTag(tag, index, kind, ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length)
				.array(), List.of());
		if ((type & EXTENDED) != 0) {
			final boolean volume = kind <= LAST_VOLUME_TYPE && !isPassedOver(tag, around);
			return new VsiTag(tag, index, kind, new byte[0], volume ? volume(value, tag, depth + 1) : List.of());
		}
		if (indexed) return new VsiTag(tag, index, kind, new byte[0], List.of());
		if (length < 0 || length > size - value)
			throw damaged(at, "the value of tag " + tag + " within the file", length + " bytes");
		final byte[] bytes = new byte[length > LONGEST_VALUE ? 0 : length];
		at(value, bytes.length, "the value of tag " + tag).get(bytes);
		return new VsiTag(tag, index, kind, bytes, List.of());
	}

	/** Data that may be very large and are not used: about single frames and views, and what was drawn. */
	private static boolean isPassedOver(final int tag, final int around) {
		return tag == VsiTagNumber.FRAME_PROPERTIES && around == VsiTagNumber.FRAME
			|| tag == VsiTagNumber.VECTOR_LAYER && around == VsiTagNumber.FRAME
			|| tag == VsiTagNumber.DISPLAY && around == VsiTagNumber.COLLECTION;
	}

	/** Some bytes of the file, read at once. */
	private ByteBuffer at(final long position, final int length, final String what) throws IOException {
		if (position < 0 || length > size - position)
			throw damaged(position, what + " of " + length + " bytes", "the end of the file at " + size);
		if (position < windowAt || position + length > windowAt + window.limit()) {
			window = ByteBuffer.allocate((int) Math.min(Math.max(WINDOW, length), size - position))
				.order(ByteOrder.LITTLE_ENDIAN);
			window.limit(source.read(position, window));
			windowAt = position;
			if (window.limit() < length)
				throw damaged(position, what + " of " + length + " bytes", window.limit() + " bytes");
		}
		return window.slice((int) (position - windowAt), length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private SlideFormatException damaged(final long offset, final String expected, final String found) {
		return new SlideFormatException(file, offset, expected, found);
	}
}
