package org.coverslip.export.deepzoom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.coverslip.export.WrittenDate;
import org.coverslip.io.OutputFile;

/**
 * An export as one ZIP file, whose entries are stored uncompressed, in one folder. It appears under its name when it is
 * complete. Beyond 65535 files or 4 GiB it is Zip64.
 */
final class DeepZoomArchive implements DeepZoomFiles {

	private static final int BUFFER_BYTES = 1 << 16;

	private final OutputFile file;
	private final String folder;
	private final ZipOutputStream zip;
	/** Of all entries: the format has local time. */
	private final LocalDateTime time = WrittenDate.local();

	private DeepZoomArchive(final OutputFile file, final String folder) {
		this.file = file;
		this.folder = folder;
		zip = new ZipOutputStream(new BufferedOutputStream(file.stream(), BUFFER_BYTES), StandardCharsets.UTF_8);
		zip.setMethod(ZipOutputStream.STORED);
	}

	/**
	 * @param folder
	 *            of the archive that contains all files
	 * @param inputs
	 *            files that are read; none of them is replaced
	 */
	static DeepZoomArchive create(final Path target, final String folder, final Collection<Path> inputs)
		throws IOException {
		return new DeepZoomArchive(OutputFile.create(target, inputs), folder);
	}

	@Override
	public boolean has(final String path, final byte[] end) {
		return false;
	}

	@Override
	public void put(final String path, final byte[] bytes) throws IOException {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		final ZipEntry entry = new ZipEntry(folder + "/" + path);
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

	@Override
	public void commit() throws IOException {
		zip.close();
		file.commit();
	}

	@Override
	public void discard() throws IOException {
		file.close();
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
