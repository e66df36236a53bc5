package org.coverslip.annotation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SourceStream;
import org.coverslip.io.StoredFile;

/**
 * A file that may hold annotations, to be read any number of times from its start. What is packed by gzip, or the only
 * file in a ZIP archive, is shown unpacked.
 */
public final class AnnotationFile {

	/** So much is looked at to tell what a file is. */
	private static final int HEAD_BYTES = 1 << 14;

	private enum Packing {
		PLAIN, GZIP, ZIP
	}

	private final StoredFile file;
	private final Path path;
	private final Packing packing;
	private final List<String> entries;
	private final byte[] head;

	private AnnotationFile(final Path path) throws IOException {
		this.path = path;
		file = StoredFile.of(path);
		final byte[] first = firstBytes(new SourceStream(file.open()));
		if (startsWith(first, 0x1f, 0x8b)) packing = Packing.GZIP;
		else packing = startsWith(first, 'P', 'K', 3, 4) || startsWith(first, 'P', 'K', 5, 6) ? Packing.ZIP
			: Packing.PLAIN;
		entries = packing == Packing.ZIP ? entries() : List.of();
		head = packing == Packing.PLAIN ? first : entries.size() > 1 ? new byte[0] : firstBytes(open());
	}

	/**
	 * Looks at a file.
	 *
	 * @throws IOException
	 *             if it cannot be read
	 */
	public static AnnotationFile of(final Path path) throws IOException {
		return new AnnotationFile(path);
	}

	private static boolean startsWith(final byte[] bytes, final int... start) {
		if (bytes.length < start.length) return false;
		for (int i = 0; i < start.length; i++)
			if ((bytes[i] & 0xff) != start[i]) return false;
		return true;
	}

	private static byte[] firstBytes(final InputStream stream) throws IOException {
		try (stream) {
			return stream.readNBytes(HEAD_BYTES);
		}
	}

	private List<String> entries() throws IOException {
		final List<String> names = new ArrayList<>();
		try (ZipInputStream zip = new ZipInputStream(new SourceStream(file.open()), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				if (!entry.isDirectory()) names.add(entry.getName());
		}
		catch (final IllegalArgumentException e) {
			throw new AnnotationFormatException(name(), "", "a ZIP archive with a name that is no text", e);
		}
		return List.copyOf(names);
	}

	public Path path() {
		return path;
	}

	/** As messages show it. */
	public String name() {
		return path.toString();
	}

	/** The first bytes, at most 16 KiB, unpacked; empty for an archive of several files. Not to be modified. */
	public byte[] head() {
		return head;
	}

	/** {@link #head()} as text in UTF-8, without a byte order mark and white space before it. */
	public String headText() {
		final String text = new String(head, StandardCharsets.UTF_8);
		return (text.startsWith("\uFEFF") ? text.substring(1) : text).stripLeading();
	}

	/** The files in a ZIP archive, in its order; empty for what is none. */
	public List<String> archived() {
		return entries;
	}

	/**
	 * The unpacked bytes from the first on; those of an archive's first file.
	 *
	 * @return to be closed by the caller; buffered
	 */
	public InputStream open() throws IOException {
		final ByteSource source = file.open();
		try {
			final InputStream bytes = new SourceStream(source);
			return switch (packing) {
				case PLAIN -> bytes;
				case GZIP -> new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16));
				case ZIP -> {
					final ZipInputStream zip = openArchive(bytes);
					ZipEntry entry = zip.getNextEntry();
					while (entry != null && entry.isDirectory())
						entry = zip.getNextEntry();
					yield new BufferedInputStream(zip);
				}
			};
		}
		catch (final IOException | RuntimeException e) {
			source.close();
			throw e;
		}
	}

	/** A ZIP archive from its start. */
	public ZipInputStream openArchive() throws IOException {
		return openArchive(new SourceStream(file.open()));
	}

	private static ZipInputStream openArchive(final InputStream bytes) {
		return new ZipInputStream(bytes, StandardCharsets.UTF_8);
	}

	/** The bytes as they lie in the file, packed or not; to be closed by the caller. */
	public ByteSource source() throws IOException {
		return file.open();
	}

	@Override
	public String toString() {
		return name();
	}
}
