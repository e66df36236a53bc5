package org.coverslip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One source file as the architecture test sees it: its code without comments and without the contents of string
 * literals, so that a word in a sentence is not taken for a call. Line numbers are kept.
 */
final class JavaSource {

	private static final Pattern PACKAGE = Pattern.compile("^package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

	/** Text blocks, strings, characters, block comments and line comments, whichever begins first. */
	private static final Pattern NOT_CODE =
		Pattern.compile("\"\"\"[\\s\\S]*?(?<!\\\\)\"\"\"" + "|\"(?:\\\\.|[^\"\\\\\\n])*+\""
		+ "|'(?:\\\\.|[^'\\\\\\n])*+'" + "|/\\*[\\s\\S]*?\\*/" + "|//[^\\n]*");

	private final String name;
	private final String text;
	private final String code;

	/**
	 * @param name
	 *            for messages
	 * @param text
	 *            the whole file
	 */
	JavaSource(final String name, final String text) {
		this.name = name;
		this.text = text;
		code = NOT_CODE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(blank(found)));
	}

	static JavaSource read(final Path file) throws IOException {
		return new JavaSource(file.toString().replace('\\', '/'), Files.readString(file));
	}

	private static String blank(final MatchResult notCode) {
		final String breaks = notCode.group().replaceAll("[^\\n]", "");
		return notCode.group().startsWith("\"") ? "\"" + breaks + "\"" : breaks.isEmpty() ? " " : breaks;
	}

	/** The package that the file states. */
	String packageName() {
		final Matcher matcher = PACKAGE.matcher(code);
		if (!matcher.find()) throw new IllegalStateException(name + " states no package");
		return matcher.group(1);
	}

	String name() {
		return name;
	}

	/** The whole file, with its comments. */
	String text() {
		return text;
	}

	int lines() {
		return (int) code.lines().count();
	}

	/** Where a match lies, as {@code file:line}. */
	String place(final MatchResult match) {
		return name + ":" + (1 + code.substring(0, match.start()).chars().filter(c -> c == '\n').count());
	}

	/** The file's first line, for rules about the whole file. */
	String place() {
		return name + ":1";
	}

	/** Calls back with the place and the match of everything in the code that a pattern finds. */
	void find(final Pattern pattern, final BiConsumer<String, MatchResult> found) {
		final Matcher matcher = pattern.matcher(code);
		while (matcher.find())
			found.accept(place(matcher), matcher.toMatchResult());
	}
}
