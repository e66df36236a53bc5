package org.coverslip.imagej;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.PointRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.io.RoiDecoder;
import ij.io.RoiEncoder;

public class ImageAnnotationsTest {

	private final ProceduralScene procedural = ProceduralScene.rgb(4000, 3000, 256, 1, 4.0001);
	private final SlideImagePlus images = new SlideImagePlus(procedural.slide(), 0, TileCache.ofBytes(64 << 20));
	private final Remarks remarks = new Remarks();

	private ImageAnnotations on(final ImagePlus image) throws IOException {
		return new ImageAnnotations(image, SlideRoi.on(image, procedural.slide()), procedural.scene(), remarks);
	}

	private static Vertices square(final double x, final double y, final double side) {
		return Vertices.ofBox(new Box(x, y, side, side));
	}

	private static final List<Geometry> KINDS = List.of(Geometry.points(Vertices.of(1000.5, 800.5, 1010.5, 900.5)),
		Geometry.lines(List.of(Vertices.of(1000, 801, 1020.5, 820))),
		Geometry.lines(List.of(Vertices.of(1000, 801, 1020.5, 820, 900, 700))),
		Geometry.lines(List.of(Vertices.of(1000, 801, 1020.5, 820, 900, 700), Vertices.of(900, 900, 1001, 1002))),
		Geometry.rectangle(new Box(1000, 800, 31, 17)), Geometry.ellipse(new Box(1000.25, 800, 31, 17)),
		Geometry.polygon(Vertices.of(1000, 800, 1100.3, 801.1, 1050, 950)),
		Geometry.polygons(List.of(new Polygon(square(1000, 800, 100), List.of(square(1010, 810, 20))),
			new Polygon(square(1300, 1000, 7)))));

	private static double distance(final Geometry one, final Geometry other) {
		assertEquals(one.kind(), other.kind());
		assertEquals(one.vertexCount(), other.vertexCount());
		final double[] a = numbers(one);
		final double[] b = numbers(other);
		double most = 0;
		for (int i = 0; i < a.length; i++)
			most = Math.max(most, Math.abs(a[i] - b[i]));
		return most;
	}

	private static double[] numbers(final Geometry geometry) {
		return switch (geometry.kind()) {
			case POINTS -> geometry.points().toArray();
			case LINES -> geometry.lines().get(geometry.lines().size() - 1).toArray();
			case RECTANGLE, ELLIPSE -> new double[] { geometry.box().x(), geometry.box().y(), geometry.box().endX(),
				geometry.box().endY() };
			case POLYGONS -> {
				final List<Polygon> polygons = geometry.polygons();
				yield polygons.get(0).holes().isEmpty() ? polygons.get(0).shell().toArray()
					: polygons.get(0).holes().get(0).toArray();
			}
		};
	}

	@Test
	public void everyKindIsInItsPlaceAtEveryScale() throws IOException {
		for (final ImagePlus image : List.of(images.overview(500), images.overview(4000),
			images.read(SlideImageRequest.at(WantedScale.pixelSize(3)).region(new Region(801, 403, 1600, 1200))),
			images.read(SlideImageRequest.at(WantedScale.level(0)).region(new Region(801, 403, 1600, 1200))))) {
			final ImageAnnotations annotations = on(image);
			final SlideProvenance place = SlideProvenance.of(image).orElseThrow();
			for (final Geometry kind : KINDS) {
				final Annotation annotation = Annotation.builder(kind).name("one").build();
				final Roi roi = annotations.roi(annotation).orElseThrow();
				final Annotation back = annotations.annotation(roi);
				assertTrue(kind.toString(), distance(kind, back.geometry()) < 1e-4 * place.downsampleX());
				assertEquals(annotation, back.with().geometry(kind).build());
				final Rectangle2D.Double bounds = roi.getFloatBounds();
				final double shift = roi instanceof PointRoi || roi.isLine() ? 0.5 : 0;
				if (roi instanceof ShapeRoi || roi instanceof Line) continue; // bounds in whole pixels
				assertEquals((kind.box().x() - place.x0()) / place.downsampleX(), bounds.x + shift, 1e-4);
				assertEquals((kind.box().endY() - place.y0()) / place.downsampleY(), bounds.getMaxY() + shift, 1e-4);
			}
		}
	}

	/** The first pixel's middle is ImageJ's point (0, 0), its corners those of the rectangle (0, 0, 1, 1). */
	@Test
	public void pointsLieOnPixelsAndRectanglesAroundThem() throws IOException {
		final ImageAnnotations level0 = on(images.read(SlideImageRequest.at(WantedScale.level(0))));
		assertEquals(Geometry.points(Vertices.of(0.5, 0.5)), level0.annotation(new PointRoi(0, 0)).geometry());
		assertEquals(Geometry.rectangle(new Box(0, 0, 1, 1)), level0.annotation(new Roi(0, 0, 1, 1)).geometry());
		assertEquals(Geometry.lines(List.of(Vertices.of(0.5, 0.5, 10.5, 2.5))),
			level0.annotation(new Line(0, 0, 10, 2)).geometry());
	}

	@Test
	public void onAnImageThatWasFlipped() throws IOException {
		final ImagePlus overview = images.overview(1000);
		overview.getProcessor().flipHorizontal();
		final ImageAnnotations flipped = on(overview);
		final Roi roi =
			flipped.roi(Annotation.builder(Geometry.rectangle(new Box(400, 200, 80, 40))).build()).orElseThrow();
		assertEquals(new Rectangle2D.Double(1000 - 120, 50, 20, 10), roi.getFloatBounds());
		for (final Geometry kind : KINDS)
			assertTrue(kind.toString(), distance(kind, flipped.annotation(
				flipped.roi(Annotation.builder(kind).build()).orElseThrow()).geometry()) < 1e-3
				|| kind.kind().isArea()); // rectangles begin at another corner
	}

	@Test
	public void whatLiesOutsideIsLeftOut() throws IOException {
		final ImageAnnotations crop = on(images.read(SlideImageRequest.at(WantedScale.level(0))
			.region(new Region(1000, 1000, 100, 100))));
		for (final Box outside : List.of(new Box(0, 0, 999, 3000), new Box(1101, 1000, 5, 5),
			new Box(0, 1100.5, 9999, 1)))
			assertEquals(Optional.empty(), crop.roi(Annotation.builder(Geometry.rectangle(outside)).build()));
		for (final Box inside : List.of(new Box(0, 0, 1001, 3000), new Box(1099, 1000, 500, 5),
			new Box(1050, 1050, 0, 0)))
			assertTrue(crop.roi(Annotation.builder(Geometry.rectangle(inside)).build()).isPresent());
	}

	@Test
	public void planes() throws IOException {
		final ProceduralScene stack = ProceduralScene.channels(PixelType.UINT8,
			List.of(new Channel("a", OptionalInt.empty()), new Channel("b", OptionalInt.empty())), 3, 1, 600, 400, 256,
			1);
		final SlideImagePlus all = new SlideImagePlus(stack.slide(), 0, TileCache.ofBytes(1 << 20));
		final ImagePlus hyperstack = all.read(SlideImageRequest.at(WantedScale.level(0)));
		final ImagePlus one = all.read(SlideImageRequest.at(WantedScale.level(0)).channel(1).z(2));
		assertEquals(6, hyperstack.getStackSize());
		assertEquals(1, one.getStackSize());
		final Geometry point = Geometry.points(Vertices.of(5.5, 5.5));
		for (final ImagePlus image : List.of(hyperstack, one)) {
			final ImageAnnotations annotations =
				new ImageAnnotations(image, SlideRoi.on(image), stack.scene(), remarks);
			for (final int channel : new int[] { -1, 0, 1 })
				for (final int z : new int[] { -1, 0, 2 })
					for (final int t : new int[] { -1, 0 }) {
						final AnnotationPlane plane = new AnnotationPlane(channel, z, t);
						final Roi roi =
							annotations.roi(Annotation.builder(point).plane(plane).build()).orElseThrow();
						assertEquals(plane, annotations.annotation(roi).plane());
						final boolean hasPosition =
							image == hyperstack && !plane.equals(AnnotationPlane.FIRST);
						assertEquals(hasPosition ? channel + 1 : 0, roi.getCPosition());
						assertEquals(hasPosition ? z + 1 : 0, roi.getZPosition());
						assertEquals(hasPosition && channel + z > -2, roi.hasHyperStackPosition());
					}
		}
		final ImageAnnotations annotations =
			new ImageAnnotations(hyperstack, SlideRoi.on(hyperstack), stack.scene(), remarks);
		final Roi drawn = new PointRoi(5, 5);
		assertEquals(new AnnotationPlane(-1, -1, 0), annotations.annotation(drawn).plane());
		drawn.setPosition(4); // of six: the second channel of the second z
		assertEquals(new AnnotationPlane(1, 1, 0), annotations.annotation(drawn).plane());
		assertFalse(remarks.sentences().iterator().hasNext());
	}

	/** Files of other programs, on an overview of 1/64, and through ImageJ's own files. */
	@Test
	public void realFiles() throws IOException {
		final ProceduralScene large = ProceduralScene.rgb(131_072, 131_072, 256, 1, 64);
		final ImagePlus overview = new SlideImagePlus(large.slide(), 0, TileCache.ofBytes(64 << 20))
			.read(SlideImageRequest.at(WantedScale.level(1)));
		final ImageAnnotations onLarge =
			new ImageAnnotations(overview, SlideRoi.on(overview), large.scene(), new Remarks());
		int count = 0;
		for (final File one : RealSlides.path("annotations").toFile().listFiles()) {
			final List<Annotation> all = new ArrayList<>();
			try {
				final AnnotationFile file = AnnotationFile.of(one.toPath());
				AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.UNKNOWN, Optional.empty(),
					remarks, all::add);
			}
			catch (final AnnotationFormatException e) {
				continue; // of a format that Coverslip does not know
			}
			for (final Annotation annotation : all) {
				final Optional<Roi> roi = onLarge.roi(annotation);
				final Box box = annotation.geometry().box();
				assertEquals(one + ": " + annotation, box.endX() < 0 || box.endY() < 0, roi.isEmpty());
				if (roi.isEmpty()) continue;
				final Roi again = RoiDecoder.openFromByteArray(RoiEncoder.saveAsByteArray(roi.get()));
				final Annotation back = onLarge.annotation(again);
				assertEquals(one.getName(), annotation.geometry().area(), back.geometry().area(),
					annotation.geometry().area() * 1e-3);
				assertEquals(one.getName(), annotation.with().nucleus(null).build(),
					back.with().geometry(annotation.geometry()).build());
				count++;
			}
		}
		assertTrue(count + " annotations", count >= 13);
	}
}
