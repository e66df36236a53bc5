package org.coverslip.format.generic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.detect.SlideOpener;
import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.slide.Slide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A TIFF around something else is not shown as if it were all: it is named, unless another format takes it. */
public class ForeignContainerTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final String name, final String code) throws IOException {
		return Oracle.tifffileWrite(folder.getRoot().toPath().resolve(name),
			"a = numpy.zeros((64, 64), numpy.uint8)\n" + code);
	}

	private static void assertNamed(final String expected, final Path path) {
		final UnrecognisedSlideException e =
			assertThrows(UnrecognisedSlideException.class, () -> SlideOpener.open(path).close());
		assertEquals(path + " is not a slide that Coverslip knows: " + expected, e.getMessage());
	}

	@Test
	public void rawPhotos() throws IOException {
		final String rest = ", of which the TIFF shows a preview or undeveloped samples";
		assertNamed("it is a camera's raw photo, a DNG" + rest,
			write("photo.dng",
			"tifffile.imwrite(path, a, photometric='minisblack', extratags=[(50706, 'B', 4, (1, 4, 0, 0), True)])"));
		final String samples = "it is a camera's raw photo, a TIFF of its camera's samples" + rest;
		assertNamed(samples, write("photo.nef", """
			with tifffile.TiffWriter(path) as t:
			    t.write(a[::4, ::4], subfiletype=1, subifds=1, photometric='minisblack')
			    t.write(a, photometric='cfa', extratags=[(33421, 'H', 2, (2, 2), True), (33422, 'B', 4, (0, 1, 1, 2), True)])
			"""));
		assertNamed(samples, write("photo.tif", "tifffile.imwrite(path, a, photometric='cfa')"));
		final Path canon = folder.getRoot().toPath().resolve("photo.cr2");
		try (TiffFixture f = new TiffFixture(canon, ByteOrder.LITTLE_ENDIAN, false)) {
			f.add(f.strips(64, 48, 8));
		}
		final byte[] bytes = Files.readAllBytes(canon);
		bytes[8] = 'C';
		bytes[9] = 'R';
		assertNamed("it is a camera's raw photo, a Canon CR2" + rest, Files.write(canon, bytes));
	}

	@Test
	public void previews() throws IOException {
		assertNamed(
			"its first image is a preview of 16 x 16 pixels, and the picture itself, 64 x 64, is stored as only its "
				+ "vendor's programs"
			+ " know", write("preview.tif", """
				with tifffile.TiffWriter(path) as t:
				    t.write(a[::4, ::4], subfiletype=1, subifds=1, photometric='minisblack')
				    t.write(a, photometric='minisblack')
				"""));
		assertTrue(assertThrows(UnrecognisedSlideException.class, () -> SlideOpener.open(
			write("slide.bif", "tifffile.imwrite(path, a, tile=(16, 16), photometric='minisblack')"))).getMessage()
			.contains("Ventana BIF"));
	}

	@Test
	public void ordinaryFilesAreTaken() throws IOException {
		for (final String code : new String[] { "tifffile.imwrite(path, a, photometric='minisblack', subfiletype=1)",
			"tifffile.imwrite(path, a, photometric='minisblack', extratags=[(37724, 'B', 3, b'abc', True)])",
			"tifffile.imwrite(path, a, tile=(16, 16), photometric='minisblack')" })
			try (Slide slide = SlideOpener.open(write("plain.tif", code))) {
				assertEquals(64, slide.scenes().get(0).width());
			}
	}
}
