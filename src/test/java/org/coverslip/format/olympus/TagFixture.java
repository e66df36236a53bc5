package org.coverslip.format.olympus;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A tag to be written into a .vsi.
 *
 * @param number
 *            of the tag
 * @param index
 *            its second number, or -1
 * @param type
 *            with the bits for what it is, but for that of the index
 * @param length
 *            what stands where the value's length does; for an inline value the value, and -1 for what is worked out
 * @param value
 *            bytes, or none
 * @param children
 *            below it, or null where there can be none
 */
record TagFixture(int number, int index, int type, int length, byte[] value, List<TagFixture> children) {

	private static final int VOLUME_HEADER = 24;
	private static final int INLINE = 1 << 30;
	private static final int EXTENDED = 1 << 28;
	private static final int INDEXED = 1 << 27;
	private static final int VOLUME = 1 << 31;
	private static final byte[] NOTHING = {};

	/** A tag with others below it. */
	static TagFixture volume(final int number, final TagFixture... children) {
		return new TagFixture(number, -1, VOLUME | EXTENDED | 1, 0, NOTHING, List.of(children));
	}

	/** The same with a second number. */
	static TagFixture indexed(final int number, final int index, final TagFixture... children) {
		return new TagFixture(number, index, VOLUME | EXTENDED, -1, NOTHING, List.of(children));
	}

	/** A quantity with its unit. */
	static TagFixture quantity(final int number, final String unit, final double value) {
		return new TagFixture(number, -1, VOLUME | EXTENDED | 2, 0, NOTHING,
			List.of(text(268435456, 13, unit), inline(268435459, 268435466), doubles(268435458, 10, value)));
	}

	/** A table of colours, blue first. */
	static TagFixture colours(final int number, final int... bgr) {
		final byte[] bytes = new byte[bgr.length];
		for (int i = 0; i < bgr.length; i++)
			bytes[i] = (byte) bgr[i];
		return new TagFixture(number, -1, VOLUME | EXTENDED | 2, 0, NOTHING,
			List.of(new TagFixture(268435458, -1, 270, bytes.length, bytes, null)));
	}

	static TagFixture inline(final int number, final int value) {
		return new TagFixture(number, -1, INLINE | 5, value, NOTHING, null);
	}

	static TagFixture text(final int number, final String value) {
		return text(number, 8192, value);
	}

	static TagFixture text(final int number, final int type, final String value) {
		final byte[] bytes = value.getBytes(StandardCharsets.UTF_16LE);
		return new TagFixture(number, -1, type, bytes.length, bytes, null);
	}

	static TagFixture doubles(final int number, final int type, final double... values) {
		final ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asDoubleBuffer().put(values);
		return new TagFixture(number, -1, type, bytes.capacity(), bytes.array(), null);
	}

	static TagFixture ints(final int number, final int type, final int... values) {
		final ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asIntBuffer().put(values);
		return new TagFixture(number, -1, type, bytes.capacity(), bytes.array(), null);
	}

	static TagFixture time(final int number, final long seconds) {
		return new TagFixture(number, -1, 7, 8, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(seconds)
			.array(), null);
	}

	/** A page of the TIFF, by its number. */
	static TagFixture page(final int number, final int page) {
		return new TagFixture(number, page, EXTENDED | 10, -1, NOTHING, null);
	}

	/** The volume of some tags. */
	static byte[] write(final List<TagFixture> tags) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final ByteBuffer header = ByteBuffer.allocate(VOLUME_HEADER).order(ByteOrder.LITTLE_ENDIAN);
		header.putShort((short) VOLUME_HEADER).putShort((short) 21321).putInt(402)
			.putLong(tags.isEmpty() ? 0 : VOLUME_HEADER)
			.putInt(tags.size());
		out.writeBytes(header.array());
		for (int i = 0; i < tags.size(); i++) {
			final TagFixture tag = tags.get(i);
			final byte[] content = tag.children == null ? tag.value : write(tag.children);
			final int head = tag.index < 0 ? 16 : 20;
			final int end = out.size() + head + content.length;
			final ByteBuffer field = ByteBuffer.allocate(head).order(ByteOrder.LITTLE_ENDIAN);
			field.putInt(tag.type | (tag.index < 0 ? 0 : INDEXED)).putInt(tag.number)
				.putInt(i == tags.size() - 1 ? 0 : end)
				.putInt(tag.length < 0 && tag.index >= 0 ? end - 20 : tag.length);
			if (tag.index >= 0) field.putInt(tag.index);
			out.writeBytes(field.array());
			out.writeBytes(content);
		}
		return out.toByteArray();
	}
}
