package org.coverslip.option;

import java.util.Map;

/** The values of a table's options, those that were given and those that others have then. Immutable. */
public final class OptionValues {

	private final Map<String, Object> values;

	/**
	 * @param values
	 *            by the options' keys, of the options' types
	 */
	OptionValues(final Map<String, Object> values) {
		this.values = Map.copyOf(values);
	}

	/** The value of an option; if the table lacked it, the one that it has if it is left out. */
	@SuppressWarnings("unchecked") // in a table, a key has one type of values
	public <T> T get(final Option<T> option) {
		final Object value = values.get(option.key());
		return value != null ? (T) value : option.otherwise().orElseThrow(
			() -> new IllegalArgumentException(OptionTable.missing(option)));
	}
}
