package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A file that is written at positions and appears under its name only when it is complete.
 * <p>
 * The bytes go to a temporary file in the target's folder. {@link #commit()} renames it to the target, replacing a file
 * that is there; {@link #close()} without a commit deletes it. Writing is thread-safe and takes no lock.
 */
public final class OutputFile implements Closeable {

	static final String PART = ".part";

	/** Bytes of a target's name that leave room for the rest of a temporary one: file systems take 255. */
	private static final int LONGEST_BEGINNING = 200;
	/** Characters, which may have four bytes each. */
	private static final int SHORT_BEGINNING = 40;

	private final Path target;
	private final Path temporary;
	private final FileChannel channel;
	private final AtomicBoolean ended = new AtomicBoolean();

	private OutputFile(final Path target, final Path temporary, final FileChannel channel) {
		this.target = target;
		this.temporary = temporary;
		this.channel = channel;
	}

	/**
	 * Creates the temporary file.
	 *
	 * @param target
	 *            the file's final place; its folder must exist
	 * @throws IOException
	 *             if the target is there but no regular file, or its folder is missing or cannot be written to
	 */
	public static OutputFile create(final Path target) throws IOException {
		return create(target, List.of());
	}

	/**
	 * Creates the temporary file of a target that must not be one of the files that are read.
	 *
	 * @param inputs
	 *            as for {@link RegularFiles#checkTarget}
	 * @throws IllegalArgumentException
	 *             if the target is one of them
	 */
	public static OutputFile create(final Path target, final Collection<Path> inputs) throws IOException {
		RegularFiles.checkTarget(target, inputs);
		final Path absolute = target.toAbsolutePath();
		final Path folder = absolute.getParent();
		Leftovers.removeOnce(folder);
		final Path temporary = folder.resolve(temporaryName(absolute));
		try {
			return new OutputFile(absolute, temporary, FileChannel.open(temporary, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.READ, StandardOpenOption.WRITE));
		}
		catch (final IOException e) {
			throw WriteFault.of(target, e);
		}
	}

	/**
	 * Deletes temporary files and folders left in a folder by programs that were killed while writing. Nothing may be
	 * writing there now.
	 */
	public static void deleteLeftovers(final Path folder) throws IOException {
		deleteLeftovers(folder, "\\..+");
	}

	/** A new name beside the target that says what it is for, if need be in short: the target's may be the longest. */
	static String temporaryName(final Path target) {
		return beginning(target) + "." + OwnerMark.next() + PART;
	}

	static String beginning(final Path target) {
		final String name = target.getFileName().toString();
		if (name.length() <= LONGEST_BEGINNING && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BEGINNING)
			return "." + name;
		return "." + name.substring(0, Math.min(name.length(), SHORT_BEGINNING)) + "~"
			+ Integer.toHexString(name.hashCode());
	}

	/** Deletes the temporary files that were left of one target; nobody may be writing it just now. */
	public static void deleteLeftoversOf(final Path target) throws IOException {
		final Path absolute = target.toAbsolutePath();
		deleteLeftovers(absolute.getParent(), Pattern.quote(beginning(absolute)));
	}

	/** Deletes those whose names begin with the expression, before the 36 characters of a UUID. */
	private static void deleteLeftovers(final Path folder, final String begin) throws IOException {
		final Pattern leftover = Pattern.compile(begin + "\\.[0-9a-f-]{36}\\" + PART);
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + PART)) {
			for (final Path file : files)
				if (leftover.matcher(file.getFileName().toString()).matches()) OutputFolder.deleteTree(file);
		}
	}

	/**
	 * A stream that writes the file from its start to its end; not buffered. Closing it has no effect on the file. For
	 * one thread.
	 */
	public OutputStream stream() {
		return new OutputStream() {

			private long position;

			@Override
			public void write(final int value) throws IOException {
				write(new byte[] { (byte) value }, 0, 1);
			}

			@Override
			public void write(final byte[] bytes, final int start, final int length) throws IOException {
				OutputFile.this.write(position, ByteBuffer.wrap(bytes, start, length));
				position += length;
			}
		};
	}

	/** The final place, absolute. */
	public Path target() {
		return target;
	}

	/**
	 * Writes all remaining bytes of {@code src}.
	 *
	 * @param position
	 *            of the first byte, &ge; 0; may lie behind the end, what is between reads as zeros
	 */
	public void write(final long position, final ByteBuffer src) throws IOException {
		long at = position;
		try {
			while (src.hasRemaining())
				at += channel.write(src, at);
		}
		catch (final IOException e) {
			throw WriteFault.of(target, e);
		}
	}

	/**
	 * Completes the file and gives it its name, atomically replacing an existing one where the file system can.
	 *
	 * @throws IOException
	 *             if the file cannot be renamed; it is deleted then
	 */
	public void commit() throws IOException {
		if (ended.getAndSet(true)) throw new IllegalStateException(target + " has been closed");
		try {
			channel.close();
			rename();
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	private void rename() throws IOException {
		try {
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final AtomicMoveNotSupportedException e) {
			Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (final IOException e) {
			throw WriteFault.of(target, e);
		}
	}

	/** Deletes what was written unless it was committed. Closing twice, or after the commit, has no effect. */
	@Override
	public void close() throws IOException {
		if (ended.getAndSet(true)) return;
		try {
			channel.close();
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}
}
