package org.coverslip.format.zeiss;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.format.zeiss.Zisraw.Segment;
import org.coverslip.io.SafeXml;

/** The first segment of a CZI, and the segments it points to. Immutable. */
final class CziHeader {

	/** How many of the 512 bytes of a file's first segment are used. */
	private static final int FILE_HEADER = 80;
	private static final int FIRST_GUID = 16;
	private static final int PART = 48;
	/** The fixed part, in bytes, of the segments of metadata, attachments and their directory. */
	private static final int FIXED = 256;
	private static final int ATTACHMENT_ENTRY = 128;
	private static final int MOST_ATTACHMENTS = 10_000;

	private final Zisraw file;
	private final byte[] guids;
	private final long directory;
	private final long metadata;
	private final long attachments;

	private CziHeader(final Zisraw file, final ByteBuffer header) {
		this.file = file;
		guids = Arrays.copyOfRange(header.array(), FIRST_GUID, FIRST_GUID + 32);
		directory = header.getLong(52);
		metadata = header.getLong(60);
		attachments = header.getLong(72);
	}

	/**
	 * A file within the CZI.
	 *
	 * @param name
	 *            what it is, e.g. "SlidePreview"
	 * @param type
	 *            the kind of file: "JPG", "CZI" or another
	 * @param position
	 *            of its segment
	 */
	record Attachment(String name, String type, long position) {

		/** The position and length of the attached file. */
		record Place(long position, long length) {}

		Place place(final Zisraw file) throws IOException {
			final Segment segment = file.segment(position, Zisraw.ATTACHMENT, FIXED);
			final long length = file.read(segment.data(), 8).getLong();
			if (length < 0 || length > segment.used() - FIXED)
				throw file.unexpected(segment.data(),
					"an attachment \"" + name + "\" of at most " + (segment.used() - FIXED) + " bytes", length + "");
			return new Place(segment.data() + FIXED, length);
		}
	}

	/** Reads the first segment. */
	static CziHeader read(final Zisraw file) throws IOException {
		final Segment segment = file.segment(0, Zisraw.FILE, FILE_HEADER);
		final ByteBuffer header = file.read(segment.data(), FILE_HEADER);
		final int part = header.getInt(PART);
		if (part != 0) throw MissingPart.first(file, part);
		return new CziHeader(file, header);
	}

	/** The identifiers of the recording's first file and of this one: 16 bytes each; a copy. */
	byte[] guids() {
		return guids.clone();
	}

	/** Reads the list of all images, in its order: at least one. */
	List<SubBlock> subBlocks() throws IOException {
		if (directory == 0)
			throw file.unexpected(0, "the position of a sub-block directory", "none: the recording was not finished");
		return SubBlockDirectory.read(file, directory);
	}

	/** Reads the metadata, up to the first zero byte; empty if there is none. */
	byte[] xml() throws IOException {
		if (metadata == 0) return new byte[0];
		final Segment segment = file.segment(metadata, Zisraw.METADATA, FIXED);
		final int length = file.read(segment.data(), 4).getInt();
		if (length < 0 || length > Math.min(SafeXml.MOST_LENGTH, segment.used() - FIXED))
			throw file.unexpected(segment.data(),
				"XML of at most " + Math.min(SafeXml.MOST_LENGTH, segment.used() - FIXED) + " bytes",
				length + "");
		final byte[] xml = file.read(segment.data() + FIXED, length).array();
		int end = 0;
		while (end < xml.length && xml[end] != 0)
			end++;
		return end == xml.length ? xml : Arrays.copyOf(xml, end);
	}

	/** Reads the list of attached files, in its order. */
	List<Attachment> attachments() throws IOException {
		if (attachments == 0) return List.of();
		final Segment segment = file.segment(attachments, Zisraw.ATTACHMENT_DIRECTORY, FIXED);
		final int count = file.read(segment.data(), 4).getInt();
		final long most = Math.min(MOST_ATTACHMENTS, (segment.used() - FIXED) / ATTACHMENT_ENTRY);
		if (count < 0 || count > most)
			throw file.unexpected(segment.data(), "0 to " + most + " attachments", count + "");
		final ByteBuffer entries = file.read(segment.data() + FIXED, (long) count * ATTACHMENT_ENTRY);
		final List<Attachment> found = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int at = i * ATTACHMENT_ENTRY;
			if (entries.get(at) != 'A' || entries.get(at + 1) != '1')
				throw file.unexpected(segment.data() + FIXED + at, "an attachment's entry of schema A1", "another");
			found.add(new Attachment(text(entries, at + 48, 80), text(entries, at + 40, 8), entries.getLong(at + 12)));
		}
		return List.copyOf(found);
	}

	private static String text(final ByteBuffer bytes, final int at, final int length) {
		int end = at;
		while (end < at + length && bytes.get(end) != 0)
			end++;
		return new String(bytes.array(), at, end - at, StandardCharsets.UTF_8);
	}
}
