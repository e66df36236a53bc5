package org.coverslip.export.zarr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.export.zarr.OmeZarrOptions.Compression;
import org.coverslip.export.zarr.OmeZarrOptions.Version;
import org.coverslip.geom.Region;
import org.coverslip.io.JsonReader;
import org.coverslip.io.OutputFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.DisplayRange;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is written as OME-Zarr has the pixels that a TIFF of the same scene has, read by others and by Coverslip. */
public class OmeZarrTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(8 << 20));

	private Path target(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static OmeZarrOptions.Builder options(final Version version) {
		return OmeZarrOptions.builder().version(version).chunk(64).threads(3);
	}

	private Object pixels(final Scene scene, final int level, final Plane plane) throws IOException {
		return reader.read(scene, level, plane, scene.level(level).region()).block().array();
	}

	/** All levels and planes of two files are the same. */
	private void assertSame(final Path expected, final Path found) throws IOException {
		try (Slide a = SlideOpener.open(expected); Slide b = SlideOpener.open(found)) {
			final Scene from = a.scenes().get(0);
			final Scene to = b.scenes().get(0);
			assertEquals(from.pixelSize().orElseThrow().xUm(), to.pixelSize().orElseThrow().xUm(), 1e-9);
			assertEquals(from.pixelSize().orElseThrow().yUm(), to.pixelSize().orElseThrow().yUm(), 1e-9);
			for (int level = 0; level < from.levels().size(); level++)
				for (final Plane plane : planes(from)) {
					assertEquals(from.level(level).region(), to.level(level).region());
					assertEquals(0, different(pixels(from, level, plane), pixels(to, level, plane)));
				}
		}
	}

	private static int different(final Object a, final Object b) {
		if (a instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) b);
		else if (a instanceof short[] shorts) assertArrayEquals(shorts, (short[]) b);
		else assertArrayEquals((float[]) a, (float[]) b, 0);
		return 0;
	}

	private static List<Plane> planes(final Scene scene) {
		return Stream.iterate(0, i -> i + 1).limit((long) scene.sizeT() * scene.sizeZ() * scene.channels().size())
			.map(i -> new Plane(i % scene.channels().size(), i / scene.channels().size() % scene.sizeZ(),
				i / scene.channels().size() / scene.sizeZ()))
			.toList();
	}

	private Path tiff(final Scene scene, final Region region) throws IOException {
		final Path tiff = target("expected.tif");
		SlideWriter.write(scene, region, PyramidTiffOptions.builder().tileSize(64).build(), tiff,
			ProgressListener.NONE);
		return tiff;
	}

	/** Python has the values of the TIFF's levels. */
	private void assertPythonSees(final Path expected, final Path zarr) throws IOException {
		try (Slide slide = SlideOpener.open(expected)) {
			final Scene scene = slide.scenes().get(0);
			final int samples = scene.level(0).samples();
			for (int level = 0; level < scene.levels().size(); level++) {
				final DoubleBuffer values = Oracle.zarrValues(zarr, level);
				for (int t = 0; t < scene.sizeT(); t++)
					for (int c = 0; c < scene.channels().size() * samples; c++)
						for (int z = 0; z < scene.sizeZ(); z++) {
							final PixelBlock block = reader.read(scene, level, new Plane(samples == 1 ? c : 0, z, t),
								scene.level(level).region()).block();
							final double[] expectedValues = new double[(int) block.shape().pixels()];
							final double[] found = new double[expectedValues.length];
							for (int i = 0; i < found.length; i++)
								expectedValues[i] = block.value(i * samples + (samples == 1 ? 0 : c));
							values.get(found);
							assertArrayEquals("level " + level + ", channel " + c, expectedValues, found, 0);
						}
				assertFalse(values.hasRemaining());
			}
		}
	}

	@Test
	public void coloursInAllVersionsAndCompressions() throws IOException {
		final Scene scene = DrawnScene.of(1301, 777, PixelType.UINT8, 3).build();
		final Path expected = tiff(scene, scene.level(0).region());
		for (final Version version : Version.values())
			for (final Compression compression : Compression.values()) {
				final Path zarr = target(version + "-" + compression + ".ome.zarr");
				SlideWriter.write(scene, options(version).compression(compression).build(), zarr,
					ProgressListener.NONE);
				assertSame(expected, zarr);
				if (version == Version.V0_4) assertPythonSees(expected, zarr);
			}
	}

	@Test
	public void channelsStacksAndTimesOf16Bits() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT16, PixelType.INT16, PixelType.FLOAT32)) {
			final Scene scene = DrawnScene.of(299, 130, type, 1).planes(3, 4, 2).build();
			final Path expected = tiff(scene, scene.level(0).region());
			for (final Version version : Version.values()) {
				final Path zarr = target(version + "-" + type + ".zarr");
				SlideWriter.write(scene, options(version).build(), zarr, ProgressListener.NONE);
				assertSame(expected, zarr);
				if (version == Version.V0_4) assertPythonSees(expected, zarr);
				try (Slide slide = SlideOpener.open(zarr)) {
					final List<Channel> found = slide.scenes().get(0).channels();
					assertEquals(scene.channels(),
						found.stream().map(channel -> new Channel(channel.name(), channel.rgbColor())).toList());
					assertShownAlike(expected, found);
				}
			}
		}
	}

	/** What OME-Zarr says of display is what a TIFF is shown with, of which nothing is said. */
	private void assertShownAlike(final Path tiff, final List<Channel> found) throws IOException {
		try (Slide slide = SlideOpener.open(tiff)) {
			final List<ChannelDisplay> shown = ChannelDisplay.of(slide.scenes().get(0), reader);
			for (int c = 0; c < shown.size(); c++)
				assertEquals(new DisplayRange(shown.get(c).min(), shown.get(c).max()),
					found.get(c).shown().orElseThrow());
		}
	}

	@Test
	public void aRegion() throws IOException {
		final Scene scene = DrawnScene.of(1000, 900, PixelType.UINT8, 3).build();
		final Region region = new Region(333, 201, 411, 302);
		final Path expected = tiff(scene, region);
		for (final Version version : Version.values()) {
			final Path zarr = target(version + ".zarr");
			SlideWriter.write(scene, region, options(version).build(), zarr, ProgressListener.NONE);
			assertSame(expected, zarr);
		}
	}

	@Test
	@SuppressWarnings("unchecked")
	public void theDescription() throws IOException {
		final Path zarr = target("d.zarr");
		SlideWriter.write(DrawnScene.of(131, 70, PixelType.UINT8, 3).build(), options(Version.V0_4).build(), zarr,
			ProgressListener.NONE);
		final Map<String, Object> found = JsonReader.object(Oracle.zarrDescription(zarr)).orElseThrow();
		final Map<String, Object> image = ((List<Map<String, Object>>) found.get("multiscales")).get(0);
		assertEquals("0.4", image.get("version"));
		assertEquals("drawn \"scene\"", image.get("name"));
		assertEquals("mean", image.get("type"));
		assertEquals("[{name=c, type=channel}, {name=y, type=space, unit=micrometer}, "
			+ "{name=x, type=space, unit=micrometer}]", image.get("axes").toString());
		final List<Map<String, Object>> datasets = (List<Map<String, Object>>) image.get("datasets");
		assertEquals(3, datasets.size());
		final List<Object> scale = (List<Object>) ((List<Map<String, Object>>) datasets.get(1)
			.get("coordinateTransformations")).get(0).get("scale");
		assertEquals(1, ((Number) scale.get(0)).doubleValue(), 0);
		assertEquals(0.499 * 70 / 35, ((Number) scale.get(1)).doubleValue(), 1e-12);
		assertEquals(0.499 * 131 / 66, ((Number) scale.get(2)).doubleValue(), 1e-12);
		final String channels = ((Map<String, Object>) found.get("omero")).get("channels").toString();
		for (final String colour : List.of("FF0000", "00FF00", "0000FF"))
			assertTrue(channels, channels.contains("color=" + colour));
		assertTrue(channels, channels.contains("start=0") && channels.contains("end=255"));
		final List<Map<String, Object>> arrays = (List<Map<String, Object>>) found.get("arrays");
		assertEquals("|u1", arrays.get(0).get("dtype"));
		assertEquals(List.of(1, 64, 64).toString(), arrays.get(0).get("chunks").toString().replace(".0", ""));
	}

	/** Chunks where nothing is stored are no files, and read as the background by everyone. */
	@Test
	public void whatIsNotStored() throws IOException {
		final Scene scene = DrawnScene.of(1024, 1024, PixelType.UINT8, 3).tiles(64, 64).background(0xf0f0f0)
			.stored(new Region(64, 64, 64, 64)).build();
		final Path expected = tiff(scene, scene.level(0).region());
		final Path four = target("four.zarr");
		SlideWriter.write(scene, options(Version.V0_4).build(), four, ProgressListener.NONE);
		assertPythonSees(expected, four);
		assertSame(expected, writtenAgain(four));
		try (Stream<Path> files = Files.walk(four.resolve("0"))) {
			assertEquals("3 chunks and .zarray", 4, files.filter(Files::isRegularFile).count());
		}
		final Path five = target("five.zarr");
		SlideWriter.write(scene, options(Version.V0_5).build(), five, ProgressListener.NONE);
		assertSame(expected, writtenAgain(five));
		try (Stream<Path> files = Files.walk(five.resolve("0"))) {
			assertEquals("a shard and zarr.json", 2, files.filter(Files::isRegularFile).count());
		}
	}

	private Path writtenAgain(final Path zarr) throws IOException {
		try (Slide slide = SlideOpener.open(zarr)) {
			final Path tiff = zarr.resolveSibling(zarr.getFileName() + ".tif");
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, PyramidTiffOptions.builder().tileSize(64).build(), tiff, ProgressListener.NONE);
			return tiff;
		}
	}

	@Test
	public void classesStayClasses() throws IOException {
		final Scene drawn = DrawnScene.of(300, 200, PixelType.UINT8, 1)
			.formula((x, y, s, p) -> (x / 7 + y / 5) % 4 / 255.0).build();
		final Path mask = target("mask.tif");
		SlideWriter.write(drawn, PyramidTiffOptions.builder().tileSize(64)
			.levels(LevelRule.MODE).build(), mask, ProgressListener.NONE);
		for (final Version version : Version.values()) {
			final Path zarr = target(version + ".zarr");
			try (Slide slide = SlideOpener.open(mask)) {
				SlideWriter.write(slide.scenes().get(0), options(version).build(), zarr, ProgressListener.NONE);
			}
			assertSame(mask, zarr);
			try (Slide slide = SlideOpener.open(zarr)) {
				assertTrue(slide.scenes().get(0).isCategorical());
			}
		}
	}

	@Test
	public void onlyOmeZarrIsReplaced() throws IOException {
		final Scene scene = DrawnScene.of(100, 100, PixelType.UINT8, 3).build();
		final Path mine = Files.createDirectory(target("mine.zarr"));
		Files.writeString(mine.resolve("letter.txt"), "dear");
		final OmeZarrOptions four = options(Version.V0_4).build();
		final String said = assertThrows(IllegalArgumentException.class,
			() -> SlideWriter.write(scene, four, mine, ProgressListener.NONE)).getMessage();
		assertEquals(mine + " is a folder that holds no image in OME-Zarr and is not replaced; choose another name",
			said);
		final Path zarr = target("z.zarr");
		SlideWriter.write(scene, four, zarr, ProgressListener.NONE);
		SlideWriter.write(scene, options(Version.V0_5).build(), zarr, ProgressListener.NONE);
		assertFalse("all of the old one is gone", Files.exists(zarr.resolve(".zattrs")));
		assertTrue(Files.exists(zarr.resolve("zarr.json")));
		assertEquals("mine, and the new one", 2, folder.getRoot().list().length);
		try (Slide slide = SlideOpener.open(zarr)) {
			assertThrows(IllegalArgumentException.class,
				() -> SlideWriter.write(slide.scenes().get(0), four, zarr, ProgressListener.NONE));
		}
	}

	@Test
	public void nothingIsLeftOfWhatWasCanceledOrKilled() throws IOException {
		final Scene scene = DrawnScene.of(1000, 1000, PixelType.UINT8, 3).build();
		for (final Version version : Version.values()) {
			final Path zarr = target("c.zarr");
			final ProgressListener afterSome = new ProgressListener() {

				private volatile boolean enough;

				@Override
				public void progress(final long done, final long total) {
					enough |= done > total / 2;
				}

				@Override
				public boolean isCanceled() {
					return enough;
				}
			};
			assertThrows(CancellationException.class,
				() -> SlideWriter.write(scene, options(version).build(), zarr, afterSome));
			assertEquals(0, folder.getRoot().list().length);
		}
		final Path left = Files.createDirectories(
			target(".c.zarr.01234567-89ab-cdef-0123-456789abcdef.part").resolve("0").resolve("1"));
		Files.writeString(left.resolve("2"), "chunk");
		OutputFile.deleteLeftoversOf(target("c.zarr"));
		assertEquals(0, folder.getRoot().list().length);
	}

	/** An image of one colour for each of its samples, which differ from pixel to pixel. */
	private record Beside(String name, BlockShape shape) implements AssociatedImage {

		@Override
		public PixelBlock read() {
			final PixelBlock block = PixelBlock.zeros(shape);
			for (int i = 0; i < shape.length(); i++)
				block.put(i, (i * 7 + i / shape.samples() * 3) % 256);
			return block;
		}
	}

	@Test
	public void whatGoesAlong() throws IOException {
		final Scene scene = DrawnScene.of(130, 70, PixelType.UINT8, 3).build();
		final byte[] profile = new byte[70_001];
		for (int i = 0; i < profile.length; i++)
			profile[i] = (byte) (i * 31 >> 3);
		final List<AssociatedImage> images = List.of(new Beside("label", new BlockShape(97, 33, 3, PixelType.UINT8)),
			new Beside("macro / 2", new BlockShape(200, 101, 4, PixelType.UINT8)),
			new Beside("thumbnail", new BlockShape(5, 3, 1, PixelType.UINT8)));
		for (final Version version : Version.values()) {
			final Path zarr = target(version + ".zarr");
			SlideWriter.write(scene, options(version).associatedImages(images).iccProfile(Optional.of(profile)).build(),
				zarr, ProgressListener.NONE);
			try (Slide slide = SlideOpener.open(zarr)) {
				assertEquals(1, slide.scenes().size());
				assertArrayEquals(profile, slide.metadata().iccProfile().orElseThrow());
				assertEquals(List.of("label", "macro / 2", "thumbnail"),
					slide.associatedImages().stream().map(AssociatedImage::name).toList());
				for (int i = 0; i < images.size(); i++) {
					assertEquals(images.get(i).shape(), slide.associatedImages().get(i).shape());
					assertArrayEquals(images.get(i).read().bytes(), slide.associatedImages().get(i).read().bytes());
				}
			}
			try (Slide label = SlideOpener.open(zarr.resolve("associated/0_label"))) {
				assertEquals("an image of its own", 97, label.scenes().get(0).width());
			}
		}
	}

	/** From slides to OME-Zarr and from there to TIFFs: pixels, their size, channels and what goes along stay. */
	@Test
	public void thereAndBack() throws IOException {
		thereAndBack(RealSlides.path("svs/CMU-1-Small-Region.svs"));
		thereAndBack(RealSlides.path("ome-tiff/bf2raw-mini-spim-moduloZ.ome.tiff"));
	}

	@Test
	public void fluorescenceThereAndBack() throws IOException {
		final Path source = Oracle.tifffileWrite(target("fluorescence.ome.tif"), """
			random = numpy.random.RandomState(7)
			planes = random.randint(0, 65536, (3, 4, 611, 733)).astype('uint16')
			tifffile.imwrite(path, planes, tile=(128, 128), metadata={'axes': 'ZCYX', 'PhysicalSizeX': 0.325,
				'PhysicalSizeXUnit': 'µm', 'PhysicalSizeY': 0.325, 'PhysicalSizeYUnit': 'µm', 'PhysicalSizeZ': 1.5,
				'PhysicalSizeZUnit': 'µm', 'Channel': {'Name': ['DAPI', 'FITC', 'Cy3', '']}})
			""");
		assertPythonSees(source, thereAndBack(source));
	}

	/** The answer is OME-Zarr 0.4. */
	private Path thereAndBack(final Path source) throws IOException {
		Path first = null;
		for (final Version version : Version.values()) {
			final Path zarr = target(source.getFileName() + "-" + version + ".ome.zarr");
			final Path back = target(source.getFileName() + "-" + version + ".ome.tif");
			try (Slide slide = SlideOpener.open(source)) {
				SlideWriter.write(slide.scenes().get(0),
					OmeZarrOptions.builder().version(version).carry(slide).build(), zarr, ProgressListener.NONE);
			}
			try (Slide slide = SlideOpener.open(zarr)) {
				SlideWriter.write(slide.scenes().get(0), PyramidTiffOptions.builder().carry(slide).build(), back,
					ProgressListener.NONE);
			}
			try (Slide from = SlideOpener.open(source); Slide to = SlideOpener.open(back)) {
				assertAlike(from, to);
			}
			if (first == null) first = zarr;
		}
		return first;
	}

	private void assertAlike(final Slide from, final Slide to) throws IOException {
		final Scene a = from.scenes().get(0);
		final Scene b = to.scenes().get(0);
		assertEquals(a.pixelSize(), b.pixelSize());
		assertEquals(a.pixelSizeZ(), b.pixelSizeZ());
		assertEquals(a.objectivePower(), b.objectivePower());
		assertEquals(a.channels(), b.channels());
		assertEquals(List.of(a.sizeZ(), a.sizeT(), a.pixelType(), a.level(0).region()),
			List.of(b.sizeZ(), b.sizeT(), b.pixelType(), b.level(0).region()));
		for (final Plane plane : planes(a))
			assertEquals(0, different(pixels(a, 0, plane), pixels(b, 0, plane)));
		assertArrayEquals(from.metadata().iccProfile().orElse(null), to.metadata().iccProfile().orElse(null));
		assertEquals(from.associatedImages().stream().map(AssociatedImage::name).toList(),
			to.associatedImages().stream().map(AssociatedImage::name).toList());
		for (int i = 0; i < from.associatedImages().size(); i++)
			assertArrayEquals(from.associatedImages().get(i).read().bytes(),
				to.associatedImages().get(i).read().bytes());
	}
}
