package org.coverslip.format.bioformats;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.Workers;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import loci.formats.FormatTools;
import loci.formats.ImageReader;

/**
 * Files that Bio-Formats makes up from their names, opened as slides; what it reads itself is what the slide has to
 * show.
 */
public class BioFormatsFormatTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path fake(final String parameters) throws IOException {
		final Path file = folder.getRoot().toPath().resolve("made-up&" + parameters + ".fake");
		Files.write(file, new byte[0]);
		return file;
	}

	private static Object pixels(final Scene scene, final int level, final Plane plane, final Region region)
		throws IOException {
		return new RegionReader(TileCache.shared()).read(scene, level, plane, region).block().array();
	}

	/** What Bio-Formats gives for a region of 8-bit samples. */
	private static byte[] expected(final Path file, final int series, final int resolution, final Plane plane,
		final Region region)
		throws Exception
	{
		try (ImageReader reader = new ImageReader()) {
			reader.setFlattenedResolutions(false);
			reader.setId(file.toString());
			reader.setSeries(series);
			reader.setResolution(resolution);
			return reader.openBytes(reader.getIndex(plane.z(), plane.channel(), plane.t()), (int) region.x(),
				(int) region.y(),
				(int) region.width(), (int) region.height());
		}
	}

	@Test
	public void seriesAreScenesAndResolutionsLevels() throws Exception {
		final Path file =
			fake("sizeX=1500&sizeY=1100&sizeZ=2&sizeC=3&sizeT=2&series=2&resolutions=3&physicalSizeX=0.5&physicalSiz"
			+ "eY=0.5");
		try (Slide slide = SlideOpener.open(file)) {
			assertEquals("Bio-Formats", slide.metadata().format());
			assertEquals(FormatTools.VERSION, slide.metadata().properties().get("bioformats.version"));
			assertEquals("0.5", slide.metadata().properties().get("openslide.mpp-x"));
			assertEquals(2, slide.scenes().size());
			final Scene scene = slide.scenes().get(1);
			assertEquals(3, scene.levels().size());
			assertEquals(List.of(1500L, 750L, 375L), scene.levels().stream().map(level -> level.width()).toList());
			assertEquals(2.0, scene.level(1).downsample(), 0.01);
			assertEquals(0.5, scene.pixelSize().orElseThrow().xUm(), 1e-12);
			assertEquals(3, scene.channels().size());
			assertEquals(2, scene.sizeZ());
			assertEquals(2, scene.sizeT());
			assertFalse(scene.isRgb());
			for (final Plane plane : List.of(Plane.FIRST, new Plane(2, 1, 1), new Plane(1, 0, 1)))
				for (int level = 0; level < 3; level++) {
					final Region region = new Region(0, 0, 300, 200); // where the reader writes the plane's numbers
					assertArrayEquals(expected(file, 1, level, plane, region),
						(byte[]) pixels(scene, level, plane, region));
				}
			final Region corner = new Region(1400, 1000, 100, 100);
			assertArrayEquals(expected(file, 0, 0, Plane.FIRST, corner),
				(byte[]) pixels(slide.scenes().get(0), 0, Plane.FIRST, corner));
		}
	}

	@Test
	public void coloursAreOnePlaneHoweverTheyAreStored() throws Exception {
		for (final String order : new String[] { "&interleaved=true", "&interleaved=false" }) {
			final Path file = fake("sizeX=700&sizeY=600&sizeC=3&rgb=3" + order);
			try (Slide slide = SlideOpener.open(file)) {
				final Scene scene = slide.scenes().get(0);
				assertTrue(scene.isRgb());
				assertEquals(PixelType.UINT8, scene.pixelType());
				final Region region = new Region(0, 0, 90, 70);
				final byte[] samples = (byte[]) pixels(scene, 0, Plane.FIRST, region);
				final byte[] stored = expected(file, 0, 0, Plane.FIRST, region);
				final int pixels = 90 * 70;
				for (int i = 0; i < pixels; i++)
					for (int s = 0; s < 3; s++)
						assertEquals(order, order.endsWith("true") ? stored[3 * i + s] : stored[s * pixels + i],
							samples[3 * i + s]);
			}
		}
	}

	@Test
	public void allKindsOfSamplesAreRead() throws Exception {
		for (final String type : new String[] { "int8", "uint16", "int16", "uint32", "int32", "float", "double" })
			for (final String order : new String[] { "true", "false" }) {
				final Path file = fake("sizeX=600&sizeY=80&pixelType=" + type + "&little=" + order);
				try (Slide slide = SlideOpener.open(file)) {
					final Scene scene = slide.scenes().get(0);
					final var block = new RegionReader(TileCache.shared())
						.read(scene, 0, Plane.FIRST, new Region(520, 50, 20, 2))
						.block();
					assertEquals(type, type.startsWith("float") ? PixelType.FLOAT32 : type.equals("double")
						? PixelType.FLOAT64
						: PixelType.valueOf(type.toUpperCase(Locale.ROOT)), block.type());
					for (int x = 1; x < 20; x++) // the reader's pattern grows by 1 a column
						assertEquals(type + " " + order, block.value(0) + x, block.value(x), type.equals("int8") ? 256
							: 0);
				}
			}
	}

	@Test
	public void manyThreadsReadWhatOneReads() throws Exception {
		final Path file = fake("sizeX=2000&sizeY=2000&sizeC=2&resolutions=2");
		try (Slide slide = SlideOpener.open(file)) {
			final Scene scene = slide.scenes().get(0);
			final byte[][] once = new byte[16][];
			for (int i = 0; i < 16; i++)
				once[i] =
					(byte[]) pixels(scene, i % 2, new Plane(i / 2 % 2, 0, 0), new Region(40 * i, 30 * i, 400, 300));
			final byte[][] again = new byte[16][];
			Workers.runNumbered(16, i -> again[(int) i] =
				(byte[]) pixels(scene, (int) (i % 2), new Plane((int) (i / 2 % 2), 0, 0),
				new Region(40 * i, 30 * i, 400, 300)));
			for (int i = 0; i < 16; i++)
				assertArrayEquals(once[i], again[i]);
		}
	}

	@Test
	public void nothingIsLeftBesideTheDataNorElsewhere() throws Exception {
		final Path file = fake("sizeX=600&sizeY=500");
		final long before = memos();
		final Slide slide = SlideOpener.open(file);
		pixels(slide.scenes().get(0), 0, Plane.FIRST, new Region(0, 0, 10, 10));
		slide.close();
		try (Stream<Path> files = Files.list(file.getParent())) {
			assertEquals(List.of(file), files.toList());
		}
		assertEquals(before, memos());
		assertThrows(ClosedSlideException.class,
			() -> pixels(slide.scenes().get(0), 0, Plane.FIRST, new Region(0, 0, 10, 10)));
	}

	private static long memos() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter(file -> file.getFileName().toString().startsWith("coverslip-memo")).count();
		}
	}

	@Test
	public void whatNobodyReadsIsRefusedWithReasons() throws Exception {
		final Path file = folder.newFile("noise.bin").toPath();
		Files.write(file, new byte[3000]);
		final UnrecognisedSlideException refusal =
			assertThrows(UnrecognisedSlideException.class, () -> SlideOpener.open(file));
		assertTrue(refusal.getMessage(),
			refusal.getMessage().contains("not Bio-Formats (none of its readers takes the file)"));
		assertThrows(UnrecognisedSlideException.class, () -> SlideOpener.open(file, SlideOpener.BIO_FORMATS));
		assertThrows(IllegalArgumentException.class, () -> SlideOpener.open(file, "Beo-Formats"));
	}

	@Test
	public void damageIsOneSentence() throws Exception {
		final Path file = folder.newFile("damaged.nd2").toPath();
		Files.write(file, new byte[] { (byte) 0xda, (byte) 0xce, (byte) 0xbe, 0x0a, 1, 2, 3, 4, 5, 6, 7 });
		final IOException failure = assertThrows(IOException.class, () -> SlideOpener.open(file));
		assertTrue(failure.getMessage(), failure.getMessage().contains("damaged.nd2"));
		assertFalse(failure.getMessage(), failure.getMessage().contains("\n"));
	}
}
