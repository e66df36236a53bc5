package org.coverslip.export.deepzoom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;

import org.coverslip.codec.jpeg.JpegColour;
import org.coverslip.codec.jpeg.JpegColours;
import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.SlowHalf;
import org.coverslip.export.deepzoom.DeepZoomOptions.Container;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.walk.TileShelf;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DeepZoomTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void eachTileIsItsPartOfTheHalvedImage() throws IOException {
		for (final int[] g : new int[][] { { 1, 1, 16, 1 }, { 1, 100, 16, 1 }, { 200, 3, 16, 0 }, { 333, 290, 64, 1 },
			{ 257, 255, 64, 5 }, { 129, 128, 64, 32 }, { 300, 200, 254, 1 } })
			for (final int samples : new int[] { 1, 3 }) {
				final DeepZoomLayout layout = new DeepZoomLayout(g[0], g[1], g[2], g[3]);
				final DeepZoomOptions options = png().tileSize(g[2]).overlap(g[3]).threads(3).build();
				final DrawnScene.Builder drawn = DrawnScene.of(g[0], g[1], PixelType.UINT8, samples).tiles(48, 80);
				final Path target = folder.newFolder().toPath();
				assertEquals(layout, options.layout(
					SlideWriter.write(drawn.build(), options, target.resolve("out"), ProgressListener.NONE)));
				assertTiles(target.resolve("out_files"), layout, drawn.draw(Region.ofSize(g[0], g[1]), Plane.FIRST));
				assertEquals(List.of("out.dzi", "out.html", "out_files"), names(target));
			}
	}

	/** Though its tiles lie across ours, and the cache holds a few rows of them. */
	@Test
	public void eachTileOfTheSlideIsReadOnce() throws IOException {
		final ProceduralScene tall = ProceduralScene.rgb(700, 5000, 64, 1);
		SlideWriter.write(tall.scene(), DeepZoomOptions.builder().tileSize(60).overlap(3).threads(2).build(),
			folder.getRoot().toPath().resolve("out"), ProgressListener.NONE);
		assertEquals(11 * 79, tall.tilesRead());
		assertEquals(1, tall.mostReads());
	}

	@Test
	public void stripsAreReadRowByRow() throws IOException {
		final DrawnScene.Builder drawn = DrawnScene.of(2000, 150, PixelType.UINT8, 3).tiles(2000, 16);
		final Path root = folder.getRoot().toPath();
		final DeepZoomOptions options = png().tileSize(64).build();
		final DeepZoomLayout layout =
			options.layout(SlideWriter.write(drawn.build(), options, root.resolve("out"), ProgressListener.NONE));
		assertTiles(root.resolve("out_files"), layout, drawn.draw(Region.ofSize(2000, 150), Plane.FIRST));
	}

	private static void assertTiles(final Path files, final DeepZoomLayout layout, final PixelBlock finest)
		throws IOException {
		PixelBlock expected = finest;
		for (int level = layout.levelCount() - 1; level >= 0; level--) {
			assertEquals(layout.tileCount(level), names(files.resolve("" + level)).size());
			for (long row = 0; row < layout.rows(level); row++)
				for (long col = 0; col < layout.columns(level); col++) {
					final Region r = layout.tile(level, col, row);
					final Path tile = files.resolve(DeepZoomLayout.tileName(level, col, row) + ".png");
					assertSame(tile.toString(),
						expected.crop((int) r.x(), (int) r.y(), (int) r.width(), (int) r.height()), tile);
				}
			expected = SlowHalf.of(expected, HalfSize.TO_NEAREST);
		}
	}

	private static void assertSame(final String what, final PixelBlock expected, final Path png) throws IOException {
		final var image = ImageIO.read(png.toFile());
		assertEquals(what, expected.width(), image.getWidth());
		assertEquals(what, expected.height(), image.getHeight());
		for (int y = 0, i = 0; y < expected.height(); y++)
			for (int x = 0; x < expected.width(); x++)
				for (int s = 0; s < expected.samples(); s++, i++)
					assertEquals(what, expected.bytes()[i] & 0xff, image.getRaster().getSample(x, y, s));
	}

	/** Tiles that wait for their neighbours are the same whether they wait in memory or in a file. */
	@Test
	public void waitingTilesMayGoToAFile() throws IOException {
		for (final long memory : new long[] { 0, 20_000, 1 << 30 }) {
			final List<PixelBlock> tiles = new ArrayList<>();
			final List<TileShelf.Held> held = new ArrayList<>();
			try (TileShelf shelf = new TileShelf(memory)) {
				for (int i = 0; i < 6; i++) {
					tiles.add(DrawnScene.of(50, 60, PixelType.UINT8, 3)
						.draw(new Region(40 * i, 0, 50, 60), Plane.FIRST));
					held.add(shelf.put(tiles.get(i)));
					if (i == 2) assertArrayEquals(tiles.get(1).bytes(), held.get(1).take().bytes());
				}
				for (int i = 0; i < 6; i++)
					if (i != 1) assertArrayEquals(tiles.get(i).bytes(), held.get(i).take().bytes());
			}
		}
	}

	@Test
	public void onlyTheBoundsOnABackground() throws IOException {
		final Scene scene = DrawnScene.of(500, 400, PixelType.UINT8, 3).tiles(50, 50)
			.stored(new Region(100, 100, 50, 50)).build();
		final Scene bounded = Scene.builder(SlideLifetime.inMemory("bounded")).levels(scene.levels())
			.bounds(new Region(90, 80, 131, 77)).build();
		final Path root = folder.getRoot().toPath();
		final DeepZoomOptions options = png().limitBounds(true).background(0x123456).build();
		final DeepZoomLayout layout =
			options.layout(SlideWriter.write(bounded, options, root.resolve("out.dzi"), ProgressListener.NONE));
		assertEquals(new DeepZoomLayout(131, 77, 254, 1), layout);
		final var image = ImageIO.read(root.resolve("out_files/8/0_0.png").toFile());
		assertEquals(0xff123456, image.getRGB(9, 20));
		assertEquals(0xff123456, image.getRGB(60, 70));
		assertFalse(image.getRGB(10, 20) == 0xff123456);
		final String dzi = Files.readString(root.resolve("out.dzi"));
		assertTrue(dzi, dzi.contains("Format=\"png\" Overlap=\"1\" TileSize=\"254\""));
		assertTrue(dzi, dzi.contains("<Size Width=\"131\" Height=\"77\"/>"));
	}

	@Test
	public void blankTilesAreLeftOut() throws IOException {
		final Scene scene = DrawnScene.of(640, 320, PixelType.UINT8, 3).tiles(64, 64).stored(new Region(64, 64, 64, 64))
			.formula((x, y, s, p) -> 0.5).build();
		final Path root = folder.getRoot().toPath();
		SlideWriter.write(scene, png().tileSize(64).overlap(0).skipBlank(true).build(), root.resolve("out"),
			ProgressListener.NONE);
		assertEquals(List.of("1_1.png"), names(root.resolve("out_files/10")));
		assertEquals(List.of("0_0.png"), names(root.resolve("out_files/9")));
		assertEquals(List.of("0_0.png"), names(root.resolve("out_files/0")));
	}

	@Test
	public void storedJpegTilesAreKept() throws IOException {
		final Path root = folder.getRoot().toPath();
		final Path tif = root.resolve("stored.tif");
		final Scene drawn = DrawnScene.of(300, 270, PixelType.UINT8, 3).build();
		SlideWriter.write(drawn, drawn.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.JPEG).quality(60).tileSize(64).build(), tif,
			ProgressListener.NONE);
		try (Slide slide = SlideOpener.open(tif)) {
			final Scene scene = slide.scenes().get(0);
			final DeepZoomOptions.Builder keep = DeepZoomOptions.builder().keepTiles(true).quality(90);
			assertEquals(
				"the slide's tiles can be kept with tile size 64 and overlap 0 only; choose these, or a quality",
				refusal(scene, keep.build()));
			SlideWriter.write(scene, keep.tileSize(64).overlap(0).build(), root.resolve("out"), ProgressListener.NONE);
			final Level level = scene.level(0);
			final EncodedTiles tiles = (EncodedTiles) level.tiles();
			final JpegDecoder decoder =
				JpegDecoder.withTables(JpegColours.stated(JpegColour.YCBCR),
				tiles.encoding().jpegTables().orElse(null));
			final BlockShape shape = new BlockShape(64, 64, 3, PixelType.UINT8);
			for (int row = 0; row < 4; row++)
				for (int col = 0; col < 4; col++) {
					final byte[] stored = tiles.encoded(((UniformTileGrid) level.layout()).index(col, row), Plane.FIRST)
						.get();
					final byte[] kept = Files.readAllBytes(root.resolve("out_files/9/" + col + "_" + row + ".jpg"));
					assertTrue("the scan is the same, byte for byte", endsWithScanOf(kept, stored));
					assertArrayEquals(decoder.decode(stored, shape).bytes(),
						JpegDecoder.of(JpegColour.YCBCR).decode(kept, shape).bytes());
				}
			for (final int[] edge : new int[][] { { 4, 4 }, { 4, 0 }, { 0, 4 }, { 3, 3 } }) {
				final Path file = root.resolve("out_files/9/" + edge[0] + "_" + edge[1] + ".jpg");
				final var tile = ImageIO.read(file.toFile());
				assertEquals(edge[0] == 4 ? 300 - 256 : 64, tile.getWidth());
				assertEquals(edge[1] == 4 ? 270 - 256 : 64, tile.getHeight());
			}
		}
		final String sentence =
			refusal(drawn, DeepZoomOptions.builder().keepTiles(true).tileSize(64).overlap(0).build());
		assertTrue(sentence, sentence.contains("cannot be kept"));
	}

	@Test
	public void theLastTilesAreKeptWhereTheyAreWhole() throws IOException {
		final Path root = folder.getRoot().toPath();
		final Path tif = root.resolve("grey.tif");
		final Scene drawn = DrawnScene.of(128, 192, PixelType.UINT8, 1).build();
		SlideWriter.write(drawn, drawn.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.JPEG).tileSize(64).build(), tif,
			ProgressListener.NONE);
		try (Slide slide = SlideOpener.open(tif)) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, DeepZoomOptions.builder().keepTiles(true).tileSize(64).overlap(0).build(),
				root.resolve("out"), ProgressListener.NONE);
			final Level level = scene.level(0);
			final byte[] stored = ((EncodedTiles) level.tiles())
				.encoded(((UniformTileGrid) level.layout()).index(1, 2), Plane.FIRST).get();
			final byte[] kept = Files.readAllBytes(root.resolve("out_files/8/1_2.jpg"));
			assertTrue(endsWithScanOf(kept, stored));
			final BlockShape shape = new BlockShape(64, 64, 1, PixelType.UINT8);
			assertArrayEquals(scene.level(0).tiles().read(((UniformTileGrid) level.layout()).index(1, 2), Plane.FIRST)
				.get().bytes(), JpegDecoder.of(JpegColour.GRAY).decode(kept, shape).bytes());
		}
	}

	private static boolean endsWithScanOf(final byte[] file, final byte[] stream) {
		final int n = stream.length / 2;
		for (int i = 1; i <= n; i++)
			if (file[file.length - i] != stream[stream.length - i]) return false;
		return true;
	}

	private String refusal(final Scene scene, final DeepZoomOptions options) {
		return assertThrows(IllegalArgumentException.class,
			() -> SlideWriter.write(scene, options, folder.getRoot().toPath().resolve("refused"),
			ProgressListener.NONE))
				.getMessage();
	}

	@Test
	public void archivesHoldTheSameFiles() throws IOException {
		final Path root = folder.getRoot().toPath();
		final Scene scene = DrawnScene.of(300, 200, PixelType.UINT8, 3).build();
		SlideWriter.write(scene, png().tileSize(64).build(), root.resolve("x"), ProgressListener.NONE);
		for (final Container container : List.of(Container.ZIP, Container.SZI)) {
			final String ending = container == Container.ZIP ? "zip" : "szi";
			SlideWriter.write(scene, png().tileSize(64).container(container).build(), root.resolve("x." + ending),
				ProgressListener.NONE);
			final TreeMap<String, byte[]> entries = new TreeMap<>();
			try (ZipFile zip = new ZipFile(root.resolve("x." + ending).toFile())) {
				for (final ZipEntry entry : zip.stream().toList()) {
					assertEquals(ZipEntry.STORED, entry.getMethod());
					assertTrue(entry.getName(), entry.getName().startsWith("x/"));
					entries.put(entry.getName().substring(2), zip.getInputStream(entry).readAllBytes());
				}
			}
			try (Stream<Path> files = Files.walk(root.resolve("x_files"))) {
				for (final Path file : files.filter(f -> f.toString().endsWith(".png")).toList()) {
					final String path = root.relativize(file).toString().replace('\\', '/');
					assertArrayEquals(path, Files.readAllBytes(file), entries.get(path));
				}
			}
			assertTrue(entries.containsKey("x.dzi") && entries.containsKey("x.html"));
			final String properties = container == Container.ZIP ? "x_files/vips-properties.xml"
				: "scan-properties.xml";
			assertTrue(new String(entries.get(properties), StandardCharsets.UTF_8).contains(">300</value>"));
		}
		assertEquals(List.of("x.dzi", "x.html", "x.szi", "x.zip", "x_files"), names(root));
	}

	@Test
	public void cancelLeavesNothing() throws IOException {
		for (final Container container : Container.values())
			for (final int after : new int[] { 0, 1, 5, 20 }) {
				final AtomicInteger asked = new AtomicInteger();
				final ProgressListener impatient = new ProgressListener() {

					@Override
					public void progress(final long done, final long total) {}

					@Override
					public boolean isCanceled() {
						return asked.getAndIncrement() >= after;
					}
				};
				assertThrows(CancellationException.class,
					() -> SlideWriter.write(DrawnScene.of(900, 900, PixelType.UINT8, 3).build(), png().tileSize(64)
					.container(container).build(), folder.getRoot().toPath().resolve("out"), impatient));
				assertEquals(List.of(), names(folder.getRoot().toPath()));
			}
	}

	@Test
	public void aStoppedExportGoesOn() throws IOException {
		final Path root = folder.getRoot().toPath();
		final Scene whole = DrawnScene.of(640, 640, PixelType.UINT8, 3).tiles(64, 64).build();
		final Scene damaged = failingAt(whole, 77);
		final DeepZoomOptions options = png().tileSize(64).source("a slide").build();
		assertThrows(IOException.class,
			() -> SlideWriter.write(damaged, options, root.resolve("out"), ProgressListener.NONE));
		assertEquals(List.of("out.part"), names(root));
		final Path early = root.resolve("out.part/out_files/10/0_0.png");
		assertTrue(Files.exists(early));
		Files.setLastModifiedTime(early, FileTime.fromMillis(1_000_000));
		final Path cutOff = root.resolve("out.part/out_files/10/1_0.png");
		Files.write(cutOff, Arrays.copyOf(Files.readAllBytes(cutOff), 50));
		Files.write(root.resolve("out.part/out_files/10/0_1.png"), new byte[0]);
		final DeepZoomOptions others = png().tileSize(32).source("a slide").build();
		assertTrue(refusal(whole, others, root).contains("with other options or of another slide"));
		SlideWriter.write(whole, options, root.resolve("out"), ProgressListener.NONE);
		assertEquals(List.of("out.dzi", "out.html", "out_files"), names(root));
		assertEquals("not written again", 1_000_000, Files.getLastModifiedTime(root.resolve("out_files/10/0_0.png"))
			.toMillis());
		assertTiles(root.resolve("out_files"), new DeepZoomLayout(640, 640, 64, 1),
			DrawnScene.of(640, 640, PixelType.UINT8, 3).draw(Region.ofSize(640, 640), Plane.FIRST));
		// once complete, it is neither made again nor overwritten
		SlideWriter.write(damaged, options, root.resolve("out"), ProgressListener.NONE);
		assertTrue(refusal(whole, others, root).contains("out_files is there already"));
		// one that was ended while its parts got their places is completed
		Files.delete(root.resolve("out.dzi"));
		Files.createDirectory(root.resolve("out.part"));
		Files.move(root.resolve("out.html"), root.resolve("out.part/out.html"));
		assertTrue(refusal(whole, others, root).contains("out_files is there already"));
		SlideWriter.write(whole, options, root.resolve("out"), ProgressListener.NONE);
		assertEquals(List.of("out.dzi", "out.html", "out_files"), names(root));
		assertEquals("not written again", 1_000_000, Files.getLastModifiedTime(root.resolve("out_files/10/0_0.png"))
			.toMillis());
	}

	private static String refusal(final Scene scene, final DeepZoomOptions options, final Path root) {
		return assertThrows(IllegalArgumentException.class,
			() -> SlideWriter.write(scene, options, root.resolve("out"), ProgressListener.NONE)).getMessage();
	}

	private static Scene failingAt(final Scene scene, final long bad) {
		final Level level = scene.level(0);
		final TileSource tiles = (tile, plane) -> {
			if (tile == bad) throw new IOException("tile " + bad + " is damaged");
			return level.tiles().read(tile, plane);
		};
		return scene.withLevels(
			List.of(level.withTiles(tiles)));
	}

	@Test
	public void thePageNeedsNothingElse() throws IOException {
		final Path root = folder.getRoot().toPath();
		final PixelBlock label = DrawnScene.of(40, 30, PixelType.UINT8, 3).draw(Region.ofSize(40, 30), Plane.FIRST);
		final AssociatedImage image = new AssociatedImage() {

			@Override
			public String name() {
				return "la/b<el>";
			}

			@Override
			public BlockShape shape() {
				return label.shape();
			}

			@Override
			public PixelBlock read() {
				return label;
			}
		};
		final String name = "100 % #1 \u00e9";
		SlideWriter.write(DrawnScene.of(300, 200, PixelType.UINT8, 3).build(),
			DeepZoomOptions.builder().title("</script><b> & \"x\"").associatedImages(List.of(image)).build(),
			root.resolve(name), ProgressListener.NONE);
		final String html = Files.readString(root.resolve(name + ".html"));
		assertTrue(html, html.contains("<title>&lt;/script&gt;&lt;b&gt; &amp; &quot;x&quot;</title>"));
		assertFalse("no other host", html.replace("http://schemas.microsoft.com/deepzoom/2008", "").contains("http"));
		assertFalse(html.contains("fetch(") || html.contains("XMLHttpRequest") || html.contains("{{"));
		assertEquals(2, html.split("</script>", -1).length - 1);
		final String script = html.replaceAll("(?s).*<script src=\"\\./([^\"]*)\">.*", "$1");
		assertEquals(name + "_files/viewer/openseadragon.min.js", URI.create(script).getPath());
		assertTrue(Files.size(root.resolve(name + "_files/viewer/openseadragon.min.js")) > 100_000);
		assertTrue(Files.readString(root.resolve(name + "_files/viewer/openseadragon-LICENSE.txt"))
			.contains("Redistribution"));
		assertArrayEquals(label.bytes(), samples(root.resolve(name + "_files/viewer/0-la_b_el_.png")));
	}

	private static byte[] samples(final Path png) throws IOException {
		final var raster = ImageIO.read(new ByteArrayInputStream(Files.readAllBytes(png))).getRaster();
		final int[] values = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
		final byte[] bytes = new byte[values.length];
		for (int i = 0; i < bytes.length; i++)
			bytes[i] = (byte) values[i];
		return bytes;
	}

	@Test
	public void optionsThatCannotBeAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().tileSize(255));
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().quality(0));
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().overlap(-1));
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().tileSize(16).overlap(9).build());
		assertThrows(IllegalArgumentException.class,
			() -> DeepZoomOptions.builder().keepTiles(true).format(PictureFormat.PNG)
			.build());
		final String sentence =
			refusal(DrawnScene.of(10, 10, PixelType.UINT16, 1).build(), DeepZoomOptions.builder().build());
		assertEquals("a browser shows samples of 8 bits, and this image has UINT16", sentence);
	}

	private static DeepZoomOptions.Builder png() {
		return DeepZoomOptions.builder().format(PictureFormat.PNG);
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(f -> f.getFileName().toString()).sorted().toList();
		}
	}
}
