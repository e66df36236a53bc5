package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.JpegXlDecoder;
import org.coverslip.codec.LercDecoder;
import org.coverslip.codec.LzmaCodec;
import org.coverslip.codec.ZstdCodec;
import org.coverslip.codec.jpeg2000.Jpeg2000Backend;
import org.coverslip.codec.jpeg2000.Jpeg2000Decoder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Compressions that scanners do not write but other programs do: files that these programs wrote, against the picture
 * they were given.
 */
public class RareCompressionsTest {

	private static final int WIDTH = 301;
	private static final int HEIGHT = 213;

	/** 7 x 5 pixels of RGB (40 x, 60 y, 255 - 8 x y), lossless, and of grey (9000 x + 100 y), written by cjxl 0.7.0. */
	private static final byte[] JXL_RGB = HexFormat.of()
		.parseHex("ff0a204010505c080802010004014b2824c64941c19488e2cbcdaab00131060f8ec1c2113138780031911dae00b1b3"
		+ "11b123cb3fb766468ffbff3ff7f1eeeeeeeeffff1fce1c00c0c10de00e94e90e");
	private static final byte[] JXL_GREY = HexFormat.of()
		.parseHex("0000000c4a584c200d0a870a00000014667479706a786c20000000006a786c20000000096a786c6c0a0000003f6a786c63"
		+ "ff0a2040fc00c58508020100a4004b2825d6818282a4d8c06401c0d39499325366ca4c992943082184104208218410420821"
			+ "8410420821");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** Written by us without compression, as the picture that other programs are given. */
	private Path source(final int samples, final PixelType type) throws IOException {
		final Path path = path("source-" + samples + type + ".tif");
		if (!Files.exists(path)) try (TiffFixture fixture = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			fixture.samples(samples, type, samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MIN_IS_BLACK)
				.add(fixture.strips(WIDTH, HEIGHT, HEIGHT));
		}
		return path;
	}

	/** A picture of black and white. */
	private Path bits() throws IOException {
		final Path path = path("bits.tif");
		if (!Files.exists(path)) Oracle.tifffileWrite(path, "y, x = numpy.mgrid[0:213, 0:301]\n"
			+ "a = ((x // 7 + y // 5) % 2 ^ (x * y % 11 == 3)).astype(bool)\ntifffile.imwrite(path, a, "
			+ "photometric='minisblack')");
		return path;
	}

	private Path run(final Path target, final String... command) throws IOException {
		final List<String> all = new ArrayList<>(List.of(command));
		all.add(target.toString());
		Oracle.run(all.toArray(String[]::new));
		return target;
	}

	@Test
	public void faxCodesOfLibtiff() throws IOException {
		final Path bits = bits();
		final PixelBlock expected = Oracle.vipsPixels(bits, 0);
		for (final String compression : List.of("g3:1d", "g3:2d", "g3:2d:fill", "g4"))
			for (final List<String> layout
				: List.of(List.of("-s"), List.of("-s", "-r", "50"), List.of("-t", "-w", "112", "-l", "96"),
				List.of("-s", "-f", "lsb2msb")))
			{
				final List<String> command = new ArrayList<>(List.of("tiffcp", "-c", compression));
				command.addAll(layout);
				command.add(bits.toString());
				TiffPixelsTest.assertAgrees(run(path("fax.tif"), command.toArray(String[]::new)), expected, 0);
			}
	}

	@Test
	public void faxCodesOfGdalAndImageMagick() throws IOException {
		final Path bits = bits();
		final PixelBlock expected = Oracle.vipsPixels(bits, 0);
		for (final String compression : List.of("CCITTRLE", "CCITTFAX3", "CCITTFAX4"))
			TiffPixelsTest.assertAgrees(
				run(path("gdal.tif"), "gdal_translate", "-q", "-co", "COMPRESS=" + compression, "-co", "NBITS=1",
				"-co", "PHOTOMETRIC=MINISBLACK", bits.toString()), expected, 0);
		for (final String compression : List.of("Fax", "Group4"))
			TiffPixelsTest.assertAgrees(
				run(path("magick.tif"), "convert-im6.q16", bits.toString(), "-compress", compression), expected, 0);
	}

	@Test
	public void lzmaOfLibtiff() throws IOException {
		for (final int samples : new int[] { 1, 3 })
			for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16, PixelType.FLOAT32)) {
				final Path source = source(samples, type);
				final PixelBlock expected = Oracle.tifffilePixels(source, 0, 0);
				for (final String predictor : List.of("lzma", "lzma:" + (type.isFloating() ? 3 : 2)))
					TiffPixelsTest.assertAgrees(run(path("lzma.tif"), "tiffcp", "-c", predictor, "-t", "-w", "112",
						"-l", "96", source.toString()),
						expected, 0);
			}
		final byte[] noXz = { 1, 2, 3, 4, 5, 6, 7, 8 };
		assertThrows(CodecException.class, () -> new LzmaCodec().decode(noXz, 100));
	}

	@Test
	public void lercOfGdal() throws IOException {
		assumeTrue("skipped: there is no libLerc here, without which LERC is refused",
			LercDecoder.library().isPresent());
		for (final String compression : List.of("LERC", "LERC_DEFLATE", "LERC_ZSTD"))
			for (final int samples : new int[] { 1, 3 })
				for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16, PixelType.INT16,
					PixelType.UINT32, PixelType.FLOAT32)) {
					final Path source = source(samples, type);
					final PixelBlock expected = Oracle.tifffilePixels(source, 0, 0);
					for (final String interleave : List.of("PIXEL", "BAND"))
						TiffPixelsTest.assertAgrees(
							run(path("lerc.tif"), "gdal_translate", "-q", "-co", "COMPRESS=" + compression, "-co",
							"TILED=YES", "-co", "BLOCKXSIZE=112", "-co", "BLOCKYSIZE=96", "-co",
							"INTERLEAVE=" + interleave, source.toString()),
							expected, 0);
				}
		for (final PixelType type : List.of(PixelType.UINT16, PixelType.INT16, PixelType.INT32)) {
			final Path source = source(1, type);
			TiffPixelsTest.assertAgrees(
				run(path("big-endian.tif"), "gdal_translate", "-q", "-co", "COMPRESS=LERC", "-co", "ENDIANNESS=BIG",
				source.toString()), Oracle.tifffilePixels(source, 0, 0), 0);
		}
		TiffPixelsTest.assertAgrees(RealSlides.path("tiff/imagecodecs/rgb.tiled.lerc.u1.tif"),
			Oracle.vipsUprightPixels(RealSlides.path("tiff/imagecodecs/rgb.tiled.lzw.u1.tif")), 0);
	}

	@Test
	public void pngTilesOfTifffile() throws IOException {
		TiffPixelsTest.assertAgrees(RealSlides.path("tiff/imagecodecs/rgb.tiled.png.u1.tif"),
			Oracle.vipsUprightPixels(RealSlides.path("tiff/imagecodecs/rgb.tiled.lzw.u1.tif")), 0);
	}

	/** libvips writes YCbCr into JPEG 2000 of 33004, and reads it as such. */
	@Test
	public void jpeg2000OfLibvips() throws IOException {
		for (final int samples : new int[] { 1, 3 })
			for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16))
				for (final String how : List.of("lossless", "Q=90")) {
					final Path written = path("vips.tif");
					Oracle.run("vips", "copy", source(samples, type).toString(),
						written + "[compression=jp2k,tile,tile_width=96,tile_height=80," + how
						+ "]");
					// its arithmetic of 16 bits cuts off where ours rounds
					TiffPixelsTest.assertAgrees(written, Oracle.vipsPixels(written, 0), type == PixelType.UINT8 ? 1
						: 40);
				}
	}

	/**
	 * Colours that no scanner stores but ImageMagick does. In 8 bits, a step of a* or b* is several of a dark colour:
	 * against its own reading.
	 */
	@Test
	public void labOfImageMagick() throws IOException {
		final Path source = source(3, PixelType.UINT8);
		final Path written = run(path("lab.tif"), "convert-im6.q16", source.toString(), "-colorspace", "Lab", "-depth",
			"8");
		final Path wide = run(path("lab16.tif"), "convert-im6.q16", source.toString(), "-colorspace", "Lab", "-depth",
			"16");
		final Path back = run(path("back.tif"), "convert-im6.q16", written.toString(), "-colorspace", "sRGB", "-depth",
			"8", "-compress", "None");
		TiffPixelsTest.assertAgrees(written, Oracle.tifffilePixels(back, 0, 0), 40);
		TiffPixelsTest.assertAgrees(wide, Oracle.tifffilePixels(source, 0, 0), 6);
	}

	/** Strips above 8 MiB, which zstd at its highest level looks back over. */
	@Test
	public void largeWindowsOfZstandard() throws IOException {
		final Path large = path("large.tif");
		Oracle.tifffileWrite(large,
			"y, x = numpy.mgrid[0:3000, 0:3000]\na = (x * 3 + y * 7 + (x * y >> 9)).astype('u1')\n"
			+ "tifffile.imwrite(path, a, photometric='minisblack')");
		final Path written =
			run(path("zstd.tif"), "gdal_translate", "-q", "-co", "COMPRESS=ZSTD", "-co", "ZSTD_LEVEL=22", "-co",
			"BLOCKYSIZE=3000", large.toString());
		TiffPixelsTest.assertAgrees(written, Oracle.vipsPixels(large, 0), 0);
		final byte[] bytes = new byte[1 << 24];
		assertArrayEquals(bytes, new ZstdCodec().decode(new ZstdCodec().encode(bytes), bytes.length));
	}

	@Test
	public void jpegXl() throws IOException {
		final Path tiff = jpegXl(JXL_RGB, 3, PixelType.UINT8);
		if (JpegXlDecoder.library().isEmpty()) {
			final SlideFormatException refusal =
				assertThrows(SlideFormatException.class, () -> SlideOpener.open(tiff).close());
			assertTrue(refusal.getMessage(),
				refusal.getMessage().contains("JPEG XL, for which the library libjxl is not installed here"));
			return;
		}
		final PixelBlock rgb = pixels(tiff);
		final PixelBlock grey = pixels(jpegXl(JXL_GREY, 1, PixelType.UINT16));
		for (int y = 0; y < 5; y++)
			for (int x = 0; x < 7; x++) {
				assertEquals(40 * x, rgb.value(x, y, 0), 0);
				assertEquals(60 * y, rgb.value(x, y, 1), 0);
				assertEquals(255 - 8 * x * y, rgb.value(x, y, 2), 0);
				assertEquals(9000 * x + 100 * y, grey.value(x, y, 0), 0);
			}
		assertThrows(SlideFormatException.class,
			() -> pixels(jpegXl(HexFormat.of().parseHex("ff0a20401050"), 3, PixelType.UINT8)));
	}

	private Path jpegXl(final byte[] stream, final int samples, final PixelType type) throws IOException {
		final Path path = path("jxl.tif");
		try (TiffFixture fixture = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			fixture.samples(samples, type, samples == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MIN_IS_BLACK);
			fixture.add(fixture.stored(7, 5, COMPRESSION_JPEG_XL, stream));
		}
		return path;
	}

	private static PixelBlock pixels(final Path tiff) throws IOException {
		try (Slide slide = SlideOpener.open(tiff)) {
			return new RegionReader(TileCache.ofBytes(0))
				.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(7, 5)).block();
		}
	}

	/**
	 * Forbidden by T.800 B.6, but written by OpenJPEG when it is told to: JJ2000 would decode such streams to garbage
	 * and say nothing.
	 */
	@Test
	public void precinctsOfOneSampleAreRefused() throws IOException {
		final Path pnm = path("source.ppm");
		Oracle.run("vips", "copy", source(3, PixelType.UINT8).toString(), pnm.toString());
		final Path stream = path("precincts.j2k");
		Oracle.run("opj_compress", "-i", pnm.toString(), "-o", stream.toString(), "-n", "3", "-c", "[1,1],[64,64]");
		final BlockShape shape = new BlockShape(WIDTH, HEIGHT, 3, PixelType.UINT8);
		final CodecException refusal = assertThrows(CodecException.class,
			() -> Jpeg2000Decoder.ofStream(Jpeg2000Backend.java()).decode(Files.readAllBytes(stream), shape));
		assertEquals(
			"the JPEG 2000 stream has precincts of one sample above the lowest resolution, which T.800 B.6 forbids",
			refusal.getMessage());
		Oracle.run("opj_compress", "-i", pnm.toString(), "-o", stream.toString(), "-n", "3", "-c",
			"[64,64],[32,32],[2,2]");
		assertArrayEquals(Oracle.tifffilePixels(source(3, PixelType.UINT8), 0, 0).bytes(),
			Jpeg2000Decoder.ofStream(Jpeg2000Backend.java()).decode(Files.readAllBytes(stream), shape).bytes());
	}
}
