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

/** Annotations as the pixels of a label image. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Annotations to Mask...", weight = 45.3) },
	description = "Writes annotations as a pyramid of labels that lies on the slide pixel by pixel.")
public final class AnnotationsToMaskCommand extends SlideCommand {

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File input;

	@Parameter(persist = false, label = "Mask", style = "save", description =
		"The TIFF file to write, or a folder in OME-Zarr: a name in .ome.zarr, or image.ome.zarr/labels/NAME.")
	private File output;

	@Parameter(persist = false, required = false, label = "Slide", style = "open",
		description = "The slide that they are of: the mask has its size.")
	private SlideAddress slide;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(MaskOfAnnotations.ALL);

	@Parameter(label = "Result", type = ItemIO.OUTPUT)
	private String report;

	@Override
	public String slideKey() {
		return "slide";
	}

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.labels(output, what.values()));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		report = new MaskOfAnnotations(this, input, target().orElseThrow(), what.values()).write(slide, progress);
	}
}
