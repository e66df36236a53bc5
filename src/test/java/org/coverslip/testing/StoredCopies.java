package org.coverslip.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The files of a folder, elsewhere. */
public final class StoredCopies {

	private StoredCopies() {}

	/** All files below a folder in memory, under their names in it behind a prefix. */
	public static Map<String, byte[]> inMemory(final Path folder, final String prefix) throws IOException {
		final Map<String, byte[]> files = new TreeMap<>();
		try (Stream<Path> all = Files.walk(folder)) {
			for (final Path file : all.filter(Files::isRegularFile).toList())
				files.put(prefix + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
		}
		return files;
	}

	/** The same in a ZIP archive. */
	public static void zip(final Path folder, final String prefix, final Path archive, final boolean compressed)
		throws IOException
	{
		try (OutputStream out = Files.newOutputStream(archive)) {
			zip(inMemory(folder, prefix), out, compressed);
		}
	}

	/** Files in a ZIP archive. */
	public static void zip(final Map<String, byte[]> files, final OutputStream out, final boolean compressed)
		throws IOException
	{
		final ZipOutputStream zip = new ZipOutputStream(out);
		for (final Map.Entry<String, byte[]> file : files.entrySet()) {
			final ZipEntry entry = new ZipEntry(file.getKey());
			final CRC32 crc = new CRC32();
			crc.update(file.getValue());
			entry.setMethod(compressed ? ZipEntry.DEFLATED : ZipEntry.STORED);
			entry.setCrc(crc.getValue());
			entry.setSize(file.getValue().length);
			zip.putNextEntry(entry);
			zip.write(file.getValue());
			zip.closeEntry();
		}
		zip.finish();
	}
}
