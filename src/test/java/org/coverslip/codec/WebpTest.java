package org.coverslip.codec;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.Tissue;
import org.junit.Test;

/** WebP by each means that is here. The streams are of libwebp, by way of Pillow. */
public class WebpTest {

	private static final BlockShape RGB = new BlockShape(22, 20, 3, PixelType.UINT8);
	private static final BlockShape RGBA = RGB.withSamples(4);

	/** 22 x 20 pixels, red 200 - 4 x, green 100 + 5 y, blue 150 + 2 x - 3 y; quality 95. */
	private static final byte[] LOSSY = HexFormat.of()
		.parseHex(
		"524946469c000000574542505650382090000000b005009d012a160014003e190a8441210501aa0400612c4013a6508e06f00fc4"
			+ "0e1ef214610026ff837d38215947e54b6cfab8e2d50000fdf00e259fa1fae7c623edaeab35469dfed0a4c0ac7cd73ffedb577b1c"
			+ "c3d6e557cdd206d028dffd81f73e6d043482439b063d16e24c9fbb575d456383746d7ace896530b02165dd56a661d70d62525586"
			+ "a5f4335bf9000000");
	/** The same without loss. */
	private static final byte[] LOSSLESS = HexFormat.of()
		.parseHex(
		"5249464644000000574542505650384c380000002f15c00400098048da9f7b8788fea7170281247fda2186287cf43fe250d3b611"
			+ "d49769f9e3b8f536b160327fb2a03a86352660c56ecb8300");
	/** As the first, with an alpha of 11 x. */
	private static final byte[] LOSSY_ALPHA = HexFormat.of()
		.parseHex(
		"52494646e000000057454250565038580a00000010000000150000130000414c504814000000050f300b1111422040a4f99f22c0"
			+ "4044ffc3f80056503820a60000007006009d012a160014003e190a8441210501aa0400612c4013a6508e06f14fc40e1ef6c321e9"
			+ "600eb4001fdb98c7455eeceacadcf3748e8f4e28ccc000fe60b4dc7a651d03e54c1500a42c1a37d310d457da508e421bc2468ffe"
			+ "d41acade5cefdeee296c88fbe87b77a33c0144bdb8fda692fd76719dcd866137a24dba0c8a4fd8290f1be8c4f11f830650a3154c"
			+ "2c2a6cd0c2ad7041d46ef5d548303d4155871402628e6000");

	private static List<WebpDecoder> decoders() {
		final List<WebpDecoder> decoders = new ArrayList<>();
		decoders.add(WebpDecoder.ofJava());
		if (LibWebp.best().isPresent()) decoders.add(new WebpDecoder());
		return decoders;
	}

	private static byte[] picture() {
		final byte[] picture = new byte[22 * 20 * 3];
		for (int y = 0, i = 0; y < 20; y++)
			for (int x = 0; x < 22; x++) {
				picture[i++] = (byte) (200 - 4 * x);
				picture[i++] = (byte) (100 + 5 * y);
				picture[i++] = (byte) (150 + 2 * x - 3 * y);
			}
		return picture;
	}

	private static long crc(final byte[] bytes) {
		final CRC32 crc = new CRC32();
		crc.update(bytes);
		return crc.getValue();
	}

	@Test
	public void losslessImagesAreExact() throws IOException {
		for (final WebpDecoder decoder : decoders())
			assertArrayEquals(decoder.name(), picture(), decoder.decode(LOSSLESS, RGB).bytes());
	}

	@Test
	public void lossyImagesAreThoseOfLibwebpOrRefused() throws IOException {
		assertThrows(CodecException.class, () -> WebpDecoder.ofJava().decode(LOSSY, RGB));
		assumeTrue("skipped: libwebp is not here", LibWebp.best().isPresent());
		final byte[] decoded = new WebpDecoder().decode(LOSSY, RGB).bytes();
		assertTrue(Tissue.meanDifference(picture(), decoded) < 3);
		assertEquals(8705609L, crc(decoded));
		assertEquals(4276021351L, crc(new WebpDecoder().decode(LOSSY_ALPHA, RGBA).bytes()));
	}

	@Test
	public void withoutAlphaAllIsOpaque() throws IOException {
		for (final WebpDecoder decoder : decoders()) {
			final byte[] opaque = decoder.decode(LOSSLESS, RGBA).bytes();
			for (int i = 3; i < opaque.length; i += 4)
				assertEquals(decoder.name(), -1, opaque[i]);
		}
	}

	@Test
	public void otherShapesAreRefused() {
		for (final WebpDecoder decoder : decoders())
			for (final BlockShape shape
				: new BlockShape[] { new BlockShape(20, 22, 3, PixelType.UINT8), RGB.withSamples(1),
				new BlockShape(22, 20, 3, PixelType.UINT16) })
				for (final byte[] stream : new byte[][] { LOSSY, LOSSLESS, LOSSY_ALPHA })
					assertThrows(CodecException.class, () -> decoder.decode(stream, shape));
	}

	@Test(timeout = 600_000)
	public void damageIsRefusedOrDecoded() {
		for (final WebpDecoder decoder : decoders())
			for (final byte[] stream : new byte[][] { LOSSY, LOSSLESS, LOSSY_ALPHA }) {
				final BlockShape shape = stream == LOSSY_ALPHA ? RGBA : RGB;
				Damage.truncateEverywhere(stream, bytes -> decoder.decode(bytes, shape));
				Damage.mutate(stream, 5000, bytes -> decoder.decode(bytes, shape));
			}
	}
}
