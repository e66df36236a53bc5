package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.SlowHalf;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.BigTiff;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.testing.ArgbImage;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TifffileLevel;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What OpenSlide, libvips and tifffile find in the files that we write. */
public class OtherReadersTest {

	/**
	 * The edges of the waves are all that is left in the smallest levels, and their colour is stored for every other
	 * column.
	 */
	private static final double HALVED_CHROMA = 6;

	private static final Region ALL = Region.ofSize(1300, 1100);

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void openSlideSeesAllLevelsOfTheUniversalAndPlainDialects() throws IOException {
		for (final BigTiff bigTiff : BigTiff.values())
			for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.PLAIN)) {
				final WrittenPyramid written = rgb(options(Compression.LZW, dialect).bigTiff(bigTiff));
				final Map<String, String> properties = Oracle.openSlideProperties(written.path());
				assertEquals("generic-tiff", properties.get("openslide.vendor"));
				assertEquals(10000 / 0.499, Double.parseDouble(properties.get("tiff.XResolution")), 1e-9);
				assertEquals("centimeter", properties.get("tiff.ResolutionUnit"));
				assertOpenSlidePixels(written, 0);
			}
	}

	@Test
	public void openSlideReadsEachCompressionItKnows() throws IOException {
		for (final Compression compression : List.of(Compression.NONE, Compression.DEFLATE, Compression.JPEG))
			assertOpenSlidePixels(rgb(options(compression, Dialect.UNIVERSAL)), compression.isLossless() ? 0
				: HALVED_CHROMA);
	}

	@Test
	public void openSlideReadsGreyJpeg() throws IOException {
		final DrawnScene.Builder drawn = DrawnScene.of(1300, 1100, PixelType.UINT8, 1);
		final WrittenPyramid written =
			WrittenPyramid.write(drawn, ALL, options(Compression.JPEG, Dialect.UNIVERSAL).build(),
			folder.getRoot().toPath().resolve("grey.tif"));
		final List<PixelBlock> found = openSlidePixels(written, written.levels().size(), 1);
		for (int i = 0; i < found.size(); i++)
			assertTrue(WrittenPyramid.meanDifference(written.levels().get(i), found.get(i)) < 2);
	}

	@Test
	public void openSlideTakesTheSvsDialectForAperio() throws IOException {
		for (final Compression compression : List.of(Compression.LZW, Compression.JPEG, Compression.JPEG2000)) {
			final PyramidTiffOptions.Builder options = options(compression, Dialect.SVS).associatedImages(
				List.of(image("macro", 120, 50), image("label", 60, 70), image("other", 5, 5)));
			final WrittenPyramid written = rgb(options);
			final Map<String, String> properties = Oracle.openSlideProperties(written.path());
			assertEquals("aperio", properties.get("openslide.vendor"));
			assertEquals("20", properties.get("openslide.objective-power"));
			assertEquals("0.499", properties.get("openslide.mpp-y"));
			assertEquals("1300", properties.get("aperio.OriginalWidth"));
			assertOpenSlidePixels(written, compression.isLossless() ? 0 : HALVED_CHROMA);
			assertAssociated(written, "macro", 120, 50);
			assertAssociated(written, "label", 60, 70);
			final ArgbImage thumbnail = Oracle.openSlideAssociated(written.path(), "thumbnail");
			assertEquals(650, thumbnail.width());
			final PixelBlock half = SlowHalf.of(written.levels().get(0));
			final PixelBlock found = PixelBlock.zeros(half.shape());
			putRgb(thumbnail.argb(), found);
			assertTrue(WrittenPyramid.meanDifference(half, found) < 3);
		}
	}

	@Test
	public void associatedImagesDoNotUpsetAnyone() throws IOException {
		for (final Dialect dialect : Dialect.values()) {
			final WrittenPyramid plain = rgb(options(Compression.JPEG, dialect));
			final List<TifffileLevel> before = tifffileLevels(plain);
			final WrittenPyramid written = rgb(options(Compression.JPEG, dialect).associatedImages(
				List.of(image("macro", 120, 50), image("label", 60, 70))));
			assertEquals(before, tifffileLevels(written));
			if (dialect != Dialect.OME) assertOpenSlidePixels(written, HALVED_CHROMA);
			// libvips opens an Aperio file through OpenSlide, without pages
			if (dialect != Dialect.SVS)
				assertEquals(dialect == Dialect.OME ? 3 : written.levels().size() + 2,
					Oracle.vipsPageCount(written.path()));
		}
	}

	@Test
	public void vipsReadsAllTypesWithPredictorsFromBothPyramids() throws IOException {
		for (final PixelType type : PixelType.values()) {
			// libvips reads no TIFF of 64-bit samples
			if (type == PixelType.FLOAT64) continue;
			final WrittenPyramid written = grey(type, Compression.LZW);
			assertEquals(type.toString(), 0, difference(written, 0, Oracle.vipsPixels(written.path(), 0)), 0);
			assertEquals(type.toString(), 0, difference(written, 1, Oracle.vipsPixels(written.path(), 1)), 0);
			assertEquals(type.toString(), 0, difference(written, 1, Oracle.vipsSubIfdPixels(written.path(), 0)), 0);
		}
	}

	@Test
	public void tifffileReads64BitNumbers() throws IOException {
		final WrittenPyramid written = grey(PixelType.FLOAT64, Compression.NONE);
		assertEquals(0, difference(written, 0, Oracle.tifffilePixels(written.path(), 0, 0)), 0);
	}

	private WrittenPyramid grey(final PixelType type, final Compression compression) throws IOException {
		return WrittenPyramid.write(DrawnScene.of(400, 300, type, 1), Region.ofSize(400, 300),
			options(compression, Dialect.UNIVERSAL).build(), folder.getRoot().toPath().resolve("grey.tif"));
	}

	private static double difference(final WrittenPyramid written, final int level, final PixelBlock found) {
		return WrittenPyramid.largestDifference(written.levels().get(level), found);
	}

	/**
	 * Not JPEG 2000: libvips 8.14 takes its colours for YCbCr whatever the tag says, in scanners' files as well as in
	 * ours.
	 */
	@Test
	public void vipsReadsColourOfEachCompression() throws IOException {
		for (final Compression compression : List.of(Compression.LZW, Compression.DEFLATE, Compression.ZSTD,
			Compression.JPEG)) {
			final WrittenPyramid written = rgb(options(compression, Dialect.UNIVERSAL).quality(95));
			for (int i = 0; i < written.levels().size(); i++) {
				final double difference =
					WrittenPyramid.meanDifference(written.levels().get(i), Oracle.vipsPixels(written.path(), i));
				assertTrue(compression + ": " + difference,
					difference <= (compression.isLossless() ? 0 : HALVED_CHROMA));
			}
		}
	}

	@Test
	public void tifffileSeesOneOmeSeriesWithAllPlanesAndLevels() throws IOException {
		for (final Dialect dialect : List.of(Dialect.UNIVERSAL, Dialect.OME)) {
			final DrawnScene.Builder drawn = DrawnScene.of(400, 300, PixelType.UINT16, 1).planes(3, 2, 2);
			final WrittenPyramid written = WrittenPyramid.write(drawn, Region.ofSize(400, 300),
				options(Compression.NONE, dialect).build(), folder.getRoot().toPath().resolve("planes.ome.tif"));
			final List<TifffileLevel> levels = Oracle.tifffileSeries(written.path());
			assertEquals(dialect.toString(), 2, levels.size());
			assertEquals("TZCYX", levels.get(0).axes());
			assertEquals(List.of(2, 2, 3, 300, 400), levels.get(0).shape());
			assertEquals(List.of(2, 2, 3, 150, 200), levels.get(1).shape());
			final PixelBlock found = Oracle.tifffilePixels(written.path(), 0, 0);
			for (int i = 0; i < 12; i++) {
				final PixelBlock plane = drawn.draw(Region.ofSize(400, 300), new Plane(i % 3, i / 3 % 2, i / 6));
				assertEquals(0, WrittenPyramid.largestDifference(plane, found.crop(0, 300 * i, 400, 300)), 0);
			}
		}
	}

	@Test
	public void tifffileSeesOneSeriesOfColour() throws IOException {
		final WrittenPyramid written = rgb(options(Compression.NONE, Dialect.UNIVERSAL));
		final List<TifffileLevel> levels = tifffileLevels(written);
		assertEquals(written.levels().size(), levels.size());
		for (int i = 0; i < levels.size(); i++) {
			assertEquals("YXS", levels.get(i).axes());
			assertEquals(0,
				WrittenPyramid.largestDifference(written.levels().get(i), Oracle.tifffilePixels(written.path(), 0, i)),
				0);
		}
	}

	private static List<TifffileLevel> tifffileLevels(final WrittenPyramid written) throws IOException {
		return Oracle.tifffileSeries(written.path()).stream().filter(level -> level.series() == 0).toList();
	}

	private static PyramidTiffOptions.Builder options(final Compression compression, final Dialect dialect) {
		return PyramidTiffOptions.builder().compression(compression).dialect(dialect).tileSize(128);
	}

	private WrittenPyramid rgb(final PyramidTiffOptions.Builder options) throws IOException {
		return WrittenPyramid.write(DrawnScene.of(1300, 1100, PixelType.UINT8, 3), ALL, options.build(),
			folder.getRoot().toPath().resolve("out.tif"));
	}

	/** All levels through OpenSlide. */
	private static void assertOpenSlidePixels(final WrittenPyramid written, final double tolerance) throws IOException {
		final Map<String, String> properties = Oracle.openSlideProperties(written.path());
		assertEquals(written.levels().size(), Integer.parseInt(properties.get("openslide.level-count")));
		final List<PixelBlock> found = openSlidePixels(written, written.levels().size(), 3);
		for (int i = 0; i < found.size(); i++) {
			final double difference = WrittenPyramid.meanDifference(written.levels().get(i), found.get(i));
			assertTrue("level " + i + " differs by " + difference, difference <= tolerance);
		}
	}

	/** The finest levels, read by OpenSlide. */
	private static List<PixelBlock> openSlidePixels(final WrittenPyramid written, final int levels, final int samples)
		throws IOException
	{
		final List<OpenSlideRegion> regions = new ArrayList<>();
		for (int i = 0; i < levels; i++)
			regions.add(
				new OpenSlideRegion(0, 0, i, written.levels().get(i).width(), written.levels().get(i).height()));
		final List<PixelBlock> blocks = new ArrayList<>();
		for (final int[] argb : Oracle.openSlideRegions(written.path(), regions)) {
			blocks.add(PixelBlock.zeros(written.levels().get(blocks.size()).shape().withSamples(samples)));
			putRgb(argb, blocks.get(blocks.size() - 1));
		}
		return blocks;
	}

	private static void putRgb(final int[] argb, final PixelBlock block) {
		final int n = block.samples();
		for (int i = 0; i < argb.length; i++)
			for (int s = 0; s < n; s++)
				block.bytes()[n * i + s] = (byte) (argb[i] >> 16 - 8 * s);
	}

	private static void assertAssociated(final WrittenPyramid written, final String name, final int width,
		final int height)
		throws IOException
	{
		final ArgbImage found = Oracle.openSlideAssociated(written.path(), name);
		assertEquals(width, found.width());
		assertEquals(height, found.height());
		assertEquals(200, found.argb()[width * height / 2] >> 16 & 0xff, 3);
		assertEquals(100, found.argb()[width * height / 2] & 0xff, 3);
	}

	/** A plain coloured image. */
	private static AssociatedImage image(final String name, final int width, final int height) {
		final PixelBlock pixels = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		for (int i = 0; i < pixels.shape().length(); i++)
			pixels.bytes()[i] = (byte) (i % 3 == 0 ? 200 : 100);
		return new AssociatedImage() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public BlockShape shape() {
				return pixels.shape();
			}

			@Override
			public PixelBlock read() {
				return pixels;
			}
		};
	}

	@Test
	public void iccProfileIsCarried() throws IOException {
		final byte[] profile = new byte[300];
		profile[36] = 'a';
		final WrittenPyramid written =
			rgb(options(Compression.LZW, Dialect.UNIVERSAL).iccProfile(Optional.of(profile)));
		Oracle.assumeVips();
		assertTrue(Oracle.run("vipsheader", "-a", written.path().toString()).contains("icc-profile-data: 300 bytes"));
	}
}
