package org.coverslip.export.tiles;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.mask.TissueOptions;
import org.coverslip.export.tiles.TileExporter.Result;
import org.coverslip.export.tiles.TileOptions.Edge;
import org.coverslip.export.tiles.TileOptions.Format;
import org.coverslip.export.tiles.TileOptions.LeftOut;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Channel;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.coverslip.testing.Json;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tiles against region reads, and what a second run does. */
public class TileExporterTest {

	private static final Set<String> LISTS = Set.of("tiles.csv", "tiles.json", "tiles.state", "overview.png");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ProceduralScene noise = ProceduralScene.rgb(1000, 700, 128, 1, 2, 4);
	private final RegionReader reader = new RegionReader(TileCache.ofBytes(0));

	private Path target() {
		return folder.getRoot().toPath().resolve("tiles");
	}

	private static TileOptions.Builder tiles(final int width, final int height, final int overlap) {
		return TileOptions.builder().tiles(width, height, overlap).mask(new TissueOptions(8, 0, 0, 0));
	}

	private Result export(final Slide slide, final TileOptions.Builder options) throws IOException {
		return TileExporter.export(slide, 0, options.build(), target(), ProgressListener.NONE);
	}

	private Set<String> files() {
		return Arrays.stream(target().toFile().list()).filter(name -> !LISTS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private BufferedImage image(final String name) throws IOException {
		return ImageIO.read(target().resolve(name).toFile());
	}

	private void assertPixels(final RegionPixels expected, final String name) throws IOException {
		final BufferedImage image = image(name);
		assertEquals(name, expected.block().width(), image.getWidth());
		assertEquals(name, expected.block().height(), image.getHeight());
		assertArrayEquals(name, new RegionPixels(expected.over(0xf0f1f2), null).toArgb(),
			image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
	}

	private RegionPixels stored(final int level, final Region region) throws IOException {
		return reader.read(noise.scene(), level, Plane.FIRST, region);
	}

	private List<String[]> csv() throws IOException {
		final List<String[]> rows = new ArrayList<>();
		for (final String line : Files.readAllLines(target().resolve("tiles.csv")))
			rows.add(line.split(",", -1));
		assertEquals("col,row,x0,y0,width,height,level,downsample,xUm,yUm,widthUm,heightUm,tissue,file",
			String.join(",", rows.remove(0)));
		return rows;
	}

	@Test
	public void tilesAreTheRegionsThatTheyName() throws IOException {
		final Result result = export(noise.slide(), tiles(300, 200, 0));
		assertEquals(new Result(4, 4, 16), result);
		assertEquals("16 of 16 tiles kept, in 4 columns and 4 rows", result.toString());
		assertEquals(16, files().size());
		for (int row = 0; row < 4; row++)
			for (int col = 0; col < 4; col++)
				assertPixels(stored(0, new Region(col * 300, row * 200, 300, 200).intersect(Region.ofSize(1000, 700))),
					col + "_" + row + ".png");
		assertEquals("3,1,900,200,100,200,0,1.0,225.0,50.0,25.0,50.0",
			String.join(",", csv().get(7)).replaceAll(",[^,]*,[^,]*$", ""));
		assertEquals("3_1.png", csv().get(7)[13]);
		final String json = Files.readString(target().resolve("tiles.json"));
		assertTrue(json, json.contains("\"width\": \"300\"") && json.contains("\"kept\": 16"));
		assertTrue(json,
			json.contains(
			"{\"col\": 3, \"row\": 1, \"x0\": 900, \"y0\": 200, \"width\": 100, \"height\": 200, \"level\": 0,"));
	}

	@Test
	public void overlapOnALevelInARegion() throws IOException {
		final Result result = export(noise.slide(),
			tiles(128, 100, 28).scale(WantedScale.level(1)).region(new Region(200, 100, 2000, 400)).name("t{x0}-{y0}"));
		assertEquals(new Result(4, 3, 12), result);
		assertPixels(stored(1, new Region(200, 122, 128, 100)), "t400-244.png");
		assertPixels(stored(1, new Region(400, 50, 100, 100)), "t800-100.png");
		assertEquals(List.of("1", "1", "400", "244", "128", "100", "1", "2.0", "100.0", "61.0", "64.0", "50.0"),
			List.of(csv().get(5)).subList(0, 12));
	}

	@Test
	public void otherScalesAreScaledReads() throws IOException {
		for (final WantedScale scale : List.of(WantedScale.pixelSize(0.75), WantedScale.magnification(40 / 3.0))) {
			export(noise.slide(), tiles(100, 100, 10).scale(scale).name("s{col}_{row}"));
			final ScaledRegion all = ScaledRegion.at(Region.ofSize(1000, 700), new LevelScale(3));
			assertPixels(new ScaledRegionReader(reader).read(noise.scene(), Plane.FIRST, all.part(180, 90, 100, 100)),
				"s2_1.png");
			assertEquals("540", csv().get(6)[2]);
			assertEquals("270", csv().get(6)[3]);
			assertEquals("75.0", csv().get(6)[10]);
			for (final File file : target().toFile().listFiles())
				Files.delete(file.toPath());
		}
	}

	@Test
	public void edgeTiles() throws IOException {
		assertEquals(new Result(4, 4, 9), export(noise.slide(), tiles(300, 200, 0).edge(Edge.DROP)));
		assertFalse(files().contains("3_0.png"));
		for (final File file : target().toFile().listFiles())
			Files.delete(file.toPath());
		assertEquals(new Result(4, 4, 16), export(noise.slide(), tiles(300, 200, 0).edge(Edge.PAD)));
		final BufferedImage corner = image("3_3.png");
		assertEquals(300, corner.getWidth());
		assertEquals(200, corner.getHeight());
		assertArrayEquals(stored(0, new Region(900, 600, 100, 100)).toArgb(),
			corner.getRGB(0, 0, 100, 100, null, 0, 100));
		assertEquals(0xfff0f1f2, corner.getRGB(100, 0));
		assertEquals(0xfff0f1f2, corner.getRGB(0, 100));
		assertEquals("300", csv().get(15)[4]);
		assertEquals("200", csv().get(15)[5]);
	}

	@Test
	public void jpegAndTiff() throws IOException {
		export(noise.slide(), tiles(400, 400, 0).format(Format.JPG));
		assertEquals(Set.of("0_0.jpg", "0_1.jpg", "1_0.jpg", "1_1.jpg", "2_0.jpg", "2_1.jpg"), files());
		assertEquals(400, image("1_0.jpg").getWidth());
		for (final File file : target().toFile().listFiles())
			Files.delete(file.toPath());
		export(noise.slide(), tiles(400, 400, 0).format(Format.TIF));
		assertPixels(stored(0, new Region(400, 400, 400, 300)), "1_1.tif");
		try (TiffFile tiff = TiffFile.open(StoredFile.of(target().resolve("1_1.tif")))) {
			assertEquals("pixels per centimetre", 40000, tiff.ifds().get(0).doubleValue(TiffTag.X_RESOLUTION), 1e-6);
		}
	}

	@Test
	public void tilesAreNotLongerThanTheImageUnlessTheyAreFilledUp() throws IOException {
		for (final int[] size : new int[][] { { 70000, 700 }, { 1000, 70000 } }) {
			assertEquals(1, export(noise.slide(), tiles(size[0], size[1], 0).format(Format.JPG)).kept());
			assertEquals(1000, image("0_0.jpg").getWidth());
			assertEquals(700, image("0_0.jpg").getHeight());
			for (final File file : target().toFile().listFiles())
				Files.delete(file.toPath());
		}
		final TileOptions.Builder longest = tiles(65500, 2, 0).edge(Edge.PAD).format(Format.JPG);
		assertEquals(1, export(noise.slide(), longest.region(Region.ofSize(5, 2))).kept());
		assertEquals(65500, image("0_0.jpg").getWidth());
	}

	@Test
	public void aChannelKeepsItsValues() throws IOException {
		final ProceduralScene channels = ProceduralScene.channels(PixelType.UINT16,
			List.of(new Channel("a", OptionalInt.empty()), new Channel("b", OptionalInt.empty())), 2, 2, 300, 200, 64,
			1);
		export(channels.slide(), tiles(100, 100, 0).plane(1, 1, 1));
		final int[] read = image("2_1.png").getRaster().getSamples(0, 0, 100, 100, 0, (int[]) null);
		for (int i = 0; i < read.length; i++)
			assertEquals(channels.value(0, 200 + i % 100, 100 + i / 100, 0, new Plane(1, 1, 1)), read[i], 0);
	}

	private static Scene stained() {
		return DrawnScene.of(800, 600, PixelType.UINT8, 3).formula((x, y, s, p) -> {
			if (x < 200 && y < 200) return 0.9;
			if (x >= 400 && y >= 300) return s == 1 ? 0.5 : 0.8;
			return x == 300 && y == 100 ? 0.8 : 0.9;
		}).build();
	}

	private static Slide slide(final Scene scene) {
		return new OpenedSlide(
			new SlideMetadata("drawn.slide", "drawn", Map.of(), null), List.of(scene), List.of(),
			SlideLifetime.inMemory("drawn"));
	}

	@Test
	public void tilesOfOneGreyValueAreLeftOut() throws IOException {
		assertEquals(new Result(4, 3, 12), export(slide(stained()), tiles(200, 200, 0)));
		for (final File file : target().toFile().listFiles())
			Files.delete(file.toPath());
		assertEquals(new Result(4, 3, 3), export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.BLANK)));
		assertEquals("one other pixel is enough; a tile of one stain has one grey value",
			Set.of("1_0.png", "2_1.png", "3_1.png"), files());
	}

	@Test
	public void tilesWithoutTissueAreLeftOut() throws IOException {
		assertEquals(4, export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.WITHOUT_TISSUE)).kept());
		assertEquals(Set.of("2_1.png", "2_2.png", "3_1.png", "3_2.png"), files());
		assertEquals(0.5, Double.parseDouble(csv().get(0)[12]), 0.03);
		assertEquals(1, Double.parseDouble(csv().get(3)[12]), 0);
		for (final File file : target().toFile().listFiles())
			Files.delete(file.toPath());
		export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.WITHOUT_TISSUE).minTissue(1));
		assertEquals("all of it is enough", Set.of("2_2.png", "3_2.png"), files());
	}

	@Test
	public void theOverviewShowsWhatWasKept() throws IOException {
		export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.WITHOUT_TISSUE));
		final BufferedImage overview = image("overview.png");
		assertEquals(800, overview.getWidth());
		assertEquals("glass", 0xffe5e5e5, overview.getRGB(100, 100));
		assertNotEquals("tinted", 0xffcc7fcc, overview.getRGB(700, 500));
		assertTrue("greener", (overview.getRGB(700, 500) & 0xff) < 0xcc
			&& (overview.getRGB(700, 500) >> 8 & 0xff) > 0x7f);
		assertNotEquals("line", 0xffe5e5e5, overview.getRGB(200, 50));
	}

	/** 60 x 40 pixels of one colour, cut into tiles of 20 x 20, of which the first is without tissue. */
	@Test
	public void theOverviewPixelByPixel() throws IOException {
		final Scene scene = DrawnScene.of(60, 40, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> x < 20 && y < 20 || s == 1 ? 0.4 : 0.8).build();
		export(slide(scene), tiles(20, 20, 0).leaveOut(LeftOut.WITHOUT_TISSUE).minTissue(0.5)
			.mask(new TissueOptions(1, 60, 0, 0)));
		final BufferedImage overview = image("overview.png");
		for (int y = 0; y < 40; y++)
			for (int x = 0; x < 60; x++) {
				final boolean kept = x >= 20 || y >= 20;
				final boolean line = x % 20 == 0 || x % 20 == 19 || y % 20 == 0 || y % 20 == 19;
				for (int s = 0; s < 3; s++) {
					int value = s == 1 || !kept ? 102 : 204;
					if (kept) value = (value * 176 + (0x00b050 >> 16 - 8 * s & 0xff) * 80) / 256;
					if (line) value = (value * 106 + 0x40 * 150) / 256;
					assertEquals(x + ", " + y + ", " + s, value, overview.getRGB(x, y) >> 16 - 8 * s & 0xff);
				}
			}
	}

	@Test
	public void theOverviewOfALargeImageIsSmallerAndHasLinesWhereThereIsRoom() throws IOException {
		final Scene scene = DrawnScene.of(3072, 16, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> x < 1536 == y < 8 ? 0.8 : 0.4).build();
		for (final int side : new int[] { 8, 7 }) {
			export(slide(scene), tiles(512, side, 0));
			final BufferedImage overview = image("overview.png");
			assertEquals(1536, overview.getWidth());
			assertEquals(8, overview.getHeight());
			final int inside = overview.getRGB(2, side == 8 ? 2 : 0);
			assertEquals(side == 8, overview.getRGB(256, 2) != inside);
			assertNotEquals("the right half", inside, overview.getRGB(1530, 2));
			assertNotEquals("the lower half", inside, overview.getRGB(2, 6));
			assertEquals("where both meet", overview.getRGB(2, 2), overview.getRGB(1530, 6));
			for (final File file : target().toFile().listFiles())
				Files.delete(file.toPath());
		}
		assertEquals(1, new TilePicture(scene, Plane.FIRST, tiles(64, 64, 0).build()).downsample(), 0);
	}

	@Test
	public void theOverviewOfAChannelIsFromItsLeastToItsLargestValue() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16, PixelType.INT16, PixelType.FLOAT32)) {
			final Scene scene = DrawnScene.of(3, 1, type, 1)
				.formula((x, y, s, p) -> (50 + 40 * x + 20 * (x / 2)) / 255.0 + 1e-9).build();
			assertOverview(scene, 0x000000, 0x666666, 0xffffff); // 255 (90 - 50) / (150 - 50) = 102
		}
		final Scene plain = DrawnScene.of(3, 1, PixelType.UINT16, 1).formula((x, y, s, p) -> 0.3).build();
		assertOverview(plain, 0, 0, 0);
		final DrawnScene.Formula colours = (x, y, s, p) -> (x + s) % 3 * ((x + s) % 3) * 0.2;
		assertOverview(DrawnScene.of(3, 1, PixelType.UINT16, 3).formula(colours).build(), 0x0033cc, 0x33cc00,
			0xcc0033);
		assertOverview(DrawnScene.of(3, 1, PixelType.FLOAT32, 3).formula(colours).build(), 0x0040ff, 0x40ff00,
			0xff0040);
	}

	private static void assertOverview(final Scene scene, final int... rgb) throws IOException {
		try (TilePicture picture = new TilePicture(scene, Plane.FIRST, tiles(3, 1, 0).build())) {
			assertArrayEquals(rgb, picture.overview(picture.place()));
		}
	}

	@Test
	public void blankIsOneGreyValueOrOneValue() {
		assertTrue(TilePicture.isBlank(block(PixelType.UINT8, 3, 100, 0, 0, 30, 30, 31))); // 30.4 and 30.6
		assertFalse(TilePicture.isBlank(block(PixelType.UINT8, 3, 100, 0, 0, 103, 0, 0))); // 30.4 and 31.3
		assertFalse(TilePicture.isBlank(block(PixelType.UINT8, 3, 0, 100, 0, 0, 103, 0))); // 59.2 and 61.0
		assertFalse(TilePicture.isBlank(block(PixelType.UINT8, 3, 0, 0, 100, 0, 0, 110))); // 11.9 and 13.0
		assertTrue(TilePicture.isBlank(block(PixelType.UINT16, 1, 7, 7, 7)));
		assertFalse(TilePicture.isBlank(block(PixelType.UINT16, 1, 7, 7, 8)));
		assertFalse(TilePicture.isBlank(block(PixelType.FLOAT32, 1, 0.25, 0.5)));
	}

	private static PixelBlock block(final PixelType type, final int samples, final double... values) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(values.length / samples, 1, samples, type));
		for (int i = 0; i < values.length; i++)
			block.put(i, values[i]);
		return block;
	}

	@Test
	public void manyLinesAreAllThere() throws IOException {
		final TileFolder to = TileFolder.open(target(), Map.of("slide", "x"));
		for (final int count : new int[] { 0, 1, 1000, 1001 }) {
			final List<TileList.Entry> entries = new ArrayList<>();
			for (int i = 0; i < count; i++)
				entries.add(
					new TileList.Entry(List.of((long) i, 3L),
						10 * i, 30, 8, 9, 1 / 3.0, Optional.empty(), "a,\"" + i + "\".png"));
			new TileList(to, List.of("col", "row"), 2, 4.5, Optional.of(new PixelSize(0.3333, 0.25)))
				.write(entries, Map.of("kept", count));
			assertEquals(count, csv().size());
			final String json = Files.readString(target().resolve("tiles.json"));
			final Map<?, ?> read = (Map<?, ?>) Json.parse(json);
			final List<?> tiles = (List<?>) read.get("tiles");
			assertEquals(count, tiles.size());
			for (int i = 0; i < count; i++)
				assertEquals("a,\"" + i + "\".png", ((Map<?, ?>) tiles.get(i)).get("file"));
			assertEquals("one line each", count + 2, json.lines().count());
		}
		assertEquals("1000,3,10000,30,8,9,2,4.5,3333.0,7.5,11.999,10.125,0.3333,\"a,\"\"1000\"\".png\"",
			Files.readAllLines(target().resolve("tiles.csv")).get(1001));
		new TileList(to, List.of("col", "row"), 0, 1, Optional.empty()).write(
			List.of(new TileList.Entry(List.of(1L, 2L), 3, 4, 5, 6, 1, Optional.empty(), "x")), Map.of());
		assertEquals("1,2,3,4,5,6,0,1.0,,,,,1.0,x", Files.readAllLines(target().resolve("tiles.csv")).get(1));
	}

	@Test
	public void aNameWithACommaIsQuoted() throws IOException {
		export(noise.slide(), tiles(500, 700, 0).name("{col},{row}"));
		assertTrue(Files.readAllLines(target().resolve("tiles.csv")).get(2).endsWith(",\"1,0.png\""));
	}

	@Test
	public void progressCountsTiles() throws IOException {
		final List<Long> counts = Collections.synchronizedList(new ArrayList<>());
		TileExporter.export(noise.slide(), 0, tiles(500, 350, 0).build(), target(), new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {
				if (total == 4) counts.add(done);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals(4, counts.get(counts.size() - 1).longValue());
	}

	@Test
	public void theSampleSlide() throws IOException {
		try (Slide slide = SampleSlide.brightField(1100, 700)) {
			final Result result =
				export(slide, tiles(100, 100, 0).leaveOut(LeftOut.WITHOUT_TISSUE)
					.mask(new TissueOptions(4, 0, 64, 256)));
			assertTrue(result.toString(), result.kept() > 15 && result.kept() < 62);
			assertFalse("corner", files().contains("0_0.png"));
			assertTrue("middle", files().contains("5_3.png"));
			for (final String[] row : csv())
				assertTrue(Double.parseDouble(row[12]) >= 0.05);
		}
	}

	@Test
	public void aSecondRunGoesOn() throws IOException {
		final ProgressListener soon = new ProgressListener() {

			private volatile boolean begun;

			@Override
			public void progress(final long done, final long total) {
				begun = true;
			}

			@Override
			public boolean isCanceled() {
				return begun;
			}
		};
		final TileOptions options = tiles(100, 100, 0).build();
		assertThrows(CancellationException.class, () -> TileExporter.export(noise.slide(), 0, options, target(), soon));
		final int first = files().size();
		assertTrue("tiles before it was canceled: " + first, first > 0 && first < 70);
		assertFalse(Files.exists(target().resolve("tiles.csv")));
		final Path marked = target().resolve(files().iterator().next());
		Files.writeString(marked, "left alone");
		Files.writeString(target().resolve("." + marked.getFileName() + "." + UUID.randomUUID() + ".part"),
			"ended while it wrote");
		assertEquals(new Result(10, 7, 70), export(noise.slide(), tiles(100, 100, 0)));
		assertEquals(70, files().size());
		assertEquals("left alone", Files.readString(marked));
		assertEquals(70, csv().size());
		assertTrue("no temporary files", files().stream().noneMatch(name -> name.startsWith(".")));
	}

	@Test
	public void blankTilesAreNotReadAgain() throws IOException {
		export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.BLANK));
		final Path file = target().resolve("tiles.state");
		final String state = Files.readString(file);
		assertTrue(state, state.endsWith("\nblank=0,2,3,4,5,8,9,10,11\n"));
		final String before = Files.readString(target().resolve("tiles.csv"));
		assertEquals(3, export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.BLANK)).kept());
		assertEquals(before, Files.readString(target().resolve("tiles.csv")));
		assertEquals(state, Files.readString(file));
		Files.delete(target().resolve("1_0.png"));
		Files.writeString(file, state.replace("blank=0,2", "blank=0,1,2"));
		assertEquals("takes the state's word", 2, export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.BLANK))
			.kept());
		Files.writeString(file, state.replace("blank=0,2", "blank=0,x"));
		assertThrows(IllegalArgumentException.class,
			() -> export(slide(stained()), tiles(200, 200, 0).leaveOut(LeftOut.BLANK)));
	}

	@Test
	public void whoCancelsAtOnceFindsNoFolder() {
		final TileOptions options = tiles(500, 500, 0).build();
		final ProgressListener canceled = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class,
			() -> TileExporter.export(noise.slide(), 0, options, target(), canceled));
		assertFalse(Files.exists(target()));
	}

	private void assertRefused(final String message, final TileOptions.Builder options) {
		final IllegalArgumentException refusal =
			assertThrows(IllegalArgumentException.class, () -> export(noise.slide(), options));
		assertTrue(refusal.getMessage(), refusal.getMessage().contains(message));
	}

	@Test
	public void otherOptionsAreRefused() throws IOException {
		export(noise.slide(), tiles(500, 500, 0));
		final Set<String> before = files();
		assertRefused("holds tiles made with width=500, not 400; take the same options", tiles(400, 500, 0));
		assertRefused("overlap=0, not 1", tiles(500, 500, 1));
		assertRefused("scale=level 0.0, not pixelSize 0.5", tiles(500, 500, 0).scale(WantedScale.pixelSize(0.5)));
		assertRefused("format=png, not jpg", tiles(500, 500, 0).format(Format.JPG));
		assertRefused("edge=keep, not pad", tiles(500, 500, 0).edge(Edge.PAD));
		assertRefused("leaveOut=nothing, not blank", tiles(500, 500, 0).leaveOut(LeftOut.BLANK));
		assertRefused("minTissue=0.05, not 0.1", tiles(500, 500, 0).minTissue(0.1));
		assertRefused("region=all, not 0,0,9,9", tiles(500, 500, 0).region(Region.ofSize(9, 9)));
		assertRefused("name={col}_{row}, not {row}_{col}", tiles(500, 500, 0).name("{row}_{col}"));
		assertRefused("hole=0, not 9", tiles(500, 500, 0).mask(new TissueOptions(8, 0, 0, 9)));
		assertRefused("speck=0, not 9", tiles(500, 500, 0).mask(new TissueOptions(8, 0, 9, 0)));
		assertRefused("saturation=0, not 9", tiles(500, 500, 0).mask(new TissueOptions(8, 9, 0, 0)));
		assertRefused("maskDownsample=8.0, not 9.0", tiles(500, 500, 0).mask(new TissueOptions(9, 0, 0, 0)));
		assertRefused("height=500, not 400", tiles(500, 400, 0));
		assertRefused("channel=0, not composite", tiles(500, 500, 0).composite(true));
		assertThrows(IllegalArgumentException.class, () -> export(slide(stained()), tiles(500, 500, 0)));
		assertEquals(before, files());
	}

	@Test
	public void otherFilesAreNotMixedWithTiles() throws IOException {
		Files.createDirectories(target());
		Files.writeString(target().resolve("notes.txt"), "mine");
		assertRefused("holds other files", tiles(500, 500, 0));
		assertEquals(Set.of("notes.txt"), files());
		Files.move(target().resolve("notes.txt"), target().resolve(".hidden"));
		assertEquals("hidden files do not count", 4, export(noise.slide(), tiles(500, 350, 0)).kept());
		final Path file = folder.newFile().toPath();
		final TileOptions options = tiles(500, 500, 0).build();
		assertThrows(IllegalArgumentException.class,
			() -> TileExporter.export(noise.slide(), 0, options, file, ProgressListener.NONE));
	}

	@Test
	public void impossibleOptionsAreRefused() {
		assertRefused("each side must be 1", tiles(0, 10, 0));
		assertRefused("overlap of 10", tiles(10, 20, 10));
		assertRefused("overlap of -1", tiles(10, 20, -1));
		assertRefused("minTissue of 1.5", tiles(10, 20, 0).minTissue(1.5));
		for (final String name : List.of("a/{col}_{row}", "", "..{col}_{row}", "{col}_{line}", "{col}\\{row}"))
			assertRefused("does not make files' names", tiles(500, 500, 0).name(name));
		for (final String name : List.of("tile", "{col}", "{col}{row}", "{col}0{row}", "{col}-{y0}"))
			assertRefused("several tiles one name", tiles(500, 500, 0).name(name));
		assertRefused("there is no level 9", tiles(500, 500, 0).scale(WantedScale.level(9)));
		assertRefused("no plane channel=1", tiles(500, 500, 0).plane(1, 0, 0));
		assertRefused("shows nothing", tiles(500, 500, 0).region(new Region(5000, 0, 10, 10)));
		assertRefused("larger than an array", tiles(500000, 500000, 0).edge(Edge.PAD));
		assertRefused("a JPEG file has at most 65500 pixels on a side, not 65501",
			tiles(1, 65501, 0).edge(Edge.PAD).format(Format.JPG));
		assertRefused("a JPEG file has at most 65500 pixels on a side, not 70000",
			tiles(70000, 1, 0).edge(Edge.PAD).format(Format.JPG));
		final ProceduralScene large = ProceduralScene.rgb(5000, 4001, 128, 1);
		assertEquals("5000 x 4001 tiles are more than 20000000; choose larger ones",
			assertThrows(IllegalArgumentException.class, () -> export(large.slide(), tiles(1, 1, 0))).getMessage());
		assertFalse(Files.exists(target()));
		final ProceduralScene floats = ProceduralScene.channels(PixelType.FLOAT32,
			List.of(new Channel("a", OptionalInt.empty())), 1, 1, 100, 100, 64, 1);
		assertEquals("samples of type float32 cannot be written as png; choose tif",
			assertThrows(IllegalArgumentException.class, () -> export(floats.slide(), tiles(50, 50, 0))).getMessage());
	}
}
