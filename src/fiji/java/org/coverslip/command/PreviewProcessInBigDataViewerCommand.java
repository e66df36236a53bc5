package org.coverslip.command;

import java.io.IOException;

import org.coverslip.annotation.Remarks;
import org.coverslip.bdv.OpenWindows;
import org.coverslip.bdv.SceneInWindow;
import org.coverslip.bdv.SlideBdv;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.ProcessOptions;
import org.coverslip.option.ScaleOptions;
import org.coverslip.process.FunctionOptions;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;
import org.scijava.command.Command;
import org.scijava.object.ObjectService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** What a function makes of a slide, live in BigDataViewer: computed where one looks. */
@Plugin(type = Command.class, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Preview Process in BigDataViewer...", weight = 54.5) },
	description = "Shows what a function makes of the slide that is selected in BigDataViewer, computed where one "
		+ "looks.")
public final class PreviewProcessInBigDataViewerCommand extends SlideCommand {

	@Parameter(persist = false, required = false)
	private SharedOptions options = new SharedOptions(
		FunctionOptions.ALL.and(ScaleOptions.OF_IMAGE).and(ProcessOptions.GRAY).and(PlaneOptions.OF_STACK));

	@Parameter(required = false)
	private ObjectService objects;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final OptionValues values = options.values();
		final PictureFunction function = values.get(FunctionOptions.FUNCTION);
		final OptionValues ofFunction = FunctionOptions.of(values);
		final SlideBdv window = new OpenWindows(objects).required();
		final SceneInWindow scene = window.current();
		final Picture all = new SlideProcess(scene.slide(), values, new Remarks()).picture(scene.scene(),
			scene.scene().level(0).region());
		window.preview((function.word() + " " + values.get(FunctionOptions.OPTIONS)).strip(),
			function.apply(all, ofFunction, progress), scene);
	}
}
