package org.coverslip.format.zeiss;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.stream.JpegXrCleaner;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** CZI: names in metadata, attachments, sub-blocks and their slack, and none of them in the new file. */
public class CziDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static String xml() {
		return ZeissXml.sound()
			.replace("<User Id=\"7\"/>", "<User Id=\"" + PlantedNames.in("user") + "\"/><Document><Name>"
				+ PlantedNames.in("document") + "</Name><CreationDate>" + PlantedNames.in("date")
				+ "</CreationDate></Document>")
			.replace("3348", PlantedNames.in("barcode")).replace("\"DAPI\"", "\"" + PlantedNames.in("channel") + "\"")
			.replace("EGFP &amp; more", PlantedNames.in("dye"))
			.replace("Name=\"A\"", "Name=\"" + PlantedNames.in("scene") + "\"")
			.replace("Objective:2", PlantedNames.in("lens"))
			.replace("<SizeC>2", "<SizeB>" + PlantedNames.in("number") + "</SizeB><SizeC>2");
	}

	private Path slide() throws IOException {
		final CziFixture fixture = new CziFixture();
		fixture.add(new CziFixture.Block(CziFixture.GRAY8, 0, 0, 0, 100, 100).dim("C", 0).dim("S", 0),
			PlantedNames.concat(CziFixture.pattern(100, 100, 1, 1), PlantedNames.bytes("behind pixels")));
		fixture.add(new CziFixture.Block(CziFixture.GRAY8, 0, 0, 0, 100, 100).dim("C", 1).dim("S", 0),
			CziFixture.pattern(100, 100, 1, 2));
		fixture.xml(xml());
		fixture.attach("Label", "JPG", PlantedNames.inJpeg(JpegEncoder.ofWholeStreams(90, JpegSubsampling.NONE, 3)
			.encode(TestPattern.block(0, 0, TestPattern.rgb(40, 30))), "label"));
		fixture.attach("TimeStamps", "CZTIMS", PlantedNames.in("times").getBytes(StandardCharsets.UTF_16LE));
		final byte[] bytes = fixture.bytes();
		// the first sub-block's own slack, and identifiers
		put(bytes, fixture.blockAt(0) + 32 + 16 + 132, "slack");
		put(bytes, fixture.directoryAt() + 32 + 8, "directory");
		put(bytes, 32 + 16, "guid");
		return Files.write(file("source.czi"), bytes);
	}

	private static void put(final byte[] bytes, final int at, final String place) {
		System.arraycopy(PlantedNames.bytes(place), 0, bytes, at, PlantedNames.bytes(place).length);
	}

	@Test
	public void namesAreNowhereAndPixelsTheSame() throws IOException {
		final Path source = slide();
		PlantedNames.assertIn(source, "user", "document", "date", "barcode", "channel", "dye", "scene", "lens",
			"number", "label", "times", "slack", "behind pixels", "directory", "guid");
		final Path target = file("target.czi");
		final String report = DeidentifiedSlide.write(source, target);
		PlantedNames.assertNowhere(target);
		assertFalse(report, report.contains("Jane"));
		assertTrue(report, report.contains("time stamps and others (2)"));
		DeidentifiedSlide.assertSamePixels(source, target);
		try (Slide slide = SlideOpener.open(target)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(0, slide.associatedImages().size());
			assertEquals("", scene.name());
			assertEquals(0x112233, scene.channels().get(0).rgbColor().getAsInt());
		}
	}

	@Test
	public void channelsKeepTheirNamesOnRequest() throws IOException {
		final Path source = new CziFixture()
			.add(new CziFixture.Block(CziFixture.GRAY8, 0, 0, 0, 10, 10).dim("C", 0), CziFixture.pattern(10, 10, 1, 1))
			.xml(ZeissXml.sound()).write(file("source.czi"));
		DeidentifiedSlide.write(source, file("target.czi"), Set.of(KeptPart.CHANNELS));
		try (Slide slide = SlideOpener.open(file("target.czi"))) {
			assertEquals("DAPI", slide.scenes().get(0).channels().get(0).name());
		}
	}

	@Test
	public void oneOfSeveralFilesIsRefused() throws IOException {
		final Path source = new CziFixture()
			.add(new CziFixture.Block(CziFixture.GRAY8, 0, 0, 0, 10, 10).part(1), CziFixture.pattern(10, 10, 1, 1))
			.write(file("source.czi"));
		assertThrows(IOException.class, () -> DeidentifiedSlide.write(source, file("target.czi")));
	}

	@Test
	public void realSlidesStayTheSame() throws IOException {
		for (final String name : List.of("FISH-Snap-1633", "aicspylibczi-RGB-8bit", "aicspylibczi-tiles_z",
			"czi_demos-testwell96_A9_1024x1024_Nuc", "czicompress-mandelbrot",
			"czitools-CellDivision_T3_Z5_CH2_X240_Y170_comp1", "czitools-S3_1Pos_2Mosaic_T2Z3_CH2_sm"))
		{
			final Path source = RealSlides.path("czi/" + name + ".czi");
			final Path target = file(name + ".czi");
			DeidentifiedSlide.write(source, target);
			DeidentifiedSlide.assertSamePixels(source, target);
			PlantedNames.assertLacks(target, "CreationDate", "UserName", "AcquisitionDate", "StartTime");
		}
	}

	@Test
	public void jpegXrLosesItsEntries() throws IOException {
		final byte[] image = CziFixture.pattern(20, 10, 1, 3);
		final byte[] text = PlantedNames.bytes("xmp");
		final ByteBuffer in = ByteBuffer.allocate(8 + 2 + 5 * 12 + 4 + 16 + text.length + image.length)
			.order(ByteOrder.LITTLE_ENDIAN);
		final int format = 8 + 2 + 5 * 12 + 4;
		in.put(new byte[] { 'I', 'I', (byte) 0xbc, 1 }).putInt(8).putShort((short) 5);
		entry(in, 700, 1, text.length, format + 16);
		entry(in, 0xbc01, 1, 16, format);
		entry(in, 0xbc80, 4, 1, 20);
		entry(in, 0xbcc0, 4, 1, format + 16 + text.length);
		entry(in, 0xbcc1, 4, 1, image.length);
		in.putInt(0).put(new byte[16]).put(text).put(image);
		final byte[] clean = JpegXrCleaner.clean(in.array(), new Findings());
		assertFalse(new String(clean, StandardCharsets.ISO_8859_1).contains("Jane"));
		assertArrayEquals(image, Arrays.copyOfRange(clean, clean.length - image.length, clean.length));
		assertArrayEquals(clean, JpegXrCleaner.clean(clean, new Findings()));
	}

	private static void entry(final ByteBuffer out, final int tag, final int type, final int count, final int value) {
		out.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}
}
