package org.coverslip.command;

import java.io.IOException;

import org.coverslip.annotation.Remarks;
import org.coverslip.geom.Region;
import org.coverslip.imagej.SlideRoi;
import org.coverslip.option.CodeOptions;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.process.FunctionOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** What a function, a macro, a command or a script would do to a slide, where one looks at it. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Preview Process...", weight = 54) },
	description = "Shows what Process Slide makes of the part of a slide that is drawn on an image of it, or seen.")
public final class PreviewProcessCommand extends SlideCommand {

	private static final Option<Integer> SIDE = Option.of("side", "At most", OptionKind.whole(16, 1 << 13), 1024,
		"Pixels along each side that are computed: of more, the middle.");

	@Parameter(label = "Image", description = "An overview or crop of a slide.")
	private ImagePlus image;

	@Parameter(persist = false, required = false)
	private SharedOptions options = new SharedOptions(
		FunctionOptions.ALL.and(CodeOptions.OF_PREVIEW).and(ScaleOptions.OF_IMAGE).and(ProcessOptions.GRAY, SIDE)
			.and(PlaneOptions.OF_STACK).and(ProcessOptions.TILE, ProcessOptions.WORKERS));

	@Parameter(label = "Preview", type = ItemIO.OUTPUT)
	private ImagePlus preview;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = options.values();
		final boolean code = CodeOptions.isCode(values);
		if (!code) FunctionOptions.of(values);
		else if (options.isGiven(FunctionOptions.FUNCTION)) throw ProcessSlideCommand.both();
		try (Slide slide = openShownBy(image)) {
			final SlideRoi place = placeOf(image, slide);
			final Scene scene = slide.scenes().get(place.place().scene());
			final ProcessPreview shown =
				new ProcessPreview(new SlideProcess(slide, values, new Remarks()), values.get(SIDE));
			final Region seen = ProcessPreview.shown(image, place);
			preview = code ? shown.codeImage(scene, seen, getContext(), this::note, progress)
				: shown.image(scene, seen, progress);
		}
	}
}
