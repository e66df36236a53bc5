package org.coverslip.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Small files, written and read in one go.
 * <p>
 * Creating a file costs as much as compressing a tile, so for tens of thousands of them there is no temporary name as
 * in {@link OutputFile}: a crash of the program or the machine may leave a file that is too short. Formats whose files
 * end with bytes of their own tell by {@link #endsWith} whether one is complete.
 */
public final class WholeFile {

	private WholeFile() {}

	/** Writes a file, replacing one that is there; its folder must exist. */
	public static void write(final Path path, final byte[] bytes) throws IOException {
		try (FileChannel channel =
			FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
			StandardOpenOption.WRITE))
		{
			final ByteBuffer src = ByteBuffer.wrap(bytes);
			while (src.hasRemaining())
				channel.write(src);
		}
		catch (final IOException e) {
			throw WriteFault.of(path, e);
		}
	}

	/**
	 * All bytes of a file.
	 *
	 * @throws SlideFormatException
	 *             if it has more than {@code most} bytes
	 */
	public static byte[] read(final Path path, final int most) throws IOException {
		try (FileByteSource file = FileByteSource.open(path)) {
			if (file.size() > most)
				throw new SlideFormatException(StoredFile.of(path), most, "a file of at most " + most + " bytes",
					file.size() + " bytes");
			final ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
			file.read(0, bytes);
			return bytes.array();
		}
	}

	/** Whether the last bytes of a file are these. */
	public static boolean endsWith(final Path path, final byte[] end) throws IOException {
		try (FileByteSource file = FileByteSource.open(path)) {
			final ByteBuffer last = ByteBuffer.allocate(end.length);
			return file.size() >= end.length && file.read(file.size() - end.length, last) == end.length
				&& Arrays.equals(last.array(), end);
		}
	}
}
