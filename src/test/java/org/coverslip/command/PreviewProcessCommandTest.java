package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.process.FoundPoint;
import org.coverslip.process.Greys;
import org.coverslip.process.KnownFunctions;
import org.coverslip.process.ObjectFunction;
import org.coverslip.process.PictureFunction;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.scijava.Context;
import org.scijava.command.CommandModule;

import ij.ImagePlus;
import ij.process.ByteProcessor;

/** What a function would do, on an image of the slide. */
public class PreviewProcessCommandTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final Context context = new Context();
	private Path slide;
	private ImagePlus overview;

	@Before
	public void open() throws Exception {
		slide = SampleFile.brightField(folder.getRoot().toPath().resolve("slide.tif"));
		overview = (ImagePlus) CommandRuns.run(context, OpenOverviewCommand.class, "input", slide.toFile(), "size", 275)
			.getOutput("image");
	}

	@After
	public void close() {
		context.dispose();
	}

	private CommandModule preview(final Object... inputs) throws Exception {
		final List<Object> all = new ArrayList<>(List.of("image", overview));
		all.addAll(List.of(inputs));
		return CommandRuns.run(context, PreviewProcessCommand.class, all.toArray());
	}

	@Test
	public void itIsWhatProcessingAllGivesThere() throws Exception {
		for (final Map.Entry<String, String> one : Map.of("gaussian", "sigma=3", "threshold", "objects=dark")
			.entrySet()) {
			overview.setRoi(50, 25, 60, 40);
			final ImagePlus image =
				(ImagePlus) preview("function", one.getKey(), "options", one.getValue(), "gray", true)
					.getOutput("preview");
			final PictureFunction function = KnownFunctions.ofWord(one.getKey());
			try (Slide opened = SlideOpener.open(slide)) {
				final Picture all =
					Picture.of(opened.scenes().get(0), new RegionReader(TileCache.ofBytes(16 << 20))).build();
				assertArrayEquals(
					function.apply(Greys.of(all), function.options().parse(one.getValue()),
						ProgressListener.NONE).read(new Region(200, 100, 240, 160)).block().bytes(),
					(byte[]) image.getProcessor().getPixels());
				assertEquals(opened.scenes().get(0).pixelSize().orElseThrow().xUm(), image.getCalibration().pixelWidth,
					1e-6);
			}
			assertEquals(-200, image.getCalibration().xOrigin, 0);
			assertTrue(image.getTitle(), image.getTitle().startsWith(one.getKey() + " of slide.tif"));
		}
	}

	@Test
	public void objectsArePointsOnWhatTheyWereFoundIn() throws Exception {
		final ImagePlus image = (ImagePlus) preview("function", "nuclei", "side", 300).getOutput("preview");
		assertEquals(300, image.getWidth());
		final ObjectFunction nuclei = (ObjectFunction) KnownFunctions.ofWord("nuclei");
		try (Slide opened = SlideOpener.open(slide)) {
			final Picture all =
				Picture.of(opened.scenes().get(0), new RegionReader(TileCache.ofBytes(16 << 20))).build();
			final List<FoundPoint> found = nuclei.finder(all, nuclei.options().defaults(), ProgressListener.NONE)
				.in(Plane.FIRST, new Region(400, 200, 300, 300));
			assertTrue(!found.isEmpty());
			assertEquals(found.size(), image.getRoi().getFloatPolygon().npoints);
			assertEquals(found.get(0).x() - 400 + 0.5, image.getRoi().getFloatPolygon().xpoints[0], 0.01);
		}
	}

	/** A blur whose halo is wide enough is, in any part, that of the whole; the argument has values of the whole. */
	@Test
	public void aMacroIsShownAsItWorks() throws Exception {
		final Path whole = folder.getRoot().toPath().resolve("whole.tif");
		final ProcessSlideCommand process = new ProcessSlideCommand();
		CommandOptions.set(process, "command=[Gaussian Blur...] options=[sigma=2] halo=9 gray compression=deflate",
			List.of("input", "output"));
		process.parameter("input").orElseThrow().set(slide.toFile());
		process.parameter("output").orElseThrow().set(whole.toFile());
		process.execute(ProgressListener.NONE);
		overview.setRoi(50, 25, 60, 40);
		final Path macro = Files.writeString(folder.getRoot().toPath().resolve("m.ijm"), """
			run("Gaussian Blur...", "sigma=2");
			if (indexOf(getArgument(), "otsu=") < 0) exit("nothing of the whole");
			makeRectangle(9 + 3, 9 + 4, 20, 10); // behind the halo
			roiManager("Add");
			makeRectangle(0, 0, 3, 3); // in it
			roiManager("Add");
			""");
		final ImagePlus image = (ImagePlus) preview("macro", macro.toFile(), "halo", 9, "gray", true)
			.getOutput("preview");
		try (Slide opened = SlideOpener.open(whole)) {
			assertArrayEquals(
				Picture.of(opened.scenes().get(0), new RegionReader(TileCache.ofBytes(16 << 20))).build()
					.read(new Region(200, 100, 240, 160)).block().bytes(),
				(byte[]) image.getProcessor().getPixels());
		}
		assertEquals(-200, image.getCalibration().xOrigin, 0);
		assertEquals(1, image.getOverlay().size());
		assertEquals(new Rectangle(3, 4, 20, 10), image.getOverlay().get(0).getBounds());
		assertTrue(image.getTitle(), image.getTitle().startsWith("preview of slide.tif"));
	}

	@Test
	public void whatFailsIsSaidAsWhenAllIsProcessed() throws Exception {
		final Path macro = Files.writeString(folder.getRoot().toPath().resolve("m.ijm"), "\nfoo();");
		final String sentence = preview("macro", macro.toFile()).getCancelReason();
		assertTrue(sentence, sentence.contains("Undefined identifier") && sentence.contains("(line 2 of the macro)"));
		assertTrue(preview("macro", macro.toFile(), "function", "threshold").getCancelReason()
			.contains("cannot both be run"));
	}

	@Test
	public void anImageOfNoSlideIsRefused() throws Exception {
		overview = new ImagePlus("other", new ByteProcessor(20, 20));
		assertTrue(preview("function", "threshold").getCancelReason().contains("other"));
	}
}
