package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.coverslip.codec.PackBitsCodec;
import org.coverslip.codec.SamplePacker;
import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.codec.jpeg2000.Jpeg2000Encoder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.geom.Region;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Test;

public class DicomFormatTest extends SlideFormatContract {

	private static final String EXPLICIT = "1.2.840.10008.1.2.1";
	private static final String IMPLICIT = "1.2.840.10008.1.2";
	private static final int TILE = 64;

	@Override
	protected SlideFormat format() {
		return new DicomFormat();
	}

	/** Two levels, label and overview in four files. */
	@Override
	protected Path fixture(final Path into) throws IOException {
		write(into.resolve("label.dcm"), image(EXPLICIT, "LABEL", 64, 64, 1, "RGB", 3),
			natively(64, 64, 1, 3, PixelType.UINT8));
		write(into.resolve("overview.dcm"), image(EXPLICIT, "OVERVIEW", 64, 64, 1, "RGB", 3),
			natively(64, 64, 1, 3, PixelType.UINT8));
		write(into.resolve("level1.dcm"), image(EXPLICIT, "VOLUME", 100, 75, 2, "RGB", 3),
			natively(100, 75, 2, 3, PixelType.UINT8));
		return write(into.resolve("level0.dcm"), image(EXPLICIT, "VOLUME", 200, 150, 1, "RGB", 3),
			natively(200, 150, 1, 3, PixelType.UINT8));
	}

	/** Opening a series reads the heads of all files of the folder; the probed one alone is counted. */
	@Override
	protected long mostBytesToOpen() {
		return 2000;
	}

	/** All elements of an image of TILED_FULL but the pixels. */
	private static DicomFixture image(final String syntax, final String flavor, final int width, final int height,
		final int step,
		final String photometric, final int samples)
	{
		return image(syntax, flavor, width, height, step, photometric, samples, 8, tiles(width) * tiles(height));
	}

	private static int tiles(final int length) {
		return (length + TILE - 1) / TILE;
	}

	private static DicomFixture image(final String syntax, final String flavor, final int width, final int height,
		final int step,
		final String photometric, final int samples, final int bits, final int frames)
	{
		final DicomFixture f = DicomFixture.file(syntax);
		return f.text(IMAGE_TYPE, "CS", "ORIGINAL\\PRIMARY\\" + flavor + "\\NONE")
			.text(SOP_CLASS, "UI", DicomInstance.WHOLE_SLIDE)
			.text(SERIES_INSTANCE, "UI", "1.2.3").text(FRAME_OF_REFERENCE, "UI", "4.5.6")
			.text(DIMENSION_ORGANIZATION_TYPE, "CS", "TILED_FULL").us(SAMPLES_PER_PIXEL, samples)
			.text(PHOTOMETRIC, "CS", photometric)
			.us(PLANAR_CONFIGURATION, 0).text(NUMBER_OF_FRAMES, "IS", "" + frames).us(ROWS, TILE).us(COLUMNS, TILE)
			.us(BITS_ALLOCATED, bits)
			.us(PIXEL_REPRESENTATION, 0).ul(TOTAL_MATRIX_COLUMNS, width).ul(TOTAL_MATRIX_ROWS, height)
			.sequence(OPTICAL_PATHS, step % 2 == 1, List.of(f.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "1")
				.text(OPTICAL_PATH_DESCRIPTION, "ST", "first").text(OBJECTIVE_LENS_POWER, "DS", "20")
				.value(ICC_PROFILE, "OB", new byte[] { 1, 2 })))
			.sequence(SHARED_GROUPS, step % 2 == 0, List.of(f.item().sequence(PIXEL_MEASURES, true,
				List.of(f.item().text(PIXEL_SPACING, "DS", 0.0004 * step + "\\" + 0.0005 * step)))));
	}

	/** The pattern's tiles in order, at every {@code step}-th pixel. */
	private static List<PixelBlock> blocks(final int width, final int height, final int step, final int samples,
		final PixelType type) {
		final List<PixelBlock> blocks = new ArrayList<>();
		for (int y = 0; y < height; y += TILE)
			for (int x = 0; x < width; x += TILE) {
				final PixelBlock block = PixelBlock.zeros(new BlockShape(TILE, TILE, samples, type));
				for (int row = 0; row < TILE; row++)
					for (int col = 0; col < TILE; col++)
						TestPattern.block((long) (x + col) * step, (long) (y + row) * step,
							new BlockShape(1, 1, samples, type)).copyTo(0, 0, block,
							col, row, 1, 1);
				blocks.add(block);
			}
		return blocks;
	}

	private static byte[] natively(final int width, final int height, final int step, final int samples,
		final PixelType type) {
		final ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (final PixelBlock block : blocks(width, height, step, samples, type))
			all.writeBytes(SamplePacker.pack(block));
		return all.toByteArray();
	}

	private static Path write(final Path path, final DicomFixture file, final byte[] pixels) throws IOException {
		return Files.write(path, file.value(PIXEL_DATA, "OW", pixels).bytes());
	}

	private Path path(final String name) throws IOException {
		return folder.newFolder().toPath().resolve(name);
	}

	/** Level 0 in the plane must be the pattern. */
	private static void assertPattern(final Path path, final Plane plane, final double tolerance) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			final PixelBlock found = new RegionReader(TileCache.ofBytes(0))
				.read(scene, 0, plane, Region.ofSize(scene.width(), scene.height())).block();
			final PixelBlock truth = TestPattern.block(0, 0, found.shape());
			double sum = 0;
			for (int i = 0; i < found.shape().length(); i++)
				sum += Math.abs(truth.value(i) - found.value(i));
			assertEquals(path.getFileName() + " mean difference", 0, sum / found.shape().length(), tolerance);
		}
	}

	@Test
	public void aSeriesOpensFromAnyOfItsFiles() throws IOException {
		final Path first = fixture(folder.newFolder().toPath());
		for (final String name : List.of("level0.dcm", "level1.dcm", "label.dcm"))
			try (Slide slide = SlideOpener.open(first.resolveSibling(name))) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(List.of(200L, 100L), scene.levels().stream().map(level -> level.width()).toList());
				assertEquals(0.5, scene.pixelSize().get().xUm(), 1e-9);
				assertEquals(0.4, scene.pixelSize().get().yUm(), 1e-9);
				assertEquals(20, scene.objectivePower().getAsDouble(), 0);
				assertArrayEquals(new byte[] { 1, 2 }, slide.metadata().iccProfile().get());
				assertEquals(List.of("label", "macro"), slide.associatedImages().stream().map(AssociatedImage::name)
					.toList());
				assertEquals("VOLUME", slide.metadata().properties().get("dicom.ImageType[2]"));
				assertEquals("200", slide.metadata().properties().get("openslide.level[0].width"));
			}
		assertPattern(first, Plane.FIRST, 0);
		assertPattern(first.getParent(), Plane.FIRST, 0);
	}

	@Test
	public void otherSeriesInTheFolderAreLeftOut() throws IOException {
		final Path first = fixture(folder.newFolder().toPath());
		final byte[] other = Files.readAllBytes(first.resolveSibling("level1.dcm"));
		final int at = new String(other, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("1.2.3");
		other[at] = '9';
		Files.write(first.resolveSibling("level1.dcm"), other);
		Files.writeString(first.resolveSibling("notes.txt"), "nothing");
		Files.write(first.resolveSibling("cut.dcm"), Arrays.copyOf(other, 400));
		try (Slide slide = SlideOpener.open(first)) {
			assertEquals(1, slide.scenes().get(0).levels().size());
		}
	}

	@Test
	public void nativeSamples() throws IOException {
		final PixelType[] types = { PixelType.UINT8, PixelType.UINT16 };
		for (final String syntax : List.of(EXPLICIT, IMPLICIT))
			for (final PixelType type : types) {
				final Path grey = path("grey.dcm");
				write(grey, image(syntax, "VOLUME", 150, 70, 1, "MONOCHROME2", 1, type.bits(), 6),
					natively(150, 70, 1, 1, type));
				assertPattern(grey, Plane.FIRST, 0);
			}
	}

	@Test
	public void encapsulatedFrames() throws IOException {
		final List<PixelBlock> blocks = blocks(150, 70, 1, 3, PixelType.UINT8);
		final JpegEncoder jpeg = JpegEncoder.ofWholeStreams(95, JpegSubsampling.COLUMNS, 3);
		final Jpeg2000Encoder jpeg2000 = Jpeg2000Encoder.lossless();
		for (final boolean table : new boolean[] { true, false }) {
			final List<List<byte[]>> jpegs = new ArrayList<>();
			final List<List<byte[]>> waves = new ArrayList<>();
			final List<List<byte[]>> runs = new ArrayList<>();
			for (final PixelBlock block : blocks) {
				jpegs.add(fragments(jpeg.encode(block), table ? 3 : 1));
				waves.add(fragments(jpeg2000.encode(block), 1));
				runs.add(fragments(runLengths(block), 1));
			}
			final Path a = path("jpeg.dcm");
			Files.write(a, image("1.2.840.10008.1.2.4.50", "VOLUME", 150, 70, 1, "YBR_FULL_422", 3).frames(table, jpegs)
				.bytes());
			assertPattern(a, Plane.FIRST, 3);
			final Path b = path("jpeg2000.dcm");
			Files.write(b, image("1.2.840.10008.1.2.4.90", "VOLUME", 150, 70, 1, "YBR_RCT", 3).frames(table, waves)
				.bytes());
			assertPattern(b, Plane.FIRST, 0);
			final Path c = path("rle.dcm");
			Files.write(c, image("1.2.840.10008.1.2.5", "VOLUME", 150, 70, 1, "RGB", 3).frames(table, runs).bytes());
			assertPattern(c, Plane.FIRST, 0);
		}
	}

	private static List<byte[]> fragments(final byte[] frame, final int count) {
		final List<byte[]> parts = new ArrayList<>();
		final int length = (frame.length / count + 1) / 2 * 2;
		for (int i = 0; i < count; i++)
			parts.add(Arrays.copyOfRange(frame, i * length, i + 1 < count ? (i + 1) * length : frame.length));
		return parts;
	}

	private static byte[] runLengths(final PixelBlock block) {
		final ByteBuffer head = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putInt(3);
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int s = 0; s < 3; s++) {
			head.putInt(64 + out.size());
			final byte[] plane = new byte[block.shape().pixels()];
			for (int i = 0; i < plane.length; i++)
				plane[i] = block.bytes()[3 * i + s];
			out.writeBytes(new PackBitsCodec(TILE).encode(plane));
		}
		return ByteBuffer.allocate(64 + out.size()).put(head.array()).put(out.toByteArray()).array();
	}

	@Test
	public void anExtendedOffsetTable() throws IOException {
		final List<List<byte[]>> frames = new ArrayList<>();
		final List<Long> offsets = new ArrayList<>();
		long offset = 0;
		for (final PixelBlock block : blocks(150, 70, 1, 3, PixelType.UINT8)) {
			final byte[] frame = Jpeg2000Encoder.lossless().encode(block);
			frames.add(List.of(frame));
			offsets.add(offset);
			offset += 8 + frame.length + frame.length % 2;
		}
		final Path path = path("extended.dcm");
		Files.write(path, image("1.2.840.10008.1.2.4.90", "VOLUME", 150, 70, 1, "RGB", 3)
			.longs(EXTENDED_OFFSETS, offsets)
			.frames(false, frames).bytes());
		assertPattern(path, Plane.FIRST, 0);
	}

	@Test
	public void opticalPathsAreChannelsAndFocalPlanesZ() throws IOException {
		final Path path = path("paths.dcm");
		final DicomFixture f = image(EXPLICIT, "VOLUME", 64, 64, 1, "MONOCHROME2", 1, 8, 6);
		f.sequence(OPTICAL_PATHS, true,
			List.of(f.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "a").text(OPTICAL_PATH_DESCRIPTION, "ST", "DAPI"),
			f.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "b"))).us(NUMBER_OF_FOCAL_PLANES, 3);
		final byte[] pixels = new byte[6 * TILE * TILE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) (10 * (i / (TILE * TILE)));
		// the first of two sequences with one tag counts, so this file is put together by hand
		final DicomFixture own = DicomFixture.file(EXPLICIT);
		own.text(SOP_CLASS, "UI", DicomInstance.WHOLE_SLIDE).text(DIMENSION_ORGANIZATION_TYPE, "CS", "TILED_FULL")
			.us(SAMPLES_PER_PIXEL, 1).text(PHOTOMETRIC, "CS", "MONOCHROME2").text(NUMBER_OF_FRAMES, "IS", "6")
			.us(ROWS, TILE).us(COLUMNS, TILE)
			.us(BITS_ALLOCATED, 8).sequence(OPTICAL_PATHS, true,
				List.of(own.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "a")
				.text(OPTICAL_PATH_DESCRIPTION, "ST", "DAPI"),
					own.item().text(OPTICAL_PATH_IDENTIFIER, "SH", "b")))
			.ul(NUMBER_OF_FOCAL_PLANES, 3);
		write(path, own, pixels);
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("DAPI", "b"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(3, scene.sizeZ());
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (int c = 0; c < 2; c++)
				for (int z = 0; z < 3; z++)
					assertEquals(10 * (c * 3 + z),
						reader.read(scene, 0, new Plane(c, z, 0), new Region(5, 5, 1, 1)).block().value(0), 0);
		}
	}

	@Test
	public void sparseFramesLieWhereTheySay() throws IOException {
		for (final int shift : new int[] { 0, 10 }) {
			final Path path = path("sparse.dcm");
			final DicomFixture f = DicomFixture.file(EXPLICIT);
			final List<DicomFixture> groups = new ArrayList<>();
			final int[][] places = { { 64 + shift, 0 }, { 0, 64 } };
			for (final int[] place : places)
				groups.add(f.item().sequence(PLANE_POSITION_SLIDE, false,
					List.of(f.item().text(Z_OFFSET_IN_SLIDE, "DS", "0").ul(COLUMN_POSITION, place[0] + 1)
					.ul(ROW_POSITION, place[1] + 1))));
			f.text(SOP_CLASS, "UI", DicomInstance.WHOLE_SLIDE).text(DIMENSION_ORGANIZATION_TYPE, "CS", "TILED_SPARSE")
				.us(SAMPLES_PER_PIXEL, 3)
				.text(PHOTOMETRIC, "CS", "RGB").text(NUMBER_OF_FRAMES, "IS", "2").us(ROWS, TILE).us(COLUMNS, TILE)
				.us(BITS_ALLOCATED, 8)
				.ul(TOTAL_MATRIX_COLUMNS, 200).ul(TOTAL_MATRIX_ROWS, 150).sequence(PER_FRAME_GROUPS, true, groups);
			final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
			for (final int[] place : places)
				pixels.writeBytes(TestPattern.block(place[0], place[1], TestPattern.rgb(TILE, TILE)).bytes());
			write(path, f, pixels.toByteArray());
			try (Slide slide = SlideOpener.open(path)) {
				final RegionPixels all =
					new RegionReader(TileCache.ofBytes(0))
					.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(200, 150));
				for (int y = 0; y < 150; y++)
					for (int x = 0; x < 200; x++) {
						boolean covered = false;
						for (final int[] place : places)
							covered |= x >= place[0] && x < place[0] + TILE && y >= place[1] && y < place[1] + TILE;
						assertEquals(covered ? 255 : 0, all.alpha(y * 200 + x));
						if (covered) assertEquals(TestPattern.value(x, y, 1), all.block().value(x, y, 1), 0);
					}
			}
		}
	}

	@Test
	public void aConcatenationIsOneLevel() throws IOException {
		final Path into = folder.newFolder().toPath();
		final byte[] all = natively(150, 70, 1, 3, PixelType.UINT8);
		final int frame = TILE * TILE * 3;
		for (int part = 0; part < 2; part++) {
			final DicomFixture f = image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3, 8, 3)
				.text(CONCATENATION, "UI", "7.8.9")
				.ul(CONCATENATION_FRAME_OFFSET, 3 * part);
			write(into.resolve("part" + part + ".dcm"), f,
				Arrays.copyOfRange(all, 3 * part * frame, 3 * (part + 1) * frame));
		}
		assertPattern(into.resolve("part1.dcm"), Plane.FIRST, 0);
		Files.delete(into.resolve("part0.dcm"));
		try (Slide slide = SlideOpener.open(into.resolve("part1.dcm"))) {
			assertEquals(List.of("3 of the 6 frames of the concatenation that part1.dcm belongs to are missing"),
				slide.metadata().notShown());
		}
	}

	private void assertRefused(final String message, final byte[] file) throws IOException {
		final Path path = path("damaged.dcm");
		Files.write(path, file);
		final SlideFormatException e = assertThrows(message, SlideFormatException.class, () -> {
			try (Slide slide = SlideOpener.open(path)) {
				new RegionReader(TileCache.ofBytes(0))
					.read(slide.scenes().get(0), 0, Plane.FIRST, Region.ofSize(64, 64));
			}
		});
		assertTrue(e.getMessage(), e.getMessage().contains(message) && e.getMessage().contains("damaged.dcm"));
	}

	@Test
	public void damagedFiles() throws IOException {
		final byte[] pixels = natively(150, 70, 1, 3, PixelType.UINT8);
		final byte[] sound = image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3).value(PIXEL_DATA, "OW", pixels).bytes();
		assertRefused("the end of the file", Arrays.copyOf(sound, sound.length - 5));
		assertRefused("the end of the file", Arrays.copyOf(sound, 210));
		assertRefused("6 frames of 12288 bytes",
			image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3).value(PIXEL_DATA, "OW", new byte[100]).bytes());
		assertRefused("6 frames for 6 tiles",
			image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3, 8, 5).value(PIXEL_DATA, "OW", pixels).bytes());
		assertRefused("1 to 100000000 frames",
			image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3, 8, 0).value(PIXEL_DATA, "OW", pixels).bytes());
		assertRefused("samples of 1, 8, 16 or 32 bits", image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3, 12, 6)
			.value(PIXEL_DATA, "OW", pixels).bytes());
		assertRefused("found video", image("1.2.840.10008.1.2.4.102", "VOLUME", 150, 70, 1, "RGB", 3)
			.frames(true, List.of()).bytes());
		assertRefused("pixel data, found none", image(EXPLICIT, "VOLUME", 150, 70, 1, "RGB", 3).bytes());
		assertRefused("TotalPixelMatrixColumns of 1 to 2^31 - 1", image(EXPLICIT, "VOLUME", 0, 70, 1, "RGB", 3, 8, 6)
			.value(PIXEL_DATA, "OW", pixels).bytes());
		assertRefused("frame 0 in JPEG", image("1.2.840.10008.1.2.4.50", "VOLUME", 64, 64, 1, "RGB", 3)
			.frames(false, List.of(List.of(new byte[20]))).bytes());
		assertRefused("a segmentation",
			DicomFixture.file(EXPLICIT).text(SOP_CLASS, "UI", "1.2.840.10008.5.1.4.1.1.66.4").bytes());
	}

	@Test
	public void mutatedFilesEndInOneKindOfException() throws IOException {
		final byte[] sound = image(EXPLICIT, "VOLUME", 64, 64, 1, "MONOCHROME2", 1)
			.value(PIXEL_DATA, "OW", new byte[TILE * TILE]).bytes();
		final Path path = path("mutated.dcm");
		final Random random = new Random(5);
		int survivors = 0;
		for (int i = 0; i < 3000; i++) {
			final byte[] mutated = i < 600 ? Arrays.copyOf(sound, 132 + i) : sound.clone();
			if (i >= 600) for (int k = 0; k < 3; k++)
				mutated[132 + random.nextInt(700)] = (byte) random.nextInt(256);
			Files.write(path, mutated);
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				new RegionReader(TileCache.ofBytes(0)).read(scene, 0, Plane.FIRST, Region.ofSize(20, 20));
				survivors++;
			}
			catch (final IOException e) {
				assertTrue(e.toString(), e.getMessage().contains("mutated.dcm"));
			}
		}
		assertTrue(survivors > 0 && survivors < 3000);
	}

	@Test
	public void realFilesShowWhatPydicomReads() throws IOException {
		for (final String[] file : new String[][] { { "wsi2dcm-raw.dcm", "0" }, { "highdicom-sm_image.dcm", "0" },
			{ "highdicom-sm_image_numbers.dcm", "0" }, { "wsi2dcm-jpeg.dcm", "1" },
			{ "highdicom-sm_image_control.dcm", "0" }, { "highdicom-sm_image_dots.dcm", "0" },
			{ "google-multiframe_camelyon.dcm", "1" },
			{ "google-test_wsi2.dcm", "1" }, { "google-downsample-1-in.dcm", "1" },
			{ "google-test_dicom_matrix.dcm", "1" },
			{ "dicom-server-layer1.dcm", "1" }, { "openslide-python-boxes/boxes_0.dcm", "1" },
			{ "panimg-sparse_no_bot.dcm", "1" },
			{ "panimg-full_with_bot.dcm", "1" }, { "pathml-small_dicom.dcm", "1" },
			{ "google-test_jpeg_dicom.dcm", "1" },
			{ "jcupitt-cmu-1-small-region/level-0-frames-0-30.dcm", "1" },
			{ "jcupitt-cmu-1-small-region/level-2-frames-0-4.dcm", "1" } }) {
			final Path path = RealSlides.path("dicom/" + file[0]);
			final byte[] expected = Oracle.pydicomMatrix(path);
			try (Slide slide = SlideOpener.open(path)) {
				final Scene scene = slide.scenes().get(0);
				final int level = (int) scene.levels().stream()
					.filter(l -> 3 * l.width() * l.height() > expected.length).count();
				final byte[] found = new RegionReader(TileCache.ofBytes(0))
					.read(scene, level, Plane.FIRST, scene.level(level).region()).block().bytes();
				assertEquals(file[0], expected.length, found.length);
				for (int i = 0; i < found.length; i++)
					assertEquals(file[0] + " sample " + i, expected[i] & 0xff, found[i] & 0xff,
						Integer.parseInt(file[1]));
			}
		}
	}

	/**
	 * The same slide as DICOM, encoded anew, and as SVS: shifted by one pixel they would differ by more than 6 in the
	 * mean.
	 */
	@Test
	public void aRealSeriesShowsWhatItsSvsShows() throws IOException {
		final Path dicom = RealSlides.path("dicom/jcupitt-cmu-1-small-region/level-3-frames-0-1.dcm");
		final Path svs = RealSlides.path("svs/CMU-1-Small-Region.svs");
		try (Slide a = SlideOpener.open(dicom); Slide b = SlideOpener.open(svs)) {
			assertEquals(12, a.scenes().get(0).levels().size());
			assertEquals(b.scenes().get(0).pixelSize(), a.scenes().get(0).pixelSize());
			final RegionReader reader = new RegionReader(TileCache.shared());
			final Region all = Region.ofSize(2220, 2967);
			final byte[] found = reader.read(a.scenes().get(0), 0, Plane.FIRST, all).block().bytes();
			final byte[] expected = reader.read(b.scenes().get(0), 0, Plane.FIRST, all).block().bytes();
			double sum = 0;
			for (int i = 0; i < found.length; i++)
				sum += Math.abs((found[i] & 0xff) - (expected[i] & 0xff));
			assertEquals("mean difference after a second JPEG", 0, sum / found.length, 4);
		}
	}

	@Test
	public void otherDicomIsCalledByItsName() throws IOException {
		for (final String[] file
			: new String[][] { { "NOTWSI-panimg-ct.dcm", "modality CT" },
			{ "google-wsi_annotation.dcm", "annotations" },
			{ "highdicom-seg_image_sm_dots_tiled_full.dcm", "a segmentation" } }) {
			final Path path = RealSlides.path("dicom/" + file[0]);
			final IOException e = assertThrows(IOException.class, () -> SlideOpener.open(path).close());
			assertTrue(e.getMessage(), e.getMessage().contains(file[1]));
		}
	}
}
