package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.BlockShape;
import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelType;
import org.coverslip.sample.SampleSlide;
import org.junit.Test;

public class PictureTest {

	private static final List<Channel> CHANNELS =
		List.of(Channel.named("a"), Channel.named("b"), Channel.named("c"));

	private static final Region REGION = new Region(100, 60, 700, 520);

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(64 << 20));
	private final Scene scene = ProceduralScene.rgbWithout(n -> n == 7, 1500, 1100, 128, 1, 4.01).scene();

	private static RegionPixels whole(final Picture picture) throws IOException {
		return picture.read(picture.bounds());
	}

	/** Any part must be that part of the whole. */
	private static void assertParts(final Picture picture) throws IOException {
		final RegionPixels all = whole(picture);
		final Random random = new Random(11);
		for (int i = 0; i < 20; i++) {
			final long x = random.nextInt((int) picture.width());
			final long y = random.nextInt((int) picture.height());
			final Region part = new Region(x, y, 1 + random.nextInt((int) (picture.width() - x)),
				1 + random.nextInt((int) (picture.height() - y)));
			final RegionPixels pixels = picture.read(part);
			assertArrayEquals("" + part,
				all.block().crop((int) x, (int) y, (int) part.width(), (int) part.height()).bytes(),
				pixels.block().bytes());
			for (int n = 0; n < pixels.block().shape().pixels(); n++)
				assertEquals(all.alpha((int) ((y + n / part.width()) * picture.width() + x + n % part.width())),
					pixels.alpha(n));
		}
	}

	@Test
	public void aLevelIsTakenAsItIs() throws IOException {
		for (int level = 0; level < 2; level++) {
			final Picture picture =
				Picture.of(scene, reader).region(REGION).scale(WantedScale.level(level)).build();
			final double downsample = scene.level(level).downsample();
			final Region region = scene.level(level).scale().roundToLevel(REGION);
			assertEquals(region.width(), picture.width());
			assertEquals(region.height(), picture.height());
			assertTrue(picture.isStored());
			assertEquals(level, picture.level());
			assertEquals(downsample, picture.downsample(), 0);
			assertEquals(new ScaledRegion(region.x() * downsample, region.y() * downsample, downsample, downsample,
				region.width(), region.height()), picture.place());
			assertEquals(scene.pixelSize().map(size -> size.scaled(downsample)), picture.pixelSize());
			assertEquals(40 / downsample, picture.objectivePower().orElseThrow(), 1e-12);
			assertEquals(reader.read(scene, level, Plane.FIRST, region), whole(picture));
			assertArrayEquals(reader.readArgb(scene, level, Plane.FIRST, region),
				picture.readArgb(Plane.FIRST, picture.bounds()));
			assertParts(picture);
		}
	}

	@Test
	public void theWholeSceneIsItsWholeLevel() throws IOException {
		final Picture picture = Picture.of(scene, reader).scale(WantedScale.level(1)).build();
		assertEquals(scene.level(1).region(), picture.bounds());
		assertEquals(reader.read(scene, 1, Plane.FIRST, scene.level(1).region()), whole(picture));
		assertEquals(scene.level(0).region(), Picture.of(scene, reader).build().region0());
	}

	@Test
	public void otherScalesAreComputed() throws IOException {
		final Picture picture =
			Picture.of(scene, reader).region(REGION).scale(WantedScale.downsample(1.5)).build();
		final ScaledRegion place = ScaledRegion.at(REGION, new LevelScale(1.5));
		assertEquals(place, picture.place());
		assertFalse(picture.isStored());
		assertEquals(new ScaledRegionReader(reader).read(scene, Plane.FIRST, place), whole(picture));
		assertEquals(new PixelSize(0.375, 0.375), picture.pixelSize().orElseThrow());
		assertEquals(new Region(115, 75, 30, 15), picture.region0(new Region(10, 10, 20, 10)));
		assertParts(picture);
	}

	@Test
	public void aSizeOfItsOwn() throws IOException {
		final Picture picture = Picture.of(scene, reader).region(REGION).size(100, 0).build();
		assertEquals(100, picture.width());
		assertEquals(74, picture.height());
		assertEquals(0.25 * 7, picture.pixelSize().orElseThrow().xUm(), 1e-12);
		assertEquals(0.25 * 520 / 74, picture.pixelSize().orElseThrow().yUm(), 1e-12);
		assertEquals(new ScaledRegionReader(reader).read(scene, Plane.FIRST, REGION, 100, 74), whole(picture));
	}

	@Test
	public void pixelsOfALevelAtAPlaceAreWhatScalingWouldGive() throws IOException {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16, PixelType.FLOAT32 }) {
			final Scene other = ProceduralScene.rgb(type, 900, 700, 64, 1, 4).scene();
			for (final ScaledRegion place : List.of(new ScaledRegion(100, 50, 1, 1, 300, 200),
				new ScaledRegion(80, 40, 4, 4, 100, 90), new ScaledRegion(81, 40, 4, 4, 100, 90),
				new ScaledRegion(-8, 0, 4, 4, 50, 50))) {
				final Picture picture = Picture.of(other, reader).place(place).build();
				assertEquals(place, picture.place());
				assertEquals(place + "", place.x0() >= 0 && place.x0() % 4 == 0, picture.isStored());
				assertEquals(new ScaledRegionReader(reader).read(other, Plane.FIRST, place), whole(picture));
			}
		}
	}

	@Test
	public void partsAsOpenSlideAddressesThem() throws IOException {
		final Scene wide = ProceduralScene.rgb(9000, 300, 256, 1, 1.75).scene();
		for (final long x0 : new long[] { -33, 0, 5 }) {
			final Picture picture = Picture.of(wide, reader).asOpenSlide(1, x0, 3, 4300, 160).build();
			assertEquals(new ScaledRegion(x0, 3, 1.75, 1.75, 4300, 160), picture.place());
			assertParts(picture);
		}
		final Picture onPixels = Picture.of(wide, reader).asOpenSlide(0, 20, 30, 50, 40).build();
		assertEquals(reader.read(wide, 0, Plane.FIRST, new Region(20, 30, 50, 40)), whole(onPixels));
	}

	@Test
	public void whatLiesOutsideIsNotCoveredOrLeftOut() throws IOException {
		final Region over = new Region(1400, 1000, 200, 200);
		final RegionPixels pixels = whole(Picture.of(scene, reader).region(over).build());
		assertEquals(255, pixels.alpha(0));
		assertEquals(0, pixels.alpha(150));
		final Picture inside = Picture.of(scene, reader).region(over).insideScene().build();
		assertEquals(new Region(1400, 1000, 100, 100), inside.region0());
		assertTrue(whole(inside).isOpaque());
		assertThrows(IllegalArgumentException.class,
			() -> Picture.of(scene, reader).region(new Region(1500, 0, 10, 10)).insideScene().build());
	}

	@Test
	public void planesHaveNumbersOfTheirOwn() throws IOException {
		final Scene stack = ProceduralScene.channels(PixelType.UINT16, CHANNELS, 4, 2, 300, 200, 64, 1).scene();
		final Picture picture = Picture.of(stack, reader).channels(List.of(2, 0)).z(new PlaneRange(1, 3))
			.t(PlaneRange.only(1)).build();
		assertEquals(List.of(stack.channels().get(2), stack.channels().get(0)), picture.channels());
		assertEquals(2, picture.sizeZ());
		assertEquals(1, picture.sizeT());
		assertEquals(reader.read(stack, 0, new Plane(0, 2, 1), stack.level(0).region()),
			picture.read(new Plane(1, 1, 0), picture.bounds()));
		assertThrows(IllegalArgumentException.class, () -> picture.read(new Plane(2, 0, 0), picture.bounds()));
		assertThrows(IllegalArgumentException.class, () -> picture.read(new Plane(0, 2, 0), picture.bounds()));
		assertThrows(IllegalArgumentException.class, () -> picture.read(new Plane(0, 0, 1), picture.bounds()));
		assertThrows(IllegalArgumentException.class,
			() -> Picture.of(stack, reader).z(new PlaneRange(3, 5)).build());
		assertThrows(IllegalArgumentException.class, () -> Picture.of(stack, reader).channel(3).build());
	}

	@Test
	public void aRegionOfSoManyPixelsOfALevel() {
		final Picture picture =
			Picture.of(scene, reader).region(1, 100, 60, 175, 130).scale(WantedScale.level(1)).build();
		assertEquals(175, picture.width());
		assertEquals(130, picture.height());
		assertEquals(new Region(100, 60, 4, 4), Picture.of(scene, reader).region(1, 100, 60, 1, 1).build().region0());
		for (final int[] size : new int[][] { { 0, 5 }, { 5, 0 } }) {
			assertThrows(IllegalArgumentException.class,
				() -> Picture.of(scene, reader).region(0, 0, 0, size[0], size[1]));
			final String message = assertThrows(IllegalArgumentException.class,
				() -> Picture.of(scene, reader).asOpenSlide(0, 0, 0, size[0], size[1])).getMessage();
			assertTrue(message, message.endsWith("pixels has nothing to read"));
		}
		assertEquals(1, Picture.of(scene, reader).asOpenSlide(0, 0, 0, 1, 1).build().width());
	}

	@Test
	public void onePlaneOneChannelOrAllInColours() throws IOException {
		final Scene stack = ProceduralScene.channels(PixelType.UINT16, CHANNELS, 4, 2, 70, 50, 64, 1).scene();
		final Region all = stack.level(0).region();
		assertEquals(reader.read(stack, 0, new Plane(1, 3, 1), all),
			Picture.of(stack, reader).plane(new Plane(1, 3, 1)).build().read());
		assertEquals(reader.read(stack, 0, new Plane(2, 0, 0), all),
			Picture.of(stack, reader).channelOrComposite(2).build().read());
		assertEquals(reader.read(stack, 0, Plane.FIRST, all),
			Picture.of(stack, reader).channelOrComposite(0).build().read());
		final List<ChannelDisplay> displays = ChannelDisplay.of(stack, reader);
		final RegionPixels[] channels = new RegionPixels[3];
		for (int c = 0; c < 3; c++)
			channels[c] = reader.read(stack, 0, new Plane(c, 1, 0), all);
		final int[] together = SceneColors.composite(displays, channels);
		assertArrayEquals(together, Picture.of(stack, reader).channelOrComposite(-1).z(PlaneRange.only(1)).build()
			.readArgb(Plane.FIRST, all));
		assertArrayEquals(
			SceneColors.composite(List.of(displays.get(2), displays.get(0)),
				new RegionPixels[] { channels[2], channels[0] }),
			Picture.of(stack, reader).channels(List.of(2, 0)).composite().z(PlaneRange.only(1)).build()
				.readArgb(Plane.FIRST, all));
		final Scene grey =
			ProceduralScene.channels(PixelType.UINT16, CHANNELS.subList(0, 1), 1, 1, 70, 50, 64, 1).scene();
		assertEquals("a single channel stays as it is", PixelType.UINT16,
			Picture.of(grey, reader).channelOrComposite(-1).build().type());
	}

	@Test
	public void coloursOfOtherTypesAreShownByTheirRange() throws IOException {
		final Region all = Region.ofSize(70, 50);
		final Scene bytes = ProceduralScene.rgb(70, 50, 64, 1).scene();
		assertEquals(reader.read(bytes, 0, Plane.FIRST, all), Picture.of(bytes, reader).composite().build().read());
		assertEquals(bytes.background(), Picture.of(bytes, reader).composite().build().background());
		final Scene floats = ProceduralScene.rgb(PixelType.FLOAT32, 70, 50, 64, 1).scene();
		final Picture picture = Picture.of(floats, reader).composite().build();
		assertEquals(0, picture.background());
		final int[] shown = SceneColors.composite(ChannelDisplay.of(floats, reader),
			new RegionPixels[] { reader.read(floats, 0, Plane.FIRST, all) });
		assertArrayEquals(shown, picture.readArgb(Plane.FIRST, all));
		assertArrayEquals(shown, new SceneColors(floats, reader).argb(0, all, 0, 0));
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16 }) {
			final Scene colours = ProceduralScene.rgb(type, 70, 50, 64, 1).scene();
			assertArrayEquals(reader.readArgb(colours, 0, Plane.FIRST, all),
				new SceneColors(colours, reader).argb(0, all, 0, 0));
		}
	}

	@Test
	public void onlyPartsOfThePictureCanBeRead() {
		final Picture picture = Picture.of(scene, reader).region(REGION).build();
		for (final Region part : List.of(new Region(0, 0, 0, 5), new Region(-1, 0, 5, 5), new Region(690, 0, 11, 5)))
			assertThrows(IllegalArgumentException.class, () -> picture.read(part));
	}

	@Test
	public void wordsAreOfPartsAndPlanesOfThePictureToo() {
		final Picture picture = Picture.of(scene, reader).region(REGION).build();
		assertThrows(IllegalArgumentException.class,
			() -> picture.readArgb(Plane.FIRST, new Region(690, 0, 11, 5)));
		final Scene stack = ProceduralScene.channels(PixelType.UINT16, CHANNELS, 1, 3, 30, 20, 64, 1).scene();
		final Picture first = Picture.of(stack, reader).channel(1).t(PlaneRange.only(0)).build();
		for (final Plane plane : List.of(new Plane(0, 0, 1), new Plane(1, 0, 0))) {
			final String message = assertThrows(IllegalArgumentException.class,
				() -> first.readArgb(plane, Region.ofSize(5, 5))).getMessage();
			assertTrue(message, message.endsWith("in a picture of 1 channel(s), 1 z and 1 t"));
		}
		assertEquals("700 x 520 pixels of " + REGION, picture.toString());
	}

	@Test
	public void classesStayClassesUnlessAFunctionGivesSomethingElse() {
		final Scene classes = Scene.builder(SlideLifetime.inMemory("x")).levels(scene.levels())
			.categorical(Optional.of(true)).build();
		final Picture picture = Picture.of(classes, reader).build();
		assertTrue(Scene.computed(picture).isCategorical());
		assertTrue(Scene.computed(picture.map(0, around -> around.pixels())).isCategorical());
		assertFalse(Scene.computed(picture.map(0, PixelForm.channels(PixelType.UINT8, "a"), around -> around.pixels()))
			.isCategorical());
		assertFalse(Scene.computed(Picture.of(scene, reader).build()).isCategorical());
	}

	@Test
	public void aClosedSlideIsNotReadThoughAFunctionNeedsNoPixels() throws IOException {
		final SlideLifetime lifetime = SlideLifetime.inMemory("x");
		final Picture mapped = Picture.of(Scene.builder(lifetime).levels(scene.levels()).build(), reader).build()
			.map(0, around -> PixelBlock.zeros(new BlockShape(5, 5, 3, PixelType.UINT8)));
		assertTrue(mapped.read(Region.ofSize(5, 5)).isOpaque());
		lifetime.close();
		assertThrows(ClosedSlideException.class, () -> mapped.read(Region.ofSize(5, 5)));
	}

	@Test
	public void allChannelsInTheirColours() throws IOException {
		try (Slide slide = SampleSlide.fluorescence(400, 300)) {
			final Scene measured = slide.scenes().get(0);
			final Region region = new Region(350, 100, 100, 80);
			final Picture picture = Picture.of(measured, reader).region(region).composite().build();
			assertEquals(PixelType.UINT8, picture.type());
			assertEquals(3, picture.samples());
			assertEquals(1, picture.channels().size());
			assertEquals(0, picture.background());
			final RegionPixels pixels = whole(picture);
			assertEquals("inside", 255, pixels.alpha(10));
			assertEquals("right of the scene", 0, pixels.alpha(60));
			final int[] argb = new SceneColors(measured, reader).argb(0, region, 0, 0);
			assertArrayEquals(argb, pixels.toArgb());
			assertArrayEquals(argb, picture.readArgb(Plane.FIRST, picture.bounds()));
			final ChannelDisplay red = new ChannelDisplay(0xff0000, 0, 65535);
			final Picture one =
				Picture.of(measured, reader).channel(2).region(region).composite(List.of(red)).build();
			assertArrayEquals(SceneColors.composite(List.of(red), new RegionPixels[] {
				reader.read(measured, 0, new Plane(2, 0, 0), region) }), whole(one).toArgb());
		}
	}

	@Test
	public void wordsAndSamplesAreTheSame() {
		final int[] argb = { 0xff102030, 0x80405060, 0, 0xffa0b0c0, 0xff000001, 0xffffffff };
		final RegionPixels pixels = RegionPixels.ofArgb(3, 2, argb);
		assertEquals(0xb0, pixels.block().value(0, 1, 1), 0);
		assertEquals(0x80, pixels.alpha(1));
		assertArrayEquals(argb, pixels.toArgb());
		assertTrue(RegionPixels.ofArgb(1, 1, new int[] { 0xff123456 }).isOpaque());
	}

	@Test
	public void coloursOfSixteenBitsBecomeEight() throws IOException {
		final Scene deep = ProceduralScene.rgb(PixelType.UINT16, 300, 200, 64, 1).scene();
		final Picture picture = Picture.of(deep, reader).composite().build();
		assertEquals(PixelType.UINT8, picture.type());
		assertEquals(deep.background(), picture.background());
		assertArrayEquals(reader.readArgb(deep, 0, Plane.FIRST, deep.level(0).region()), whole(picture).toArgb());
	}

	@Test
	public void aPictureIsASceneAgain() throws IOException {
		final Scene stack = ProceduralScene.channels(PixelType.UINT16, CHANNELS, 4, 2, 700, 600, 64, 1, 4).scene();
		final Picture picture = Picture.of(stack, reader).region(new Region(40, 30, 640, 560)).channel(1)
			.scale(WantedScale.downsample(1.1)).z(new PlaneRange(1, 4)).build();
		final Scene computed = Scene.computed(picture);
		assertEquals(1, computed.levels().size());
		assertEquals(picture.bounds(), computed.level(0).region());
		assertEquals(picture.bounds(), computed.bounds());
		assertEquals(picture.channels(), computed.channels());
		assertEquals(3, computed.sizeZ());
		assertEquals("2 of 4 is in focus", 1, computed.defaultPlane().z());
		assertEquals(2, computed.sizeT());
		assertEquals(picture.pixelSize(), computed.pixelSize());
		assertEquals(picture.objectivePower(), computed.objectivePower());
		assertEquals("in its own pixels", 40 / 1.1, computed.originX(), 1e-9);
		assertEquals(30 / 1.1, computed.originY(), 1e-9);
		assertEquals(36, computed.originX0());
		assertEquals(27, computed.originY0());
		final Scene part = Scene.computed(Picture.of(computed, reader).region(new Region(10, 20, 100, 80)).build());
		assertEquals(40 / 1.1 + 10, part.originX(), 1e-9);
		final Plane plane = new Plane(0, 2, 1);
		assertEquals(picture.read(plane, picture.bounds()).block().width(), 582);
		assertArrayEquals(picture.read(plane, picture.bounds()).block().shorts(),
			reader.read(computed, 0, plane, computed.level(0).region()).block().shorts());
	}

	@Test
	public void tilesThatAreAbsentStayAbsent() throws IOException {
		final Scene empty = ProceduralScene.rgbWithout(n -> true, 700, 300, 128, 1).scene();
		final Scene computed = Scene.computed(Picture.of(empty, reader).build());
		assertEquals(Optional.empty(), computed.level(0).tiles().read(1, Plane.FIRST));
		assertEquals(empty.background(), computed.background());
	}

	@Test
	public void nothingIsReadOfAClosedSlide() throws IOException {
		final Slide slide = SampleSlide.brightField(400, 300);
		final Picture picture = Picture.of(slide.scenes().get(0), reader).build();
		slide.close();
		assertThrows(ClosedSlideException.class, () -> picture.read(picture.bounds()));
	}
}
