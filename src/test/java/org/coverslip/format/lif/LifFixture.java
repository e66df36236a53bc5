package org.coverslip.format.lif;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes LIF and LOF files of images whose samples follow a formula, with whatever strides, attachments and faults a
 * test wants.
 */
final class LifFixture {

	/** Added to the sample's value for each step along the axis with this number. */
	private static final int[] FACTORS = { 1, 7, 13, 29, 53, 71, 3, 5, 17, 41, 97, 19 };

	private final int version;
	private final List<Image> images = new ArrayList<>();
	private final List<byte[]> blocks = new ArrayList<>();
	private String others = "";

	LifFixture(final int version) {
		this.version = version;
	}

	/** The value of a sample in a channel. */
	static int value(final int channel, final int[] axes, final int[] indices) {
		int value = 11 + 101 * channel;
		for (int i = 0; i < axes.length; i++)
			value += FACTORS[axes[i]] * indices[i];
		return value;
	}

	/** An image under construction. */
	static final class Image {

		private final String name;
		private final StringBuilder channels = new StringBuilder();
		private final StringBuilder dimensions = new StringBuilder();
		private final List<int[]> formats = new ArrayList<>();
		private final List<long[]> offsets = new ArrayList<>();
		private final List<Integer> axes = new ArrayList<>();
		private final List<Integer> counts = new ArrayList<>();
		private final List<Integer> strides = new ArrayList<>();
		private String attachments = "";
		private String memory;
		private String children = "";
		private Integer size;
		private byte[] data;

		Image(final String name) {
			this.name = name;
		}

		/** A channel of whole numbers. */
		Image channel(final int bits, final String lut, final int offset) {
			return channel(bits, 0, 0, lut, offset, "");
		}

		Image channel(final int bits, final int dataType, final int tag, final String lut, final int offset,
			final String inside) {
			channels.append("<ChannelDescription DataType=\"" + dataType + "\" ChannelTag=\"" + tag + "\" Resolution=\""
				+ bits
				+ "\" NameOfMeasuredQuantity=\"\" Min=\"0.000000e+000\" Max=\"2.550000e+002\" Unit=\"\" LUTName=\""
				+ lut
				+ "\" IsLUTInverted=\"0\" BytesInc=\"" + offset + "\" BitInc=\"0\">" + inside
				+ "</ChannelDescription>");
			formats.add(new int[] { bits, dataType });
			offsets.add(new long[] { offset });
			return this;
		}

		/** An axis in space, its pixels half a micrometre apart. */
		Image axis(final int id, final int count, final int stride) {
			return axis(id, count, stride, "5e-7", count);
		}

		private Image axis(final int id, final int count, final int stride, final String step, final int number) {
			return axis(id, number, stride, "0.000000e+000", Double.toString(Double.parseDouble(step) * (count - 1)),
				id == 4 ? "s" : "m");
		}

		Image axis(final int id, final int count, final int stride, final String origin, final String length,
			final String unit) {
			dimensions.append("<DimensionDescription DimID=\"" + id + "\" NumberOfElements=\"" + count + "\" Origin=\""
				+ origin
				+ "\" Length=\"" + length + "\" Unit=\"" + unit + "\" BitInc=\"0\" BytesInc=\"" + stride + "\"/>");
			axes.add(id);
			counts.add(count);
			strides.add(stride);
			return this;
		}

		Image attach(final String xml) {
			attachments += xml;
			return this;
		}

		/** Tiles at positions of the stage in micrometres, x and y by turns. */
		Image tiles(final String flags, final double... positions) {
			final StringBuilder tiles =
				new StringBuilder("<Attachment Name=\"TileScanInfo\" Application=\"LAS AF\" " + flags + ">");
			for (int i = 0; i < positions.length; i += 2)
				tiles.append("<Tile FieldX=\"" + i / 2 + "\" FieldY=\"0\" PosX=\"" + positions[i] * 1e-6 + "\" PosY=\""
					+ positions[i + 1] * 1e-6
					+ "\" PosZ=\"0\"/>");
			return attach(tiles + "</Attachment>");
		}

		/** Names another memory block than its own. */
		Image memory(final String id) {
			memory = id;
			return this;
		}

		/** Other elements within this one. */
		Image children(final String xml) {
			children = xml;
			return this;
		}

		/** Gives its block another size. */
		Image size(final int bytes) {
			size = bytes;
			return this;
		}

		/** The samples by the formula; the image is complete when they are first asked for. */
		byte[] data() {
			if (data == null) data = compute();
			return data;
		}

		private byte[] compute() {
			int length = 0;
			for (int c = 0; c < formats.size(); c++)
				length = Math.max(length, (int) offsets.get(c)[0] + bytes(c));
			for (int i = 0; i < axes.size(); i++)
				length += (counts.get(i) - 1) * strides.get(i);
			final ByteBuffer samples = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
			final int[] ids = axes.stream().mapToInt(id -> id).toArray();
			for (int c = 0; c < formats.size(); c++)
				fill(samples, c, (int) offsets.get(c)[0], ids, new int[ids.length], 0);
			final byte[] bytes = samples.array();
			return size == null ? bytes : Arrays.copyOf(bytes, size);
		}

		private int bytes(final int channel) {
			final int bits = formats.get(channel)[0];
			return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
		}

		private void fill(final ByteBuffer data, final int channel, final int at, final int[] ids, final int[] indices,
			final int axis) {
			if (axis == ids.length) {
				put(data, at, channel, value(channel, ids, indices));
				return;
			}
			for (int i = 0; i < counts.get(axis); i++) {
				indices[axis] = i;
				fill(data, channel, at + i * strides.get(axis), ids, indices, axis + 1);
			}
		}

		private void put(final ByteBuffer data, final int at, final int channel, final int value) {
			final boolean floating = formats.get(channel)[1] == 1;
			switch (bytes(channel)) {
				case 1 -> data.put(at, (byte) value);
				case 2 -> data.putShort(at, floating ? half(value) : (short) value);
				case 4 -> {
					if (floating) data.putFloat(at, value / 4f);
					else data.putInt(at, value << 20);
				}
				default -> data.putDouble(at, value / 8.0);
			}
		}

		/** A whole number below 2048 as a half-precision one. */
		private static short half(final int value) {
			final int exponent = 31 - Integer.numberOfLeadingZeros(value);
			return (short) (exponent + 15 << 10 | (value << 10 >> exponent & 0x3ff));
		}

		String xml(final String block, final int length) {
			return "<Element Name=\"" + name + "\" Visibility=\"1\" CopyOption=\"1\"><Data>" + imageXml()
				+ "</Data><Memory Size=\"" + length
				+ "\" MemoryBlockID=\"" + (memory == null ? block : memory) + "\"/><Children>" + children
				+ "</Children></Element>";
		}

		String imageXml() {
			return "<Image TextDescription=\"\">" + attachments + "<ImageDescription><Channels>" + channels
				+ "</Channels><Dimensions>"
				+ dimensions + "</Dimensions></ImageDescription></Image>";
		}
	}

	LifFixture add(final Image image) {
		images.add(image);
		return this;
	}

	/** Adds elements that are not made here. */
	LifFixture elements(final String xml) {
		others += xml;
		return this;
	}

	/** Adds a memory block that no image made here refers to. */
	LifFixture block(final String id, final byte[] data) {
		blocks.add(block(id, data, data.length));
		return this;
	}

	String xml() {
		final StringBuilder xml = new StringBuilder("<LMSDataContainerHeader Version=\"" + version
			+ "\"><Element Name=\"whole.lif\" Visibility=\"1\"><Data><Experiment Path=\"C:\\whole.lif\"/></Data>"
			+ "<Memory Size=\"0\" MemoryBlockID=\"MemBlock_0\"/><Children>" + others);
		for (int i = 0; i < images.size(); i++)
			xml.append(images.get(i).xml("MemBlock_" + (i + 1), images.get(i).data().length));
		return xml + "</Children></Element></LMSDataContainerHeader>";
	}

	/** A LIF: the description, an empty block for the whole, and the images' blocks. */
	byte[] bytes() {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.writeBytes(text(xml()));
		out.writeBytes(block("MemBlock_0", new byte[0], 0));
		for (int i = 0; i < images.size(); i++)
			out.writeBytes(block("MemBlock_" + (i + 1), images.get(i).data(), images.get(i).data().length));
		for (final byte[] block : blocks)
			out.writeBytes(block);
		return out.toByteArray();
	}

	/** A LOF of the first image. */
	byte[] lof(final String xml) {
		final byte[] data = images.get(0).data();
		final byte[] head = text("LMS_Object_File");
		final ByteBuffer out = ByteBuffer.allocate(19).order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x2a).putInt(2)
			.put((byte) 0x2a).putInt(0)
			.put((byte) 0x2a).putLong(data.length);
		// the block's length covers all that comes before the data
		ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(4, head.length - 8 + 19);
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(head);
		all.writeBytes(out.array());
		all.writeBytes(data);
		all.writeBytes(text(xml));
		return all.toByteArray();
	}

	static byte[] text(final String text) {
		final byte[] characters = text.getBytes(StandardCharsets.UTF_16LE);
		return ByteBuffer.allocate(13 + characters.length).order(ByteOrder.LITTLE_ENDIAN).putInt(0x70)
			.putInt(5 + characters.length)
			.put((byte) 0x2a).putInt(characters.length / 2).put(characters).array();
	}

	private byte[] block(final String id, final byte[] data, final long size) {
		final byte[] name = id.getBytes(StandardCharsets.UTF_16LE);
		final int sizeBytes = version == 1 ? 4 : 8;
		final ByteBuffer out = ByteBuffer.allocate(14 + sizeBytes + name.length + data.length)
			.order(ByteOrder.LITTLE_ENDIAN).putInt(0x70)
			.putInt(6 + sizeBytes + name.length).put((byte) 0x2a);
		if (version == 1) out.putInt((int) size);
		else out.putLong(size);
		return out.put((byte) 0x2a).putInt(name.length / 2).put(name).put(data).array();
	}
}
