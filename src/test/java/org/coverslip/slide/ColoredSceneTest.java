package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

/** Scenes as colours are what {@link SceneColors} shows of them, level by level. */
public class ColoredSceneTest {

	private static final List<Channel> TWO = List.of(Channel.named("a"), new Channel("b", OptionalInt.of(0x00ff80)));

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(32 << 20));

	private void assertColours(final Scene scene, final int z, final int t, final int background) throws IOException {
		final Scene colours = ColoredScene.of(scene, z, t);
		assertTrue(colours.isRgb());
		assertEquals(PixelType.UINT8, colours.pixelType());
		assertEquals(background, colours.background());
		assertEquals(1, colours.sizeZ() * colours.sizeT() * colours.channels().size());
		assertEquals(scene.levels().size(), colours.levels().size());
		final SceneColors shown = new SceneColors(scene, reader);
		for (int i = 0; i < scene.levels().size(); i++) {
			final Region all = scene.level(i).region();
			assertEquals(all, colours.level(i).region());
			assertEquals(scene.level(i).downsample(), colours.level(i).downsample(), 0);
			assertArrayEquals(shown.argb(i, all, z, t), reader.readArgb(colours, i, Plane.FIRST, all));
		}
	}

	@Test
	public void channelsAreAddedUpInTheirColours() throws IOException {
		final Scene scene = ProceduralScene.channels(PixelType.UINT16, TWO, 3, 2, 530, 60, 64, 1, 2).scene();
		assertColours(scene, 2, 1, 0);
		assertThrows(IllegalArgumentException.class, () -> ColoredScene.of(scene, 3, 0));
	}

	@Test
	public void coloursKeepTheirBackgroundAndWhatIsNotCovered() throws IOException {
		final Scene scene = ProceduralScene.rgbWithout(n -> n == 1, 150, 60, 64, 1).scene();
		assertColours(scene, 0, 0, 0xf0f1f2);
		assertEquals(0, reader.readArgb(ColoredScene.of(scene, 0, 0), 0, Plane.FIRST, new Region(70, 5, 1, 1))[0]);
	}

	@Test
	public void whatIsShownAsItIs() {
		final List<Channel> plain = TWO.subList(0, 1);
		assertTrue(ColoredScene.isShownAsItIs(ProceduralScene.rgb(9, 9, 9, 1).scene()));
		assertTrue(ColoredScene.isShownAsItIs(channels(PixelType.UINT8, plain)));
		assertFalse("16 bits", ColoredScene.isShownAsItIs(channels(PixelType.UINT16, plain)));
		assertFalse("a colour", ColoredScene.isShownAsItIs(channels(PixelType.UINT8, TWO.subList(1, 2))));
		assertFalse("two", ColoredScene.isShownAsItIs(channels(PixelType.UINT8, TWO)));
	}

	private static Scene channels(final PixelType type, final List<Channel> channels) {
		return ProceduralScene.channels(type, channels, 1, 1, 9, 9, 9, 1).scene();
	}
}
