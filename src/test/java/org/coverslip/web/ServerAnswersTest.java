package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.export.deepzoom.DeepZoomOptions;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ColoredScene;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Json;
import org.coverslip.web.RawClient.Answer;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is answered: the list, descriptions, tiles, and what is wrong with a request. */
public class ServerAnswersTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	@Rule
	public final TemporaryFolder exports = new TemporaryFolder();

	private static Path stained;
	private static Path measured;
	private static SlideServer server;
	private static URI address;
	private static String root;

	@BeforeClass
	public static void start() throws IOException {
		final Path folder = FOLDER.getRoot().toPath();
		stained = SampleFile.brightField(folder.resolve("stained.tif"));
		measured = folder.resolve("measured.ome.tif");
		final ProceduralScene stack = ProceduralScene.channels(PixelType.UINT16,
			List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)), Channel.named("Cy3")), 3, 2, 1300, 900, 256, 1);
		SlideWriter.write(stack.scene(), Region.ofSize(1300, 900), PyramidTiffOptions.builder().build(), measured,
			ProgressListener.NONE);
		Files.createDirectories(folder.resolve("more/.hidden"));
		Files.writeString(folder.resolve("more/broken.svs"), "this is no slide");
		Files.writeString(folder.resolve("more/notes.txt"), "nor is this");
		Files.writeString(folder.resolve("more/.hidden/secret.svs"), "");
		Files.createDirectories(folder.resolve("more/export_files/0"));
		Files.writeString(folder.resolve("more/export.dzi"), "");
		Files.writeString(folder.resolve("more/export_files/0/0_0.png"), "");
		server = SlideServer.start(SlideServer.ANY_PORT);
		server.share(folder);
		address = server.address();
		root = address.getPath();
	}

	@AfterClass
	public static void stop() throws IOException {
		server.close();
	}

	private static Answer get(final String path, final String... headers) throws IOException {
		return RawClient.ask(address, "GET", root + path, headers);
	}

	private static String api(final Path slide) throws IOException {
		return "api/slides/" + SharedSlide.of(slide.toRealPath(), "").id();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> json(final String path) throws IOException {
		final Answer answer = get(path);
		assertEquals(answer.text(), 200, answer.status());
		assertEquals("application/json; charset=utf-8", answer.headers().get("content-type"));
		return (Map<String, Object>) Json.parse(answer.text());
	}

	@Test
	@SuppressWarnings("unchecked")
	public void theListHoldsSlidesAndFolders() throws IOException {
		final List<Map<String, Object>> slides = ((List<Map<String, Object>>) json("api/slides").get("slides")).stream()
			.filter(slide -> !slide.get("folder").equals("")).toList();
		assertEquals(List.of("measured.ome.tif", "stained.tif", "broken.svs"),
			slides.stream().map(slide -> slide.get("name")).toList());
		final String top = FOLDER.getRoot().toPath().toRealPath().getFileName().toString();
		assertEquals(List.of(top, top, top + "/more"), slides.stream().map(slide -> slide.get("folder")).toList());
		assertEquals((double) Files.size(stained), slides.get(1).get("bytes"));
	}

	@Test
	@SuppressWarnings("unchecked")
	public void descriptions() throws IOException {
		final Map<String, Object> slide = json(api(stained));
		assertFalse("the place on the disk is nobody's business",
			slide.toString().contains(stained.getParent().toString()));
		assertEquals(3, ((List<Object>) slide.get("associatedImages")).size());
		final Map<String, Object> first = ((List<Map<String, Object>>) slide.get("scenes")).get(0);
		assertEquals((double) SampleFile.WIDTH, first.get("width"));
		final Map<String, Object> scene = json(api(measured) + "/scenes/0");
		assertEquals(false, scene.get("colour"));
		assertEquals(3.0, scene.get("sizeZ"));
		assertEquals(1.0, scene.get("defaultZ"));
		final List<Map<String, Object>> channels = (List<Map<String, Object>>) scene.get("channels");
		assertEquals(List.of("DAPI", "Cy3"), channels.stream().map(channel -> channel.get("name")).toList());
		assertEquals("#0000ff", channels.get(0).get("color"));
		assertTrue((double) channels.get(1).get("min") < (double) channels.get(1).get("max"));
		assertEquals(65535.0, channels.get(1).get("greatest"));
	}

	@Test
	public void whatIsNoSlideSaysWhy() throws IOException {
		final Answer answer = get(api(FOLDER.getRoot().toPath().resolve("more/broken.svs")));
		assertEquals(422, answer.status());
		assertTrue(answer.text(), answer.text().startsWith("{\"problem\": \"broken.svs is not a slide"));
	}

	/** The pixels of a tile as PNG. */
	private static int[] tile(final String path) throws IOException {
		final Answer answer = get(path);
		assertEquals(answer.text(), 200, answer.status());
		return pixels(answer.body());
	}

	private static int[] pixels(final byte[] file) throws IOException {
		final BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
		final int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
		for (int i = 0; i < rgb.length; i++)
			rgb[i] &= 0xffffff;
		return rgb;
	}

	/**
	 * Every tile is as the export to files has it: exactly where the slide stores its level, and else but for rounding,
	 * and for the last column and row of an odd size, which weigh twice in the export.
	 */
	@Test
	public void tilesAreThoseOfTheExport() throws IOException {
		final Path out = exports.getRoot().toPath().resolve("out");
		final DeepZoomLayout layout;
		try (Slide slide = SlideOpener.open(stained)) {
			final DeepZoomOptions options = DeepZoomOptions.builder().tileSize(ShownScene.TILE)
				.overlap(ShownScene.OVERLAP).format(PictureFormat.PNG).build();
			layout =
				options.layout(SlideWriter.write(slide.scenes().get(0), options, out, ProgressListener.NONE));
		}
		for (int level = 0; level < layout.levelCount(); level++)
			for (int row = 0; row < layout.rows(level); row++)
				for (int col = 0; col < layout.columns(level); col++) {
					final String name = DeepZoomLayout.tileName(level, col, row) + ".png";
					final int[] exported = pixels(Files.readAllBytes(Path.of(out + "_files", name.split("/"))));
					final int[] served = tile(api(stained) + "/scenes/0/tiles/" + name);
					if (level >= layout.levelCount() - 2) assertArrayEquals(name, exported, served);
					else if (level > 4) assertNear(name, exported, served, 3);
				}
	}

	@Test
	public void theFocalPlaneInFocusIsShownUntilAnotherIsAskedFor() throws IOException {
		final String tile = api(measured) + "/scenes/0/tiles/11/0_0.png";
		assertArrayEquals(tile(tile + "?z=1"), tile(tile));
		assertFalse(Arrays.equals(tile(tile + "?z=0"), tile(tile)));
	}

	/** On average. */
	private static void assertNear(final String message, final int[] expected, final int[] found,
		final double tolerance) {
		assertEquals(message, expected.length, found.length);
		double sum = 0;
		for (int i = 0; i < found.length; i++)
			for (int shift = 0; shift <= 16; shift += 8)
				sum += Math.abs((expected[i] >> shift & 0xff) - (found[i] >> shift & 0xff));
		assertTrue(message + ": " + sum / found.length / 3, sum / found.length / 3 <= tolerance);
	}

	@Test
	public void channelsAreAddedUpAsColoredSceneDoesIt() throws IOException {
		try (Slide slide = SlideOpener.open(measured)) {
			for (final int level : List.of(0, 1)) {
				final Scene colored = ColoredScene.of(slide.scenes().get(0), 2, 1);
				final DeepZoomLayout layout = new DeepZoomLayout(1300, 900, ShownScene.TILE, ShownScene.OVERLAP);
				final int dzLevel = layout.levelCount() - 1 - level;
				for (int col = 0; col < layout.columns(dzLevel); col++) {
					final int[] expected = new RegionReader(TileCache.ofBytes(0))
						.read(colored, level, Plane.FIRST, layout.tile(dzLevel, col, 0)).toArgb();
					for (int i = 0; i < expected.length; i++)
						expected[i] &= 0xffffff;
					assertArrayEquals("level " + level + ", column " + col, expected,
						tile(api(measured) + "/scenes/0/tiles/" + dzLevel + "/" + col + "_0.png?z=2&t=1"));
				}
			}
		}
	}

	@Test
	public void channelsAreSwitched() throws IOException {
		final String tile = api(measured) + "/scenes/0/tiles/11/1_1.png?z=1&c=";
		final int[] green = tile(tile + "1:00ff00:0:65535");
		try (Slide slide = SlideOpener.open(measured)) {
			final Region place = new DeepZoomLayout(1300, 900, ShownScene.TILE, ShownScene.OVERLAP).tile(11, 1, 1);
			final short[] values = new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, new Plane(1, 1, 0), place)
				.block().shorts();
			for (int i = 0; i < green.length; i++)
				assertEquals((int) ((values[i] & 0xffff) * (255f / 65535) + 0.5f) << 8, green[i], 0x100);
		}
		for (final int pixel : tile(tile))
			assertEquals("all channels off", 0, pixel);
	}

	/** Fifty colours on top of each other show nothing, and take long. */
	@Test
	@SuppressWarnings("unchecked")
	public void ofManyChannelsFourAreOn() throws IOException {
		final Path file = exports.getRoot().toPath().resolve("many.ome.tif");
		final List<Channel> channels = Stream.generate(() -> Channel.named("")).limit(50).toList();
		SlideWriter.write(ProceduralScene.channels(PixelType.UINT8, channels, 1, 1, 300, 200, 256, 1).scene(),
			Region.ofSize(300, 200),
			PyramidTiffOptions.builder().build(), file, ProgressListener.NONE);
		final String api = server.share(file).getPath().replace(root + "slide/", "api/slides/") + "/scenes/0";
		final List<Map<String, Object>> shown = (List<Map<String, Object>>) json(api).get("channels");
		assertEquals(50, shown.size());
		assertEquals(4, shown.stream().filter(channel -> channel.get("on").equals(true)).count());
		assertEquals("Channel 50", shown.get(49).get("name"));
		final StringBuilder four = new StringBuilder();
		for (int i = 0; i < 4; i++)
			four.append(i == 0 ? "" : ",").append(i).append(':')
				.append(((String) shown.get(i).get("color")).substring(1)).append(':')
				.append(shown.get(i).get("min")).append(':').append(shown.get(i).get("max"));
		assertArrayEquals(tile(api + "/tiles/9/0_0.png?c=" + four), tile(api + "/tiles/9/0_0.png"));
	}

	@Test
	public void jpegTilesLookTheSame() throws IOException {
		final String name = api(stained) + "/scenes/0/tiles/10/0_0.";
		final Answer jpeg = get(name + "jpg");
		assertEquals("image/jpeg", jpeg.headers().get("content-type"));
		final int[] exact = tile(name + "png");
		final int[] lossy = pixels(jpeg.body());
		assertNear("JPEG", exact, lossy, 6);
	}

	@Test
	public void associatedImagesAreExact() throws IOException {
		final int[] label = tile(api(stained) + "/associated/0");
		try (Slide slide = SampleSlide.brightField(SampleFile.WIDTH, SampleFile.HEIGHT)) {
			final byte[] expected = slide.associatedImages().get(0).read().bytes();
			for (int i = 0; i < label.length; i++)
				assertEquals((expected[3 * i] & 0xff) << 16 | (expected[3 * i + 1] & 0xff) << 8 | expected[3 * i + 2]
					& 0xff, label[i]);
		}
	}

	@Test
	public void whatTheBrowserHasIsNotSentAgain() throws IOException {
		final String tile = api(stained) + "/scenes/0/tiles/9/0_0.jpg";
		final Answer first = get(tile);
		assertEquals("no-cache", first.headers().get("cache-control"));
		final Answer second = get(tile, "If-None-Match: " + first.headers().get("etag"));
		assertEquals(304, second.status());
		assertEquals(0, second.body().length);
		assertEquals(200, get(tile, "If-None-Match: \"other\"").status());
		final String script = get("page/slide.js").headers().get("etag");
		assertEquals(304, get("page/slide.js", "If-None-Match: " + script).status());
	}

	@Test
	public void whatIsNotThere() throws IOException {
		final String slide = api(stained);
		for (final String path
			: List.of("slide/0123456789abcdef0123", "api/slides/0123456789abcdef0123", "api/slides/stained.tif", "api",
			"api/", "api/nothing", "api/slides/", "page/", "page/none.js", "nothing", slide + "/nothing", slide + "/",
			slide + "/scenes/1",
			slide + "/scenes/-1", slide + "/scenes/99999999999", slide + "/associated/3", slide + "/associated/-1",
			slide + "/scenes/0/tiles/12/0_0.jpg", slide + "/scenes/0/tiles/-1/0_0.jpg",
			slide + "/scenes/0/tiles/4294967297/0_0.jpg",
			slide + "/scenes/0/tiles/11/3_0.jpg", slide + "/scenes/0/tiles/11/0_9999999999.jpg",
			slide + "/scenes/0/tiles/11/-1_0.jpg",
			slide + "/scenes/0/tiles/11/0_0.gif", slide + "/scenes/0/tiles/11", slide + "/scenes/0/tiles/11/0_0",
			"api/files/0",
			"api/files/", slide + "/scenes/1/tiles/0/0_0.jpg")) {
			final Answer answer = get(path);
			assertEquals(path + ": " + answer.text(), 404, answer.status());
			assertTrue(path, answer.text().startsWith("{\"problem\": \"There is "));
		}
	}

	private static void assertBad(final String sentence, final String path) throws IOException {
		final Answer answer = get(path);
		assertEquals(path, 400, answer.status());
		assertEquals(path, "{\"problem\": \"" + sentence + "\"}", answer.text());
	}

	@Test
	public void theRangeOfColours() throws IOException {
		final Map<String, Object> range = json(api(stained) + "/scenes/0/range");
		final double min = (double) range.get("min");
		final double max = (double) range.get("max");
		assertTrue(range.toString(), min > 0 && max > min + 50 && max <= 255);
		assertEquals(Map.of("least", 0.0, "greatest", 255.0), json(api(stained) + "/scenes/0").get("colours"));
		assertEquals(null, json(api(measured) + "/scenes/0").get("colours"));
		final String tile = api(stained) + "/scenes/0/tiles/10/0_0.png";
		assertArrayEquals("all values, as they are", tile(tile), tile(tile + "?rgb=0:255:1"));
		assertFalse(Arrays.equals(tile(tile), tile(tile + "?rgb=" + min + ":" + max + ":1")));
		assertBad("this scene has channels, each with a range of its own", api(measured) + "/scenes/0/range");
		assertBad("a range of colours is MIN:MAX:GAMMA, not \\\"0:9\\\"", tile + "?rgb=0:9");
		assertBad("a colour's greatest value must be above its least", tile + "?rgb=9:9:1");
		assertBad("gamma must be above 0", tile + "?rgb=0:9:0");
		assertBad("the least value is a number, not \\\"x\\\"", tile + "?rgb=x:9:1");
	}

	@Test
	public void badParametersAreSaidInOneSentence() throws IOException {
		final String tile = api(measured) + "/scenes/0/tiles/11/0_0.jpg";
		assertBad("z is 0 to 2, not 3", tile + "?z=3");
		assertBad("there is no parameter \\\"zoom\\\" here, only z, t, c, rgb", tile + "?z=1&zoom=3");
		assertBad("the parameter \\\"z\\\" is given twice", tile + "?z=1&z=2");
		assertBad("there is no parameter \\\"Format\\\" here, only format, compression, downsample, x, y, "
			+ "width, height, z, t, c, rgb", api(measured) + "/scenes/0/region?x=0&y=0&width=9&height=9&Format=png");
		for (final String path : List.of("", "/scenes/0", "/thumbnail", "/associated/0"))
			assertBad("there is no parameter \\\"z\\\" here", api(measured) + path + "?z=1");
		assertBad("z is a whole number, not \\\"x\\\"", tile + "?z=x");
		assertBad("t is 0 to 1, not -1", tile + "?t=-1");
		assertBad("the parameter \\\"z\\\" has no value", tile + "?z");
		assertBad("there is no channel 2", tile + "?c=2:ffffff:0:1");
		assertBad("the channel 0 is there twice", tile + "?c=0:ffffff:0:1,0:ffffff:0:1");
		assertBad("a channel is NUMBER:RRGGBB:MIN:MAX, not \\\"0:white:0:1\\\"", tile + "?c=0:white:0:1");
		assertBad("a channel's greatest value must be above its least", tile + "?c=0:ffffff:5:5");
		assertBad("a channel's least value is a number, not \\\"NaN\\\"", tile + "?c=0:ffffff:NaN:5");
		final String region = api(measured) + "/scenes/0/region";
		assertBad("x is missing", region);
		assertBad("a region is written as tif or png", region + "?format=jpg&x=0&y=0&width=1&height=1");
		assertBad("a region has a width and height of 1 pixel or more", region + "?x=0&y=0&width=-5&height=1");
		assertBad("a region has a width and height of 1 pixel or more",
			region + "?x=9223372036854775807&y=0&width=5&height=1");
		assertBad("the region 10 x 10 at (5000, 0) lies outside the slide of 1300 x 900 pixels",
			region + "?x=5000&y=0&width=10&height=10");
		assertBad("JPEG holds samples of 8 bits, and this slide has more; choose LZW.",
			region + "?x=0&y=0&width=10&height=10&compression=jpeg");
		assertBad("downsample is 1 to 1024, not 0", region + "?format=png&x=0&y=0&width=10&height=10&downsample=0");
	}
}
