package org.coverslip.format.olympus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of VSI slides that are damaged, in their tags and in their files of pixels. */
public class DamagedVsiTest {

	private static final int TREE = 8;
	/** The one field of the root, and the volume below it. */
	private static final int COLLECTION = TREE + 24;
	private static final int INNER = COLLECTION + 20;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path slide;
	private byte[] tags;
	private byte[] pixels;
	private int table;

	@Before
	public void build() throws IOException {
		slide = folder.getRoot().toPath().resolve("damaged.vsi");
		tags = new VsiFixture().page(30, 20, 3, PixelType.UINT8, 0)
			.stack(1, 0, "FL", 100, 70, 0, 0, VsiFixture.focus(0, 1), VsiFixture.channels(1, "A", "B")).bytes();
		final EtsFixture ets = new EtsFixture(100, 70, 3, 2).samples(1, PixelType.UINT16).fill(2, at -> false);
		pixels = ets.bytes();
		table = (int) ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).getLong(EtsFixture.TABLE_AT);
		ets.write(slide, 1, "frame_t.ets");
	}

	private Path ets() {
		return slide.resolveSibling("_damaged_").resolve("stack1").resolve("frame_t.ets");
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide opened = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : opened.scenes())
				for (int l = 0; l < scene.levels().size(); l++) {
					final Level level = scene.level(l);
					reader.read(scene, l, scene.defaultPlane(),
						new Region(0, 0, Math.min(level.width(), 200), Math.min(level.height(), 200)));
					for (int tile = 0; tile < Math.min(5, level.layout().tileCount()); tile++)
						level.tiles()
							.read(tile, new Plane(scene.channels().size() - 1, scene.sizeZ() - 1, scene.sizeT() - 1));
				}
			for (final AssociatedImage image : opened.associatedImages())
				image.read();
		}
	}

	private void assertRefused(final String message, final byte[] ofTags, final byte[] ofPixels) throws IOException {
		Files.write(slide, ofTags);
		Files.write(ets(), ofPixels);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(slide));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
	}

	private static byte[] changed(final byte[] sound, final Consumer<ByteBuffer> change) {
		final byte[] bytes = sound.clone();
		change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
		return bytes;
	}

	private void assertTagsRefused(final String message, final Consumer<ByteBuffer> change) throws IOException {
		assertRefused(message, changed(tags, change), pixels);
	}

	private void assertPixelsRefused(final String message, final Consumer<ByteBuffer> change) throws IOException {
		assertRefused(message, tags, changed(pixels, change));
		assertTrue(message, assertThrows(SlideFormatException.class, () -> readAll(slide)).getMessage()
			.contains("frame_t.ets"));
	}

	@Test
	public void soundSlideIsRead() throws IOException {
		Files.write(slide, tags);
		readAll(slide);
	}

	@Test
	public void treeOfTags() throws IOException {
		assertTagsRefused("byte 52: expected the header of a volume of tags (24, 21321), found 25, 21321",
			b -> b.putShort(INNER, (short) 25));
		assertTagsRefused("the header of a volume of tags (24, 21321), found 24, 21322",
			b -> b.putShort(INNER + 2, (short) 21322));
		for (final long first : new long[] { 0, 23, -1, Long.MIN_VALUE, Long.MAX_VALUE, tags.length })
			assertTagsRefused("field 0 of", b -> b.putLong(INNER + 8, first));
		assertTagsRefused("a tag of 16 bytes, found the end of the file at " + tags.length,
			b -> b.putLong(TREE + 8, tags.length - TREE - 10));
		final int page = INNER + 24;
		assertTagsRefused("the field behind tag 2016 further on, found its position 1", b -> b.putInt(page + 8, 1));
		assertTagsRefused("field 1 of 3 within the " + tags.length
			+ " bytes of the file, found its position 4294967295",
			b -> b.putInt(page + 8, -1));
		assertTagsRefused("the value of tag 2016 within the file, found -1 bytes",
			b -> b.putInt(page, 5).putInt(page + 12, -1));
		assertTagsRefused("the value of tag 2016 within the file, found 2147483647 bytes",
			b -> b.putInt(page, 5).putInt(page + 12, Integer.MAX_VALUE));
	}

	/** Volumes within volumes without end: each begins where the field before it says that it does. */
	@Test
	public void nestedTags() throws IOException {
		final byte[] deep = Arrays.copyOf(tags, tags.length + 100 * 40);
		final ByteBuffer b = ByteBuffer.wrap(deep).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < 100; i++)
			b.position(TREE + 40 * i).putShort((short) 24).putShort((short) 21321).putInt(1).putLong(24).putInt(1)
				.putInt(0)
				.putInt(1 << 31 | 1 << 28 | 1).putInt(5).putInt(0).putInt(0);
		b.putInt(4, tags.length - 8);
		System.arraycopy(tags, ByteBuffer.wrap(tags).order(ByteOrder.LITTLE_ENDIAN).getInt(4), deep, tags.length - 8,
			tags.length - ByteBuffer.wrap(tags).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
		Files.write(slide, deep);
		final IOException e = assertThrows(IOException.class, () -> readAll(slide));
		assertTrue(e.getMessage(), e.getMessage().contains("tags nested 32 deep at most"));
	}

	@Test
	public void headersOfPixels() throws IOException {
		final int second = EtsFixture.SECOND;
		assertRefused("the header of an ETS file of 64 bytes, found a file of 63 bytes", tags,
			Arrays.copyOf(pixels, 63));
		assertPixelsRefused("expected \"SIS\", found \"XIS\"", b -> b.put(0, (byte) 'X'));
		for (final int n : new int[] { 0, 2, -1, 17, Integer.MAX_VALUE })
			assertPixelsRefused("tiles with 3 to 16 coordinates, found " + n, b -> b.putInt(12, n));
		for (final long at : new long[] { -1, pixels.length, Long.MAX_VALUE, Long.MIN_VALUE })
			assertPixelsRefused("a second header within the " + pixels.length
				+ " bytes of the file, found its position " + at, b -> b.putLong(16, at));
		for (final int length : new int[] { 0, 155, 4097 })
			assertPixelsRefused("a second header of 156 to 4096 bytes, found " + length, b -> b.putInt(24, length));
		assertPixelsRefused("a second header of 156 to 4096 bytes, found 4294967295", b -> b.putInt(24, -1));
		for (final long at : new long[] { -1, pixels.length - 1, Long.MAX_VALUE, Long.MIN_VALUE })
			assertPixelsRefused("tiles within the " + pixels.length + " bytes of the file, found its position " + at,
				b -> b.putLong(EtsFixture.TABLE_AT, at));
		assertPixelsRefused("a table of 4294967295 tiles within", b -> b.putInt(EtsFixture.COUNT_AT, -1));
		assertPixelsRefused("tiles of the finest level, found none", b -> b.putInt(EtsFixture.COUNT_AT, 0));
		assertPixelsRefused("expected \"ETS\", found \"ETX\"", b -> b.put(second + 2, (byte) 'X'));
		assertPixelsRefused("found 64-bit integers", b -> b.putInt(second + 8, 7));
		assertPixelsRefused("found samples of type 11", b -> b.putInt(second + 8, 11));
		for (final int samples : new int[] { 0, 2, 5, -1, Integer.MAX_VALUE })
			assertPixelsRefused("1, 3 or 4 samples a pixel, found " + samples, b -> b.putInt(second + 12, samples));
		for (final int size : new int[] { 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE }) {
			assertPixelsRefused("tiles that fit in memory, found " + size + " x 48 pixels",
				b -> b.putInt(second + 28, size));
			assertPixelsRefused("tiles that fit in memory, found 64 x " + size + " pixels",
				b -> b.putInt(second + 32, size));
		}
		assertPixelsRefused("tiles of one focal plane, found 2", b -> b.putInt(second + 36, 2));
	}

	@Test
	public void compressions() throws IOException {
		for (final int number : new int[] { 1, 4, 6, 10, -1 })
			assertPixelsRefused("a compression that Coverslip decodes, found compression " + number + " of 1 x UINT16",
				b -> b.putInt(EtsFixture.SECOND + 20, number));
		assertPixelsRefused("a compression that Coverslip decodes, found PNG of 1 x UINT16",
			b -> b.putInt(EtsFixture.SECOND + 20, 8));
		assertPixelsRefused("tile 0 in JPEG, found", b -> b.putInt(EtsFixture.SECOND + 20, 2));
		assertPixelsRefused("tile 0 in JPEG 2000, found", b -> b.putInt(EtsFixture.SECOND + 20, 3));
		assertPixelsRefused("tile 0 in lossless JPEG, found", b -> b.putInt(EtsFixture.SECOND + 20, 5));
	}

	@Test
	public void tableOfTiles() throws IOException {
		assertPixelsRefused("byte " + table + ": expected a tile with 5 coordinates, found 4", b -> b.putInt(table, 4));
		for (final int level : new int[] { -1, 33, Integer.MAX_VALUE, Integer.MIN_VALUE })
			assertPixelsRefused("a tile of a level from 0 to 32, found " + level, b -> b.putInt(table + 20, level));
		for (final int z : new int[] { -1, 40, Integer.MAX_VALUE })
			assertPixelsRefused("a tile whose coordinate 2 is 0 to 29, found " + z, b -> b.putInt(table + 12, z));
		assertPixelsRefused("tiles near each other, found columns -2147483648 to 1",
			b -> b.putInt(table + 4, Integer.MIN_VALUE).putInt(table + 8, Integer.MAX_VALUE));
		for (final long position : new long[] { -2, pixels.length - 2, Long.MAX_VALUE, Long.MIN_VALUE })
			assertPixelsRefused("byte " + position + ": expected tile 0 in none, found bytes",
				b -> b.putLong(lastTile() + 24, position));
		for (final int length : new int[] { -1, Integer.MAX_VALUE })
			assertPixelsRefused("expected tile 0 in none, found bytes", b -> b.putInt(lastTile() + 32, length));
		assertPixelsRefused("a block of 64 x 48 x 1 UINT16 takes 6144 bytes, found 6143",
			b -> b.putInt(lastTile() + 32, 6143));
	}

	/** The record of the first tile of level 0 in the last plane: of 6 planes of 2 x 2 tiles. */
	private int lastTile() {
		return table + 20 * 40;
	}

	/** A tile of no bytes is absent. */
	@Test
	public void emptyTiles() throws IOException {
		Files.write(slide, tags);
		Files.write(ets(), changed(pixels, b -> b.putInt(table + 32, 0)));
		try (Slide opened = SlideOpener.open(slide)) {
			assertTrue(opened.scenes().get(0).level(0).tiles().read(0, Plane.FIRST).isEmpty());
		}
	}

	/** One stack of two is damaged: the other one is shown, and this one named. */
	@Test
	public void oneOfTwoStacks() throws IOException {
		new VsiFixture().stack(1, 0, "FL", 100, 70, 0, 0).stack(2, 0, "BF", 64, 48, 0, 0).write(slide);
		new EtsFixture(64, 48).fill(1, at -> false).write(slide, 2, "frame_t.ets");
		Files.write(ets(), Arrays.copyOf(pixels, 100));
		try (Slide opened = SlideOpener.open(slide)) {
			assertEquals("BF", opened.scenes().get(0).name());
			assertEquals(1, opened.metadata().notShown().size());
			final String sentence = opened.metadata().notShown().get(0);
			assertTrue(sentence,
				sentence.startsWith("stack1 \"FL\" is not shown: " + ets().toRealPath()
				+ ", byte 16: expected a second header"));
		}
	}

	/** A picture of which nobody knows the compression. */
	@Test
	public void thumbnail() throws IOException {
		final byte[] other = changed(tags, b -> b.putShort(b.getInt(4) + 2 + 3 * 12 + 8, (short) 4711));
		Files.write(slide, other);
		try (Slide opened = SlideOpener.open(slide)) {
			assertEquals(List.of(), opened.associatedImages());
			final String sentence = opened.metadata().notShown().get(0);
			assertTrue(sentence, sentence.startsWith("the thumbnail is not shown: ") && sentence.contains("4711"));
		}
	}

	/** Cut off anywhere: a sentence, or what is whole. */
	@Test
	public void cutOff() throws IOException {
		for (int length = 0; length < pixels.length; length += length < 300 ? 7 : 1009) {
			Files.write(slide, tags);
			Files.write(ets(), Arrays.copyOf(pixels, length));
			assertThrows(SlideFormatException.class, () -> readAll(slide));
		}
		Files.write(ets(), pixels);
		int refused = 0;
		for (int length = 0; length < tags.length; length += 5) {
			Files.write(slide, Arrays.copyOf(tags, length));
			try {
				readAll(slide);
				assertTrue("only the thumbnail and padding may be cut off", length > 2000);
			}
			catch (final SlideFormatException | UnrecognisedSlideException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("damaged.vsi"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	/** Whatever else is wrong: never another exception, an exhausted memory or a hang. */
	@Test
	public void anyOtherDamage() throws IOException {
		final Random random = new Random(5);
		final int[] words = { 0, 1, -1, 5, 255, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, 21321 };
		int refused = 0;
		for (int i = 0; i < 1500; i++) {
			final byte[] ofTags = tags.clone();
			final byte[] ofPixels = pixels.clone();
			for (int k = 0; k < 1 + i % 3; k++) {
				final int word = words[random.nextInt(words.length)];
				if (i % 2 == 0) put(ofTags, random.nextInt(1300), word);
				else put(ofPixels, random.nextBoolean() ? random.nextInt(300)
					: table + random.nextInt(pixels.length - table - 4), word);
			}
			Files.write(slide, ofTags);
			Files.write(ets(), ofPixels);
			try {
				readAll(slide);
			}
			catch (final SlideFormatException | UnrecognisedSlideException e) {
				assertTrue(e.getMessage(),
					List.of("damaged.vsi", "frame_t.ets").stream().anyMatch(e.getMessage()::contains));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private static void put(final byte[] bytes, final int at, final int word) {
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(Math.min(at, bytes.length - 4), word);
	}
}
