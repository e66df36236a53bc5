package org.coverslip.process;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A table of what was measured in a tile, as ImageJ's Results have it: lengths and places are in the unit of the image
 * that the work got, which is micrometres, or level-0 pixels where the slide states no size of its pixels; their
 * origin is that of level 0. Immutable.
 *
 * @param columns
 *            headings, each once; that of row labels is {@link #LABEL}
 * @param rows
 *            each of one cell a column: a number as {@link #text} writes it, or any text
 */
public record TileMeasurements(List<String> columns, List<List<String>> rows) {

	/** The heading of the column that says of which image or object a row is. */
	public static final String LABEL = "Label";

	public TileMeasurements {
		columns = List.copyOf(columns);
		rows = rows.stream().map(List::copyOf).toList();
		for (final List<String> row : rows)
			if (row.size() != columns.size())
				throw new IllegalArgumentException(row.size() + " cells for " + columns.size() + " columns");
	}

	/** The number of the column with a heading, or -1. */
	public int column(final String heading) {
		return columns.indexOf(heading);
	}

	/** The number in a cell, if it holds one; may be NaN. */
	public OptionalDouble number(final int row, final int column) {
		try {
			return OptionalDouble.of(Double.parseDouble(rows.get(row).get(column)));
		}
		catch (final NumberFormatException e) {
			return OptionalDouble.empty();
		}
	}

	/** The shortest text that stands for this very number; whole ones without a point. */
	public static String text(final double number) {
		return number == (long) number && Math.abs(number) < 1L << 53 ? Long.toString((long) number)
			: Double.toString(number);
	}
}
