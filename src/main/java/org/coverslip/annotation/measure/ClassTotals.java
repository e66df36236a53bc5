package org.coverslip.annotation.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.Classification;
import org.coverslip.slide.PixelSize;

/** How many annotations there are of each class, and how large they are together. For one thread. */
public final class ClassTotals {

	/** The columns. */
	public static final List<String> COLUMNS =
		List.of("class", "objects", "points", "area_px", "area_um2", "length_px", "length_um");

	private final Map<Optional<String>, double[]> sums = new LinkedHashMap<>();
	private final boolean calibrated;

	/**
	 * @param pixel
	 *            the size of a level-0 pixel, if it is known
	 */
	public ClassTotals(final Optional<PixelSize> pixel) {
		calibrated = pixel.isPresent();
	}

	/** Counts one more: areas that overlap count each for itself; the length is that of lines, without perimeters. */
	public void add(final Annotation annotation, final AnnotationMeasures measures) {
		final double[] sum = sums.computeIfAbsent(annotation.classification().map(Classification::name),
			name -> new double[COLUMNS.size() - 1]);
		sum[0]++;
		final boolean isArea = measures.areaPx().isPresent();
		if (!isArea && measures.lengthPx().isEmpty()) sum[1] += measures.parts();
		sum[2] += measures.areaPx().orElse(0);
		sum[3] += measures.areaUm2().orElse(0);
		if (isArea) return;
		sum[4] += measures.lengthPx().orElse(0);
		sum[5] += measures.lengthUm().orElse(0);
	}

	/** A row for each class in the order in which they appeared, as {@link #COLUMNS} has it; null for no class. */
	public List<List<Object>> rows() {
		final List<List<Object>> rows = new ArrayList<>();
		sums.forEach((name, sum) -> {
			final List<Object> row = new ArrayList<>();
			row.add(name.orElse(null));
			for (int i = 0; i < sum.length; i++)
				row.add(!calibrated && (i == 3 || i == 5) ? null : (Object) sum[i]);
			rows.add(row);
		});
		return rows;
	}

	/** For people: columns in line. */
	public String text() {
		final List<List<String>> lines = new ArrayList<>(List.of(COLUMNS));
		for (final List<Object> row : rows())
			lines.add(row.stream().map(ClassTotals::cell).toList());
		final int[] widths = new int[COLUMNS.size()];
		for (final List<String> line : lines)
			for (int i = 0; i < widths.length; i++)
				widths[i] = Math.max(widths[i], line.get(i).length());
		final StringBuilder text = new StringBuilder();
		for (final List<String> line : lines) {
			final StringBuilder row = new StringBuilder();
			for (int i = 0; i < widths.length; i++) {
				final String gap = " ".repeat(widths[i] - line.get(i).length());
				row.append(i == 0 ? line.get(i) + gap : "  " + gap + line.get(i));
			}
			text.append(text.isEmpty() ? "" : "\n").append(row.toString().stripTrailing());
		}
		return text.toString();
	}

	private static String cell(final Object cell) {
		if (cell instanceof Double number) return MeasureRow.text(number);
		return cell == null ? "-" : cell.toString();
	}
}
