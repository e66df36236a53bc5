package org.coverslip.testing;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** Holds an opened TIFF against what tifffile makes of the same file: scenes, levels, planes and each sample. */
public final class TifffileAgreement {

	/** The pixels of so many series and of the last are compared. */
	private static final int MOST_SERIES = 5;

	private TifffileAgreement() {}

	/** Scenes are series; all levels and planes of the first ones and of the last are compared. */
	public static void assertSame(final Path path, final Slide slide, final double tolerance) throws IOException {
		final List<TifffileLevel> expected = Oracle.tifffileSeries(path);
		final int series = expected.get(expected.size() - 1).series() + 1;
		assertEquals("scenes", series, slide.scenes().size());
		for (int s = 0; s < series; s++) {
			final int number = s;
			assertEquals("levels", expected.stream().filter(level -> level.series() == number).count(),
				slide.scenes().get(s).levels().size());
		}
		for (final TifffileLevel level : expected)
			if (level.series() < MOST_SERIES || level.series() == series - 1)
				assertSame(path, slide.scenes().get(level.series()), level, tolerance);
	}

	/** One level of a scene with all its planes. */
	public static void assertSame(final Path path, final Scene scene, final TifffileLevel expected,
		final double tolerance)
		throws IOException
	{
		final String what = path.getFileName() + " " + expected + " ";
		assertEquals(what, expected.size('X'), scene.level(expected.level()).width());
		assertEquals(what, expected.size('Y'), scene.level(expected.level()).height());
		assertEquals(what, expected.size('Z'), scene.sizeZ());
		assertEquals(what, expected.size('T'), scene.sizeT());
		assertEquals(what, expected.size('C') * (scene.isRgb() ? 1 : expected.size('S')), scene.channels().size());
		assertEquals(what, expected.dtype(), scene.pixelType().name().toLowerCase());
		final PixelBlock pixels = Oracle.tifffilePixels(path, expected.series(), expected.level());
		final RegionReader reader = new RegionReader(TileCache.shared());
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++) {
					final Plane plane = new Plane(c, z, t);
					final PixelBlock found =
						reader.read(scene, expected.level(), plane, scene.level(expected.level()).region()).block();
					for (int y = 0; y < found.height(); y++)
						for (int x = 0; x < found.width(); x++)
							for (int s = 0; s < found.samples(); s++) {
								final double value = pixels.value(index(expected, scene.isRgb(), plane, s, x, y));
								if (Math.abs(value - found.value(x, y, s)) > tolerance)
									assertEquals(what + plane + " at " + x + ", " + y, value, found.value(x, y, s),
										tolerance);
							}
				}
	}

	/** Where tifffile's array has a sample. */
	private static int index(final TifffileLevel level, final boolean rgb, final Plane plane, final int sample,
		final int x,
		final int y)
	{
		int index = 0;
		for (int i = 0; i < level.axes().length(); i++)
			index = index * level.shape().get(i) + switch (level.axes().charAt(i)) {
				case 'X' -> x;
				case 'Y' -> y;
				case 'Z' -> plane.z();
				case 'T' -> plane.t();
				case 'C' -> rgb ? plane.channel() : plane.channel() / level.size('S');
				case 'S' -> rgb ? sample : plane.channel() % level.size('S');
				default -> 0;
			};
		return index;
	}
}
