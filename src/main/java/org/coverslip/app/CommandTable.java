package org.coverslip.app;

import java.awt.HeadlessException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.IJ;
import ij.ImageJ;
import ij.Menus;

/** ImageJ's table of commands, by which menus and macros find what to run. */
final class CommandTable {

	/**
	 * A line of ImageJ's own list: {@code process01="Command",class("argument")}, where a shortcut may follow the name in
	 * brackets.
	 */
	private static final Pattern ENTRY = Pattern.compile("[a-zA-Z_]+\\d+\\s*=\\s*\"([^\"]+?)(?:\\[[^\\]]*\\])?\",(\\S.*)");

	private CommandTable() {}

	/** Adds a command, or replaces one of its name. */
	@SuppressWarnings("unchecked") // ImageJ's table has texts only
	static void put(final String name, final String entry) {
		((Hashtable<String, String>) Menus.getCommands()).put(name, entry);
	}

	/** Without a screen ImageJ builds no menus, and its table stays empty: fills it with ImageJ's own commands. */
	static void fill() {
		if (Menus.getCommands() == null) try {
			IJ.run("");
		}
		catch (final HeadlessException e) {
			IJ.resetEscape(); // expected: ImageJ has made its table and then failed to make a menu
		}
		entries(ImageJ.class, "/IJ_Props.txt").forEach(CommandTable::put);
		entries(CommandTable.class, "imagej-commands.txt").forEach(CommandTable::put);
	}

	private static Map<String, String> entries(final Class<?> place, final String list) {
		final Map<String, String> entries = new Hashtable<>();
		for (final String line : lines(place, list)) {
			final Matcher matcher = ENTRY.matcher(line);
			if (matcher.matches()) entries.putIfAbsent(matcher.group(1), matcher.group(2).strip());
		}
		return entries;
	}

	private static List<String> lines(final Class<?> place, final String list) {
		try (BufferedReader reader =
			new BufferedReader(new InputStreamReader(place.getResourceAsStream(list), StandardCharsets.UTF_8))) {
			return reader.lines().toList();
		}
		catch (final IOException e) {
			throw new IllegalStateException(list + " cannot be read", e);
		}
	}
}
