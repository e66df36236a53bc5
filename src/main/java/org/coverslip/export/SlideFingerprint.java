package org.coverslip.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

import org.coverslip.io.FileByteSource;

/** Tells a slide from another of the same name and size, so that an export that was stopped goes on with no other. */
public final class SlideFingerprint {

	/** Of each file that are looked at. */
	private static final int HEAD_BYTES = 1 << 16;
	/** Files; a slide may have thousands, of which one changes with the others. */
	private static final int MOST_FILES = 100;
	private static final int ID_BYTES = 16;

	private SlideFingerprint() {}

	/** A text made of the path, size and time of each of a slide's files, and of how they begin. */
	public static String of(final Collection<Path> files) throws IOException {
		final MessageDigest hash;
		try {
			hash = MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
		for (final Path file : (Iterable<Path>) files.stream().limit(MOST_FILES)::iterator)
			if (Files.exists(file)) add(hash, file);
		return HexFormat.of().formatHex(hash.digest(), 0, ID_BYTES);
	}

	private static void add(final MessageDigest hash, final Path file) throws IOException {
		hash.update((file.toRealPath() + "\n" + Files.size(file) + "\n" + Files.getLastModifiedTime(file).toMillis()
			+ "\n").getBytes(StandardCharsets.UTF_8));
		if (!Files.isRegularFile(file)) return;
		final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
		try (FileByteSource source = FileByteSource.open(file)) {
			source.read(0, head);
		}
		hash.update(head.flip());
	}
}
