package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.coverslip.export.walk.SlideWriter;
import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.option.TiffOptions;
import org.coverslip.process.Greys;
import org.coverslip.process.KnownFunctions;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What a function makes of a slide, as a pyramidal TIFF in register with it. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Process Slide...", weight = 55) },
	description = "Runs a function over a slide, or a part of it, and writes the result as a pyramidal TIFF.")
public final class ProcessSlideCommand extends SlideCommand {

	@Parameter(persist = false, label = "Slide", style = "open", description = "The slide's file.")
	private File input;

	@Parameter(persist = false, label = "Result", style = "save", description = "The file to write.")
	private File output;

	@Parameter(persist = false, label = "Function", description = "What is done with the pixels, by its name.")
	private String function = "";

	@Parameter(persist = false, label = "Options", required = false,
		description = "The function's options, for instance \"sigma=2\".")
	private String options = "";

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(OptionTable.of(PlaneOptions.SCENE, RegionOptions.REGION)
		.and(ScaleOptions.OF_IMAGE).and(ProcessOptions.GRAY).and(ProcessOptions.PLANES));

	@Parameter(persist = false, required = false)
	private SharedOptions how = new SharedOptions(ProcessOptions.TILE, ProcessOptions.WORKERS);

	@Parameter(persist = false, required = false)
	private SharedOptions tiff = new SharedOptions(TiffOptions.OF_IMAGE);

	@Override
	public Optional<Path> target() {
		return Optional.of(Targets.tiff(output));
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final PictureFunction chosen = KnownFunctions.ofWord(function);
		final OptionValues values = chosen.options().parse(options);
		try (Slide slide = open(input)) {
			final Path target = Targets.checked(target().orElseThrow(), slide, tiff.values());
			final Picture result = chosen.apply(picture(slide), values, progress);
			SlideWriter.write(Scene.computed(result, how.values().get(ProcessOptions.TILE)),
				TiffOptions.of(tiff.values()).threads(threads()).build(), target, progress);
		}
	}

	/** All that is to be processed. */
	private Picture picture(final Slide slide) {
		final OptionValues values = what.values();
		final Scene scene = PlaneOptions.scene(slide, values);
		final PictureBuilder picture =
			Picture.of(scene, new RegionReader(TileCache.shared())).region(RegionOptions.of(scene, values))
				.insideScene().scale(ScaleOptions.of(values));
		if (values.get(PlaneOptions.CHANNEL_OR_ALL) >= 0) picture.channel(values.get(PlaneOptions.CHANNEL_OR_ALL));
		picture.z(PlaneRange.only(scene.focalPlane(values.get(PlaneOptions.Z))))
			.t(PlaneRange.only(values.get(PlaneOptions.T)));
		return values.get(ProcessOptions.GRAY) ? Greys.of(picture.build()) : picture.build();
	}

	private int threads() {
		final int workers = how.values().get(ProcessOptions.WORKERS);
		return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
	}
}
