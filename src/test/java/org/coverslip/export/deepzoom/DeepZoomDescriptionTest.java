package org.coverslip.export.deepzoom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.image.PictureFormat;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.HalfSize;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.testing.Json;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of a pyramid beside its tiles: page, properties, and the options that made it. */
public class DeepZoomDescriptionTest {

	private static final DeepZoomLayout LAYOUT = new DeepZoomLayout(300, 200, 64, 2);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Files that are put, by their paths. */
	private static final class Kept implements DeepZoomFiles {

		private final Map<String, byte[]> files = new TreeMap<>();

		@Override
		public boolean has(final String path, final byte[] end) {
			return false;
		}

		@Override
		public void put(final String path, final byte[] bytes) {
			files.put(path, bytes);
		}

		@Override
		public void commit() {}

		@Override
		public void discard() {}

		@Override
		public void close() {}
	}

	private static AssociatedImage image(final String name, final PixelType type) {
		final BlockShape shape = new BlockShape(2, 1, 1, type);
		return new AssociatedImage() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public BlockShape shape() {
				return shape;
			}

			@Override
			public PixelBlock read() {
				return PixelBlock.zeros(shape);
			}
		};
	}

	private static Scene scene(final Optional<PixelSize> pixelSize, final OptionalDouble power) {
		return Scene.builder(SlideLifetime.inMemory("x")).background(0x01a2b3).pixelSize(pixelSize)
			.objectivePower(power).levels(DrawnScene.of(300, 200, PixelType.UINT8, 3).build().levels()).build();
	}

	private static String page(final Scene scene, final DeepZoomOptions options, final AssociatedImage... images)
		throws IOException {
		final Kept kept = new Kept();
		new DeepZoomPage(scene, LAYOUT, options, "x y").write(kept, List.of(images));
		final List<String> expected = new ArrayList<>(List.of("x y.html", "x y_files/viewer/openseadragon-LICENSE.txt",
			"x y_files/viewer/openseadragon.min.js"));
		if (images.length > 0)
			expected.addAll(1, List.of("x y_files/viewer/0-label.png", "x y_files/viewer/1-Macro_2.png"));
		assertEquals(expected, List.copyOf(kept.files.keySet()));
		return new String(kept.files.get("x y.html"), StandardCharsets.UTF_8);
	}

	private static Map<?, ?> data(final String page) {
		final int at = page.indexOf("var slide = ") + "var slide = ".length();
		return (Map<?, ?>) Json.parse(page.substring(at, page.indexOf(";\n", at)));
	}

	@Test
	public void thePageKnowsThePyramid() throws IOException {
		final String page = page(scene(Optional.of(new PixelSize(0.25, 0.5)), OptionalDouble.of(20)),
			DeepZoomOptions.builder().format(PictureFormat.PNG).build(), image("label", PixelType.UINT8),
			image("heat", PixelType.FLOAT32), image("Macro 2", PixelType.UINT16));
		final Map<?, ?> data = data(page);
		assertEquals(Json.parse("""
			{"width": 300, "height": 200, "tileSize": 64, "overlap": 2, "format": "png", "tiles": "./x%20y_files/",
			"pixelSizeUm": 0.25, "images": [{"name": "label", "src": "./x%20y_files/viewer/0-label.png"},
			{"name": "Macro 2", "src": "./x%20y_files/viewer/1-Macro_2.png"}]}"""), data);
		assertTrue(page, page.contains("<p>300 × 200 pixels, 0.2500 µm per pixel, 20×</p>"));
		assertTrue(page, page.contains("background: #01a2b3"));
		assertTrue("the name is the title", page.contains("<h1>x y</h1>"));
	}

	@Test
	public void whatIsNotKnownIsLeftOutOfThePage() throws IOException {
		final DeepZoomOptions options = DeepZoomOptions.builder().title("A title").build();
		final String page = page(scene(Optional.empty(), OptionalDouble.empty()), options);
		assertTrue(page, page.contains("<p>300 × 200 pixels</p>"));
		assertTrue(page, page.contains("<h1>A title</h1>"));
		assertTrue(data(page).containsKey("pixelSizeUm"));
		assertNull(data(page).get("pixelSizeUm"));
		assertTrue(page(scene(Optional.empty(), OptionalDouble.of(2.5)), options).contains("pixels, 2.5×</p>"));
	}

	@Test
	public void propertiesInBothForms() {
		final DeepZoomProperties properties =
			new DeepZoomProperties(LAYOUT, 3, new TreeMap<>(Map.of("a<b", "1 & 2", "c", "d")));
		assertEquals("""
			<?xml version="1.0" encoding="UTF-8"?>
			<image xmlns="http://www.vips.ecs.soton.ac.uk//dzsave" date="" version="1.0">
			  <properties>
			%s%s%s%s%s  </properties>
			</image>
			""".formatted(property("width", "gint", "300"), property("height", "gint", "200"),
			property("bands", "gint", "3"), property("a&lt;b", "VipsRefString", "1 &amp; 2"),
			property("c", "VipsRefString", "d")), withoutDate(properties.xml(false)));
		final String szi = withoutDate(properties.xml(true));
		assertTrue(szi, szi.contains("<image xmlns=\"http://www.pathozoom.com/szi\" date=\"\" version=\"1.0\">"));
		assertTrue(szi, szi.contains("<properties>\n" + property("ImageWidth", "gint", "300")
			+ property("ImageHeight", "gint", "200") + property("a&lt;b", "VipsRefString", "1 &amp; 2")));
	}

	private static String withoutDate(final String xml) {
		return xml.replaceAll("date=\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"", "date=\"\"");
	}

	private static String property(final String name, final String type, final String value) {
		return "    <property>\n      <name>" + name + "</name>\n      <value type=\"" + type + "\">" + value
			+ "</value>\n    </property>\n";
	}

	private Region write(final Scene scene, final DeepZoomOptions.Builder options, final String name)
		throws IOException {
		return SlideWriter.write(scene, options.build(), folder.getRoot().toPath().resolve(name),
			ProgressListener.NONE);
	}

	private static DeepZoomOptions.Builder small() {
		return DeepZoomOptions.builder().format(PictureFormat.PNG).tileSize(16).overlap(0).source("a slide");
	}

	/** A pyramid that is there counts as done only if all options are those that made it. */
	@Test
	public void eachOptionTellsOnePyramidFromAnother() throws IOException {
		final Scene scene = DrawnScene.of(20, 20, PixelType.UINT8, 1).planes(2, 1, 1).build();
		write(scene, small(), "out");
		final Path file = folder.getRoot().toPath().resolve("out.dzi");
		Files.writeString(file, "left alone");
		for (final String name : List.of("out", "out.dzi", "out.HTML"))
			assertEquals(Region.ofSize(20, 20), write(scene, small(), name));
		assertEquals("left alone", Files.readString(file));
		for (final DeepZoomOptions.Builder other : List.of(small().tileSize(32), small().overlap(1),
			small().format(PictureFormat.JPG), small().quality(60), small().halving(HalfSize.DOWN),
			small().skipBlank(true), small().background(0x123456), small().plane(new Plane(1, 0, 0)),
			small().title("x"), small().source("another")))
		{
			final String sentence =
				assertThrows(IllegalArgumentException.class, () -> write(scene, other, "out")).getMessage();
			assertTrue(sentence, sentence.contains("is there already, made with other options or of another slide"));
		}
		assertThrows("another region", IllegalArgumentException.class, () -> SlideWriter.write(scene,
			new Region(0, 0, 20, 10), small().build(), folder.getRoot().toPath().resolve("out"),
			ProgressListener.NONE));
	}

	@Test
	public void valuesAreWhatWasSet() {
		final DeepZoomOptions options = DeepZoomOptions.builder().quality(1).overlap(127).threads(1)
			.background(0xff123456).title("t").source("s").properties(Map.of("b", "2", "a", "1"))
			.associatedImages(List.of(image("x", PixelType.UINT8))).build();
		assertEquals(1, options.quality());
		assertEquals(127, options.overlap());
		assertEquals(1, options.threads());
		assertEquals(0x123456, options.background().getAsInt());
		assertEquals("t", options.title());
		assertEquals("s", options.source());
		assertEquals(Map.of("a", "1", "b", "2"), options.properties());
		assertEquals("x", options.associatedImages().get(0).name());
		assertFalse(options.limitsToBounds() || options.keepsTiles());
		assertTrue(DeepZoomOptions.builder().limitBounds(true).build().limitsToBounds());
		assertTrue(DeepZoomOptions.builder().keepTiles(true).build().keepsTiles());
		final DeepZoomOptions later = DeepZoomOptions.builder().properties(Map.of("b", "2"))
			.properties(Map.of("c", "3"))
			.associatedImages(List.of(image("x", PixelType.UINT8))).associatedImages(List.of()).build();
		assertEquals("later ones replace earlier ones", Map.of("c", "3"), later.properties());
		assertEquals(List.of(), later.associatedImages());
		assertEquals("tiles of 16 pixels overlap by 8 at most, not by 9",
			assertThrows(IllegalArgumentException.class, () -> small().overlap(9).build()).getMessage());
		assertEquals(8, small().overlap(8).build().overlap());
		assertEquals(100, DeepZoomOptions.builder().quality(100).build().quality());
		assertEquals(2, DeepZoomOptions.builder().tileSize(2).build().tileSize());
		assertEquals(8192, DeepZoomOptions.builder().tileSize(8192).build().tileSize());
		for (final int size : new int[] { 0, 1, 8194 })
			assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().tileSize(size));
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().quality(101));
		assertThrows(IllegalArgumentException.class, () -> DeepZoomOptions.builder().threads(0));
	}

	@Test
	public void aSlideGivesItsNameItsPropertiesAndWhereItIs() {
		final SlideMetadata metadata = new SlideMetadata("drawn.slide", "drawn", Map.of("k", "v"), null);
		final DeepZoomOptions options = DeepZoomOptions.builder().slide(new OpenedSlide(metadata,
			List.of(DrawnScene.of(9, 9, PixelType.UINT8, 3).build()), List.of(image("map", PixelType.UINT8)),
			SlideLifetime.inMemory("drawn")), "scene 3").build();
		assertEquals("drawn.slide", options.title());
		assertEquals(Map.of("k", "v"), options.properties());
		assertEquals("map", options.associatedImages().get(0).name());
		assertEquals(", scene 3, 0 bytes, 0", options.source());
	}

	@Test
	public void regionsOutsideAndEmptySlidesAreRefused() {
		final Scene scene = DrawnScene.of(20, 10, PixelType.UINT8, 3).build();
		final Path target = folder.getRoot().toPath().resolve("out");
		final String outside = assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(scene,
			new Region(20, 0, 5, 5), small().build(), target, ProgressListener.NONE)).getMessage();
		assertTrue(outside, outside.endsWith("lies outside of the image of 20 x 10 pixels"));
		final Scene empty = Scene.builder(SlideLifetime.inMemory("x")).levels(scene.levels())
			.bounds(new Region(0, 0, 0, 0)).build();
		assertEquals("the slide says that it is empty; export it without its bounds",
			assertThrows(IllegalArgumentException.class, () -> write(empty, small().limitBounds(true), "out"))
				.getMessage());
		assertThrows(IllegalArgumentException.class, () -> write(scene, small().plane(new Plane(0, 1, 0)), "out"));
		assertEquals("nothing was begun", List.of(), List.of(folder.getRoot().list()));
	}

	@Test
	public void blankIsBackgroundGiveOrTakeFive() throws IOException {
		final int[] values = { 5, 6, 0, 0 };
		final Scene scene = DrawnScene.of(64, 16, PixelType.UINT8, 1).tiles(16, 16)
			.formula((x, y, s, p) -> (values[(int) x / 16] + 0.5) / 255).build();
		write(scene, small().skipBlank(true), "out");
		final Path tiles = folder.getRoot().toPath().resolve("out_files/6");
		assertEquals("6 is more than 5", List.of("1_0.png"), List.of(tiles.toFile().list()));
		final Scene colours = DrawnScene.of(64, 16, PixelType.UINT8, 3).tiles(16, 16).background(0x102030)
			.formula((x, y, s, p) -> (0x10 * (s + 1) + (x / 16 == s ? x < 16 ? -5 : 6 : 0) + 0.5) / 255).build();
		write(colours, small().skipBlank(true), "colours");
		assertEquals(List.of("1_0.png", "2_0.png"), List.of(folder.getRoot().toPath().resolve("colours_files/6")
			.toFile().list()).stream().sorted().toList());
	}
}
