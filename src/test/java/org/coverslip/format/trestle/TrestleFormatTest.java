package org.coverslip.format.trestle;

import static org.coverslip.format.trestle.TrestleFixture.DESCRIPTION;
import static org.coverslip.format.trestle.TrestleFixture.first;
import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.trestle.TrestleDescription.Overlap;
import org.coverslip.format.trestle.TrestleFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

public class TrestleFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new TrestleFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final Path path =
			TrestleFixture.write(into.resolve("slide.tif"),
			f -> TrestleFixture.pyramid(f.jpeg(JpegSubsampling.COLUMNS)));
		TrestleFixture.macro(path, 100, 50);
		return path;
	}

	private Slide slide(final Recipe recipe) throws IOException {
		return SlideOpener.open(TrestleFixture.write(folder.getRoot().toPath().resolve("slide.tif"), recipe));
	}

	@Test
	public void theTileFurtherRightAndDownIsOnTop() throws IOException {
		try (Slide slide = slide(f -> TrestleFixture.pyramid(f.compression(COMPRESSION_LZW, 2)))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(1024, scene.width());
			assertEquals(192, scene.level(2).height());
			final RegionReader reader = new RegionReader(TileCache.shared());
			// tiles begin each 112 pixels, and hold what lies at each 128 pixels of the pattern
			final Region where = new Region(115, 230, 1, 1);
			assertEquals(TestPattern.value(128 + 3, 2 * 128 + 6, 1), reader.read(scene, 0, Plane.FIRST, where).block()
				.value(1), 0);
		}
	}

	@Test
	public void whatIsKnownOfTheSlide() throws IOException {
		try (Slide slide = slide(f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION)))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(0xe6e7e8, scene.background());
			assertEquals(OptionalDouble.of(10), scene.objectivePower());
			assertEquals(0.9879, scene.pixelSize().get().xUm(), 1e-9);
			assertEquals(0.9801, scene.pixelSize().get().yUm(), 1e-9);
			assertFalse(scene.level(0).tiles() instanceof EncodedTiles);
		}
		try (Slide slide = slide(f -> f.add(first(f.tiled(300, 200, 1), "")))) {
			assertEquals(0xffffff, slide.scenes().get(0).background());
			assertTrue(slide.scenes().get(0).level(0).tiles() instanceof EncodedTiles);
		}
	}

	@Test
	public void tilesWithoutBytesAreAbsent() throws IOException {
		try (Slide slide = slide(f -> f.add(first(f.missing(0).tiled(300, 200, 1), DESCRIPTION)))) {
			final RegionReader reader = new RegionReader(TileCache.shared());
			assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(0, 0, 112, 112)).isEmpty());
			assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(112, 0, 112, 112)).isOpaque());
		}
	}

	@Test
	public void descriptions() {
		final TrestleDescription d =
			TrestleDescription.parse("Background Color=1e6E6E6 ; OverlapsXY= 64 63 x 32 7;no pair;Empty=;a = b=c");
		assertEquals(Map.of("Background Color", "1e6E6E6", "OverlapsXY", "64 63 x 32 7", "Empty", "", "a", "b=c"),
			d.pairs());
		assertEquals(List.of(new Overlap(64, 63), new Overlap(0, 32)), d.overlaps());
		assertEquals(OptionalInt.of(0xe6e6e6), d.background());
		assertEquals(List.of(), TrestleDescription.parse("").overlaps());
		assertEquals(OptionalInt.empty(), TrestleDescription.parse("Background Color=white").background());
		assertEquals(OptionalInt.empty(), TrestleDescription.parse("Background Color=1234567890123456").background());
	}

	@Test
	public void aMacroThatIsNoneIsLeftOut() throws IOException {
		final Path path = TrestleFixture.write(folder.newFolder().toPath().resolve("slide.tif"),
			f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION)));
		final Path macro = path.resolveSibling("slide.Full");
		for (final byte[] content : List.of(new byte[0], "no JPEG".getBytes(),
			new byte[] { (byte) 0xff, (byte) 0xd8 })) {
			Files.write(macro, content);
			try (Slide slide = SlideOpener.open(path)) {
				assertEquals(List.of(), slide.associatedImages());
			}
		}
		Files.delete(macro);
		final Path elsewhere = folder.newFolder().toPath().resolve("elsewhere.tif");
		TrestleFixture.macro(elsewhere, 20, 20);
		Files.createSymbolicLink(macro, elsewhere.resolveSibling("elsewhere.Full"));
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("a link out of the slide's folder", List.of(), slide.associatedImages());
		}
	}

	@Test
	public void otherTiffsOfTheScannerAreNone() throws IOException {
		final List<Recipe> others =
			List.of(f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION)).add(f.strips(30, 20, 8)),
			f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION).without(IMAGE_DESCRIPTION)),
			f -> f.add(first(f.tiled(300, 200, 1), DESCRIPTION).ascii(SOFTWARE, "Other")));
		for (final Recipe other : others) {
			final Path path = TrestleFixture.write(folder.getRoot().toPath().resolve("slide.tif"), other);
			try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
				assertFalse(format().detect(probe).isAccepted());
				assertFalse(format().detect(probe).reason().isBlank());
			}
		}
	}
}
