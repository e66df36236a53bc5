package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PyramidTiffTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void losslessRoundTripOfEachTypeAndCompression() throws IOException {
		for (final PixelType type : PixelType.values())
			for (final int samples : new int[] { 1, 3 })
				for (final Compression compression : Compression.all()) {
					final boolean colour = type == PixelType.UINT8 || type == PixelType.UINT16;
					if (!compression.isLossless() || samples == 3 && !colour) continue;
					final DrawnScene.Builder drawn = DrawnScene.of(333, 290, type, samples).tiles(96, 80);
					final Region region = new Region(7, 5, 325, 281);
					assertPyramid(type + " " + samples + " " + compression, drawn, region,
						PyramidTiffOptions.builder().compression(compression).tileSize(64).build());
				}
	}

	/** Quality 95 on soft waves: the means differ by less than 1.5 %, in all levels. */
	@Test
	public void lossyRoundTripOfEachTypeAndDialect() throws IOException {
		for (final Dialect dialect : Dialect.values())
			for (final int samples : new int[] { 1, 3 })
				for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16, PixelType.INT8,
					PixelType.INT16 })
					for (final Compression compression : new Compression[] { Compression.JPEG, Compression.JPEG2000 }) {
						final boolean possible = type == PixelType.UINT8
							|| compression == Compression.JPEG2000 && dialect != Dialect.SVS && samples == 1;
						if (!possible || dialect == Dialect.SVS && samples == 1) continue;
						final WrittenPyramid written = WrittenPyramid.write(DrawnScene.of(300, 270, type, samples),
							new Region(3, 5, 290, 260), PyramidTiffOptions.builder().compression(compression)
							.quality(95).tileSize(128)
								.dialect(dialect).build(), folder.getRoot().toPath().resolve("out.tif"));
						assertNear(dialect + " " + type + " " + samples + " " + compression, written,
							0.015 * Math.pow(2, type.bits()));
					}
	}

	@Test
	public void jpeg2000OfQuality100LosesNothing() throws IOException {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16 }) {
			final WrittenPyramid written =
				WrittenPyramid.write(DrawnScene.of(200, 150, type, 1), Region.ofSize(200, 150),
				PyramidTiffOptions.builder().compression(Compression.JPEG2000).quality(100).tileSize(64).build(),
				folder.getRoot().toPath().resolve("out.tif"));
			assertNear(type.toString(), written, 0);
		}
	}

	private static void assertNear(final String what, final WrittenPyramid written, final double tolerance)
		throws IOException
	{
		try (Slide slide = SlideOpener.open(written.path())) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(what, written.levels().size(), scene.levels().size());
			for (int i = 0; i < scene.levels().size(); i++) {
				final PixelBlock found =
					new RegionReader(TileCache.ofBytes(0)).read(scene, i, Plane.FIRST, scene.level(i).region()).block();
				final double difference = WrittenPyramid.meanDifference(written.levels().get(i), found);
				assertTrue(what + ", level " + i + " differs by " + difference, difference <= tolerance);
			}
		}
	}

	@Test
	public void eachDialectIsReadBack() throws IOException {
		for (final Dialect dialect : Dialect.values()) {
			final DrawnScene.Builder drawn = DrawnScene.of(700, 500, PixelType.UINT8, 3);
			final Region all = Region.ofSize(700, 500);
			final Path path = assertPyramid(dialect.toString(), drawn, all,
				PyramidTiffOptions.builder().dialect(dialect).tileSize(128).build());
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(dialect.toString(), 0.499, slide.scenes().get(0).pixelSize().get().xUm(), 1e-9);
				assertEquals(dialect == Dialect.SVS ? "aperio" : "generic-tiff", slide.metadata().vendor().get());
			}
		}
	}

	@Test
	public void regionIsClippedAndMustTouchTheImage() throws IOException {
		final Scene scene = DrawnScene.of(300, 200, PixelType.UINT8, 1).build();
		final Path path = folder.getRoot().toPath().resolve("out.tif");
		final PyramidTiffOptions options = PyramidTiffOptions.builder().build();
		assertEquals(new Region(250, 0, 50, 100),
			SlideWriter.write(scene, new Region(250, -50, 900, 150), options, path, ProgressListener.NONE));
		final IllegalArgumentException e =
			assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(scene,
			new Region(300, 0, 10, 10), options, path, ProgressListener.NONE));
		assertEquals("the region of 10 x 10 at (300, 0) lies outside of the image of 300 x 200 pixels", e.getMessage());
	}

	@Test
	public void oddAndThinImages() throws IOException {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 700 }, { 1025, 3 }, { 256, 256 }, { 257, 255 } }) {
			final DrawnScene.Builder drawn = DrawnScene.of(size[0], size[1], PixelType.UINT16, 1).tiles(64, 48);
			final Region all = Region.ofSize(size[0], size[1]);
			assertPyramid(Arrays.toString(size), drawn, all, PyramidTiffOptions.builder().tileSize(16).build());
		}
	}

	@Test
	public void stripedSourcesAreReadRowByRow() throws IOException {
		final DrawnScene.Builder drawn = DrawnScene.of(3000, 200, PixelType.UINT8, 3).tiles(3000, 16);
		final Region all = Region.ofSize(3000, 200);
		assertPyramid("strips", drawn, all, PyramidTiffOptions.builder().tileSize(64).build());
	}

	private Path write(final Scene scene, final Region region, final PyramidTiffOptions options) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("out.tif");
		SlideWriter.write(scene, region, options, path, ProgressListener.NONE);
		try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
			assertEquals("no litter", 1, files.count());
		}
		return path;
	}

	/** Writes a region of a scene, and asserts that the file holds its pixels and their halvings. */
	private Path assertPyramid(final String what, final DrawnScene.Builder drawn, final Region region,
		final PyramidTiffOptions options) throws IOException
	{
		final Path path = write(drawn.build(), region, options);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			final List<PixelBlock> expected = WrittenPyramid.levels(drawn.draw(region, Plane.FIRST), options);
			assertEquals(what, expected.size(), scene.levels().size());
			for (int i = 0; i < scene.levels().size(); i++) {
				final Level level = scene.level(i);
				final PixelBlock found = reader.read(scene, i, Plane.FIRST, level.region()).block();
				assertEquals(what, expected.get(i).shape(), found.shape());
				final double tolerance = i > 0 && found.type() == PixelType.FLOAT64 ? 1e-9 : 0;
				assertEquals(what + ", level " + i, 0, largestDifference(expected.get(i), found), tolerance);
				assertTrue(what, level.tileWidth() <= level.width() && level.tileHeight() <= level.height());
			}
		}
		return path;
	}

	private static double largestDifference(final PixelBlock a, final PixelBlock b) {
		double largest = 0;
		for (int i = 0; i < a.shape().length(); i++)
			largest = Math.max(largest, Math.abs(a.value(i) - b.value(i)));
		return largest;
	}
}
