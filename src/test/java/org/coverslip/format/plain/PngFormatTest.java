package org.coverslip.format.plain;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Slide;
import org.coverslip.testing.PngFixture;
import org.junit.Test;

/** PNG files as slides: each colour type, depth, filter and interlacing against the samples that were stored. */
public class PngFormatTest extends SlideFormatContract {

	private static final int[][] KINDS = { { 0, 1 }, { 0, 2 }, { 0, 4 }, { 0, 8 }, { 0, 16 }, { 2, 8 }, { 2, 16 },
		{ 3, 1 }, { 3, 2 },
		{ 3, 4 }, { 3, 8 }, { 4, 8 }, { 4, 16 }, { 6, 8 }, { 6, 16 } };

	@Override
	protected SlideFormat format() {
		return new PlainImageFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		return Files.write(into.resolve("picture.png"),
			new PngFixture(640, 530, 8, 6, false).encode(values(640 * 530 * 4, 8, 3)));
	}

	/** Random samples with runs among them. */
	private static int[] values(final int n, final int depth, final long seed) {
		final Random random = new Random(seed);
		final int[] values = new int[n];
		for (int i = 0; i < n; i++)
			values[i] = i > 4 && i % 50 < 25 ? values[i - 4] : random.nextInt(1 << depth);
		return values;
	}

	private static byte[] palette(final int colours) {
		final byte[] palette = new byte[3 * colours];
		new Random(9).nextBytes(palette);
		return palette;
	}

	@Test
	public void allKindsAreRead() throws IOException {
		for (final int[] size : new int[][] { { 1, 1 }, { 5, 3 }, { 13, 700 }, { 600, 9 } })
			for (final int[] kind : KINDS)
				for (final boolean interlaced : new boolean[] { false, true })
					for (final boolean transparent : new boolean[] { false, true })
						if (!transparent || kind[0] < 4)
							check(size[0], size[1], kind[0], kind[1], interlaced, transparent);
	}

	private void check(final int width, final int height, final int colour, final int depth, final boolean interlaced,
		final boolean transparent) throws IOException
	{
		final PngFixture fixture = new PngFixture(width, height, depth, colour, interlaced);
		final int n = fixture.samples();
		final int[] values = values(width * height * n, depth, width);
		final byte[] palette = palette(1 << Math.min(8, depth));
		final byte[] opacities = new byte[Math.min(palette.length / 3, 11)];
		for (int i = 0; i < opacities.length; i++)
			opacities[i] = (byte) (20 * i);
		if (colour == 3) fixture.with("PLTE", palette);
		if (transparent) fixture.with("tRNS", colour == 3 ? opacities : words(Arrays.copyOf(values, n)));
		try (Slide slide = OpenedImage.open(folder.getRoot().toPath(), fixture.encode(values))) {
			final String what = width + " x " + height + ", colour type " + colour + " of " + depth
				+ " bits, interlaced " + interlaced
				+ ", transparent " + transparent;
			final Level level = slide.scenes().get(0).level(0);
			assertEquals(what, colour == 0 && !transparent ? 1 : 3, level.samples());
			assertEquals(what, depth == 16 ? PixelType.UINT16 : PixelType.UINT8, level.type());
			final RegionPixels found = OpenedImage.pixels(slide);
			for (int i = 0; i < width * height; i++) {
				final int[] expected = expected(Arrays.copyOfRange(values, i * n, i * n + n), colour, depth, palette);
				final int alpha = alpha(Arrays.copyOfRange(values, i * n, i * n + n), colour, depth,
					transparent ? colour == 3 ? null : Arrays.copyOf(values, n) : new int[0], opacities);
				assertEquals(what + ", opacity of pixel " + i, alpha, found.alpha(i));
				for (int s = 0; s < level.samples() && alpha > 0; s++)
					assertEquals(what + ", pixel " + i, expected[s], found.block().value(i * level.samples() + s), 0);
			}
		}
	}

	private static byte[] words(final int[] values) {
		final byte[] words = new byte[2 * values.length];
		for (int i = 0; i < values.length; i++) {
			words[2 * i] = (byte) (values[i] >> 8);
			words[2 * i + 1] = (byte) values[i];
		}
		return words;
	}

	private static int[] expected(final int[] stored, final int colour, final int depth, final byte[] palette) {
		return switch (colour) {
			case 2, 6 -> Arrays.copyOf(stored, 3);
			case 3 -> new int[] { palette[3 * stored[0]] & 0xff, palette[3 * stored[0] + 1] & 0xff,
				palette[3 * stored[0] + 2] & 0xff };
			default -> {
				final int grey = depth < 8 ? stored[0] * 255 / ((1 << depth) - 1) : stored[0];
				yield new int[] { grey, grey, grey };
			}
		};
	}

	/** @param transparent the transparent colour, null for the palette's opacities, empty for none */
	private static int alpha(final int[] stored, final int colour, final int depth, final int[] transparent,
		final byte[] opacities) {
		if (colour >= 4) return (int) (stored[stored.length - 1] / ((1 << depth) - 1.0) * 255 + 0.5);
		if (transparent == null) return stored[0] < opacities.length ? opacities[stored[0]] & 0xff : 255;
		return transparent.length > 0 && Arrays.equals(stored, transparent) ? 0 : 255;
	}

	@Test
	public void cutOffFilesAreRefused() throws IOException {
		for (final boolean interlaced : new boolean[] { false, true }) {
			final byte[] file =
				new PngFixture(60, 70, 4, 3, interlaced).with("PLTE", palette(16)).encode(values(60 * 70, 4, 1));
			final int end = file.length - 12; // of the last chunk of pixels
			for (int n = 8; n < file.length; n += n < 100 || n > end - 20 ? 1 : 23) {
				final byte[] cut = Arrays.copyOf(file, n);
				if (n >= end) OpenedImage.readSome(folder.getRoot().toPath(), cut);
				else assertThrows("cut after " + n, SlideFormatException.class,
					() -> OpenedImage.readSome(folder.getRoot().toPath(), cut));
			}
		}
	}

	/** No mutation passes unnoticed, since each chunk has a checksum, but in what is not read. */
	@Test
	public void mutatedFilesAreRefused() throws IOException {
		final Random random = new Random(4);
		for (final boolean interlaced : new boolean[] { false, true }) {
			final byte[] file =
				new PngFixture(60, 70, 4, 3, interlaced).with("PLTE", palette(16)).encode(values(60 * 70, 4, 1));
			for (int i = 0; i < 150; i++) {
				final byte[] mutated = file.clone();
				final int at = 8 + random.nextInt(file.length - 20);
				mutated[at] ^= (byte) (1 + random.nextInt(255));
				assertThrows("byte " + at, SlideFormatException.class,
					() -> OpenedImage.readSome(folder.getRoot().toPath(), mutated));
			}
		}
	}

	@Test
	public void sizesThatTheFileCannotHoldAreRefused() throws IOException {
		final byte[] file = new PngFixture(200_000, 3, 8, 0, false).encode(values(600_000, 8, 1));
		// width and height are at 16; the checksum of this chunk at 29
		final ByteBuffer lying = ByteBuffer.wrap(file).putInt(16, 2_000_000_000).putInt(20, 2_000_000_000);
		final CRC32 crc = new CRC32();
		crc.update(file, 12, 17);
		lying.putInt(29, (int) crc.getValue());
		final SlideFormatException e =
			assertThrows(SlideFormatException.class, () -> OpenedImage.readSome(folder.getRoot().toPath(), file));
		assertTrue(e.getMessage(), e.getMessage().contains("pixels of 2000000000 x 2000000000"));
	}

	@Test
	public void profileGoesToTheMetadata() throws IOException {
		final byte[] profile = new byte[50_000];
		new Random(2).nextBytes(profile);
		final ByteArrayOutputStream content = new ByteArrayOutputStream();
		content.writeBytes("a profile\0\0".getBytes());
		content.writeBytes(PngFixture.deflated(profile));
		final byte[] file = new PngFixture(9, 9, 8, 0, false).with("iCCP", content.toByteArray())
			.encode(values(81, 8, 1));
		try (Slide slide = OpenedImage.open(folder.getRoot().toPath(), file)) {
			assertArrayEquals(profile, slide.metadata().iccProfile().orElseThrow());
		}
	}

	/** The decoded rows go to a temporary file, which is gone with the slide. */
	@Test
	public void largeImagesAreKeptInAScratchFile() throws IOException {
		final int width = 5900;
		final int height = 5800;
		final int[] values = new int[width * height];
		for (int i = 0; i < values.length; i++)
			values[i] = i % width * 31 + i / width * 17 >> 4 & 0xffff;
		final Path path = Files.write(folder.newFile("large.png").toPath(),
			new PngFixture(width, height, 16, 0, false).encode(values));
		final Slide slide = OpenedImage.open(path);
		final Level level = slide.scenes().get(0).level(0);
		final int columns = (width - 1) / 512 + 1;
		final Random random = new Random(6);
		for (int i = 0; i < 30; i++) {
			final int tile = random.nextInt((int) level.layout().tileCount());
			final int x = tile % columns * 512;
			final int y = tile / columns * 512;
			final short[] found = level.tiles().read(tile, Plane.FIRST).orElseThrow().shorts();
			for (int k = 0; k < 512 * 512; k += 37)
				assertEquals(x + k % 512 < width && y + k / 512 < height ? values[(y + k / 512) * width + x + k % 512]
					: 0,
					found[k] & 0xffff);
		}
		slide.close();
	}
}
