package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.SlideReport;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.walk.TileCanvas;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Levels of masks and label images. */
public class LevelRuleTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** Blots of four classes, with single pixels of others between them. */
	private static double classes(final long x, final long y) {
		final long noise = new Random(x * 31 + y * 1009).nextInt(6);
		return (noise == 0 ? x * y % 5 : (x / 5 + y / 7) % 4) / 5.0;
	}

	private static DrawnScene.Builder drawn(final int width, final int height, final PixelType type,
		final int samples) {
		return DrawnScene.of(width, height, type, samples).formula((x, y, s, plane) -> classes(x, y));
	}

	/**
	 * Of the types whose smaller levels libvips 8.14 writes as what they are: of floats, they lack the tag that says
	 * so.
	 */
	@Test
	public void levelsAreThoseOfVips() throws IOException {
		Oracle.assumeVips();
		for (final LevelRule rule : List.of(LevelRule.NEAREST, LevelRule.MODE))
			for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16)) {
				final WrittenPyramid ours = WrittenPyramid.write(drawn(512, 512, type, 1), Region.ofSize(512, 512),
					PyramidTiffOptions.builder().tileSize(64).levels(rule).dialect(Dialect.PLAIN).build(),
					path("ours.tif"));
				Oracle.run("vips", "tiffsave", ours.path().toString(), path("vips.tif").toString(), "--tile",
					"--tile-width", "64",
					"--tile-height", "64", "--pyramid", "--region-shrink", rule == LevelRule.MODE ? "mode" : "nearest");
				assertEquals(4, Oracle.vipsPageCount(path("vips.tif")));
				for (int i = 1; i < 4; i++)
					assertEquals(rule + " " + type + " level " + i, 0, WrittenPyramid
						.largestDifference(Oracle.vipsPixels(path("vips.tif"), i), Oracle.vipsPixels(ours.path(), i)),
						0);
			}
	}

	@Test
	public void noValueAppearsThatWasNotThere() throws IOException {
		for (final LevelRule rule : List.of(LevelRule.NEAREST, LevelRule.MODE))
			for (final PixelType type : PixelType.values())
				for (final int samples : type.bytes() < 4 && !type.isSigned() ? new int[] { 1, 3 } : new int[] { 1 }) {
					final Scene scene = drawn(333, 171, type, samples).build();
					SlideWriter.write(scene, scene.level(0).region(),
						PyramidTiffOptions.builder().tileSize(64).levels(rule).build(), path("out.tif"),
						ProgressListener.NONE);
					assertNoNewPixels(rule + " " + type + " " + samples, path("out.tif"));
				}
	}

	private static void assertNoNewPixels(final String what, final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(what, scene.isCategorical());
			assertTrue(what, scene.levels().size() > 2);
			final Set<List<Double>> known = pixels(scene, 0);
			for (int i = 1; i < scene.levels().size(); i++)
				assertTrue(what + ", level " + i, known.containsAll(pixels(scene, i)));
		}
	}

	/** The different pixels of a level. */
	private static Set<List<Double>> pixels(final Scene scene, final int level) throws IOException {
		final PixelBlock block =
			new RegionReader(TileCache.ofBytes(0)).read(scene, level, Plane.FIRST, scene.level(level).region()).block();
		final Set<List<Double>> pixels = new HashSet<>();
		for (int i = 0; i < block.shape().length(); i += block.samples()) {
			final Double[] pixel = new Double[block.samples()];
			for (int s = 0; s < pixel.length; s++)
				pixel[s] = block.value(i + s);
			pixels.add(Arrays.asList(pixel));
		}
		return pixels;
	}

	@Test
	public void whatLooksLikeClassesIsWrittenAsSuch() throws IOException {
		for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.PLAIN, Dialect.OME)) {
			try (TileCanvas canvas = TileCanvas.builder(300, 300, PixelType.UINT8, 1).categorical(true).create()) {
				writeClasses(canvas, PixelType.UINT8);
				write(canvas.finish(), dialect, path("canvas.tif"));
			}
			assertNoNewPixels("canvas " + dialect, path("canvas.tif"));
			try (TileCanvas canvas = TileCanvas.create(300, 300, PixelType.INT32, 1)) {
				writeClasses(canvas, PixelType.INT32);
				write(canvas.finish(), dialect, path("numbers.tif"));
			}
			assertNoNewPixels("32 bits " + dialect, path("numbers.tif"));
			// what Coverslip wrote so is written so again
			try (Slide slide = SlideOpener.open(path("canvas.tif"))) {
				write(slide.scenes().get(0), dialect, path("again.tif"));
			}
			assertNoNewPixels("again " + dialect, path("again.tif"));
		}
		try (TileCanvas canvas = TileCanvas.create(300, 300, PixelType.UINT8, 1)) {
			writeClasses(canvas, PixelType.UINT8);
			assertFalse("amounts", canvas.finish().isCategorical());
		}
	}

	private static void writeClasses(final TileCanvas canvas, final PixelType type) throws IOException {
		canvas.write(0, 0, drawn(300, 300, type, 1).draw(Region.ofSize(300, 300), Plane.FIRST));
	}

	private static void write(final Scene scene, final Dialect dialect, final Path path) throws IOException {
		SlideWriter.write(scene, scene.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.DEFLATE).tileSize(64).dialect(dialect).build(), path,
			ProgressListener.NONE);
	}

	@Test
	public void palettesAndSingleBitsAreClasses() throws IOException {
		final Path palette = path("palette.tif");
		final int[] colours = new int[3 * 256];
		for (int i = 0; i < colours.length; i++)
			colours[i] = i * 7919 % 65536;
		try (TiffFixture tiff = new TiffFixture(palette, ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.samples(1, PixelType.UINT8, TiffTag.PHOTOMETRIC_PALETTE);
			tiff.add(tiff.tiled(300, 200, 1).shorts(TiffTag.COLOR_MAP, colours));
		}
		try (Slide slide = SlideOpener.open(palette)) {
			assertTrue(slide.scenes().get(0).isRgb());
			assertTrue(SlideReport.of(slide).toJson().contains("\"categorical\": true"));
			write(slide.scenes().get(0), Dialect.UNIVERSAL, path("out.tif"));
		}
		assertNoNewPixels("palette", path("out.tif"));
	}

	@Test
	public void theMeanRemainsForAmounts() throws IOException {
		final PixelBlock half = PixelBlock.zeros(new BlockShape(1, 1, 1, PixelType.UINT8));
		final PixelBlock four = PixelBlock.zeros(new BlockShape(2, 2, 1, PixelType.UINT8));
		System.arraycopy(new byte[] { 1, 3, 3, 1 }, 0, four.bytes(), 0, 4);
		final Scene amounts = DrawnScene.of(9, 9, PixelType.UINT8, 1).build();
		LevelRule.AUTO.of(amounts).halving().halve(four, 0, 0, 2, 2, half, 0, 0);
		assertEquals(2, half.bytes()[0]);
	}
}
