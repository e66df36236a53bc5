package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.measure.AnnotationMeasures;
import org.coverslip.annotation.measure.ClassTotals;
import org.coverslip.annotation.measure.MeasureCsv;
import org.coverslip.annotation.measure.MeasureRow;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;

import ij.measure.ResultsTable;

/** The measures of a file of annotations: as CSV, and as tables of ImageJ. */
final class MeasuredAnnotations {

	/** A table of ImageJ has no more rows: it is all in memory. */
	private static final int MOST_ROWS = 1_000_000;

	private final SlideCommand command;
	private final File input;
	private final OptionValues values;
	private final Optional<ResultsTable> table;

	/**
	 * @param command
	 *            notes what the user should know
	 * @param input
	 *            the file of annotations
	 * @param shown
	 *            whether there are to be tables
	 */
	MeasuredAnnotations(final SlideCommand command, final File input, final OptionValues values, final boolean shown) {
		this.command = command;
		this.input = input;
		this.values = values;
		table = shown ? Optional.of(new ResultsTable()) : Optional.empty();
	}

	/**
	 * Writes the CSV, and shows the tables.
	 *
	 * @param slide
	 *            or null
	 */
	ClassTotals write(final SlideAddress slide, final Path output, final ProgressListener progress) throws IOException {
		final AnnotatedSlide of = AnnotatedSlide.of(command, slide, input, values);
		final Path target =
			Targets.checked(output, input.toPath(), of.files(), values.get(TargetOptions.OVERWRITE));
		final Optional<PixelSize> pixel = of.frame().pixelSize();
		if (pixel.isEmpty())
			command.note("without a slide that states the size of its pixels, there are no µm in the table");
		final ClassTotals totals = new ClassTotals(pixel);
		final AnnotationFile file = AnnotationFile.of(input.toPath());
		final AnnotationFormat format = AnnotationOptions.formatOf(file, values);
		final Remarks remarks = new Remarks();
		try (MeasureCsv csv = new MeasureCsv(target, MeasureRow.COLUMNS)) {
			final long[] number = new long[1];
			AnnotationFiles.read(file.watched(progress), format, of.frame(), AnnotationOptions.origin(values), remarks,
				annotation -> {
					final AnnotationMeasures measures = AnnotationMeasures.of(annotation, pixel);
					final List<Object> row = MeasureRow.of(++number[0], annotation, measures);
					totals.add(annotation, measures);
					csv.put(row);
					if (number[0] <= MOST_ROWS) table.ifPresent(rows -> add(rows, MeasureRow.COLUMNS, row));
				});
			csv.finish();
		}
		remarks.sentences().forEach(command::note);
		table.ifPresent(rows -> show(rows, totals));
		return totals;
	}

	private void show(final ResultsTable rows, final ClassTotals totals) {
		rows.show("Annotations of " + input.getName());
		final ResultsTable classes = new ResultsTable();
		totals.rows().forEach(row -> add(classes, ClassTotals.COLUMNS, row));
		classes.show("Classes of " + input.getName());
	}

	/** Numbers that are missing are NaN, as ImageJ has it. */
	private static void add(final ResultsTable table, final List<String> columns, final List<Object> row) {
		table.incrementCounter();
		for (int i = 0; i < columns.size(); i++)
			if (row.get(i) instanceof Double number) table.addValue(columns.get(i), number);
			else if (row.get(i) != null) table.addValue(columns.get(i), row.get(i).toString());
			else if (MeasureRow.isText(columns.get(i))) table.addValue(columns.get(i), "");
			else table.addValue(columns.get(i), Double.NaN);
	}
}
