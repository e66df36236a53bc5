package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Pictures of which only some pixels are wanted, and pictures at another place. */
public class PictureSelectedTest {

	private final ProceduralScene slide = ProceduralScene.rgb(1000, 800, 100, 1, 4);
	private final Picture all = Picture.of(slide.scene(), new RegionReader(TileCache.ofBytes(16 << 20))).build();

	private static Outlines outlines() {
		return new Outlines(
			List.of(new Rectangle2D.Double(120, 130, 50, 40), new Rectangle2D.Double(150, 150, 60, 30)));
	}

	@Test
	public void whatIsNotSelectedIsNotCovered() throws IOException {
		final Picture some = all.selected(outlines());
		final RegionPixels pixels = some.read(new Region(100, 100, 200, 100));
		for (int y = 0; y < 100; y++)
			for (int x = 0; x < 200; x++) {
				final int x0 = x + 100;
				final int y0 = y + 100;
				final boolean inside = x0 >= 120 && x0 < 170 && y0 >= 130 && y0 < 170
					|| x0 >= 150 && x0 < 210 && y0 >= 150 && y0 < 180;
				assertEquals(inside ? 255 : 0, pixels.alpha(y * 200 + x));
				if (inside) assertEquals(slide.value(0, x0, y0, 1, Plane.FIRST), pixels.block().value(x, y, 1), 0);
			}
	}

	@Test
	public void whatHasNothingSelectedIsNotRead() throws IOException {
		final Scene scene = Scene.computed(all.selected(outlines()), 100);
		int absent = 0;
		for (int tile = 0; tile < 80; tile++)
			if (scene.level(0).tiles().read(tile, Plane.FIRST).isEmpty()) absent++;
		assertEquals(78, absent);
		assertEquals(2, slide.tilesRead());
		assertFalse(outlines().reaches(new ScaledRegion(300, 0, 1, 1, 100, 100)));
		assertTrue(outlines().reaches(new ScaledRegion(200, 100, 1, 1, 100, 100)));
	}

	@Test
	public void aComputedPictureIsThatOfTheOtherPlace() throws IOException {
		final PixelForm form = PixelForm.channels(PixelType.UINT8, "red");
		final BlockFunction red = surroundings -> {
			final PixelBlock colors = surroundings.pixels();
			final PixelBlock one = PixelBlock.zeros(colors.shape().withSamples(1));
			for (int i = 0; i < one.shape().pixels(); i++)
				one.put(i, colors.value(3 * i));
			return one;
		};
		final ScaledRegion quarter =
			ScaledRegion.at(new Region(0, 0, 1000, 800), new LevelScale(4));
		final Picture coarse = all.map(0, form, red).categorical(true).at(quarter);
		assertEquals(250, coarse.width());
		assertEquals(1, coarse.samples());
		assertTrue(Scene.computed(coarse).isCategorical());
		final RegionPixels pixels = coarse.read();
		for (int y = 0; y < 200; y++)
			for (int x = 0; x < 250; x++)
				assertEquals(slide.value(1, x, y, 0, Plane.FIRST), pixels.block().value(x, y, 0), 0);
		assertThrows(IllegalStateException.class, () -> all.map(3, form, red).at(quarter));
	}
}
