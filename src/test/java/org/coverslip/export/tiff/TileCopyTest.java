package org.coverslip.export.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.coverslip.codec.ByteEncoder;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.compression.TileCoding;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.SlowHalf;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.OutputFile;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.StoredCompression;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWriter;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TileCopyTest {

	private static final int TILE = 64;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void wholeSlidesKeepAllLevelsByteForByte() throws IOException {
		for (final Compression stored : new Compression[] { Compression.JPEG, Compression.LZW, Compression.NONE,
			Compression.ZSTD, Compression.JPEG2000 })
		{
			final Path source = source(stored);
			final Path kept = path("kept.tif");
			try (Slide slide = SlideOpener.open(source)) {
				final Scene scene = slide.scenes().get(0);
				SlideWriter.write(scene, scene.level(0).region(), keep(), kept, ProgressListener.NONE);
				try (Slide copy = SlideOpener.open(kept)) {
					assertEquals(scene.levels().size(), copy.scenes().get(0).levels().size());
					for (int i = 0; i < scene.levels().size(); i++)
						assertSameTiles(scene.level(i), 0, 0, copy.scenes().get(0).level(i));
				}
			}
		}
	}

	@Test
	public void cropsKeepTheLevelsInWhichTheyBeginAtATile() throws IOException {
		final Path source = source(Compression.JPEG);
		final Path kept = path("kept.tif");
		// 192 is 3 tiles in level 0 and 1.5 in level 1; 256 is 4, 2 and 1
		for (final int corner : new int[] { 192, 256 })
			try (Slide slide = SlideOpener.open(source)) {
				final Scene scene = slide.scenes().get(0);
				final Region region = new Region(corner, corner, 500, 400);
				assertEquals(region, SlideWriter.write(scene, region, keep(), kept, ProgressListener.NONE));
				try (Slide copy = SlideOpener.open(kept)) {
					final Scene cropped = copy.scenes().get(0);
					assertEquals(4, cropped.levels().size());
					assertEquals(500, cropped.width());
					for (int i = 0; i < 4; i++) {
						assertEquals((500 >> i) + (500 % (1 << i) > 0 ? 1 : 0), cropped.level(i).width());
						if (corner % (TILE << i) == 0)
							assertSameTiles(scene.level(i), corner / TILE >> i, corner / TILE >> i,
							cropped.level(i));
					}
					final PixelBlock whole = pixels(scene, 0, region);
					assertEquals(0,
						WrittenPyramid.largestDifference(whole, pixels(cropped, 0, Region.ofSize(500, 400))), 0);
					final double difference =
						WrittenPyramid.meanDifference(SlowHalf.of(whole), pixels(cropped, 1, Region.ofSize(250, 200)));
					assertTrue("level 1 differs by " + difference, difference < 3);
				}
			}
	}

	@Test
	public void unalignedCropsAreRefusedOrAligned() throws IOException {
		try (Slide slide = SlideOpener.open(source(Compression.JPEG))) {
			final Scene scene = slide.scenes().get(0);
			final Region region = new Region(100, 128, 500, 400);
			final Path kept = path("kept.tif");
			final IllegalArgumentException e = assertThrows(IllegalArgumentException.class,
				() -> SlideWriter.write(scene, region, keep(), kept, ProgressListener.NONE));
			assertEquals(
				"the region of 500 x 400 at (100, 128) does not begin at a corner of a tile of 64 x 64, so that its "
					+ "tiles"
				+ " cannot be kept; let it be aligned, or choose a compression", e.getMessage());
			assertFalse(Files.exists(kept));
			assertEquals(new Region(64, 128, 576, 448),
				SlideWriter.write(scene, region, keep().toBuilder().align(true).build(),
				kept, ProgressListener.NONE));
			try (Slide copy = SlideOpener.open(kept)) {
				assertSameTiles(scene.level(0), 1, 2, copy.scenes().get(0).level(0));
			}
		}
	}

	@Test
	public void losslessTilesAreCopiedWhereTheSameIsWanted() throws IOException {
		final Path source = path("deflate.tif");
		// tiles that our own encoder would never write: Deflate without a predictor
		final PixelBlock image = DrawnScene.of(128, 128, PixelType.UINT8, 1).draw(Region.ofSize(128, 128), Plane.FIRST);
		fixture(source, ByteOrder.LITTLE_ENDIAN, image, raw(TiffTag.COMPRESSION_DEFLATE, 1));
		try (Slide slide = SlideOpener.open(source)) {
			final Scene scene = slide.scenes().get(0);
			final Path out = path("out.tif");
			SlideWriter.write(scene, scene.level(0).region(),
				keep().toBuilder().compression(Compression.DEFLATE).tileSize(TILE).build(), out, ProgressListener.NONE);
			try (Slide copy = SlideOpener.open(out)) {
				assertSameTiles(scene.level(0), 0, 0, copy.scenes().get(0).level(0));
				assertEquals(2, copy.scenes().get(0).levels().size());
				assertEquals(0, WrittenPyramid.largestDifference(SlowHalf.of(image),
					pixels(copy.scenes().get(0), 1, Region.ofSize(64, 64))), 0);
			}
		}
	}

	@Test
	public void absentTilesShowBackgroundInTheCopy() throws IOException {
		final PyramidTiffOptions options = PyramidTiffOptions.builder().quality(80).build();
		for (final TileCoding coding
			: new TileCoding[] { raw(TiffTag.COMPRESSION_NONE, 3), raw(TiffTag.COMPRESSION_DEFLATE, 3),
			TileCodings.of(Compression.LZW, options, PixelType.UINT8, 3),
			TileCodings.of(Compression.JPEG, options, PixelType.UINT8, 3) })
		{
			final Path kept = keptOfSparse(coding);
			try (Slide copy = SlideOpener.open(kept)) {
				final Scene scene = copy.scenes().get(0);
				assertTrue(((EncodedTiles) scene.level(0).tiles()).encoded(2, Plane.FIRST).isPresent());
				final byte[] white = new byte[64 * 64 * 3];
				Arrays.fill(white, (byte) 255);
				assertArrayEquals(white, pixels(scene, 0, new Region(0, 64, 64, 64)).bytes());
			}
			final PixelBlock seen = Oracle.vipsPixels(kept, 0);
			assertEquals(255, seen.value(32, 96, 1), 0);
			final PixelBlock image = DrawnScene.of(128, 128, PixelType.UINT8, 3)
				.draw(Region.ofSize(128, 128), Plane.FIRST);
			final double difference =
				WrittenPyramid.meanDifference(image.crop(64, 0, 64, 64), seen.crop(64, 0, 64, 64));
			assertTrue("compression " + coding.compression() + ": " + difference, difference < 4);
		}
	}

	/** What stands for an absent tile is coded as the tiles beside it. */
	@Test
	public void absentTilesOfRgbJpegAreWhite() throws IOException {
		final TileCoding rgb = new TileCoding(JpegEncoder.ofWholeRgbStreams(90), TiffTag.COMPRESSION_JPEG,
			TiffTag.PHOTOMETRIC_RGB, TiffTag.PREDICTOR_NONE);
		final Path kept = keptOfSparse(rgb);
		final PixelBlock seen = Oracle.vipsPixels(kept, 0);
		for (int s = 0; s < 3; s++)
			assertEquals(255, seen.value(32, 96, s), 0);
	}

	/** QuPath's exports: the tag says RGB, the streams hold YCbCr; what is kept says what it holds. */
	@Test
	public void keptTilesSayWhatTheirStreamsHold() throws IOException {
		final TileCoding mistagged = new TileCoding(JpegEncoder.ofWholeStreams(90, JpegSubsampling.COLUMNS_AND_ROWS, 3),
			TiffTag.COMPRESSION_JPEG, TiffTag.PHOTOMETRIC_RGB, TiffTag.PREDICTOR_NONE);
		final Path source = path("mistagged.tif");
		final PixelBlock image = DrawnScene.of(128, 128, PixelType.UINT8, 3).draw(Region.ofSize(128, 128), Plane.FIRST);
		fixture(source, ByteOrder.LITTLE_ENDIAN, image, mistagged, -1);
		final Path kept = path("kept-ycbcr.tif");
		try (Slide slide = SlideOpener.open(source)) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(), keep(), kept, ProgressListener.NONE);
		}
		final double difference = WrittenPyramid.meanDifference(image, Oracle.vipsPixels(kept, 0));
		assertTrue("differs by " + difference, difference < 4);
		try (Slide slide = SlideOpener.open(kept)) {
			for (final Level level : slide.scenes().get(0).levels()) {
				final EncodedTiles.Encoding encoding = ((EncodedTiles) level.tiles()).encoding();
				assertEquals(EncodedTiles.Colours.YCBCR, encoding.colours());
				assertEquals(2, encoding.subsamplingX());
			}
		}
	}

	/** Of JPEG 2000 the number says what the colours are; the two of Deflate stand for the same. */
	@Test
	public void numbersOfCompressionsAreKept() throws IOException {
		final PixelBlock image = DrawnScene.of(128, 128, PixelType.UINT8, 3).draw(Region.ofSize(128, 128), Plane.FIRST);
		final Map<Integer, Integer> kept = new LinkedHashMap<>();
		for (final int number : new int[] { TiffTag.COMPRESSION_JPEG2000, TiffTag.COMPRESSION_JPEG2000_APERIO_RGB,
			TiffTag.COMPRESSION_JPEG2000_APERIO_YCBCR, TiffTag.COMPRESSION_JPEG2000_LOSSY, TiffTag.COMPRESSION_DEFLATE,
			TiffTag.COMPRESSION_OLD_DEFLATE, TiffTag.COMPRESSION_NONE })
			kept.put(number, keptNumber(image, number));
		assertEquals(Map.of(34712, 34712, 33005, 33005, 33003, 33003, 33004, 33004, 8, 8, 32946, 8, 1, 1), kept);
	}

	private int keptNumber(final PixelBlock image, final int number) throws IOException {
		final TileCoding coding = number == TiffTag.COMPRESSION_JPEG2000 || number / 10 == 3300
			? new TileCoding(Jpeg2000Encoder.ofQuality(90), number, TiffTag.PHOTOMETRIC_RGB, TiffTag.PREDICTOR_NONE)
			: raw(number, 3);
		final Path source = path("number-" + number + ".tif");
		fixture(source, ByteOrder.LITTLE_ENDIAN, image, coding);
		final Path target = path("kept-number-" + number + ".tif");
		try (Slide slide = SlideOpener.open(source)) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(), keep(), target, ProgressListener.NONE);
		}
		try (TiffFile tiff = TiffFile.open(StoredFile.of(target))) {
			return tiff.ifds().get(0).intValue(TiffTag.COMPRESSION, 0);
		}
	}

	/** Old-style JPEG has its tables elsewhere, so that a tile alone says nothing. */
	@Test
	public void compressionsWithoutANumberAreNotKept() {
		assertTrue(StoredTags.compression(StoredCompression.ofBytes("old-style JPEG")).isEmpty());
	}

	private Path keptOfSparse(final TileCoding coding) throws IOException {
		final Path source = path("sparse.tif");
		fixture(source, ByteOrder.LITTLE_ENDIAN,
			DrawnScene.of(128, 128, PixelType.UINT8, 3).draw(Region.ofSize(128, 128), Plane.FIRST), coding, 2);
		final Path kept = path("kept.tif");
		try (Slide slide = SlideOpener.open(source)) {
			final Scene scene = slide.scenes().get(0);
			SlideWriter.write(scene, scene.level(0).region(), keep(), kept, ProgressListener.NONE);
		}
		return kept;
	}

	@Test
	public void otherByteOrderCannotBeKept() throws IOException {
		final Path source = path("big-endian.tif");
		fixture(source, ByteOrder.BIG_ENDIAN,
			DrawnScene.of(128, 128, PixelType.UINT16, 1).draw(Region.ofSize(128, 128), Plane.FIRST),
			raw(TiffTag.COMPRESSION_NONE, 1));
		try (Slide slide = SlideOpener.open(source)) {
			final Scene scene = slide.scenes().get(0);
			final IllegalArgumentException e =
				assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(scene,
				scene.level(0).region(), keep(), path("kept.tif"), ProgressListener.NONE));
			assertTrue(e.getMessage(), e.getMessage().endsWith("cannot be kept as they are; choose a compression"));
		}
	}

	@Test
	public void anAperioSlideIsKept() throws IOException {
		final Path source = RealSlides.path("svs/CMU-1-Small-Region.svs");
		for (final Dialect dialect : new Dialect[] { Dialect.UNIVERSAL, Dialect.SVS }) {
			final Path kept = path("kept.svs");
			try (Slide slide = SlideOpener.open(source)) {
				final Scene scene = slide.scenes().get(0);
				SlideWriter.write(scene, scene.level(0).region(),
					keep().toBuilder().dialect(dialect).carry(slide).build(), kept, ProgressListener.NONE);
				try (Slide copy = SlideOpener.open(kept)) {
					assertSameTiles(scene.level(0), 0, 0, copy.scenes().get(0).level(0));
					assertEquals(0, WrittenPyramid.largestDifference(pixels(scene, 0, scene.level(0).region()),
						pixels(copy.scenes().get(0), 0, scene.level(0).region())), 0);
					// of Aperio's, none that is smaller than the thumbnail
					assertEquals("smaller levels are added", dialect == Dialect.SVS ? 2 : 5,
						copy.scenes().get(0).levels().size());
					assertEquals(3, copy.associatedImages().size());
				}
			}
		}
	}

	private static PyramidTiffOptions keep() {
		return PyramidTiffOptions.builder().compression(Compression.KEEP).build();
	}

	private Path source(final Compression compression) throws IOException {
		final Path source = path("source.tif");
		SlideWriter.write(DrawnScene.of(1000, 900, PixelType.UINT8, 3).build(), Region.ofSize(1000, 900),
			PyramidTiffOptions.builder().compression(compression).tileSize(TILE).quality(80).build(), source,
			ProgressListener.NONE);
		return source;
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	/** Samples in the machine-independent order of {@link SamplePacker}, without a predictor. */
	private static TileCoding raw(final int compression, final int samples) {
		final ByteEncoder encoder = compression == TiffTag.COMPRESSION_NONE ? bytes -> bytes : new DeflateCodec();
		return new TileCoding(tile -> encoder.encode(SamplePacker.pack(tile)), compression,
			samples == 3 ? TiffTag.PHOTOMETRIC_RGB : TiffTag.PHOTOMETRIC_MIN_IS_BLACK, TiffTag.PREDICTOR_NONE);
	}

	/** A tiled TIFF of 128 x 128 in four tiles, some of which are absent. */
	private static void fixture(final Path path, final ByteOrder order, final PixelBlock image, final TileCoding coding,
		final Integer... absent) throws IOException
	{
		try (OutputFile file = OutputFile.create(path)) {
			final TiffWriter writer = TiffWriter.create(file, order, false);
			final TileTable table = new TileTable(4);
			for (int i = 0; i < 4; i++) {
				if (Arrays.asList(absent).contains(i)) continue;
				final byte[] bytes = coding.encoder().encode(image.crop(i % 2 * TILE, i / 2 * TILE, TILE, TILE));
				table.set(i, new TileTable.StoredTile(writer.append(bytes), bytes.length));
			}
			final IfdBuilder ifd = new IfdBuilder().longs(TiffTag.IMAGE_WIDTH, 128).longs(TiffTag.IMAGE_LENGTH, 128)
				.longs(TiffTag.TILE_WIDTH, TILE).longs(TiffTag.TILE_LENGTH, TILE)
				.offsets(TiffTag.TILE_OFFSETS, table.offsets())
				.longs(TiffTag.TILE_BYTE_COUNTS, table.byteCounts());
			PyramidDirectories.putSamples(ifd, coding, image.type(), image.samples());
			writer.addToChain(ifd);
			file.commit();
		}
	}

	private static PixelBlock pixels(final Scene scene, final int level, final Region region) throws IOException {
		return new RegionReader(TileCache.ofBytes(0)).read(scene, level, Plane.FIRST, region).block();
	}

	/** Asserts that the stored tiles of a level are those of another from a column and row on. */
	private static void assertSameTiles(final Level source, final long col, final long row, final Level copy)
		throws IOException
	{
		final UniformTileGrid from = (UniformTileGrid) source.layout();
		final UniformTileGrid to = (UniformTileGrid) copy.layout();
		assertNotEquals(0, to.tileCount());
		for (long tile = 0; tile < to.tileCount(); tile++) {
			final long original = from.index(col + tile % to.columns(), row + tile / to.columns());
			final Optional<byte[]> expected = ((EncodedTiles) source.tiles()).encoded(original, Plane.FIRST);
			final Optional<byte[]> found = ((EncodedTiles) copy.tiles()).encoded(tile, Plane.FIRST);
			assertArrayEquals(expected.get(), found.get());
		}
	}
}
