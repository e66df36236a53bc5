package org.coverslip.img;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SceneColors;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

public class SceneRegionTest {

	private final RegionReader reader = new RegionReader(TileCache.ofDefaultSize());

	@Test
	public void oneChannelAsItIs() throws IOException {
		try (Slide slide = SampleSlide.fluorescence(400, 300)) {
			final Scene scene = slide.scenes().get(0);
			final RegionPixels pixels = new SceneRegion(scene, reader, 0, 0)
				.read(0, 50, 60, 100, 80, OptionalInt.of(2));
			assertArrayEquals(reader.read(scene, 0, new Plane(2, 0, 0), new Region(50, 60, 100, 80)).block().shorts(),
				pixels.block().shorts());
			assertThrows(IllegalArgumentException.class,
				() -> new SceneRegion(scene, reader, 0, 0).read(0, 0, 0, 10, 10, OptionalInt.of(3)));
			assertThrows(IllegalArgumentException.class, () -> new SceneRegion(scene, reader, 1, 0));
		}
	}

	@Test
	public void allChannelsInTheirColours() throws IOException {
		try (Slide slide = SampleSlide.fluorescence(400, 300)) {
			final Scene scene = slide.scenes().get(0);
			final RegionPixels pixels =
				new SceneRegion(scene, reader, 0, 0).read(0, 350, 100, 100, 80, OptionalInt.empty());
			assertEquals(PixelType.UINT8, pixels.block().type());
			assertEquals(3, pixels.block().samples());
			assertEquals("inside", 255, pixels.alpha(10));
			assertEquals("right of the scene", 0, pixels.alpha(60));
			final int[] argb = new SceneColors(scene, reader).argb(0, new Region(350, 100, 100, 80), 0, 0);
			assertArrayEquals(argb, pixels.toArgb());
		}
	}

	@Test
	public void aWholeSceneAsASmallPicture() throws IOException {
		try (Slide slide = SampleSlide.brightField(400, 300)) {
			final Scene scene = slide.scenes().get(0);
			final RegionPixels pixels = new SceneRegion(scene, reader, 0, 0)
				.read(ScaledRegion.within(scene.level(0).region(), 100));
			assertEquals(100, pixels.block().width());
			assertEquals(75, pixels.block().height());
			assertTrue(pixels.isOpaque());
		}
	}
}
