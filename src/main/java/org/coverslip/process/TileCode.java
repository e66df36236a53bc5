package org.coverslip.process;

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

	/** In which language code is. */
	public enum Kind {
		/** ImageJ's macro language. */
		MACRO,
		/** A language that SciJava knows by the ending of the file's name. */
		SCRIPT,
		/** An entry of ImageJ's menus. */
		COMMAND
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
