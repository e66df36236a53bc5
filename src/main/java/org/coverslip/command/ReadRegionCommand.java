package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.option.CornerOptions;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.TargetOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A region as an image file, also addressed as OpenSlide does: position in level 0, size in pixels of the level. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Export", weight = 40.3), @Menu(label = "Save Region as Image...", weight = 3) },
	description = "Reads a region of a slide and writes it as a PNG, JPEG or TIFF image.")
public final class ReadRegionCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = SLIDE)
	private SlideAddress input;

	@Parameter(persist = false, label = "Image", style = "save",
		description = "The file to write, .png, .jpg or .tif. What no tile covers is transparent in PNG and TIFF.")
	private File output;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(CornerOptions.ALL.and(PlaneOptions.SCENE,
		PlaneOptions.CHANNEL_OR_ALL, PlaneOptions.Z, PlaneOptions.T, TargetOptions.OVERWRITE));

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.image(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		try (Slide slide = open(input)) {
			final OptionValues values = what.values();
			final Scene from = PlaneOptions.scene(slide, values);
			final PictureBuilder builder = Picture.of(from, new RegionReader(TileCache.shared()))
				.z(PlaneRange.only(from.focalPlane(values.get(PlaneOptions.Z))))
				.t(PlaneRange.only(values.get(PlaneOptions.T)))
				.channelOrComposite(values.get(PlaneOptions.CHANNEL_OR_ALL));
			final Picture picture = CornerOptions.place(builder, from, values).build();
			new RegionImageWriter(Targets.checked(target().orElseThrow(), slide, values), picture.pixelSize())
				.write(picture.read(), from.background());
		}
	}
}
