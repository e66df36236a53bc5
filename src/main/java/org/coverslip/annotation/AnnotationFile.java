package org.coverslip.annotation;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SourceStream;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.ProgressListener;

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
	private final ProgressListener progress;

	private AnnotationFile(final Path path) throws IOException {
		this.path = path;
		progress = ProgressListener.NONE;
		file = StoredFile.of(path);
		final byte[] first = firstBytes(new SourceStream(file.open()));
		if (startsWith(first, 0x1f, 0x8b)) packing = Packing.GZIP;
		else packing = startsWith(first, 'P', 'K', 3, 4) || startsWith(first, 'P', 'K', 5, 6) ? Packing.ZIP
			: Packing.PLAIN;
		entries = packing == Packing.ZIP ? entries() : List.of();
		head = packing == Packing.PLAIN ? first : entries.size() > 1 ? new byte[0] : firstBytes(open());
	}

	private AnnotationFile(final AnnotationFile other, final ProgressListener progress) {
		path = other.path;
		file = other.file;
		packing = other.packing;
		entries = other.entries;
		head = other.head;
		this.progress = progress;
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

	/**
	 * The same file, of which a listener is told how many of its bytes were read, packed or not, and whose streams end
	 * with a {@link java.util.concurrent.CancellationException} once the listener has canceled.
	 */
	public AnnotationFile watched(final ProgressListener listener) {
		return new AnnotationFile(this, listener);
	}

	private static boolean startsWith(final byte[] bytes, final int... start) {
		if (bytes.length < start.length) return false;
		for (int i = 0; i < start.length; i++)
			if ((bytes[i] & 0xff) != start[i]) return false;
		return true;
	}

	/** Of what is packed, as much as can be unpacked: whoever reads it hears of the rest. */
	private static byte[] firstBytes(final InputStream stream) throws IOException {
		final byte[] first = new byte[HEAD_BYTES];
		int count = 0;
		try (stream) {
			for (int one = stream.read(); one >= 0; one = count < HEAD_BYTES ? stream.read() : -1)
				first[count++] = (byte) one; // several at once would be lost with the end
		}
		catch (final EOFException | ZipException e) {
			return Arrays.copyOf(first, count);
		}
		return Arrays.copyOf(first, count);
	}

	private List<String> entries() throws IOException {
		final List<String> names = new ArrayList<>();
		try (ZipInputStream zip = new ZipInputStream(new SourceStream(file.open()), StandardCharsets.UTF_8)) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				if (isMeant(entry)) names.add(entry.getName());
		}
		catch (final IllegalArgumentException e) {
			throw new AnnotationFormatException(name(), "", "a ZIP archive with a name that is no text", e);
		}
		catch (final EOFException | ZipException e) {
			throw new AnnotationFormatException(name(), "", "a ZIP archive that ends too early, or is damaged", e);
		}
		return List.copyOf(names);
	}

	/** Not folders, nor what macOS adds to archives. */
	private static boolean isMeant(final ZipEntry entry) {
		return !entry.isDirectory() && !entry.getName().startsWith("__MACOSX/");
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
			final InputStream bytes = new WatchedStream(source, progress);
			return switch (packing) {
				case PLAIN -> bytes;
				case GZIP -> new BufferedInputStream(new GZIPInputStream(bytes, 1 << 16));
				case ZIP -> {
					final ZipInputStream zip = openArchive(bytes);
					ZipEntry entry = zip.getNextEntry();
					while (entry != null && !isMeant(entry))
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
		return openArchive(new WatchedStream(file.open(), progress));
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
