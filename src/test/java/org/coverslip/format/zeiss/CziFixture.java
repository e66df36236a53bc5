package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds CZI files byte by byte, and remembers where what is, so that tests can damage them. */
final class CziFixture {

	static final int GRAY8 = 0;
	static final int GRAY16 = 1;
	static final int GRAY_FLOAT = 2;
	static final int BGR24 = 3;
	static final int BGR48 = 4;
	static final int BGRA32 = 9;

	/** Sub-blocks begin behind the first segment. */
	static final int FIRST = 544;

	private final List<Block> blocks = new ArrayList<>();
	private final List<byte[]> data = new ArrayList<>();
	private final List<String[]> attachmentNames = new ArrayList<>();
	private final List<byte[]> attachments = new ArrayList<>();
	private byte[] xml;
	private final List<Integer> blockPositions = new ArrayList<>();
	private final List<Integer> entryPositions = new ArrayList<>();
	private final List<Integer> attachmentPositions = new ArrayList<>();
	private int metadataPosition;
	private int directoryPosition;
	private int attachmentDirectoryPosition;

	/** What the directory says of a sub-block. */
	static final class Block {

		private final int pixelType;
		private final int compression;
		private int part;
		private final Map<String, int[]> dimensions = new LinkedHashMap<>();

		Block(final int pixelType, final int compression, final int x, final int y, final int width, final int height) {
			this.pixelType = pixelType;
			this.compression = compression;
			dimensions.put("X", new int[] { x, width, width });
			dimensions.put("Y", new int[] { y, height, height });
		}

		/** Not of the finest resolution. */
		Block stored(final int width, final int height) {
			dimensions.get("X")[2] = width;
			dimensions.get("Y")[2] = height;
			return this;
		}

		Block dim(final String name, final int start) {
			dimensions.put(name, new int[] { start, 1, 1 });
			return this;
		}

		Block dim(final String name, final int start, final int size, final int stored) {
			dimensions.put(name, new int[] { start, size, stored });
			return this;
		}

		Block part(final int number) {
			part = number;
			return this;
		}

		byte[] entry(final long position) {
			final ByteBuffer out = little(32 + 20 * dimensions.size());
			out.put((byte) 'D').put((byte) 'V').putInt(pixelType).putLong(position).putInt(part).putInt(compression);
			out.put(new byte[6]).putInt(dimensions.size());
			for (final Map.Entry<String, int[]> dimension : dimensions.entrySet()) {
				out.put(padded(dimension.getKey(), 4)).putInt(dimension.getValue()[0]).putInt(dimension.getValue()[1])
					.putFloat(0)
					.putInt(dimension.getValue()[2]);
			}
			return out.array();
		}
	}

	CziFixture add(final Block block, final byte[] pixels) {
		blocks.add(block);
		data.add(pixels);
		return this;
	}

	CziFixture xml(final String text) {
		xml = text.getBytes(StandardCharsets.UTF_8);
		return this;
	}

	CziFixture attach(final String name, final String type, final byte[] content) {
		attachmentNames.add(new String[] { name, type });
		attachments.add(content);
		return this;
	}

	private static ByteBuffer little(final int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static byte[] padded(final String text, final int length) {
		return ByteBuffer.allocate(length).put(text.getBytes(StandardCharsets.US_ASCII)).array();
	}

	/** A segment, whose length is a multiple of 32. */
	static byte[] segment(final String name, final byte[] content) {
		final int allocated = (content.length + 31) / 32 * 32;
		return little(32 + allocated).put(padded(name, 16)).putLong(allocated).putLong(content.length).put(content)
			.array();
	}

	private static byte[] subBlock(final Block block, final int position, final byte[] pixels) {
		final byte[] metadata = "<METADATA/>".getBytes(StandardCharsets.UTF_8);
		final byte[] entry = block.entry(position);
		final int fixed = Math.max(256, 16 + entry.length);
		final ByteBuffer out = little(fixed + metadata.length + pixels.length);
		out.putInt(metadata.length).putInt(0).putLong(pixels.length).put(entry).position(fixed);
		return segment("ZISRAWSUBBLOCK", out.put(metadata).put(pixels).array());
	}

	byte[] bytes() {
		final List<byte[]> segments = new ArrayList<>();
		int at = FIRST;
		for (int i = 0; i < blocks.size(); i++) {
			blockPositions.add(at);
			at += add(segments, subBlock(blocks.get(i), at, data.get(i)));
		}
		if (xml != null) {
			metadataPosition = at;
			at += add(segments,
				segment("ZISRAWMETADATA", little(256 + xml.length).putInt(xml.length).position(256).put(xml).array()));
		}
		for (int i = 0; i < attachments.size(); i++) {
			attachmentPositions.add(at);
			final byte[] content = attachments.get(i);
			final ByteBuffer out = little(256 + content.length).putLong(content.length).position(16);
			out.put(attachmentEntry(i, at)).position(256).put(content);
			at += add(segments, segment("ZISRAWATTACH", out.array()));
		}
		directoryPosition = at;
		int length = 128;
		for (final Block block : blocks)
			length += block.entry(0).length;
		final ByteBuffer directory = little(length).putInt(blocks.size()).position(128);
		for (int i = 0; i < blocks.size(); i++) {
			entryPositions.add(at + 32 + directory.position());
			directory.put(blocks.get(i).entry(blockPositions.get(i)));
		}
		at += add(segments, segment("ZISRAWDIRECTORY", directory.array()));
		if (!attachments.isEmpty()) {
			attachmentDirectoryPosition = at;
			final ByteBuffer list = little(256 + 128 * attachments.size()).putInt(attachments.size()).position(256);
			for (int i = 0; i < attachments.size(); i++)
				list.put(attachmentEntry(i, attachmentPositions.get(i)));
			at += add(segments, segment("ZISRAWATTDIR", list.array()));
		}
		final ByteBuffer out = little(at);
		out.put(header(directoryPosition, metadataPosition, attachmentDirectoryPosition));
		segments.forEach(out::put);
		return out.array();
	}

	/** The first segment of a file. */
	static byte[] header(final long directory, final long metadata, final long attachments) {
		final ByteBuffer header = little(512).putInt(1).putInt(0).putLong(0);
		for (int i = 0; i < 32; i++)
			header.put((byte) (i % 16 + 1));
		return segment("ZISRAWFILE", header.putInt(0).putLong(directory).putLong(metadata).putInt(0)
			.putLong(attachments).array());
	}

	private byte[] attachmentEntry(final int i, final int position) {
		return little(128).put((byte) 'A').put((byte) '1').position(12).putLong(position).putInt(0).put(new byte[16])
			.put(padded(attachmentNames.get(i)[1], 8)).put(padded(attachmentNames.get(i)[0], 80)).array();
	}

	private static int add(final List<byte[]> segments, final byte[] segment) {
		segments.add(segment);
		return segment.length;
	}

	Path write(final Path path) throws IOException {
		return Files.write(path, bytes());
	}

	/** Where the segment of a sub-block begins; known once the bytes were made. */
	int blockAt(final int i) {
		return blockPositions.get(i);
	}

	/** Where the directory's entry of a sub-block begins. */
	int entryAt(final int i) {
		return entryPositions.get(i);
	}

	int attachmentAt(final int i) {
		return attachmentPositions.get(i);
	}

	int metadataAt() {
		return metadataPosition;
	}

	int directoryAt() {
		return directoryPosition;
	}

	int attachmentDirectoryAt() {
		return attachmentDirectoryPosition;
	}

	/**
	 * Bytes that tell where in which picture they are: value = x + 3y + 11 seed, for pixels of the given number of
	 * bytes.
	 */
	static byte[] pattern(final int width, final int height, final int bytesPerPixel, final int seed) {
		final byte[] pixels = new byte[width * height * bytesPerPixel];
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				for (int b = 0; b < bytesPerPixel; b++)
					pixels[i++] = (byte) (x + 3 * y + 11 * seed + 50 * b);
		return pixels;
	}
}
