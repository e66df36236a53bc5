package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.coverslip.web.SlideServer;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A server of its own, for the command line; in the menu there is {@link ViewInBrowserCommand}. */
@Plugin(type = Command.class, label = "Serve Slides", headless = true,
	description = "Shows a slide, or all slides of a folder, in a browser of this computer, until Ctrl-C.")
public final class ServeSlidesCommand extends SlideCommand implements LastingCommand {

	private static final long LOOK_NANOS = 100_000_000L;

	@Parameter(persist = false, label = "Slide or folder", style = "open",
		description = "A slide's file, or a folder of slides, of this computer.")
	private SlideAddress input;

	@Parameter(persist = false, label = "Port", min = "0", max = "65535",
		description = "Where the server listens; 0 for any port that is free.")
	private int port;

	@Parameter(persist = false, label = "Save drawings",
		description = "Lets what is drawn on a page be saved beside the slide when its user asks for that, as GeoJSON "
			+ "of a name that is not there yet. Else it can only be downloaded.")
	private boolean save;

	@Parameter(label = "Address", type = ItemIO.OUTPUT)
	private String url;

	private SlideServer server;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final Path shown = input.path();
		if (Files.isRegularFile(shown)) open(input).close(); // says now what the page would say of it
		final SlideServer started = SlideServer.start(port);
		try {
			if (save) started.allowSaving(shown);
			url = started.share(shown).toString();
			server = started;
		}
		finally {
			if (server == null) started.close();
		}
	}

	@Override
	public void await(final ProgressListener progress) throws IOException {
		while (server != null && !progress.isCanceled() && !Thread.currentThread().isInterrupted())
			LockSupport.parkNanos(LOOK_NANOS);
		if (server != null) server.close();
	}
}
