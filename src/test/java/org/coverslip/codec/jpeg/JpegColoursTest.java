package org.coverslip.codec.jpeg;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.Tissue;
import org.junit.Test;

/** What is made of the streams that writers emit: their marks, and what is said around them. */
public class JpegColoursTest {

	private static final String NONE = "";
	private static final String JFIF = "ffe000104a46494600010100000100010000";
	private static final String ADOBE_0 = "ffee000e41646f626500640000000000";
	private static final String ADOBE_1 = "ffee000e41646f626500640000000001";
	private static final String ADOBE_2 = "ffee000e41646f626500640000000002";
	private static final int RGB = 2;
	private static final int SEPARATED = 5;
	private static final int YCBCR = 6;

	/** The head of a stream of one unit. */
	private static byte[] head(final String markers, final String ids, final String sampling) {
		final int n = ids.length() / 2;
		final StringBuilder hex = new StringBuilder("ffd8").append(markers);
		hex.append(String.format("ffc000%02x080010001%x%02x", 8 + 3 * n, 0, n));
		for (int i = 0; i < n; i++)
			hex.append(ids, 2 * i, 2 * i + 2).append(i == 0 ? sampling : "11").append("00");
		hex.append(String.format("ffda00%02x%02x", 6 + 2 * n, n));
		for (int i = 0; i < n; i++)
			hex.append(ids, 2 * i, 2 * i + 2).append("00");
		return HexFormat.of().parseHex(hex.append("003f00"));
	}

	private static JpegHeader header(final String markers, final String ids, final String sampling) {
		try {
			return JpegHeader.parse(head(markers, ids, sampling));
		}
		catch (final CodecException e) {
			throw new AssertionError(e);
		}
	}

	private static void assertTiff(final String writer, final JpegColour expected, final int photometric,
		final String markers,
		final String ids, final String sampling)
	{
		assertEquals(writer, expected,
			JpegColours.ofTiff(photometric, ids.length() / 2).of(header(markers, ids, sampling)));
	}

	/** The rows of the table in docs/formats.md. */
	@Test
	public void writersOfTiff() {
		assertTiff("Bio-Formats to 6.7, QuPath to 0.3", JpegColour.YCBCR, RGB, JFIF, "010203", "22");
		assertTiff("Bio-Formats 6.8 and later", JpegColour.YCBCR, YCBCR, JFIF, "010203", "22");
		assertTiff("libtiff, libvips, GDAL, ImageMagick, OpenCV of RGB", JpegColour.RGB, RGB, NONE, "524742", "11");
		assertTiff("libtiff, libvips, GDAL of YCbCr", JpegColour.YCBCR, YCBCR, NONE, "010203", "22");
		assertTiff("libtiff of YCbCr in full", JpegColour.YCBCR, YCBCR, NONE, "010203", "11");
		assertTiff("Aperio of RGB", JpegColour.RGB, RGB, NONE, "000102", "11");
		assertTiff("Aperio of YCbCr", JpegColour.YCBCR, YCBCR, NONE, "000102", "21");
		assertTiff("Aperio GT 450", JpegColour.YCBCR, YCBCR, ADOBE_1, "010203", "22");
		assertTiff("Philips", JpegColour.YCBCR, YCBCR, JFIF, "010203", "22");
		assertTiff("Hamamatsu", JpegColour.YCBCR, YCBCR, JFIF, "010203", "21");
		assertTiff("tifffile with imagecodecs, of RGB", JpegColour.RGB, RGB, ADOBE_0, "524742", "11");
		assertTiff("tifffile with imagecodecs, of YCbCr", JpegColour.YCBCR, YCBCR, JFIF, "010203", "22");
		assertTiff("Coverslip before 0.1", JpegColour.YCBCR, YCBCR, NONE, "000102", "11");
		assertTiff("RGB under a tag that says YCbCr", JpegColour.RGB, YCBCR, ADOBE_0, "010203", "11");
		assertTiff("RGB numbered so under a tag that says YCbCr", JpegColour.RGB, YCBCR, NONE, "524742", "11");
		assertTiff("halved chroma under a tag that says RGB", JpegColour.YCBCR, RGB, NONE, "010203", "21");
		assertTiff("inks", JpegColour.CMYK, SEPARATED, NONE, "00010203", "11");
		assertTiff("inks of Photoshop", JpegColour.CMYK, SEPARATED, ADOBE_0, "01020304", "11");
		assertTiff("inks as YCCK", JpegColour.YCCK, SEPARATED, ADOBE_2, "01020304", "22");
		assertTiff("RGB and alpha", JpegColour.AS_STORED, RGB, NONE, "00010203", "11");
		assertTiff("grey and alpha", JpegColour.AS_STORED, 1, NONE, "0001", "11");
		assertTiff("one sample of several", JpegColour.GRAY, YCBCR, NONE, "01", "22");
	}

	@Test
	public void writersOfDicom() {
		final JpegColours rgb = JpegColours.stated(JpegColour.RGB);
		final JpegColours ycbcr = JpegColours.stated(JpegColour.YCBCR);
		assertEquals("DCMTK", JpegColour.YCBCR, ycbcr.of(header(JFIF, "010203", "21")));
		assertEquals("DCMTK without conversion", JpegColour.RGB, rgb.of(header(ADOBE_0, "524742", "11")));
		assertEquals("DCMTK, lossless", JpegColour.RGB, rgb.of(header(NONE, "000102", "11")));
		assertEquals("GDCM, lossy", JpegColour.YCBCR, rgb.of(header(NONE, "010203", "22")));
		assertEquals("wsi2dcm", JpegColour.YCBCR, rgb.of(header(JFIF, "010203", "22")));
	}

	@Test
	public void streamsByThemselves() {
		assertEquals(JpegColour.YCBCR, header(JFIF, "010203", "11").colour());
		assertEquals(JpegColour.YCBCR, header(NONE, "010203", "11").colour());
		assertEquals(JpegColour.YCBCR, header(NONE, "000102", "11").colour());
		assertEquals("cjpeg -rgb", JpegColour.RGB, header(ADOBE_0, "524742", "11").colour());
		assertEquals(JpegColour.RGB, header(NONE, "524742", "11").colour());
		assertEquals("a JFIF marker counts for more than Adobe's, as in libjpeg", JpegColour.YCBCR,
			header(JFIF + ADOBE_0, "010203", "11").colour());
		assertEquals(JpegColour.CMYK, header(NONE, "01020304", "11").colour());
		assertEquals(JpegColour.ADOBE_CMYK, header(ADOBE_0, "01020304", "11").colour());
		assertEquals(JpegColour.ADOBE_YCCK, header(ADOBE_2, "01020304", "22").colour());
	}

	/** Marks in JPEGTables count for all streams that have none. */
	@Test
	public void sharedTablesMayHoldTheMark() throws IOException {
		final JpegEncoder encoder = JpegEncoder.withSharedTables(100, JpegSubsampling.NONE, 3);
		final BlockShape shape = new BlockShape(16, 16, 3, PixelType.UINT8);
		final byte[] samples = new byte[shape.length()];
		for (int i = 0; i < samples.length; i++)
			samples[i] = (byte) new int[] { 200, 40, 90 }[i % 3];
		final byte[] stream = encoder.encode(new PixelBlock(shape, samples));
		final String tables = HexFormat.of().formatHex(encoder.tables().orElseThrow());
		final byte[] marked = HexFormat.of().parseHex("ffd8" + ADOBE_1 + tables.substring(4));
		final byte[] decoded =
			JpegDecoder.withTables(JpegColours.stated(JpegColour.RGB), marked).decode(stream, shape).bytes();
		assertTrue(Tissue.largestDifference(samples, decoded) <= 2);
		final byte[] whole = JpegStream.of(JpegColours.stated(JpegColour.RGB), marked).whole(stream);
		assertEquals(JpegColour.YCBCR, JpegHeader.parse(whole).colour());
	}

	@Test
	public void theStandardsHuffmanTablesAreTaken() throws IOException {
		for (final JpegSubsampling subsampling : JpegSubsampling.values())
			for (final int samples : new int[] { 1, 3 }) {
				final PixelBlock block = Tissue.block(70, 50, samples);
				final byte[] whole = JpegEncoder.ofWholeStreams(80, subsampling, samples).encode(block);
				final byte[] bare = withoutHuffmanTables(whole);
				assertTrue(bare.length < whole.length - 170);
				for (final JpegBackend backend : new JpegBackend[] { JpegBackend.java(), JpegBackend.best() }) {
					final JpegColour colour = JpegHeader.parse(bare).colour();
					assertEquals(Arrays.hashCode(JpegDecoder.of(colour, backend).decode(whole, block.shape()).bytes()),
						Arrays.hashCode(JpegDecoder.of(colour, backend).decode(bare, block.shape()).bytes()));
				}
				final ByteSource bytes = ByteSource.of(bare);
				assertEquals(block.shape(), JpegScanImage.of(bytes, JpegScanHead.read(bytes)).read(0, 0).shape());
			}
	}

	static byte[] withoutHuffmanTables(final byte[] stream) throws CodecException {
		final StringBuilder hex = new StringBuilder("ffd8");
		final JpegSegments segments = JpegSegments.ofImage(stream);
		for (final JpegSegments.Segment segment : segments.list())
			if (segment.marker() != JpegSegments.DHT)
				hex.append(HexFormat.of().formatHex(stream, segment.start(), segment.end()));
		return HexFormat.of().parseHex(hex.append(HexFormat.of().formatHex(stream, segments.end(), stream.length)));
	}
}
