package org.coverslip.io;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says which file could not be written: Java's own message of a full disk does not, nor can a temporary name. */
final class WriteFault {

	/** A name as {@link OutputFile#temporaryName} makes it. */
	private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f-]{36}\\" + OutputFile.PART);

	private WriteFault() {}

	/**
	 * The failure with a sentence for the user; the failure itself where a channel was closed under its user, which is
	 * not the file's fault, or its folder is not there.
	 *
	 * @param file
	 *            as the user knows it
	 */
	static IOException of(final Path file, final IOException failure) {
		if (failure instanceof ClosedChannelException || failure instanceof NoSuchFileException) return failure;
		return new IOException(shown(file) + " cannot be written: " + reason(failure), failure);
	}

	/** Of a file in a temporary folder, what that will become. */
	private static Path shown(final Path file) {
		for (Path part = file; part != null && part.getFileName() != null; part = part.getParent()) {
			final Matcher temporary = TEMPORARY.matcher(part.getFileName().toString());
			if (temporary.matches()) return part.resolveSibling(temporary.group(1));
		}
		return file;
	}

	private static String reason(final IOException failure) {
		if (failure instanceof AccessDeniedException) return "access denied";
		if (failure instanceof FileSystemException named && named.getReason() != null) return named.getReason();
		return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
	}
}
