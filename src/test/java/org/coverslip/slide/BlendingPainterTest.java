package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class BlendingPainterTest {

	private static final Region ALL = new Region(-100, -100, 300, 300);

	private static PixelBlock gray(final int width, final int height, final int value) {
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, 1, PixelType.UINT8));
		Arrays.fill(block.bytes(), (byte) value);
		return block;
	}

	private static BlendingPainter painter(final double left, final int width) {
		return new BlendingPainter(left, 0, new BlockShape(width, 1, 1, PixelType.UINT8));
	}

	private static String row(final RegionPixels pixels) {
		final StringBuilder text = new StringBuilder();
		for (int i = 0; i < pixels.block().width(); i++)
			text.append(i == 0 ? "" : " ").append((int) pixels.block().value(i)).append('/').append(pixels.alpha(i));
		return text.toString();
	}

	@Test
	public void edgesBetweenPixelsAreCoveredInPart() {
		final BlendingPainter painter = painter(0, 5);
		painter.paint(new PlacedTile(0, new Region(1, 0, 2, 1), 0.25, 0), ALL, gray(2, 1, 200));
		assertEquals("0/0 200/191 200/255 200/64 0/0", row(painter.finish()));
	}

	@Test
	public void thePictureMayBeginBetweenPixels() {
		final BlendingPainter painter = painter(0.75, 3);
		final PixelBlock ramp = gray(3, 1, 0);
		ramp.bytes()[1] = 100;
		ramp.bytes()[2] = (byte) 200;
		painter.paint(new PlacedTile(0, new Region(0, 0, 3, 1)), ALL, ramp);
		assertEquals("75/255 175/255 200/64", row(painter.finish()));
	}

	@Test
	public void tilesThatMeetWithinAPixelLeaveNoSeam() {
		final BlendingPainter painter = painter(0, 4);
		painter.paint(new PlacedTile(1, new Region(2, 0, 2, 1), 0.5, 0), ALL, gray(2, 1, 100));
		painter.paint(new PlacedTile(0, new Region(0, 0, 2, 1), 0.5, 0), ALL, gray(2, 1, 200));
		assertEquals("200/128 200/255 150/255 100/255", row(painter.finish()));
	}

	@Test
	public void whatIsPaintedFirstStaysOnTop() {
		final BlendingPainter painter = painter(0, 3);
		painter.paint(new PlacedTile(1, new Region(1, 0, 3, 1)), ALL, gray(3, 1, 100));
		painter.paint(new PlacedTile(0, new Region(0, 0, 3, 1)), ALL, gray(3, 1, 200));
		final RegionPixels pixels = painter.finish();
		assertEquals("200/255 100/255 100/255", row(pixels));
		assertTrue(pixels.isOpaque());
	}

	@Test
	public void paddingBeyondTheLevelIsNothing() {
		final BlendingPainter painter = painter(0.5, 3);
		painter.paint(new PlacedTile(0, new Region(0, 0, 3, 1)), Region.ofSize(2, 1), gray(3, 1, 200));
		assertEquals("200/255 200/128 0/0", row(painter.finish()));
	}

	@Test
	public void alphaOfATileIsCoverage() {
		final BlendingPainter painter = new BlendingPainter(0, 0, new BlockShape(2, 1, 3, PixelType.UINT8));
		final PixelBlock tile = new PixelBlock(new BlockShape(2, 1, 4, PixelType.UINT8),
			new byte[] { 10, 20, 30, (byte) 255, 40, 50, 60, 0 });
		painter.paint(new PlacedTile(0, new Region(0, 0, 2, 1), 0.5, 0), ALL, tile);
		final RegionPixels pixels = painter.finish();
		assertEquals(0x800a141e, pixels.toArgb()[0]);
		assertEquals(0x800a141e, pixels.toArgb()[1]);
	}

	/** Of each type, with and without alpha, against a slow painter that knows nothing of rows without edges. */
	@Test
	public void tilesThatLieBetweenPixelsAreMixedOfFour() {
		final Random random = new Random(11);
		for (int round = 0; round < 60; round++) {
			final PixelType type = round % 4 == 3 ? PixelType.UINT16 : PixelType.UINT8;
			final int samples = round % 2 == 0 ? 3 : 1;
			final int tileSamples = round % 6 == 0 ? 4 : samples;
			final double left = -4 + random.nextInt(20) / 4.0;
			final double top = -4 + random.nextInt(20) / 4.0;
			final Region clip = new Region(-3 + random.nextInt(4), -3 + random.nextInt(4), 14, 13);
			final BlockShape shape = new BlockShape(19, 17, samples, type);
			final BlendingPainter painter = new BlendingPainter(left, top, shape);
			final SlowPainter slow = new SlowPainter(left, top, shape);
			for (int tile = 0; tile < 3; tile++) {
				final Region region =
					new Region(random.nextInt(9) - 3, random.nextInt(9) - 3, 7 + random.nextInt(3), 6);
				final PlacedTile place =
					new PlacedTile(tile, region, random.nextInt(4) / 4.0, random.nextInt(4) / 4.0);
				final PixelBlock pixels = PixelBlock.zeros(
					new BlockShape((int) region.width(), (int) region.height(), tileSamples, type));
				for (int i = 0; i < pixels.shape().length(); i++)
					pixels.put(i, random.nextInt(type == PixelType.UINT8 ? 256 : 65536));
				painter.paint(place, clip, pixels);
				slow.paint(place, clip, pixels);
			}
			slow.assertPainted("round " + round, painter.finish());
		}
	}

	/** The definition: each tile adds, under what is there, the four pixels around a place by their nearness. */
	private static final class SlowPainter {

		private final double left;
		private final double top;
		private final BlockShape shape;
		private final double[] colours;
		private final double[] coverage;

		SlowPainter(final double left, final double top, final BlockShape shape) {
			this.left = left;
			this.top = top;
			this.shape = shape;
			colours = new double[shape.length()];
			coverage = new double[shape.pixels()];
		}

		void paint(final PlacedTile place, final Region clip, final PixelBlock tile) {
			for (int p = 0; p < coverage.length; p++) {
				final double x = left + p % shape.width() - place.shiftX();
				final double y = top + p / shape.width() - place.shiftY();
				double covered = 0;
				final double[] sums = new double[shape.samples()];
				for (long v = (long) Math.floor(y); v <= Math.floor(y) + 1; v++)
					for (long u = (long) Math.floor(x); u <= Math.floor(x) + 1; u++) {
						final Region pixel = new Region(u, v, 1, 1);
						if (!pixel.intersects(place.region()) || !pixel.intersects(clip)) continue;
						final int tileX = (int) (u - place.region().x());
						final int tileY = (int) (v - place.region().y());
						double weight = (1 - Math.abs(u - x)) * (1 - Math.abs(v - y));
						if (tile.samples() > shape.samples())
							weight *= tile.value(tileX, tileY, tile.samples() - 1) / (shape.type() == PixelType.UINT8
								? 255 : 65535);
						covered += weight;
						for (int s = 0; s < sums.length; s++)
							sums[s] += weight * tile.value(tileX, tileY, s);
					}
				if (covered == 0) continue;
				final double part = Math.min(covered, 1 - coverage[p]);
				coverage[p] += part;
				for (int s = 0; s < sums.length; s++)
					colours[p * sums.length + s] += sums[s] * part / covered;
			}
		}

		void assertPainted(final String what, final RegionPixels found) {
			for (int p = 0; p < coverage.length; p++) {
				final String where = what + " at (" + p % shape.width() + ", " + p / shape.width() + ")";
				assertEquals(where, coverage[p] * 255, found.alpha(p), 0.501);
				if (found.alpha(p) > 0) for (int i = p * shape.samples(); i < (p + 1) * shape.samples(); i++)
					assertEquals(where, colours[i] / coverage[p], found.block().value(i), 0.501);
			}
		}
	}
}
