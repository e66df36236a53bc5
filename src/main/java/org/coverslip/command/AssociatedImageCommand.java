package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.option.AssociatedOption;
import org.coverslip.option.TargetOptions;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide's label, macro or thumbnail as an image file. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export", weight = 40.3), @Menu(label = "Save Associated Image...", weight = 4) },
	description = "Writes a slide's label, macro or thumbnail as a PNG, JPEG or TIFF image.")
public final class AssociatedImageCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Name",
		description = "Name of the associated image: label, macro, thumbnail or what the slide has.")
	private String name;

	@Parameter(persist = false, label = "Image", style = "save",
		description = "The image file to write; its name ends in .png, .jpg or .tif.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions written = new SharedOptions(TargetOptions.OVERWRITE);

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.image(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final RegionImageWriter writer = new RegionImageWriter(
				Targets.checked(target().orElseThrow(), slide, written.values()), Optional.empty());
			writer.write(pixels(AssociatedOption.named(slide, name), slide), WHITE);
		}
	}

	private static PixelBlock pixels(final AssociatedImage image, final Slide slide) throws IOException {
		try {
			return image.read();
		}
		catch (final OutOfMemoryError e) {
			throw new IOException(slide.metadata().name() + ": there is not enough memory for the " + image.name()
				+ " of " + image.shape().width() + " x " + image.shape().height() + " pixels; give Java more", e);
		}
	}

	private static final int WHITE = 0xffffff;
}
