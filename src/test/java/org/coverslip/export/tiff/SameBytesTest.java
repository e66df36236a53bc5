package org.coverslip.export.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.ExportOptions.Export;
import org.coverslip.export.walk.PartialExport;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.walk.WalkPart;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A file is the same to the byte, whoever wrote it: one thread, several, or parts that were put together. */
public class SameBytesTest {

	private static final LocalDateTime DATE = LocalDateTime.of(2026, 11, 30, 12, 0);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static PyramidTiffOptions.Builder options(final Compression compression) {
		return PyramidTiffOptions.builder().compression(compression).tileSize(64).dateTime(DATE);
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private byte[] whole(final Scene scene, final Region region, final PyramidTiffOptions.Builder options,
		final int threads) throws IOException
	{
		SlideWriter.write(scene, region, options.threads(threads).build(), path("whole.tif"), ProgressListener.NONE);
		return Files.readAllBytes(path("whole.tif"));
	}

	private byte[] inParts(final Scene scene, final Region region, final PyramidTiffOptions.Builder options,
		final int pixels) throws IOException
	{
		final Export export = options.threads(2).build().prepare(scene, region, path("parts.tif"));
		final List<WalkPart> parts = PartialExport.parts(export.plan(), pixels);
		assertTrue("only " + parts.size() + " parts", parts.size() > 3);
		Files.deleteIfExists(path("parts.tif"));
		final List<Path> segments = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++)
			segments.add(path("part" + i));
		final List<Integer> anyOrder = new ArrayList<>(Stream.iterate(0, i -> i + 1).limit(parts.size()).toList());
		Collections.shuffle(anyOrder, new Random(3));
		for (final int i : anyOrder)
			PartialExport.write(options.threads(1 + i % 2).build().prepare(scene, region, path("parts.tif")).plan(),
				parts.get(i), segments.get(i), ProgressListener.NONE);
		assertFalse("nothing is there before all is", Files.exists(path("parts.tif")));
		PartialExport.assemble(export, parts, segments, ProgressListener.NONE);
		return Files.readAllBytes(path("parts.tif"));
	}

	private void assertSame(final String what, final Scene scene, final Region region,
		final PyramidTiffOptions.Builder options) throws IOException
	{
		final byte[] one = whole(scene, region, options, 1);
		assertArrayEquals(what + " by several threads", one, whole(scene, region, options, 5));
		assertArrayEquals(what + " in parts", one, inParts(scene, region, options, 300 * 250));
		assertArrayEquals(what + " in smaller parts", one, inParts(scene, region, options, 130 * 130));
	}

	/** In squares: the file's tiles consist of whole tiles of the slide. In bands: they do not. */
	@Test
	public void ofABrightFieldSlide() throws IOException {
		try (Slide slide = SampleSlide.brightField(1100, 801)) {
			final Scene scene = slide.scenes().get(0);
			assertSame("all of it", scene, scene.level(0).region(), options(Compression.JPEG).carry(slide));
			assertSame("a region", scene, new Region(77, 13, 911, 703), options(Compression.LZW));
		}
	}

	/** Whose thumbnail is made from levels above those of the parts. */
	@Test
	public void likeAnAperioScannerS() throws IOException {
		try (Slide slide = SampleSlide.brightField(4300, 300)) {
			final Scene scene = slide.scenes().get(0);
			assertSame("SVS", scene, scene.level(0).region(),
				options(Compression.JPEG).dialect(Dialect.SVS).carry(slide));
		}
	}

	@Test
	public void ofPlanesAndOfOtherTypes() throws IOException {
		final Scene planes = DrawnScene.of(700, 901, PixelType.UINT16, 1).planes(2, 1, 2).tiles(64, 64).build();
		assertSame("planes", planes, planes.level(0).region(), options(Compression.DEFLATE));
		final Scene floating = DrawnScene.of(640, 640, PixelType.FLOAT32, 3).tiles(50, 70).build();
		assertSame("floating", floating, floating.level(0).region(), options(Compression.ZSTD));
	}

	/** Tiles of one colour are stored once, in whichever part they are. */
	@Test
	public void ofAnEmptySlide() throws IOException {
		final Scene empty = DrawnScene.of(1000, 1300, PixelType.UINT8, 3).formula((x, y, s, p) -> x < 700 ? 240 : 20)
			.build();
		assertSame("colours", empty, empty.level(0).region(), options(Compression.JPEG));
		assertTrue(Files.size(path("parts.tif")) < 60_000);
	}

	@Test
	public void ofCopiedTiles() throws IOException {
		try (Slide slide = SampleSlide.brightField(1100, 801)) {
			whole(slide.scenes().get(0), slide.scenes().get(0).level(0).region(), options(Compression.JPEG), 2);
		}
		Files.move(path("whole.tif"), path("source.tif"));
		try (Slide slide = SlideOpener.open(path("source.tif"))) {
			final Scene scene = slide.scenes().get(0);
			final byte[] one = whole(scene, scene.level(0).region(), options(Compression.KEEP), 1);
			for (int i = 0; i < 5; i++)
				assertArrayEquals(one, whole(scene, scene.level(0).region(), options(Compression.KEEP), 6));
			assertEquals("copying is not divided", List.of(), PartialExport.parts(options(Compression.KEEP).build()
				.prepare(scene, scene.level(0).region(), path("parts.tif")).plan(), 1000));
		}
	}

	@Test
	public void whatIsSmallIsNotDivided() throws IOException {
		try (Slide slide = SampleSlide.brightField(500, 301)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(), PartialExport.parts(options(Compression.LZW).build()
				.prepare(scene, scene.level(0).region(), path("a.tif")).plan(), 1 << 20));
		}
	}

	@Test
	public void aDamagedPartIsNamedAndNothingIsLeft() throws IOException {
		try (Slide slide = SampleSlide.brightField(1100, 801)) {
			final Scene scene = slide.scenes().get(0);
			inParts(scene, scene.level(0).region(), options(Compression.LZW), 60_000);
			Files.delete(path("parts.tif"));
			final Export export =
				options(Compression.LZW).build().prepare(scene, scene.level(0).region(), path("parts.tif"));
			final List<WalkPart> parts = PartialExport.parts(export.plan(), 60_000);
			final List<Path> segments = new ArrayList<>();
			for (int i = 0; i < parts.size(); i++)
				segments.add(path("part" + i));
			final byte[] good = Files.readAllBytes(segments.get(2));
			Files.write(segments.get(2), java.util.Arrays.copyOf(good, good.length - 9));
			final String said = assertThrows(IOException.class,
				() -> PartialExport.assemble(export, parts, segments, ProgressListener.NONE)).getMessage();
			assertTrue(said, said.contains("part2") && said.contains("damaged"));
			Files.write(segments.get(2), good);
			final ProgressListener canceled = new ProgressListener() {

				@Override
				public void progress(final long done, final long total) {}

				@Override
				public boolean isCanceled() {
					return true;
				}
			};
			assertThrows(CancellationException.class,
				() -> PartialExport.assemble(export, parts, segments, canceled));
			assertThrows(CancellationException.class,
				() -> PartialExport.write(export.plan(), parts.get(0), path("canceled"), canceled));
			try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
				assertEquals(List.of(), files.map(file -> file.getFileName().toString())
					.filter(name -> !name.startsWith("part") && !name.equals("whole.tif")
						|| name.equals("parts.tif")).toList());
			}
		}
	}
}
