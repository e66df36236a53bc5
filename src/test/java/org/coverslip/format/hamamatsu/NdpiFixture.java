package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.io.OutputFile;
import org.coverslip.testing.RestartJpeg;

/**
 * Builds NDPI files in code: images, each followed by its directory, as the scanner's program lays them out. Offsets
 * have 8 bytes, and the upper halves of values follow each directory.
 */
final class NdpiFixture implements Closeable {

	private static final int SHORT = 3;
	private static final int LONG = 4;
	private static final int RATIONAL = 5;
	private static final int SLONG = 9;
	private static final int FLOAT = 11;

	private final OutputFile file;
	private long at = 12;
	private long link = 4;
	private boolean extensions = true;
	private int cut;
	private long hole;

	NdpiFixture(final Path path) throws IOException {
		file = OutputFile.create(path);
		write(0, buffer(12).put((byte) 'I').put((byte) 'I').putShort((short) 42).putLong(0).flip());
	}

	/** Leaves the upper halves away, as if the file had been rewritten by a program that does not know them. */
	NdpiFixture withoutExtensions() {
		extensions = false;
		return this;
	}

	/** Leaves a hole up to a position, which takes no room on the disk. */
	NdpiFixture skipTo(final long position) {
		at = position;
		return this;
	}

	/** Tears the next image apart: bytes from {@code cut} on are written so much later. */
	NdpiFixture holeInStrip(final int cut, final long bytes) {
		this.cut = cut;
		hole = bytes;
		return this;
	}

	/** A level with its positions of restart intervals; not yet written. */
	Directory level(final RestartJpeg jpeg, final double lens) {
		final Directory directory = image(jpeg.stream(), jpeg.width(), jpeg.height(), lens)
			.shorts(COMPRESSION, COMPRESSION_JPEG)
			.shorts(SAMPLES_PER_PIXEL, jpeg.components()).slong(NdpiDirectory.FOCAL_OFFSET, 0);
		if (jpeg.components() == 3) directory.shorts(PHOTOMETRIC, PHOTOMETRIC_YCBCR).shorts(BITS_PER_SAMPLE, 8, 8, 8);
		else directory.shorts(PHOTOMETRIC, PHOTOMETRIC_MIN_IS_BLACK).shorts(BITS_PER_SAMPLE, 8);
		return jpeg.starts().length > 1 ? directory.longs(NdpiDirectory.MCU_STARTS, jpeg.starts()) : directory;
	}

	/** A picture of the slide in JPEG. */
	Directory macro(final RestartJpeg jpeg) {
		return image(jpeg.stream(), jpeg.width(), jpeg.height(), NdpiDirectory.MACRO)
			.shorts(COMPRESSION, COMPRESSION_JPEG)
			.shorts(SAMPLES_PER_PIXEL, 3).shorts(PHOTOMETRIC, PHOTOMETRIC_YCBCR).shorts(BITS_PER_SAMPLE, 8, 8, 8);
	}

	/** An uncompressed grey picture. */
	Directory map(final int width, final int height, final byte[] samples) {
		return image(samples, width, height, NdpiDirectory.MAP).shorts(COMPRESSION, COMPRESSION_NONE)
			.shorts(BITS_PER_SAMPLE, 8)
			.shorts(PHOTOMETRIC, PHOTOMETRIC_MIN_IS_BLACK);
	}

	private Directory image(final byte[] strip, final int width, final int height, final double lens) {
		return new Directory(strip).longs(IMAGE_WIDTH, width).longs(IMAGE_LENGTH, height).longs(ROWS_PER_STRIP, height)
			.longs(STRIP_BYTE_COUNTS, strip.length).shorts(NDPI_FORMAT, 1).real(NdpiDirectory.SOURCE_LENS, lens)
			.shorts(RESOLUTION_UNIT, RESOLUTION_CENTIMETER);
	}

	/** Writes the image and its directory. */
	NdpiFixture add(final Directory directory) throws IOException {
		directory.longs(STRIP_OFFSETS, at);
		write(at, ByteBuffer.wrap(directory.strip, 0, hole > 0 ? cut : directory.strip.length));
		if (hole > 0) write(at + cut + hole, ByteBuffer.wrap(directory.strip, cut, directory.strip.length - cut));
		at += hole;
		hole = 0;
		at += directory.strip.length + 3 & ~3L;
		for (final Entry entry : directory.entries.values())
			if (!entry.isInline()) {
				entry.place = at;
				write(at, ByteBuffer.wrap(entry.bytes));
				at += entry.bytes.length + 3 & ~3L;
			}
		write(link, buffer(8).putLong(at).flip());
		final int count = directory.entries.size();
		final ByteBuffer ifd = buffer(2 + 16 * count + 8);
		ifd.putShort((short) count);
		directory.entries.forEach((tag, entry) -> {
			ifd.putShort(tag.shortValue()).putShort((short) entry.type).putInt(entry.count);
			if (entry.isInline()) ifd.put(java.util.Arrays.copyOf(entry.bytes, 4));
			else ifd.putInt((int) entry.place);
		});
		link = at + ifd.position();
		ifd.putLong(0);
		directory.entries.values().forEach(entry -> ifd.putInt((int) (entry.place >>> 32)));
		ifd.flip();
		if (!extensions) ifd.limit(ifd.limit() - 4 * count);
		at += ifd.limit();
		write(at - ifd.limit(), ifd);
		return this;
	}

	/** Writes bytes anywhere, to do damage. */
	NdpiFixture patch(final long position, final int... bytes) throws IOException {
		final ByteBuffer buffer = buffer(bytes.length);
		for (final int octet : bytes)
			buffer.put((byte) octet);
		write(position, buffer.flip());
		return this;
	}

	private void write(final long position, final ByteBuffer bytes) throws IOException {
		file.write(position, bytes);
	}

	private static ByteBuffer buffer(final int length) {
		return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
	}

	@Override
	public void close() throws IOException {
		try (file) {
			file.commit();
		}
	}

	/** One directory's fields. */
	static final class Directory {

		private final byte[] strip;
		private final SortedMap<Integer, Entry> entries = new TreeMap<>();

		private Directory(final byte[] strip) {
			this.strip = strip;
		}

		Directory shorts(final int tag, final int... values) {
			final ByteBuffer bytes = buffer(2 * values.length);
			for (final int value : values)
				bytes.putShort((short) value);
			return put(tag, SHORT, values.length, bytes);
		}

		/** Lower halves of the values; the upper one of a single value goes behind the directory. */
		Directory longs(final int tag, final long... values) {
			final ByteBuffer bytes = buffer(4 * values.length);
			for (final long value : values)
				bytes.putInt((int) value);
			put(tag, LONG, values.length, bytes);
			if (values.length == 1) entries.get(tag).place = values[0] & ~0xffffffffL;
			return this;
		}

		Directory slong(final int tag, final int value) {
			return put(tag, SLONG, 1, buffer(4).putInt(value));
		}

		Directory real(final int tag, final double value) {
			return put(tag, FLOAT, 1, buffer(4).putFloat((float) value));
		}

		Directory ratio(final int tag, final int numerator, final int denominator) {
			return put(tag, RATIONAL, 1, buffer(8).putInt(numerator).putInt(denominator));
		}

		Directory ascii(final int tag, final String text) {
			final byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
			return put(tag, 2, bytes.length, buffer(bytes.length).put(bytes));
		}

		/** A text at an offset, however short. */
		Directory farAscii(final int tag, final String text) {
			ascii(tag, text);
			entries.get(tag).far = true;
			return this;
		}

		Directory without(final int tag) {
			entries.remove(tag);
			return this;
		}

		private Directory put(final int tag, final int type, final int count, final ByteBuffer bytes) {
			final Entry entry = new Entry();
			entry.type = type;
			entry.count = count;
			entry.bytes = bytes.array();
			entries.put(tag, entry);
			return this;
		}
	}

	private static final class Entry {

		private int type;
		private int count;
		private byte[] bytes;
		private long place;
		private boolean far;

		boolean isInline() {
			return bytes.length <= 4 && !far;
		}
	}
}
