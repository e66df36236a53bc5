package org.coverslip.command;

import java.io.IOException;

import org.coverslip.slide.ProgressListener;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Ends what {@link ViewInBrowserCommand} began. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Stop Slide Server", weight = 20.1) },
	description =
		"Stops the server that shows slides in the browser, and closes its slides; without effect if none is running.")
public final class StopSlideServerCommand extends SlideCommand {

	@Parameter
	private SlideServerService servers;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		servers.stop();
	}
}
