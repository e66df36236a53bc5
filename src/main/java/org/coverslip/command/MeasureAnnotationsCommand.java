package org.coverslip.command;

import java.awt.GraphicsEnvironment;
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
import org.coverslip.export.TargetFile;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.ProgressListener;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;
import ij.measure.ResultsTable;

/** How large annotations are, how long, and how many of each class: as CSV, and in ImageJ as tables, too. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Measure Annotations...", weight = 45.5) },
	description = "Writes areas, lengths and places of annotations as a table, and counts them by class.")
public final class MeasureAnnotationsCommand extends SlideCommand {

	private static final List<String> ENDINGS = List.of(".csv");

	/** A table of ImageJ has no more rows: it is all in memory. */
	private static final int MOST_ROWS = 1_000_000;

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File input;

	@Parameter(persist = false, label = "Table", style = "save", description = "The CSV file to write.")
	private File output;

	@Parameter(persist = false, required = false, label = "Slide", style = "open",
		description = "The slide that they are of, which tells the size of a pixel; without it, all is in pixels.")
	private File slide;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE, AnnotationOptions.FROM,
		AnnotationOptions.ORIGIN, TargetOptions.OVERWRITE);

	/** Only where there are no tables. */
	@Parameter(label = "Classes", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public String slideKey() {
		return "slide";
	}

	@Override
	public Optional<Path> target() {
		return Optional.of(TargetFile.withEnding(output.toPath(), ENDINGS));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = what.values();
		final AnnotatedSlide of = AnnotatedSlide.of(this, slide, input, values);
		final Path target = Targets.checked(target().orElseThrow(), input.toPath(), of.files(),
			values.get(TargetOptions.OVERWRITE));
		final Optional<PixelSize> pixel = of.frame().pixelSize();
		if (pixel.isEmpty()) note("without a slide that states the size of its pixels, there are no µm in the table");
		final ResultsTable table =
			IJ.getInstance() == null || GraphicsEnvironment.isHeadless() ? null : new ResultsTable();
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
					if (table != null && number[0] <= MOST_ROWS) add(table, MeasureRow.COLUMNS, row);
				});
			csv.finish();
		}
		remarks.sentences().forEach(this::note);
		if (table == null) report = totals.text();
		else show(table, totals);
	}

	private void show(final ResultsTable table, final ClassTotals totals) {
		table.show("Annotations of " + input.getName());
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
