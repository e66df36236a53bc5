package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.junit.AfterClass;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.plugin.Duplicator;
import ij.plugin.Scaler;
import ij.plugin.filter.PlugInFilterRunner;
import ij.plugin.filter.Transformer;
import ij.process.ImageProcessor;

/** Images that ImageJ's commands flipped, turned or moved: a region on them is found, by its pixels, or refused. */
public class ShownPlaceTest {

	private static final Slide SLIDE = SampleSlide.brightField(6000, 4000);

	private static final Roi ROI = new Roi(100, 60, 100, 70);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@AfterClass
	public static void close() throws IOException {
		SLIDE.close();
	}

	private static SlideImagePlus images() {
		return new SlideImagePlus(SLIDE, 0, TileCache.shared());
	}

	/** Six hundred by four hundred pixels of the whole slide. */
	private static ImagePlus overview() throws IOException {
		return images().overview(600);
	}

	/** A square of a level's own pixels. */
	private static ImagePlus square() throws IOException {
		return images().read(SlideImageRequest.at(WantedScale.level(0)).region(new Region(2000, 1200, 700, 700)));
	}

	/** What lies under the region on an image is what is read from the slide there, but for how it lies. */
	private static void assertFollowed(final ImagePlus image, final String way) throws IOException {
		final SlideRoi place = SlideRoi.on(image, SLIDE);
		assertEquals(way.isEmpty(), place.turned().isEmpty());
		final Region region = place.region0(ROI);
		image.setRoi(ROI);
		final ImagePlus seen = new ImagePlus("", image.getProcessor().crop());
		image.deleteRoi();
		if (!way.isEmpty()) after(seen, way.split(","));
		final ImageProcessor read = images()
			.read(SlideImageRequest.at(WantedScale.downsample(place.place().downsampleX())).region(region))
			.getProcessor();
		assertEquals(seen.getWidth() + " x " + seen.getHeight(), read.getWidth() + " x " + read.getHeight());
		assertArrayEquals((int[]) seen.getProcessor().getPixels(), (int[]) read.getPixels());
		final Rectangle2D back = place.fromSlide(region).getFloatBounds();
		assertEquals(100, back.getX(), 1e-6);
		assertEquals(60, back.getY(), 1e-6);
		assertEquals(200, back.getMaxX(), 1e-6);
	}

	/** Runs ImageJ's command, or what it does to the pixels. */
	private static ImagePlus after(final ImagePlus of, final String... commands) {
		ImagePlus image = of;
		for (final String command : commands) {
			if (command.isEmpty()) continue;
			final String[] parts = command.split(":");
			final ImageProcessor ip = image.getProcessor();
			ip.setInterpolationMethod(ImageProcessor.BILINEAR);
			WindowManager.setTempCurrentImage(image);
			switch (parts[0]) {
				case "fliph", "flipv", "left", "right" -> new PlugInFilterRunner(new Transformer(), command, command);
				case "translate" -> ip.translate(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
				case "rotate" -> ip.rotate(Double.parseDouble(parts[1]));
				case "scale" -> ip.scale(Double.parseDouble(parts[1]), Double.parseDouble(parts[1]));
				case "gauss" -> ip.blurGaussian(Double.parseDouble(parts[1]));
				case "crop" -> {
					image.setRoi(40, 30, image.getWidth() - 100, image.getHeight() - 90);
					IJ.runPlugIn("ij.plugin.Resizer", "crop");
				}
				case "8-bit" -> image.setProcessor(ip.convertToByte(true));
				case "invert" -> ip.invert();
				case "mask" -> {
					image.setProcessor(ip.convertToByte(true));
					image.getProcessor().autoThreshold();
				}
				case "edges" -> ip.findEdges();
				case "noise" -> ip.noise(40);
				case "median" -> ip.medianFilter();
				case "half" -> image =
					Scaler.resize(image, image.getWidth() / 2, image.getHeight() / 2, 1, "bilinear");
				default -> throw new IllegalArgumentException(command);
			}
			WindowManager.setTempCurrentImage(null);
		}
		return image;
	}

	@Test
	public void whatWasFlippedTurnedOrMovedIsFollowed() throws IOException {
		final String[][] chains = { { "", "" }, { "fliph", "fliph" }, { "flipv", "flipv" },
			{ "fliph flipv", "fliph,flipv" }, { "right", "left" }, { "left", "right" }, { "rotate:180", "fliph,flipv" },
			{ "right flipv", "flipv,left" }, { "translate:20:-35", "" }, { "translate:1:0", "" },
			{ "translate:-190:-100", "" }, { "translate:20:15 fliph", "fliph" }, { "crop", "" },
			{ "crop fliph", "fliph" },
			{ "fliph crop", "fliph" }, { "right crop", "left" }, { "crop left crop", "right" },
			{ "fliph crop flipv", "fliph,flipv" } };
		for (final String[] chain : chains) {
			assertFollowed(after(overview(), chain[0].split(" ")), chain[1]);
			final ImagePlus image = after(square(), chain[0].split(" "));
			final File file = folder.newFile();
			assertTrue(new FileSaver(image).saveAsTiff(file.getPath()));
			assertFollowed(IJ.openImage(file.getPath()), chain[1]);
			assertFollowed(image.duplicate(), chain[1]);
		}
	}

	/** Where the whole image lies on the slide, and how. */
	private static String place(final ImagePlus image) throws IOException {
		final SlideRoi place = SlideRoi.on(image, SLIDE);
		final Region region = place.region0(null);
		return region.x() + "," + region.y() + place
			.turned().map(sentence -> sentence.replaceAll(";.*", "")).orElse("");
	}

	@Test
	public void filtersLeaveEnoughToCompare() throws IOException {
		for (final String filter : new String[] { "8-bit", "gauss:2", "mask", "edges", "noise", "invert", "median" }) {
			assertEquals(filter, "2000,1200", place(after(square(), filter)));
			assertEquals(filter, "400,300", place(after(overview(), "crop", filter)));
		}
		assertEquals("0,0", place(after(overview(), "half")));
		final String flipped = "the image was flipped horizontally";
		assertEquals("0,0" + flipped, place(after(overview(), "mask", "fliph")));
		assertEquals("0,0" + flipped, place(after(overview(), "half", "fliph")));
		assertEquals("0,0" + flipped, place(after(overview(), "fliph", "half")));
		assertEquals("600,300" + flipped, place(after(overview(), "fliph", "crop", "half")));
		assertEquals("2000,1200the image was turned by 90 degrees to the right",
			place(after(square(), "8-bit", "right")));
		assertEquals("-10,0", place(after(overview(), "gauss:3", "translate:1:0")));
	}

	@Test
	public void whatCannotBeFollowedIsRefused() throws IOException {
		for (final String command : new String[] { "rotate:1", "rotate:15", "rotate:179", "scale:1.02", "scale:2",
			"translate:0.5:0", "translate:0:-0.5", "translate:3.5:2.5",
			"gauss:3 translate:10:5" })
			assertRefused(after(overview(), command.split(" ")));
		assertRefused(after(square(), "rotate:2"));
		assertRefused(after(square(), "translate:0.5:0.5"));
		final ImagePlus part = square();
		part.setRoi(ROI);
		part.getProcessor().flipHorizontal();
		assertRefused(part);
	}

	private static void assertRefused(final ImagePlus image) {
		final String message = assertThrows(image.getTitle(), IllegalArgumentException.class,
			() -> SlideRoi.on(image, SLIDE)).getMessage();
		assertTrue(message, message.contains("does not show the slide as it was read any more"));
	}

	@Test
	public void channelsAreFound() throws IOException {
		try (Slide slide = SampleSlide.fluorescence(1500, 1000)) {
			final SlideImagePlus images = new SlideImagePlus(slide, 0, TileCache.shared());
			final ImagePlus all = images.read(SlideImageRequest.at(WantedScale.downsample(2)));
			for (int c = 1; c <= all.getNChannels(); c++) {
				final ImagePlus channel = new Duplicator().run(all, c, c, 1, 1, 1, 1);
				assertEquals(Optional.empty(), SlideRoi.on(channel, slide).turned());
				after(channel, "flipv");
				assertTrue(SlideRoi.on(channel, slide).turned().orElseThrow().contains("flipped vertically"));
			}
		}
	}

	/** Nothing to see is nowhere else; and what was drawn over the slide's pixels does not matter. */
	@Test
	public void blankAndDrawnOn() throws IOException {
		final ImagePlus image = square();
		image.getProcessor().setColor(java.awt.Color.RED);
		image.getProcessor().fill(ROI);
		assertEquals("2000,1200", place(image));
		image.getProcessor().fill();
		assertEquals("2000,1200", place(image));
	}
}
