package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.coverslip.command.DrawnSlide;
import org.coverslip.command.SampleFile;
import org.coverslip.slide.ProgressListener;
import org.coverslip.testing.Chromium;
import org.coverslip.testing.JavaProgram;
import org.coverslip.testing.VirtualScreen;
import org.junit.Rule;
import org.junit.Test;

/**
 * A user's day in twelve steps, before a screen: {@code day.ijm}. The pictures that are taken after each are in
 * {@code target/day}, to be looked at.
 */
public class DayTest {

	private static final String DONE = """
		01 open: 600 x 450, 1200 microns wide
		02 look: 1200 x 900
		03 three ROIs: 3
		04 crop all: box.tif corner.tif oval.tif
		05 measure: 0.79 of the bounds
		06 filter: 280 x 180
		07 save: 1
		08 reopen: 280 x 180, 1 microns
		09 continue: 150 x 100
		10 batch: cells.tif tissue.tif
		11 browser: cells.tif tissue.svs
		12 BigDataViewer: …
		""";

	private static final String MACRO = new File("src/test/resources/org/coverslip/app/day.ijm").getAbsolutePath();

	@Rule
	public final VirtualScreen screen = new VirtualScreen();

	@Test
	public void allStepsWork() throws Exception {
		Chromium.assumeInstalled();
		final Path folder = emptyFolder();
		final Path slides = Files.createDirectory(folder.resolve("slides"));
		DrawnSlide.write(slides.resolve("tissue.svs"), 4800, 3600, ProgressListener.NONE);
		SampleFile.brightField(slides.resolve("cells.tif"));
		final JavaProgram.Result result = JavaProgram.run(Files.createDirectory(folder.resolve("home")),
			screen.environment(), ScreenSession.class, MACRO, folder.toString());
		assertEquals(result.output() + result.errors(), 0, result.status());
		final String done = Files.readString(folder.resolve("day.txt"));
		assertEquals(DONE, done.replaceFirst("needs Fiji|shown", "…"));
		for (final String line : done.lines().toList()) {
			final String picture = line.substring(0, line.indexOf(':')).replaceFirst(" ", "-") + ".png";
			assertTrue(picture + " is empty", colours(folder.resolve(picture)) > 20);
		}
	}

	/** The day's folder, without what an earlier run left. */
	private static Path emptyFolder() throws IOException {
		final Path folder = Path.of("target", "day").toAbsolutePath();
		if (Files.exists(folder)) {
			try (Stream<Path> old = Files.walk(folder)) {
				for (final Path path : old.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
			}
		}
		return Files.createDirectories(folder);
	}

	private static int colours(final Path picture) throws IOException {
		final BufferedImage image = ImageIO.read(picture.toFile());
		final Set<Integer> colours = new HashSet<>();
		for (int y = 0; y < image.getHeight(); y += 3)
			for (int x = 0; x < image.getWidth(); x += 3) colours.add(image.getRGB(x, y));
		return colours.size();
	}
}
