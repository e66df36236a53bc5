package org.coverslip.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * The directory at a ZIP archive's end, which names its files.
 * <p>
 * Source: PKWARE's APPNOTE.TXT 6.3.10, 4.3.7 to 4.3.16 (structures), 4.5.3 (ZIP64's sizes), 4.4.4 (flags), Appendix D
 * (names).
 */
final class ZipDirectory {

	private static final int END = 22;
	private static final int END_SIGNATURE = 0x06054b50;
	private static final int LONGEST_COMMENT = 0xffff;
	private static final int LOCATOR = 20;
	private static final int LOCATOR_SIGNATURE = 0x07064b50;
	private static final int END64 = 56;
	private static final int END64_SIGNATURE = 0x06064b50;
	private static final int ENTRY = 46;
	private static final int ENTRY_SIGNATURE = 0x02014b50;
	private static final int ZIP64_FIELD = 1;
	private static final long IN_ZIP64 = 0xffffffffL;
	private static final int ENCRYPTED = 1;
	private static final int UTF8 = 1 << 11;
	private static final int MADE_BY_UNIX = 3;
	private static final int UNIX_TYPE = 0xf000;
	private static final int UNIX_LINK = 0xa000;
	/** A directory of a million files has less. */
	private static final long MOST_BYTES = 256 << 20;

	private final StoredFile archive;
	private final long start;
	private final ByteBuffer in;
	private final TreeMap<String, ZipEntryPlace> entries = new TreeMap<>();

	private ZipDirectory(final StoredFile archive, final long start, final ByteBuffer in) {
		this.archive = archive;
		this.start = start;
		this.in = in;
	}

	/**
	 * The files of an archive by their names, with {@code /} between folders. Of two with one name the last counts, as
	 * when the archive is unpacked.
	 *
	 * @throws SlideFormatException
	 *             if there is no directory, or it is damaged
	 */
	static TreeMap<String, ZipEntryPlace> read(final ByteSource bytes, final StoredFile archive) throws IOException {
		final long tailAt = Math.max(0, bytes.size() - END - LONGEST_COMMENT);
		final ByteBuffer tail = little(bytes.readFully(tailAt, bytes.size() - tailAt));
		int end = tail.limit() - END;
		while (end >= 0 && tail.getInt(end) != END_SIGNATURE)
			end--;
		if (end < 0) throw damaged(archive, SlideFormatException.NO_OFFSET, "a ZIP archive's directory", "none");
		long length = tail.getInt(end + 12) & IN_ZIP64;
		long start = tail.getInt(end + 16) & IN_ZIP64;
		final int locator = end - LOCATOR;
		if (locator >= 0 && tail.getInt(locator) == LOCATOR_SIGNATURE) {
			final long at = tail.getLong(locator + 8);
			final ByteBuffer end64 = read(bytes, at, END64, archive);
			if (end64.getInt(0) != END64_SIGNATURE)
				throw damaged(archive, at, "the end of a ZIP64 archive's directory", "other bytes");
			length = end64.getLong(40);
			start = end64.getLong(48);
		}
		if (length < 0 || length > MOST_BYTES)
			throw damaged(archive, tailAt + end, "a directory of at most " + MOST_BYTES + " bytes", length + "");
		final ZipDirectory directory = new ZipDirectory(archive, start, read(bytes, start, length, archive));
		directory.readEntries(bytes.size());
		return directory.entries;
	}

	private static ByteBuffer read(final ByteSource bytes, final long at, final long length, final StoredFile archive)
		throws IOException
	{
		try {
			return little(bytes.readFully(at, length));
		}
		catch (final EOFException e) {
			throw new SlideFormatException(archive, at, length + " bytes of a ZIP archive's directory",
				"the end of the archive", e);
		}
	}

	private static ByteBuffer little(final byte[] bytes) {
		return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	private void readEntries(final long archiveBytes) throws SlideFormatException {
		while (in.remaining() >= ENTRY && in.getInt(in.position()) == ENTRY_SIGNATURE) {
			final int at = in.position();
			final int name = in.getShort(at + 28) & 0xffff;
			final int extra = in.getShort(at + 30) & 0xffff;
			final int next = at + ENTRY + name + extra + (in.getShort(at + 32) & 0xffff);
			if (next > in.limit()) throw damaged(archive, start + at, "a whole entry of the directory", "its end");
			add(at, name, extra, archiveBytes);
			in.position(next);
		}
	}

	private void add(final int at, final int nameLength, final int extraLength, final long archiveBytes)
		throws SlideFormatException
	{
		final int flags = in.getShort(at + 8);
		final byte[] raw = new byte[nameLength];
		in.get(at + ENTRY, raw);
		final String name = new String(raw, (flags & UTF8) != 0 ? StandardCharsets.UTF_8 : oldNames())
			.replace('\\', '/');
		final boolean isLink = (in.getShort(at + 4) >> 8 & 0xff) == MADE_BY_UNIX
			&& (in.getInt(at + 38) >>> 16 & UNIX_TYPE) == UNIX_LINK;
		if (isLink || name.isEmpty() || name.endsWith("/") || !StoredFile.isName(name)) return;
		final Zip64 wide = new Zip64(at + ENTRY + nameLength, at + ENTRY + nameLength + extraLength);
		final long size = wide.orWide(in.getInt(at + 24) & IN_ZIP64);
		final long compressed = wide.orWide(in.getInt(at + 20) & IN_ZIP64);
		final long headerAt = wide.orWide(in.getInt(at + 42) & IN_ZIP64);
		final int method = in.getShort(at + 10) & 0xffff;
		if (size < 0 || compressed < 0 || headerAt < 0 || compressed > archiveBytes || headerAt > archiveBytes
			|| method == ZipEntryPlace.STORED && (flags & ENCRYPTED) == 0 && size != compressed)
			throw damaged(archive, start + at, "the place of the file " + name + " in the archive",
				size + " bytes, stored as " + compressed + " at " + headerAt);
		entries.put(name, new ZipEntryPlace(method, (flags & ENCRYPTED) != 0, compressed, size, headerAt));
	}

	/** The encoding of names that are not in UTF-8; some Java runtimes are without. */
	private static Charset oldNames() {
		return Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;
	}

	/** The numbers of 8 bytes in an entry's extra field: only those that do not fit where they should be, in order. */
	private final class Zip64 {

		private int at;
		private int end;

		Zip64(final int from, final int to) {
			for (int field = from; field + 4 <= to; field += 4 + (in.getShort(field + 2) & 0xffff))
				if (in.getShort(field) == ZIP64_FIELD) {
					at = field + 4;
					end = Math.min(to, at + (in.getShort(field + 2) & 0xffff));
					return;
				}
		}

		long orWide(final long narrow) {
			if (narrow != IN_ZIP64 || at + 8 > end) return narrow;
			at += 8;
			return in.getLong(at - 8);
		}
	}

	private static SlideFormatException damaged(final StoredFile archive, final long at, final String expected,
		final String found)
	{
		return new SlideFormatException(archive, at, expected, found);
	}
}
