package org.coverslip.annotation.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Classification;

/** What tables say of one annotation: cells that are texts or numbers, or null for what it has not. */
public final class MeasureRow {

	/** The columns. */
	public static final List<String> COLUMNS = List.of("number", "class", "name", "kind", "shape", "parts", "x0", "y0",
		"area_px", "area_um2", "length_px", "length_um", "channel", "z", "t");

	private static final List<String> TEXTS = List.of("class", "name", "kind", "shape");

	/** So many digits have numbers, as many as say anything of what somebody drew. */
	private static final MathContext DIGITS = new MathContext(10);

	private MeasureRow() {}

	/**
	 * The cells of a row, as {@link #COLUMNS} has them.
	 *
	 * @param number
	 *            of the annotation in its file, from 1; the label that it has where a mask names objects
	 */
	public static List<Object> of(final long number, final Annotation annotation, final AnnotationMeasures measures) {
		final List<Object> cells = new ArrayList<>(COLUMNS.size());
		cells.add((double) number);
		cells.add(annotation.classification().map(Classification::name).orElse(null));
		cells.add(annotation.name().orElse(null));
		cells.add(annotation.kind().name().toLowerCase(Locale.ROOT));
		cells.add(annotation.geometry().kind().name().toLowerCase(Locale.ROOT));
		cells.add((double) measures.parts());
		cells.add(measures.x0());
		cells.add(measures.y0());
		cells.add(orNull(measures.areaPx()));
		cells.add(orNull(measures.areaUm2()));
		cells.add(orNull(measures.lengthPx()));
		cells.add(orNull(measures.lengthUm()));
		final AnnotationPlane plane = annotation.plane();
		for (final int number0 : new int[] { plane.channel(), plane.z(), plane.t() })
			cells.add(number0 == AnnotationPlane.ALL ? null : (Object) (double) number0);
		return cells;
	}

	/** Whether the cells of a column are texts. */
	public static boolean isText(final String column) {
		return TEXTS.contains(column);
	}

	private static Double orNull(final OptionalDouble value) {
		return value.isPresent() ? value.getAsDouble() : null;
	}

	/** Cells as a line of CSV (RFC 4180), without its end. */
	public static String csv(final List<?> cells) {
		final StringBuilder line = new StringBuilder();
		for (int i = 0; i < cells.size(); i++)
			line.append(i == 0 ? "" : ",").append(csv(cells.get(i)));
		return line.toString();
	}

	private static String csv(final Object cell) {
		if (cell == null) return "";
		if (cell instanceof Double number) return text(number);
		final String text = cell.toString();
		return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
			? '"' + text.replace("\"", "\"\"") + '"' : text;
	}

	/** A number without an exponent and without zeros at its end. */
	static String text(final double number) {
		if (!Double.isFinite(number)) return "";
		if (number == (long) number) return Long.toString((long) number);
		return new BigDecimal(number, DIGITS).stripTrailingZeros().toPlainString();
	}
}
