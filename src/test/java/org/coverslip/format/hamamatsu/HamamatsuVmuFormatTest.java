package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

public class HamamatsuVmuFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new HamamatsuVmuFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return VmuFixture.usual(into, 36).image("ImageFile(1)", 600, 404, 200, 2).write();
	}

	@Test
	public void samplesOf12BitsFill16() throws IOException {
		final VmuFixture f = VmuFixture.usual(folder.newFolder().toPath(), 36).image("ImageFile(1)", 600, 404, 200, 2);
		try (Slide slide = SlideOpener.open(f.write())) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(PixelType.UINT16, scene.pixelType());
			assertEquals(2, scene.sizeZ());
			for (int z = 0; z < 2; z++) {
				final PixelBlock all = read(scene, 0, z);
				for (int y = 0; y < 404; y += 3)
					for (int x = 0; x < 600; x += 7)
						for (int s = 0; s < 3; s++) {
							final int value = f.value(x, y, s, 2 * z);
							assertEquals(value * 65535.0 / 4095, all.value(x, y, s), 1);
							assertEquals("nothing is lost", value, (int) all.value(x, y, s) >> 4);
						}
			}
		}
	}

	@Test
	public void samplesOf8BitsStay() throws IOException {
		final VmuFixture f = VmuFixture.usual(folder.newFolder().toPath(), 24);
		try (Slide slide = SlideOpener.open(f.write())) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(PixelType.UINT8, scene.pixelType());
			for (int level = 0; level < 2; level++) {
				final PixelBlock all = read(scene, level, 0);
				for (int y = 0; y < all.height(); y++)
					for (int x = 0; x < all.width(); x++)
						for (int s = 0; s < 3; s++)
							assertEquals(f.value(x, y, s, level), all.value(x, y, s), 0);
			}
		}
	}

	private static PixelBlock read(final Scene scene, final int level, final int z) throws IOException {
		return new RegionReader(TileCache.shared())
			.read(scene, level, new Plane(0, z, 0), scene.level(level).region()).block();
	}
}
