package org.coverslip.export.deepzoom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.image.PngEncoder;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.Oracle.DeepZoomTiles;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Whole sets of tiles, compared with those of {@code vips dzsave} and of openslide-python's {@code DeepZoomGenerator}.
 */
public class DeepZoomAgreementTest {

	/** Width, height, tile size, overlap. */
	private static final int[][] GEOMETRIES = { { 1, 1, 254, 1 }, { 1, 2, 254, 1 }, { 2, 1, 256, 0 },
		{ 1, 1000, 254, 1 },
		{ 999, 1, 100, 3 }, { 254, 254, 254, 1 }, { 255, 255, 254, 1 }, { 256, 256, 256, 0 }, { 257, 511, 256, 0 },
		{ 508, 509, 254, 1 }, { 600, 500, 254, 1 }, { 513, 1025, 254, 2 }, { 1001, 777, 128, 4 }, { 777, 1001, 126, 1 },
		{ 1220, 967, 254, 1 }, { 1221, 967, 240, 0 }, { 2049, 33, 510, 1 }, { 1100, 1101, 1000, 8 },
		{ 513, 513, 128, 1 },
		{ 1500, 821, 254, 7 } };

	/** Non-empty areas, each of the geometry of 600 x 500 pixels. */
	private static final List<Region> BOUNDS =
		List.of(new Region(0, 0, 600, 500), new Region(77, 91, 300, 255), new Region(599, 499, 1, 1),
		new Region(3, 0, 597, 1));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void tileSetsAreThoseOfDeepZoomGenerator() throws IOException {
		final List<DeepZoomTiles> jobs = new ArrayList<>();
		for (final int[] g : GEOMETRIES)
			jobs.add(job(g[0], g[1], g[2], g[3], null));
		for (final Region bounds : BOUNDS)
			jobs.add(job(600, 500, 128, 1, bounds));
		final List<String> descriptors = Oracle.deepZoomTiles(jobs);
		assertEquals(jobs.size(), descriptors.size());
		for (int i = 0; i < jobs.size(); i++)
			assertGeneratorsTiles(jobs.get(i), descriptors.get(i));
	}

	private DeepZoomTiles job(final int width, final int height, final int tileSize, final int overlap,
		final Region bounds)
		throws IOException
	{
		final Path root = folder.newFolder().toPath();
		final PixelBlock drawn = drawn(width, height).draw(Region.ofSize(width, height), Plane.FIRST);
		Files.write(root.resolve("picture.png"), PngEncoder.encode(RegionPixels.of(drawn)));
		return new DeepZoomTiles(root.resolve("picture.png"), root.resolve("theirs"), tileSize, overlap, bounds);
	}

	/**
	 * Its smaller levels are made by another filter, and of odd sizes a tile at the edge may be a pixel smaller than it
	 * says.
	 */
	private static void assertGeneratorsTiles(final DeepZoomTiles job, final String dzi) throws IOException {
		final Path root = job.folder().getParent();
		final DeepZoomOptions options = DeepZoomOptions.builder().format(PictureFormat.PNG).tileSize(job.tileSize())
			.overlap(job.overlap()).limitBounds(job.bounds() != null).build();
		final DeepZoomLayout layout;
		try (Slide picture = SlideOpener.open(job.picture())) {
			final Scene whole = picture.scenes().get(0);
			final Scene scene = job.bounds() == null ? whole
				: Scene.builder(SlideLifetime.inMemory("bounded")).levels(whole.levels()).bounds(job.bounds()).build();
			layout = options.layout(
				SlideWriter.write(scene, options, root.resolve("ours"), ProgressListener.NONE));
		}
		assertTrue(dzi, dzi.contains("Width=\"" + layout.width() + "\"")
			&& dzi.contains("Height=\"" + layout.height() + "\""));
		for (int level = 0; level < layout.levelCount(); level++) {
			final Path ours = root.resolve("ours_files/" + level);
			final Path theirs = root.resolve("theirs/" + level);
			assertEquals(names(theirs), names(ours));
			for (final String name : names(ours)) {
				final Raster our = raster(ours.resolve(name));
				final Raster their = raster(theirs.resolve(name));
				final String what = layout + ", level " + level + ", " + name + ": " + our.getBounds() + ", "
					+ their.getBounds();
				if (level == layout.levelCount() - 1) assertEquals(what, 0, largestDifference(our, their));
				assertTrue(what, our.getWidth() - their.getWidth() <= 1 && our.getWidth() >= their.getWidth());
				assertTrue(what, our.getHeight() - their.getHeight() <= 1 && our.getHeight() >= their.getHeight());
			}
		}
		assertEquals(layout.levelCount(), names(root.resolve("theirs")).size());
	}

	/** Tiles of all levels are equal pixel by pixel, also those of odd sizes. */
	@Test
	public void pixelsAreThoseOfVips() throws IOException {
		Oracle.assumeVips();
		for (final int[] g
			: new int[][] { { 1, 1, 254, 1 }, { 1, 300, 254, 1 }, { 257, 255, 254, 1 }, { 1501, 1203, 254, 1 },
			{ 777, 333, 64, 3 }, { 640, 481, 256, 0 }, { 2047, 1025, 510, 1 } })
			assertEquals(g[0] + " x " + g[1], 0, largestDifferenceFromVips(drawn(g[0], g[1]).build(), g, ".png"));
		final int[] grey = { 701, 403, 128, 2 };
		assertEquals(0, largestDifferenceFromVips(DrawnScene.of(701, 403, PixelType.UINT8, 1).build(), grey, ".png"));
	}

	/** OpenSlide gives libvips an alpha channel, with which it rounds means down. */
	@Test
	public void pixelsAreThoseOfVipsWithOpenSlide() throws IOException {
		assumeTrue("skipped: libvips is built without OpenSlide",
			Oracle.run("vips", "-l", "foreign").contains("openslideload"));
		final Path root = folder.getRoot().toPath();
		final Path svs = root.resolve("slide.svs");
		final Scene drawn = drawn(701, 603).build();
		SlideWriter.write(drawn, drawn.level(0).region(),
			PyramidTiffOptions.builder().dialect(Dialect.SVS).compression(Compression.JPEG).quality(90).build(), svs,
			ProgressListener.NONE);
		Oracle.run("vips", "dzsave", svs.toString(), root.resolve("vips").toString(), "--suffix", ".png");
		try (Slide slide = SlideOpener.open(svs)) {
			final DeepZoomOptions options = DeepZoomOptions.builder().format(PictureFormat.PNG).halving(HalfSize.DOWN)
				.build();
			final DeepZoomLayout layout = options.layout(
				SlideWriter.write(slide.scenes().get(0), options, root.resolve("ours"), ProgressListener.NONE));
			assertEquals(0, largestDifferenceFromVips(root, layout));
		}
	}

	/** JPEG tiles differ from libvips' by what two builds of libjpeg differ. */
	@Test
	public void jpegTilesShowThePixelsOfVips() throws IOException {
		Oracle.assumeVips();
		final int[] g = { 1501, 1203, 254, 1 };
		for (final int quality : new int[] { 75, 95 }) {
			final int largest = largestDifferenceFromVips(drawn(g[0], g[1]).build(), g, ".jpg[Q=" + quality + "]");
			assertTrue("quality " + quality + ": " + largest, largest <= 2);
		}
	}

	private int largestDifferenceFromVips(final Scene scene, final int[] g, final String suffix) throws IOException {
		final Path root = folder.newFolder().toPath();
		final Path tif = root.resolve("image.tif");
		SlideWriter.write(scene, scene.level(0).region(), PyramidTiffOptions.builder().tileSize(64).build(), tif,
			ProgressListener.NONE);
		Oracle.run("vips", "dzsave", tif.toString(), root.resolve("vips").toString(), "--suffix", suffix, "--tile-size",
			"" + g[2],
			"--overlap", "" + g[3]);
		final DeepZoomOptions.Builder options = DeepZoomOptions.builder().tileSize(g[2]).overlap(g[3]);
		if (suffix.equals(".png")) options.format(PictureFormat.PNG);
		else options.quality(Integer.parseInt(suffix.replaceAll("[^0-9]", "")));
		final DeepZoomLayout layout = options.build().layout(
			SlideWriter.write(scene, options.build(), root.resolve("ours"), ProgressListener.NONE));
		return largestDifferenceFromVips(root, layout);
	}

	private static int largestDifferenceFromVips(final Path root, final DeepZoomLayout layout) throws IOException {
		int largest = 0;
		for (int level = 0; level < layout.levelCount(); level++) {
			final Path theirs = root.resolve("vips_files/" + level);
			final Path ours = root.resolve("ours_files/" + level);
			assertEquals(names(theirs), names(ours));
			for (final String name : names(ours))
				largest =
					Math.max(largest, largestDifference(raster(theirs.resolve(name)), raster(ours.resolve(name))));
		}
		assertEquals(layout.levelCount(), names(root.resolve("vips_files")).stream().filter(n -> n.matches("\\d+"))
			.count());
		return largest;
	}

	private static DrawnScene.Builder drawn(final int width, final int height) {
		return DrawnScene.of(width, height, PixelType.UINT8, 3).tiles(160, 112)
			.formula((x, y, s, p) -> (x * x / 97 + y * 5 + x * y / 31 + 40 * s) % 256 / 255.0);
	}

	private static Raster raster(final Path image) throws IOException {
		return ImageIO.read(image.toFile()).getRaster();
	}

	/** Of the samples that both have: libvips' tiles of a slide also have alpha, which is opaque. */
	private static int largestDifference(final Raster a, final Raster b) {
		assertEquals(a.getBounds(), b.getBounds());
		int largest = 0;
		for (int band = 0; band < Math.min(a.getNumBands(), b.getNumBands()); band++) {
			final int[] p = a.getSamples(0, 0, a.getWidth(), a.getHeight(), band, (int[]) null);
			final int[] q = b.getSamples(0, 0, b.getWidth(), b.getHeight(), band, (int[]) null);
			for (int i = 0; i < p.length; i++)
				largest = Math.max(largest, Math.abs(p[i] - q[i]));
		}
		return largest;
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}
}
