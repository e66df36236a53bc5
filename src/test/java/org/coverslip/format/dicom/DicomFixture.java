package org.coverslip.format.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.dicom.DicomTag;

/** Builds DICOM files element by element, in explicit or implicit little endian. */
final class DicomFixture {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final boolean explicit;

	private DicomFixture(final boolean explicit) {
		this.explicit = explicit;
	}

	/** A file with the given transfer syntax. */
	static DicomFixture file(final String syntax) {
		final DicomFixture file = new DicomFixture(!syntax.equals("1.2.840.10008.1.2"));
		file.out.writeBytes(new byte[128]);
		file.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
		final DicomFixture meta = new DicomFixture(true).text(DicomTag.TRANSFER_SYNTAX, "UI", syntax);
		file.out.writeBytes(meta.bytes());
		return file;
	}

	/** The elements of an item. */
	DicomFixture item() {
		return new DicomFixture(explicit);
	}

	byte[] bytes() {
		return out.toByteArray();
	}

	DicomFixture text(final int tag, final String vr, final String value) {
		final byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		return value(tag, vr, bytes.length % 2 == 0 ? bytes : (value + (vr.equals("UI") ? "\0" : " "))
			.getBytes(StandardCharsets.UTF_8));
	}

	DicomFixture us(final int tag, final int value) {
		return value(tag, "US", ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) value).array());
	}

	DicomFixture ul(final int tag, final long value) {
		return value(tag, "UL", ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array());
	}

	DicomFixture longs(final int tag, final List<Long> values) {
		final ByteBuffer bytes = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
		values.forEach(bytes::putLong);
		return value(tag, "OV", bytes.array());
	}

	/** A sequence of items; with undefined lengths and delimiters, or with stated ones. */
	DicomFixture sequence(final int tag, final boolean delimited, final List<DicomFixture> items) {
		final DicomFixture all = new DicomFixture(explicit);
		for (final DicomFixture item : items) {
			all.head(DicomTag.ITEM, delimited ? -1 : item.out.size());
			all.out.writeBytes(item.bytes());
			if (delimited) all.head(DicomTag.ITEM_END, 0);
		}
		if (delimited) all.head(DicomTag.SEQUENCE_END, 0);
		element(tag, "SQ", delimited ? -1 : all.out.size());
		out.writeBytes(all.bytes());
		return this;
	}

	/** Encapsulated pixel data: a basic offset table or an empty one, then the fragments of each frame. */
	DicomFixture frames(final boolean table, final List<List<byte[]>> frames) {
		final ByteArrayOutputStream items = new ByteArrayOutputStream();
		final List<Integer> offsets = new ArrayList<>();
		for (final List<byte[]> frame : frames) {
			offsets.add(items.size());
			for (final byte[] fragment : frame) {
				final byte[] even = java.util.Arrays.copyOf(fragment, fragment.length + fragment.length % 2);
				final DicomFixture item = new DicomFixture(true);
				item.head(DicomTag.ITEM, even.length);
				items.writeBytes(item.bytes());
				items.writeBytes(even);
			}
		}
		element(DicomTag.PIXEL_DATA, "OB", -1);
		head(DicomTag.ITEM, table ? 4 * offsets.size() : 0);
		if (table) {
			final ByteBuffer bytes = ByteBuffer.allocate(4 * offsets.size()).order(ByteOrder.LITTLE_ENDIAN);
			offsets.forEach(bytes::putInt);
			out.writeBytes(bytes.array());
		}
		out.writeBytes(items.toByteArray());
		head(DicomTag.SEQUENCE_END, 0);
		return this;
	}

	DicomFixture value(final int tag, final String vr, final byte[] value) {
		element(tag, vr, value.length);
		out.writeBytes(value);
		return this;
	}

	private void element(final int tag, final String vr, final int length) {
		if (!explicit) {
			head(tag, length);
			return;
		}
		final boolean longForm = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
		final ByteBuffer head = ByteBuffer.allocate(longForm ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
		head.putShort((short) (tag >>> 16)).putShort((short) tag).put(vr.getBytes(StandardCharsets.US_ASCII));
		if (longForm) head.putShort((short) 0).putInt(length);
		else head.putShort((short) length);
		out.writeBytes(head.array());
	}

	private void head(final int tag, final int length) {
		out.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putShort((short) (tag >>> 16))
			.putShort((short) tag)
			.putInt(length).array());
	}
}
