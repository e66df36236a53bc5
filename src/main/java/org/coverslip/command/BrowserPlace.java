package org.coverslip.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.detect.SlideFolder;
import org.coverslip.option.OptionValues;
import org.coverslip.option.PlaneOptions;
import org.coverslip.option.RegionOptions;
import org.coverslip.option.WantedRegion;
import org.coverslip.slide.SlideAddress;

/** Where on a slide its page in the browser begins. */
final class BrowserPlace {

	private BrowserPlace() {}

	/**
	 * The end of the page's address, as the page itself writes it: {@code #scene=1&region=10,20,300,200}.
	 *
	 * @return empty for all of the first scene, and for a folder, whose page lists its slides
	 * @throws IOException
	 *             if the slide cannot be read
	 */
	static String of(final SlideAddress input, final OptionValues values) throws IOException {
		final Path path = input.path();
		if (Files.isDirectory(path) && !SlideFolder.isSlide(path)) return "";
		final int scene = SlideFiles.scene(values.get(PlaneOptions.SCENE), input, false);
		final WantedRegion region = values.get(RegionOptions.REGION);
		if (scene == 0 && region.box().isEmpty()) return "";
		return "#scene=" + scene + (region.box().isEmpty() ? "" : "&region=" + region);
	}
}
