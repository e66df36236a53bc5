package org.coverslip.format.ventana;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.PlantedNames;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** BIF: names in the XML of both kinds, in descriptions and tiles, and none of them in the new file. */
public class BifDeidentifyTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void namesAreNowhereAndPixelsTheSame() throws IOException {
		final Path source = folder.getRoot().toPath().resolve("source.bif");
		final Path target = folder.getRoot().toPath().resolve("target.bif");
		for (final boolean areas : new boolean[] { true, false })
			for (final int layers : new int[] { 1, 2 }) {
				if (!areas && layers > 1) continue;
				BifFixture.write(source, bif -> {
					bif.tiff.gap(PlantedNames.bytes("gap")).jpeg(JpegSubsampling.NONE)
						.stored(tile -> PlantedNames.inJpeg(tile, "tile"));
					if (areas) bif.area(1, 2, 3, 2, "100", "200").area(4, 0, 4, 2, "500", "400");
					bif.layers(layers).change(text -> text
						.replace("UnitNumber=\"", "Barcode1D='" + PlantedNames.in("single quotes")
							+ "' FileName=\"" + PlantedNames.in("double quotes") + "\" UnitNumber=\"")
						.replace("<SlideInfo ", "<SlideInfo Name=\"" + PlantedNames.in("slide info") + "\" ")
						.replace("<AoiOrigin>", "<Patient>" + PlantedNames.in("element") + "</Patient><AoiOrigin>")
						.replace("quality=90", "quality=90 " + PlantedNames.in("level")));
				});
				PlantedNames.assertIn(source, "gap", "tile exif", "single quotes", "double quotes", "level");
				DeidentifiedSlide.write(source, target);
				PlantedNames.assertNowhere(target);
				PlantedNames.assertLacks(target, "BI10N0306", "2011", "Label");
				DeidentifiedSlide.assertSamePixels(source, target);
				try (Slide slide = SlideOpener.open(target)) {
					assertEquals(0, slide.associatedImages().size());
				}
				DeidentifiedSlide.checkMacro(source, target.resolveSibling("macro.bif"),
					new LabelArea(LabelArea.Side.LEFT, 50));
				DeidentifiedSlide.assertSamePixels(source, target.resolveSibling("macro.bif"));
				PlantedNames.assertNowhere(target.resolveSibling("macro.bif"));
				if (areas && layers == 1) DeidentifiedSlide.assertSameInOpenSlide(source, target);
			}
	}
}
