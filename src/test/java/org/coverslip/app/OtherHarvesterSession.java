package org.coverslip.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

import org.coverslip.command.ConvertSlideCommand;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.module.process.AbstractPreprocessorPlugin;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.PluginInfo;
import org.scijava.plugin.PluginService;
import org.scijava.ui.UIService;
import org.scijava.ui.headless.HeadlessUI;
import org.scijava.widget.InputHarvester;

import ij.ImageJ;

/**
 * A SciJava context like Fiji's: with a user interface and a harvester of inputs that are not ours. Runs one of our
 * commands, of which the user gets the first run wrong, and one that is not ours, and prints who is asked for what.
 * Arguments: a slide, and a folder for what is written.
 */
final class OtherHarvesterSession {

	private final Context context = new Context();
	private final ModuleService modules = context.service(ModuleService.class);
	private final CommandInfo convert = context.service(CommandService.class).getCommand(ConvertSlideCommand.class);

	public static void main(final String[] args) throws Exception {
		try {
			new OtherHarvesterSession().run(args[0], Path.of(args[1]));
		}
		catch (final Throwable e) {
			e.printStackTrace();
			Runtime.getRuntime().halt(1);
		}
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on
	}

	/** A user interface that can be seen. */
	public static final class OtherWindows extends HeadlessUI {

		@Override
		public boolean isVisible() {
			return true;
		}
	}

	/** Prints what it would ask for, and gives "other" for texts. */
	public static final class OtherHarvester extends AbstractPreprocessorPlugin {

		@Override
		public void process(final Module module) {
			final List<String> left = StreamSupport.stream(module.getInfo().inputs().spliterator(), false)
				.map(ModuleItem::getName).filter(name -> !module.isInputResolved(name)).toList();
			System.out.println("the other harvester: " + left.stream().limit(2).toList());
			if (module.getInfo().getInput("word") != null) module.setInput("word", "other");
			else if (!left.isEmpty()) cancel("nobody says what to do");
		}
	}

	/** A command that is not ours. */
	public static final class OtherCommand implements Command {

		@Parameter
		private String word;

		@Override
		public void run() {
			System.out.println("the other command: " + word);
		}
	}

	private void run(final String slide, final Path folder) throws Exception {
		new ImageJ(ImageJ.STANDALONE);
		final PluginInfo<PreprocessorPlugin> harvester =
			new PluginInfo<>(OtherHarvester.class, PreprocessorPlugin.class);
		harvester.setPriority(InputHarvester.PRIORITY);
		context.service(PluginService.class).addPlugin(harvester);
		end(modules.run(convert, true));
		final OtherWindows other = new OtherWindows();
		other.setContext(context);
		context.service(UIService.class).addUI("other", other);
		end(modules.run(new CommandInfo(OtherCommand.class), true));
		asked(slide, folder);
		half(slide, folder);
		context.service(UIService.class).setHeadless(true);
		end(modules.run(convert, true));
	}

	private void asked(final String slide, final Path folder) throws Exception {
		final String broken = Files.writeString(folder.resolve("broken.svs"), "this is no slide").toString();
		final Path there = Files.writeString(folder.resolve("there.tif"), "precious");
		final Future<Module> run = modules.run(convert, true);
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println(dialog.title() + (dialog.has("Tile size") ? "" : ", folded"));
		dialog.type("Slide", broken).type("Pyramidal TIFF, OME-Zarr or DICOM", folder.resolve("new.tif").toString())
			.choose("Compression", "jpeg").closeBy("OK");
		final ShownDialog message = ShownDialog.message();
		final List<String> lines = message.shownText().lines().toList();
		System.out.println(lines.get(0).replaceFirst(" that Coverslip.*", ""));
		System.out.println(lines.size() > 5 && lines.stream().allMatch(line -> line.length() <= 100)
			&& message.window().getWidth() < 1280 ? "no line of more than 100 characters" : lines);
		message.closeBy("OK");
		final ShownDialog again = ShownDialog.with("Help");
		System.out.println(again.text("Slide").equals(broken) + " " + again.text("Compression"));
		again.type("Slide", slide).type("Pyramidal TIFF, OME-Zarr or DICOM", there.toString()).closeBy("OK");
		final ShownDialog question = ShownDialog.with("Replace it");
		System.out.println(question.shownText());
		question.closeBy("Replace it");
		end(run);
		System.out.println(Files.size(there) > "precious".length() ? "replaced" : "not replaced");
		final Future<Module> given = modules.run(convert, true);
		ShownDialog.with("Help").closeBy("Cancel");
		end(given);
	}

	/** A script gives one of the values: the others are asked for. */
	private void half(final String slide, final Path folder) throws Exception {
		final Path target = folder.resolve("half.tif");
		final Future<Module> run = modules.run(convert, true, "input", slide);
		final ShownDialog dialog = ShownDialog.with("Help");
		System.out.println(dialog.has("Slide") ? "asked for what is given" : "not asked for what is given");
		dialog.type("Pyramidal TIFF, OME-Zarr or DICOM", target.toString()).closeBy("OK");
		end(run);
		System.out.println(Files.exists(target) ? "written" : "not written");
	}

	private static void end(final Future<Module> run) throws InterruptedException, ExecutionException {
		final Module module = run.get();
		final boolean canceled = module instanceof org.scijava.Cancelable one && one.isCanceled();
		System.out.println(canceled ? "canceled" : "ended");
	}
}
