package org.coverslip.deidentify.zeiss;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.coverslip.deidentify.Deidentifier;
import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.JpegCleaner;
import org.coverslip.deidentify.stream.JpegXrCleaner;
import org.coverslip.deidentify.stream.StreamException;
import org.coverslip.io.ByteSource;
import org.coverslip.io.OutputFile;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * Zeiss CZI: all stored images, each without its own metadata and attachments. Label, overview and thumbnail are
 * attachments of the file, none of which are kept; nor are events and time stamps.
 * <p>
 * Source: libCZI (CziStructs.h, CziParse.cpp).
 */
public final class CziDeidentifier implements Deidentifier {

	private static final int HEADER = CziOutput.SEGMENT_HEADER;
	private static final int DIRECTORY_FIXED = 128;
	private static final int SUB_BLOCK_FIXED = 256;
	private static final int SIZES = 16;
	private static final int METADATA_FIXED = 256;
	private static final int MOST_SUB_BLOCKS = 2_000_000;
	private static final int LARGEST_SUB_BLOCK = 1 << 30;
	private static final int NONE = 0;
	private static final int JPEG = 1;
	private static final int LZW = 2;
	private static final int JPEG_XR = 4;
	private static final int ZSTD_0 = 5;
	private static final int ZSTD_1 = 6;

	@Override
	public Set<String> formats() {
		return Set.of("Zeiss CZI");
	}

	@Override
	public void write(final SlideCopy copy) throws IOException {
		final StoredFile file = StoredFile.of(copy.source());
		try (ByteSource source = file.open();
			OutputFile out = OutputFile.create(copy.target(), copy.slide().metadata().files()))
		{
			final ByteBuffer header = segment(source, file, 0, "ZISRAWFILE", 80);
			final CziOutput segments = new CziOutput(out);
			final byte[] entries = copyBlocks(source, file, header.getLong(52), segments, copy);
			final byte[] xml = CziXml.clean(xml(source, file, header.getLong(60)), file, copy);
			final long metadata = segments.add("ZISRAWMETADATA",
				CziOutput.buffer(METADATA_FIXED).putInt(xml.length).array(), xml);
			if (header.getLong(72) != 0)
				copy.findings().removed("attachments: label, overview, thumbnail, events, time stamps and others",
					segment(source, file, header.getLong(72), "ZISRAWATTDIR", 4).getInt(0));
			final int count = ByteBuffer.wrap(entries, entries.length - 4, 4).getInt();
			final long directory = segments.add("ZISRAWDIRECTORY",
				CziOutput.buffer(DIRECTORY_FIXED).putInt(count).array(), Arrays.copyOf(entries, entries.length - 4));
			segments.finish(directory, metadata);
			out.commit();
		}
	}

	/** The first bytes of a segment's data. */
	private static ByteBuffer segment(final ByteSource source, final StoredFile file, final long position,
		final String name, final int length) throws IOException
	{
		final byte[] bytes = source.readFully(position, HEADER + (long) length);
		if (!new String(bytes, 0, name.length(), StandardCharsets.ISO_8859_1).equals(name))
			throw new SlideFormatException(file, position, "a segment " + name, "another");
		return ByteBuffer.wrap(Arrays.copyOfRange(bytes, HEADER, bytes.length)).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Copies all stored images; their new entries, and behind them how many there are. */
	private static byte[] copyBlocks(final ByteSource source, final StoredFile file, final long directory,
		final CziOutput out, final SlideCopy copy) throws IOException
	{
		final int count = segment(source, file, directory, "ZISRAWDIRECTORY", 4).getInt(0);
		if (count < 1 || count > MOST_SUB_BLOCKS)
			throw new SlideFormatException(file, directory, "1 to " + MOST_SUB_BLOCKS + " sub-blocks", count + "");
		final ByteArrayOutputStream entries = new ByteArrayOutputStream();
		long at = directory + HEADER + DIRECTORY_FIXED;
		for (int i = 0; i < count; i++) {
			if (copy.progress().isCanceled()) throw new CancellationException();
			final CziEntry entry = CziEntry.read(source, file, at);
			at += entry.bytes().length;
			if (entry.part() != 0) throw new IOException(file + " is one of several files of a CZI, which cannot be "
				+ "de-identified as such; convert it with associated=none instead");
			entries.writeBytes(copyBlock(source, file, entry, out, copy.findings()).bytes());
			copy.progress().progress(i + 1, count);
		}
		entries.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
		return entries.toByteArray();
	}

	private static CziEntry copyBlock(final ByteSource source, final StoredFile file, final CziEntry entry,
		final CziOutput out, final Findings findings) throws IOException
	{
		final ByteBuffer sizes = segment(source, file, entry.position(), "ZISRAWSUBBLOCK", SIZES + CziEntry.FIXED);
		final int metadata = sizes.getInt(0);
		final int attachment = sizes.getInt(4);
		final long length = sizes.getLong(8);
		final CziEntry own = CziEntry.read(source, file, entry.position() + HEADER + SIZES);
		final int fixed = Math.max(SUB_BLOCK_FIXED, SIZES + own.bytes().length);
		if (metadata < 0 || length < 0 || length > LARGEST_SUB_BLOCK) throw new SlideFormatException(file,
			entry.position(), "a sub-block of at most " + LARGEST_SUB_BLOCK + " bytes", length + "");
		if (metadata > 0) findings.removed("metadata of sub-blocks");
		if (attachment > 0) findings.removed("attachments of sub-blocks");
		final byte[] data =
			clean(source.readFully(entry.position() + HEADER + fixed + metadata, length), entry, file, findings);
		// the entry within the segment has no position of its own, and is as long whatever it is
		final int newFixed = Math.max(SUB_BLOCK_FIXED, SIZES + entry.bytes().length);
		final byte[] head = new byte[newFixed];
		CziOutput.buffer(SIZES).putInt(0).putInt(0).putLong(data.length).get(0, head, 0, SIZES);
		final byte[] placeless = entry.at(0).bytes();
		System.arraycopy(placeless, 0, head, SIZES, placeless.length);
		return entry.at(out.add("ZISRAWSUBBLOCK", head, data));
	}

	private static byte[] clean(final byte[] data, final CziEntry entry, final StoredFile file,
		final Findings findings) throws IOException
	{
		final long raw = entry.storedPixels() * entry.pixelBytes();
		try {
			if (entry.compression() == NONE && raw > 0 && raw < data.length) {
				findings.removed("bytes behind the end of sub-blocks", data.length - raw);
				return Arrays.copyOf(data, (int) raw);
			}
			if (data.length == raw && !isStream(data)) return data; // raw pixels, whatever the entry says
			return switch (entry.compression()) {
				case NONE -> data;
				case JPEG -> {
					final ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
					JpegCleaner.copy(ByteSource.of(data), 0, data.length, out, findings);
					yield out.toByteArray();
				}
				case JPEG_XR -> JpegXrCleaner.clean(data, findings);
				case LZW, ZSTD_0, ZSTD_1 -> {
					findings.unjudged("Images in LZW or Zstandard are copied as they are: bytes behind their ends, if "
						+ "there are any, are not looked for.");
					yield data;
				}
				default -> throw new StreamException("a compression " + entry.compression()
					+ ", whose streams may hold more than pixels; convert the slide with associated=none");
			};
		}
		catch (final StreamException e) {
			throw new SlideFormatException(file, entry.position(), "a sub-block that can be read", e.getMessage(), e);
		}
	}

	private static boolean isStream(final byte[] data) {
		return data.length > 4 && (data[0] == (byte) 0xff && data[1] == (byte) 0xd8
			|| data[0] == 'I' && data[1] == 'I' && data[2] == (byte) 0xbc || data[0] == 0x28 && data[1] == (byte) 0xb5);
	}

	private static byte[] xml(final ByteSource source, final StoredFile file, final long position)
		throws IOException {
		if (position == 0) return new byte[0];
		final int length = segment(source, file, position, "ZISRAWMETADATA", 4).getInt(0);
		if (length < 0 || length > SafeXml.MOST_LENGTH)
			throw new SlideFormatException(file, position, "XML of at most " + SafeXml.MOST_LENGTH + " bytes",
				length + "");
		final byte[] xml = source.readFully(position + HEADER + METADATA_FIXED, length);
		int end = 0;
		while (end < xml.length && xml[end] != 0)
			end++;
		return Arrays.copyOf(xml, end);
	}
}
