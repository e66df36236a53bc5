package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files in a ZIP archive, which is not unpacked: stored files are read where they lie, and compressed ones are
 * inflated into one scratch file, no further than they are read. The archive stays open until this is closed.
 * <p>
 * Entries whose names would lead out of a folder, links, and folders without files are passed over.
 */
public final class ZipStorage implements Storage {

	/** Bytes of compressed files that are inflated at most, all together. */
	private static final long MOST_INFLATED = 16L << 30;
	private static final int LOCAL_HEADER = 30;
	private static final int LOCAL_SIGNATURE = 0x04034b50;

	private final StoredFile archive;
	private final ByteSource bytes;
	private final TreeMap<String, ZipEntryPlace> entries;
	private final long mostInflated;
	private final TreeMap<String, InflatedEntry> inflated = new TreeMap<>();
	private ScratchFile scratch;
	private long reserved;
	private volatile boolean closed;

	private ZipStorage(final StoredFile archive, final ByteSource bytes,
		final TreeMap<String, ZipEntryPlace> entries, final long mostInflated)
	{
		this.archive = archive;
		this.bytes = bytes;
		this.entries = entries;
		this.mostInflated = mostInflated;
	}

	/** Whether the first bytes of a file are those of a ZIP archive with something in it. */
	public static boolean isZip(final byte[] header) {
		return header.length >= 4 && ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt() == LOCAL_SIGNATURE;
	}

	/**
	 * Opens an archive; the caller closes the result.
	 *
	 * @throws SlideFormatException
	 *             if it is none, or damaged
	 */
	public static ZipStorage open(final StoredFile archive) throws IOException {
		return open(archive, MOST_INFLATED);
	}

	/** As above, with another limit for what is inflated. */
	static ZipStorage open(final StoredFile archive, final long mostInflated) throws IOException {
		final ByteSource bytes = archive.open();
		try {
			return new ZipStorage(archive, bytes, ZipDirectory.read(bytes, archive), mostInflated);
		}
		catch (final IOException | RuntimeException e) {
			bytes.close();
			throw e;
		}
	}

	@Override
	public boolean has(final String name) {
		return entries.containsKey(name);
	}

	/**
	 * @throws IOException
	 *             with one sentence, if it is encrypted, compressed in an uncommon way, or compressed and so large that
	 *             there is no room for it
	 */
	@Override
	public ByteSource open(final String name) throws IOException {
		if (closed) throw new ClosedChannelException();
		final ZipEntryPlace entry = entries.get(name);
		if (entry == null) throw new NoSuchFileException(shown(name));
		if (entry.isEncrypted()) throw new IOException(shown(name) + " is encrypted; unpack the archive first");
		final StoredFile file = new StoredFile(this, name);
		if (entry.method() == ZipEntryPlace.STORED)
			return new ZipEntrySource(bytes.part(dataStart(entry, file), entry.size()), entry.size(), () -> closed);
		if (entry.method() == ZipEntryPlace.DEFLATED)
			return new ZipEntrySource(inflated(entry, file), entry.size(), () -> closed);
		throw new IOException(shown(name) + " is compressed by method " + entry.method()
			+ " of ZIP, of which Coverslip reads Deflate only; unpack the archive first");
	}

	/** Where an entry's bytes begin: behind its local header, whose length may differ from that in the directory. */
	private long dataStart(final ZipEntryPlace entry, final StoredFile file) throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(LOCAL_HEADER).order(ByteOrder.LITTLE_ENDIAN);
		if (bytes.read(entry.headerAt(), header) < LOCAL_HEADER || header.getInt(0) != LOCAL_SIGNATURE)
			throw new SlideFormatException(archive, entry.headerAt(), "the file " + file.name(), "other bytes");
		final long start =
			entry.headerAt() + LOCAL_HEADER + (header.getShort(26) & 0xffff) + (header.getShort(28) & 0xffff);
		if (entry.compressed() > bytes.size() - start)
			throw new SlideFormatException(archive, start, entry.compressed() + " bytes of the file " + file.name(),
				"the end of the archive");
		return start;
	}

	private synchronized InflatedEntry inflated(final ZipEntryPlace entry, final StoredFile file) throws IOException {
		final InflatedEntry known = inflated.get(file.name());
		if (known != null) return known;
		if (scratch == null) scratch = ScratchFile.create();
		final long room = Math.min(mostInflated - reserved, scratch.usableSpace());
		if (entry.size() > room)
			throw new IOException(file + " is compressed and has " + entry.size() + " bytes, and there is room for "
				+ Math.max(0, room)
				+ " to inflate it; unpack the archive, or store the files in it without compression");
		final long start = dataStart(entry, file);
		final InflatedEntry made =
			new InflatedEntry(file, new Inflation(bytes.part(0, start + entry.compressed()), file,
			start, scratch, reserved, entry.size()), scratch, reserved, entry.size());
		reserved += entry.size();
		inflated.put(file.name(), made);
		return made;
	}

	@Override
	public Optional<List<Entry>> list(final String folder, final int most) {
		return Optional.of(FolderListing.of(entries.navigableKeySet(), folder, most));
	}

	@Override
	public String shown(final String name) {
		return name.isEmpty() ? archive.toString() : archive + "!/" + name;
	}

	/** The archive's. */
	@Override
	public Optional<Path> holder(final String name) throws IOException {
		return archive.holder();
	}

	@Override
	public synchronized void close() throws IOException {
		if (closed) return;
		closed = true;
		inflated.values().forEach(InflatedEntry::close);
		try {
			if (scratch != null) scratch.close();
		}
		finally {
			bytes.close();
		}
	}
}
