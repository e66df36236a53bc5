package org.coverslip.command;

import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.option.Option;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;

/**
 * Options that a command shares with others, as one of its fields: dialogs ask for them where the field stands among
 * the command's parameters, and macros, scripts and the command line know them as they know those.
 */
public final class SharedOptions {

	private final OptionTable table;
	private final Map<String, Object> given = new LinkedHashMap<>();

	SharedOptions(final OptionTable table) {
		this.table = table;
	}

	SharedOptions(final Option<?>... options) {
		this(OptionTable.of(options));
	}

	OptionTable table() {
		return table;
	}

	/** A value as dialogs hold it; null if there is none. */
	Object get(final Option<?> option) {
		final Object value = given.get(option.key());
		return value == null ? option.heldOtherwise().orElse(null) : value;
	}

	/** A value as dialogs hold it; null for the one that the option has if it is left out. */
	void set(final Option<?> option, final Object value) {
		given.put(option.key(), value);
	}

	/** Whether an option was given a value. */
	boolean isGiven(final Option<?> option) {
		return given.get(option.key()) != null;
	}

	/**
	 * All values.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence, if one is not possible
	 */
	OptionValues values() {
		return table.read(given);
	}
}
