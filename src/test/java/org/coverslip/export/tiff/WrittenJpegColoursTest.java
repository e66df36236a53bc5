package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The colours that other programs show in our JPEG files: saturated, dark and grey ones. Bio-Formats is asked in the
 * profile fiji (WrittenFilesTest); all readers are measured by scripts/jpeg-colours/measure.sh.
 */
public class WrittenJpegColoursTest {

	private static final int[] COLOURS = { 0x00a000, 0x009696, 0x280028, 0xa0a000, 0x0000a0, 0xa00000, 0x787878,
		0x143c14, 0xff0000,
		0x00ff00, 0x0000ff, 0xc8285a, 0x050505, 0xffffff, 0x08001e, 0xe6b4d2 };
	/** So wide that the dialect svs has a second level. */
	private static final int BAR = 160;
	private static final int SIDE = BAR * 16;

	@Rule
	public TemporaryFolder folder = new TemporaryFolder();

	private List<PyramidTiffOptions> options;
	private Scene bars;

	@Before
	public void draw() {
		bars = DrawnScene.of(SIDE, 600, PixelType.UINT8, 3)
			.formula((x, y, s, plane) -> ((COLOURS[(int) (x / BAR)] >> 16 - 8 * s & 0xff) + 0.5) / 255).build();
		options = List.of(jpeg(75), jpeg(90), jpeg(95), jpeg(90).toBuilder().chromaSubsampling(ChromaSubsampling.NONE)
			.build(),
			jpeg(90).toBuilder().dialect(Dialect.PLAIN).build(), jpeg(90).toBuilder().dialect(Dialect.SVS).build());
	}

	private static PyramidTiffOptions jpeg(final int quality) {
		return PyramidTiffOptions.builder().compression(Compression.JPEG).quality(quality).build();
	}

	/** A program's picture of a level, as 0xRRGGBB. */
	@FunctionalInterface
	private interface Shown {

		int at(int x, int y) throws IOException;
	}

	private void assertColours(final String program, final int level, final Shown shown) throws IOException {
		for (int i = 0; i < COLOURS.length; i++)
			for (final int y : new int[] { 40, 500 }) {
				final int found = shown.at((i * BAR + BAR / 2) >> level, y >> level);
				for (int shift = 16; shift >= 0; shift -= 8)
					assertEquals(
						String.format("%s, level %d: %06x for %06x", program, level, found & 0xffffff, COLOURS[i]),
						COLOURS[i] >> shift & 0xff, found >> shift & 0xff, 4);
			}
	}

	private Path written(final PyramidTiffOptions chosen) throws IOException {
		final Path path =
			Files.createTempFile(folder.getRoot().toPath(), "bars", chosen.dialect() == Dialect.SVS ? ".svs" : ".tif");
		SlideWriter.write(bars, bars.level(0).region(), chosen, path, ProgressListener.NONE);
		return path;
	}

	private static String name(final String program, final PyramidTiffOptions chosen) {
		return program + ", " + chosen.dialect() + " of quality " + chosen.quality() + ", "
			+ chosen.chromaSubsampling();
	}

	private static Shown shown(final PixelBlock block) {
		return (x, y) -> {
			int rgb = 0;
			for (int s = 0; s < 3; s++)
				rgb = rgb << 8 | (int) block.value(x, y, s);
			return rgb;
		};
	}

	@Test
	public void javasOwnTiffReader() throws IOException {
		for (final PyramidTiffOptions chosen : options) {
			final Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("tiff");
			ImageReader own = null;
			while (readers.hasNext()) {
				final ImageReader reader = readers.next();
				if (reader.getClass().getName().startsWith("com.sun.imageio")) own = reader;
			}
			try (ImageInputStream input = ImageIO.createImageInputStream(written(chosen).toFile())) {
				own.setInput(input);
				// an Aperio file has its thumbnail between
				final int second = chosen.dialect() == Dialect.SVS ? 2 : 1;
				final BufferedImage finest = own.read(0);
				final BufferedImage half = own.read(second);
				assertEquals(SIDE / 2, half.getWidth());
				assertColours(name("Java", chosen), 0, finest::getRGB);
				assertColours(name("Java", chosen), 1, half::getRGB);
			}
			finally {
				own.dispose();
			}
		}
	}

	@Test
	public void openSlide() throws IOException {
		for (final PyramidTiffOptions chosen : options) {
			final Path path = written(chosen);
			for (int level = 0; level < 2; level++) {
				final int width = SIDE >> level;
				final int[] argb =
					Oracle.openSlideRegions(path, List.of(new OpenSlideRegion(0, 0, level, width, 600 >> level)))
					.get(0);
				assertColours(name("OpenSlide", chosen), level, (x, y) -> argb[y * width + x] & 0xffffff);
			}
		}
	}

	@Test
	public void libvips() throws IOException {
		for (final PyramidTiffOptions chosen : options)
			assertColours(name("libvips", chosen), 0, shown(Oracle.vipsPixels(written(chosen), 0)));
	}

	@Test
	public void libtiff() throws IOException {
		assertSeenAfter("tiff2rgba");
	}

	@Test
	public void gdal() throws IOException {
		assertSeenAfter("gdal_translate", "-q", "-of", "GTiff");
	}

	@Test
	public void imageMagick() throws IOException {
		for (final PyramidTiffOptions chosen : options) {
			final Path target = folder.getRoot().toPath().resolve("seen.png");
			Oracle.run("convert-im6.q16", written(chosen) + "[0]", target.toString());
			final BufferedImage image = ImageIO.read(target.toFile());
			assertColours(name("ImageMagick", chosen), 0, image::getRGB);
		}
	}

	/** A program that makes a TIFF without compression of the first directory. */
	private void assertSeenAfter(final String... command) throws IOException {
		for (final PyramidTiffOptions chosen : options) {
			final Path target = folder.getRoot().toPath().resolve("seen.tif");
			Files.deleteIfExists(target);
			final List<String> all = new ArrayList<>(List.of(command));
			all.add(written(chosen).toString());
			all.add(target.toString());
			Oracle.run(all.toArray(new String[0]));
			assertColours(name(command[0], chosen), 0, shown(Oracle.vipsPixels(target, 0)));
		}
	}

	/** What all of the colour costs: docs/formats.md. */
	@Test
	public void allOfTheColourIsLarger() throws IOException {
		final Scene waves = DrawnScene.of(512, 512, PixelType.UINT8, 3).build();
		long last = 0;
		for (final ChromaSubsampling chroma
			: new ChromaSubsampling[] { ChromaSubsampling.BOTH, ChromaSubsampling.HORIZONTAL,
			ChromaSubsampling.NONE })
		{
			final Path path = Files.createTempFile(folder.getRoot().toPath(), "waves", ".tif");
			SlideWriter.write(waves, waves.level(0).region(),
				jpeg(90).toBuilder().chromaSubsampling(chroma).build(), path,
				ProgressListener.NONE);
			assertTrue(chroma + ": " + Files.size(path), Files.size(path) > last);
			last = Files.size(path);
		}
	}
}
