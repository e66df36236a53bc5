package org.coverslip.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.io.WholeFile;

/**
 * What is run on each tile. Immutable.
 *
 * @param kind
 *            in which language it is
 * @param name
 *            the name of its file, by whose ending scripts tell their language; for a command, the command
 * @param text
 *            what is run: the text of a macro or script, or the name of a command
 * @param options
 *            of a command, as in a macro; "" for none
 */
public record TileCode(Kind kind, String name, String text, String options) {

	private static final Pattern OF_EACH_TILE =
		Pattern.compile("setAutoThreshold|Auto Threshold|Enhance Contrast");
	/** These find a threshold if none is set. */
	private static final Pattern MASK = Pattern.compile("Convert to Mask|Make Binary");
	private static final Pattern OWN_THRESHOLD = Pattern.compile("setThreshold");

	private static final int LONGEST = 16 << 20;

	/** In which language code is. */
	public enum Kind {
		/** ImageJ's macro language. */
		MACRO,
		/** A language that SciJava knows by the ending of the file's name. */
		SCRIPT,
		/** An entry of ImageJ's menus. */
		COMMAND
	}

	/** That of a macro's file. */
	public static TileCode macro(final Path file) throws IOException {
		return macro(file.getFileName().toString(), read(file));
	}

	/** That of a script's file. */
	public static TileCode script(final Path file) throws IOException {
		return script(file.getFileName().toString(), read(file));
	}

	private static String read(final Path file) throws IOException {
		return new String(WholeFile.read(file, LONGEST), StandardCharsets.UTF_8);
	}

	public static TileCode macro(final String name, final String text) {
		return new TileCode(Kind.MACRO, name, text, "");
	}

	public static TileCode script(final String name, final String text) {
		return new TileCode(Kind.SCRIPT, name, text, "");
	}

	public static TileCode command(final String command, final String options) {
		return new TileCode(Kind.COMMAND, command, command, options);
	}

	/** Whether its problems are in a line of it that users know. */
	public boolean hasLines() {
		return kind != Kind.COMMAND;
	}

	/**
	 * What in it takes for each tile what should be the same for all, in its own words: a threshold that is found from
	 * the pixels, or contrast. Empty if nothing was found.
	 */
	public Optional<String> perTile() {
		final Matcher own = OF_EACH_TILE.matcher(text);
		if (own.find()) return Optional.of(own.group());
		if (OWN_THRESHOLD.matcher(text).find()) return Optional.empty();
		final Matcher mask = MASK.matcher(text);
		return mask.find() ? Optional.of(mask.group()) : Optional.empty();
	}

	/** It as a macro: a command is one of one line. Not for scripts. */
	public String asMacro() {
		return switch (kind) {
			case MACRO -> text;
			case COMMAND -> "run(" + quoted(text) + ", " + quoted(options) + ");";
			case SCRIPT -> throw new IllegalStateException(name + " is no macro");
		};
	}

	private static String quoted(final String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}
}
