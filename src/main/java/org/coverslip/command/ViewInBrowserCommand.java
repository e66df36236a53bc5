package org.coverslip.command;

import java.io.IOException;
import java.net.URI;

import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.platform.PlatformService;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A slide, or a folder of slides, in the browser, by a server within this program. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "View in Browser...", weight = 20) },
	description =
		"Shows a slide, or all slides of a folder, in the browser: only on this computer, and until it is stopped.")
public final class ViewInBrowserCommand extends SlideCommand {

	@Parameter
	private SlideServerService servers;

	@Parameter(required = false)
	private PlatformService platforms;

	@Parameter(persist = false, label = "Slide or folder", style = "open",
		description = "A slide's file, or a folder of slides, of this computer.")
	private SlideAddress input;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(PlaneOptions.SCENE, RegionOptions.REGION.help("x,y,width,height in "
		+ "level-0 pixels, to begin with; of a slide. In ImageJ also roi, for what is drawn on the active image, or a "
		+ "name in the ROI Manager."));

	@Parameter(persist = false, label = "Port", attrs = @Attr(name = CommandParameter.RARE), min = "0", max = "65535",
		description = "Where the server listens; 0 for any port that is free.")
	private int port;

	@Parameter(persist = false, label = "Open the browser",
		description = "Opens the page in the browser; else only tells its address.")
	private boolean browser = true;

	@Parameter(persist = false, label = "Save drawings", attrs = @Attr(name = CommandParameter.RARE),
		description = "Lets what is drawn be saved beside the slide on request, as GeoJSON of a name that is new.")
	private boolean save = true;

	@Parameter(label = "Address", type = ItemIO.OUTPUT)
	private String url;

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		final URI page = URI.create(servers.share(input.path(), port, save) + BrowserPlace.of(input, what.values()));
		url = page.toString();
		if (browser && platforms != null) open(page);
	}

	private void open(final URI page) throws IOException {
		try {
			platforms.open(page.toURL());
		}
		catch (final IOException e) {
			throw new IOException("no browser could be opened; the slide is shown at " + page, e);
		}
	}
}
