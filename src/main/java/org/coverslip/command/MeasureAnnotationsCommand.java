package org.coverslip.command;

import java.awt.GraphicsEnvironment;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.measure.ClassTotals;
import org.coverslip.export.TargetFile;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.IJ;

/** How large annotations are, how long, and how many of each class: as CSV, and in ImageJ as tables, too. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Measure Annotations...", weight = 45.5) },
	description = "Writes areas, lengths and places of annotations as a table, and counts them by class.")
public final class MeasureAnnotationsCommand extends SlideCommand {

	private static final List<String> ENDINGS = List.of(".csv");

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File input;

	@Parameter(persist = false, label = "Table", style = "save", description = "The CSV file to write.")
	private File output;

	@Parameter(persist = false, required = false, label = "Slide", style = "open",
		description = "The slide that they are of, which tells the size of a pixel; without it, all is in pixels.")
	private SlideAddress slide;

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
		final boolean shown = IJ.getInstance() != null && !GraphicsEnvironment.isHeadless();
		final ClassTotals totals = new MeasuredAnnotations(this, input, what.values(), shown).write(slide,
			target().orElseThrow(), progress);
		if (!shown) report = totals.text();
	}
}
