package org.coverslip.export;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.io.OutputFile;

/**
 * A ZIP file whose entries are stored uncompressed, since images are compressed already. It appears under its name when
 * it is complete; closed before, it leaves nothing. Beyond 65535 entries or 4 GiB it is Zip64. Thread-safe.
 */
public final class StoredZip implements Closeable {

	private static final int BUFFER_BYTES = 1 << 16;

	private final OutputFile file;
	private final ZipOutputStream zip;
	/** Of all entries: the format has local time. */
	private final LocalDateTime time = WrittenDate.local();

	private StoredZip(final OutputFile file) {
		this.file = file;
		zip = new ZipOutputStream(new BufferedOutputStream(file.stream(), BUFFER_BYTES), StandardCharsets.UTF_8);
		zip.setMethod(ZipOutputStream.STORED);
	}

	/**
	 * Begins a file.
	 *
	 * @param inputs
	 *            files that are read; none of them is replaced
	 */
	public static StoredZip create(final Path target, final Collection<Path> inputs) throws IOException {
		return new StoredZip(OutputFile.create(target, inputs));
	}

	/** Adds an entry; its path has slashes. */
	public void put(final String path, final byte[] bytes) throws IOException {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		final ZipEntry entry = new ZipEntry(path);
		entry.setSize(bytes.length);
		entry.setCompressedSize(bytes.length);
		entry.setCrc(crc.getValue());
		entry.setTimeLocal(time);
		synchronized (zip) {
			zip.putNextEntry(entry);
			zip.write(bytes);
			zip.closeEntry();
		}
	}

	/** Completes the file and gives it its name. */
	public void commit() throws IOException {
		zip.close();
		file.commit();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
