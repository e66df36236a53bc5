package org.coverslip.codec.jpegxr;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.jpegxr.JxrCase.Kind;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.JxrPrograms;
import org.coverslip.testing.TestPattern;
import org.junit.Before;
import org.junit.Test;

/**
 * Damaged streams end in a {@link CodecException} or another picture, never in anything else. The system property
 * {@code coverslip.mutations} is the number of random changes that are tried; 100,000 take a minute.
 */
public class JxrDamageTest {

	@Before
	public void needsPrograms() {
		JxrPrograms.assumeInstalled();
	}

	private static List<byte[]> files() throws IOException {
		final Random random = new Random(9);
		final List<byte[]> files = new ArrayList<>();
		for (final Kind kind : Kind.values())
			for (int i = 0; i < 2;) {
				final var made = JxrCase.make(random, kind, 20 + random.nextInt(30), 20 + random.nextInt(30),
					JxrCase.options(random, kind));
				if (made.isEmpty()) continue;
				files.add(made.get().encoded);
				i++;
			}
		return files;
	}

	@Test
	public void truncationsAreRefused() throws IOException {
		final Random random = new Random(5);
		for (final List<String> options : List.of(List.<String> of(), List.of("-q", "0.6"), List.of("-f", "-q", "40"),
			List.of("-U", "2", "2", "-q", "20"), List.of("-d", "1", "-l", "2", "-q", "30")))
		{
			final byte[] file = JxrCase.make(random, options.contains("-d") ? Kind.RGB : Kind.GREY, 33, 33, options)
				.orElseThrow().encoded;
			final byte[] whole = JxrCase.ours(file, Reduction.NONE);
			for (int n = 0; n < file.length; n++) {
				final byte[] part = Arrays.copyOf(file, n);
				try {
					final byte[] decoded = JxrCase.ours(part, Reduction.NONE);
					assertTrue("cut after " + n + " of " + file.length + " bytes",
						n > file.length - 8 && Arrays.equals(decoded, whole) || trimmedOnly(file));
				}
				catch (final CodecException expected) {
					assertTrue(!expected.getMessage().isBlank());
				}
			}
		}
	}

	/** Streams whose last part holds nothing that is looked at. */
	private static boolean trimmedOnly(final byte[] file) throws CodecException {
		final Container container = Container.parse(file, file.length);
		return container.hasAlpha() || CodeStream.parse(file, container.imageStart(), container.imageEnd()).image()
			.frequencyOrder();
	}

	@Test(timeout = 600_000)
	public void changesAreRefusedOrAnotherPicture() throws IOException {
		final int count = Integer.getInteger("coverslip.mutations", 3000);
		final List<byte[]> files = files();
		final Random random = new Random(20261120);
		int decoded = 0;
		for (int i = 0; i < count; i++) {
			final byte[] sound = files.get(i % files.size());
			final BlockShape shape = JpegXrImage.parse(sound).shape();
			final byte[] file = sound.clone();
			final int changes = 1 + random.nextInt(6);
			for (int c = 0; c < changes; c++) {
				final int at = random.nextInt(random.nextInt(3) == 0 ? Math.min(300, file.length) : file.length);
				file[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : file[at] ^ 1 << random.nextInt(8));
			}
			try {
				decode(file, shape, i);
				decoded++;
			}
			catch (final CodecException expected) {
				assertTrue(!expected.getMessage().isBlank());
			}
			catch (final RuntimeException | Error e) {
				throw new AssertionError("change " + i + ": " + e, e);
			}
		}
		assertTrue(decoded + " of " + count + " decoded", decoded > count / 10 && decoded < count * 9 / 10);
	}

	private static void decode(final byte[] file, final BlockShape shape, final int i) throws CodecException {
		if (i % 3 != 0) {
			assertEquals(shape, new JpegXrDecoder().decode(file, shape).shape());
			return;
		}
		final JpegXrImage image = JpegXrImage.parse(file);
		if ((long) image.width() * image.height() < 1_000_000)
			image.decode(image.hasAlpha(), Reduction.values()[i / 3 % 3]);
	}

	/** A header that promises more than the stream can hold is refused before anything is allocated. */
	@Test
	public void untrueSizesAreRefused() throws IOException {
		final byte[] file = JxrPrograms.encode(PixelBlock.zeros(new BlockShape(32, 32, 1, PixelType.UINT8)));
		final int at = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("WMPHOTO") + 12;
		for (int i = 0; i < 4; i++)
			file[at + i] = (byte) (i % 2 == 0 ? 0x3f : 0xff);
		final CodecException e = assertThrows(CodecException.class, () -> JpegXrImage.parse(file));
		assertTrue(e.getMessage(), e.getMessage().contains("too short for an image of 16384 x 16384 pixels"));
	}

	@Test
	public void otherShapesAreRefused() throws IOException {
		final byte[] file = JxrPrograms.encode(PixelBlock.zeros(new BlockShape(20, 30, 3, PixelType.UINT8)));
		for (final BlockShape shape
			: List.of(new BlockShape(21, 30, 3, PixelType.UINT8), new BlockShape(20, 30, 1, PixelType.UINT8),
			new BlockShape(20, 30, 3, PixelType.UINT16)))
		{
			final CodecException e = assertThrows(CodecException.class, () -> new JpegXrDecoder().decode(file, shape));
			assertEquals("a JPEG XR of " + shape + " is expected, found 20 x 30 x 3 UINT8", e.getMessage());
		}
		final PixelBlock opaque = new JpegXrDecoder().decode(file, new BlockShape(20, 30, 4, PixelType.UINT8));
		assertEquals(255, opaque.value(3, 4, 3), 0);
	}

	@Test
	public void otherDataAreRefused() {
		for (final String text : List.of("", "II", "II\u00bc\u0001", "II*\0 a TIFF", "WMPHOTO", "WMPHOTO\0",
			"JPEG XR is something else"))
			assertThrows(text, CodecException.class,
				() -> JpegXrImage.parse(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)));
	}

	/** A code stream without the file around it is read as well. */
	@Test
	public void bareStreams() throws IOException {
		final JxrCase made = JxrCase.make(new Random(3), Kind.RGB, 50, 40, List.of()).orElseThrow();
		final Container container = Container.parse(made.encoded, made.encoded.length);
		final byte[] bare = Arrays.copyOfRange(made.encoded, container.imageStart(), container.imageEnd());
		assertTrue(JpegXrImage.begins(bare));
		assertArrayEquals(JxrCase.ours(made.encoded, Reduction.NONE), JxrCase.ours(bare, Reduction.NONE));
	}

	/** The shape is known from the beginning of a file. */
	@Test
	public void headsTellTheShape() throws IOException {
		final byte[] file = JxrCase.make(new Random(3), Kind.BGRA, 50, 40, List.of("-a", "2")).orElseThrow().encoded;
		final JpegXrImage head = JpegXrImage.parseHead(Arrays.copyOf(file, 400), file.length);
		assertEquals(JpegXrImage.parse(file).shape(), head.shape());
		assertThrows(CodecException.class, () -> head.decode(true, Reduction.NONE));
		assertThrows(CodecException.class, () -> JpegXrImage.parseHead(Arrays.copyOf(file, 100), file.length));
	}

	/**
	 * An image four times as high takes no more memory beside its pixels: nothing is allocated for a macroblock or a
	 * row.
	 */
	@Test
	public void macroblocksAllocateNothing() throws IOException {
		final long low = memoryBesidePixels(256);
		final long high = memoryBesidePixels(1024);
		assertTrue(low + " bytes for 256 rows, " + high + " for 1024", Math.abs(high - low) < 4000);
	}

	private static long memoryBesidePixels(final int height) throws IOException {
		final JpegXrImage image =
			JpegXrImage.parse(JxrPrograms.encode(TestPattern.block(0, 0, TestPattern.rgb(200, height)), "-q", "0.7"));
		final com.sun.management.ThreadMXBean threads =
			(com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
			image.decode(false, Reduction.NONE);
			least = Math.min(least, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
		}
		return least - image.shape().byteCount();
	}

	/** One decoder and one parsed image serve many threads. */
	@Test
	public void threadsDecodeTheSame() throws Exception {
		final JxrCase made = JxrCase.make(new Random(4), Kind.RGB, 150, 140, List.of("-q", "0.7", "-l", "2"))
			.orElseThrow();
		final byte[] expected = JxrCase.ours(made.encoded, Reduction.NONE);
		final JpegXrImage image = JpegXrImage.parse(made.encoded);
		final ExecutorService pool = Executors.newFixedThreadPool(4);
		try {
			final List<Future<byte[]>> results = new ArrayList<>();
			for (int i = 0; i < 40; i++)
				results.add(pool.submit(() -> JxrPrograms.bytes(image.decode(false, Reduction.NONE))));
			for (final Future<byte[]> result : results)
				assertArrayEquals(expected, result.get());
		}
		finally {
			pool.shutdown();
		}
	}
}
