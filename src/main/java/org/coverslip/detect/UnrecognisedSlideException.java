package org.coverslip.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.coverslip.io.StoredFile;

/**
 * No format takes the file. The message gives each format's reason, once where several have the same, or the one reason
 * that says what the file is.
 */
public final class UnrecognisedSlideException extends IOException {

	private static final long serialVersionUID = 1L;

	/** One format's answer. */
	record Refusal(String format, String reason) {}

	UnrecognisedSlideException(final StoredFile file, final List<Refusal> refusals) {
		super(file + " is not a slide that Coverslip knows: " + reasons(refusals));
	}

	/** One of the reasons says what the file is. */
	UnrecognisedSlideException(final StoredFile file, final String named) {
		super(file + " is not a slide that Coverslip knows: " + named);
	}

	private static String reasons(final List<Refusal> refusals) {
		final Map<String, List<String>> formatsByReason = new LinkedHashMap<>();
		for (final Refusal refusal : refusals)
			formatsByReason.computeIfAbsent(refusal.reason(), reason -> new ArrayList<>())
				.add(refusal.format());
		return formatsByReason.entrySet().stream()
			.map(e -> "not " + String.join(", ", e.getValue()) + " (" + e.getKey() + ")")
			.collect(Collectors.joining("; "));
	}
}
