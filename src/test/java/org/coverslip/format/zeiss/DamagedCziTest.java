package org.coverslip.format.zeiss;

import static org.coverslip.format.zeiss.CziFixture.*;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

import org.coverslip.codec.ZstdCodec;
import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.JpegFixture;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of CZI files that are damaged. */
public class DamagedCziTest {

	/** Positions in the first segment. */
	private static final int PART = 80;
	private static final int DIRECTORY = 84;
	private static final int METADATA = 92;
	private static final int ATTACHMENTS = 104;
	private static final int USED = 24;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private CziFixture czi;
	private byte[] sound;

	@Before
	public void build() throws IOException {
		final byte[] label = new CziFixture().add(new Block(BGR24, 0, 3, 4, 12, 10), pattern(12, 10, 3, 1)).bytes();
		final PixelBlock thumbnail = new PixelBlock(new BlockShape(24, 16, 3, PixelType.UINT8), pattern(24, 16, 3, 5));
		czi = new CziFixture().xml(ZeissXml.sound()).attach("Label", "CZI", label)
			.attach("Thumbnail", "JPG", JpegFixture.sampled(2, 2).encode(thumbnail));
		for (int m = 0; m < 3; m++)
			czi.add(new Block(GRAY16, 0, 20 * m, 5 * m, 30, 20).dim("M", m).dim("S", m / 2).dim("Z", 0),
				pattern(30, 20, 2, m));
		czi.add(new Block(GRAY16, 5, 0, 0, 50, 25).stored(25, 13).dim("S", 0).dim("Z", 0),
			new ZstdCodec().encode(pattern(25, 13, 2, 7)));
		sound = czi.bytes();
	}

	private Path write(final byte[] bytes) throws IOException {
		return Files.write(folder.getRoot().toPath().resolve("damaged.czi"), bytes);
	}

	private static void readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : slide.scenes())
				for (int z = 0; z < Math.min(3, scene.sizeZ()); z++)
					for (int level = 0; level < scene.levels().size(); level++) {
						reader.read(scene, level, new Plane(0, z, 0), Region.ofSize(40, 40));
						for (int tile = 0; tile < Math.min(5, scene.level(level).layout().tileCount()); tile++)
							scene.level(level).tiles()
								.read(tile, new Plane(scene.channels().size() - 1, z, scene.sizeT() - 1));
					}
			for (final AssociatedImage image : slide.associatedImages())
				image.read();
		}
	}

	private void assertRefused(final String message, final byte[] bytes) throws IOException {
		final Path path = write(bytes);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.czi"));
	}

	private void assertRefused(final String message, final Consumer<ByteBuffer> change) throws IOException {
		final byte[] bytes = sound.clone();
		change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
		assertRefused(message, bytes);
	}

	@Test
	public void soundFileIsRead() throws IOException {
		readAll(write(sound));
	}

	@Test
	public void firstSegment() throws IOException {
		assertRefused("of 80 to " + (sound.length - 32) + " bytes, up to the file's end, found 79",
			b -> b.putLong(USED, 79));
		assertRefused("up to the file's end, found " + Long.MAX_VALUE, b -> b.putLong(USED, Long.MAX_VALUE));
		assertRefused("up to the file's end, found -1", b -> b.putLong(16, -1).putLong(USED, 0));
		assertRefused("found none: the recording was not finished", b -> b.putLong(DIRECTORY, 0));
		for (final int at : new int[] { DIRECTORY, METADATA, ATTACHMENTS })
			for (final long position : new long[] { -1, Long.MIN_VALUE, Long.MAX_VALUE, sound.length - 31 })
				assertRefused("within the " + sound.length + " bytes of the file, found its position " + position,
					b -> b.putLong(at, position));
		assertRefused("a segment ZISRAWDIRECTORY, found \"ZISRAWSUBBLOCK\"", b -> b.putLong(DIRECTORY, czi.blockAt(0)));
		assertRefused("a segment ZISRAWMETADATA, found \"ZISRAWDIRECTORY\"",
			b -> b.putLong(METADATA, czi.directoryAt()));
		assertRefused("a segment ZISRAWATTDIR, found \"ZISRAWMETADATA\"",
			b -> b.putLong(ATTACHMENTS, czi.metadataAt()));
	}

	@Test
	public void directory() throws IOException {
		final int at = czi.directoryAt() + 32;
		for (final int count : new int[] { 0, -1, Integer.MIN_VALUE, 9, Integer.MAX_VALUE })
			assertRefused("sub-blocks in a directory of", b -> b.putInt(at, count));
		assertRefused("an entry of the sub-block directory, found the directory's end", b -> b.putInt(at, 5));
		assertRefused("segment ZISRAWDIRECTORY of 128 to", b -> b.putLong(czi.directoryAt() + USED, 127));
		assertRefused("segment ZISRAWDIRECTORY of 128 to", b -> b.putLong(czi.directoryAt() + USED, sound.length));
		assertRefused("schema DV, found one of schema DE", b -> b.put(czi.entryAt(0) + 1, (byte) 'E'));
		assertRefused("schema DV, found another", b -> b.put(czi.entryAt(2), (byte) 'X'));
	}

	@Test
	public void directoryEntries() throws IOException {
		final int entry = czi.entryAt(1);
		for (final int count : new int[] { 1, 0, -1, 41, Integer.MAX_VALUE, Integer.MIN_VALUE })
			assertRefused("a directory entry of 2 to 40 dimensions, found " + count, b -> b.putInt(entry + 28, count));
		assertRefused("an entry of the sub-block directory, found the directory's end",
			b -> b.putInt(czi.entryAt(3) + 28, 40));
		assertRefused("schema DV, found another", b -> b.putInt(entry + 28, 4));
		for (final long position : new long[] { -1, Long.MAX_VALUE, sound.length - 31 })
			assertRefused("a sub-block within the " + sound.length + " bytes of the file, found its position "
				+ position,
				b -> b.putLong(entry + 6, position));
		assertRefused("a segment ZISRAWSUBBLOCK, found \"ZISRAWFILE\"", b -> b.putLong(entry + 6, 0));
		assertRefused("found complex numbers", b -> b.putInt(entry + 2, 10));
		assertRefused("Bgr96Float or Bgra32, found pixel type -5", b -> b.putInt(entry + 2, -5));
		for (final int[] sizes : new int[][] { { 0, 20 }, { -3, 20 }, { 20, -1 }, { Integer.MIN_VALUE, 20 } })
			assertRefused("a sub-block of 1 or more pixels, found " + sizes[0] + " (" + sizes[1] + " stored) along X",
				b -> b.putInt(entry + 40, sizes[0]).putInt(entry + 48, sizes[1]));
		assertRefused("dimensions of the letters", b -> b.put(entry + 32, (byte) 'Q'));
		assertRefused("dimensions of the letters", b -> b.put(entry + 33, (byte) 'X'));
		assertRefused("with dimensions X and Y, found none", b -> b.put(entry + 32, (byte) 'M'));
		assertRefused("sub-blocks of one plane, found 7 planes of dimension Z",
			b -> b.putInt(entry + 32 + 4 * 20 + 16, 7));
		assertRefused("reduced alike in both directions, found 30 x 20 pixels stored as 30 x 5",
			b -> b.putInt(entry + 32 + 20 + 16, 5));
	}

	/** Sizes whose product is more than numbers can hold. */
	@Test
	public void hugeSizes() throws IOException {
		final int entry = czi.entryAt(1);
		for (final int size : new int[] { 46_341, 65536, Integer.MAX_VALUE })
			for (final int compression : new int[] { 0, 5 })
				assertRefused("a sub-block that fits in memory",
					b -> b.putInt(entry + 18, compression).putInt(entry + 40, size)
					.putInt(entry + 48, size).putInt(entry + 60, size).putInt(entry + 68, size));
	}

	@Test
	public void subBlocks() throws IOException {
		final int at = czi.blockAt(0) + 32;
		assertRefused("bytes of metadata", b -> b.putInt(at, -1));
		assertRefused("the end of the file's", b -> b.putInt(at, Integer.MAX_VALUE));
		assertRefused("bytes for 30 x 20 GRAY16 pixels, found " + Long.MAX_VALUE,
			b -> b.putLong(czi.blockAt(3) + 32 + 8, Long.MAX_VALUE).putInt(czi.entryAt(0) + 18, 5)
			.putLong(at + 8, Long.MAX_VALUE));
		assertRefused("bytes for 30 x 20 GRAY16 pixels, found -1", b -> b.putLong(at + 8, -1));
		assertRefused("at most 40 dimensions, found 41", b -> b.putInt(at + 16 + 28, 41));
		assertRefused("at most 40 dimensions, found -1", b -> b.putInt(at + 16 + 28, -1));
	}

	/** Uncompressed pixels that say they are more than the image: what is too much is not read. */
	@Test
	public void surplusIsNotRead() throws IOException {
		final byte[] bytes = sound.clone();
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(czi.blockAt(0) + 40, Long.MAX_VALUE);
		readAll(write(bytes));
	}

	@Test
	public void metadata() throws IOException {
		final int at = czi.metadataAt() + 32;
		for (final int length : new int[] { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, sound.length })
			assertRefused("XML of at most", b -> b.putInt(at, length));
		assertRefused("well-formed XML without a DOCTYPE", b -> b.putInt(at, 300));
		for (final String xml
			: new String[] { "<!DOCTYPE a [<!ENTITY x SYSTEM "
			+ "\"file:///etc/passwd\">]><ImageDocument>&x;</ImageDocument>",
			"<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><ImageDocument>&y;</ImageDocument>" })
			assertRefused("DOCTYPE", new CziFixture().xml(xml).add(new Block(GRAY8, 0, 0, 0, 2, 2), new byte[4])
			.bytes());
		assertRefused("well-formed XML",
			new CziFixture().xml("<ImageDocument>").add(new Block(GRAY8, 0, 0, 0, 2, 2), new byte[4]).bytes());
		assertRefused("bytes of elements, attributes and text that describe the image", new CziFixture()
			.xml("<ImageDocument><Metadata><Information>" + "<a/>".repeat(600_000)
			+ "</Information></Metadata></ImageDocument>")
			.add(new Block(GRAY8, 0, 0, 0, 2, 2), new byte[4]).bytes());
	}

	@Test
	public void attachments() throws IOException {
		final int at = czi.attachmentDirectoryAt() + 32;
		for (final int count : new int[] { -1, 3, Integer.MAX_VALUE })
			assertRefused("0 to 2 attachments, found " + count, b -> b.putInt(at, count));
		assertRefused("an attachment's entry of schema A1", b -> b.put(at + 256 + 128, (byte) 'B'));
		for (final long position : new long[] { -1, Long.MAX_VALUE, sound.length })
			assertRefused("a segment ZISRAWATTACH within", b -> b.putLong(at + 256 + 12, position));
		assertRefused("a segment ZISRAWATTACH, found", b -> b.putLong(at + 256 + 12, 0));
		for (final long length : new long[] { -1, Long.MAX_VALUE, sound.length })
			assertRefused("an attachment \"Label\" of at most", b -> b.putLong(czi.attachmentAt(0) + 32, length));
		assertRefused("a sound JPEG as thumbnail", b -> b.put(czi.attachmentAt(1) + 32 + 256, new byte[] { 1, 2, 3 }));
		assertRefused("a sound JPEG as thumbnail", b -> b.putLong(czi.attachmentAt(1) + 32, 400));
		assertRefused("a segment ZISRAWFILE, found \"?", b -> b.put(czi.attachmentAt(0) + 32 + 256, (byte) 7));
	}

	/** Positions in an embedded CZI cannot lead out of it, to itself for instance. */
	@Test
	public void embeddedFilesEndWhereTheyEnd() throws IOException {
		final int label = czi.attachmentAt(0) + 32 + 256;
		assertRefused("a segment ZISRAWDIRECTORY within", b -> b.putLong(label + DIRECTORY, czi.directoryAt()));
		assertRefused("a segment ZISRAWDIRECTORY within",
			b -> b.putLong(label + DIRECTORY, -label + czi.directoryAt()));
	}

	@Test
	public void filesOfSeveralParts() throws IOException {
		assertRefused(
			"a CZI that is one file, found part 3 of several: missing is part 0 (\"damaged.czi\"), which lists the "
				+ "images",
			b -> b.putInt(PART, 3));
		assertRefused(
			"found 1 of 4 sub-blocks in other files, which are not read: missing is part 2 (\"damaged (2).czi\")",
			b -> b.putInt(czi.entryAt(2) + 14, 2));
		assertRefused(
			"found 2 of 4 sub-blocks in other files, which are not read: missing is part 1 (\"damaged (1).czi\"), "
				+ "part 5",
			b -> b.putInt(czi.entryAt(2) + 14, 5).putLong(czi.entryAt(2) + 6, Long.MAX_VALUE)
			.putInt(czi.entryAt(1) + 14, 1));
		final Path second = Files.write(folder.getRoot().toPath().resolve("whole (3).czi"), sound);
		final byte[] bytes = sound.clone();
		ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(PART, 3);
		Files.write(second, bytes);
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> readAll(second));
		assertTrue(e.getMessage(), e.getMessage().contains("missing is part 0 (\"whole.czi\")"));
	}

	/** Wherever the file is cut off, and whatever byte is another: a message, or a picture, but nothing else. */
	@Test
	public void cutAndChanged() throws IOException {
		int refused = 0;
		for (int length = 40; length < sound.length; length += 37)
			refused += isRefused(Arrays.copyOf(sound, length)) ? 1 : 0;
		assertTrue(refused + " refused", refused > sound.length / 37 - 5);
		final Random random = new Random(4);
		for (int i = 0; i < 1500; i++) {
			final byte[] bytes = sound.clone();
			for (int k = 0; k <= i % 3; k++)
				bytes[structural(random)] = (byte) (random.nextBoolean() ? random.nextInt() : 1 << random.nextInt(8));
			isRefused(bytes);
		}
	}

	/** A position outside of the pixels. */
	private int structural(final Random random) {
		return switch (random.nextInt(5)) {
			case 0 -> random.nextInt(112);
			case 1 -> czi.directoryAt() + random.nextInt(512);
			case 2 -> czi.blockAt(random.nextInt(4)) + random.nextInt(200);
			case 3 -> czi.attachmentAt(0) + random.nextInt(2000);
			default -> czi.attachmentDirectoryAt() + random.nextInt(500);
		};
	}

	private boolean isRefused(final byte[] bytes) throws IOException {
		try {
			readAll(write(bytes));
			return false;
		}
		catch (final SlideFormatException | UnrecognisedSlideException e) {
			assertTrue(e.getMessage(), e.getMessage().contains("damaged.czi"));
			return true;
		}
	}

	@Test
	public void notThisFormat() throws IOException {
		assertThrows(UnrecognisedSlideException.class,
			() -> SlideOpener.open(write("ZISRAWFILES are a nice thing".getBytes(StandardCharsets.UTF_8))));
	}
}
