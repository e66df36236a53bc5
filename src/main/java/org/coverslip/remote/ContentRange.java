package org.coverslip.remote;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes an answer holds, as its header Content-Range says.
 *
 * @param first
 *            the first one
 * @param last
 *            the last one
 * @param total
 *            how many there are in all
 */
record ContentRange(long first, long last, long total) {

	private static final Pattern FORM = Pattern.compile("(?i)bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
	private static final Pattern NONE = Pattern.compile("(?i)bytes\\s+\\*/(\\d{1,18})");

	/** Empty if the header is none, or does not tell all. */
	static Optional<ContentRange> of(final String header) {
		final Matcher matcher = FORM.matcher(header);
		return matcher.matches() ? Optional.of(new ContentRange(Long.parseLong(matcher.group(1)),
			Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)))) : Optional.empty();
	}

	/** Whether a header says that there are no bytes at all. */
	static boolean saysEmpty(final String header) {
		final Matcher matcher = NONE.matcher(header);
		return matcher.matches() && Long.parseLong(matcher.group(1)) == 0;
	}
}
