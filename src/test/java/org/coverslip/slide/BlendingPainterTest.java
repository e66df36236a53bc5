package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;

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
}
