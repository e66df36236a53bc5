package org.coverslip.format.leica;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** SCN: names in the XML, in tiles and between them, and none of them in the new file. */
public class ScnDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private Path brightField() throws IOException {
		return ScnFixture.write(file("source.scn"), scn -> {
			scn.barcode("<barcode>" + PlantedNames.base64("barcode") + "</barcode><x>" + PlantedNames.in("element")
				+ "</x>", " note=\"" + PlantedNames.in("collection") + "\"");
			scn.tiff.gap(PlantedNames.bytes("gap")).jpeg(JpegSubsampling.NONE)
				.stored(tile -> PlantedNames.inJpeg(tile, "tile"));
			scn.macro("brightfield");
			scn.main(700, 500, 100_000, 200_000);
			scn.image(PlantedNames.in("image"), "brightfield", PlantedNames.in("objective"), 300_000, 200_000, 900_000,
				400_000, "", scn.dimension(600, 400, 1, 0, ""));
		});
	}

	@Test
	public void namesAreNowhere() throws IOException {
		final Path source = brightField();
		PlantedNames.assertIn(source, "element", "collection", "image", "objective", "tile exif", "gap");
		final Path target = file("target.scn");
		final String report = DeidentifiedSlide.write(source, target);
		PlantedNames.assertNowhere(target);
		PlantedNames.assertLacks(target, "2011-10-18", "1.2.5.8691", "SCN400", "scanner", "urn:uuid");
		assertTrue(report, report.contains("\n  macro image\n"));
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals(0, slide.associatedImages().size());
			assertEquals(2, slide.scenes().size());
		}
	}

	@Test
	public void pixelsStayTheSame() throws IOException {
		final Path source = ScnFixture.write(file("source.scn"),
			scn -> scn.macro("brightfield").main(700, 500, 100_000, 200_000));
		DeidentifiedSlide.write(source, file("target.scn"));
		DeidentifiedSlide.assertSamePixels(source, file("target.scn"));
		// beyond small tiles OpenSlide shows whatever is in its memory
		DeidentifiedSlide.assertSameInOpenSlide(source, file("target.scn"), 1);
	}

	@Test
	public void channelsKeepTheirNamesOnRequest() throws IOException {
		final Path source = ScnFixture.write(file("source.scn"),
			scn -> scn.macro("brightfield").fluorescence(300, 200, 100_000, 200_000, 2, 2, PixelType.UINT16));
		DeidentifiedSlide.write(source, file("target.scn"));
		DeidentifiedSlide.assertSamePixels(source, file("target.scn"));
		PlantedNames.assertLacks(file("target.scn"), "Dye 1");
		DeidentifiedSlide.write(source, file("target.scn"), Set.of(KeptPart.CHANNELS));
		try (Slide slide = SlideOpener.open(file("target.scn"))) {
			assertEquals("Dye 1", slide.scenes().get(0).channels().get(1).name());
		}
	}
}
