package org.coverslip.export;

/** Writes any text so that XML and HTML show it as it is. */
public final class MarkupText {

	private MarkupText() {}

	/** Markup is escaped; characters that XML 1.0 does not allow (its section 2.2) are left out. */
	public static String of(final String text) {
		final StringBuilder out = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			switch (c) {
				case '&' -> out.append("&amp;");
				case '<' -> out.append("&lt;");
				case '>' -> out.append("&gt;");
				case '"' -> out.append("&quot;");
				default -> {
					final boolean allowed = c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c < 0xd800
						|| c >= 0xe000 && c < 0xfffe || c >= 0x10000;
					if (allowed) out.appendCodePoint(c);
				}
			}
		});
		return out.toString();
	}
}
