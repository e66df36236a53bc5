package org.coverslip.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the names of temporary files that says which process made them, so that others can tell what is left of one
 * that was killed: 36 characters as of a UUID, of the machine, the process, the second at which it was started, and
 * random ones.
 */
final class OwnerMark {

	/** What a mark looks like. */
	static final String PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

	private static final Pattern MARK =
		Pattern.compile("([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})([0-9a-f]{8})");
	private static final int MACHINE = machine();
	private static final SecureRandom RANDOM = new SecureRandom();

	private OwnerMark() {}

	/** A new mark of this process. */
	static String next() {
		final ProcessHandle self = ProcessHandle.current();
		return of(MACHINE, self.pid(), started(self).map(Instant::getEpochSecond).orElse(0L), RANDOM.nextInt());
	}

	/** A mark of a process of this machine. */
	static String of(final long pid, final Instant start) {
		return of(MACHINE, pid, start.getEpochSecond(), RANDOM.nextInt());
	}

	private static String of(final int machine, final long pid, final long start, final int random) {
		final String process = String.format("%08x", (int) pid);
		final String second = String.format("%08x", (int) start);
		return String.format("%08x-%s-%s-%s-%s%08x", machine, process.substring(0, 4), process.substring(4),
			second.substring(0, 4), second.substring(4), random);
	}

	/** Whether the process of a mark has ended. Of another machine's nobody knows: false. */
	static boolean isGone(final String mark) {
		final Matcher parts = MARK.matcher(mark);
		if (!parts.matches() || Integer.parseUnsignedInt(parts.group(1), 16) != MACHINE) return false;
		final int start = Integer.parseUnsignedInt(parts.group(4) + parts.group(5), 16);
		final Optional<ProcessHandle> process =
			ProcessHandle.of(Integer.parseUnsignedInt(parts.group(2) + parts.group(3), 16));
		if (process.isEmpty() || !process.get().isAlive()) return true;
		final Optional<Instant> now = started(process.get());
		// numbers of processes come again; clocks may be set meanwhile, but not by so little
		return now.isPresent() && start != 0 && Math.abs((int) now.get().getEpochSecond() - start) > 2;
	}

	private static Optional<Instant> started(final ProcessHandle process) {
		return process.info().startInstant();
	}

	/** Tells machines apart, and what has process numbers of its own within one, as containers have. */
	private static int machine() {
		return (text("/proc/sys/kernel/hostname") + "\n" + text("/etc/machine-id") + "\n" + processes() + "\n"
			+ System.getenv("COMPUTERNAME") + "\n" + System.getenv("HOSTNAME")).hashCode();
	}

	private static String processes() {
		try {
			return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
		}
		catch (final IOException | UnsupportedOperationException | InvalidPathException e) {
			return "";
		}
	}

	private static String text(final String file) {
		try {
			return new String(WholeFile.read(Path.of(file), 1 << 12), StandardCharsets.UTF_8);
		}
		catch (final IOException | InvalidPathException e) {
			return "";
		}
	}
}
