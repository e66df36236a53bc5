package org.coverslip.web;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * A file that the server shows.
 *
 * @param id
 *            its name in addresses, derived from its path without revealing it
 * @param path
 *            absolute
 * @param folder
 *            in which it lies, seen from the folder that is shown and with that one's name; "" if it is shown by itself
 */
record SharedSlide(String id, Path path, String folder) {

	private static final int ID_BYTES = 10;

	static SharedSlide of(final Path path, final String folder) {
		try {
			final byte[] hash = MessageDigest.getInstance("SHA-256")
				.digest(path.toString().getBytes(StandardCharsets.UTF_8));
			return new SharedSlide(HexFormat.of().formatHex(hash, 0, ID_BYTES), path, folder);
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java has SHA-256", e);
		}
	}

	String name() {
		return path.getFileName().toString();
	}

	/** Size of the file that is opened, or of all files of a folder, in bytes. */
	long bytes() {
		final File[] files = path.toFile().listFiles(File::isFile);
		return files == null ? path.toFile().length() : Arrays.stream(files).mapToLong(File::length).sum();
	}

	/** Tells one state of the file from another. */
	String version() {
		try {
			final BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
			return Long.toHexString(file.size()) + "-"
				+ Long.toHexString(file.lastModifiedTime().to(TimeUnit.NANOSECONDS)) + "-"
				 + Integer.toHexString(String.valueOf(file.fileKey()).hashCode());
		}
		catch (final IOException e) {
			return "none";
		}
	}
}
