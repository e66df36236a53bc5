package org.coverslip.format.lif;

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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.format.lif.LifFixture.Image;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is said of LIF and LOF files that are damaged, and of what they hold but do not show. */
public class DamagedLifTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static Image image(final String name) {
		return new Image(name).channel(16, "Green", 0).axis(1, 20, 2).axis(2, 10, 40).axis(3, 3, 400).axis(4, 2, 1200);
	}

	private static LifFixture sound(final int version) {
		return new LifFixture(version).add(image("one")).add(image("two"));
	}

	private Path write(final byte[] bytes) throws IOException {
		return Files.write(folder.getRoot().toPath().resolve("damaged.lif"), bytes);
	}

	private static List<String> readAll(final Path path) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			for (final Scene scene : slide.scenes())
				for (int z = 0; z < Math.min(3, scene.sizeZ()); z++)
					for (int t = 0; t < Math.min(3, scene.sizeT()); t++)
						reader.read(scene, 0, new Plane(scene.channels().size() - 1, z, t), Region.ofSize(40, 40));
			return slide.metadata().notShown();
		}
	}

	private void assertRefused(final String message, final byte[] bytes) throws IOException {
		final Path path = write(bytes);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> readAll(path));
		assertTrue(e.getMessage() + " should speak of " + message, e.getMessage().contains(message));
		assertTrue(e.getMessage(), e.getMessage().contains("damaged.lif"));
	}

	private static byte[] with(final byte[] bytes, final UnaryOperator<ByteBuffer> change) {
		final byte[] copy = bytes.clone();
		change.apply(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
		return copy;
	}

	/** The description changed in words. */
	private static byte[] said(final UnaryOperator<String> change) {
		final LifFixture sound = sound(2);
		final byte[] bytes = sound.bytes();
		final byte[] changed = LifFixture.text(change.apply(sound.xml()));
		final int old = LifFixture.text(sound.xml()).length;
		final byte[] all = Arrays.copyOf(changed, changed.length + bytes.length - old);
		System.arraycopy(bytes, old, all, changed.length, bytes.length - old);
		return all;
	}

	@Test
	public void structure() throws IOException {
		final byte[] sound = sound(2).bytes();
		final int xmlEnd = LifFixture.text(sound(2).xml()).length;
		assertEquals(List.of(), readAll(write(sound)));
		assertRefused("a text of up to " + (sound.length - 13) / 2 + " characters, found 4294967295",
			with(sound, b -> b.putInt(9, -1)));
		assertRefused("byte 9: expected a text of up to", with(sound, b -> b.putInt(9, Integer.MAX_VALUE)));
		assertRefused("a memory block, which begins with 0x70, found 0x71",
			with(sound, b -> b.put(xmlEnd, (byte) 0x71)));
		assertRefused("0x2a before the size of a memory block, found 0x0",
			with(sound, b -> b.put(xmlEnd + 8, (byte) 0)));
		assertRefused("0x2a before the identifier of a memory block", with(sound, b -> b.put(xmlEnd + 17, (byte) 0)));
		assertRefused("an identifier of up to 4096 characters, found 4097",
			with(sound, b -> b.putInt(xmlEnd + 18, 4097)));
		assertRefused("a memory block of 0 or more bytes, found -1", with(sound, b -> b.putLong(xmlEnd + 9, -1)));
		assertRefused("well-formed XML", with(sound, b -> b.putChar(13, '>')));
		assertRefused("well-formed XML without a DOCTYPE", said(xml -> "<!DOCTYPE a [<!ENTITY b \"c\">]>" + xml));
	}

	/** A file that ends early shows what it has, and says what it lacks. */
	@Test
	public void truncatedFiles() throws IOException {
		final byte[] sound = sound(2).bytes();
		final int firstEnd = sound.length - 2400 - 14 - 8 - 20;
		final String lacks = "the image \"two\" is not shown: the file has no memory block \"MemBlock_2\"";
		for (final int version : new int[] { 1, 2 }) {
			final byte[] bytes = sound(version).bytes();
			assertEquals(List.of(
				"of the image \"two\" only the first 1400 of 2400 bytes are in the file: the rest is shown empty"),
				readAll(write(Arrays.copyOf(bytes, bytes.length - 1000))));
		}
		for (int end = firstEnd; end < sound.length - 2400; end++)
			assertEquals(end + "", List.of(lacks), readAll(write(Arrays.copyOf(sound, end))));
		assertEquals(List.of("the image \"two\" is not shown: the file has no data of it"),
			readAll(write(Arrays.copyOf(sound, sound.length - 2400))));
		assertRefused("expected an image, found none: the image \"one\" is not shown",
			Arrays.copyOf(sound, firstEnd - 2400));
		assertRefused("expected a text of up to", Arrays.copyOf(sound, 100));
		for (int end = 0; end < 13; end++) {
			final Path path = write(Arrays.copyOf(sound, end));
			assertThrows(UnrecognisedSlideException.class, () -> readAll(path));
		}
	}

	@Test
	public void samplesOfATruncatedFile() throws IOException {
		final byte[] sound = new LifFixture(2).add(image("one")).bytes();
		try (Slide slide = SlideOpener.open(write(Arrays.copyOf(sound, sound.length - 1390)))) {
			final Scene scene = slide.scenes().get(0);
			final RegionReader reader = new RegionReader(TileCache.ofBytes(1 << 20));
			// 1010 of 2400 bytes: two planes, and of the third 5 rows and 5 samples
			for (int y = 0; y < 10; y++)
				for (int x = 0; x < 20; x++)
					assertEquals(y < 5 || y == 5 && x < 5
						? LifFixture.value(0, new int[] { 1, 2, 3, 4 }, new int[] { x, y, 2, 0 }) : 0,
						reader.read(scene, 0, new Plane(0, 2, 0), Region.ofSize(20, 10)).block().value(x, y, 0), 0);
			assertTrue(scene.level(0).tiles().read(0, new Plane(0, 0, 1)).isEmpty());
		}
	}

	/** One bad image does not take the others with it. */
	@Test
	public void descriptions() throws IOException {
		final String[][] faults = { //
			{ "NumberOfElements=\"20\"", "NumberOfElements=\"0\"",
				"expected a whole number from 1 to 2147483647 as attribute \"NumberOfElements\"" },
			{ "NumberOfElements=\"20\"", "NumberOfElements=\"-3\"", "\"-3\"" },
			{ "NumberOfElements=\"20\"", "", "an attribute \"NumberOfElements\"" },
			{ "NumberOfElements=\"20\"", "NumberOfElements=\"2147483648\"", "\"2147483648\"" },
			{ "NumberOfElements=\"20\"", "NumberOfElements=\"2147483647\"",
			"an image of which a plane, of 4294967654 bytes, fits its memory block" },
			{ "BytesInc=\"40\"", "BytesInc=\"0\"", "\"0\"" }, //
			{ "BytesInc=\"40\"", "BytesInc=\"-40\"", "\"-40\"" }, //
			{ "BytesInc=\"40\"", "", "the bytes between the elements of an axis" }, //
			{ "BytesInc=\"40\"", "BytesInc=\"900000000000000000\"", "an image of which a plane" }, //
			{ "BytesInc=\"1200\"", "BytesInc=\"999999999999999999999\"", "999999999999999999999" }, //
			{ "BytesInc=\"2\"", "BytesInc=\"1\"", "samples 2 bytes apart at least, found 1" }, //
			{ "NumberOfElements=\"2\" ", "NumberOfElements=\"2147483647\" ", "only the first 2400 of" },
			{ "BytesInc=\"0\" BitInc=\"0\"", "BytesInc=\"99999\" BitInc=\"0\"", "an image of which a plane" }, //
			{ "BitInc=\"0\" BytesInc=\"2\"", "BitInc=\"1\" BytesInc=\"2\"", "(BitInc 0), found 1" }, //
			{ "Resolution=\"16\"", "Resolution=\"0\"", "from 1 to 64" }, //
			{ "Resolution=\"16\"", "Resolution=\"64\"", "whole numbers of up to 32 bits" }, //
			{ "DataType=\"0\"", "DataType=\"2\"", "from 0 to 1" }, //
			{ "<ChannelDescription", "<OtherDescription", "an image with channels, found none" }, //
			{ "DimensionDescription DimID", "OtherDescription DimID", "an image with axes, found none" }, //
			{ "MemBlock_1\"", "MemBlock_9\"", "the file has no memory block \"MemBlock_9\"" }, //
			{ "MemBlock_1\"", "MemBlock_0\"", "the file has no data of it" } };
		for (final String[] fault : faults) {
			final byte[] bytes = said(xml -> {
				final int end = xml.indexOf("\"two\"");
				final boolean all = fault[0].startsWith("Dim") || fault[0].startsWith("<Ch");
				final String first = xml.substring(0, end);
				return (all ? first.replace(fault[0], fault[1]).replace("</OtherDescription", "</Other")
					.replace("</ChannelDescription",
					fault[0].startsWith("<Ch") ? "</OtherDescription" : "</ChannelDescription")
					: first.replaceFirst(Pattern.quote(fault[0]), fault[1])) + xml.substring(end);
			});
			final List<String> notShown = readAll(write(bytes));
			assertTrue(fault[2] + " in " + notShown, notShown.get(0).contains(fault[2]));
			assertTrue(notShown.get(0), notShown.get(0).contains("image \"one\""));
		}
		assertRefused("an image of which a plane",
			said(xml -> xml.replace("NumberOfElements=\"20\"", "NumberOfElements=\"2000\"")));
	}

	@Test
	public void placesTooManyForScenes() throws IOException {
		final Image many = new Image("many").channel(8, "Gray", 0).axis(1, 4, 1).axis(2, 3, 4)
			.axis(10, 10_001, 1, "0", "0", "");
		assertEquals(
			List.of(
				"the image \"many\" is not shown: expected positions of the stage for 10001 places that lie "
				+ "together, found none"),
			readAll(write(sound(2).add(many).bytes())));
	}

	@Test
	public void axesTooLargeToCount() throws IOException {
		final List<String> notShown =
			readAll(write(said(xml -> xml.replaceFirst("NumberOfElements=\"2\" ", "NumberOfElements=\"2147483647\" ")
			.replaceFirst("BytesInc=\"1200\"", "BytesInc=\"900000000000000000\""))));
		assertEquals(List.of(
			"the image \"one\" is not shown: expected axes of fewer than 2⁶³ bytes in all, found more"), notShown);
	}

	@Test
	public void whatIsNoImageIsNamed() throws IOException {
		final String flim =
			"<Element Name=\"FLIM\"><Data><SingleMoleculeDetection IsImage=\"true\"/></Data><Memory Size=\"9\""
			+ " MemoryBlockID=\"Flim\"/></Element>";
		final LifFixture lif = sound(2).elements(flim).block("Flim", new byte[9]).block("Nobody's", new byte[5])
			.block("Empty", new byte[0]);
		assertEquals(List.of("1 memory block of 5 bytes not shown: no image refers to it",
			"1 element is not shown: it holds no image but SingleMoleculeDetection (\"FLIM\")"),
			readAll(write(lif.bytes())));
	}

	/** Zeros after the last block, as newer versions write them. */
	@Test
	public void zerosAtTheEnd() throws IOException {
		final byte[] sound = sound(2).bytes();
		assertEquals(List.of(), readAll(write(Arrays.copyOf(sound, sound.length + 777))));
	}

	@Test
	public void objectFiles() throws IOException {
		final Image single = image("one");
		final byte[] sound = new LifFixture(2).add(single).lof("<Data>" + single.imageXml() + "</Data>");
		assertEquals(List.of(), readAll(write(sound)));
		assertRefused("0x2a before the major version of a LOF", with(sound, b -> b.put(43, (byte) 0)));
		assertRefused("0x2a before the size of a LOF's data", with(sound, b -> b.put(53, (byte) 0)));
		assertRefused("a size of the data up to", with(sound, b -> b.putLong(54, Long.MAX_VALUE)));
		assertRefused("a size of the data up to", with(sound, b -> b.putLong(54, -1)));
		assertRefused("a block of text, which begins with 0x70", with(sound, b -> b.putLong(54, 2399)));
		assertRefused("a block of text, which begins with 0x70, found the file's end", Arrays.copyOf(sound, 62 + 2400));
		assertRefused("an image, found none", new LifFixture(2).add(single).lof("<Data/>"));
	}

	/** Whatever is damaged, it ends in a sentence. */
	@Test
	public void anyByte() throws IOException {
		final byte[] sound = sound(2).bytes();
		final Random random = new Random(5);
		int refused = 0;
		for (int i = 0; i < 400; i++) {
			final byte[] bytes = sound.clone();
			for (int n = 0; n <= i % 3; n++)
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			final Path path = write(i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
			try {
				readAll(path);
			}
			catch (final SlideFormatException | UnrecognisedSlideException e) {
				assertTrue(e.getMessage(), e.getMessage().contains("damaged.lif"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}
}
