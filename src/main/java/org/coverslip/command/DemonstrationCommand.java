package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.export.SlideReport;
import org.coverslip.export.image.RegionImageWriter;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.option.TiffOptions;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideAddress;
import org.coverslip.slide.TileCache;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Coverslip's main job from end to end, on a slide of the user's or on one that is drawn: open, look, crop, save. */
@Plugin(type = Command.class, label = "Demonstration", headless = true,
	description =
		"Opens a slide, lists its properties, crops a region to a pyramidal TIFF and writes an overview picture.")
public final class DemonstrationCommand extends SlideCommand {

	private static final int CROP = 4096;
	private static final int OVERVIEW = 1024;

	@Parameter(persist = false, label = "Slide", required = false, style = "open",
		description = "The slide; a sample slide is drawn if it is left out.")
	private File input;

	@Parameter(persist = false, label = "Folder", style = "directory", description = "Where the results are written.")
	private File folder;

	@Parameter(type = ItemIO.OUTPUT)
	private String report;

	/** As the parameters say; {@code slide} may be null. */
	public static DemonstrationCommand of(final File slide, final File results) {
		final DemonstrationCommand command = new DemonstrationCommand();
		command.input = slide;
		command.folder = results;
		return command;
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Path results = Files.createDirectories(folder.toPath());
		final Path path = input != null ? input.toPath() : DrawnSlide.write(results.resolve("sample.svs"), progress);
		try (Slide slide = open(new SlideAddress(path.toFile()))) {
			final Scene scene = slide.scenes().get(0);
			final String name = slide.metadata().name().replaceFirst("\\.[^.]*$", "");
			final Region middle = middle(scene.bounds());
			final Path crop = results.resolve(name + "-crop.tif");
			SlideWriter.write(scene, middle, TiffOptions
				.of(TiffOptions.OF_CROP.parse("compression=jpeg levels=mean"), slide).build(), crop, progress);
			final Path overview = results.resolve(name + "-overview.png");
			final Picture small = Picture.of(scene, new RegionReader(TileCache.shared())).channelOrComposite(-1)
				.place(ScaledRegion.within(scene.level(0).region(), OVERVIEW)).build();
			new RegionImageWriter(overview, small.pixelSize()).write(small.read(), scene.background());
			report = String.join("\n", SlideReport.of(slide).toText(), "", "slide:    " + path.toAbsolutePath(),
				"crop:     " + crop.toAbsolutePath() + " (" + middle + ")", "overview: " + overview.toAbsolutePath());
		}
	}

	private static Region middle(final Region area) {
		final long x = area.x() + Math.max(0, (area.width() - CROP) / 2);
		final long y = area.y() + Math.max(0, (area.height() - CROP) / 2);
		return new Region(x, y, CROP, CROP).intersect(area);
	}
}
