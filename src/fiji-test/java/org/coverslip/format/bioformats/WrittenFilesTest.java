package org.coverslip.format.bioformats;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.BigTiff;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import loci.formats.ImageReader;

/** Bio-Formats opens what Coverslip writes: as one series with all resolutions, with the same pixels. */
public class WrittenFilesTest {

	private static final int WIDTH = 1100;
	private static final int HEIGHT = 700;

	@ClassRule
	public static final TemporaryFolder SLIDES = new TemporaryFolder();

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	/** Drawn once: drawing takes longer than all else. */
	@BeforeClass
	public static void draw() throws IOException {
		try (Slide sample = SampleSlide.brightField(WIDTH, HEIGHT)) {
			SlideWriter.write(sample.scenes().get(0), sample.scenes().get(0).level(0).region(),
				PyramidTiffOptions.builder().dialect(Dialect.SVS).associatedImages(sample.associatedImages()).build(),
				drawn(),
				ProgressListener.NONE);
		}
	}

	private static Path drawn() {
		return SLIDES.getRoot().toPath().resolve("drawn.svs");
	}

	private Path write(final Slide sample, final PyramidTiffOptions options, final String name) throws IOException {
		final Path file = folder.getRoot().toPath().resolve(name);
		SlideWriter.write(sample.scenes().get(0), sample.scenes().get(0).level(0).region(), options, file,
			ProgressListener.NONE);
		return file;
	}

	/** Width and height of each resolution of the first series, as Bio-Formats itself tells them. */
	private static List<List<Integer>> resolutions(final Path file) throws Exception {
		try (ImageReader reader = new ImageReader()) {
			reader.setFlattenedResolutions(false);
			reader.setId(file.toString());
			final List<List<Integer>> sizes = new ArrayList<>();
			for (int r = 0; r < reader.getResolutionCount(); r++) {
				reader.setResolution(r);
				sizes.add(List.of(reader.getSizeX(), reader.getSizeY()));
			}
			return sizes;
		}
	}

	/** Compares all levels and planes as Coverslip and as Bio-Formats read them. */
	private static void assertSame(final Path file, final int tolerance) throws Exception {
		try (Slide ours = SlideOpener.open(file); Slide theirs = SlideOpener.open(file, SlideOpener.BIO_FORMATS)) {
			final Scene our = ours.scenes().get(0);
			final Scene their = theirs.scenes().get(0);
			assertEquals(our.levels().stream().map(level -> List.of((int) level.width(), (int) level.height()))
				.toList(),
				resolutions(file));
			assertEquals(our.levels().size(), their.levels().size());
			assertEquals(our.channels(), their.channels());
			assertEquals(our.sizeZ(), their.sizeZ());
			assertEquals(our.pixelSize().orElseThrow().xUm(), their.pixelSize().orElseThrow().xUm(), 1e-4);
			for (int c = 0; c < our.channels().size(); c++)
				for (int level = 0; level < our.levels().size(); level++)
					assertNear(pixels(our, level, c), pixels(their, level, c), tolerance);
		}
	}

	private static Object pixels(final Scene scene, final int level, final int channel) throws IOException {
		final Region region = scene.level(level).region();
		return new RegionReader(TileCache.shared()).read(scene, level, new Plane(channel, 0, 0), region).block()
			.array();
	}

	/**
	 * @param most
	 *            difference of any two samples; their mean difference is below 1
	 */
	private static void assertNear(final Object expected, final Object found, final int most) {
		if (most == 0) {
			assertArrayEquals(new Object[] { expected }, new Object[] { found });
			return;
		}
		final byte[] a = (byte[]) expected;
		final byte[] b = (byte[]) found;
		assertEquals(a.length, b.length);
		long sum = 0;
		for (int i = 0; i < a.length; i++) {
			final int difference = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
			assertTrue("sample " + i + " differs by " + difference, difference <= most);
			sum += difference;
		}
		assertTrue("mean difference " + (double) sum / a.length, sum < a.length);
	}

	@Test
	public void brightFieldOfEachCompression() throws Exception {
		try (Slide sample = SlideOpener.open(drawn())) {
			for (final Compression compression
				: new Compression[] { Compression.NONE, Compression.LZW, Compression.DEFLATE,
				Compression.ZSTD })
				assertSame(
				write(sample, PyramidTiffOptions.builder().compression(compression).build(), compression + ".tif"), 0);
			for (final ChromaSubsampling chroma : ChromaSubsampling.values()) // two decoders differ in rounding
				assertSame(write(sample, PyramidTiffOptions.builder().compression(Compression.JPEG)
					.chromaSubsampling(chroma).build(),
					"jpeg-" + chroma + ".tif"), 16);
		}
	}

	@Test
	public void universalAndOmeDialectsAreOneSeriesOfAllLevels() throws Exception {
		try (Slide sample = SlideOpener.open(drawn())) {
			for (final Dialect dialect : new Dialect[] { Dialect.UNIVERSAL, Dialect.OME })
				for (final BigTiff big : new BigTiff[] { BigTiff.ALWAYS, BigTiff.NEVER }) {
					final Path file = write(sample, PyramidTiffOptions.builder().dialect(dialect).bigTiff(big)
						.associatedImages(sample.associatedImages()).build(), dialect + "-" + big + ".ome.tif");
					assertTrue(resolutions(file).size() >= 3);
					assertSame(file, 0);
				}
		}
	}

	@Test
	public void fluorescenceKeepsItsChannelsAndDepth() throws Exception {
		try (Slide sample = SampleSlide.fluorescence(WIDTH, HEIGHT)) {
			assertSame(write(sample, PyramidTiffOptions.builder().build(), "fluorescence.ome.tif"), 0);
		}
	}
}
