package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The sole right to write something under a name, as {@link FileClaim}: a second process that would write the same is
 * told so. Where a file system has no locks, nobody is refused.
 */
public final class TargetClaim implements Closeable {

	private static final String ENDING = ".writing";

	private final Optional<FileClaim> claim;

	private TargetClaim(final Optional<FileClaim> claim) {
		this.claim = claim;
	}

	/**
	 * Takes the right.
	 *
	 * @param target
	 *            a file or folder, which need not exist, in a folder that does
	 * @throws IllegalArgumentException
	 *             with one sentence, if another process, or another part of this one, is writing it
	 * @throws InterruptedIOException
	 *             if the thread was interrupted: what locks files would end at that, and leave one behind
	 */
	public static TargetClaim of(final Path target) throws IOException {
		if (Thread.currentThread().isInterrupted())
			throw new InterruptedIOException("interrupted before " + target + " was begun");
		final Path absolute = target.toAbsolutePath();
		final Path file = absolute.resolveSibling(OutputFile.beginning(absolute) + ENDING);
		final Optional<FileClaim> claim;
		try {
			claim = FileClaim.take(file);
		}
		catch (final IOException e) {
			return new TargetClaim(Optional.empty()); // whoever writes there says what is wrong
		}
		if (claim.isEmpty()) throw new IllegalArgumentException(
			target + " is being written just now by another run; wait for it, or choose another name");
		return new TargetClaim(claim);
	}

	@Override
	public void close() throws IOException {
		if (claim.isPresent()) claim.get().close();
	}
}
