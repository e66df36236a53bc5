package org.coverslip.command;

import java.io.IOException;

import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.SlideAddress;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;

/** A slide on a web server or in a bucket of S3, or a region of it, as {@link OpenSlideCommand} opens one. */
@Plugin(type = Command.class, headless = true, menu = { @Menu(label = "Plugins"), @Menu(label = "Coverslip"),
	@Menu(label = "Open Slide from URL...", weight = 10.05) },
	description = "Opens a slide on a web server or in a bucket of S3, or a region of it, without copying it.")
public final class OpenSlideFromUrlCommand extends SlideCommand {

	@Parameter(persist = false, label = "Address",
		description = "The slide's address: https://host/folder/slide.svs, or s3://bucket/folder/slide.svs.")
	private SlideAddress address;

	@Parameter(persist = false, required = false)
	private SharedOptions what = new SharedOptions(OpenedSlideImage.OPTIONS);

	@Parameter(label = "Image", type = ItemIO.OUTPUT)
	private ImagePlus image;

	/** It is for slides that are not open yet. */
	@Override
	public void fillFromActiveImage() {}

	@Override
	public String slideKey() {
		return "address";
	}

	@Override
	public void execute(final ProgressListener progress) throws IOException {
		if (!address.isRemote())
			throw new IllegalArgumentException(address + " is no address: it must begin with https:// or s3://");
		image = OpenedSlideImage.read(this, address, false, what.values(), progress);
	}
}
