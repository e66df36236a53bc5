package org.coverslip.testing;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

import org.coverslip.pixel.PixelBlock;
import org.junit.Test;

/** The oracles answer what is known of a slide whose facts were looked up by hand. */
public class OracleTest {

	@Test
	public void propertiesKeepLineBreaksAndQuotes() throws IOException {
		final SortedMap<String, String> p = Oracle.openSlideProperties(cmu1());
		assertEquals("aperio", p.get("openslide.vendor"));
		assertEquals("0.499", p.get("openslide.mpp-x"));
		assertTrue(p.get("openslide.comment").startsWith("Aperio Image Library v11.2.1 \r\n46000x32914 "));
		assertEquals("ScanScope ID has a blank in its name", "CPAPERIOCS", p.get("aperio.ScanScope ID"));
	}

	@Test
	public void regionsComeInTheOrderAskedFor() throws IOException {
		final OpenSlideRegion whole = new OpenSlideRegion(100, 200, 0, 60, 40);
		final OpenSlideRegion part = new OpenSlideRegion(110, 205, 0, 7, 3);
		final OpenSlideRegion outside = new OpenSlideRegion(5000, 5000, 0, 2, 2);
		final List<int[]> images = Oracle.openSlideRegions(cmu1(), List.of(part, outside, whole));
		assertArrayEquals("outside the slide all is transparent", new int[4], images.get(1));
		for (int y = 0; y < 3; y++)
			for (int x = 0; x < 7; x++)
				assertEquals(images.get(2)[(y + 5) * 60 + x + 10], images.get(0)[y * 7 + x]);
		assertEquals("inside it is opaque", 0xff, images.get(0)[0] >>> 24);
	}

	@Test
	public void associatedImagesHaveTheirSize() throws IOException {
		final ArgbImage label = Oracle.openSlideAssociated(cmu1(), "label");
		assertEquals("387x463", label.width() + "x" + label.height());
		assertEquals(387 * 463, label.argb().length);
	}

	@Test
	public void refusalsAreToldApart() throws IOException {
		final Path manifest = RealSlides.path("MANIFEST.tsv");
		assertTrue(Oracle.openSlideOpens(cmu1()));
		assertFalse(Oracle.openSlideOpens(manifest));
		final IOException refusal = assertThrows(IOException.class, () -> Oracle.openSlideProperties(manifest));
		assertTrue(refusal.getMessage(), refusal.getMessage().contains("Unsupported or missing image file"));
	}

	@Test
	public void libvipsAndOpenSlideSeeTheSamePixels() throws IOException {
		final PixelBlock vips = Oracle.vipsPixels(cmu1(), 0);
		assertEquals("2220 x 2967 x 3 UINT8", vips.shape().toString());
		final int[] openSlide = Oracle.openSlideRegions(cmu1(), List.of(new OpenSlideRegion(0, 0, 0, 300, 300))).get(0);
		for (int y = 0; y < 300; y++)
			for (int x = 0; x < 300; x++)
				assertEquals((openSlide[y * 300 + x] >> 8 & 0xff), vips.value(x, y, 1), 1);
	}

	@Test
	public void tifffileListsLevels() throws IOException {
		final List<TifffileLevel> levels = Oracle.tifffileSeries(cmu1());
		assertEquals(new TifffileLevel(0, 0, "YXS", "uint8", List.of(2967, 2220, 3)), levels.get(0));
		assertEquals("baseline, thumbnail, label and macro", 4, levels.size());
	}

	@Test
	public void tifffileReadsWideSamples() throws IOException {
		final Path tiff = RealSlides.path("tiff/qupath-cells-gray32.tif");
		final PixelBlock expected = Oracle.vipsPixels(tiff, 0);
		final PixelBlock found = Oracle.tifffilePixels(tiff, 0, 0);
		assertEquals(expected.shape(), found.shape());
		for (int i = 0; i < expected.shape().length(); i++)
			assertEquals(expected.value(i), found.value(i), 0);
	}

	private static Path cmu1() {
		return RealSlides.path("svs/CMU-1-Small-Region.svs");
	}
}
