package org.coverslip.export.dicom;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.coverslip.codec.jpeg.JpegHeader;
import org.coverslip.detect.SlideOpener;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.dicom.DicomTag;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.dicom.DicomSlideOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.pixel.BlockShape;
import org.coverslip.io.OutputFile;
import org.coverslip.export.walk.TilePadding;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.geom.Region;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is written as DICOM is valid, and has the pixels of the slide, read by others and by Coverslip. */
public class DicomSlideTest {

	private static final String SMALL = "svs/CMU-1-Small-Region.svs";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final RegionReader reader = new RegionReader(TileCache.ofBytes(8 << 20));

	private Path target(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static DicomSlideOptions.Builder options() {
		return DicomSlideOptions.builder().tileSize(128).threads(3);
	}

	private Object pixels(final Scene scene, final int level, final Plane plane) throws IOException {
		return reader.read(scene, level, plane, scene.level(level).region()).block().array();
	}

	private static void assertSame(final Object a, final Object b) {
		if (a instanceof byte[] bytes) assertArrayEquals(bytes, (byte[]) b);
		else assertArrayEquals((short[]) a, (short[]) b);
	}

	private static List<Path> files(final Path dicom) throws IOException {
		try (Stream<Path> files = Files.list(dicom)) {
			return files.sorted().toList();
		}
	}

	/** Nothing is wrong with the files; pydicom has the values of our reader in all levels. */
	private void assertRight(final Path dicom) throws IOException {
		assertRight(dicom, 0);
	}

	/** Likewise, of levels from one on. */
	private void assertRight(final Path dicom, final int from) throws IOException {
		assertEquals(List.of(), Oracle.dicomErrors(files(dicom)));
		try (Slide slide = SlideOpener.open(dicom)) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(), slide.metadata().notShown());
			final ByteBuffer found = ByteBuffer.wrap(Oracle.pydicomMatrix(IntStream.range(from, scene.levels().size())
				.mapToObj(level -> dicom.resolve("level_" + level + ".dcm")).toArray(Path[]::new)))
				.order(ByteOrder.LITTLE_ENDIAN);
			for (int level = from; level < scene.levels().size(); level++)
				for (int c = 0; c < scene.channels().size(); c++)
					for (int z = 0; z < scene.sizeZ(); z++)
						assertSame(pixels(scene, level, new Plane(c, z, 0)), next(found, scene, level));
			assertFalse(found.hasRemaining());
		}
	}

	private static Object next(final ByteBuffer in, final Scene scene, final int level) {
		final int n = (int) (scene.level(level).width() * scene.level(level).height()) * scene.level(level).samples();
		if (scene.pixelType() == PixelType.UINT8) {
			final byte[] bytes = new byte[n];
			in.get(bytes);
			return bytes;
		}
		final short[] shorts = new short[n];
		in.asShortBuffer().get(shorts);
		in.position(in.position() + 2 * n);
		return shorts;
	}

	private static Path written(final Path slide, final Path dicom, final DicomSlideOptions.Builder options)
		throws IOException
	{
		try (Slide opened = SlideOpener.open(slide)) {
			SlideWriter.write(opened.scenes().get(0), options.carry(opened).build(), dicom, ProgressListener.NONE);
		}
		return dicom;
	}

	/** The frames have the entropy-coded data of the slide's tiles, and say by themselves what their colours are. */
	@Test
	public void jpegTilesAreCopied() throws IOException {
		final Path dicom = written(RealSlides.path(SMALL), target("d"), options());
		assertEquals(List.of("label.dcm", "level_0.dcm", "level_1.dcm", "level_2.dcm", "level_3.dcm", "level_4.dcm",
			"overview.dcm", "thumbnail.dcm"),
			files(dicom).stream().map(file -> file.getFileName().toString()).toList());
		assertRight(dicom);
		final byte[] file = Files.readAllBytes(dicom.resolve("level_0.dcm"));
		try (Slide svs = SlideOpener.open(RealSlides.path(SMALL)); Slide found = SlideOpener.open(dicom)) {
			final Scene scene = svs.scenes().get(0);
			final EncodedTiles tiles = (EncodedTiles) scene.level(0).tiles();
			int at = 0;
			for (int i = 0; i < 130; i++) {
				final byte[] tile = tiles.encoded(i, Plane.FIRST).orElseThrow();
				final byte[] scan = Arrays.copyOfRange(tile, scanOf(tile), tile.length);
				at = indexOf(file, scan, at);
				assertTrue("scan of tile " + i, at > 0);
			}
			assertSame(pixels(scene, 0, Plane.FIRST), pixels(found.scenes().get(0), 0, Plane.FIRST));
			assertEquals(scene.pixelSize(), found.scenes().get(0).pixelSize());
			assertEquals(scene.objectivePower(), found.scenes().get(0).objectivePower());
			assertAssociatedAreSame(svs, found);
			assertEquals("20091229095915", found.metadata().properties().get("dicom.AcquisitionDateTime"));
			assertEquals("CMU-1-Small-Region", found.metadata().properties()
				.get("dicom.SpecimenDescriptionSequence[0].SpecimenIdentifier"));
			assertEquals("CPAPERIOCS", found.metadata().properties().get("dicom.DeviceSerialNumber"));
		}
		assertEquals("RGB", property(dicom, "PhotometricInterpretation"));
		final Path plain = target("plain.dcm");
		Oracle.run("dcmdjpeg", dicom.resolve("level_0.dcm").toString(), plain.toString());
		assertArrayEquals(Oracle.pydicomMatrix(dicom.resolve("level_0.dcm")), Oracle.pydicomMatrix(plain));
		final int first = indexOf(file, new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xee }, 0);
		assertEquals(0, JpegHeader.parse(Arrays.copyOfRange(file, first, file.length)).adobeTransform());
	}

	private static void assertAssociatedAreSame(final Slide expected, final Slide found) throws IOException {
		assertEquals(expected.associatedImages().stream().map(AssociatedImage::name).sorted().toList(),
			found.associatedImages().stream().map(AssociatedImage::name).sorted().toList());
		for (final AssociatedImage image : expected.associatedImages()) {
			final AssociatedImage same = found.associatedImages().stream()
				.filter(other -> other.name().equals(image.name())).findFirst().orElseThrow();
			assertEquals(image.shape(), same.shape());
			assertArrayEquals(image.name(), image.read().bytes(), same.read().bytes());
		}
	}

	private static int scanOf(final byte[] jpeg) {
		return indexOf(jpeg, new byte[] { (byte) 0xff, (byte) 0xda }, 0);
	}

	private static int indexOf(final byte[] in, final byte[] part, final int from) {
		for (int i = from; i + part.length <= in.length; i++)
			if (in[i] == part[0] && Arrays.equals(in, i, i + part.length, part, 0, part.length)) return i;
		return -1;
	}

	@Test
	public void jpeg2000TilesAreCopied() throws Exception {
		final Path svs = RealSlides.path("svs/tcga-cr-7395-01a-01-ts1.svs");
		final String said = assertThrows(IllegalArgumentException.class,
			() -> written(svs, target("refused"), options())).getMessage();
		assertEquals("the slide does not say how large a pixel is, which DICOM has to know; give it as PixelSpacing, "
			+ "in millimetres, in a file of metadata", said);
		assertEquals(0, folder.getRoot().list().length);
		final Path dicom = written(svs, target("d"),
			options().description(DicomDescription.ofJson("{\"PixelSpacing\": [0.0003, 0.00025]}")));
		assertRight(dicom, 1);
		final List<String> frames = Oracle.pydicomFrames(dicom.resolve("level_1.dcm"));
		try (Slide slide = SlideOpener.open(svs); Slide found = SlideOpener.open(dicom)) {
			final Scene scene = slide.scenes().get(0);
			for (int level = 1; level < 2; level++)
				assertSame(pixels(scene, level, Plane.FIRST), pixels(found.scenes().get(0), level, Plane.FIRST));
			assertEquals(0.25, found.scenes().get(0).pixelSize().orElseThrow().xUm(), 1e-9);
			assertEquals(0.3, found.scenes().get(0).pixelSize().orElseThrow().yUm(), 1e-9);
			final EncodedTiles tiles = (EncodedTiles) scene.level(1).tiles();
			for (int i = 0; i < frames.size(); i++) {
				byte[] tile = tiles.encoded(i, Plane.FIRST).orElseThrow();
				while (tile[tile.length - 1] == 0)
					tile = Arrays.copyOf(tile, tile.length - 1);
				assertEquals("tile " + i, frames.get(i),
					HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(tile)));
			}
		}
		assertEquals("YBR_ICT", property(dicom, "PhotometricInterpretation"));
	}

	/** Saturated and dark colours, sizes that are odd, places where nothing is stored. */
	@Test
	public void coloursAreKeptWithoutLoss() throws IOException {
		final Scene scene = DrawnScene.of(313, 177, PixelType.UINT8, 3).tiles(64, 64)
			.formula((x, y, s, p) -> (x / 31 + y / 17 + s) % 3 == 0 ? (x + y) % 2 : s == 1 ? 1 : 0)
			.background(0x3355aa).stored(new Region(0, 0, 200, 100)).build();
		final Path tiff = target("expected.tif");
		SlideWriter.write(scene, PyramidTiffOptions.builder().tileSize(128).build(), tiff, ProgressListener.NONE);
		final List<String> syntaxes = new ArrayList<>();
		for (final Compression compression : List.of(Compression.COPY_OR_LOSSLESS, Compression.LOSSLESS,
			Compression.NONE)) {
			final Path dicom = target("d" + compression);
			SlideWriter.write(scene, options().compression(compression).build(), dicom, ProgressListener.NONE);
			assertRight(dicom);
			try (Slide expected = SlideOpener.open(tiff); Slide slide = SlideOpener.open(dicom)) {
				final Scene a = expected.scenes().get(0);
				for (int i = 0; i < a.levels().size(); i++)
					assertSame(pixels(a, i, Plane.FIRST), pixels(slide.scenes().get(0), i, Plane.FIRST));
				assertEquals("drawn \"scene\"", slide.scenes().get(0).name());
			}
			syntaxes.add(property(dicom, "TransferSyntaxUID").substring(17));
		}
		assertEquals(List.of(".4.90", ".4.90", ".1"), syntaxes);
	}

	@Test
	public void lossyTilesOfColour() throws IOException {
		final Scene scene = DrawnScene.of(500, 300, PixelType.UINT8, 3).build();
		for (final Compression compression : List.of(Compression.COPY_OR_JPEG, Compression.JPEG,
			Compression.JPEG2000)) {
			final Path dicom = target("d" + compression);
			SlideWriter.write(scene, options().compression(compression).build(), dicom, ProgressListener.NONE);
			assertRight(dicom);
			final byte[] expected = (byte[]) pixels(scene, 0, Plane.FIRST);
			try (Slide slide = SlideOpener.open(dicom)) {
				final byte[] found = (byte[]) pixels(slide.scenes().get(0), 0, Plane.FIRST);
				long sum = 0;
				for (int i = 0; i < found.length; i++)
					sum += Math.abs((expected[i] & 0xff) - (found[i] & 0xff));
				assertTrue("mean difference " + (double) sum / found.length, sum > 0 && sum < 4L * found.length);
				assertEquals("01", slide.metadata().properties().get("dicom.LossyImageCompression"));
			}
		}
		assertEquals("YBR_FULL_422", property(target("dJPEG"), "PhotometricInterpretation"));
	}

	/** Channels are optical paths with their names and colours, focal planes are focal planes. */
	@Test
	public void channelsAndFocalPlanes() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT16, PixelType.UINT8))
			for (final Compression compression : List.of(Compression.COPY_OR_LOSSLESS, Compression.NONE)) {
				final Scene scene = DrawnScene.of(201, 130, type, 1).planes(3, 2, 1).build();
				final Path dicom = target("d" + compression + type);
				SlideWriter.write(scene, options().compression(compression).build(), dicom, ProgressListener.NONE);
				assertRight(dicom);
				try (Slide slide = SlideOpener.open(dicom)) {
					final Scene found = slide.scenes().get(0);
					assertEquals(scene.channels(), found.channels());
					assertEquals(2, found.sizeZ());
					for (int c = 0; c < 3; c++)
						for (int z = 0; z < 2; z++)
							assertSame(pixels(scene, 0, new Plane(c, z, 0)), pixels(found, 0, new Plane(c, z, 0)));
				}
			}
	}

	/** A part of a slide is copied too, where it begins at the corner of a tile, or is made to. */
	@Test
	public void aRegion() throws IOException {
		try (Slide svs = SlideOpener.open(RealSlides.path(SMALL))) {
			final Scene scene = svs.scenes().get(0);
			final Region part = new Region(480, 250, 700, 500);
			final DicomSlideOptions.Builder keep = options().compression(Compression.COPY).carry(svs);
			final String said = assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(scene, part,
				keep.build(), target("x"), ProgressListener.NONE)).getMessage();
			assertEquals("the image's tiles (JPEG) cannot be copied into DICOM as they are, or the region does not "
				+ "begin at the corner of one; choose a compression", said);
			final Path dicom = target("d");
			final Region written = SlideWriter.write(scene, part, keep.align(true).build(), dicom,
				ProgressListener.NONE);
			assertEquals(new Region(480, 240, 720, 720), written);
			assertRight(dicom);
			try (Slide slide = SlideOpener.open(dicom)) {
				final PixelBlock expected = reader.read(scene, 0, Plane.FIRST, written).block();
				assertSame(expected.array(), pixels(slide.scenes().get(0), 0, Plane.FIRST));
				final double left = 2220 * 0.000499 - 480 * 0.000499;
				assertEquals(left, Double.parseDouble(slide.metadata().properties()
					.get("dicom.TotalPixelMatrixOriginSequence[0].YOffsetInSlideCoordinateSystem")), 1e-9);
			}
		}
	}

	/** From a slide to DICOM and from there to a TIFF. */
	@Test
	public void thereAndBack() throws IOException {
		final Path svs = RealSlides.path(SMALL);
		final Path dicom = written(svs, target("d"), options());
		final Path back = target("back.tif");
		try (Slide slide = SlideOpener.open(dicom)) {
			SlideWriter.write(slide.scenes().get(0), PyramidTiffOptions.builder().carry(slide).build(), back,
				ProgressListener.NONE);
		}
		try (Slide from = SlideOpener.open(svs); Slide to = SlideOpener.open(back)) {
			final Scene a = from.scenes().get(0);
			final Scene b = to.scenes().get(0);
			assertSame(pixels(a, 0, Plane.FIRST), pixels(b, 0, Plane.FIRST));
			assertEquals(a.pixelSize(), b.pixelSize());
			assertAssociatedAreSame(from, to);
			assertArrayEquals("without a profile it is sRGB", from.metadata().iccProfile()
				.orElseGet(SrgbProfile::bytes), to.metadata().iccProfile().orElseThrow());
		}
	}

	/** Tiles of DICOM are copied too: into DICOM, and into a TIFF. */
	@Test
	public void framesAreCopied() throws IOException {
		final Path jpeg = written(RealSlides.path(SMALL), target("jpeg"), options());
		final Path jpeg2000 = target("jpeg2000");
		final Scene drawn = DrawnScene.of(300, 200, PixelType.UINT8, 3).build();
		SlideWriter.write(drawn, options().build(), jpeg2000, ProgressListener.NONE);
		for (final Path dicom : List.of(jpeg, jpeg2000)) {
			final Path copy = written(dicom, target(dicom.getFileName() + "-copy"),
				options().compression(Compression.COPY));
			assertEquals(Oracle.pydicomFrames(dicom.resolve("level_1.dcm")),
				Oracle.pydicomFrames(copy.resolve("level_1.dcm")));
			assertEquals(property(dicom, "StudyInstanceUID"), property(copy, "StudyInstanceUID"));
			assertEquals(property(dicom, "LossyImageCompression"), property(copy, "LossyImageCompression"));
			final Path tiff = target(dicom.getFileName() + ".tif");
			try (Slide slide = SlideOpener.open(dicom)) {
				final Scene scene = slide.scenes().get(0);
				SlideWriter.write(scene, PyramidTiffOptions.builder().compression(PyramidTiffOptions.Compression.KEEP)
					.build(), tiff, ProgressListener.NONE);
				try (Slide kept = SlideOpener.open(tiff)) {
					final Scene same = kept.scenes().get(0);
					assertEquals(scene.level(0).compression(), same.level(0).compression());
					assertSame(pixels(scene, 0, Plane.FIRST), pixels(same, 0, Plane.FIRST));
					assertSame(pixels(scene, 1, Plane.FIRST), pixels(same, 1, Plane.FIRST));
				}
			}
		}
	}

	/** The same slide, written in the same way, is the same file. */
	@Test
	public void identifiersCanBeStable() throws IOException {
		final Path svs = RealSlides.path(SMALL);
		final Path first = written(svs, target("a"), options().stableUids(true));
		final Path second = written(Files.copy(svs, target("copy.svs")), target("b"), options().stableUids(true)
			.description(DicomDescription.ofJson("{\"ContainerIdentifier\": \"CMU-1-Small-Region\"}")));
		for (final Path file : files(first))
			assertEquals(file.toString(), -1, Files.mismatch(file, second.resolve(file.getFileName())));
		final Path other = written(svs, target("c"), options().stableUids(true).compression(Compression.JPEG));
		assertEquals(property(first, "StudyInstanceUID"), property(other, "StudyInstanceUID"));
		assertEquals(property(first, "FrameOfReferenceUID"), property(other, "FrameOfReferenceUID"));
		assertFalse(property(first, "SOPInstanceUID").equals(property(other, "SOPInstanceUID")));
		assertFalse(property(first, "SeriesInstanceUID").equals(property(other, "SeriesInstanceUID")));
		final Path random = written(svs, target("r"), options());
		assertFalse(property(first, "StudyInstanceUID").equals(property(random, "StudyInstanceUID")));
	}

	/** Of a slide without files the pixels count. */
	@Test
	public void identifiersOfWhatHasNoFiles() throws IOException {
		final List<String> uids = new ArrayList<>();
		for (final double grey : new double[] { 0.5, 0.5, 0.6 })
			uids.add(InstanceUids.of(DrawnScene.of(100, 100, PixelType.UINT16, 1).formula((x, y, s, p) -> grey)
				.build()).of("study"));
		assertEquals(uids.get(0), uids.get(1));
		assertFalse(uids.get(0).equals(uids.get(2)));
		assertTrue(uids.get(0), uids.get(0).matches("2\\.25\\.[1-9]\\d{0,38}"));
	}

	private static String property(final Path dicom, final String keyword) throws IOException {
		try (Slide slide = SlideOpener.open(dicom.resolve("level_0.dcm"))) {
			return Optional.ofNullable(slide.metadata().properties().get("dicom." + keyword)).orElseThrow();
		}
	}

	/** Where frames might take more than 4 GiB; in whatever order they come, and if most of them have to wait. */
	@Test
	public void placesOf64Bits() throws IOException {
		final Scene scene = DrawnScene.of(500, 300, PixelType.UINT8, 3).build();
		final DicomSlideOptions options = options().compression(Compression.LOSSLESS).build();
		final Path whole = target("d");
		SlideWriter.write(scene, options, whole, ProgressListener.NONE);
		final List<String> expected = Oracle.pydicomFrames(whole.resolve("level_0.dcm"));
		final FrameCoding coding = FrameCoding.jpeg2000(100, 3);
		final DicomLevel level = new DicomLevel(new LevelSize(500, 300, 128, 128), 1, coding, false);
		final InstanceAttributes attributes =
			new InstanceAttributes(scene, scene.level(0).region(), options, InstanceUids.random());
		final byte[] head =
			attributes.fileHead(attributes.instance("level 0"), coding.syntax(), attributes.level(1, level, 1));
		final Path dicom = Files.createDirectory(target("large")).resolve("level_0.dcm");
		try (FrameShelf shelf = new FrameShelf(folder.getRoot().toPath(), 1000);
			FrameFile frames = new EncapsulatedFrames(OutputFile.create(dicom), shelf, head.length, 12, true))
		{
			for (int i = 0; i < 12; i++) {
				final int frame = i * 5 % 12;
				final Region place = level.size().grid().tileRegion(frame).intersect(scene.level(0).region());
				final PixelBlock tile = PixelBlock.zeros(new BlockShape(128, 128, 3, PixelType.UINT8));
				final PixelBlock inside = reader.read(scene, 0, Plane.FIRST, place).block();
				inside.copyTo(0, 0, tile, 0, 0, inside.width(), inside.height());
				TilePadding.fill(tile, inside.width(), inside.height());
				frames.put(frame, coding.frames().frame(coding.encoder().encode(tile)));
			}
			frames.finish(head);
		}
		assertEquals(expected, Oracle.pydicomFrames(dicom));
		assertRight(dicom.getParent());
		try (DicomFiles files = new DicomFiles()) {
			final DicomDataSet data = DicomParser.parse(files, StoredFile.of(dicom));
			assertEquals(12, data.longs(DicomTag.EXTENDED_OFFSETS).length);
			assertFalse(DicomParser.parse(files, StoredFile.of(whole.resolve("level_0.dcm")))
				.has(DicomTag.EXTENDED_OFFSETS));
		}
	}

	@Test
	public void whatDicomDoesNotHold() throws IOException {
		assertRefused("a whole-slide image in DICOM holds colours of 8 bits, or unsigned samples of 8 or 16 bits, and "
			+ "this image has INT16", DrawnScene.of(50, 50, PixelType.INT16, 1).build(), Compression.NONE);
		assertRefused("a whole-slide image in DICOM holds colours of 8 bits, or unsigned samples of 8 or 16 bits, and "
			+ "this image has colours of UINT16", DrawnScene.of(50, 50, PixelType.UINT16, 3).build(), Compression.NONE);
		assertRefused("a whole-slide image in DICOM holds one point in time, and this image has 2",
			DrawnScene.of(50, 50, PixelType.UINT8, 1).planes(1, 1, 2).build(), Compression.NONE);
		assertRefused("JPEG holds samples of 8 bits, and this image has UINT16; choose another compression",
			DrawnScene.of(50, 50, PixelType.UINT16, 1).build(), Compression.JPEG);
		assertRefused("the image's tiles (none) cannot be copied into DICOM as they are; choose a compression",
			DrawnScene.of(50, 50, PixelType.UINT8, 3).build(), Compression.COPY);
	}

	private void assertRefused(final String sentence, final Scene scene, final Compression compression) {
		assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(scene,
			options().compression(compression).build(), target("x"), ProgressListener.NONE)).getMessage());
		assertEquals(0, folder.getRoot().list().length);
	}

	@Test
	public void onlyDicomIsReplaced() throws IOException {
		final Scene scene = DrawnScene.of(100, 100, PixelType.UINT8, 3).build();
		final Path mine = Files.createDirectory(target("mine"));
		Files.writeString(mine.resolve("letter.txt"), "dear");
		assertEquals(mine + " is a folder that holds other files than DICOM's and is not replaced; choose another name",
			assertThrows(IllegalArgumentException.class,
				() -> SlideWriter.write(scene, options().build(), mine, ProgressListener.NONE)).getMessage());
		final Path dicom = target("d");
		SlideWriter.write(DrawnScene.of(300, 300, PixelType.UINT8, 3).build(), options().build(), dicom,
			ProgressListener.NONE);
		SlideWriter.write(scene, options().build(), dicom, ProgressListener.NONE);
		assertEquals(1, files(dicom).size());
		try (Slide slide = SlideOpener.open(dicom)) {
			assertThrows(IllegalArgumentException.class, () -> SlideWriter.write(slide.scenes().get(0),
				options().build(), dicom, ProgressListener.NONE));
		}
		assertEquals("mine, and the new one", 2, folder.getRoot().list().length);
	}

	@Test
	public void nothingIsLeftOfWhatWasCanceledOrFailed() throws IOException {
		final Scene scene = DrawnScene.of(1000, 1000, PixelType.UINT8, 3).build();
		final ProgressListener afterSome = new ProgressListener() {

			private volatile boolean enough;

			@Override
			public void progress(final long done, final long total) {
				enough |= done > total / 2;
			}

			@Override
			public boolean isCanceled() {
				return enough;
			}
		};
		assertThrows(CancellationException.class,
			() -> SlideWriter.write(scene, options().build(), target("c"), afterSome));
		assertEquals(0, folder.getRoot().list().length);
		final Scene damaged = DrawnScene.of(1000, 1000, PixelType.UINT8, 3).formula((x, y, s, p) -> {
			if (x > 700 && y > 700) throw new IllegalStateException("damaged");
			return 0.5;
		}).build();
		assertThrows(IllegalStateException.class,
			() -> SlideWriter.write(damaged, options().build(), target("c"), ProgressListener.NONE));
		assertEquals(0, folder.getRoot().list().length);
	}
}
