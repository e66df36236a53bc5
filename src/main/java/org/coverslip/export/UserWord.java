package org.coverslip.export;

import java.util.Locale;

/** What users write for a constant. */
public final class UserWord {

	private UserWord() {}

	/** {@code withoutTissue} for {@code WITHOUT_TISSUE}. */
	public static String of(final Enum<?> constant) {
		final StringBuilder word = new StringBuilder();
		for (final String part : constant.name().split("_"))
			word.append(word.isEmpty() ? part.toLowerCase(Locale.ROOT)
				: part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT));
		return word.toString();
	}
}
