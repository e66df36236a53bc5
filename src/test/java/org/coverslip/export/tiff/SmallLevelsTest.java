package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Images and levels that are narrower or lower than a tile, as OpenSlide and libvips show them. */
public class SmallLevelsTest {

	private static final int[][] SIZES =
		{ { 1, 1 }, { 5, 3 }, { 17, 300 }, { 300, 200 }, { 255, 257 }, { 31, 31 }, { 700, 40 }, { 8, 500 } };

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void openSlideShowsImagesOfAnySize() throws IOException {
		for (final int[] size : SIZES)
			for (final Compression compression : List.of(Compression.NONE, Compression.LZW, Compression.JPEG)) {
				// colour for one, grey for the other
				final int samples = compression == Compression.NONE ? 3 : 1;
				assertShown(size, samples, options(compression, Dialect.UNIVERSAL));
			}
		for (final int[] size : new int[][] { { 5, 3 }, { 300, 200 }, { 700, 40 } })
			for (final Compression compression : List.of(Compression.NONE, Compression.ZSTD, Compression.JPEG))
				assertShown(size, 3, options(compression, Dialect.SVS));
	}

	private static PyramidTiffOptions options(final Compression compression, final Dialect dialect) {
		return PyramidTiffOptions.builder().compression(compression).dialect(dialect).build();
	}

	private void assertShown(final int[] size, final int samples, final PyramidTiffOptions options) throws IOException {
		final WrittenPyramid written = WrittenPyramid.write(DrawnScene.of(size[0], size[1], PixelType.UINT8, samples),
			Region.ofSize(size[0], size[1]), options, folder.getRoot().toPath().resolve("out.tif"));
		final String what = size[0] + " x " + size[1] + " " + options.compression() + " " + options.dialect();
		final List<PixelBlock> levels = written.levels();
		assertOpenSlide(what, levels, written.path(), options.compression() == Compression.JPEG ? 3 : 0);
	}

	private static void assertOpenSlide(final String what, final List<PixelBlock> levels, final Path path,
		final double tolerance)
		throws IOException
	{
		assertEquals(what, levels.size(),
			Integer.parseInt(Oracle.openSlideProperties(path).get("openslide.level-count")));
		final List<OpenSlideRegion> regions = new ArrayList<>();
		for (int i = 0; i < levels.size(); i++)
			regions.add(new OpenSlideRegion(0, 0, i, levels.get(i).width(), levels.get(i).height()));
		final List<int[]> found = Oracle.openSlideRegions(path, regions);
		for (int i = 0; i < levels.size(); i++) {
			final double difference =
				WrittenPyramid.meanDifference(levels.get(i), fromArgb(found.get(i), levels.get(i).shape()));
			assertTrue(what + ", level " + i + " differs by " + difference, difference <= tolerance);
		}
	}

	private static PixelBlock fromArgb(final int[] argb, final BlockShape shape) {
		final PixelBlock block = PixelBlock.zeros(shape);
		for (int i = 0; i < argb.length; i++)
			for (int s = 0; s < shape.samples(); s++)
				block.bytes()[shape.samples() * i + s] = (byte) (argb[i] >> 16 - 8 * s);
		return block;
	}

	@Test
	public void vipsShowsImagesOfAnySize() throws IOException {
		for (final int[] size : SIZES)
			for (final Compression compression : List.of(Compression.NONE, Compression.DEFLATE, Compression.JPEG)) {
				final WrittenPyramid written = WrittenPyramid.write(DrawnScene.of(size[0], size[1], PixelType.UINT8, 3),
					Region.ofSize(size[0], size[1]), options(compression, Dialect.PLAIN),
					folder.getRoot().toPath().resolve("out.tif"));
				for (int i = 0; i < written.levels().size(); i++) {
					final double difference =
						WrittenPyramid.meanDifference(written.levels().get(i), Oracle.vipsPixels(written.path(), i));
					assertTrue(size[0] + " x " + size[1] + " " + compression + " differs by " + difference,
						difference <= (compression.isLossless() ? 0 : 3));
				}
			}
	}

	/** A picture that libvips saves with levels down to a pixel, in tiles that are larger than most of them. */
	@Test
	public void openSlideShowsWhatIsKept() throws IOException {
		for (final String saved : List.of("deflate", "lzw", "none", "zstd", "jpeg"))
			for (final int samples : new int[] { 1, 3 }) {
				final Path source = savedByVips(saved, samples);
				final Path kept = folder.getRoot().toPath().resolve("kept.tif");
				try (Slide slide = SlideOpener.open(source)) {
					final Scene scene = slide.scenes().get(0);
					SlideWriter.write(scene, scene.level(0).region(),
						PyramidTiffOptions.builder().compression(Compression.KEEP).build(), kept,
						ProgressListener.NONE);
				}
				try (Slide slide = SlideOpener.open(kept); Slide from = SlideOpener.open(source)) {
					final Scene scene = slide.scenes().get(0);
					final List<PixelBlock> levels = new ArrayList<>();
					for (int i = 0; i < scene.levels().size(); i++)
						levels.add(pixels(scene, i));
					assertOpenSlide(saved + " " + samples, levels, kept, saved.equals("jpeg") ? 1 : 0);
					// the levels are the slide's own, not made of level 0
					final boolean allKept = !saved.equals("none") && !(saved.equals("jpeg") && samples == 1);
					for (int i = 0; i < (allKept ? scene.levels().size() : 1); i++)
						assertEquals(saved, 0,
							WrittenPyramid.largestDifference(pixels(from.scenes().get(0), i), levels.get(i)), 0);
				}
			}
	}

	private static PixelBlock pixels(final Scene scene, final int level) throws IOException {
		final Level read = scene.level(level);
		return new RegionReader(TileCache.ofBytes(0)).read(scene, level, Plane.FIRST, read.region()).block();
	}

	private Path savedByVips(final String compression, final int samples) throws IOException {
		Oracle.assumeVips();
		final WrittenPyramid picture = WrittenPyramid.write(DrawnScene.of(600, 300, PixelType.UINT8, samples),
			Region.ofSize(600, 300), options(Compression.DEFLATE, Dialect.PLAIN),
			folder.getRoot().toPath().resolve("picture.tif"));
		final Path saved = folder.getRoot().toPath().resolve("saved.tif");
		Oracle.run("vips", "tiffsave", picture.path().toString(), saved.toString(), "--compression", compression,
			"--tile",
			"--tile-width", "256", "--tile-height", "256", "--pyramid", "--depth", "onepixel");
		return saved;
	}

	/** libtiff 4.5.0 refuses uncompressed tiles after it has read a longer strip. */
	@Test
	public void openSlideShowsUncompressedTilesAfterTheThumbnail() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("out.svs");
		final DrawnScene.Builder drawn = DrawnScene.of(1900, 1700, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> (x * 7 + y * 31) % 256 / 255.0);
		SlideWriter.write(drawn.build(), Region.ofSize(1900, 1700), options(Compression.NONE, Dialect.SVS), path,
			ProgressListener.NONE);
		try (Slide slide = SlideOpener.open(path)) {
			final AssociatedImage thumbnail = slide.associatedImages().get(0);
			assertEquals(950, thumbnail.read().width());
		}
		final List<int[]> found =
			Oracle.openSlideRegionsAfter(path, List.of(new OpenSlideRegion(300, 300, 0, 5, 4)), "thumbnail");
		final PixelBlock expected = drawn.draw(new Region(300, 300, 5, 4), Plane.FIRST);
		assertEquals(0, WrittenPyramid.largestDifference(expected, fromArgb(found.get(0), expected.shape())), 0);
	}
}
