package org.coverslip.slide;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.coverslip.geom.Region;
import org.junit.Test;

public class WantedScaleTest {

	private final Scene scene = ProceduralScene.rgb(1000, 800, 64, 1, 4.00012, 16.003).scene();
	private final Region all = scene.level(0).region();

	@Test
	public void aStoredLevelIsFoundWithinOneInAThousand() {
		final WantedScale.Found four = WantedScale.downsample(4).in(scene, all);
		assertEquals(1, four.level());
		assertTrue(four.stored());
		assertEquals(4.00012, four.downsample(), 0);
		assertEquals(four, WantedScale.magnification(10).in(scene, all));
		assertEquals(four, WantedScale.pixelSize(1).in(scene, all));
		assertEquals(four, WantedScale.level(1).in(scene, all));
	}

	@Test
	public void betweenLevelsTheFinerOneIsRead() {
		assertEquals(new WantedScale.Found(1, 8, false), WantedScale.magnification(5).in(scene, all));
		assertEquals(new WantedScale.Found(0, 3.9, false), WantedScale.downsample(3.9).in(scene, all));
		assertEquals(new WantedScale.Found(0, 0.5, false), WantedScale.magnification(80).in(scene, all));
	}

	@Test
	public void aPictureThatFitsIsNeverEnlarged() {
		assertEquals(new WantedScale.Found(1, 10, false), WantedScale.longestSide(100).in(scene, all));
		final WantedScale.Found large = WantedScale.longestSide(5000).in(scene, all);
		assertEquals(new WantedScale.Found(0, 1, true), large);
	}

	@Test
	public void refusesWhatTheSceneDoesNotSay() {
		final Scene bare = Scene.builder(SlideLifetime.inMemory("x")).levels(scene.levels()).build();
		assertEquals("the slide states no pixel size; choose a level instead",
			assertThrows(IllegalArgumentException.class, () -> WantedScale.pixelSize(1).in(bare, all)).getMessage());
		assertEquals("the slide states no magnification; choose a level instead",
			assertThrows(IllegalArgumentException.class, () -> WantedScale.magnification(1).in(bare, all))
			.getMessage());
		assertThrows(IllegalArgumentException.class, () -> WantedScale.level(3).in(scene, all));
		assertThrows(IllegalArgumentException.class, () -> WantedScale.pixelSize(0));
		assertThrows(IllegalArgumentException.class, () -> WantedScale.pixelSize(Double.NaN));
		assertFalse(WantedScale.downsample(2).in(scene, all).stored());
	}
}
