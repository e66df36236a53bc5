package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.Damage;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.CountingByteSource;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.Tissue;
import org.junit.Test;

/** Parts of a JPEG against the JPEG decoded as a whole. */
public class JpegScanImageTest {

	private static final int[][] FACTORS = { { 1, 1 }, { 2, 1 }, { 2, 2 }, { 1, 2 }, { 4, 1 }, { 4, 2 } };

	private static ByteSource bytes(final byte[] stream) {
		return ByteSource.of(stream);
	}

	private static JpegScanImage open(final byte[] stream) throws IOException {
		return JpegScanImage.of(bytes(stream), JpegScanHead.read(bytes(stream)));
	}

	/** All tiles put together. */
	private static PixelBlock stitched(final byte[] stream) throws IOException {
		final JpegHeader header = JpegHeader.parse(stream);
		final JpegScanImage image = open(stream);
		final BlockShape tile = image.tile();
		final PixelBlock all =
			PixelBlock.zeros(new BlockShape(header.width(), header.height(), tile.samples(), PixelType.UINT8));
		for (int y = 0; y < header.height(); y += tile.height())
			for (int x = 0; x < header.width(); x += tile.width()) {
				final PixelBlock part = image.read(x / tile.width(), y / tile.height());
				part.copyTo(0, 0, all, x, y, part.width(), part.height());
			}
		return all;
	}

	private static void assertSame(final String what, final byte[] stream) throws IOException {
		final JpegHeader header = JpegHeader.parse(stream);
		final JpegColour colour = header.colour();
		final PixelBlock whole = JpegDecoder.of(colour).decode(stream,
			new BlockShape(header.width(), header.height(), colour.samples(), PixelType.UINT8));
		assertArrayEquals(what, whole.bytes(), stitched(stream).bytes());
	}

	@Test
	public void tilesAreThePictureDecodedAsAWhole() throws IOException {
		final int[][] sizes = { { 1, 1 }, { 7, 9 }, { 16, 16 }, { 17, 33 }, { 512, 512 }, { 513, 40 }, { 1040, 530 } };
		for (final int samples : new int[] { 1, 3 }) {
			final PixelBlock tissue = Tissue.block(1040, 530, samples);
			for (final int[] size : sizes)
				for (final int[] factors : samples == 1 ? new int[][] { { 1, 1 } } : FACTORS) {
					final JpegFixture fixture = JpegFixture.sampled(factors[0], factors[1]);
					assertSame(Arrays.toString(size) + " x " + samples + " " + fixture,
						fixture.encode(tissue.crop(0, 0, size[0], size[1])));
				}
		}
	}

	@Test
	public void restartMarkersArePassed() throws IOException {
		final PixelBlock tissue = Tissue.block(530, 270, 3);
		for (final int[] factors : FACTORS)
			for (final int interval : new int[] { 1, 7, 33, 64, 65 }) {
				final JpegFixture fixture = JpegFixture.sampled(factors[0], factors[1]).restarting(interval);
				assertSame(fixture.toString(), fixture.encode(tissue));
				assertSame(fixture.toString(), fixture.optimising().encode(tissue.crop(3, 4, 301, 99)));
			}
	}

	/** Noise at the highest quality takes the longest codes, and many bytes FF. */
	@Test
	public void noiseIsDecodedToo() throws IOException {
		final PixelBlock noise = PixelBlock.zeros(new BlockShape(1100, 600, 3, PixelType.UINT8));
		new Random(3).nextBytes(noise.bytes());
		for (final JpegFixture fixture : List.of(JpegFixture.sampled(1, 1), JpegFixture.sampled(2, 2)))
			for (final double quality : new double[] { 0.01, 0.5, 1 }) {
				assertSame("noise " + quality, fixture.ofQuality(quality).encode(noise));
				assertSame("noise " + quality, fixture.ofQuality(quality).restarting(3).optimising().encode(noise));
			}
	}

	/**
	 * Bits that differ in kind from row to row: one value throughout, then extremes that make the largest differences.
	 */
	@Test
	public void extremesAreDecoded() throws IOException {
		final PixelBlock stripes = PixelBlock.zeros(new BlockShape(1300, 200, 3, PixelType.UINT8));
		for (int i = 0; i < stripes.bytes().length; i++)
			stripes.bytes()[i] = (byte) (i / 3 / 1300 / 8 % 2 == 0 || i / 3 % 1300 / 8 % 3 == 0 ? 255 : 0);
		for (final int[] factors : new int[][] { { 1, 1 }, { 2, 2 } }) {
			assertSame("stripes", JpegFixture.sampled(factors[0], factors[1]).ofQuality(1).encode(stripes));
			assertSame("stripes", JpegFixture.sampled(factors[0], factors[1]).ofQuality(1).optimising()
				.encode(stripes));
		}
	}

	/** A tile is read from any thread, in any order. */
	@Test
	public void orderAndThreadsDoNotMatter() throws Exception {
		final byte[] stream = JpegFixture.sampled(2, 2).restarting(11).encode(Tissue.block(1600, 1500, 3));
		final PixelBlock all = stitched(stream);
		final JpegScanImage image = open(stream);
		final ExecutorService threads = Executors.newFixedThreadPool(6);
		try {
			final List<Future<PixelBlock>> parts = new ArrayList<>();
			final Random random = new Random(1);
			final List<int[]> places = new ArrayList<>();
			for (int i = 0; i < 60; i++) {
				final int[] place = { random.nextInt(4), random.nextInt(3) };
				places.add(place);
				parts.add(threads.submit(() -> image.read(place[0], place[1])));
			}
			for (int i = 0; i < places.size(); i++) {
				final PixelBlock part = parts.get(i).get();
				final int x = places.get(i)[0] * 512;
				final int y = places.get(i)[1] * 512;
				assertArrayEquals(all.crop(x, y, part.width(), part.height()).bytes(), part.bytes());
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	public void theStreamIsPassedOverOnce() throws IOException {
		final byte[] stream = JpegFixture.sampled(2, 2).encode(Tissue.block(1100, 2600, 3));
		final CountingByteSource counting = new CountingByteSource(bytes(stream));
		final JpegScanHead head = JpegScanHead.read(counting);
		assertTrue("the head cost " + counting.bytes(), counting.bytes() < 10_000);
		final JpegScanImage image = JpegScanImage.of(counting, head);
		image.read(0, 0);
		final long first = counting.bytes();
		assertTrue("the first tile cost " + first + " of " + stream.length, first < stream.length * 2 / 3);
		counting.reset();
		image.read(2, 5);
		final long last = counting.bytes();
		assertTrue("the last tile cost " + last + " of " + stream.length, last < stream.length * 5 / 4);
		counting.reset();
		image.read(1, 3);
		final long any = counting.bytes();
		assertTrue("a tile cost " + any + " of " + stream.length, any < stream.length / 3);
	}

	/** What is before the damage can be seen, what is behind it is refused. */
	@Test
	public void cutOffPicturesAreReadAsFarAsTheyGo() throws IOException {
		final byte[] stream = JpegFixture.sampled(2, 2).encode(Tissue.block(1000, 1800, 3));
		final JpegScanImage image = open(Arrays.copyOf(stream, stream.length / 2));
		final PixelBlock first = image.read(1, 0);
		assertEquals(1000 - 512, first.width());
		final CodecException refusal = assertThrows(CodecException.class, () -> image.read(0, 3));
		assertEquals("the JPEG stream is damaged: its image data end too early", refusal.getMessage());
		assertThrows(CodecException.class, () -> image.read(0, 3));
		assertArrayEquals(first.bytes(), image.read(1, 0).bytes());
		assertSame("without an end marker", Arrays.copyOf(stream, stream.length - 2));
	}

	@Test
	public void damageIsRefusedOrDecoded() throws IOException {
		for (final JpegFixture fixture : List.of(JpegFixture.sampled(2, 2), JpegFixture.sampled(1, 1).restarting(4))) {
			final byte[] stream = fixture.encode(Tissue.block(90, 60, 3));
			final Damage.Decoding decoding = damaged -> {
				final JpegHeader header = JpegScanHead.read(bytes(damaged)).header();
				// a size that was changed to a large one is read in part
				final JpegScanHead head = JpegScanHead.read(bytes(damaged));
				if (!head.isDivisible() || header.colour().samples() == 0)
					throw new CodecException("not for this class");
				final JpegScanImage image = open(damaged);
				image.read(0, 0);
				image.read((header.width() - 1) / image.tile().width(), (header.height() - 1) / image.tile().height());
			};
			final int decoded = Damage.truncateEverywhere(stream, decoding);
			assertTrue("all that lacks only its end marker decodes, and no more: " + decoded,
				decoded >= 2 && decoded < 8);
			Damage.mutate(stream, 600, decoding);
		}
	}

	@Test
	public void profilesAreJoined() throws IOException {
		final byte[] stream = JpegFixture.sampled(2, 2).encode(Tissue.block(20, 20, 3));
		final byte[] profile = new byte[100_000];
		new Random(5).nextBytes(profile);
		final byte[] first = icc(1, 2, Arrays.copyOf(profile, 60_000));
		final byte[] second = icc(2, 2, Arrays.copyOfRange(profile, 60_000, profile.length));
		assertArrayEquals(profile, profileOf(stream, second, first));
		assertArrayEquals(null, profileOf(stream, second));
		assertArrayEquals(null, profileOf(stream));
		assertSame("with a profile", inserted(stream, first, second));
	}

	private static byte[] profileOf(final byte[] stream, final byte[]... segments) throws IOException {
		return JpegScanHead.read(bytes(inserted(stream, segments))).iccProfile().orElse(null);
	}

	private static byte[] inserted(final byte[] stream, final byte[]... segments) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(stream, 0, 2);
		for (final byte[] segment : segments)
			out.writeBytes(segment);
		out.write(stream, 2, stream.length - 2);
		return out.toByteArray();
	}

	private static byte[] icc(final int number, final int count, final byte[] content) {
		final ByteBuffer segment = ByteBuffer.allocate(18 + content.length);
		segment.putShort((short) 0xffe2).putShort((short) (16 + content.length)).put("ICC_PROFILE\0".getBytes());
		return segment.put((byte) number).put((byte) count).put(content).array();
	}

	@Test
	public void progressiveStreamsAreNotDivided() throws IOException {
		final byte[] stream = JpegFixture.sampled(2, 2).progressing().encode(Tissue.block(40, 30, 3));
		final JpegScanHead head = JpegScanHead.read(bytes(stream));
		assertFalse(head.isDivisible());
		assertThrows(IllegalArgumentException.class, () -> JpegScanImage.of(bytes(stream), head));
	}
}
