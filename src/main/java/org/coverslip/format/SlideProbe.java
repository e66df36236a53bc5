package org.coverslip.format;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.ByteSource;
import org.coverslip.io.LocalFile;
import org.coverslip.io.SiblingFiles;
import org.coverslip.io.StoredFile;
import org.coverslip.tiff.TiffFile;

/**
 * A file, or a folder, under inspection: its first bytes, and its TIFF directories, which are read once for all
 * formats.
 * <p>
 * Its opener closes the probe. A format that opens the slide takes over the TIFF with {@link #takeTiff()}; otherwise it
 * is closed with the probe. For one thread.
 */
public final class SlideProbe implements Closeable {

	private static final int HEADER_LENGTH = 1024;

	private final StoredFile file;
	private final byte[] header;
	private final ByteSource source;
	private final boolean isFolder;
	private final Map<Class<?>, Object> findings = new HashMap<>();
	private TiffFile tiff;
	private LocalFile local;
	private boolean taken;

	private SlideProbe(final StoredFile file, final byte[] header, final ByteSource source, final boolean isFolder) {
		this.file = file;
		this.header = header;
		this.source = source;
		this.isFolder = isFolder;
	}

	/** Opens a file and reads its first bytes. */
	public static SlideProbe open(final StoredFile file) throws IOException {
		final ByteSource source = file.open();
		try {
			return of(source, file);
		}
		catch (final IOException | RuntimeException e) {
			source.close();
			throw e;
		}
	}

	/** Looks at a folder, which may as a whole be a slide; it has no first bytes. */
	public static SlideProbe openFolder(final StoredFile folder) {
		return new SlideProbe(folder, new byte[0], ByteSource.of(new byte[0]), true);
	}

	/** Probes bytes from any source; it belongs to the probe when this method returns. */
	public static SlideProbe of(final ByteSource source, final StoredFile file) throws IOException {
		final ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH);
		final int length = source.read(0, buffer);
		return new SlideProbe(file, Arrays.copyOf(buffer.array(), length), source, false);
	}

	public StoredFile file() {
		return file;
	}

	/** Whether it is a folder; {@link #siblings()} tells what is in it. */
	public boolean isFolder() {
		return isFolder;
	}

	/** The files beside it and below its folder that may belong to it; for a folder, the files in it. */
	public SiblingFiles siblings() {
		return isFolder ? SiblingFiles.in(file) : SiblingFiles.of(file);
	}

	/** The file's name ending without the dot, in lower case; "" if it has none, or is a folder. */
	public String extension() {
		if (isFolder) return "";
		final String name = file.fileName();
		final int dot = name.lastIndexOf('.');
		return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
	}

	/** Up to 1024 bytes from the file's start; a copy. */
	public byte[] header() {
		return header.clone();
	}

	/** Whether the file begins with these bytes. */
	public boolean startsWith(final int... bytes) {
		if (header.length < bytes.length) return false;
		for (int i = 0; i < bytes.length; i++)
			if (header[i] != (byte) bytes[i]) return false;
		return true;
	}

	/** The file's bytes, which stay the probe's. */
	public ByteSource source() {
		return source;
	}

	/**
	 * The TIFF directories, or empty if the file does not begin as a TIFF.
	 *
	 * @throws IOException
	 *             if it does, but its directories are damaged
	 */
	public Optional<TiffFile> tiff() throws IOException {
		if (tiff == null && TiffFile.isTiff(header)) tiff = TiffFile.read(source, file);
		return Optional.ofNullable(tiff);
	}

	/** Hands the TIFF over: from now on the caller closes it, and with it the probe's bytes. */
	public TiffFile takeTiff() throws IOException {
		final TiffFile taking = tiff().orElseThrow(() -> new IllegalStateException(file + " is not a TIFF"));
		taken = true;
		return taking;
	}

	/** Hands the bytes over: from now on the caller closes them. */
	public ByteSource takeSource() {
		taken = true;
		return source;
	}

	/**
	 * The file on the local file system, for libraries that read nothing else: a copy if it is stored elsewhere. It
	 * stays the probe's.
	 */
	public LocalFile local() throws IOException {
		if (local == null) local = LocalFile.of(file);
		return local;
	}

	/** Hands the local file over: from now on the caller closes it. */
	public LocalFile takeLocal() throws IOException {
		final LocalFile taking = local();
		local = null;
		return taking;
	}

	/**
	 * Works something out about the file once: what a format finds during detection is available when it opens the
	 * slide.
	 *
	 * @param what
	 *            the finding's class, by which it is retrieved
	 */
	public <T> T find(final Class<T> what, final Finder<T> finder) throws IOException {
		final Object known = findings.get(what);
		if (known != null) return what.cast(known);
		final T found = finder.find(this);
		findings.put(what, found);
		return found;
	}

	/** Works something out about a probed file. */
	@FunctionalInterface
	public interface Finder<T> {

		/** What there is to find; never null. */
		T find(SlideProbe probe) throws IOException;
	}

	@Override
	public void close() throws IOException {
		if (!taken) source.close();
		if (local != null) local.close();
	}
}
