package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.coverslip.testing.RealSlides;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Functions on a real slide against SciPy and scikit-image. */
public class ScikitAgreementTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Slide slide;
	private Picture all;
	private Picture part;

	@Before
	public void open() throws IOException {
		slide = SlideOpener.open(RealSlides.path("svs/CMU-1-Small-Region.svs"));
		final RegionReader reader = new RegionReader(TileCache.ofBytes(64 << 20));
		all = Picture.of(slide.scenes().get(0), reader).build();
		part = Picture.of(slide.scenes().get(0), reader).region(new Region(700, 500, 600, 400)).build();
	}

	@After
	public void close() throws IOException {
		if (slide != null) slide.close();
	}

	static Picture applied(final String word, final String options, final Picture picture) throws IOException {
		final PictureFunction function = KnownFunctions.ofWord(word);
		return function.apply(picture, function.options().parse(options), ProgressListener.NONE);
	}

	@Test
	public void gaussianIsThatOfScipy() throws IOException {
		final Picture greys = Greys.of(part);
		final double[] theirs = ImageOracle.of("gaussian", greys.read().block(), 2);
		final PixelBlock ours = applied("gaussian", "sigma=2", greys).read().block();
		for (int i = 0; i < theirs.length; i++)
			assertEquals(theirs[i], ours.value(i), 0.501);
	}

	@Test
	public void otsuIsThatOfScikitImage() throws IOException {
		final PixelBlock greys = Greys.of(part).read().block();
		final double theirs = ImageOracle.of("otsu", greys)[0];
		final byte[] dark = applied("threshold", "objects=dark", part).read().block().bytes();
		for (int i = 0; i < dark.length; i++)
			assertEquals(greys.value(i) <= theirs ? 255 : 0, dark[i] & 0xff);
	}

	@Test
	public void stainsAreThoseOfScikitImage() throws IOException {
		assertStains("stains=he", 0.65, 0.70, 0.29, 0.07, 0.99, 0.11);
		assertStains("stains=hdab", 0.65, 0.70, 0.29, 0.27, 0.57, 0.78);
		assertStains("first=0.5,0.7,0.3 second=0.1,0.9,0.2", 0.5, 0.7, 0.3, 0.1, 0.9, 0.2);
	}

	private void assertStains(final String options, final double... vectors) throws IOException {
		final double[] theirs = ImageOracle.of("stains", part.read().block(), vectors);
		final Picture floats = applied("stains", options + " as=float", part);
		final Picture bytes = applied("stains", options, part);
		for (int stain = 0; stain < 3; stain++) {
			final PixelBlock exact = floats.read(new Plane(stain, 0, 0), part.bounds()).block();
			final PixelBlock coarse = bytes.read(new Plane(stain, 0, 0), part.bounds()).block();
			for (int i = 0; i < exact.shape().pixels(); i++) {
				assertEquals(theirs[3 * i + stain], exact.value(i), 1e-6);
				assertEquals(Math.min(255, 100 * theirs[3 * i + stain]), coarse.value(i), 0.5001);
			}
		}
		assertEquals("hematoxylin", bytes.channels().get(0).name());
	}

	@Test
	public void stainsAreEstimatedAsByNumpy() throws IOException {
		final CoarseLook look = CoarseLook.of(all, Plane.FIRST, 1, ProgressListener.NONE);
		assertTrue(look.pixels().width() <= CoarseLook.LONGEST_SIDE);
		final double[] theirs = ImageOracle.of("macenko", look.pixels());
		final StainVectors ours = StainEstimate.of(look, OpticalDensity.of(all, "stains"));
		assertArrayEquals(new double[] { theirs[0], theirs[1], theirs[2] }, ours.vector(0), 1e-9);
		assertArrayEquals(new double[] { theirs[3], theirs[4], theirs[5] }, ours.vector(1), 1e-9);
		TileInvariance.assertHolds("stains=estimate", applied("stains", "stains=estimate", part));
	}

	/** All of the slide, in tiles of several sizes, against all of it at once. */
	@Test
	public void nucleiAreThoseOfPeakLocalMax() throws IOException {
		final double[] theirs =
			ImageOracle.of("nuclei", all.read().block(), 4, 0.15, 6, 0.65, 0.70, 0.29, 0.07, 0.99, 0.11);
		assertTrue(theirs.length / 2 + " nuclei", theirs.length / 2 > 1000);
		for (final int side : new int[] { 333, 4096 })
			assertArrayEquals("tiles of " + side, theirs, places("sigma=4 threshold=0.15 distance=6", all, side), 0);
	}

	@Test
	public void nucleiAreThoseOfBlobLog() throws IOException {
		final Stain hematoxylin = Stain.of(StainVectors.HE, 0, OpticalDensity.of(part, "nuclei"));
		final double[] theirs = ImageOracle.of("blobs", new PixelBlock(
			new BlockShape((int) part.width(), (int) part.height(), 1, PixelType.FLOAT64),
			hematoxylin.densities(part.read().block())), 3, 0.05);
		assertTrue(theirs.length / 2 + " blobs", theirs.length / 2 > 50);
		assertArrayEquals(theirs, places("sigma=3 threshold=0.05 distance=1", part, 128), 0);
	}

	private static FoundObjects found(final String options, final Picture picture, final int side)
		throws IOException
	{
		final NucleiFunction nuclei = new NucleiFunction();
		final PointFinder finder =
			nuclei.finder(picture, nuclei.options().parse(options), ProgressListener.NONE);
		return FoundObjects.search(finder, Optional.empty(), new TilePlan(picture, side, 0, Map.of()), 3,
			ProgressListener.NONE);
	}

	/** Columns and rows in turn. */
	private static double[] places(final String options, final Picture picture, final int side) throws IOException {
		return found(options, picture, side).points().stream().flatMapToDouble(p -> DoubleStream.of(p.x(), p.y()))
			.toArray();
	}

	@Test
	public void densityIsThatOfScipy() throws IOException {
		final Picture map = Picture.of(slide.scenes().get(0), new RegionReader(TileCache.ofBytes(64 << 20)))
			.scale(WantedScale.pixelSize(8)).build();
		final FoundObjects nuclei = found("", all, 1000);
		final double pitch = map.place().pitchX();
		final double um = map.pixelSize().orElseThrow().xUm();
		final Path file = folder.getRoot().toPath().resolve("nuclei.geojson");
		try (AnnotationWriter writer = AnnotationFiles.write(file, AnnotationFiles.formatFor(file),
			SlideFrame.of(slide, slide.scenes().get(0)), Optional.empty(), new Remarks())) {
			nuclei.annotate(new NucleiFunction(), writer);
			writer.finish();
		}
		final DoubleStream points = nuclei.points().stream()
			.flatMapToDouble(p -> DoubleStream.of(nuclei.x0(p) / pitch, nuclei.y0(p) / pitch));
		final double[] theirs = ImageOracle.of("density", map.read().block(),
			DoubleStream.concat(DoubleStream.of(50 / um), points).toArray());
		final PixelBlock ours = applied("density", "smooth=50 objects=" + file, map).read().block();
		assertEquals(theirs.length, ours.shape().pixels());
		double most = 0;
		for (int i = 0; i < theirs.length; i++) {
			assertEquals(theirs[i] * 1e6 / (um * um), ours.value(i), 0.01);
			most = Math.max(most, ours.value(i));
		}
		assertTrue("at most " + most + " in a square millimetre", most > 1000);
		final PixelBlock bytes = applied("density", "smooth=50 as=bytes objects=" + file, map).read().block();
		for (int i = 0; i < theirs.length; i++)
			assertEquals(255 * ours.value(i) / most, bytes.value(i), 0.501);
	}
}
