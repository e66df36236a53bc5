package org.coverslip.deidentify.stream;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;

import javax.imageio.ImageIO;

import org.coverslip.codec.LzwCodec;
import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.deidentify.Findings;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

/** Encoded images without comments, and the same pixels. */
public class StreamCleanersTest {

	private static final BlockShape SHAPE = TestPattern.rgb(97, 61);

	private static byte[] jpeg(final byte[] stream) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		JpegCleaner.copy(ByteSource.of(stream), 0, stream.length, out, new Findings());
		return out.toByteArray();
	}

	private static boolean names(final byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "").contains("Jane.Doe");
	}

	private static int[] pixels(final byte[] jpeg) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(0, 0, 97, 61, null, 0, 97);
	}

	@Test
	public void jpegsOfAllKindsKeepTheirPixels() throws IOException {
		final JpegFixture plain = JpegFixture.sampled(2, 1);
		for (final JpegFixture kind : new JpegFixture[] { plain, plain.restarting(3), plain.progressing(),
			plain.optimising() })
		{
			final byte[] stream = kind.encode(TestPattern.block(0, 0, SHAPE));
			final byte[] planted = PlantedNames.inJpeg(stream, "x");
			assertTrue(names(planted));
			final byte[] clean = jpeg(planted);
			assertFalse(names(clean));
			assertArrayEquals(pixels(stream), pixels(clean));
			assertArrayEquals("what is clean stays as it is", clean, jpeg(clean));
		}
	}

	/** An index of restart markers counts bytes from the stream's start. */
	@Test
	public void theHeadsChangeIsToldExactly() throws IOException {
		final byte[] stream = JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, SHAPE));
		final byte[] planted = PlantedNames.inJpeg(stream, "x");
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final long change = JpegCleaner.copy(ByteSource.of(planted), 0, planted.length, out, new Findings());
		final int scan = indexOf(planted, 0xda);
		final byte[] clean = out.toByteArray();
		assertArrayEquals(Arrays.copyOfRange(planted, scan, scan + 500),
			Arrays.copyOfRange(clean, scan - (int) change, scan - (int) change + 500));
	}

	/** The last start of scan, which entropy-coded data cannot contain. */
	private static int indexOf(final byte[] stream, final int marker) {
		for (int i = stream.length - 2; i >= 0; i--)
			if (stream[i] == (byte) 0xff && stream[i + 1] == (byte) marker) return i;
		throw new AssertionError("no marker");
	}

	@Test
	public void damagedJpegsAreRefused() throws IOException {
		final byte[] stream = JpegFixture.sampled(1, 1).encode(TestPattern.block(0, 0, SHAPE));
		assertThrows(StreamException.class, () -> jpeg(new byte[] { 1, 2, 3 }));
		assertThrows(StreamException.class, () -> jpeg(Arrays.copyOf(stream, 30)));
		final byte[] unknown = PlantedNames.inJpeg(stream, "x");
		unknown[3] = (byte) 0xf0;
		assertThrows(StreamException.class, () -> jpeg(unknown));
	}

	@Test
	public void jpeg2000KeepsItsPixels() throws IOException {
		final PixelBlock block = TestPattern.block(0, 0, SHAPE);
		final byte[] stream = Jpeg2000Encoder.lossless().encode(block);
		final byte[] planted = PlantedNames.inJpeg2000(inTilePart(stream), "x");
		assertTrue(names(planted));
		final byte[] clean = Jpeg2000Cleaner.clean(planted, new Findings());
		assertFalse(names(clean));
		assertArrayEquals(block.bytes(), Jpeg2000Decoder.ofStream().decode(clean, SHAPE).bytes());
		assertArrayEquals(clean, Jpeg2000Cleaner.clean(clean, new Findings()));
		final byte[] boxed = boxed(planted);
		final byte[] cleanBoxes = Jpeg2000Cleaner.clean(boxed, new Findings());
		assertFalse(names(cleanBoxes));
		assertEquals("a signature, and the codestream", 12 + 8 + clean.length, cleanBoxes.length);
	}

	/** A comment in the header of the first tile-part, whose length counts it. */
	private static byte[] inTilePart(final byte[] stream) {
		int at = 0;
		while (stream[at] != (byte) 0xff || stream[at + 1] != (byte) 0x90)
			at++;
		final byte[] comment = PlantedNames.bytes("tile-part");
		final ByteBuffer out = ByteBuffer.allocate(stream.length + comment.length + 6);
		out.put(stream, 0, at + 12).putShort((short) 0xff64).putShort((short) (comment.length + 4))
			.putShort((short) 1).put(comment).put(stream, at + 12, stream.length - at - 12);
		final int length = ByteBuffer.wrap(stream).getInt(at + 6);
		if (length != 0) out.putInt(at + 6, length + comment.length + 6);
		return out.array();
	}

	private static byte[] boxed(final byte[] codestream) {
		final byte[] xml = PlantedNames.bytes("box");
		final ByteBuffer out = ByteBuffer.allocate(12 + 8 + xml.length + 8 + codestream.length);
		out.putInt(12).putInt(0x6a502020).putInt(0x0d0a870a);
		out.putInt(8 + xml.length).putInt(0x786d6c20).put(xml);
		out.putInt(8 + codestream.length).putInt(0x6a703263).put(codestream);
		return out.array();
	}

	@Test
	public void profilesMeanTheSameColours() throws IOException {
		for (final int space : new int[] { ColorSpace.CS_sRGB, ColorSpace.CS_LINEAR_RGB, ColorSpace.CS_GRAY }) {
			final byte[] profile = ICC_Profile.getInstance(space).getData();
			final byte[] planted = PlantedNames.concat(profile, new byte[0]);
			System.arraycopy(PlantedNames.bytes(""), 0, planted, 44 + 4, 8);
			final byte[] clean = IccCleaner.clean(planted, new Findings());
			final String text = new String(clean, StandardCharsets.ISO_8859_1);
			assertFalse(text, text.contains("Jane") || text.contains("Copyright") || text.contains("Sun"));
			final ICC_ColorSpace was = new ICC_ColorSpace(ICC_Profile.getInstance(profile));
			final ICC_ColorSpace is = new ICC_ColorSpace(ICC_Profile.getInstance(clean));
			final Random random = new Random(7);
			for (int i = 0; i < 20; i++) {
				final float[] colour = new float[was.getNumComponents()];
				for (int c = 0; c < colour.length; c++)
					colour[c] = random.nextFloat();
				assertArrayEquals(was.toCIEXYZ(colour), is.toCIEXYZ(colour), 1e-4f);
			}
			assertArrayEquals(clean, IccCleaner.clean(clean, new Findings()));
		}
		assertThrows(StreamException.class, () -> IccCleaner.clean(new byte[200], new Findings()));
	}

	@Test
	public void packedBytesEndWhereTheyEnd() throws IOException {
		final Random random = new Random(3);
		for (final int length : new int[] { 1, 100, 5000, 70_001 }) {
			final byte[] bytes = new byte[length];
			for (int i = 0; i < length; i++)
				bytes[i] = (byte) random.nextInt(length > 5000 ? 256 : 4);
			final byte[] tail = PlantedNames.bytes("tail");
			final byte[] lzw = new LzwCodec().encode(bytes);
			assertEquals(lzw.length, PackedEnd.ofLzw(PlantedNames.concat(lzw, tail)));
			final byte[] bits = new PackBitsCodec(length).encode(bytes);
			assertEquals(bits.length, PackedEnd.ofPackBits(PlantedNames.concat(bits, tail), length));
			final Deflater deflater = new Deflater();
			deflater.setInput(bytes);
			deflater.finish();
			final byte[] room = new byte[length + 1000];
			final int n = deflater.deflate(room);
			deflater.end();
			assertEquals(n, PackedEnd.ofDeflate(PlantedNames.concat(Arrays.copyOf(room, n), tail)));
		}
	}
}
