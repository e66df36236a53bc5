package org.coverslip.slide;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.junit.Test;

public class PictureMapTest {

	private static final int RADIUS = 9;

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(64 << 20));
	private final Picture picture = Picture.of(ProceduralScene.rgbWithout(n -> n == 3, 2600, 1300, 256, 1).scene(),
		reader).region(new Region(50, 20, 2400, 1100)).build();

	/** The greatest value within a radius, as far as there are pixels: what a filter does that knows of no blocks. */
	private static PixelBlock greatest(final PixelBlock in, final int radius) {
		final PixelBlock rows = PixelBlock.zeros(in.shape());
		for (int y = 0; y < in.height(); y++)
			for (int x = 0; x < in.width(); x++)
				for (int dx = Math.max(-radius, -x); dx <= radius && x + dx < in.width(); dx++)
					raise(rows, (y * in.width() + x) * in.samples(), in, (y * in.width() + x + dx) * in.samples());
		final PixelBlock out = PixelBlock.zeros(in.shape());
		for (int y = 0; y < in.height(); y++)
			for (int dy = Math.max(-radius, -y); dy <= radius && y + dy < in.height(); dy++)
				for (int x = 0; x < in.width(); x++)
					raise(out, (y * in.width() + x) * in.samples(), rows, ((y + dy) * in.width() + x) * in.samples());
		return out;
	}

	private static void raise(final PixelBlock to, final int i, final PixelBlock from, final int j) {
		for (int s = 0; s < to.samples(); s++)
			to.bytes()[i + s] = (byte) Math.max(to.bytes()[i + s] & 0xff, from.bytes()[j + s] & 0xff);
	}

	private static PixelBlock over(final Picture picture) throws IOException {
		return picture.read(picture.bounds()).over(picture.background());
	}

	@Test
	public void blocksGiveWhatTheWholeWouldGive() throws IOException {
		final PixelBlock expected = greatest(over(picture), RADIUS);
		final Picture mapped = picture.map(RADIUS, around -> greatest(around.pixels(), RADIUS));
		assertEquals(picture.place(), mapped.place());
		assertEquals(picture.pixelSize(), mapped.pixelSize());
		assertEquals(picture.channels(), mapped.channels());
		assertArrayEquals("in pieces", expected.bytes(), over(mapped).bytes());
		for (final Region part : List.of(new Region(0, 0, 40, 30), new Region(2380, 1090, 20, 10),
			new Region(1000, 500, 1, 1), new Region(3, 7, 1500, 20), new Region(600, 0, 10, 1100)))
			assertArrayEquals("" + part,
				expected.crop((int) part.x(), (int) part.y(), (int) part.width(), (int) part.height()).bytes(),
				mapped.read(part).block().bytes());
	}

	@Test
	public void aFunctionMayGiveTheBlockAlone() throws IOException {
		final Picture mapped = picture.map(RADIUS, around -> greatest(around.pixels(), RADIUS)
			.crop(around.left(), around.top(), (int) around.block().width(), (int) around.block().height()));
		assertArrayEquals(greatest(over(picture), RADIUS).bytes(), over(mapped).bytes());
	}

	@Test
	public void aMapOfAMap() throws IOException {
		final Picture twice = picture.map(RADIUS, around -> greatest(around.pixels(), RADIUS))
			.map(4, around -> greatest(around.pixels(), 4));
		assertArrayEquals(greatest(over(picture), RADIUS + 4).bytes(), over(twice).bytes());
	}

	@Test
	public void memoryIsBoundedWhateverThePart() throws IOException {
		final AtomicLong largest = new AtomicLong();
		final Picture mapped = picture.map(RADIUS, around -> {
			final PixelBlock pixels = around.pixels();
			largest.accumulateAndGet(pixels.shape().pixels(), Math::max);
			return pixels;
		});
		assertArrayEquals(over(picture).bytes(), over(mapped).bytes());
		final long side = 1024 + 2 * RADIUS;
		assertTrue(largest + " pixels", largest.get() <= side * side);
	}

	@Test
	public void otherSamplesAndChannels() throws IOException {
		final Picture two = picture.map(0, PixelForm.channels(PixelType.FLOAT32, "red", "sum"), around -> {
			final PixelBlock rgb = around.pixels();
			final PixelBlock out =
				PixelBlock.zeros(new BlockShape(rgb.width(), rgb.height(), 1, PixelType.FLOAT32));
			for (int i = 0; i < out.shape().pixels(); i++)
				out.floats()[i] = (float) (around.plane().channel() == 0 ? rgb.value(3 * i)
					: rgb.value(3 * i) + rgb.value(3 * i + 1) + rgb.value(3 * i + 2));
			return out;
		});
		assertEquals(PixelType.FLOAT32, two.type());
		assertEquals(1, two.samples());
		assertEquals(List.of("red", "sum"), two.channels().stream().map(Channel::name).toList());
		final Region part = new Region(1500, 700, 5, 4);
		final PixelBlock rgb = picture.read(part).over(picture.background());
		assertEquals(rgb.value(2, 1, 0), two.read(new Plane(0, 0, 0), part).block().value(2, 1, 0), 0);
		assertEquals(rgb.value(2, 1, 0) + rgb.value(2, 1, 1) + rgb.value(2, 1, 2),
			two.read(new Plane(1, 0, 0), part).block().value(2, 1, 0), 0);
		final Scene computed = Scene.computed(two);
		assertEquals(2, computed.channels().size());
		assertEquals(PixelType.FLOAT32, computed.pixelType());
	}

	@Test
	public void channelsTogether() throws IOException {
		final Scene stack = ProceduralScene.channels(PixelType.UINT16, List.of(Channel.named("a"), Channel.named("b")),
			3, 1, 300, 200, 64, 1).scene();
		final Picture difference = Picture.of(stack, reader).z(PlaneRange.only(2)).build()
			.map(0, PixelForm.channels(PixelType.FLOAT32, ""), around -> {
				final PixelBlock a = around.pixels(0);
				final PixelBlock b = around.pixels(1);
				final PixelBlock out = PixelBlock.zeros(new BlockShape(a.width(), a.height(), 1, PixelType.FLOAT32));
				for (int i = 0; i < out.floats().length; i++)
					out.floats()[i] = (float) (a.value(i) - b.value(i));
				return out;
			});
		final Region pixel = new Region(70, 80, 1, 1);
		assertEquals(reader.read(stack, 0, new Plane(0, 2, 0), pixel).block().value(0)
			- reader.read(stack, 0, new Plane(1, 2, 0), pixel).block().value(0),
			difference.read(pixel).block().value(0), 0);
	}

	@Test
	public void coarserLevelsAreComputedWhenTheyAreRead() throws IOException {
		final Scene computed = Scene.computed(picture.map(RADIUS, around -> greatest(around.pixels(), RADIUS)))
			.withCoarserLevels(reader);
		assertEquals(3, computed.levels().size());
		assertEquals(new Region(0, 0, 600, 275), computed.level(2).region());
		final PixelBlock finer = over(Picture.of(computed, reader).build());
		final PixelBlock coarser = over(Picture.of(computed, reader).scale(WantedScale.level(1)).build());
		final double mean = (finer.value(202, 100, 1) + finer.value(203, 100, 1) + finer.value(202, 101, 1)
			+ finer.value(203, 101, 1)) / 4;
		assertEquals(mean, coarser.value(101, 50, 1), 0.75);
	}

	@Test
	public void aFunctionMustGiveWhatItPromised() {
		final Picture wrong = picture.map(2, around -> PixelBlock.zeros(new BlockShape(3, 3, 3, PixelType.UINT8)));
		final IllegalStateException told =
			assertThrows(IllegalStateException.class, () -> wrong.read(new Region(0, 0, 20, 10)));
		assertTrue(told.getMessage(), told.getMessage().contains("3 x 3 x 3 UINT8 for 20 x 10 at (0, 0)"));
		assertThrows(IllegalArgumentException.class, () -> picture.map(-1, Surroundings::pixels));
	}

	@Test
	public void whatFailsSaysSo() {
		final Picture failing = picture.map(0, around -> {
			throw new IOException("no network");
		});
		assertEquals("no network",
			assertThrows(IOException.class, () -> failing.read(new Region(0, 0, 1, 1))).getMessage());
	}
}
