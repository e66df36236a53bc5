package org.coverslip.export.mask;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.coverslip.export.DrawnScene;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.junit.Test;

/** Tissue of known places, found on drawn scenes and on the sample slide. */
public class TissueMaskTest {

	private static final int SIDE = 640;
	/** A pink square with a hole and a white lake, a speck, and a gray square that is not tissue. */
	private static final DrawnScene.Formula PICTURE = (x, y, s, p) -> {
		final boolean square = x >= 160 && x < 480 && y >= 160 && y < 480;
		final boolean hole = x >= 200 && x < 232 && y >= 200 && y < 232;
		final boolean lake = x >= 300 && x < 420 && y >= 300 && y < 420;
		final boolean speck = x >= 40 && x < 64 && y >= 40 && y < 64;
		final boolean gray = x >= 560 && y >= 560;
		if (square && !hole && !lake || speck) return s == 1 ? 0.5 : 0.85;
		return gray ? 0.4 : 0.95;
	};

	private static Scene scene() {
		return DrawnScene.of(SIDE, SIDE, PixelType.UINT8, 3).formula(PICTURE).build();
	}

	private static TissueMask mask(final Scene scene, final TissueOptions options) throws IOException {
		return TissueMask.of(scene, 0, 0, options, ProgressListener.NONE);
	}

	@Test
	public void coloursAreTissueAndGrayIsNot() throws IOException {
		final TissueMask mask = mask(scene(), new TissueOptions(8, 0, 0, 0));
		assertEquals(80, mask.picture().width());
		assertTrue(mask.isTissue(30, 30));
		assertTrue("speck", mask.isTissue(6, 6));
		assertFalse("hole", mask.isTissue(26, 26));
		assertFalse("lake", mask.isTissue(45, 45));
		assertFalse("gray", mask.isTissue(75, 75));
		assertFalse("glass", mask.isTissue(10, 70));
	}

	@Test
	public void smallSpecksAndHolesGo() throws IOException {
		final TissueMask mask = mask(scene(), new TissueOptions(8, 0, 20, 40));
		assertFalse("speck", mask.isTissue(6, 6));
		assertTrue("hole", mask.isTissue(26, 26));
		assertFalse("lake", mask.isTissue(45, 45));
		assertTrue("lake filled", mask(scene(), new TissueOptions(8, 0, 20, 400)).isTissue(45, 45));
		assertFalse("all removed", mask(scene(), new TissueOptions(8, 0, 2000, 0)).isTissue(30, 30));
	}

	@Test
	public void aLimitOfOnesOwn() throws IOException {
		assertTrue(mask(scene(), new TissueOptions(8, 60, 0, 0)).isTissue(30, 30));
		assertEquals(60, mask(scene(), new TissueOptions(8, 60, 0, 0)).limit());
		assertFalse(mask(scene(), new TissueOptions(8, 200, 0, 0)).isTissue(30, 30));
	}

	@Test
	public void fractionsCountPartsOfMaskPixels() throws IOException {
		final TissueMask mask = mask(scene(), new TissueOptions(8, 0, 20, 400));
		assertEquals(1, mask.fraction(new Region(200, 200, 100, 100)), 1e-9);
		assertEquals(0, mask.fraction(new Region(500, 0, 100, 100)), 1e-9);
		assertEquals(0, mask.fraction(new Region(10000, 0, 100, 100)), 1e-9);
		final double edge = mask.fraction(new Region(200, 101, 37, 133));
		assertTrue("about half, with the width of the mean: " + edge, edge > 0.5 && edge < 0.65);
		assertEquals("what is outside does not count", mask.fraction(Region.ofSize(SIDE, SIDE)),
			mask.fraction(new Region(-SIDE, -SIDE, 3 * SIDE, 3 * SIDE)), 1e-9);
	}

	@Test
	public void bareGlassIsNotDivided() throws IOException {
		final Scene glass = DrawnScene.of(300, 300, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> 0.93 + 0.01 * s * (x % 90 / 90.0)).build();
		assertEquals(0, mask(glass, new TissueOptions(4, 0, 0, 0)).fraction(Region.ofSize(300, 300)), 0);
	}

	@Test
	public void whatIsNotCoveredIsNotTissue() throws IOException {
		final Scene part = DrawnScene.of(512, 512, PixelType.UINT8, 3).tiles(256, 256).stored(Region.ofSize(256, 512))
			.formula((x, y, s, p) -> s == 1 ? 0.4 : 0.8).background(0xff0000).build();
		final TissueMask mask = mask(part, new TissueOptions(8, 20, 0, 0));
		assertEquals(1, mask.fraction(Region.ofSize(200, 512)), 0);
		assertEquals(0, mask.fraction(new Region(256, 0, 256, 512)), 0);
	}

	@Test
	public void brightChannelsAreTissue() throws IOException {
		final Scene scene = DrawnScene.of(400, 400, PixelType.UINT16, 1).planes(2, 2, 1)
			.formula((x, y, s, p) -> p.z() == 1 && p.channel() == 1 && x < 200 ? 0.3 : 0.01).build();
		final TissueMask mask = TissueMask.of(scene, 1, 0, new TissueOptions(8, 0, 0, 0), ProgressListener.NONE);
		assertEquals(1, mask.fraction(Region.ofSize(180, 400)), 0);
		assertEquals(0, mask.fraction(new Region(220, 0, 180, 400)), 0);
		assertEquals(0, mask(scene, new TissueOptions(8, 0, 0, 0)).fraction(Region.ofSize(400, 400)), 0);
	}

	@Test
	public void theSampleSlideHasTissueInTheMiddle() throws IOException {
		try (Slide slide = SampleSlide.brightField(1100, 700)) {
			final TissueMask mask = mask(slide.scenes().get(0), new TissueOptions(8, 0, 16, 16));
			final double all = mask.fraction(Region.ofSize(1100, 700));
			assertTrue("of the slide: " + all, all > 0.15 && all < 0.85);
			assertEquals("corner", 0, mask.fraction(Region.ofSize(32, 32)), 0);
		}
	}

	@Test
	public void masksAreNotLargerThanTheirBound() throws IOException {
		final Scene large = DrawnScene.of(20000, 10, PixelType.UINT8, 3).formula((x, y, s, p) -> 0.9).build();
		assertEquals(TissueMask.LONGEST_SIDE, mask(large, new TissueOptions(1, 0, 0, 0)).picture().width());
	}

	@Test
	public void otsuSeparatesTwoClasses() {
		final long[] histogram = new long[256];
		histogram[20] = 500;
		histogram[30] = 500;
		histogram[120] = 100;
		histogram[130] = 100;
		assertEquals(30, TissueMask.otsu(histogram));
		assertEquals(0, TissueMask.otsu(new long[256]));
	}

	@Test
	public void refused() {
		assertThrows(IllegalArgumentException.class, () -> new TissueOptions(0.5, 0, 0, 0));
		assertThrows(IllegalArgumentException.class, () -> new TissueOptions(8, 255, 0, 0));
		assertThrows(IllegalArgumentException.class, () -> new TissueOptions(8, 0, -1, 0));
		assertThrows(IllegalArgumentException.class, () -> new TissueOptions(8, 0, 0, -1));
		assertThrows(IllegalArgumentException.class,
			() -> TissueMask.of(scene(), 1, 0, TissueOptions.DEFAULT, ProgressListener.NONE));
		final ProgressListener canceled = new ProgressListener() {

			@Override
			public void progress(final long done, final long total) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> TissueMask.of(scene(), 0, 0, TissueOptions.DEFAULT, canceled));
	}
}
