package org.coverslip.export;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The date that files say they were written: now, or what the environment variable {@code SOURCE_DATE_EPOCH} says, so
 * that the same is written each time (reproducible-builds.org): seconds since 1970.
 */
public final class WrittenDate {

	/** The variable; a system property of the same name does as well. */
	public static final String VARIABLE = "SOURCE_DATE_EPOCH";

	private WrittenDate() {}

	/**
	 * The moment.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if the variable says no number of seconds
	 */
	public static Instant now() {
		return isFixed() ? Instant.ofEpochSecond(seconds(text())) : Instant.now();
	}

	/** The same on the clock: in UTC if it is fixed, else where this machine is. */
	public static LocalDateTime local() {
		return LocalDateTime.ofInstant(now(), isFixed() ? ZoneOffset.UTC : ZoneId.systemDefault());
	}

	private static String text() {
		final String property = System.getProperty(VARIABLE);
		return property == null ? System.getenv(VARIABLE) : property;
	}

	private static boolean isFixed() {
		return text() != null && !text().isBlank();
	}

	private static long seconds(final String text) {
		if (text.strip().matches("\\d{1,11}")) return Long.parseLong(text.strip());
		throw new IllegalArgumentException(VARIABLE + "=" + text + " is no number of seconds since 1970");
	}
}
