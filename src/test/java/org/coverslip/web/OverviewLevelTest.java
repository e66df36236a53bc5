package org.coverslip.web;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.junit.Test;

public class OverviewLevelTest {

	private static final SceneView FIRST = new SceneView(0, 0, Optional.empty(), Optional.empty());

	private static ShownScene shown(final ProceduralScene procedural, final long overviewBytes) {
		return new ShownScene(procedural.scene(), TileCache.ofBytes(1 << 20), TileCache.ofBytes(overviewBytes));
	}

	@Test
	public void aLargeSceneWithoutCoarseLevelsIsReadOnce() throws IOException {
		final ProceduralScene procedural = ProceduralScene.rgb(9001, 5003, 512, 1);
		final ShownScene shown = shown(procedural, 32 << 20);
		final DeepZoomLayout layout = shown.layout();
		for (int level = 0; level < layout.levelCount() - 3; level++)
			for (int col = 0; col < layout.columns(level); col++)
				shown.picture(shown.place(level, col, 0), FIRST);
		shown.thumbnail(300);
		assertEquals(18 * 10, procedural.tilesRead());
		// bands of rows share a row of tiles, and the cache of this test is small
		assertTrue("a tile was read " + procedural.mostReads() + " times", procedural.mostReads() <= 4);
	}

	@Test
	public void itsPixelsAreThoseThatAreReadWithoutIt() throws IOException {
		final ProceduralScene procedural = ProceduralScene.channels(PixelType.UINT16,
			List.of(new Channel("a", OptionalInt.of(0xff0000)), Channel.named("b")), 2, 1, 5001, 4333, 512, 1);
		final ShownScene shown = shown(procedural, 32 << 20);
		final int level = shown.layout().levelCount() - 3;
		final PixelBlock overview =
			shown.picture(shown.place(level, 1, 1), new SceneView(1, 0, Optional.empty(), Optional.empty()));
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		final var place = shown.place(level, 1, 1);
		final var expected = new ScaledRegionReader(reader).read(procedural.scene(), new Plane(0, 1, 0), place);
		final var display = shown.displays().get(0);
		for (int i = 0; i < expected.block().shape().pixels(); i++)
			if (overview.bytes()[3 * i + 1] == 0) // the second channel is green
				assertEquals((int) (display.shown(expected.block().shorts()[i] & 0xffff) + 0.5),
					overview.bytes()[3 * i] & 0xff);
		final ShownScene without = shown(procedural, 0);
		assertArrayEquals(overview.bytes(),
			without.picture(place, new SceneView(1, 0, Optional.empty(), Optional.empty())).bytes());
	}

	@Test
	public void storedLevelsNeedNone() {
		final Scene scene = ProceduralScene.rgb(9000, 9000, 512, 1, 4).scene();
		assertSame(scene, OverviewLevel.extend(scene, null, new DeepZoomLayout(9000, 9000, 510, 1)));
	}
}
