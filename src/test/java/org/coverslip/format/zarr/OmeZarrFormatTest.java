package org.coverslip.format.zarr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.DisplayRange;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/** OME-Zarr that is written here by the specifications; {@code ZarrAgreementTest} has what other programs write. */
public class OmeZarrFormatTest extends SlideFormatContract {

	private static final String OMERO = """
		{"channels": [{"label": "DAPI", "color": "0000FF", "window": {"min": 0, "max": 65535, "start": 0, "end": 900}},
		  {"label": "FITC", "color": "00ff00"}]}""";

	private static final int HEIGHT = 101;
	private static final int WIDTH = 150;

	@Override
	protected SlideFormat format() {
		return new OmeZarrFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		ZarrFixture.text(into, ".zgroup", "{\"zarr_format\": 2}");
		ZarrFixture.text(into, ".zattrs", ZarrFixture.multiscales(OMERO));
		ZarrFixture.two(into.resolve("0"), 2, 3, HEIGHT, WIDTH, 1);
		ZarrFixture.two(into.resolve("1"), 2, 3, 50, 75, 2);
		return into.resolve(".zattrs");
	}

	/** Names that lead to a chunk are not looked for, since there may be millions; see the test of the folder. */
	@Override
	protected boolean isForeign(final Path file) {
		return !file.endsWith(".zattrs");
	}

	private Path image() throws IOException {
		return fixture(folder.newFolder("slide.ome.zarr").toPath()).getParent();
	}

	private static PixelBlock pixels(final Scene scene, final int level, final Plane plane) throws IOException {
		return new RegionReader(TileCache.ofBytes(1 << 20))
			.read(scene, level, plane, scene.level(level).region()).block();
	}

	@Test
	public void anImageOfZarr2() throws IOException {
		try (Slide slide = SlideOpener.open(image())) {
			assertEquals("OME-Zarr", slide.metadata().format());
			final Scene scene = slide.scenes().get(0);
			assertEquals("a slide", scene.name());
			assertEquals(Optional.of(new PixelSize(0.5, 0.25)), scene.pixelSize());
			assertEquals(OptionalDouble.of(2), scene.pixelSizeZ());
			assertEquals(PixelType.UINT16, scene.pixelType());
			assertEquals(List.of("DAPI", "FITC"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0x00ff00, scene.channels().get(1).rgbColor().orElseThrow());
			assertEquals(3, scene.sizeZ());
			assertEquals(2, scene.level(1).downsample(), 0);
			assertEquals("Deflate", scene.level(0).compression());
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 3; z++) {
					final PixelBlock found = pixels(scene, 0, new Plane(c, z, 0));
					for (int y = 0; y < HEIGHT; y++)
						for (int x = 0; x < WIDTH; x++)
							assertEquals(ZarrFixture.value(c, z, y, x), found.value(x, y, 0), 0);
				}
			assertEquals(ZarrFixture.value(1, 2, 98, 148), pixels(scene, 1, new Plane(1, 2, 0)).value(74, 49, 0), 0);
		}
	}

	/** Windows are heeded where they tell something: not all that 16 bits hold, nor more, nor where nothing is. */
	@Test
	public void windowsAreShown() throws IOException {
		final Path image = image();
		final Path attributes = image.resolve(".zattrs");
		final String description = Files.readString(attributes);
		for (final String window : List.of("3000, 9000", "0, 65535", "0, 2147483647", "100, 900", "9, 9")) {
			final String[] range = window.split(", ");
			Files.writeString(attributes, description
				.replace("\"start\": 0, \"end\": 900", "\"start\": " + range[0] + ", \"end\": " + range[1])
				.replace("\"omero\": {", "\"omero\": {\"rdefs\": {\"defaultZ\": 2},"));
			try (Slide slide = SlideOpener.open(image)) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(2, scene.defaultPlane().z());
				final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
				final ChannelDisplay shown = ChannelDisplay.of(scene, reader).get(0);
				assertEquals(0x0000ff, shown.rgbColor());
				final boolean heeded = window.equals("3000, 9000");
				assertEquals(window, heeded, shown.max() == 9000);
				if (!heeded) {
					final double[] values = new double[50 * 75];
					for (int i = 0; i < values.length; i++)
						values[i] = ZarrFixture.value(0, 2, i / 75 * 2, i % 75 * 2);
					assertEquals(DisplayRange.of(values), new DisplayRange(shown.min(), shown.max()));
				}
			}
		}
	}

	@Test
	public void threeChannelsInPrimaryColoursAreOnePicture() throws IOException {
		final Path into = folder.newFolder("rgb.zarr").toPath();
		ZarrFixture.text(into, ".zattrs", """
			{"multiscales": [{"axes": [{"name": "y", "type": "space"}, {"name": "x", "type": "space"}, {"name": "c",
			  "type": "channel"}], "datasets": [{"path": "s0"}]}], "omero": {"channels": [{"color": "FF0000"},
			  {"color": "00FF00"}, {"color": "0000FF"}]}}""");
		ZarrFixture.text(into.resolve("s0"), ".zarray", """
			{"zarr_format": 2, "shape": [2, 3, 3], "chunks": [2, 2, 3], "dtype": "|u1", "order": "C", "fill_value": 9,
			 "filters": null, "compressor": null}""");
		Files.write(into.resolve("s0/0.0.0"), new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 });
		try (Slide slide = SlideOpener.open(into)) {
			final Scene scene = slide.scenes().get(0);
			assertTrue(scene.isRgb());
			assertEquals("no unit is stated", Optional.empty(), scene.pixelSize());
			final RegionPixels found =
				new RegionReader(TileCache.ofBytes(1 << 20)).read(scene, 0, Plane.FIRST, new Region(0, 0, 3, 2));
			assertEquals(8, found.block().value(0, 1, 1), 0);
			assertEquals(12, found.block().value(1, 1, 2), 0);
			assertEquals("a chunk that is not there covers nothing", 0, found.alpha(2));
		}
	}

	@Test
	public void shardsOfZarr3() throws IOException {
		for (final boolean atStart : new boolean[] { false, true }) {
			final Path into = folder.newFolder("three" + atStart + ".ome.zarr").toPath();
			ZarrFixture.text(into, "zarr.json", """
				{"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5", "multiscales": [{
				  "axes": [{"name": "y", "type": "space", "unit": "micrometer"},
				    {"name": "x", "type": "space", "unit": "micrometer"}],
				  "coordinateTransformations": [{"type": "scale", "scale": [0.5, 0.5]}],
				  "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 1]},
				    {"type": "translation", "translation": [3, 4]}]}]}]}}}""");
			ZarrFixture.three(into.resolve("0"), HEIGHT, WIDTH, atStart);
			try (Slide slide = SlideOpener.open(into)) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(Optional.of(new PixelSize(0.5, 0.5)), scene.pixelSize());
				assertEquals("Gzip", scene.level(0).compression());
				final RegionPixels found = new RegionReader(TileCache.ofBytes(1 << 20)).read(scene, 0, Plane.FIRST,
					scene.level(0).region());
				for (int y = 0; y < HEIGHT; y++)
					for (int x = 0; x < WIDTH; x++) {
						final boolean absent = y < ZarrFixture.CHUNK_Y && x / ZarrFixture.CHUNK_X == 1;
						assertEquals("the fill value where a chunk is not there", absent ? 7
							: ZarrFixture.value(0, 0, y, x), found.block().value(x, y, 0), 0);
						assertEquals(255, found.alpha(y * WIDTH + x));
					}
			}
		}
	}

	/** As the example of the draft has it, with a second system that is that of no level. */
	@Test
	public void coordinateSystemsOfVersion6() throws IOException {
		final Path into = folder.newFolder("six.ome.zarr").toPath();
		ZarrFixture.text(into, "zarr.json", """
			{"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.6rc0", "multiscales": [{
			  "coordinateSystems": [{"name": "world", "axes": [{"name": "y", "type": "space", "unit": "meter"},
			      {"name": "x", "type": "space", "unit": "meter"}]},
			    {"name": "intrinsic", "axes": [{"name": "y", "type": "space", "unit": "micrometer"},
			      {"name": "x", "type": "space", "unit": "micrometer", "discrete": false}]}],
			  "datasets": [{"path": "0", "coordinateTransformations": [{"type": "sequence", "input": {"path": "0"},
			    "output": {"name": "intrinsic"}, "transformations": [{"type": "scale", "scale": [0.5, 0.25]},
			      {"type": "translation", "translation": [0.25, 0.75]}]}]}],
			  "coordinateTransformations": [{"type": "scale", "scale": [7, 7], "input": {"name": "intrinsic"},
			    "output": {"name": "world"}}]}]}}}""");
		ZarrFixture.three(into.resolve("0"), HEIGHT, WIDTH, false);
		try (Slide slide = SlideOpener.open(into)) {
			assertEquals(Optional.of(new PixelSize(0.25, 0.5)), slide.scenes().get(0).pixelSize());
		}
	}

	@Test
	public void labelsSeriesAndPlatesAreScenes() throws IOException {
		final Path image = image();
		ZarrFixture.text(image.resolve("labels"), ".zattrs", "{\"labels\": [\"cells\"]}");
		final Path cells = image.resolve("labels/cells");
		ZarrFixture.text(cells, ".zattrs", "{\"multiscales\": [{\"axes\": [\"y\", \"x\"], \"datasets\": "
			+ "[{\"path\": \"0\"}]}], \"image-label\": {}}");
		ZarrFixture.text(cells.resolve("0"), ".zarray", """
			{"zarr_format": 2, "shape": [1, 2], "chunks": [1, 2], "dtype": "<i8", "order": "C", "fill_value": 0,
			 "filters": null, "compressor": null}""");
		Files.write(cells.resolve("0/0.0"), new byte[] { 1, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0 });
		try (Slide slide = SlideOpener.open(image)) {
			assertEquals(List.of("a slide", "labels/cells"), slide.scenes().stream().map(Scene::name).toList());
			assertFalse(slide.scenes().get(0).isCategorical());
			assertTrue(slide.scenes().get(1).isCategorical());
			assertEquals(257, pixels(slide.scenes().get(1), 0, Plane.FIRST).value(0, 0, 0), 0);
		}
		final Path series = folder.newFolder("series.zarr").toPath();
		ZarrFixture.text(series, ".zattrs", "{\"bioformats2raw.layout\": 3}");
		ZarrFixture.text(series.resolve("OME"), ".zattrs", "{\"series\": [\"1\", \"0\"]}");
		fixture(series.resolve("0"));
		fixture(series.resolve("1"));
		try (Slide slide = SlideOpener.open(series)) {
			assertEquals(List.of("1", "0"), slide.scenes().stream().map(Scene::name).toList());
		}
		ZarrFixture.text(series.resolve("OME"), ".zattrs", "{\"series\": [\"0\", \"1\", \"2\"]}");
		ZarrFixture.text(series.resolve("2"), ".zattrs", "{\"multiscales\": [{\"name\": \"Label image\", \"axes\": "
			+ "[\"c\", \"y\", \"x\"], \"datasets\": [{\"path\": \"0\"}]}]}");
		ZarrFixture.text(series.resolve("2/0"), ".zarray", """
			{"zarr_format": 2, "shape": [3, 1, 2], "chunks": [3, 1, 2], "dtype": "|u1", "order": "C",
			 "fill_value": 0, "filters": null, "compressor": null, "dimension_separator": "/"}""");
		Files.createDirectories(series.resolve("2/0/0/0"));
		Files.write(series.resolve("2/0/0/0/0"), new byte[] { 1, 2, 3, 4, 5, 6 });
		try (Slide slide = SlideOpener.open(series)) {
			assertEquals(List.of("0", "1"), slide.scenes().stream().map(Scene::name).toList());
			assertEquals("label", slide.associatedImages().get(0).name());
			assertArrayEquals(new byte[] { 1, 3, 5, 2, 4, 6 }, slide.associatedImages().get(0).read().bytes());
		}
		final Path plate = folder.newFolder("plate.zarr").toPath();
		ZarrFixture.text(plate, ".zattrs", "{\"plate\": {\"wells\": [{\"path\": \"A/1\"}, {\"path\": \"B/2\"}]}}");
		for (final String well : List.of("A/1", "B/2")) {
			ZarrFixture.text(plate.resolve(well), ".zattrs", "{\"well\": {\"images\": [{\"path\": \"0\"}]}}");
			fixture(plate.resolve(well + "/0"));
		}
		try (Slide slide = SlideOpener.open(plate)) {
			assertEquals(List.of("A/1/0", "B/2/0"), slide.scenes().stream().map(Scene::name).toList());
		}
	}

	@Test
	public void nothingIsWrittenIntoTheFolder() throws IOException {
		final Path image = image();
		try (Slide slide = SlideOpener.open(image)) {
			for (final String name : List.of("0/0/0/0/0", "new.tif", "0/new.tif"))
				assertTrue(assertThrows(IllegalArgumentException.class,
					() -> SlideWriter.write(slide.scenes().get(0), new Region(0, 0, 16, 16),
						PyramidTiffOptions.builder().build(), image.resolve(name), ProgressListener.NONE)).getMessage()
					.contains("belongs to the slide slide.ome.zarr"));
		}
	}

	@Test
	public void whatIsDamagedIsSaid() throws IOException {
		final Path image = image();
		final Path array = image.resolve("0/.zarray");
		final String sound = Files.readString(array);
		check(image, array, sound.replace("\"filters\": null", "\"filters\": [{\"id\": \"delta\"}]"), "filters");
		check(image, array, sound.replace("zlib", "lossy"), "found by \"lossy\"");
		check(image, array, sound.replace(">u2", "<c8"), "found \"<c8\"");
		check(image, array, sound.replace("[2, 3,", "[0, 3,"), "a shape of whole numbers above 0");
		check(image, array, sound.replace("[2, 3, 101, 150]", "[101, 150]"), "chunks of 2 numbers");
		check(image, array, sound.replace("[1, 2, 32, 48]", "[1, 2, 2000000000, 2000000000]"), "at most 2 GiB");
		check(image, array, "[]", "a JSON object");
		Files.writeString(array, sound);
		final Path attributes = image.resolve(".zattrs");
		final String description = Files.readString(attributes);
		check(image, attributes, description.replace("\"path\": \"1\"", "\"path\": \"../1\""), "within the folder");
		check(image, attributes, description.replace("\"name\": \"z\"", "\"name\": \"y\""), "each once at most");
		Files.writeString(attributes, description);
		Files.write(image.resolve("0/0/0/0/0"), new byte[] { 1, 2, 3 });
		try (Slide slide = SlideOpener.open(image)) {
			final String message = assertThrows(SlideFormatException.class,
				() -> pixels(slide.scenes().get(0), 0, Plane.FIRST)).getMessage();
			assertTrue(message, message.contains("0/0/0/0/0") && message.contains("a sound chunk"));
		}
	}

	private static void check(final Path image, final Path file, final String content, final String expected)
		throws IOException
	{
		Files.writeString(file, content);
		final String message = assertThrows(IOException.class, () -> SlideOpener.open(image).close()).getMessage();
		assertTrue(message, message.contains(expected));
	}
}
