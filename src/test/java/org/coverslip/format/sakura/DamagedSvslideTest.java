package org.coverslip.format.sakura;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.format.Detection;
import org.coverslip.format.SlideProbe;
import org.coverslip.format.sakura.SvslideFixture.Recipe;
import org.coverslip.geom.Region;
import org.coverslip.io.LocalFile;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Damaged SVSLIDE files, and databases that are none: one clear sentence each, and nothing else. */
public class DamagedSvslideTest {

	private static final String TILES = "\"" + SvslideFixture.TABLE + "\"";
	/** What never ends. */
	private static final String ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT ";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path build(final Recipe recipe) throws IOException {
		return SvslideFixture.write(folder.newFolder().toPath().resolve("slide.svslide"), recipe);
	}

	private static SvslideFixture small(final SvslideFixture f) throws IOException {
		return f.header(200, 150, 1).level(200, 150, 1, 0).level(200, 150, 2, 0).described().pictures();
	}

	private void assertDamaged(final String expected, final Recipe damage) throws IOException {
		final Path path = build(f -> damage.cook(small(f)));
		final SlideFormatException refusal = assertThrows(expected, SlideFormatException.class, () -> readAll(path));
		assertTrue(expected + " is not in: " + refusal.getMessage(), refusal.getMessage().contains(expected));
	}

	private static void assertNotTaken(final String reason, final Path path) throws IOException {
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			final Detection detection = new SakuraFormat().detect(probe);
			assertFalse(detection.isAccepted());
			assertTrue(reason + " is not in: " + detection.reason(), detection.reason().contains(reason));
		}
		assertThrows(UnrecognisedSlideException.class, () -> SlideOpener.open(path));
	}

	private void assertNotTaken(final String reason, final Recipe damage) throws IOException {
		assertNotTaken(reason, build(f -> damage.cook(small(f))));
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (final Scene scene : slide.scenes())
				for (int level = 0; level < scene.levels().size(); level++)
					reader.read(scene, level, Plane.FIRST,
						scene.level(level).region().intersect(new Region(0, 0, 500, 500)));
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	@Test
	public void notAnSvslide() throws IOException {
		final Path path = folder.newFile("a.svslide").toPath();
		for (final String text : List.of("", "SQLite format", "SQLite format 4\0 and more"))
			assertNotTaken("it is not an SQLite database", Files.writeString(path, text));
		final byte[] noise = new byte[5000];
		new Random(3).nextBytes(noise);
		for (final int length : new int[] { 16, 17, 100, 5000 }) {
			final byte[] file = Arrays.copyOf(noise, length);
			System.arraycopy("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 16);
			Files.write(path, file);
			assertNotTaken("its database cannot be read", path);
		}
		assertNotTaken("no table DataManagerSQLiteConfigXPO", f -> f.sql("DROP TABLE DataManagerSQLiteConfigXPO"));
		assertNotTaken("does not name one other table", f -> f.sql("DELETE FROM DataManagerSQLiteConfigXPO"));
		assertNotTaken("does not name one other table",
			f -> f.sql("INSERT INTO DataManagerSQLiteConfigXPO VALUES (2, 'SVSlideDataXPO')"));
		assertNotTaken("does not name one other table",
			f -> f.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = NULL"));
		assertNotTaken("does not name one other table",
			f -> f.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'x\" --'"));
		assertNotTaken("does not name one other table",
			f -> f.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'sqlite_master'"));
		assertNotTaken("is not \"SVGigaPixelImage\"",
			f -> f.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'SVSlideDataXPO'"));
		assertNotTaken("is not \"SVGigaPixelImage\"",
			f -> f.sql("UPDATE " + TILES + " SET data = 'SVGigaPixelImages' WHERE id = '++MagicBytes'"));
		assertNotTaken("is not \"SVGigaPixelImage\"",
			f -> f.sql("DELETE FROM " + TILES + " WHERE id = '++MagicBytes'"));
		assertNotTaken("is not \"SVGigaPixelImage\"",
			f -> f.sql("UPDATE " + TILES + " SET data = NULL WHERE id = '++MagicBytes'"));
	}

	/** What a table's name hides is not run. */
	@Test(timeout = 300_000)
	public void endlessQueries() throws IOException {
		assertNotTaken("no table DataManagerSQLiteConfigXPO", f -> f.sql("DROP TABLE DataManagerSQLiteConfigXPO")
			.sql("CREATE VIEW DataManagerSQLiteConfigXPO AS " + ENDLESS + "NULL AS TableName FROM n WHERE i < 0"));
		assertNotTaken("does not name one other table",
			f -> f.sql("CREATE VIEW pixels AS " + ENDLESS + "i AS id, i AS data FROM n")
			.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'pixels'"));
		assertNotTaken("does not name one other table", f -> f
			.sql("CREATE TABLE pixels (id TEXT, data BLOB GENERATED ALWAYS AS (zeroblob(2000000000)))")
			.sql("UPDATE DataManagerSQLiteConfigXPO SET TableName = 'pixels'"));
		final Path path =
			build(f -> small(f).sql("DROP TABLE SVHRScanDataXPO").sql("CREATE VIEW SVHRScanDataXPO AS " + ENDLESS
			+ "1 AS OID, 7 AS ParentSlide, NULL AS ThumbnailImage, 0.1 AS ResolutionMmPerPix FROM n WHERE i < 0"));
		try (Slide slide = SlideOpener.open(path)) {
			assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
			assertEquals(2, slide.associatedImages().size());
		}
		final StoredFile file = StoredFile.of(path);
		try (LocalFile local = LocalFile.of(file); SlideDatabase database = SlideDatabase.open(file, local)) {
			final SlideFormatException broken = assertThrows(SlideFormatException.class,
				() -> database.query(ENDLESS + "i FROM n WHERE i < 0", List.of(), row -> true));
			assertTrue(broken.getMessage(),
				broken.getMessage().contains("a sound SQLite database, found [SQLITE_INTERRUPT]"));
			assertTrue("other queries have steps of their own", database.query("SELECT 1", List.of(), row -> true));
		}
		// each row of one table with each of another, none of which match
		final Path product = build(f -> {
			small(f).sql("DELETE FROM SVSlideDataXPO").sql("DELETE FROM SVHRScanDataXPO");
			f.sql("INSERT INTO SVSlideDataXPO(Keywords) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM "
				+ "n WHERE i < 30000) SELECT i FROM n");
			f.sql("INSERT INTO SVHRScanDataXPO(ParentSlide) SELECT Keywords || 'x' FROM SVSlideDataXPO");
		});
		try (Slide slide = SlideOpener.open(product)) {
			assertTrue(slide.scenes().get(0).pixelSize().isEmpty());
		}
	}

	@Test
	public void lyingHeaders() throws IOException {
		assertDamaged("a row Header, found none", f -> f.sql("DELETE FROM " + TILES + " WHERE id = 'Header'"));
		assertDamaged("a row Header, found none",
			f -> f.sql("UPDATE " + TILES + " SET data = NULL WHERE id = 'Header'"));
		assertDamaged("a row Header, found none",
			f -> f.sql("UPDATE " + TILES + " SET data = zeroblob(100000) WHERE id = 'Header'"));
		assertDamaged("a header of at least 20 bytes, found 19", f -> header(f, "zeroblob(19)"));
		assertDamaged("a tile size of 1 to 4096 pixels, found 0", f -> header(f, "zeroblob(32)"));
		assertDamaged("a tile size of 1 to 4096 pixels, found 4294967295",
			f -> header(f, "x'ffffffff00010000000100000000000001000000'"));
		assertDamaged("a tile size of 1 to 4096 pixels, found 4097",
			f -> header(f, "x'0110000000010000000100000000000001000000'"));
		assertDamaged("a width and height above 0, found 0 x 256",
			f -> header(f, "x'8000000000000000000100000000000001000000'"));
		assertDamaged("1 to 1000 focal planes, found 0", f -> header(f, "x'8000000000010000000100000000000000000000'"));
		assertDamaged("1 to 1000 focal planes, found 4294967295",
			f -> header(f, "x'80000000000100000001000000000000ffffffff'"));
		assertDamaged("a grey JPEG of 4096 x 4096 pixels as tile T;0|0;1;0;0",
			f -> header(f, "x'0010000000010000000100000000000001000000'"));
		// the largest that can be said: what is not stored is absent
		final Path path = build(f -> header(small(f), "x'80000000ffffffffffffffff00000000e8030000'"));
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(0xffffffffL, scene.width());
			assertFalse(new RegionReader(TileCache.shared())
				.read(scene, 0, Plane.FIRST, new Region(0xf0000000L, 0xf0000000L, 300, 300)).isOpaque());
		}
	}

	private static void header(final SvslideFixture f, final String value) throws IOException {
		f.sql("UPDATE " + TILES + " SET data = " + value + " WHERE id = 'Header'");
	}

	@Test
	public void keysOfTiles() throws IOException {
		for (final String key
			: List.of("T;", "T;0|0;1;0", "T;0|0;1;0;0;0", "T;0|0;1;3;0", "T;0|0;0;0;0", "T;-1|0;1;0;0", "T;00|0;1;0;0",
			"T;0|0;1;0;x",
			"T;1000000000000000000000|0;1;0;0", "T;0|0;1;0;1000000000000000000", "T;0;0;1;0;0", "T;0|0; 1;0;0"))
			assertDamaged("the key of a tile, T;x|y;downsample;colour;plane, found " + key,
			f -> f.row(key, new byte[1]));
		assertDamaged("a power of 2 as downsample, found T;0|0;3;0;0", f -> f.row("T;0|0;3;0;0", new byte[1]));
		assertDamaged("a pixel of 200 x 150, found 256", f -> f.row("T;0|0;256;0;0", new byte[1]));
		assertDamaged("a pixel of 200 x 150, found 288230376151711744",
			f -> f.row("T;0|0;288230376151711744;0;0", new byte[1]));
		assertDamaged("tiles of downsample 1, found none below 2",
			f -> f.sql("DELETE FROM " + TILES + " WHERE id LIKE 'T;%;1;_;0'"));
		assertDamaged("tiles, found none", f -> f.sql("DELETE FROM " + TILES + " WHERE id LIKE 'T;%'"));
	}

	private void assertBadTile(final String expected, final byte[] data) throws IOException {
		assertDamaged("as tile T;128|0;1;2;0, found " + expected,
			f -> f.sql("UPDATE " + TILES + " SET data = ? WHERE id = 'T;128|0;1;2;0'", data));
	}

	@Test
	public void damagedTiles() throws IOException {
		final JpegFixture jpeg = JpegFixture.sampled(1, 1);
		final byte[] sound = jpeg.encode(grey(128, 128));
		assertBadTile("", new byte[0]);
		assertBadTile("", new byte[300]);
		assertBadTile("", Arrays.copyOf(sound, 300));
		assertBadTile("", Arrays.copyOf(sound, sound.length / 2));
		assertBadTile("a JPEG of 128 x 128", jpeg.encode(grey(64, 128)));
		assertBadTile("a JPEG of 1 components is expected, found 3",
			jpeg.encode(TestPattern.block(0, 0, TestPattern.rgb(128, 128))));
		assertDamaged("a sound JPEG as label image",
			f -> f.sql("UPDATE SVScannedImageDataXPO SET Image = substr(Image, 1, 700) WHERE OID = 3"));
	}

	private static PixelBlock grey(final int width, final int height) {
		return TestPattern.block(0, 0, new BlockShape(width, height, 1, PixelType.UINT8));
	}

	@Test
	public void truncatedAndDamagedAnywhere() throws IOException {
		final Path path = build(DamagedSvslideTest::small);
		final byte[] sound = Files.readAllBytes(path);
		final Random random = new Random(11);
		int refused = 0;
		for (int i = 0; i < 120; i++) {
			Files.write(path, Arrays.copyOf(sound, i < 20 ? i * 512 : random.nextInt(sound.length)));
			refused += isRefused(path) ? 1 : 0;
		}
		for (int i = 0; i < 150; i++) {
			final byte[] damaged = sound.clone();
			for (int n = 0; n < 6; n++)
				damaged[random.nextInt(i % 3 == 0 ? 200 : i % 3 == 1 ? 8192 : damaged.length)] =
					(byte) random.nextInt(256);
			Files.write(path, damaged);
			refused += isRefused(path) ? 1 : 0;
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private static boolean isRefused(final Path path) throws IOException {
		try {
			readAll(path);
			return false;
		}
		catch (final SlideFormatException | UnrecognisedSlideException e) {
			assertFalse(e.getMessage().isBlank());
			return true;
		}
	}
}
