package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.imagej.ImagePlusScene;
import org.coverslip.option.AssociatedOption;
import org.coverslip.option.OptionValues;
import org.coverslip.option.TargetOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** Any image to a pyramidal TIFF. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Save as Pyramidal TIFF...", weight = 40.1) },
	description = "Writes the active image with all its channels, slices and frames as a pyramidal TIFF.")
public final class SaveAsPyramidalTiffCommand extends SlideCommand {

	@Parameter(label = "Image", description = "The image to write.")
	private ImagePlus image;

	@Parameter(persist = false, label = "Pyramidal TIFF", style = "save", description = "The TIFF file to write.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions tiff = new SharedOptions(TiffOptions.OF_IMAGE.with(AssociatedOption.ASSOCIATED
		.otherwise("none")
		.help("Which to carry along from the slide that the image shows: all, none, or names as label,macro.")));

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.tiff(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Scene scene = ImagePlusScene.of(image);
		final OptionValues values = tiff.values();
		final PyramidTiffOptions.Builder options = TiffOptions.of(values);
		try (Slide slide = AssociatedOption.isNone(values) ? null : SlideFiles.shownBy(image)) {
			if (slide != null) options.associatedImages(AssociatedOption.of(slide, values));
			SlideWriter.write(scene, scene.level(0).region(), options.build(),
				Targets.checked(target().orElseThrow(), image, values.get(TargetOptions.OVERWRITE)), progress);
		}
	}
}
