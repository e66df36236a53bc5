package org.coverslip.app;

import java.net.URI;
import java.nio.file.Path;

import org.coverslip.testing.Chromium;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;

/**
 * What a user does before a screen: views a slide in the browser, draws a region there and opens it in ImageJ. Prints
 * the image's title, its size, and its pixel at (10, 20). Arguments: the slide, and a folder for the browser.
 */
final class BrowserSession {

	private BrowserSession() {}

	public static void main(final String[] args) throws Exception {
		ImageJLauncher.start(false);
		IJ.runMacro("run('View in Browser...', 'input=[" + args[0] + "] port=0 browser=false');");
		final URI page = URI.create(IJ.getLog().strip());
		try (Chromium browser = Chromium.start(Path.of(args[1]))) {
			browser.open(URI.create(page + "#region=50,20,200,100"), 1200, 800, 1);
			browser.await(
				"document.documentElement.dataset.slide === 'open' && !document.getElementById('imagej').hidden"
				+ " && document.getElementById('region-x').value === '50'");
			browser.evaluate("document.getElementById('imagej-level').value = '0'");
			browser.click("imagej-open");
			browser.await("document.getElementById('imagej-told').textContent.startsWith('ImageJ shows')");
		}
		final ImagePlus image = WindowManager.getCurrentImage();
		System.out.println(image.getTitle());
		System.out.println(image.getWidth() + " x " + image.getHeight());
		System.out.println(String.format("%06x", image.getProcessor().get(10, 20) & 0xffffff));
		System.out.flush();
		Runtime.getRuntime().halt(0); // ImageJ would go on, and write its preferences at the end
	}
}
