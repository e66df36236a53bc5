package org.coverslip.app;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

import org.coverslip.testing.Chromium;

/** Pictures of what a user sees, called from a macro. */
public final class DayPictures {

	private DayPictures() {}

	/** Takes a picture of the whole screen once it has drawn what is waiting. */
	public static String take(final String file) throws Exception {
		final Robot robot = new Robot();
		robot.waitForIdle();
		final Rectangle screen = new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
		ImageIO.write(robot.createScreenCapture(screen), "png", new File(file));
		return "";
	}

	/** Looks at a list of slides in a browser, whose picture is taken, and tells their names. */
	public static String browse(final String page, final String file) throws Exception {
		try (Chromium browser = Chromium.start(Files.createTempDirectory(Path.of(file).getParent(), "browser"))) {
			browser.open(URI.create(page), 1000, 700, 1);
			browser.await("document.documentElement.dataset.filled === '2'");
			Files.write(Path.of(file), browser.screenshot());
			return (String) browser.evaluate(
				"[...document.querySelectorAll('#slides a.name')].map(link => link.textContent.trim()).join(' ')");
		}
	}
}
