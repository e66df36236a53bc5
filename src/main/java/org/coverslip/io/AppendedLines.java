package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A text that grows by whole lines. One whose last line has no end, as a killed program leaves it, gets one first. For
 * one thread.
 */
public final class AppendedLines implements Closeable {

	private final FileChannel channel;

	private AppendedLines(final FileChannel channel) {
		this.channel = channel;
	}

	/** Opens a file, or makes it; its folder must exist. */
	public static AppendedLines open(final Path file) throws IOException {
		final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
			StandardOpenOption.WRITE);
		try {
			final ByteBuffer last = ByteBuffer.allocate(1);
			final long size = channel.size();
			if (size > 0) channel.read(last, size - 1);
			channel.position(size);
			final AppendedLines lines = new AppendedLines(channel);
			if (size > 0 && last.get(0) != '\n') lines.write("\n");
			return lines;
		}
		catch (IOException | RuntimeException e) {
			channel.close();
			throw e;
		}
	}

	/** Appends a line, without its end; the operating system has all of it when this returns. */
	public void append(final String line) throws IOException {
		write(line + "\n");
	}

	private void write(final String text) throws IOException {
		final ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
		while (bytes.hasRemaining())
			channel.write(bytes);
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
