package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Random;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class ScaledRegionReaderTest {

	private final RegionReader regions = new RegionReader(TileCache.ofBytes(32 << 20));
	private final ScaledRegionReader reader = new ScaledRegionReader(regions);

	@Test
	public void halvingIsTheMeanOfTwoByTwoRoundedHalfUp() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(500, 300, 64, 1);
		final PixelBlock half = reader.read(p.scene(), Plane.FIRST, Region.ofSize(500, 300), 250, 150).block();
		for (int y = 0; y < 150; y++)
			for (int x = 0; x < 250; x++)
				for (int s = 0; s < 3; s++) {
					final double sum = p.value(0, 2 * x, 2 * y, s, Plane.FIRST)
						+ p.value(0, 2 * x + 1, 2 * y, s, Plane.FIRST)
						+ p.value(0, 2 * x, 2 * y + 1, s, Plane.FIRST)
						+ p.value(0, 2 * x + 1, 2 * y + 1, s, Plane.FIRST);
					assertEquals((int) (sum / 4 + 0.5), half.value(x, y, s), 0);
				}
	}

	@Test
	public void anyScaleIsTheWeightedMeanOfTheAreaOnTheLevelChosen() throws IOException {
		final Random random = new Random(5);
		for (final PixelType type : PixelType.values()) {
			final ProceduralScene p =
				ProceduralScene.channels(type, List.of(Channel.named("a")), 1, 1, 700, 500, 64, 1, 3.9);
			for (int i = 0; i < 6; i++) {
				final double pitch = 1 + random.nextDouble() * 12;
				final ScaledRegion picture =
					new ScaledRegion(random.nextDouble() * 300, random.nextDouble() * 200, pitch, pitch * 1.1,
					9, 7);
				final int level = p.scene().coarsestLevelAsFineAs(pitch);
				final PixelBlock got = reader.read(p.scene(), Plane.FIRST, picture).block();
				for (int y = 0; y < 7; y++)
					for (int x = 0; x < 9; x++) {
						final double expected = mean(p, level, picture, x, y);
						if (Double.isNaN(expected)) assertEquals(0, got.value(x, y, 0), 0);
						else assertEquals(expected, got.value(x, y, 0), type.isFloating()
							? Math.abs(expected) * 1e-4 + 0.1 : 0.501);
					}
			}
		}
	}

	/** The mean of a sample by going through the level's pixels. */
	private static double mean(final ProceduralScene p, final int level, final ScaledRegion picture, final int x,
		final int y) {
		return mean(p, level, picture, x, y, 0, (u, v) -> true)[0];
	}

	/** Whether a pixel of the level is stored. */
	@FunctionalInterface
	private interface Stored {

		boolean at(long u, long v);
	}

	/** The mean of the stored pixels under a pixel of the picture, and the share of them. */
	private static double[] mean(final ProceduralScene p, final int level, final ScaledRegion picture, final int x,
		final int y, final int sample, final Stored stored)
	{
		final Level l = p.scene().level(level);
		final double d = l.downsample();
		final double left = (picture.x0() + x * picture.pitchX()) / d;
		final double top = (picture.y0() + y * picture.pitchY()) / d;
		final double right = left + picture.pitchX() / d;
		final double bottom = top + picture.pitchY() / d;
		double sum = 0;
		double covered = 0;
		double area = 0;
		for (long v = Math.max(0, (long) Math.floor(top)); v < Math.min(l.height(), bottom); v++)
			for (long u = Math.max(0, (long) Math.floor(left)); u < Math.min(l.width(), right); u++) {
				final double w = (Math.min(right, u + 1) - Math.max(left, u))
					* (Math.min(bottom, v + 1) - Math.max(top, v));
				area += w;
				if (!stored.at(u, v)) continue;
				covered += w;
				sum += w * p.value(level, u, v, sample, Plane.FIRST);
			}
		return new double[] { covered < 1e-9 ? Double.NaN : sum / covered, covered / area };
	}

	@Test
	public void aLargePictureIsMadeInParts() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.UINT16, List.of(Channel.named("a")), 1, 1, 2200, 2100, 128, 1);
		for (final int[] size : new int[][] { { 1400, 3 }, { 3, 1400 } }) {
			final ScaledRegion picture = new ScaledRegion(2.25, 3.5, 1.5, 1.45, size[0], size[1]);
			final PixelBlock got = reader.read(p.scene(), Plane.FIRST, picture).block();
			for (int y = 0; y < size[1]; y++)
				for (int x = 0; x < size[0]; x++)
					assertEquals(mean(p, 0, picture, x, y), got.value(x, y, 0), 0.501);
		}
	}

	@Test
	public void partlyCoveredPixelsAreTheMeanOfWhatIsCovered() throws IOException {
		final ProceduralScene p = ProceduralScene.rgbWithout(n -> n % 4 == 0, 90, 70, 16, 1);
		final Stored stored = (u, v) -> (v / 16 * 6 + u / 16) % 4 != 0;
		for (final double pitch : new double[] { 1, 2, 2.7, 5.3, 11 }) {
			final ScaledRegion picture = new ScaledRegion(3.3, 2.6, pitch, pitch * 0.93, 7, 6);
			final RegionPixels got = reader.read(p.scene(), Plane.FIRST, picture);
			for (int y = 0; y < 6; y++)
				for (int x = 0; x < 7; x++)
					for (int s = 0; s < 3; s++) {
						final String where = "pitch " + pitch + " at (" + x + ", " + y + ")";
						final double[] expected = mean(p, 0, picture, x, y, s, stored);
						assertEquals(where, expected[1] * 255, got.alpha(y * 7 + x), 0.501);
						if (expected[1] > 1e-9)
							assertEquals(where, expected[0], got.block().value(x, y, s), 0.501);
					}
		}
	}

	@Test
	public void severalPlanesComeByTimeThenZThenChannel() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.UINT16, List.of(Channel.named("a"), Channel.named("b")), 3, 2, 300, 200,
			64, 1, 2);
		final Region region = new Region(20, 30, 200, 100);
		final List<RegionPixels> all =
			reader.read(p.scene(), region, 50, 0, List.of(1, 0), new PlaneRange(1, 3), PlaneRange.only(1));
		assertEquals(4, all.size());
		for (int i = 0; i < 4; i++)
			assertEquals(reader.read(p.scene(), new Plane(1 - i % 2, 1 + i / 2, 1), region, 50, 25), all.get(i));
		assertThrows(IllegalArgumentException.class,
			() -> reader.read(p.scene(), region, 50, 0, List.of(0), new PlaneRange(2, 4), PlaneRange.only(0)));
		assertThrows(IllegalArgumentException.class,
			() -> reader.read(p.scene(), region, 50, 0, List.of(2), PlaneRange.only(0), PlaneRange.only(0)));
		assertThrows(IllegalArgumentException.class,
			() -> reader.read(p.scene(), region, 0, 0, List.of(0), PlaneRange.only(0), PlaneRange.only(0)));
		assertThrows(IllegalArgumentException.class, () -> new PlaneRange(2, 2));
		assertThrows(IllegalArgumentException.class, () -> new PlaneRange(-1, 2));
	}

	@Test
	public void enlargingInterpolatesBetweenPixelCentres() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.FLOAT32, List.of(Channel.named("a")), 1, 1, 40, 40, 16, 1);
		final PixelBlock got = reader.read(p.scene(), Plane.FIRST, new Region(10, 10, 8, 8), 16, 16).block();
		for (int y = 1; y < 16; y += 2)
			for (int x = 1; x < 16; x += 2) {
				final int u = 10 + x / 2;
				final int v = 10 + y / 2;
				final double expected = 0.5625 * p.value(0, u, v, 0, Plane.FIRST)
					+ 0.1875 * p.value(0, u + 1, v, 0, Plane.FIRST)
					+ 0.1875 * p.value(0, u, v + 1, 0, Plane.FIRST) + 0.0625 * p.value(0, u + 1, v + 1, 0, Plane.FIRST);
				assertEquals(expected, got.value(x, y, 0), Math.abs(expected) * 1e-5 + 0.01);
			}
	}

	@Test
	public void whatIsNotCoveredIsTransparentAndDoesNotTouchTheColour() throws IOException {
		final ProceduralScene p = ProceduralScene.rgbWithout(n -> n == 0, 64, 32, 32, 1);
		final RegionPixels pixels = reader.read(p.scene(), Plane.FIRST, new Region(0, 0, 64, 32), 4, 2);
		assertEquals(List.of(0, 0, 255, 255),
			List.of(pixels.alpha(0), pixels.alpha(1), pixels.alpha(2), pixels.alpha(3)));
		final RegionPixels straddling = reader.read(p.scene(), Plane.FIRST, new Region(24, 0, 16, 16), 1, 1);
		assertEquals(128, straddling.alpha(0));
		assertEquals(reader.read(p.scene(), Plane.FIRST, new Region(32, 0, 8, 16), 1, 1).block().value(0),
			straddling.block().value(0), 0);
	}

	@Test
	public void theBorderDoesNotFadeAndTheOutsideIsTransparent() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(100, 100, 32, 1);
		final ScaledRegion picture = ScaledRegion.at(p.scene().level(0).region(), new LevelScale(8));
		assertEquals(13, picture.width());
		assertTrue(reader.read(p.scene(), Plane.FIRST, picture).isOpaque());
		final RegionPixels around = reader.read(p.scene(), Plane.FIRST, new Region(-16, -16, 32, 32), 4, 4);
		assertEquals(0, around.alpha(0));
		assertEquals(255, around.alpha(10));
		assertFalse(around.isOpaque());
	}

	@Test
	public void aSlideThatIsMuchLargerThanThePictureIsReadInPieces() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.UINT16, List.of(Channel.named("a")), 1, 1, 5000, 3000, 256, 1);
		final PixelBlock one = reader.read(p.scene(), Plane.FIRST, Region.ofSize(5000, 3000), 1, 1).block();
		double sum = 0;
		for (int y = 0; y < 3000; y++)
			for (int x = 0; x < 5000; x++)
				sum += p.value(0, x, y, 0, Plane.FIRST);
		assertEquals((int) (sum / 15e6 + 0.5), one.value(0), 0);
		assertEquals(1, p.mostReads());
	}

	@Test
	public void refusesWhatNoArrayHolds() {
		final Scene scene = ProceduralScene.rgb(100, 100, 32, 1).scene();
		final ScaledRegion huge = new ScaledRegion(0, 0, 1e-6, 1e-6, 100000, 100000);
		assertThrows(IllegalArgumentException.class, () -> reader.read(scene, Plane.FIRST, huge));
		assertThrows(IllegalArgumentException.class, () -> reader.read(scene, Plane.FIRST, Region.ofSize(0, 5), 1, 1));
		assertThrows(IllegalArgumentException.class,
			() -> reader.read(scene, new Plane(1, 0, 0), Region.ofSize(5, 5), 1, 1));
	}

	@Test
	public void whatIsRefusedIsRefusedBeforeAnythingIsRead() throws IOException {
		final ProceduralScene p =
			ProceduralScene.channels(PixelType.UINT16, List.of(Channel.named("a")), 2, 1, 100, 100, 32, 1);
		assertThrows(IllegalArgumentException.class, () -> reader.read(p.scene(), Region.ofSize(9, 9), 3, 3,
			List.of(0), new PlaneRange(0, 3), PlaneRange.only(0)));
		assertEquals(0, p.tilesRead());
		final ScaledRegion outside = new ScaledRegion(-1000, 0, 1, 1, 5, 5);
		assertFalse(reader.read(p.scene(), Plane.FIRST, outside).isOpaque());
		assertThrows(IllegalArgumentException.class, () -> reader.read(p.scene(), new Plane(0, 2, 0), outside));
		p.slide().close();
		assertThrows(ClosedSlideException.class, () -> reader.read(p.scene(), Plane.FIRST, outside));
	}
}
