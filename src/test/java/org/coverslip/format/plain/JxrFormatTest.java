package org.coverslip.format.plain;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Slide;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Before;
import org.junit.Test;

/** JPEG XR files as slides. */
public class JxrFormatTest extends SlideFormatContract {

	@Before
	public void needsPrograms() {
		JxrPrograms.assumeInstalled();
	}

	@Override
	protected SlideFormat format() {
		return new PlainImageFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		JxrPrograms.assumeInstalled();
		return Files.write(into.resolve("picture.jxr"),
			JxrPrograms.encode(TestPattern.block(0, 0, TestPattern.rgb(803, 581)), "-q", "0.8"));
	}

	@Test
	public void pixelsOfEachKind() throws IOException {
		for (final PixelType type : new PixelType[] { PixelType.UINT8, PixelType.UINT16 })
			for (final int samples : new int[] { 1, 3 }) {
				final PixelBlock picture = TestPattern.block(0, 0, new BlockShape(601, 530, samples, type));
				try (Slide slide = OpenedImage.open(folder.getRoot().toPath(), JxrPrograms.encode(picture))) {
					final Level level = slide.scenes().get(0).level(0);
					assertEquals("JPEG XR", level.compression());
					assertEquals(type, level.type());
					assertArrayEquals(JxrPrograms.bytes(picture), JxrPrograms.bytes(OpenedImage.colours(slide)));
				}
			}
	}

	/** Found by the file's first bytes among all formats. */
	@Test
	public void opensByPath() throws IOException {
		final Path path = fixture(folder.newFolder().toPath());
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals(803, slide.scenes().get(0).width());
			assertEquals("plain image", slide.metadata().format());
		}
	}

	@Test
	public void realFiles() throws IOException {
		for (final String name : new String[] { "Weimaraner", "bioformats-test", "fixedpoint",
			"imagecodecs-hist-sample" })
			try (Slide slide = SlideOpener.open(RealSlides.path("codec/" + name + ".jxr"))) {
				final PixelBlock block = OpenedImage.colours(slide);
				assertTrue(name, block.shape().pixels() >= 64 * 64);
			}
	}

	@Test
	public void damagedFiles() throws IOException {
		final byte[] file = JxrPrograms.encode(TestPattern.block(0, 0, TestPattern.rgb(40, 30)));
		for (int n = 3; n < file.length - 1; n += n < 200 ? 1 : 97) {
			final byte[] part = Arrays.copyOf(file, n);
			final SlideFormatException e =
				assertThrows("cut after " + n, SlideFormatException.class,
				() -> OpenedImage.readSome(folder.getRoot().toPath(), part));
			assertTrue(e.getMessage(), e.getMessage().contains("expected a sound JPEG XR, found "));
		}
	}
}
