package org.coverslip.format.leica;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.leica.ScnFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * SCN slides built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, associated images and
 * regions.
 * <p>
 * OpenSlide paints all bright-field main images on one canvas, and cuts each image's position on a level to whole
 * pixels: of the image for the image's place, and of the request for what is shown. The test does that arithmetic
 * itself, with the numbers that are written into the file, and expects each scene to hold what is painted there.
 */
@RunWith(Parameterized.class)
public class LeicaAgreementTest {

	private static final int REGIONS = 100;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	/** Tolerance; for each image on the canvas x, y and width in nm; names of associated images; recipe. */
	@Parameter(1)
	public Variant variant;

	public record Variant(int tolerance, long[][] images, List<String> associated, Recipe recipe) {}

	private static Object[] variant(final String name, final int tolerance, final long[][] images,
		final List<String> associated,
		final Recipe recipe)
	{
		return new Object[] { name, new Variant(tolerance, images, associated, recipe) };
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		// OpenSlide shows levels smaller than a tile wrongly, unless they are JPEG in colour
		final List<String> macro = List.of("macro");
		final long[][] one = { { 700_123, 300_456, 450_000 } };
		for (final JpegSubsampling s : JpegSubsampling.values())
			all.add(variant("jpeg " + s, 2, one, macro, scn -> {
				scn.tiff.jpeg(s);
				scn.macro("brightfield").main(900, 601, 700_123, 300_456);
			}));
		all.add(variant("older schema", 0, one, macro, scn -> {
			scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
			scn.namespace(ScnFixture.OLDER).barcode("", " barcode=\"Case 2\"").macro("brightfield")
				.main(900, 601, 700_123, 300_456);
		}));
		all.add(variant("no macro, no barcode", 0, one, List.of(), scn -> {
			scn.tiff.tile(16, 16).compression(COMPRESSION_DEFLATE, 1);
			scn.barcode("", "").main(900, 601, 700_123, 300_456);
		}));
		all.add(variant("main before macro", 0, one, macro,
			scn -> {
				scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
				scn.main(900, 601, 700_123, 300_456).macro("brightfield");
			}));
		all.add(variant("several images", 0,
			new long[][] { { 200_000, 100_000, 450_000 }, { 1_200_777, 100_333, 495_500 },
			{ 200_999, 800_001, 252_000 } },
			macro, scn -> {
				scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
				scn.macro("brightfield").main(900, 601, 200_000, 100_000)
					.main(1000, 500, 495_500, 1_200_777, 100_333, "20", 3, 1)
					.main(500, 300, 252_000, 200_999, 800_001, "20", 3, 1);
			}));
		all.add(variant("images one over the other", 0,
			new long[][] { { 200_000, 100_000, 350_000 }, { 350_000, 200_000, 400_000 } }, macro,
			scn -> {
				scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
				scn.macro("brightfield").main(700, 500, 200_000, 100_000).main(800, 600, 350_000, 200_000);
			}));
		all.add(variant("focal planes", 0, new long[][] { { 700_123, 300_456, 300_000 } }, macro, scn -> {
			scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
			scn.macro("brightfield").main(600, 400, 300_000, 700_123, 300_456, "40", 3, 3);
		}));
		all.add(variant("an image beyond the slide's edge", 0, new long[][] { { -50_000, -20_250, 300_000 } }, macro,
			scn -> {
			scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
			scn.macro("brightfield").main(600, 400, -50_000, -20_250);
		}));
		all.add(variant("fluorescence beside", 0, one, List.of("macro", "macro channel 1"), scn -> {
			scn.tiff.tile(16, 16).compression(COMPRESSION_LZW, 2);
			scn.macro("brightfield").main(900, 601, 700_123, 300_456).macro("fluorescence");
			scn.fluorescence(500, 400, 100_000, 100_000, 3, 1, PixelType.UINT16);
		}));
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = ScnFixture.write(folder.getRoot().toPath().resolve("slide.scn"), variant.recipe);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Leica SCN", slide.metadata().format());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameAssociatedImages(path, withoutFluorescence(slide),
				openSlides(variant.associated),
				variant.tolerance);
			assertEquals(variant.associated, slide.associatedImages().stream().map(image -> image.name()).toList());
			assertSameRegions(path, slide);
		}
	}

	private static List<String> openSlides(final List<String> names) {
		return names.stream().filter(name -> name.equals("macro")).toList();
	}

	/** The slide with those associated images that OpenSlide has. */
	private static Slide withoutFluorescence(final Slide slide) {
		return new Slide() {

			@Override
			public org.coverslip.slide.SlideMetadata metadata() {
				return slide.metadata();
			}

			@Override
			public List<Scene> scenes() {
				return slide.scenes();
			}

			@Override
			public List<org.coverslip.slide.AssociatedImage> associatedImages() {
				return slide.associatedImages().stream().filter(image -> image.name().equals("macro")).toList();
			}

			@Override
			public void close() {
				throw new UnsupportedOperationException();
			}
		};
	}

	private void assertSameRegions(final Path path, final Slide slide) throws IOException {
		final Map<String, String> properties = slide.metadata().properties();
		final int levels = Integer.parseInt(properties.get("openslide.level-count"));
		final Random random = new Random(20261120);
		final List<OpenSlideRegion> asked = new ArrayList<>();
		// left of and above the slide OpenSlide shows what happens to be in the tiles at its edge
		final int outside = variant.images[0][0] < 0 ? 0 : 150;
		for (int i = 0; i < REGIONS; i++)
			asked.add(new OpenSlideRegion(random.nextInt(4400) - outside, random.nextInt(2700) - outside, i % levels,
				1 + random.nextInt(700), 1 + random.nextInt(500)));
		final List<int[]> expected = Oracle.openSlideRegions(path, asked);
		final RegionReader reader = new RegionReader(TileCache.shared());
		for (int i = 0; i < REGIONS; i++) {
			final OpenSlideRegion r = asked.get(i);
			final int[] found = new int[r.width() * r.height()];
			final double downsample =
				Double.parseDouble(properties.get("openslide.level[" + r.level() + "].downsample"));
			for (int k = variant.images.length - 1; k >= 0; k--)
				paint(reader, slide.scenes(), k, r, downsample, found);
			OpenSlideAgreement.assertSamePixels(name + " " + r + " ", expected.get(i), found, r.width(),
				variant.tolerance);
		}
	}

	/** Paints what a scene shows of a region of the canvas. */
	private void paint(final RegionReader reader, final List<Scene> scenes, final int image, final OpenSlideRegion r,
		final double downsample, final int[] canvas) throws IOException
	{
		double nm = Double.POSITIVE_INFINITY;
		for (int i = 0; i < variant.images.length; i++)
			nm = Math.min(nm, (double) variant.images[i][2] / scenes.get(i).level(r.level()).width());
		final Scene scene = scenes.get(image);
		final int shiftX = (int) (Math.max(0, -r.x0()) / downsample);
		final int shiftY = (int) (Math.max(0, -r.y0()) / downsample);
		if (shiftX >= r.width() || shiftY >= r.height()) return;
		final long areaX = r.level() == 0 ? scene.originX0() : (long) (variant.images[image][0] / nm);
		final long areaY = r.level() == 0 ? scene.originY0() : (long) (variant.images[image][1] / nm);
		final long x = (long) (Math.max(0, r.x0()) / downsample - areaX);
		final long y = (long) (Math.max(0, r.y0()) / downsample - areaY);
		final int width = r.width() - shiftX;
		final int[] found = reader.read(scene, r.level(), Plane.FIRST, new Region(x, y, width, r.height() - shiftY))
			.toArgb();
		for (int p = 0; p < found.length; p++)
			if (found[p] != 0) canvas[(p / width + shiftY) * r.width() + p % width + shiftX] = found[p];
	}
}
