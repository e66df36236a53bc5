package org.coverslip.command;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

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

	@Test
	public void anImageOfNoSlideIsRefused() throws Exception {
		overview = new ImagePlus("other", new ByteProcessor(20, 20));
		assertTrue(preview("function", "threshold").getCancelReason().contains("other"));
	}
}
