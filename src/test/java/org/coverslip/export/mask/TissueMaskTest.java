package org.coverslip.export.mask;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.coverslip.export.DrawnScene;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.OtsuThreshold;
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
		assertEquals(30, OtsuThreshold.of(histogram));
		assertEquals(0, OtsuThreshold.of(new long[256]));
	}

	/** Holds what is compared with the limit, in a mask of all of the scene's pixels. */
	private static void assertSignal(final int expected, final Scene scene, final int x, final int y)
		throws IOException {
		assertFalse("less than " + expected, expected > 0 && !mask(scene, limit(expected - 1)).isTissue(x, y));
		assertFalse("more than " + expected, mask(scene, limit(expected)).isTissue(x, y));
	}

	/** Limits are 1 or more; what is 0 is not more than 1 either. */
	private static TissueOptions limit(final int saturation) {
		return new TissueOptions(1, Math.max(1, saturation), 0, 0);
	}

	@Test
	public void theMeanIsOf3x3PixelsAndOfFewerAtTheEdges() throws IOException {
		final Scene dot = DrawnScene.of(5, 4, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> x == 1 && y == 1 && s > 0 ? 0 : 1).build();
		assertSignal(28, dot, 1, 1); // 255 / 9 = 28.3
		assertSignal(43, dot, 1, 0); // 255 / 6 = 42.5
		assertSignal(43, dot, 0, 1);
		assertSignal(64, dot, 0, 0); // 255 / 4 = 63.8
		assertSignal(28, dot, 2, 2);
		assertSignal(0, dot, 3, 1);
		assertSignal(0, dot, 1, 3);
		final Scene corner = DrawnScene.of(5, 4, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> x == 4 && y == 3 && s > 0 ? 0 : 1).build();
		assertSignal(64, corner, 4, 3);
		assertSignal(43, corner, 3, 3);
		assertSignal(43, corner, 4, 2);
		assertSignal(28, corner, 3, 2);
	}

	private static Scene plain(final PixelType type, final double r, final double g, final double b) {
		return DrawnScene.of(4, 4, type, 3).formula((x, y, s, p) -> s == 0 ? r : s == 1 ? g : b).build();
	}

	@Test
	public void saturationIsOfTheBrightestAndTheDarkestColour() throws IOException {
		final double[][] orders = { { 0.8, 0.5, 0.6 }, { 0.6, 0.8, 0.5 }, { 0.5, 0.6, 0.8 }, { 0.8, 0.6, 0.5 } };
		for (final double[] c : orders)
			assertSignal(96, plain(PixelType.UINT8, c[0], c[1], c[2]), 2, 2); // 255 (204 - 127) / 204 = 96.25
		assertSignal(0, plain(PixelType.UINT8, 31 / 255., 0, 0), 2, 2);
		assertTrue("brighter than 1/8", mask(plain(PixelType.UINT8, 32.1 / 255, 0, 0), limit(254)).isTissue(2, 2));
		assertSignal(0, plain(PixelType.UINT16, 8191.5 / 65535, 0, 0), 2, 2);
		assertTrue(mask(plain(PixelType.UINT16, 8192.5 / 65535, 0, 0), limit(254)).isTissue(2, 2));
	}

	@Test
	public void saturationOfNumbersWithoutABound() throws IOException {
		assertSignal(128, plain(PixelType.FLOAT32, 0.304, 0.302, 0.302), 2, 2); // 4, 2, 2
		assertTrue("less than 0 counts as 0",
			mask(plain(PixelType.FLOAT32, 0.31, 0.2, 0.31), limit(254)).isTissue(2, 2));
		assertSignal(0, plain(PixelType.FLOAT32, 0.2, 0.1, 0.1), 2, 2);
	}

	@Test
	public void channelsAreScaledBetweenQuantiles() throws IOException {
		final double[] bands = { 532, 1500, 2500, 4500 };
		final DrawnScene.Formula values =
			(x, y, s, p) -> (x < 1 ? 0 : x < 2 ? 500 : x < 998 ? bands[(int) x / 250] : 60000) / 65535 + 1e-6;
		final Scene scene = DrawnScene.of(1000, 1, PixelType.UINT16, 1).formula(values).build();
		assertSignal(2, scene, 100, 0); // 255 (532 - 500) / (4500 - 500) = 2.04
		assertSignal(64, scene, 300, 0); // 255 (1500 - 500) / (4500 - 500) = 63.8
		assertSignal(128, scene, 600, 0); // 127.5
		assertTrue(mask(scene, limit(254)).isTissue(800, 0));
		assertTrue("what is brighter is as bright", mask(scene, limit(254)).isTissue(999, 0));
		final Scene two = DrawnScene.of(1000, 1, PixelType.UINT16, 1).planes(2, 1, 1)
			.formula((x, y, s, p) -> p.channel() == 0 ? values.at(x, y, s, p) : x < 500 ? 0.1 : 0.2).build();
		assertSignal(64, two, 300, 0);
		assertTrue("the brightest of both", mask(two, limit(254)).isTissue(600, 0));
		final Scene plain = DrawnScene.of(1000, 1, PixelType.UINT16, 1)
			.formula((x, y, s, p) -> x < 1 ? 0.9 : 0.2).build();
		assertSignal(0, plain, 0, 0);
	}

	@Test
	public void whatIsNotANumberDoesNotCount() throws IOException {
		final Scene scene = DrawnScene.of(100, 1, PixelType.FLOAT32, 1)
			.formula((x, y, s, p) -> x < 40 ? Double.NaN : x < 70 ? 0.4 : 0.6).build();
		assertSignal(0, scene, 20, 0);
		assertSignal(0, scene, 50, 0);
		assertTrue(mask(scene, limit(254)).isTissue(80, 0));
		final Scene none = DrawnScene.of(10, 1, PixelType.FLOAT32, 1).formula((x, y, s, p) -> Double.NaN).build();
		assertSignal(0, none, 5, 0);
	}

	@Test
	public void aMaskOfSeveralPieces() throws IOException {
		final Scene scene = DrawnScene.of(600, 300, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> s == 1 && (x > 250 && y == 280 || x == 590 && y > 250) ? 0 : 1).build();
		final TissueMask mask = mask(scene, new TissueOptions(1, 50, 0, 0)); // 2 of 9 pixels are 57
		final byte[] bytes = mask.bytes();
		for (int y = 0; y < 300; y++)
			for (int x = 0; x < 600; x++) {
				final boolean line = x > 250 && y >= 279 && y <= 281 || x >= 589 && x <= 591 && y > 250;
				assertEquals(x + ", " + y, line, mask.isTissue(x, y));
				assertEquals(line ? 255 : 0, bytes[y * 600 + x] & 0xff);
			}
	}

	@Test
	public void aPartOfAMaskIsWidenedToItsPixels() throws IOException {
		final Scene scene = DrawnScene.of(60, 48, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> s == 1 && (x / 9 + y / 7) % 2 == 0 ? 0.2 : 1).build();
		final TissueMask mask = mask(scene, new TissueOptions(4, 100, 0, 0));
		final TissueMask part = mask.within(new Region(13, 9, 20, 17));
		assertEquals(new ScaledRegion(12, 8, 4, 4, 6, 5), part.picture());
		assertEquals(mask.limit(), part.limit());
		for (int y = 0; y < 5; y++)
			for (int x = 0; x < 6; x++)
				assertEquals(x + ", " + y, mask.isTissue(3 + x, 2 + y), part.isTissue(x, y));
		final Region inside = new Region(14, 11, 13, 9);
		assertEquals(mask.fraction(inside), part.fraction(inside), 1e-9);
		assertEquals("what lies outside of it does not count", mask.fraction(new Region(12, 8, 24, 20)),
			part.fraction(Region.ofSize(60, 48)), 1e-9);
		assertEquals(new ScaledRegion(16, 12, 4, 4, 1, 2), part.within(new Region(17, 13, 2, 5)).picture());
		assertEquals("cut off at the scene", new ScaledRegion(56, 0, 4, 4, 1, 1),
			mask.within(new Region(58, -9, 90, 12)).picture());
		assertThrows(IllegalArgumentException.class, () -> mask.within(new Region(60, 0, 5, 5)));
	}

	@Test
	public void fractionsAreThoseOfSinglePixels() throws IOException {
		final Scene scene = DrawnScene.of(60, 48, PixelType.UINT8, 3)
			.formula((x, y, s, p) -> s == 1 && (x / 9 + y / 7) % 2 == 0 ? 0.2 : 1).build();
		final TissueMask mask = mask(scene, new TissueOptions(4, 100, 0, 0));
		for (final Region region : new Region[] { new Region(3, 5, 22, 31), new Region(13, 1, 2, 1),
			new Region(30, 20, 40, 40), new Region(-9, -9, 30, 30), Region.ofSize(60, 48) })
		{
			int pixels = 0;
			int tissue = 0;
			for (long y = Math.max(0, region.y()); y < Math.min(48, region.endY()); y++)
				for (long x = Math.max(0, region.x()); x < Math.min(60, region.endX()); x++) {
					pixels++;
					if (mask.isTissue((int) x / 4, (int) y / 4)) tissue++;
				}
			assertEquals(region.toString(), (double) tissue / pixels, mask.fraction(region), 1e-9);
		}
		assertEquals("beside the scene", 0, mask.fraction(new Region(60, 0, 9, 9)), 0);
		assertEquals("below the scene", 0, mask.fraction(new Region(0, 48, 9, 9)), 0);
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
