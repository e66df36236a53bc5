package org.coverslip.img;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.junit.Test;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.LongType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.util.Localizables;
import net.imglib2.view.Views;

public class ImageSceneTest {

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(16 << 20));

	private static ImageSceneOptions options() {
		return ImageSceneOptions.named("made").withTileSize(64);
	}

	@Test
	public void aPyramidsImagesAreTheSceneAgain() throws IOException {
		for (final PixelType type : PixelType.values()) {
			final List<Channel> channels = List.of(new Channel("a", OptionalInt.of(0x123456)), Channel.named("b"));
			final Scene original = ProceduralScene.channels(type, channels, 2, 2, 150, 110, 50, 1).scene();
			final Scene again = ImageScene.of(SlidePyramids.of(original).samples(0),
				options().withChannels(channels).withPixelSize(Optional.of(new PixelSize(0.5, 0.5))));
			assertEquals(type, again.pixelType());
			assertEquals(channels, again.channels());
			assertEquals(0.5, again.pixelSize().orElseThrow().xUm(), 0);
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 2; z++)
					for (int t = 0; t < 2; t++)
						assertEquals(reader.read(original, 0, new Plane(c, z, t), new Region(30, 20, 120, 90)),
							reader.read(again, 0, new Plane(c, z, t), new Region(30, 20, 120, 90)));
		}
	}

	@Test
	public void coloursComeFromArgbOrFromThreeChannels() throws IOException {
		final Scene original = ProceduralScene.rgb(150, 110, 50, 1).scene();
		final ImagePyramid pyramid = SlidePyramids.of(original);
		final Region part = new Region(10, 10, 140, 100);
		assertEquals(reader.read(original, 0, Plane.FIRST, part),
			reader.read(ImageScene.of(pyramid.argb(0), options()), 0, Plane.FIRST, part));
		final Scene planar = ImageScene.of(pyramid.samples(0), options().withRgb(true));
		assertTrue(planar.isRgb());
		assertEquals(reader.read(original, 0, Plane.FIRST, part), reader.read(planar, 0, Plane.FIRST, part));
		assertEquals(3, ImageScene.of(pyramid.samples(0), options()).channels().size());
	}

	@Test
	public void anImageIsReadTileByTileAndOnlyWhereAskedFor() throws IOException {
		final AtomicInteger asked = new AtomicInteger();
		final RandomAccessibleInterval<UnsignedByteType> huge = Converters.convert(
			Localizables.randomAccessibleInterval(Views.interval(ArrayImgs.bytes(1, 1), new long[] { 0, 0 },
				new long[] { 199_999, 149_999 })), (position, value) -> {
					asked.incrementAndGet();
					value.set(position.getIntPosition(0) + position.getIntPosition(1) & 0xff);
				}, new UnsignedByteType());
		final Scene scene = ImageScene.of(huge, options());
		final PixelBlock block = reader.read(scene, 0, Plane.FIRST, new Region(150_000, 100_000, 3, 2)).block();
		assertArrayEquals(new byte[] { (byte) 250_000, (byte) 250_001, (byte) 250_002, (byte) 250_001, (byte) 250_002,
			(byte) 250_003 }, block.bytes());
		assertEquals(64 * 64, asked.get());
	}

	@Test
	public void anImageMayBeginAnywhere() throws IOException {
		final RandomAccessibleInterval<UnsignedShortType> image = Views.translate(
			ArrayImgs.unsignedShorts(new short[] { 1, 2, 3, 4, 5, 6 }, 3, 2), -7, 9);
		final Scene scene = ImageScene.of(image, options());
		assertArrayEquals(new short[] { 1, 2, 3, 4, 5, 6 },
			reader.read(scene, 0, Plane.FIRST, Region.ofSize(3, 2)).block().shorts());
		assertArrayEquals(new short[] { 5, 6 }, reader.read(ImageScene.of(Views.interval(image, new long[] { -6, 10 },
			new long[] { -5, 10 }), options()), 0, Plane.FIRST, Region.ofSize(2, 1)).block().shorts());
	}

	@Test
	public void masksAndOtherTypesAreConverted() throws IOException {
		final RandomAccessibleInterval<BitType> mask = ArrayImgs.bits(2, 1);
		mask.getAt(1, 0).set(true);
		assertArrayEquals(new byte[] { 0, (byte) 255 },
			reader.read(ImageScene.of(mask, options()), 0, Plane.FIRST, Region.ofSize(2, 1)).block().bytes());
		final RandomAccessibleInterval<LongType> longs = ArrayImgs.longs(new long[] { 1L << 40, -3 }, 2, 1);
		assertArrayEquals(new double[] { 1L << 40, -3 },
			reader.read(ImageScene.of(longs, options()), 0, Plane.FIRST, Region.ofSize(2, 1)).block().doubles(), 0);
	}

	@Test
	public void refusesWhatIsNoPicture() {
		assertMessage("an image of 1 dimensions; 2 to 5 are wanted: X, Y, C, Z, T",
			() -> ImageScene.of(ArrayImgs.bytes(4), options()));
		assertMessage("the image is empty", () -> ImageScene.of(
			Views.interval(ArrayImgs.bytes(4, 4), new long[] { 0, 0 }, new long[] { 3, -1 }), options()));
		assertMessage("an RGB image has 3 channels, not 2",
			() -> ImageScene.of(ArrayImgs.bytes(4, 4, 2), options().withRgb(true)));
		assertMessage("1 channel names for 2 channels",
			() -> ImageScene.of(ArrayImgs.bytes(4, 4, 2), options().withChannels(List.of(Channel.named("a")))));
		assertMessage("pixels of type ComplexFloatType cannot be written",
			() -> ImageScene.of(ArrayImgs.complexFloats(4, 4), options()));
		assertMessage("an image of ARGB colours has one channel only",
			() -> ImageScene.of(ArrayImgs.argbs(4, 4, 2), options()));
		assertEquals(ARGBType.class, ArrayImgs.argbs(1, 1).getType().getClass());
	}

	private static void assertMessage(final String expected, final Runnable action) {
		assertEquals(expected, assertThrows(IllegalArgumentException.class, action::run).getMessage());
	}
}
