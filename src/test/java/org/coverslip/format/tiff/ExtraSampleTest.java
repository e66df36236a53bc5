package org.coverslip.format.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Samples besides the colours, in files of tifffile and GDAL, whose values of the colours count. */
public class ExtraSampleTest {

	private static final String NOT_SHOWN =
		"the fourth sample of each pixel is not shown: the file says that it is neither colour nor opacity";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final RegionReader reader = new RegionReader(TileCache.shared());

	private Path write(final String type, final int samples, final String how) throws IOException {
		return Oracle.tifffileWrite(folder.getRoot().toPath().resolve("image.tif"),
			"y, x = numpy.mgrid[0:137, 0:203]; top = numpy.iinfo('" + type + "').max // 255\n"
				+ "image = numpy.stack([(x * (3 + k) + y * (5 - k) + 40 * k) % 256 * top for k in range(" + samples
				+ ")], -1).astype('" + type
				+ "'); image[20:40, 30:60, " + (samples - 1) + "] = 0\n" + how);
	}

	/** That all samples of the scene are tifffile's, where they are opaque. */
	private void assertSamples(final Path path, final Slide slide, final int channels) throws IOException {
		final PixelBlock expected = Oracle.tifffilePixels(path, 0, 0);
		final Scene scene = slide.scenes().get(0);
		assertEquals(channels, scene.channels().size());
		for (int c = 0; c < channels; c++) {
			final RegionPixels found = reader.read(scene, 0, new Plane(c, 0, 0), scene.level(0).region());
			for (int y = 0; y < expected.height(); y++)
				for (int x = 0; x < expected.width(); x++)
					for (int s = 0; s < found.block().samples() && found.alpha(y * expected.width() + x) > 0; s++)
						assertEquals(x + ", " + y, expected.value(x, y, c + s), found.block().value(x, y, s), 0);
		}
	}

	@Test
	public void anUnspecifiedSampleIsNoOpacity() throws IOException {
		for (final String type : List.of("uint8", "uint16"))
			for (final String layout : List.of("", ", tile=(64, 64)")) {
				final Path path = write(type, 4,
					"tifffile.imwrite(path, image, photometric='rgb', extrasamples=[0], metadata=None" + layout + ")");
				try (Slide slide = SlideOpener.open(path)) {
					assertTrue(slide.scenes().get(0).isRgb());
					assertEquals(List.of(NOT_SHOWN), slide.metadata().notShown());
					assertTrue(reader.read(slide.scenes().get(0), 0, Plane.FIRST,
						slide.scenes().get(0).level(0).region()).isOpaque());
					assertSamples(path, slide, 1);
				}
			}
	}

	@Test
	public void inPlanesOfTheirOwn() throws IOException {
		final Path path = write("uint8", 4,
			"tifffile.imwrite(path, numpy.moveaxis(image, -1, 0), photometric='rgb', planarconfig='separate', "
			+ "extrasamples=[0], metadata=None)");
		try (Slide slide = SlideOpener.open(path)) {
			final PixelBlock found =
				reader.read(slide.scenes().get(0), 0, Plane.FIRST, slide.scenes().get(0).level(0).region()).block();
			assertEquals(3, found.samples());
			for (int s = 0; s < 3; s++)
				assertEquals((100 * (3 + s) + 90 * (5 - s) + 40 * s) % 256, found.value(100, 90, s), 0);
			assertEquals(List.of(NOT_SHOWN), slide.metadata().notShown());
		}
	}

	@Test
	public void opacityIsOpacity() throws IOException {
		final Path path =
			write("uint8", 4, "tifffile.imwrite(path, image, photometric='rgb', extrasamples=[2], metadata=None)");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of(), slide.metadata().notShown());
			assertEquals(0, reader.read(slide.scenes().get(0), 0, Plane.FIRST, slide.scenes().get(0).level(0).region())
				.alpha(25 * 203 + 40));
			assertSamples(path, slide, 1);
		}
	}

	@Test
	public void greyWithASampleIsTwoChannels() throws IOException {
		final Path path = write("uint16", 2,
			"tifffile.imwrite(path, image, photometric='minisblack', planarconfig='contig', extrasamples=[0], "
			+ "metadata=None)");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(List.of(), slide.metadata().notShown());
			assertSamples(path, slide, 2);
		}
	}
}
