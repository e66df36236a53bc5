package org.coverslip.format.aperio;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.TiffFixture;
import org.junit.Test;

public class AfiFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new AfiFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		channel(into.resolve("s_DAPI.svs"), 600, "DAPI");
		channel(into.resolve("s_FITC.svs"), 600, "FITC");
		channel(into.resolve("s_Far Red.svs"), 600, null);
		return list(into, "s_DAPI.svs", "s_FITC.svs", "s_Far Red.svs");
	}

	private static Path list(final Path into, final String... names) throws IOException {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<ImageList>\n");
		for (final String name : names)
			xml.append("<Image><Path>").append(name).append("</Path><ID>10</ID></Image>\n");
		return Files.writeString(into.resolve("slide.afi"), xml + "</ImageList>\n");
	}

	/** Grey of 8 bits and two levels; the picture is the same, so that channels are told apart by what is missing. */
	private static void channel(final Path path, final int width, final String dye) throws IOException {
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_LZW, 1);
			f.add(f.missing(dye == null ? 0 : dye.equals("DAPI") ? 1 : 2).tiled(width, 400, 1).ascii(IMAGE_DESCRIPTION,
				"Aperio\r\n|AppMag = 20|MPP = 0.5" + (dye == null ? "" : "|Dye = " + dye + "|Exposure Time = 8")));
			f.add(f.strips(60, 40, 16)).add(f.tiled(width / 2, 200, 2));
		}
	}

	@Test
	public void channelsAreNamedAndReadFromTheirFiles() throws IOException {
		try (Slide slide = SlideOpener.open(fixture(folder.newFolder().toPath()))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("Aperio AFI", slide.metadata().format());
			assertEquals(List.of("DAPI", "FITC", "Far Red"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0.5, scene.pixelSize().get().yUm(), 0);
			assertEquals("8", slide.metadata().properties().get("afi.channel[1].Exposure Time"));
			final RegionReader reader = new RegionReader(TileCache.shared());
			for (int c = 0; c < 3; c++)
				for (int tile = 0; tile < 3; tile++)
					assertEquals(new int[] { 1, 2, 0 }[c] == tile,
						reader.read(scene, 0, new Plane(c, 0, 0), new Region(128 * tile, 0, 128, 128)).isEmpty());
		}
	}

	@Test
	public void aLevelThatAChannelLacksIsNamed() throws IOException {
		final Path into = folder.newFolder().toPath();
		fixture(into);
		try (TiffFixture f = new TiffFixture(into.resolve("s_coarse.svs"), ByteOrder.LITTLE_ENDIAN, false)) {
			f.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_LZW, 1);
			f.add(f.tiled(600, 400, 1).ascii(IMAGE_DESCRIPTION, "Aperio\r\n|AppMag = 20")).add(f.strips(60, 40, 16));
		}
		try (Slide slide = SlideOpener.open(list(into, "s_DAPI.svs", "s_coarse.svs"))) {
			assertEquals(2, slide.scenes().get(0).channels().size());
			assertEquals(1, slide.scenes().get(0).levels().size());
			assertEquals(List.of("1 image of 300 x 200 pixels is not shown: not every channel has that level"),
				slide.metadata().notShown());
		}
	}

	@Test
	public void eachFileAgreesWithOpenSlide() throws IOException {
		final Path into = folder.newFolder().toPath();
		fixture(into);
		final Path svs = into.resolve("s_FITC.svs");
		try (Slide slide = SlideOpener.open(svs)) {
			OpenSlideAgreement.assertSameProperties(svs, slide);
		}
	}

	private void assertRefused(final String message, final Path afi) {
		final IOException e = assertThrows(IOException.class, () -> SlideOpener.open(afi).close());
		assertTrue(e.getMessage(), e.getMessage().contains(message));
	}

	@Test
	public void damagedLists() throws IOException {
		final Path into = folder.newFolder().toPath();
		fixture(into);
		channel(into.resolve("narrow.svs"), 500, "x");
		assertRefused("s_none.svs", list(into, "s_DAPI.svs", "s_none.svs"));
		assertRefused("../s_DAPI.svs", list(Files.createDirectory(into.resolve("sub")), "../s_DAPI.svs"));
		assertRefused("/etc/passwd", list(into, "/etc/passwd"));
		assertRefused("level 0 of 600 x 400 pixels", list(into, "s_DAPI.svs", "narrow.svs"));
		assertRefused("a list of 1 to 100 images, found 0", list(into));
		assertRefused("DOCTYPE", Files.writeString(into.resolve("doctype.afi"),
			"<!DOCTYPE ImageList [<!ENTITY e SYSTEM "
			+ "\"file:///etc/passwd\">]><ImageList><Image><Path>&e;</Path></Image></ImageList>"));
		assertRefused("XML", Files.writeString(into.resolve("cut.afi"), "<ImageList><Image><Path>s_DAPI"));
		Files.write(into.resolve("s_text.svs"), "no TIFF".getBytes());
		assertRefused("an Aperio SVS, found another file", list(into, "s_text.svs"));
	}
}
