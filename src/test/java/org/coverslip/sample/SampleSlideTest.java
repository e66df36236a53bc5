package org.coverslip.sample;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

public class SampleSlideTest {

	private final RegionReader reader = new RegionReader(TileCache.shared());

	@Test
	public void isTheSameOnEveryMachine() throws IOException {
		final CRC32 crc = new CRC32();
		try (Slide slide = SampleSlide.brightField()) {
			for (final int[] corner : new int[][] { { 3000, 3200 }, { 6000, 2600 }, { 6500, 4800 }, { 5600, 7300 },
				{ 7936, 3072 } })
				crc.update(read(slide, corner[0], corner[1], 512, 512).bytes());
		}
		assertEquals("the pictures and numbers in the documentation depend on it", 3699509949L, crc.getValue());
	}

	@Test
	public void aPixelDoesNotDependOnTheBlockItIsDrawnIn() {
		final TissuePainter painter = new TissuePainter(new Anatomy(12288, 9216));
		for (final int[] corner : new int[][] { { 2900, 3100 }, { 6333, 4471 }, { 5555, 7301 }, { 8800, 3300 } }) {
			final byte[] whole = BrightField.rgb(painter.paint(new SamplingFrame(corner[0], corner[1], 400, 400, 1)));
			final byte[] part =
				BrightField.rgb(painter.paint(new SamplingFrame(corner[0] + 131, corner[1] + 77, 50, 90, 1)));
			final byte[] sparse = BrightField.rgb(painter.paint(new SamplingFrame(corner[0], corner[1], 100, 100, 4)));
			for (int y = 0; y < 90; y++)
				for (int x = 0; x < 150; x++)
					assertEquals(whole[((y + 77) * 400 + 131) * 3 + x], part[y * 150 + x]);
			for (int y = 0; y < 100; y++)
				for (int x = 0; x < 100; x++)
					assertEquals(whole[(4 * y * 400 + 4 * x) * 3], sparse[(y * 100 + x) * 3]);
		}
	}

	@Test
	public void threadsDrawTheSamePixels() {
		final TissuePainter painter = new TissuePainter(new Anatomy(4000, 3000));
		final List<byte[]> tiles = IntStream.range(0, 64).parallel()
			.mapToObj(i ->
			BrightField.rgb(painter.paint(new SamplingFrame(1000 + i % 4 * 256, 1000 + i / 4 % 4 * 256, 256, 256, 1))))
			.toList();
		for (int i = 16; i < 64; i++)
			assertArrayEquals(tiles.get(i % 16), tiles.get(i));
	}

	@Test
	public void hasGlassAroundStainedTissue() throws IOException {
		try (Slide slide = SampleSlide.brightField()) {
			final PixelBlock glass = read(slide, 0, 0, 256, 256);
			for (int i = 0; i < glass.shape().length(); i++)
				assertTrue(glass.value(i) > 230);
			final PixelBlock tissue = read(slide, 3000, 3200, 1000, 800);
			assertTrue("lumina are white", count(tissue, 225, 256, 220, 256, 225, 256) > 50_000);
			assertTrue("eosin is pink", count(tissue, 200, 250, 120, 190, 180, 230) > 100_000);
			assertTrue("nuclei are blue", count(tissue, 50, 130, 40, 110, 120, 190) > 50_000);
		}
	}

	private static int count(final PixelBlock rgb, final int minR, final int endR, final int minG, final int endG,
		final int minB, final int endB)
	{
		int n = 0;
		for (int i = 0; i < rgb.shape().pixels(); i++) {
			final double r = rgb.value(3 * i);
			final double g = rgb.value(3 * i + 1);
			final double b = rgb.value(3 * i + 2);
			if (r >= minR && r < endR && g >= minG && g < endG && b >= minB && b < endB) n++;
		}
		return n;
	}

	@Test
	public void statesItsScale() throws IOException {
		try (Slide slide = SampleSlide.brightField()) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(12288, scene.width());
			assertEquals(9216, scene.height());
			assertEquals(0.25, scene.pixelSize().get().xUm(), 0);
			assertEquals(40, scene.objectivePower().getAsDouble(), 0);
			assertTrue(scene.isRgb());
		}
	}

	@Test
	public void bringsLabelMacroAndThumbnail() throws IOException {
		try (Slide slide = SampleSlide.brightField(3000, 2000)) {
			final List<AssociatedImage> images = slide.associatedImages();
			assertEquals(List.of("label", "macro", "thumbnail"), images.stream().map(AssociatedImage::name).toList());
			for (final AssociatedImage image : images)
				assertEquals(image.shape(), image.read().shape());
			assertEquals("1024 x 682 x 3 UINT8", images.get(2).shape().toString());
		}
	}

	@Test
	public void thumbnailShowsTheSlide() throws IOException {
		try (Slide slide = SampleSlide.brightField(2048, 1536)) {
			final PixelBlock thumbnail = slide.associatedImages().get(2).read();
			final PixelBlock whole = read(slide, 0, 0, 2048, 1536);
			for (int y = 10; y < 768; y += 50)
				for (int x = 10; x < 1024; x += 50) {
					double sum = 0;
					for (int i = 0; i < 4; i++)
						sum += whole.value(2 * x + i % 2, 2 * y + i / 2, 1);
					assertEquals(sum / 4, thumbnail.value(x, y, 1), 1);
				}
		}
	}

	@Test
	public void fluorescenceHasThreeChannels() throws IOException {
		try (Slide slide = SampleSlide.fluorescence(12288, 9216)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("DAPI", "Alexa 488", "Cy3"), scene.channels().stream().map(c -> c.name()).toList());
			assertEquals(PixelType.UINT16, scene.pixelType());
			for (int c = 0; c < 3; c++) {
				assertTrue("the glass is dark", mean(read(slide, new Plane(c, 0, 0), 0, 0)) < 250);
				assertTrue("the tissue shines", mean(read(slide, new Plane(c, 0, 0), 3200, 3300)) > 1000);
			}
		}
	}

	private static double mean(final PixelBlock block) {
		double sum = 0;
		for (int i = 0; i < block.shape().length(); i++)
			sum += block.value(i);
		return sum / block.shape().length();
	}

	@Test
	public void anySizeCanBeDrawn() throws IOException {
		for (final int[] size : new int[][] { { 1, 1 }, { 1, 700 }, { 255, 257 }, { 1 << 20, 1 << 20 } })
			try (Slide slide = SampleSlide.brightField(size[0], size[1])) {
				read(slide, size[0] / 2, size[1] / 2, 64, 64);
				slide.associatedImages().get(0).read();
			}
		assertThrows(IllegalArgumentException.class, () -> SampleSlide.brightField(0, 10));
		assertThrows(IllegalArgumentException.class, () -> SampleSlide.fluorescence(10, (1 << 20) + 1));
	}

	@Test
	public void isClosedLikeAnySlide() throws IOException {
		final Slide slide = SampleSlide.brightField(600, 600);
		slide.close();
		assertThrows(ClosedSlideException.class, () -> read(slide, 0, 0, 10, 10));
		assertThrows(ClosedSlideException.class, () -> slide.associatedImages().get(0).read());
	}

	private PixelBlock read(final Slide slide, final int x0, final int y0, final int width, final int height)
		throws IOException
	{
		return reader.read(slide.scenes().get(0), 0, Plane.FIRST, new Region(x0, y0, width, height)).block();
	}

	private PixelBlock read(final Slide slide, final Plane plane, final int x0, final int y0) throws IOException {
		return reader.read(slide.scenes().get(0), 0, plane, new Region(x0, y0, 512, 512)).block();
	}
}
