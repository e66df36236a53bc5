package org.coverslip.detect;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.coverslip.io.StoredFile;

/**
 * No format takes the file. The message gives each format's reason, formats of one reason together, or the one that
 * names the file.
 */
public class UnrecognisedSlideException extends IOException {

	private static final long serialVersionUID = 1L;

	private final transient List<Refusal> refusals;

	/** One format's answer. */
	public record Refusal(String format, String reason) {}

	UnrecognisedSlideException(final StoredFile file, final List<Refusal> refusals) {
		super(file + " is not a slide that Coverslip knows: " + reasons(refusals));
		this.refusals = List.copyOf(refusals);
	}

	/** One of the reasons says what the file is. */
	UnrecognisedSlideException(final StoredFile file, final String named, final List<Refusal> refusals) {
		super(file + " is not a slide that Coverslip knows: " + named);
		this.refusals = List.copyOf(refusals);
	}

	private static String reasons(final List<Refusal> refusals) {
		final Map<String, List<String>> formatsByReason = new LinkedHashMap<>();
		for (final Refusal refusal : refusals)
			formatsByReason.computeIfAbsent(refusal.reason(), reason -> new java.util.ArrayList<>())
				.add(refusal.format());
		return formatsByReason.entrySet().stream()
			.map(e -> "not " + String.join(", ", e.getValue()) + " (" + e.getKey() + ")")
			.collect(Collectors.joining("; "));
	}

	/** What each format said, in the order in which they were asked. */
	public List<Refusal> refusals() {
		return refusals;
	}
}
