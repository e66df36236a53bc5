package org.coverslip.export.tiles;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import javax.imageio.ImageIO;

import org.coverslip.export.mask.TissueOptions;
import org.coverslip.export.tiles.TileExporter.Result;
import org.coverslip.export.tiles.TileOptions.Format;
import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.export.tiles.TileOptions.RandomTiles;
import org.coverslip.geom.Region;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tiles at random places, in folders and in ZIP files. */
public class RandomTilesTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ProceduralScene noise = ProceduralScene.rgb(1000, 700, 128, 1, 2, 4);

	private static TileOptions.Builder tiles(final int count, final long seed) {
		return TileOptions.builder().tiles(60, 50, 0).mask(new TissueOptions(8, 0, 0, 0))
			.random(Optional.of(new RandomTiles(count, seed)));
	}

	private Path target(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Result export(final TileOptions.Builder options, final String name) throws IOException {
		return TileExporter.export(noise.slide(), 0, options.build(), target(name), ProgressListener.NONE);
	}

	private static List<String[]> rows(final String csv) {
		final List<String[]> rows = new ArrayList<>();
		for (final String line : csv.split("\n"))
			rows.add(line.split(",", -1));
		assertEquals("number,x0,y0,width,height,level,downsample,xUm,yUm,widthUm,heightUm,tissue,file",
			String.join(",", rows.remove(0)));
		return rows;
	}

	private List<String[]> csv(final String name) throws IOException {
		return rows(Files.readString(target(name).resolve("tiles.csv")));
	}

	private static List<String> places(final List<String[]> rows) {
		return rows.stream().map(row -> row[1] + "," + row[2]).toList();
	}

	private Map<String, byte[]> entries(final String name) throws IOException {
		final Map<String, byte[]> all = new LinkedHashMap<>();
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(target(name)))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
				all.put(entry.getName(), zip.readAllBytes());
		}
		return all;
	}

	private static int[] argb(final BufferedImage image) {
		return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
	}

	@Test
	public void eachShowsThePlaceThatTheListNames() throws IOException {
		final Result result =
			export(tiles(40, 7).scale(WantedScale.level(1)).region(new Region(100, 60, 700, 500)), "tiles");
		assertEquals("40 tiles at random places", result.toString());
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		final List<String[]> rows = csv("tiles");
		assertEquals(40, rows.size());
		for (final String[] row : rows) {
			final long x = Long.parseLong(row[1]);
			final long y = Long.parseLong(row[2]);
			assertTrue(x + "," + y, x >= 100 && y >= 60 && x + 120 <= 800 && y + 100 <= 560);
			final RegionPixels expected =
				reader.read(noise.scene(), 1, Plane.FIRST, new Region(x / 2, y / 2, 60, 50));
			assertEquals(x + "_" + y + ".png", row[12]);
			assertArrayEquals(row[12], new RegionPixels(expected.over(0xf0f1f2), null).toArgb(),
				argb(ImageIO.read(target("tiles").resolve(row[12]).toFile())));
		}
		assertTrue(Files.exists(target("tiles").resolve("overview.png")));
	}

	@Test
	public void aSeedGivesTheSamePlacesAndFewerAreTheFirst() throws IOException {
		export(tiles(30, 1), "a");
		export(tiles(30, 1), "b");
		export(tiles(12, 1), "c");
		export(tiles(30, 2), "d");
		final List<String> a = places(csv("a"));
		assertEquals(a, places(csv("b")));
		assertEquals(a.subList(0, 12), places(csv("c")));
		assertNotEquals(a, places(csv("d")));
		assertEquals(30, new HashSet<>(a).size());
		// java.util.Random(1): nextDouble() is 0.730878... and then 0.410080..., over 941 columns and 651 rows
		assertEquals("687,266", a.get(0));
	}

	@Test
	public void aSecondRunGoesOnAndOtherSeedsAreRefused() throws IOException {
		export(tiles(10, 1), "tiles");
		final String first = csv("tiles").get(0)[12];
		Files.delete(target("tiles").resolve(first));
		export(tiles(10, 1), "tiles");
		assertTrue(Files.exists(target("tiles").resolve(first)));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> export(tiles(10, 2), "tiles")).getMessage()
			.contains("made with seed=1, not 2"));
	}

	@Test
	public void aZipFileHoldsWhatTheFolderWould() throws IOException {
		for (final Format format : Format.values()) {
			final String name = format.name();
			export(tiles(25, 3).format(format).name("patch-{number}"), name);
			assertEquals(25, export(tiles(25, 3).format(format).name("patch-{number}"), name + ".zip").kept());
			final Map<String, byte[]> entries = entries(name + ".zip");
			assertEquals(28, entries.size());
			assertEquals(List.of("overview.png", "tiles.csv", "tiles.json"),
				List.copyOf(entries.keySet()).subList(25, 28));
			for (final Map.Entry<String, byte[]> entry : entries.entrySet())
				assertArrayEquals(entry.getKey(), Files.readAllBytes(target(name).resolve(entry.getKey())),
					entry.getValue());
			assertEquals(List.copyOf(entries.keySet()), List.copyOf(entries(name + ".zip").keySet()));
		}
		assertEquals(60, ImageIO.read(new ByteArrayInputStream(entries("PNG.zip").get("patch-24.png"))).getWidth());
	}

	@Test
	public void columnsAndRowsInAZipFile() throws IOException {
		final TileOptions.Builder grid = TileOptions.builder().tiles(300, 200, 0).mask(new TissueOptions(8, 0, 0, 0));
		assertEquals(new Result(4, 4, 16), export(grid, "grid.zip"));
		final Map<String, byte[]> entries = entries("grid.zip");
		assertEquals(19, entries.size());
		final List<String> names = List.copyOf(entries.keySet());
		export(grid, "again.ZIP");
		assertEquals("the order does not depend on threads", names, List.copyOf(entries("again.ZIP").keySet()));
		assertEquals(100, ImageIO.read(new ByteArrayInputStream(entries.get("3_3.png"))).getWidth());
	}

	@Test
	public void whatIsCanceledLeavesNoZipFile() {
		assertThrows(CancellationException.class, () -> TileExporter.export(noise.slide(), 0,
			tiles(500, 1).build(), target("canceled.zip"), new ProgressListener() {

				private int asked;

				@Override
				public void progress(final long done, final long total) {
					// of no interest
				}

				@Override
				public synchronized boolean isCanceled() {
					return ++asked > 100;
				}
			}));
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void onlyWhereThereIsTissue() throws IOException {
		final TileOptions.Builder options =
			tiles(50, 5).leaveOut(LeftOut.WITHOUT_TISSUE).minTissue(0.4).mask(new TissueOptions(4, 128, 0, 0));
		final Result result = export(options, "tissue");
		assertTrue(result.toString(), result.kept() > 0);
		for (final String[] row : csv("tissue"))
			assertTrue(row[11], Double.parseDouble(row[11]) >= 0.4);
	}

	@Test
	public void wherePlacesAreFewItSaysSo() throws IOException {
		final Result result = export(tiles(20, 1).region(new Region(10, 10, 62, 51)), "few");
		assertEquals("6 of 20 tiles at random places: no more were found that fit", result.toString());
		assertEquals(6, csv("few").size());
	}

	@Test
	public void whatDoesNotGoTogetherIsRefused() {
		assertSentence("a picture of 40 x 30 pixels has no room for a tile of 60 x 50",
			tiles(1, 1).region(new Region(0, 0, 40, 30)));
		assertRefused("0 tiles at random places", tiles(0, 1));
		assertRefused("an overlap is for columns and rows", tiles(1, 1).tiles(60, 50, 5));
		assertRefused("choose leaveOut=withoutTissue", tiles(1, 1).leaveOut(LeftOut.BLANK));
		assertRefused("it needs {number}, or {x0} and {y0}", tiles(1, 1).name("{col}_{row}"));
		assertRefused("it needs {col} and {row}, or {x0} and {y0}", TileOptions.builder().name("{number}"));
		assertFalse(Files.exists(target("refused.zip")));
	}

	private void assertSentence(final String sentence, final TileOptions.Builder options) {
		final String message = assertThrows(IllegalArgumentException.class, () -> export(options, "refused.zip"))
			.getMessage();
		assertTrue(message, message.contains(sentence));
	}

	private static void assertRefused(final String sentence, final TileOptions.Builder options) {
		final String message = assertThrows(IllegalArgumentException.class, options::build).getMessage();
		assertTrue(message, message.contains(sentence));
	}
}
