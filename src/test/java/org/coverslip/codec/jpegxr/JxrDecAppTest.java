package org.coverslip.codec.jpegxr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.coverslip.codec.jpegxr.JxrCase.Kind;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.RealSlides;
import org.junit.Before;
import org.junit.Test;

/** Every image is what JxrDecApp makes of it, bit for bit. */
public class JxrDecAppTest {

	private static final byte[] SIGNATURE = { 'W', 'M', 'P', 'H', 'O', 'T', 'O', 0 };

	@Before
	public void needsPrograms() {
		JxrPrograms.assumeInstalled();
	}

	/** A change to an encoded file, or to how it is decoded. */
	@FunctionalInterface
	private interface Change {

		byte[] of(byte[] encoded);
	}

	@Test
	public void imagesOfAllKindsAndOptions() throws IOException {
		final Random random = new Random(320);
		final int compared =
			compare(320, random, () -> Kind.values()[random.nextInt(Kind.values().length)], encoded -> encoded);
		assertEquals(320, compared);
	}

	/** The overlap operators from before the standard: JxrDecApp chooses them by the version in the header. */
	@Test
	public void streamsOfTheFirstVersion() throws IOException {
		final Random random = new Random(40);
		compare(40, random, () -> Kind.values()[random.nextInt(5)], encoded -> withSubVersion(encoded, 0));
	}

	private int compare(final int count, final Random random, final java.util.function.Supplier<Kind> kinds,
		final Change change)
		throws IOException
	{
		int compared = 0;
		int failed = 0;
		while (compared < count) {
			final Kind kind = kinds.get();
			final int width = JxrCase.size(random);
			final int height = width > 400 ? 1 + random.nextInt(60) : JxrCase.size(random);
			final Optional<JxrCase> made = JxrCase.make(random, kind, width, height, JxrCase.options(random, kind));
			if (made.isEmpty()) continue;
			final byte[] file = change.of(made.get().encoded);
			final Optional<byte[]> theirs = made.get().theirs(file);
			if (theirs.isEmpty()) {
				assertTrue("JxrDecApp itself fails often", ++failed < count / 20);
				continue;
			}
			assertArrayEquals(made.get() + ", " + width + " x " + height, theirs.get(),
				JxrCase.ours(file, Reduction.NONE));
			compared++;
		}
		return compared;
	}

	/**
	 * In images as wide as high with as many tiles across as down: JxrDecApp mixes up the two directions of hard tiles.
	 */
	@Test
	public void hardTiles() throws IOException {
		final Random random = new Random(30);
		for (int i = 0; i < 20; i++) {
			final Kind kind = Kind.values()[random.nextInt(3)];
			final int size = 48 + random.nextInt(200);
			final String tiles = Integer.toString(2 + random.nextInt(2));
			final List<String> options = new ArrayList<>(List.of("-U", tiles, tiles, "-l", Integer.toString(i % 3)));
			if (kind.samples == 3) options.addAll(List.of("-d", Integer.toString(1 + random.nextInt(3))));
			final JxrCase made = JxrCase.make(random, kind, size, size, options).orElseThrow();
			final byte[] file = withSubVersion(made.encoded, 9);
			assertArrayEquals(made + ", " + size, made.theirs(file).orElseThrow(), JxrCase.ours(file, Reduction.NONE));
		}
	}

	@Test
	public void reducedImages() throws IOException {
		final Random random = new Random(40);
		for (int i = 0; i < 40;) {
			final Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
			final List<String> options = new ArrayList<>(List.of("-l", Integer.toString(i % 3)));
			if (random.nextBoolean()) options.add("-f");
			if (random.nextBoolean()) options.addAll(List.of("-q", "0." + (40 + random.nextInt(60)), "-d", "3"));
			if (kind.hasAlpha()) options.addAll(List.of("-a", random.nextBoolean() ? "2" : "3"));
			if (random.nextInt(4) == 0) options.addAll(List.of("-s", Integer.toString(random.nextInt(4))));
			final Optional<JxrCase> made =
				JxrCase.make(random, kind, 49 + random.nextInt(100), 49 + random.nextInt(100), options);
			if (made.isEmpty()) continue;
			i++;
			final byte[] file = made.get().encoded;
			assertArrayEquals(made.toString(), made.get().theirs(file, "-T", "2").orElseThrow(),
				JxrCase.ours(file, Reduction.QUARTER));
			assertArrayEquals(made.toString(), made.get().theirs(file, "-T", "4").orElseThrow(),
				JxrCase.ours(file, Reduction.SIXTEENTH));
		}
	}

	/**
	 * With smaller chrominances JxrDecApp interpolates the last column of each macroblock, at a quarter of the size,
	 * with the first one of the same macroblock and not of the next, and repeats a wrong one at the end; all others are
	 * the same.
	 */
	@Test
	public void reducedImagesOfSmallerChrominance() throws IOException {
		final Random random = new Random(12);
		for (int i = 0; i < 12; i++) {
			final int width = 64 + random.nextInt(60);
			final JxrCase made =
				JxrCase.make(random, Kind.RGB, width, 50, List.of("-d", Integer.toString(1 + i % 2), "-l", "" + i % 3))
				.orElseThrow();
			final byte[] theirs = made.theirs(made.encoded, "-T", "2").orElseThrow();
			final byte[] ours = JxrCase.ours(made.encoded, Reduction.QUARTER);
			final int columns = Reduction.QUARTER.of(width);
			assertEquals(theirs.length, ours.length);
			for (int p = 0; p < ours.length; p++)
				if (p / 3 % columns % 4 != 3 && p / 3 % columns != columns - 1)
					assertEquals(made + " at " + p, theirs[p], ours[p]);
			assertArrayEquals(made.toString(), made.theirs(made.encoded, "-T", "4").orElseThrow(),
				JxrCase.ours(made.encoded, Reduction.SIXTEENTH));
		}
	}

	/** Margins that are coded but not shown: no encoder here writes them, so that headers are changed. */
	@Test
	public void croppedImages() throws IOException {
		final Random random = new Random(15);
		for (int i = 0; i < 15; i++) {
			final JxrCase made =
				JxrCase.make(random, Kind.RGB, 96, 80, List.of("-d", "" + (1 + i % 3), "-l", "" + i % 2)).orElseThrow();
			final byte[] file = withMargins(made.encoded, random.nextInt(30), random.nextInt(40), random.nextInt(30),
				random.nextInt(30));
			assertArrayEquals(made.toString(), made.theirs(file).orElseThrow(), JxrCase.ours(file, Reduction.NONE));
		}
	}

	/** Three samples in 16 or 32 bits: ours fill 8 or 16 bits each, from the most significant one on. */
	@Test
	public void packedImages() throws IOException {
		for (final String code : List.of("30", "31"))
			for (final List<String> options : List.of(List.<String> of(), List.of("-q", "0.8"))) {
				final boolean is565 = code.equals("30");
				final List<String> all = new ArrayList<>(List.of("-c", code));
				all.addAll(options);
				final byte[] encoded = JxrPrograms.encode(packedBmp(37, 21, is565), "bmp", all).orElseThrow();
				final byte[] bmp = JxrPrograms.decodeTo("bmp", encoded, "-c", code).orElseThrow();
				final JpegXrImage image = JpegXrImage.parse(encoded);
				final var ours = image.decode(false, Reduction.NONE);
				final ByteBuffer file = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
				final int stride = is565 ? 76 : 148;
				for (int y = 0; y < 21; y++)
					for (int x = 0; x < 37; x++) {
						final int at = file.getInt(10) + (20 - y) * stride + (is565 ? 2 : 4) * x;
						final int[] s = { (int) ours.value(x, y, 0), (int) ours.value(x, y, 1),
							(int) ours.value(x, y, 2) };
						if (is565)
							assertEquals(file.getShort(at) & 0xffff, s[0] >> 3 << 11 | s[1] >> 2 << 5 | s[2] >> 3);
						else assertEquals(file.getInt(at), s[0] >> 6 << 20 | s[1] >> 6 << 10 | s[2] >> 6);
					}
			}
	}

	/** A BMP whose masks are in the order that JxrEncApp looks for: blue first. */
	private static byte[] packedBmp(final int width, final int height, final boolean is565) {
		final int bytes = is565 ? 2 : 4;
		final int stride = (width * bytes + 3) / 4 * 4;
		final ByteBuffer file = ByteBuffer.allocate(66 + stride * height).order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(66);
		file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) (8 * bytes)).putInt(3)
			.putInt(stride * height)
			.putInt(2835).putInt(2835).putInt(0).putInt(0);
		if (is565) file.putInt(0x1f).putInt(0x7e0).putInt(0xf800);
		else file.putInt(0x3ff).putInt(0xffc00).putInt(0x3ff00000);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				if (is565)
					file.putShort(66 + stride * y + 2 * x,
						(short) (x * 31 / width << 11 | y * 63 / height << 5 | (x + y) % 32));
				else file.putInt(66 + stride * y + 4 * x,
					x * 1023 / width << 20 | y * 1023 / height << 10 | (x + y) * 17 % 1024);
		return file.array();
	}

	/** Pixels of one bit: ours are 0 for black and 255 for white, whichever is 1 in the file. */
	@Test
	public void blackAndWhiteImages() throws IOException {
		final byte[] rows = new byte[5 * 29];
		new Random(1).nextBytes(rows);
		for (final String blackIs : List.of("0", "1"))
			for (final String quality : List.of("1.0", "0.5")) {
				final byte[] encoded = JxrPrograms.encode(JxrPrograms.tiff(37, 29, 1, 1, 1, rows), "tif",
					List.of("-c", "1", "-b", blackIs, "-q", quality)).orElseThrow();
				final byte[] theirs = JxrPrograms.decode(encoded).orElseThrow();
				final byte[] ours = JxrCase.ours(encoded, Reduction.NONE);
				for (int y = 0; y < 29; y++)
					for (int x = 0; x < 37; x++) {
						final int bit = theirs[5 * y + x / 8] >> 7 - x % 8 & 1;
						assertEquals((bit == 1) == blackIs.equals("0"), ours[37 * y + x] == -1);
					}
			}
	}

	/** Radiance pictures: ours are the floating-point numbers that mantissas and exponent stand for. */
	@Test
	public void radianceImages() throws IOException {
		final int width = 33;
		final int height = 19;
		final Random random = new Random(2);
		for (final String quality : List.of("1.0", "0.8")) {
			final byte[] head = ("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y " + height + " +X " + width + "\n")
				.getBytes();
			final byte[] source = Arrays.copyOf(head, head.length + 4 * width * height);
			for (int i = head.length; i < source.length; i += 4) {
				for (int s = 0; s < 3; s++)
					source[i + s] = (byte) (128 + random.nextInt(128));
				source[i + 3] = (byte) (120 + random.nextInt(16));
			}
			final byte[] encoded = JxrPrograms.encode(source, "hdr", List.of("-c", "16", "-q", quality)).orElseThrow();
			final byte[] theirs = JxrPrograms.decodeTo("hdr", encoded).orElseThrow();
			final float[] ours = JpegXrImage.parse(encoded).decode(false, Reduction.NONE).floats();
			final int start = theirs.length - 4 * width * height;
			for (int p = 0; p < width * height; p++)
				for (int s = 0; s < 3; s++) {
					final int exponent = theirs[start + 4 * p + 3] & 0xff;
					assertEquals(exponent == 0 ? 0
						: Math.scalb((float) (theirs[start + 4 * p + s] & 0xff), exponent - 136), ours[3 * p + s], 0);
				}
		}
	}

	@Test
	public void realFiles() throws IOException {
		for (final String name : List.of("Weimaraner", "bioformats-test", "fixedpoint", "imagecodecs-hist-sample")) {
			final byte[] file = Files.readAllBytes(RealSlides.path("codec/" + name + ".jxr"));
			assertArrayEquals(name, JxrPrograms.decode(file).orElseThrow(), JxrCase.ours(file, Reduction.NONE));
		}
	}

	private static byte[] withSubVersion(final byte[] file, final int subVersion) {
		final byte[] changed = file.clone();
		for (int at = stream(file, 0); at >= 0; at = stream(file, at + 1))
			changed[at + SIGNATURE.length] = (byte) (0x10 | subVersion);
		return changed;
	}

	/** Where the next code stream begins, or -1. */
	private static int stream(final byte[] file, final int from) {
		for (int i = from; i + SIGNATURE.length < file.length; i++)
			if (Arrays.equals(file, i, i + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) return i;
		return -1;
	}

	/** Tells a stream that has no tiles, and short sizes, to show a part of its macroblocks only. */
	private static byte[] withMargins(final byte[] file, final int top, final int left, final int bottom,
		final int right) {
		final int at = stream(file, 0);
		final byte[] changed = Arrays.copyOf(file, file.length + 3);
		System.arraycopy(file, at + 16, changed, at + 19, file.length - at - 16);
		final ByteBuffer bytes = ByteBuffer.wrap(changed);
		changed[at + 10] |= 0x20;
		bytes.putShort(at + 12, (short) (bytes.getShort(at + 12) - left - right));
		bytes.putShort(at + 14, (short) (bytes.getShort(at + 14) - top - bottom));
		final int margins = top << 18 | left << 12 | bottom << 6 | right;
		changed[at + 16] = (byte) (margins >> 16);
		changed[at + 17] = (byte) (margins >> 8);
		changed[at + 18] = (byte) margins;
		bytes.order(ByteOrder.LITTLE_ENDIAN);
		for (int entry = bytes.getInt(4) + 2; entry < at; entry += 12)
			if ((bytes.getShort(entry) & 0xffff) == 0xbcc1) bytes.putInt(entry + 8, bytes.getInt(entry + 8) + 3);
		return changed;
	}
}
