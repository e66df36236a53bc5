package org.coverslip.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Directories that are reached in more ways than one: by a chain, by a list, by both. */
public class DirectoryGraphTest {

	/** A pyramid as tifffile documents it; {@code %s} is the writer's option bigtiff. */
	private static final String PYRAMID = """
		y, x = numpy.mgrid[0:512, 0:500]
		a = numpy.stack([x & 255, y & 255, x + y & 255], -1).astype(numpy.uint8)
		with tifffile.TiffWriter(path, bigtiff=%s) as t:
		    t.write(a, subifds=3, tile=(128, 128), photometric='rgb', metadata={'axes': 'YXS'})
		    for k in (2, 4, 8):
		        t.write(a[::k, ::k], subfiletype=1, tile=(64, 64), photometric='rgb')
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** tifffile before 2026.5 lists SubIFDs and links them with one another. */
	@Test
	public void listedAndLinked() throws IOException {
		for (final String name : List.of("pyramid.tif", "pyramid.ome.tif"))
			for (final String big : List.of("True", "False")) {
				final Path path = Oracle.tifffileWrite(path(big + name), PYRAMID.formatted(big));
				try (Slide slide = SlideOpener.open(path)) {
					final Scene scene = slide.scenes().get(0);
					assertEquals(List.of(500L, 250L, 125L, 63L), scene.levels().stream().map(level -> level.width())
						.toList());
					for (int level = 0; level < 4; level++) {
						final PixelBlock found = new RegionReader(TileCache.shared())
							.read(scene, level, Plane.FIRST, scene.level(level).region()).block();
						for (int y = 0; y < found.height(); y++)
							for (int x = 0; x < found.width(); x++) {
								assertEquals((x << level) % 256, found.value(x, y, 0), 0);
								assertEquals((y << level) % 256, found.value(x, y, 1), 0);
							}
					}
				}
			}
	}

	@Test
	public void xenium() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("ome-tiff/xenium-morphology.ome.tif"))) {
			assertEquals(5, slide.scenes().get(0).levels().size());
			assertEquals(11, slide.scenes().get(0).sizeZ());
		}
	}

	/** Where a directory of a classic, little-endian TIFF says what follows it. */
	private static int nextAt(final ByteBuffer tiff, final long ifd) {
		return (int) ifd + 2 + 12 * (tiff.getShort((int) ifd) & 0xffff);
	}

	private interface Change {

		void make(ByteBuffer tiff, TiffFile directories, long[] subs) throws IOException;
	}

	/** A pyramid in three SubIFDs, and two more pages, changed byte by byte. */
	private Path changed(final int subIfds, final Change change) throws IOException {
		final Path path = Oracle.tifffileWrite(path("changed.tif"), """
			a = numpy.zeros((64, 64), numpy.uint8)
			with tifffile.TiffWriter(path, byteorder='<') as t:
			    for page in range(3):
			        t.write(a, subifds=%d, tile=(16, 16), photometric='minisblack', metadata=None)
			        for k in range(%d):
			            t.write(a[::2 << k, ::2 << k], subfiletype=1, tile=(16, 16), photometric='minisblack')
			""".formatted(subIfds, subIfds));
		final ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path))) {
			change.make(bytes, tiff, tiff.ifds().get(0).longs(TiffTag.SUB_IFDS));
		}
		return Files.write(path, bytes.array());
	}

	private static List<Long> widths(final Path path) throws IOException {
		try (TiffFile tiff = TiffFile.open(StoredFile.of(path))) {
			assertEquals(3, tiff.ifds().size());
			final List<Ifd> subs = tiff.subIfds(tiff.ifds().get(0));
			for (final Ifd sub : subs)
				for (final Ifd main : tiff.ifds())
					if (sub.offset() == main.offset()) assertSame(main, sub);
			return subs.stream().map(ifd -> {
				try {
					return ifd.longValue(TiffTag.IMAGE_WIDTH);
				}
				catch (final IOException e) {
					throw new java.io.UncheckedIOException(e);
				}
			}).toList();
		}
	}

	/** As Bio-Formats 6.2 links them, and worse: a list of several is complete, whatever follows its directories. */
	@Test
	public void whatFollowsListedDirectoriesIsNotLookedAt() throws IOException {
		final List<Long> expected = List.of(32L, 16L, 8L);
		assertEquals(expected, widths(changed(3, (b, t, subs) -> {})));
		assertEquals("linked to the next page", expected,
			widths(changed(3, (b, t, subs) -> b.putInt(nextAt(b, subs[2]), (int) t.ifds().get(1).offset()))));
		assertEquals("linked backwards", expected,
			widths(changed(3, (b, t, subs) -> b.putInt(nextAt(b, subs[2]), (int) subs[0]))));
		assertEquals("linked to itself", expected,
			widths(changed(3, (b, t, subs) -> b.putInt(nextAt(b, subs[0]), (int) subs[0]))));
		assertEquals("linked to nowhere", expected,
			widths(changed(3, (b, t, subs) -> b.putInt(nextAt(b, subs[1]), 0x7fffffff))));
		assertEquals("linked to another page's", expected, widths(
			changed(3,
			(b, t, subs) -> b.putInt(nextAt(b, subs[2]), (int) t.ifds().get(1).longs(TiffTag.SUB_IFDS)[0]))));
	}

	@Test
	public void listsThatNameADirectoryTwice() throws IOException {
		assertEquals(List.of(32L, 8L),
			widths(changed(3,
			(b, t, subs) -> b.putInt((int) t.ifds().get(0).field(TiffTag.SUB_IFDS).offset() + 4, (int) subs[0]))));
		assertEquals("a directory of the main chain", List.of(32L, 64L, 8L), widths(changed(3,
			(b, t, subs) ->
			b.putInt((int) t.ifds().get(0).field(TiffTag.SUB_IFDS).offset() + 4, (int) t.ifds().get(2).offset()))));
		assertEquals("an unused entry", List.of(32L, 8L),
			widths(changed(3,
			(b, t, subs) -> b.putInt((int) t.ifds().get(0).field(TiffTag.SUB_IFDS).offset() + 4, 0))));
	}

	@Test
	public void aChainBehindASingleSubIfd() throws IOException {
		assertEquals("the next page ends it", List.of(32L),
			widths(changed(1, (b, t, subs) -> b.putInt(nextAt(b, subs[0]), (int) t.ifds().get(1).offset()))));
		assertEquals("another page's SubIFD ends it", List.of(32L), widths(
			changed(1,
			(b, t, subs) -> b.putInt(nextAt(b, subs[0]), (int) t.ifds().get(1).longs(TiffTag.SUB_IFDS)[0]))));
	}

	@Test
	public void realCyclesAreFaults() throws IOException {
		assertReturns(changed(1, (b, t, subs) -> b.putInt(nextAt(b, subs[0]), (int) subs[0])));
		assertReturns(
			changed(1, (b, t, subs) -> b.putInt(nextAt(b, t.ifds().get(2).offset()), (int) t.ifds().get(0).offset())));
		assertReturns("a list that names its own directory", changed(3,
			(b, t, subs) ->
			b.putInt((int) t.ifds().get(0).field(TiffTag.SUB_IFDS).offset() + 4, (int) t.ifds().get(0).offset())));
	}

	private static void assertReturns(final Path path) {
		assertReturns("a chain", path);
	}

	private static void assertReturns(final String what, final Path path) {
		final SlideFormatException e = assertThrows(what, SlideFormatException.class, () -> widths(path));
		assertTrue(e.getMessage(), e.getMessage().contains("returns to itself"));
	}
}
