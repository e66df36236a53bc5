package org.coverslip.export;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.PlacedTiles;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.testing.Json;
import org.junit.Test;

/** What is said of a slide of which everything is known, and of one of which nothing is. */
public class SlideReportTest {

	private static final SlideLifetime OPEN = SlideLifetime.inMemory("report");

	private static Level level(final long width, final long height, final PixelType type, final int samples) {
		return Level.builder(width, height, (tile, plane) -> Optional.empty())
			.scale(new LevelScale(1000.0 / width))
			.grid(UniformTileGrid.covering(width, height, 256, 128)).samples(type, samples)
			.compression("JPEG").build();
	}

	private static Scene stained() {
		return Scene.builder(OPEN).levels(List.of(level(1000, 600, PixelType.UINT8, 3))).build();
	}

	private static Scene measured() {
		return Scene.builder(OPEN).name("a \"b\"").origin(70, 80).sizeZ(3).sizeT(2).defaultZ(1)
			.channels(List.of(new Channel("DAPI", OptionalInt.of(0xff)), new Channel("FITC", OptionalInt.empty())))
			.pixelSize(Optional.of(new PixelSize(0.25, 0.2))).pixelSizeZ(OptionalDouble.of(1.5))
			.objectivePower(OptionalDouble.of(20)).bounds(new Region(10, 20, 300, 200)).categorical(Optional.of(true))
			.levels(List.of(level(1000, 600, PixelType.UINT16, 1), level(250, 150, PixelType.UINT16, 1))).build();
	}

	private static Slide slide() {
		final AssociatedImage label = new AssociatedImage() {

			@Override
			public String name() {
				return "label";
			}

			@Override
			public BlockShape shape() {
				return new BlockShape(40, 30, 3, PixelType.UINT8);
			}

			@Override
			public PixelBlock read() {
				throw new AssertionError("a report needs no pixels");
			}
		};
		final SlideMetadata metadata = new SlideMetadata("x.slide", "Acme",
			new TreeMap<>(Map.of("acme.note", " one\r\n two\n", "openslide.vendor", "acme")), null);
		return new OpenedSlide(metadata, List.of(stained(), measured()), List.of(label), OPEN);
	}

	@Test
	public void asLines() {
		assertEquals("""
			path: x.slide
			format: Acme (acme)
			scene 0: 1000 x 600, RGB uint8
			scene 0, level 0: 1000 x 600, 1/1, JPEG tiles of 256 x 128
			scene 1: "a "b"", 1000 x 600, uint16 classes, 2 channels, 3 z 1.5 µm apart, 2 t, 0.25 x 0.2 µm/px, 20x
			scene 1, bounds: %s
			scene 1, channel 0: DAPI
			scene 1, channel 1: FITC
			scene 1, level 0: 1000 x 600, 1/1, JPEG tiles of 256 x 128
			scene 1, level 1: 250 x 150, 1/4, JPEG tiles of 256 x 128
			associated image label: 40 x 30
			acme.note: one / two
			openslide.vendor: acme""".formatted(new Region(10, 20, 300, 200)), SlideReport.of(slide()).toText());
	}

	@Test
	public void asJson() {
		final Map<?, ?> report = (Map<?, ?>) Json.parse(SlideReport.of(slide()).toJson());
		assertEquals(List.of("path", "format", "vendor", "scenes", "associatedImages", "notShown", "properties"),
			List.copyOf(report.keySet()));
		assertEquals("x.slide", report.get("path"));
		assertEquals("Acme", report.get("format"));
		assertEquals("acme", report.get("vendor"));
		assertEquals("acme", ((Map<?, ?>) report.get("properties")).get("openslide.vendor"));
		final List<?> scenes = (List<?>) report.get("scenes");
		final Map<?, ?> scene = (Map<?, ?>) scenes.get(1);
		assertEquals(Json.parse("""
			{"index": 1, "name": "a \\"b\\"", "x": 70, "y": 80, "width": 1000, "height": 600, "rgb": false,
			"pixelType": "uint16", "categorical": true, "channels": [{"name": "DAPI", "color": "#0000FF"},
			{"name": "FITC", "color": null}], "sizeZ": 3, "sizeT": 2, "pixelSizeX": 0.25, "pixelSizeY": 0.2,
			"pixelSizeZ": 1.5, "defaultZ": 1, "objectivePower": 20.0,
			"bounds": {"x": 10, "y": 20, "width": 300, "height": 200}, "levels": [
			{"width": 1000, "height": 600, "downsample": 1.0, "tileWidth": 256, "tileHeight": 128,
			"compression": "JPEG"}, {"width": 250, "height": 150, "downsample": 4.0, "tileWidth": 256,
			"tileHeight": 128, "compression": "JPEG"}]}"""), scene);
		assertEquals(Json.parse("[{\"name\": \"label\", \"width\": 40, \"height\": 30}]"),
			report.get("associatedImages"));
		final Map<?, ?> unknown = (Map<?, ?>) scenes.get(0);
		assertEquals(true, unknown.get("rgb"));
		for (final String name : List.of("pixelSizeX", "pixelSizeY", "pixelSizeZ", "objectivePower"))
			assertTrue(unknown.containsKey(name));
		for (final String name : List.of("pixelSizeX", "pixelSizeY", "pixelSizeZ", "objectivePower"))
			assertNull(unknown.get(name));
	}

	@Test
	public void numbersHaveFourDecimalsOrThreeDigits() {
		for (final Object[] pair : new Object[][] { { 0.25, "0.25" }, { 0.123456, "0.1235" }, { 0.1, "0.1" },
			{ 0.0999951, "0.1" }, { 0.01234567, "0.0123" }, { 0.00000123, "0.00000123" }, { 100, "100" } })
		{
			final double size = ((Number) pair[0]).doubleValue();
			final Scene scene = Scene.builder(OPEN).levels(List.of(level(1000, 9, PixelType.UINT8, 3)))
				.pixelSize(Optional.of(new PixelSize(size, 1))).build();
			assertEquals("1000 x 9, RGB uint8, " + pair[1] + " x 1 µm/px", SlideReport.summary(scene));
		}
	}

	@Test
	public void tilesOfVariousSizesHaveNone() {
		final PlacedTiles.Builder tiles = PlacedTiles.builder();
		tiles.add(0, 0, 10, 10);
		tiles.add(10, 0, 20, 10);
		final Level placed = Level.builder(30, 10, (tile, plane) -> Optional.empty())
			.layout(tiles.build()).samples(PixelType.UINT8, 3).compression("none").build();
		assertEquals("30 x 10, 1/1, none tiles of various sizes", SlideReport.summary(placed));
	}

	@Test
	public void whatIsNotShownIsCounted() {
		final SlideMetadata metadata =
			new SlideMetadata("x", "Acme", Map.of(), null).withNotShown(List.of("the first", "the second"));
		final Slide slide = new OpenedSlide(metadata, List.of(stained()), List.of(), OPEN);
		assertTrue(SlideReport.of(slide).toText(),
			SlideReport.of(slide).toText().endsWith("not shown: the first\nnot shown 2: the second"));
		assertEquals(List.of("the first", "the second"), SlideReport.of(slide).toMap().get("notShown"));
	}
}
