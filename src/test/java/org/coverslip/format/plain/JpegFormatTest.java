package org.coverslip.format.plain;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.coverslip.codec.jpeg.JpegDecoder;
import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.SlideProbe;
import org.coverslip.geom.Region;
import org.coverslip.io.FileByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

/** JPEG files as slides. */
public class JpegFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new PlainImageFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return Files.write(into.resolve("picture.jpg"),
			JpegFixture.sampled(2, 2).encode(TestPattern.block(0, 0, TestPattern.rgb(803, 581))));
	}

	private Slide open(final byte[] file) throws IOException {
		final Path path = Files.write(folder.newFile().toPath(), file);
		try (SlideProbe probe = SlideProbe.open(StoredFile.of(path))) {
			return format().open(probe);
		}
	}

	private static PixelBlock all(final Slide slide) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared()).read(scene, 0, Plane.FIRST,
			Region.ofSize(scene.width(), scene.height())).block();
	}

	private void assertWhole(final byte[] file, final int samples) throws IOException {
		final JpegHeader header = JpegHeader.parse(file);
		final PixelBlock whole =
			JpegDecoder.of(header.colour())
			.decode(file, new BlockShape(header.width(), header.height(), samples, PixelType.UINT8));
		try (Slide slide = open(file)) {
			assertEquals(1, slide.scenes().get(0).levels().size());
			assertEquals("JPEG", slide.scenes().get(0).level(0).compression());
			assertEquals(samples == 3, slide.scenes().get(0).isRgb());
			assertArrayEquals(whole.bytes(), all(slide).bytes());
		}
	}

	@Test
	public void colourAndGreyAreRead() throws IOException {
		assertWhole(JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(700, 530))), 3);
		assertWhole(JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, TestPattern.rgb(700, 530).withSamples(1))),
			1);
	}

	@Test
	public void progressiveOnesAreReadAsAWhole() throws IOException {
		assertWhole(JpegFixture.sampled(2, 2).progressing().encode(TestPattern.block(0, 0, TestPattern.rgb(700, 530))),
			3);
	}

	@Test
	public void progressiveOnesThatDoNotFitInMemoryAreRefused() throws IOException {
		final byte[] file = JpegFixture.sampled(2, 2).progressing()
			.encode(TestPattern.block(0, 0, TestPattern.rgb(70, 53)));
		int frame = 0;
		while (file[frame] != -1 || file[frame + 1] != (byte) 0xc2)
			frame++;
		Arrays.fill(file, frame + 5, frame + 9, (byte) 0xf0);
		try (Slide slide = open(file)) {
			final SlideFormatException e = assertThrows(SlideFormatException.class,
				() -> slide.scenes().get(0).level(0).tiles().read(0, Plane.FIRST));
			assertTrue(e.getMessage(), e.getMessage().endsWith("61680 x 61680 pixels, which take 10884 MiB"));
		}
	}

	@Test
	public void damageIsRefused() throws IOException {
		final byte[] file = JpegFixture.sampled(2, 2).restarting(5)
			.encode(TestPattern.block(0, 0, TestPattern.rgb(300, 200)));
		for (int n = 3; n < file.length - 2; n += 1 + n / 40)
			assertDamaged(Arrays.copyOf(file, n));
		final Random random = new Random(11);
		int refused = 0;
		for (int i = 0; i < 150; i++) {
			final byte[] mutated = file.clone();
			for (int k = 0; k < 4; k++)
				mutated[3 + random.nextInt(mutated.length - 3)] = (byte) random.nextInt(256);
			try {
				readSome(mutated);
			}
			catch (final SlideFormatException expected) {
				assertTrue(expected.getMessage(), expected.getMessage().contains("expected"));
				refused++;
			}
		}
		assertTrue("no damage was noticed", refused > 0);
	}

	private void assertDamaged(final byte[] file) {
		assertThrows(file.length + " bytes", SlideFormatException.class, () -> readSome(file));
	}

	private void readSome(final byte[] file) throws IOException {
		try (Slide slide = open(file)) {
			final Scene scene = slide.scenes().get(0);
			scene.level(0).tiles().read(0, Plane.FIRST);
			scene.level(0).tiles().read(scene.level(0).layout().tileCount() - 1, Plane.FIRST);
		}
	}

	@Test
	public void profileGoesToTheMetadata() throws IOException {
		final byte[] file = JpegFixture.sampled(2, 2).encode(TestPattern.block(0, 0, TestPattern.rgb(20, 20)));
		final byte[] profile = { 1, 2, 3, 4, 5 };
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(file, 0, 2);
		out.writeBytes(new byte[] { -1, (byte) 0xe2, 0, 21 });
		out.writeBytes("ICC_PROFILE\0".getBytes());
		out.writeBytes(new byte[] { 1, 1 });
		out.writeBytes(profile);
		out.write(file, 2, file.length - 2);
		try (Slide slide = open(out.toByteArray())) {
			assertArrayEquals(profile, slide.metadata().iccProfile().orElseThrow());
		}
		try (Slide slide = open(file)) {
			assertTrue(slide.metadata().iccProfile().isEmpty());
		}
	}

	/** Notes of applications before the picture are not read. */
	@Test
	public void openingReadsOnlyTheHead() throws IOException {
		final byte[] file = JpegFixture.sampled(2, 2).encode(TestPattern.block(0, 0, TestPattern.rgb(2000, 1500)));
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(file, 0, 2);
		for (int i = 0; i < 20; i++) {
			out.writeBytes(new byte[] { -1, (byte) 0xe1, (byte) 0xff, (byte) 0xff });
			out.writeBytes(new byte[65533]);
		}
		out.write(file, 2, file.length - 2);
		final Path path = Files.write(folder.newFile().toPath(), out.toByteArray());
		final CountingByteSource source = new CountingByteSource(FileByteSource.open(path));
		try (SlideProbe probe = SlideProbe.of(source, StoredFile.of(path)); Slide slide = format().open(probe)) {
			assertEquals(2000, slide.scenes().get(0).width());
			assertTrue(source.bytes() + " bytes", source.bytes() < 100_000);
		}
	}
}
