package org.coverslip.export.tiff;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.BigTiff;
import org.coverslip.export.tiff.PyramidTiffOptions.ChromaSubsampling;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.PixelSize;
import org.coverslip.export.walk.LevelRule;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Slide;
import org.coverslip.tiff.TiffTag;
import org.coverslip.tiff.TiffWalk;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The directories of written files, field by field. */
public class DialectStructureTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void universalLevelsHaveTwoDirectoriesThatPointAtTheSameTiles() throws IOException {
		for (final BigTiff bigTiff : BigTiff.values()) {
			final TiffWalk walk = written(rgb(), options(Dialect.UNIVERSAL).bigTiff(bigTiff));
			assertEquals(bigTiff == BigTiff.ALWAYS, walk.isBig());
			final List<Long> chain = walk.chain();
			final long[] children = walk.numbers(chain.get(0), TiffTag.SUB_IFDS);
			assertEquals(3, children.length);
			assertEquals(4, chain.size());
			assertEquals(0, walk.number(chain.get(0), TiffTag.NEW_SUBFILE_TYPE, -1));
			for (int i = 1; i < 4; i++) {
				final long listed = chain.get(i);
				final long child = children[i - 1];
				assertTrue("SubIFDs are not in the main chain", !chain.contains(child) && walk.next(child) == 0);
				for (final int tag : new int[] { TiffTag.TILE_OFFSETS, TiffTag.TILE_BYTE_COUNTS, TiffTag.IMAGE_WIDTH,
					TiffTag.NEW_SUBFILE_TYPE, TiffTag.X_RESOLUTION })
					assertArrayEquals(walk.bytes(listed, tag), walk.bytes(child, tag));
				assertEquals(1, walk.number(listed, TiffTag.NEW_SUBFILE_TYPE, -1));
				assertEquals(500 + (1 << i) - 1 >> i, walk.number(listed, TiffTag.IMAGE_WIDTH, -1));
				assertEquals(10000 / 0.499 / (1 << i), walk.rational(listed, TiffTag.X_RESOLUTION), 1e-9);
				assertFalse(walk.has(listed, TiffTag.IMAGE_DESCRIPTION));
			}
		}
	}

	@Test
	public void plainHasNoXmlAndOmeNoReducedDirectories() throws IOException {
		final TiffWalk plain = written(rgb(), options(Dialect.PLAIN).description("a slide"));
		assertEquals(4, plain.chain().size());
		assertFalse(plain.has(plain.chain().get(0), TiffTag.SUB_IFDS));
		assertEquals("a slide", plain.text(plain.chain().get(0), TiffTag.IMAGE_DESCRIPTION));
		final TiffWalk ome = written(rgb(), options(Dialect.OME));
		assertEquals(1, ome.chain().size());
		assertEquals(3, ome.numbers(ome.chain().get(0), TiffTag.SUB_IFDS).length);
	}

	/** The levels in the chain are the first plane's, and nothing there says so: each plane lists its own besides. */
	@Test
	public void plainListsTheLevelsOfEachOfSeveralPlanes() throws IOException {
		final DrawnScene.Builder planes = DrawnScene.of(500, 300, PixelType.UINT16, 1).planes(2, 1, 1);
		final TiffWalk walk = written(planes, options(Dialect.PLAIN));
		assertEquals(2 + 3, walk.chain().size());
		for (int i = 0; i < 2; i++)
			assertEquals(3, walk.numbers(walk.chain().get(i), TiffTag.SUB_IFDS).length);
		try (Slide slide = SlideOpener.open(folder.getRoot().toPath().resolve("out.tif"))) {
			assertEquals(2, slide.scenes().get(0).channels().size());
			assertEquals(4, slide.scenes().get(0).levels().size());
			assertEquals(List.of(), slide.metadata().notShown());
		}
	}

	/** Bio-Formats 8 and Java's own reader refuse the predictor for such samples. */
	@Test
	public void floatingPointSamplesHaveNoPredictor() throws IOException {
		for (final Compression compression : Compression.all())
			if (compression.isLossless()) {
				final TiffWalk walk =
					written(DrawnScene.of(100, 80, PixelType.FLOAT32, 1),
					options(Dialect.UNIVERSAL).compression(compression));
				assertFalse(walk.has(walk.chain().get(0), TiffTag.PREDICTOR));
			}
	}

	@Test
	public void planesComeFirstAndEachHasItsLevels() throws IOException {
		final DrawnScene.Builder planes = DrawnScene.of(500, 300, PixelType.UINT16, 1).planes(2, 3, 1);
		final TiffWalk walk = written(planes, options(Dialect.UNIVERSAL));
		final List<Long> chain = walk.chain();
		assertEquals(6 + 3, chain.size());
		for (int i = 0; i < 6; i++) {
			assertEquals(500, walk.number(chain.get(i), TiffTag.IMAGE_WIDTH, -1));
			assertEquals(3, walk.numbers(chain.get(i), TiffTag.SUB_IFDS).length);
			assertEquals(i == 0, walk.has(chain.get(i), TiffTag.IMAGE_DESCRIPTION));
		}
		assertEquals("the extra levels are the first plane's",
			walk.number(walk.numbers(chain.get(0), TiffTag.SUB_IFDS)[0], TiffTag.TILE_OFFSETS, -1),
			walk.number(chain.get(6), TiffTag.TILE_OFFSETS, -2));
	}

	@Test
	public void omeXmlDescribesThePlanes() throws Exception {
		final DrawnScene.Builder planes = DrawnScene.of(500, 300, PixelType.FLOAT32, 1).planes(2, 3, 2);
		final TiffWalk walk = written(planes, options(Dialect.UNIVERSAL).description("5 < 6 & \u0001more"));
		final String text = walk.text(walk.chain().get(0), TiffTag.IMAGE_DESCRIPTION);
		final Document xml =
			DocumentBuilderFactory.newInstance().newDocumentBuilder()
			.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
		final Element pixels = element(xml, "Pixels", 0);
		for (final String[] expected
			: new String[][] { { "DimensionOrder", "XYCZT" }, { "Type", "float" }, { "SizeX", "500" },
			{ "SizeY", "300" }, { "SizeC", "2" }, { "SizeZ", "3" }, { "SizeT", "2" }, { "PhysicalSizeX", "0.499" },
			{ "PhysicalSizeYUnit", "µm" }, { "BigEndian", "false" } })
			assertEquals(expected[0], expected[1], pixels.getAttribute(expected[0]));
		assertEquals("<dye & 1>", element(xml, "Channel", 1).getAttribute("Name"));
		assertEquals(0xff00 << 4 << 8 | 0xff, Integer.parseInt(element(xml, "Channel", 1).getAttribute("Color")));
		assertEquals("20.0", element(xml, "Objective", 0).getAttribute("NominalMagnification"));
		assertEquals("5 < 6 & more", element(xml, "Description", 0).getTextContent());
		assertEquals(12, xml.getElementsByTagName("TiffData").getLength());
		final Element eighth = element(xml, "TiffData", 7);
		assertEquals("1 0 1 7 1", String.join(" ", eighth.getAttribute("FirstC"), eighth.getAttribute("FirstZ"),
			eighth.getAttribute("FirstT"), eighth.getAttribute("IFD"), eighth.getAttribute("PlaneCount")));
	}

	@Test
	public void theOriginOfACropIsKept() throws Exception {
		final Path path = folder.getRoot().toPath().resolve("crop.tif");
		SlideWriter.write(rgb().build(), new Region(100, 40, 200, 200), options(Dialect.UNIVERSAL).build(), path,
			ProgressListener.NONE);
		final TiffWalk walk = new TiffWalk(ByteBuffer.wrap(Files.readAllBytes(path)));
		assertEquals(100 * 0.499 / 10000, walk.rational(walk.chain().get(0), TiffTag.X_POSITION), 1e-12);
		assertEquals(40 * 0.499 / 10000, walk.rational(walk.chain().get(0), TiffTag.Y_POSITION), 1e-12);
		assertTrue(walk.text(walk.chain().get(0), TiffTag.IMAGE_DESCRIPTION).contains("PositionX=\"49.9\""));
	}

	@Test
	public void jpegIsTaggedAsItIs() throws IOException {
		for (final ChromaSubsampling chroma : ChromaSubsampling.values())
			for (final int quality : new int[] { 89, 90 }) {
				final TiffWalk walk = written(rgb(),
					options(Dialect.UNIVERSAL).compression(Compression.JPEG).chromaSubsampling(chroma)
					.quality(quality));
				final long ifd = walk.chain().get(0);
				final boolean rgb = chroma == ChromaSubsampling.NONE;
				assertEquals(rgb ? TiffTag.PHOTOMETRIC_RGB : TiffTag.PHOTOMETRIC_YCBCR,
					walk.number(ifd, TiffTag.PHOTOMETRIC, -1));
				final long[] expected = switch (chroma) {
					case BY_QUALITY -> quality < 90 ? new long[] { 2, 2 } : new long[] { 2, 1 };
					case NONE -> new long[] { 1, 1 };
					case HORIZONTAL -> new long[] { 2, 1 };
					case BOTH -> new long[] { 2, 2 };
				};
				if (!rgb) assertArrayEquals(expected, walk.numbers(ifd, TiffTag.YCBCR_SUBSAMPLING));
				final byte[] tile = walk.slice(walk.number(ifd, TiffTag.TILE_OFFSETS, -1),
					walk.number(ifd, TiffTag.TILE_BYTE_COUNTS, -1));
				assertEquals((int) (expected[0] << 4 | expected[1]), samplingOfFirstComponent(tile));
			}
	}

	/** In the frame header (marker C0), behind length, precision, height, width, count and the component's number. */
	private static int samplingOfFirstComponent(final byte[] jpeg) {
		for (int i = 0; i + 11 < jpeg.length; i++)
			if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) return jpeg[i + 11];
		throw new AssertionError("no frame header");
	}

	@Test
	public void tilesOfOneColourAreStoredOnce() throws IOException {
		final DrawnScene.Builder sparse =
			DrawnScene.of(500, 300, PixelType.UINT8, 3).tiles(64, 64).stored(new Region(0, 0, 64, 64))
			.background(0xf0f0f0);
		final TiffWalk walk = written(sparse, options(Dialect.PLAIN));
		final long[] offsets = walk.numbers(walk.chain().get(0), TiffTag.TILE_OFFSETS);
		assertEquals(2, Arrays.stream(offsets).distinct().count());
		assertEquals(offsets[39], walk.numbers(walk.chain().get(1), TiffTag.TILE_OFFSETS)[3]);
		assertTrue("no tile is absent", Arrays.stream(walk.numbers(walk.chain().get(0), TiffTag.TILE_BYTE_COUNTS))
			.allMatch(n -> n > 0));
	}

	@Test
	public void softwareAndDateAreWritten() throws IOException {
		final TiffWalk walk =
			written(rgb(), options(Dialect.PLAIN).software("test 1").dateTime(LocalDateTime.of(2026, 11, 20, 9, 5, 7)));
		assertEquals("test 1", walk.text(walk.chain().get(0), TiffTag.SOFTWARE));
		assertEquals("2026:11:20 09:05:07", walk.text(walk.chain().get(0), TiffTag.DATE_TIME));
		assertEquals(1, walk.number(walk.chain().get(0), TiffTag.ORIENTATION, -1));
	}

	private TiffWalk small(final Scene.Builder scene, final PixelType type, final int samples,
		final PyramidTiffOptions.Builder options, final Region region) throws IOException {
		final Path path = folder.getRoot().toPath().resolve("small.tif");
		SlideWriter.write(scene.levels(DrawnScene.of(40, 30, type, samples).build().levels()).build(), region,
			options.build(), path, ProgressListener.NONE);
		return new TiffWalk(ByteBuffer.wrap(Files.readAllBytes(path)));
	}

	private static Scene.Builder scene() {
		return Scene.builder(SlideLifetime.inMemory("small"));
	}

	@Test
	public void resolutionIsInCentimetresWhereAFractionCanSayIt() throws IOException {
		final Region all = Region.ofSize(40, 30);
		for (final double x : new double[] { 0.25, 2e-6, 9e9 }) {
			final TiffWalk walk = small(scene().pixelSize(Optional.of(new PixelSize(x, 0.5))), PixelType.UINT8, 1,
				options(Dialect.PLAIN), all);
			final long ifd = walk.chain().get(0);
			final boolean fits = x == 0.25 || x == 9e9;
			assertEquals(fits ? 10000 / x : 1, walk.rational(ifd, TiffTag.X_RESOLUTION), 1e-12);
			assertEquals(fits ? 20000 : 1, walk.rational(ifd, TiffTag.Y_RESOLUTION), 1e-9);
			assertEquals(fits ? 3 : 1, walk.number(ifd, TiffTag.RESOLUTION_UNIT, -1));
		}
		for (final PixelSize size : new PixelSize[] { new PixelSize(0.5, 2e-6), new PixelSize(2e10, 0.5) }) {
			final TiffWalk walk = small(scene().pixelSize(Optional.of(size)), PixelType.UINT8, 1,
				options(Dialect.PLAIN), all);
			assertEquals("none", 1, walk.number(walk.chain().get(0), TiffTag.RESOLUTION_UNIT, -1));
		}
		final TiffWalk unknown = small(scene(), PixelType.UINT8, 1, options(Dialect.PLAIN), all);
		assertEquals(1, unknown.number(unknown.chain().get(0), TiffTag.RESOLUTION_UNIT, -1));
	}

	@Test
	public void aPositionIsWrittenWhereThereIsOneThatAFractionCanSay() throws IOException {
		final long[][] places = { { 0, 0, 0, 0 }, { 0, 0, 0, 3 }, { 5, 0, 0, 0 }, { -9, 5, 3, 3 }, { 50, -9, 3, 3 },
			{ -3, -3, 3, 4 } };
		for (int i = 0; i < places.length; i++) {
			final long[] place = places[i];
			final TiffWalk walk = small(scene().origin(place[0], place[1])
				.pixelSize(Optional.of(new PixelSize(0.5, 0.25))), PixelType.UINT8, 1, options(Dialect.PLAIN),
				new Region(place[2], place[3], 20, 20));
			final long ifd = walk.chain().get(0);
			final boolean said = i == 1 || i == 2 || i == 5;
			assertEquals(i + "", said, walk.has(ifd, TiffTag.X_POSITION));
			if (!said) continue;
			assertEquals((place[0] + place[2]) * 0.5e-4, walk.rational(ifd, TiffTag.X_POSITION), 1e-15);
			assertEquals((place[1] + place[3]) * 0.25e-4, walk.rational(ifd, TiffTag.Y_POSITION), 1e-15);
		}
	}

	@Test
	public void samplesAreTaggedAsTheyAre() throws IOException {
		for (final PixelType type : PixelType.values()) {
			final TiffWalk walk = small(scene(), type, 3, options(Dialect.PLAIN).levels(LevelRule.MODE),
				Region.ofSize(40, 30));
			final long ifd = walk.chain().get(0);
			final long format = type.isFloating() ? 3 : type.isSigned() ? 2 : 1;
			assertArrayEquals(new long[] { format, format, format }, walk.numbers(ifd, TiffTag.SAMPLE_FORMAT));
			assertArrayEquals(new long[] { type.bits(), type.bits(), type.bits() },
				walk.numbers(ifd, TiffTag.BITS_PER_SAMPLE));
			assertTrue(walk.text(ifd, TiffTag.SOFTWARE).endsWith(", levels by mode"));
		}
		final TiffWalk jpeg = written(rgb(), options(Dialect.PLAIN).compression(Compression.JPEG));
		final byte[] tables = jpeg.bytes(jpeg.chain().get(0), TiffTag.JPEG_TABLES);
		assertEquals("begins with SOI, ends with EOI", List.of((byte) 0xd8, (byte) 0xd9),
			List.of(tables[1], tables[tables.length - 1]));
	}

	@Test
	public void aperiosDirectories() throws IOException {
		final TiffWalk walk = small(scene(), PixelType.UINT8, 3, options(Dialect.SVS), Region.ofSize(40, 30));
		assertEquals(2, walk.chain().size());
		final long slide = walk.chain().get(0);
		assertTrue(walk.text(slide, TiffTag.IMAGE_DESCRIPTION).startsWith("Aperio Image Library"));
		assertTrue(walk.has(slide, TiffTag.TILE_OFFSETS) && walk.has(slide, TiffTag.DATE_TIME));
		final long thumbnail = walk.chain().get(1);
		assertTrue(walk.has(thumbnail, TiffTag.STRIP_OFFSETS));
		assertEquals(20, walk.number(thumbnail, TiffTag.IMAGE_WIDTH, -1));
	}

	private static Element element(final Document xml, final String name, final int index) {
		return (Element) xml.getElementsByTagName(name).item(index);
	}

	private static DrawnScene.Builder rgb() {
		return DrawnScene.of(500, 300, PixelType.UINT8, 3);
	}

	private static PyramidTiffOptions.Builder options(final Dialect dialect) {
		return PyramidTiffOptions.builder().dialect(dialect).tileSize(64);
	}

	private TiffWalk written(final DrawnScene.Builder drawn, final PyramidTiffOptions.Builder options)
		throws IOException {
		final Path path = folder.getRoot().toPath().resolve("out.tif");
		SlideWriter.write(drawn.build(), Region.ofSize(500, 300), options.build(), path, ProgressListener.NONE);
		return new TiffWalk(ByteBuffer.wrap(Files.readAllBytes(path)));
	}
}
