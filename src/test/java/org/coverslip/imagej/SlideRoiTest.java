package org.coverslip.imagej;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.EllipseRoi;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.FileSaver;
import ij.plugin.Duplicator;
import ij.plugin.Scaler;
import ij.process.FloatPolygon;

public class SlideRoiTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ProceduralScene procedural = ProceduralScene.rgb(4000, 3000, 256, 1, 4.0001);
	private final SlideImagePlus images = new SlideImagePlus(procedural.slide(), 0, TileCache.ofBytes(64 << 20));

	private ImagePlus crop() throws IOException {
		return images.read(SlideImageRequest.at(WantedScale.pixelSize(2)).region(new Region(800, 400, 1600, 1200)));
	}

	@Test
	public void aRectangleOnAnyImageIsARegionOfTheSlide() throws IOException {
		assertEquals(new Region(880, 480, 240, 160), SlideRoi.on(crop()).region0(new Roi(10, 10, 30, 20)));
		assertEquals(new Region(800, 400, 1600, 1200), SlideRoi.on(crop()).region0(null));
		assertEquals(new Region(500, 250, 1000, 500),
			SlideRoi.on(images.overview(400)).region0(new Roi(50, 25, 100, 50)));
		final ImagePlus level1 = images.read(SlideImageRequest.at(WantedScale.level(1)));
		assertEquals(new Region(40, 40, 41, 41), SlideRoi.on(level1).region0(new Roi(10, 10, 10, 10)));
	}

	@Test
	public void theCropThatARoiAsksForShowsWhatTheRoiShows() throws IOException {
		final ImagePlus overview = images.overview(1000);
		final Region region = SlideRoi.on(overview).region0(new Roi(100, 50, 60, 40));
		final ImagePlus full = images.read(SlideImageRequest.at(WantedScale.level(0)).region(region));
		assertEquals(240, full.getWidth());
		assertEquals(new Rectangle(0, 0, 240, 160),
			SlideRoi.on(full).fromSlide(SlideRoi.on(overview).toSlide(new Roi(100, 50, 60, 40))).getBounds());
		assertEquals(overview.getCalibration().getX(100), full.getCalibration().getX(0), 1e-5);
	}

	@Test
	public void provenanceSurvivesDuplicatingCroppingScalingAndSaving() throws IOException {
		final Roi mark = new Roi(20, 10, 40, 30);
		for (final ImagePlus image : List.of(crop(), images.overview(800))) {
			final Region expected = SlideRoi.on(image).region0(mark);
			final File file = folder.newFile();
			assertTrue(new FileSaver(image).saveAsTiff(file.getPath()));
			assertEquals(expected, SlideRoi.on(IJ.openImage(file.getPath())).region0(mark));
			assertEquals(expected, SlideRoi.on(image.duplicate()).region0(mark));
			image.setRoi(15, 5, 100, 90);
			assertEquals(Optional.empty(), SlideProvenance.of(image.crop()));
			final ImagePlus part = cropped(image);
			assertEquals(100, part.getWidth());
			assertEquals(expected, SlideRoi.on(part).region0(new Roi(5, 5, 40, 30)));
			final ImagePlus half = Scaler.resize(part, 50, 45, 1, "none");
			assertEquals(expected, SlideRoi.on(half).region0(new Roi(2.5, 2.5, 20.0, 15.0)));
			final File cropped = folder.newFile();
			assertTrue(new FileSaver(part).saveAsTiff(cropped.getPath()));
			final Region read = SlideRoi.on(IJ.openImage(cropped.getPath())).region0(new Roi(5, 5, 40, 30));
			assertEquals(expected.x(), read.x(), 1);
			assertEquals(expected.endY(), read.endY(), 1);
		}
	}

	/** The part of an image in its rectangle, as the command Image > Crop makes it. */
	private static ImagePlus cropped(final ImagePlus image) {
		final Roi roi = image.getRoi();
		image.deleteRoi();
		final ImagePlus copy = image.duplicate();
		copy.setRoi(roi);
		WindowManager.setTempCurrentImage(copy);
		try {
			IJ.runPlugIn("ij.plugin.Resizer", "crop");
		}
		finally {
			WindowManager.setTempCurrentImage(null);
		}
		return copy;
	}

	@Test
	public void hyperstacksAndUncalibratedSlidesToo() throws IOException {
		final Slide bare = ProceduralScene.channels(PixelType.UINT16,
			List.of(Channel.named("a"), new Channel("b", OptionalInt.of(255))),
			2, 1, 1000, 800, 64, 1).slide();
		final ImagePlus stack = new SlideImagePlus(bare, 0, TileCache.ofBytes(8 << 20))
			.read(SlideImageRequest.at(WantedScale.downsample(2)).region(new Region(100, 100, 600, 400)));
		stack.setRoi(10, 20, 30, 40);
		final ImagePlus part = new Duplicator().run(stack, 1, 2, 1, 2, 1, 1);
		assertEquals(4, part.getStackSize());
		assertEquals(new Region(120, 140, 60, 80), SlideRoi.on(part).region0(null));
		final SlideProvenance uncalibrated = new SlideProvenance("a.svs", "", 0, 0, 100, 60, 2, 2, Optional.empty(),
			SlideProvenance.of(part).orElseThrow().objectivePower(), true);
		final ImagePlus image = IJ.createImage("x", "RGB", 300, 200, 1);
		uncalibrated.writeTo(image);
		assertEquals(uncalibrated, SlideProvenance.of(image).orElseThrow());
		image.setRoi(10, 20, 30, 40);
		final ImagePlus smaller = Scaler.resize(cropped(image), 15, 20, 1, "none");
		assertEquals(new Region(120, 100, 60, 80), SlideRoi.on(smaller).region0(null));
		assertEquals(2, image.getCalibration().pixelWidth, 0);
		assertEquals("slide pixel", image.getCalibration().getUnit());
	}

	@Test
	public void allKindsOfRoisGoToTheSlideAndBack() throws IOException {
		final SlideRoi places = SlideRoi.on(crop());
		final Roi rounded = new Roi(3, 4, 50, 60);
		rounded.setCornerDiameter(10);
		final float[] xs = { 10, 60, 40 };
		final float[] ys = { 10, 20, 55.5f };
		final List<Roi> rois =
			List.of(new Roi(3, 4, 50, 60), rounded, new OvalRoi(7, 8, 9, 10), new PolygonRoi(xs, ys, Roi.POLYGON),
			new PolygonRoi(xs, ys, Roi.FREEROI), new PolygonRoi(xs, ys, Roi.POLYLINE),
			new PolygonRoi(xs, ys, Roi.ANGLE),
			new PolygonRoi(new int[] { 1, 5, 5, 1 }, new int[] { 1, 1, 8, 8 }, 4, Roi.TRACED_ROI),
			new Line(3.5, 4.5, 80.0, 9.0),
			new PointRoi(xs, ys, 3), new EllipseRoi(10, 10, 60, 70, 0.5),
			new ShapeRoi(new Roi(10, 10, 50, 50)).not(new ShapeRoi(new OvalRoi(20, 20, 20, 20))));
		for (final Roi roi : rois) {
			roi.setName("tumour");
			roi.setStrokeColor(Color.RED);
			final Roi slide = places.toSlide(roi);
			final Roi back = places.fromSlide(slide);
			final String kind = roi.getTypeAsString();
			assertEquals("tumour", back.getName());
			assertEquals(Color.RED, back.getStrokeColor());
			final Rectangle2D.Double a = roi instanceof EllipseRoi ? new PolygonRoi(roi.getFloatPolygon(), Roi.FREEROI)
				.getFloatBounds()
				: roi.getFloatBounds();
			final Rectangle2D.Double b = back.getFloatBounds();
			assertEquals(kind, a.x, b.x, 1e-3);
			assertEquals(kind, a.y, b.y, 1e-3);
			assertEquals(kind, a.width, b.width, 1e-3);
			assertEquals(kind, a.height, b.height, 1e-3);
			final FloatPolygon p = roi.getFloatPolygon();
			final FloatPolygon q = back.getFloatPolygon();
			if (roi.getType() != Roi.OVAL && roi != rounded) {
				assertEquals(kind, p.npoints, q.npoints);
				for (int i = 0; i < p.npoints; i++) {
					assertEquals(kind, p.xpoints[i], q.xpoints[i], 1e-2);
					assertEquals(kind, p.ypoints[i], q.ypoints[i], 1e-2);
				}
			}
			if (roi.getType() != Roi.TRACED_ROI) assertEquals(kind, roi.getType(), back.getType());
		}
		final Rectangle2D.Double composite = places.toSlide(rois.get(11)).getFloatBounds();
		assertEquals(new Rectangle2D.Double(880, 480, 400, 400), composite);
		final PointRoi point = (PointRoi) places.toSlide(new PointRoi(10, 20));
		assertEquals(800 + 10.5 * 8 - 0.5, point.getFloatPolygon().xpoints[0], 1e-3);
		assertEquals(new Region(884, 564, 0, 0), places.region0(new PointRoi(10, 20)));
	}

	@Test
	public void anImageFromElsewhereIsRefused() {
		assertEquals(
			"the image \"blobs\" does not say which part of which slide it shows; open the slide with Coverslip and "
				+ "draw on that image",
			assertThrows(IllegalArgumentException.class, () -> SlideRoi.on(IJ.createImage("blobs", "8-bit", 5, 5, 1)))
			.getMessage());
		final ImagePlus odd = IJ.createImage("odd", "8-bit", 5, 5, 1);
		odd.setProp("coverslip.source", "a.svs");
		odd.setProp("coverslip.scene", "zero");
		assertEquals(Optional.empty(), SlideProvenance.of(odd));
		final Scene scene = procedural.scene();
		assertEquals(4000, scene.width());
	}
}
