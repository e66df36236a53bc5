package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** The areas of a mask or a label image as annotations. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Mask to Annotations...", weight = 45.4) },
	description = "Writes the areas of a mask or a label image as a file of annotations: polygons with holes.")
public final class MaskToAnnotationsCommand extends SlideCommand {

	@Parameter(persist = false, label = "Mask", style = "open", description = "The mask, or the label image, to read.")
	private SlideAddress input;

	@Parameter(persist = false, label = "Annotations", style = "save", description = "The file to write.")
	private File output;

	@Parameter(persist = false, required = false, label = "Slide", style = "open",
		description = "The slide that the mask is of, if it is not as large as that: annotations are written in the "
			+ "slide's pixels; scene is then the slide's.")
	private SlideAddress slide;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(AnnotationsOfMask.ALL);

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public String slideKey() {
		return "slide";
	}

	@Override
	public Optional<Path> target() {
		return Optional.of(output.toPath());
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		report = new AnnotationsOfMask(this, input, output, what.values()).write(slide, progress);
	}
}
