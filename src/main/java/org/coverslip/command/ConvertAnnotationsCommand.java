package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.file.AnnotationConversion;
import org.coverslip.option.Option;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Annotations from the file format of one program to that of another. A mask counts as such a file, too: a TIFF is
 * written as one, and an image that holds no annotations is read as one.
 */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Convert Annotations...", weight = 45) },
	description = "Writes the annotations of one program as a file of another one.")
public final class ConvertAnnotationsCommand extends SlideCommand {

	@Parameter(persist = false, label = "Annotations", style = "open", description = "The file of annotations to read.")
	private File input;

	@Parameter(persist = false, label = "New file", style = "save", description = "The file to write.")
	private File output;

	@Parameter(persist = false, required = false, label = "Slide", style = "open",
		description = "The slide that they are of, which some formats need; of an .ndpa it is found beside it.")
	private SlideAddress slide;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(AnnotationsOfMask.OF_CONVERSION);

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
		final OptionValues values = what.values();
		if (isAuto(AnnotationOptions.TO) && MaskOfAnnotations.isMeantBy(output)) {
			report = new MaskOfAnnotations(this, input, output.toPath(), values).write(slide, progress);
			return;
		}
		if (isAuto(AnnotationOptions.FROM) && AnnotationsOfMask.isMask(input)) {
			report = new AnnotationsOfMask(this, new SlideAddress(input), output, values).write(slide, progress);
			return;
		}
		final AnnotatedSlide of = AnnotatedSlide.of(this, slide, input, values);
		Targets.checked(output.toPath(), input.toPath(), of.files(), values.get(TargetOptions.OVERWRITE));
		final AnnotationConversion conversion = AnnotationOptions.conversion(input, output, values);
		final Remarks remarks = new Remarks();
		report = conversion.report(conversion.run(of.frame(), AnnotationOptions.origin(values), remarks, progress));
		remarks.sentences().forEach(this::note);
	}

	private boolean isAuto(final Option<String> option) {
		return what.values().get(option).equals(option.otherwise().orElseThrow());
	}
}
