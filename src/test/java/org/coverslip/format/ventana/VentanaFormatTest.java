package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.ventana.BifFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class VentanaFormatTest extends SlideFormatContract {

	private final RegionReader reader = new RegionReader(TileCache.shared());

	@Override
	protected SlideFormat format() {
		return new VentanaFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return BifFixture.write(into.resolve("slide.bif"), bif -> {
			bif.tiff.jpeg(JpegSubsampling.COLUMNS_AND_ROWS);
			bif.tile(128, 96).grid(12, 10).layers(2).levels(5).overlaps(new double[] { 16, 8, 100 })
				.area(0, 0, 6, 5, "0", "500")
				.area(6, 5, 6, 5, "700", "0");
		});
	}

	private Slide slide(final Recipe recipe) throws IOException {
		return SlideOpener.open(BifFixture.write(folder.getRoot().toPath().resolve("slide.bif"), recipe));
	}

	private int first(final Scene scene, final int level, final Plane plane, final long x, final long y)
		throws IOException {
		return (int) reader.read(scene, level, plane, new Region(x, y, 1, 1)).block().value(0);
	}

	@Test
	public void saysHowTheSlideWasScanned() throws IOException {
		try (Slide slide = slide(bif -> bif.area(0, 0, 8, 6, "16", "24"))) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(scene.isRgb());
			assertEquals(OptionalDouble.of(40), scene.objectivePower());
			assertEquals(0.2325, scene.pixelSize().get().xUm(), 0);
			assertEquals(0xffffff, scene.background());
			assertEquals(new Region(16, 0, 7 * 56 + 64, 5 * 74 + 80), scene.bounds());
			assertEquals("16", slide.metadata().properties().get("ventana.area[0].x0"));
			assertEquals("BI10N0306", slide.metadata().properties().get("ventana.UnitNumber"));
			assertEquals(List.of("macro", "thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
		}
	}

	/** Real slides have 1.25x and less, where a stored tile holds a part of each of a thousand tiles of level 0. */
	@Test
	public void coarseLevelsDecodeEachStoredTileOnce() throws IOException {
		final Path path = BifFixture.write(folder.getRoot().toPath().resolve("slide.bif"), bif -> {
			bif.tiff.compression(COMPRESSION_LZW, 2);
			bif.tile(64, 64).grid(32, 32).levels(6).area(0, 0, 32, 32, "0", "0");
		});
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path)); Slide slide = format().open(probe)) {
			final Scene scene = slide.scenes().get(0);
			final long before = source.reads();
			reader.read(scene, 5, Plane.FIRST, scene.level(5).region());
			assertEquals(1, source.reads() - before);
		}
	}

	@Test
	public void focalPlanesAreInTheirStoredOrder() throws IOException {
		final String scan = "<iScan Magnification=\"40\" ScanRes=\"0.25\" Z-layers=\"3\" Z-spacing=\"1.5\"/>";
		try (Slide slide = slide(bif -> bif.scan(scan).layers(3).area(0, 0, 8, 6, "0", "0"))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(3, scene.sizeZ());
			assertEquals("the plane in focus is stored first", 0, scene.defaultPlane().z());
			assertEquals(1.5, scene.pixelSizeZ().orElseThrow(), 0);
			for (int z = 0; z < 3; z++)
				assertEquals(TestPattern.value(20, 30 + z * 480, 0), first(scene, 0, new Plane(0, z, 0), 20, 30));
			// on level 1 the first tile of level 0 is at its place, and nothing is moved
			assertEquals(TestPattern.value(40, 2 * 30 + 2 * 240, 0), first(scene, 1, new Plane(0, 1, 0), 20, 30));
		}
	}

	/** DP 200: OpenSlide refuses these joints. They say the same as the older ones, and so does the slide. */
	@Test
	public void newerScannersNameDirectionsDifferently() throws IOException {
		final Path older = BifFixture.write(folder.newFile("older.bif").toPath(),
			bif -> bif.overlaps(new double[] { 8, 6, 100 }, new double[] { 11, 3, 90 }).area(0, 0, 8, 6, "3", "5"));
		final Path newer = BifFixture.write(folder.newFile("newer.bif").toPath(), bif -> bif.directions("LEFT", "DOWN")
			.overlaps(new double[] { 8, 6, 100 }, new double[] { 11, 3, 90 }).area(0, 0, 8, 6, "3", "5"));
		assertFalse(Oracle.openSlideOpens(newer));
		try (Slide a = SlideOpener.open(older); Slide b = SlideOpener.open(newer)) {
			assertEquals(a.metadata().properties(), b.metadata().properties());
			for (int level = 0; level < 3; level++)
				assertEquals(
					reader.read(a.scenes().get(0), level, Plane.FIRST, a.scenes().get(0).level(level).region()),
					reader.read(b.scenes().get(0), level, Plane.FIRST, b.scenes().get(0).level(level).region()));
		}
	}

	/** DP 200: tiles that were not scanned are not stored, and the scanner says what its white is. */
	@Test
	public void tilesThatWereNotScannedAreAbsent() throws IOException {
		try (Slide slide = slide(bif -> {
			bif.tiff.missing(5);
			bif.scan(
				"<Metadata><iScan Magnification=\"40\" ScanRes=\"0.25\" ScannerModel=\"VENTANA DP 200\" "
					+ "ScanWhitePoint=\"235\"/></Metadata>")
				.directions("LEFT", "UP").levels(1).overlaps(new double[] { 12, 0, 100 }).area(0, 0, 8, 6, "0", "0");
		})) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(0xebebeb, scene.background());
			assertEquals("VENTANA DP 200", slide.metadata().properties().get("ventana.ScannerModel"));
			final RegionPixels pixels = reader.read(scene, 0, Plane.FIRST, Region.ofSize(7 * 52, 80));
			assertEquals(0, pixels.alpha(40 * 364 + 5 * 52 + 30));
			assertEquals(255, pixels.alpha(40 * 364 + 4 * 52 + 30));
			assertEquals(255, pixels.alpha(40 * 364 + 6 * 52 + 10));
		}
	}

	/** A tile of level 0 covers those left of and above it, in all levels. */
	@Test
	public void tilesFurtherRightAndDownAreOnTop() throws IOException {
		try (Slide slide = slide(bif -> bif.area(0, 0, 8, 6, "0", "0"))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(TestPattern.value(64, 80, 0), first(scene, 0, Plane.FIRST, 56, 74));
			assertEquals(TestPattern.value(55, 73, 0), first(scene, 0, Plane.FIRST, 55, 73));
			assertEquals(TestPattern.value(64, 80, 0), first(scene, 1, Plane.FIRST, 28, 37));
		}
	}

	/** Where no joint says how rows lie, OpenSlide has no size at all. */
	@Test
	public void areasOfOneRowLieAsTheyAreStored() throws IOException {
		try (Slide slide = slide(bif -> bif.area(0, 0, 8, 1, "0", "300").area(0, 1, 8, 1, "0", "0"))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(7 * 56 + 64, scene.width());
			assertEquals(380, scene.height());
			assertEquals(TestPattern.value(3, 83, 0), first(scene, 0, Plane.FIRST, 3, 303));
		}
	}

	@Test
	public void tiffsWithoutAreasOfferTheirTiles() throws IOException {
		try (Slide slide = slide(bif -> bif.levels(3))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(512, scene.width());
			assertEquals(64, scene.level(1).tileWidth());
			assertEquals(4, scene.level(2).downsample(), 0);
			assertTrue(scene.level(0).tiles() instanceof EncodedTiles);
		}
	}

	@Test
	public void takesNoOtherXml() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("other.tif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.tiled(100, 100, 1).bytes(XML_PACKET, "<x:xmpmeta/>".getBytes()));
		}
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			assertEquals(Detection.refuse("its first directory's XML has no element \"iScan\""),
				format().detect(probe));
		}
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.tiled(100, 100, 1).longs(XML_PACKET, 5, 6));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(100, slide.scenes().get(0).width());
		}
	}

	@Test
	public void theProbabilityOfTissueIsAnAssociatedImage() throws IOException {
		final Path path = folder.getRoot().toPath().resolve("slide.bif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.strips(50, 40, 40).ascii(IMAGE_DESCRIPTION, "Label_Image")
				.bytes(XML_PACKET, "<iScan Magnification='20'/>".getBytes()));
			f.add(f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK).strips(50, 40, 40)
				.ascii(IMAGE_DESCRIPTION, "Probability_Image"));
			f.add(f.tiled(300, 200, 1).ascii(IMAGE_DESCRIPTION, "level=0 mag=20 quality=95")
				.undefined(ICC_PROFILE, (byte) 1, (byte) 2));
		}
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of("macro", "probability"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
			final PixelBlock map = slide.associatedImages().get(1).read();
			assertEquals(1, map.samples());
			assertArrayEquals(new byte[] { 1, 2 }, slide.metadata().iccProfile().get());
		}
	}
}
