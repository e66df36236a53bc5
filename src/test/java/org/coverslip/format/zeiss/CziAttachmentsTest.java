package org.coverslip.format.zeiss;

import static org.coverslip.format.zeiss.CziFixture.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.zeiss.CziFixture.Block;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Slide;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Label, macro and thumbnail. */
public class CziAttachmentsTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static CziFixture czi() {
		return new CziFixture().add(new Block(GRAY8, 0, 0, 0, 4, 4), pattern(4, 4, 1, 1));
	}

	private Slide open(final CziFixture fixture) throws IOException {
		return SlideOpener.open(fixture.write(folder.newFolder().toPath().resolve("attached.czi")));
	}

	@Test
	public void embeddedCzi() throws IOException {
		final byte[] one = new CziFixture().add(new Block(BGR48, 0, 40, 50, 12, 9), pattern(12, 9, 6, 2)).bytes();
		// two tiles and a reduced image of both
		final byte[] two = new CziFixture().add(new Block(BGR24, 0, 5, 5, 8, 8).dim("M", 0), pattern(8, 8, 3, 1))
			.add(new Block(BGR24, 0, 13, 5, 8, 8).dim("M", 1), pattern(8, 8, 3, 2))
			.add(new Block(BGR24, 0, 5, 5, 16, 8).stored(8, 4), pattern(8, 4, 3, 3)).bytes();
		try (Slide slide = open(czi().attach("Label", "CZI", one).attach("SlidePreview", "CZI", two))) {
			final AssociatedImage label = slide.associatedImages().get(0);
			assertEquals("label", label.name());
			assertEquals(new BlockShape(12, 9, 3, PixelType.UINT16), label.shape());
			assertEquals((22 + 4 * 50 & 0xff) + ((22 + 5 * 50 & 0xff) << 8), label.read().value(0, 0, 0), 0);
			final AssociatedImage macro = slide.associatedImages().get(1);
			assertEquals("macro", macro.name());
			assertEquals(new BlockShape(16, 8, 3, PixelType.UINT8), macro.shape());
			assertEquals(11 + 100 + 3 * 7, macro.read().value(0, 7, 0), 0);
			assertEquals(22 + 2 * 50 + 2 + 3 * 7, macro.read().value(10, 7, 0), 0);
		}
	}

	@Test
	public void jpeg() throws IOException {
		final PixelBlock picture = TestPattern.block(0, 0, TestPattern.rgb(60, 40));
		try (Slide slide = open(czi().attach("Thumbnail", "JPG", JpegFixture.sampled(2, 2).encode(picture)))) {
			final AssociatedImage thumbnail = slide.associatedImages().get(0);
			assertEquals("thumbnail", thumbnail.name());
			assertEquals(picture.shape(), thumbnail.shape());
			final PixelBlock found = thumbnail.read();
			double sum = 0;
			for (int i = 0; i < picture.shape().length(); i++)
				sum += Math.abs(picture.value(i) - found.value(i));
			assertTrue(sum / picture.shape().length() < 12);
		}
	}

	/** Of two with one name the first; files of other kinds and names are none. */
	@Test
	public void others() throws IOException {
		final byte[] first = JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(20, 10)));
		final byte[] second = JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(30, 10)));
		try (Slide slide = open(czi().attach("TimeStamps", "CZTIMS", new byte[9]).attach("Label", "PNG", new byte[9])
			.attach("Thumbnail", "JPG", first).attach("Thumbnail", "JPG", second)
			.attach("Prescan", "JPG", new byte[3]))) {
			assertEquals(List.of("thumbnail"), slide.associatedImages().stream().map(AssociatedImage::name).toList());
			assertEquals(20, slide.associatedImages().get(0).shape().width());
		}
	}

	@Test
	public void embeddedJpegXr() throws IOException {
		final PixelBlock picture = TestPattern.block(0, 0, TestPattern.rgb(12, 9));
		final byte[] label = new CziFixture().add(new Block(BGR24, 4, 0, 0, 12, 9), JxrPrograms.encode(picture))
			.bytes();
		try (Slide slide = open(czi().attach("Label", "CZI", label))) {
			assertArrayEquals(picture.bytes(), slide.associatedImages().get(0).read().bytes());
		}
	}

	/** The slide opens all the same. */
	@Test
	public void embeddedInAnUnknownCompression() throws IOException {
		final byte[] label = new CziFixture()
			.add(new Block(BGR24, 3, 0, 0, 12, 9), new byte[] { 'I', 'I', (byte) 0xbc, 1 }).bytes();
		try (Slide slide = open(czi().attach("Label", "CZI", label))) {
			final AssociatedImage image = slide.associatedImages().get(0);
			assertEquals(12, image.shape().width());
			final SlideFormatException e = assertThrows(SlideFormatException.class, image::read);
			assertTrue(e.getMessage(),
				e.getMessage().contains("found compression 3, for which Coverslip has no decoder"));
		}
	}
}
