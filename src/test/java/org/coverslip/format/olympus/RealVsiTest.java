package org.coverslip.format.olympus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/**
 * The files of slideio's tutorial. The values are those of Bio-Formats 8.0.0: of each plane the sum of all pixels, the
 * largest one and its place, and the pixel at 822, 841. Its tiles are compressed with loss, and decoders of JPEG 2000
 * round the last bit as they like: all 22 planes differ from Bio-Formats' by 1 at most, in 1 of 400 pixels.
 */
public class RealVsiTest {

	/** Sum, largest, x, y, the pixel; focal planes of channel 0, then of channel 1. */
	private static final long[][] PLANES = { { 0, 0, 0, 0, 0 }, { 78979, 29, 1016, 549, 0 },
		{ 9037812, 141, 1016, 549, 0 },
		{ 100102124, 682, 1016, 547, 0 }, { 250108754, 2007, 1018, 550, 0 }, { 194000513, 2178, 1015, 552, 0 },
		{ 76134450, 2039, 1020, 556, 0 }, { 21085110, 1929, 1016, 554, 0 }, { 6324425, 1130, 1011, 553, 0 },
		{ 1663274, 406, 1032, 424, 0 }, { 209714, 82, 1033, 424, 0 }, { 0, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 },
		{ 9753, 13, 240, 228, 0 },
		{ 34323171, 148, 1607, 784, 25 }, { 128271141, 368, 1073, 398, 49 }, { 57331413, 709, 241, 230, 0 },
		{ 19902114, 1230, 241, 231, 0 }, { 5580841, 505, 242, 231, 0 }, { 2950648, 341, 1054, 422, 0 },
		{ 753011, 193, 1040, 427, 0 },
		{ 14723, 15, 1041, 422, 0 } };

	private static final int MOST_ROUNDED = 1645 * 1682 / 400;

	@Test
	public void recordingInJpeg2000() throws IOException {
		final Path path = RealSlides.path("vsi/vsi-ets-test-jpg2k.vsi");
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Olympus VSI", slide.metadata().format());
			assertEquals(List.of(), slide.metadata().notShown());
			assertEquals(
				List.of(path, path.resolveSibling("_vsi-ets-test-jpg2k_").resolve("stack1").resolve("frame_t_0.ets")),
				List.copyOf(slide.metadata().files()));
			assertEquals(1, slide.scenes().size());
			final Scene scene = slide.scenes().get(0);
			assertEquals("001 C405, C488", scene.name());
			assertEquals("1645 x 1682", scene.width() + " x " + scene.height());
			assertEquals(PixelType.UINT16, scene.pixelType());
			assertEquals("11 1", scene.sizeZ() + " " + scene.sizeT());
			assertEquals(0.10833333333333334, scene.pixelSize().orElseThrow().xUm(), 0);
			assertEquals(0.10833333333333334, scene.pixelSize().orElseThrow().yUm(), 0);
			assertEquals(1, scene.pixelSizeZ().orElseThrow(), 0);
			assertEquals(60, scene.objectivePower().orElseThrow(), 0);
			assertEquals(List.of("C405", "C488"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(List.of("thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals("501 x 512 x 3 UINT8", slide.associatedImages().get(0).read().shape().toString());
			assertEquals("1.42", slide.metadata().properties().get("olympus.scene[0].NumericalAperture"));
			assertEquals("455", slide.metadata().properties().get("olympus.scene[0].channel[0].EmissionWavelength"));
			assertEquals("19999", slide.metadata().properties().get("olympus.scene[0].channel[1].ExposureTime"));
			assertEquals("2021-05-31T14:58:55Z", slide.metadata().properties().get("olympus.scene[0].Created"));
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 11; z++)
					assertPlane(PLANES[11 * c + z], reader.read(scene, 0, new Plane(c, z, 0), scene.level(0).region())
						.block());
		}
	}

	private static void assertPlane(final long[] expected, final PixelBlock plane) {
		long sum = 0;
		long largest = 0;
		for (final short pixel : plane.shorts()) {
			sum += pixel & 0xffff;
			largest = Math.max(largest, pixel & 0xffff);
		}
		assertEquals(expected[0], sum, MOST_ROUNDED);
		assertEquals(expected[1], largest, 1);
		assertEquals(expected[1], plane.value((int) expected[2], (int) expected[3], 0), 1);
		assertEquals(expected[4], plane.value(822, 841, 0), 1);
	}

	/** It opened as the picture of 620 x 212 pixels in it. */
	@Test
	public void slideWithoutItsPixels() {
		final Path path = RealSlides.path("vsi/Image_Mouse13_PB_H7.vsi");
		final SlideFormatException e = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(e.getMessage(), e.getMessage().endsWith(
			"expected the folder _Image_Mouse13_PB_H7_ beside it, where the slide's pixels are, found no such folder"));
	}

	/** The tags say which stacks there are, and how large. */
	@Test
	public void tagsOfASlide() throws IOException {
		try (FileByteSource source = FileByteSource.open(RealSlides.path("vsi/Image_Mouse13_PB_H7.vsi"))) {
			final VsiDescription description = VsiDescription.read(source, StoredFile.of(Path.of("mouse")));
			assertEquals(
				List.of("stack1 \"Overview\" OVERVIEW 16045 x 7598", "stack10000 \"Sample Mask\" SAMPLE_MASK 0 x 0",
				"stack10001 \"40x\" IMAGE 12758 x 12757", "stack10002 \"40x FocusMap\" FOCUS_IMAGE 0 x 0",
				"stack10003 \"FocusPoints\" FOCUS_POINTS 0 x 0", "stack10004 \"40x\" IMAGE 12151 x 12757",
				"stack10005 \"40x FocusMap\" FOCUS_IMAGE 0 x 0", "stack10006 \"FocusPoints\" FOCUS_POINTS 0 x 0"),
				description.stacks().stream()
				.map(s -> s.words() + " " + s.kind() + " " + s.width() + " x " + s.height()).toList());
			final VsiStack main = description.stacks().get(2);
			assertEquals(0.17165035179750035, main.pixelSize().orElseThrow().xUm(), 0);
			assertEquals(40, main.optics().magnification().orElseThrow(), 0);
			assertEquals("Mouse4_HE_H7", description.properties().get("olympus.SlideName"));
		}
	}
}
