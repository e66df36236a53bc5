package org.coverslip.format.ome;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Channel;
import org.coverslip.slide.EncodedTiles;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.testing.TiffFixture;
import org.coverslip.testing.TifffileAgreement;
import org.coverslip.tiff.IfdBuilder;
import org.coverslip.tiff.TiffTag;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** OME-TIFFs of one file as the specification allows them and as writers make them, built in code. */
public class OmeVariantsTest {

	private static final List<ByteOrder> BYTE_ORDERS = List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
	private static final int C = 2;
	private static final int Z = 3;
	private static final int T = 2;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();
	private Path path;

	@Before
	public void makePath() {
		path = folder.getRoot().toPath().resolve("image.ome.tif");
	}

	/** The planes of an image of C, Z, T in the order that three letters say, the first running fastest. */
	private static List<Plane> planes(final String order) {
		final List<Plane> planes = new ArrayList<>();
		for (int k = 0; k < size(order.charAt(2)); k++)
			for (int j = 0; j < size(order.charAt(1)); j++)
				for (int i = 0; i < size(order.charAt(0)); i++)
					planes.add(new Plane(at('C', order, i, j, k), at('Z', order, i, j, k), at('T', order, i, j, k)));
		return planes;
	}

	private static int size(final char letter) {
		return letter == 'C' ? C : letter == 'Z' ? Z : T;
	}

	private static int at(final char letter, final String order, final int... ijk) {
		return ijk[order.indexOf(letter)];
	}

	private Slide open(final ByteOrder order, final String text, final List<Plane> planes) throws IOException {
		try (OmeFile file = new OmeFile(path, order, text)) {
			for (final Plane plane : planes)
				file.plane(plane);
		}
		return opened();
	}

	private Slide opened() throws IOException {
		final Slide slide = SlideOpener.open(path);
		assertEquals("OME-TIFF", slide.metadata().format());
		return slide;
	}

	@Test
	public void allDimensionOrdersInBothByteOrders() throws IOException {
		for (final ByteOrder bytes : BYTE_ORDERS)
			for (final String order : List.of("CZT", "CTZ", "ZCT", "ZTC", "TCZ", "TZC")) {
				final OmeText text = OmeText.image().order("XY" + order).sizes(C, Z, T);
				// no TiffData, one for all, one without a number, one in two runs
				for (final String data : List.of("", "<TiffData/>", "<TiffData IFD=\"0\" PlaneCount=\"12\"/>",
					"<TiffData PlaneCount=\"12\"/>"))
					try (Slide slide = open(bytes, OmeText.image().order("XY" + order).sizes(C, Z, T).add(data).text(),
						planes(order))) {
						checkSizes(slide.scenes().get(0));
						OmeFile.assertPlanes(order + " " + data, slide.scenes().get(0));
					}
				final List<Plane> planes = planes(order);
				// the second half first
				text.add(run(planes.get(6), 6, 6)).add(run(planes.get(0), 0, 6));
				try (Slide slide = open(bytes, text.text(), planes)) {
					OmeFile.assertPlanes(order + " runs", slide.scenes().get(0));
				}
			}
	}

	private static String run(final Plane first, final int ifd, final int count) {
		return "<TiffData FirstC=\"" + first.channel() + "\" FirstZ=\"" + first.z() + "\" FirstT=\"" + first.t()
			+ "\" IFD=\"" + ifd
			+ "\" PlaneCount=\"" + count + "\"/>";
	}

	private static void checkSizes(final Scene scene) {
		assertEquals(C, scene.channels().size());
		assertEquals(Z, scene.sizeZ());
		assertEquals(T, scene.sizeT());
	}

	@Test
	public void explicitPlanesInAnyOrder() throws IOException {
		final List<Plane> planes = planes("ZTC");
		final OmeText text = OmeText.image().sizes(C, Z, T);
		for (int i = planes.size() - 1; i >= 0; i--)
			text.plane(planes.get(i).channel(), planes.get(i).z(), planes.get(i).t(), i);
		try (Slide slide = open(ByteOrder.LITTLE_ENDIAN, text.text(), planes)) {
			checkSizes(slide.scenes().get(0));
			OmeFile.assertPlanes("explicit", slide.scenes().get(0));
			TifffileAgreement.assertSame(path, slide, 0);
		}
	}

	@Test
	public void positionsCountedFromOne() throws IOException {
		final OmeText text = OmeText.image().sizes(C, Z, 1);
		final List<Plane> planes = new ArrayList<>();
		for (int z = 0; z < Z; z++)
			for (int c = 0; c < C; c++) {
				text.plane(c + 1, z + 1, 0, planes.size());
				planes.add(new Plane(c, z, 0));
			}
		try (Slide slide = open(ByteOrder.LITTLE_ENDIAN, text.text(), planes)) {
			assertEquals(Z, slide.scenes().get(0).sizeZ());
			OmeFile.assertPlanes("from one", slide.scenes().get(0));
		}
	}

	@Test
	public void eachTypeInBothByteOrdersTiledAndStriped() throws IOException {
		for (final PixelType type : PixelType.values())
			for (final ByteOrder bytes : BYTE_ORDERS)
				for (final boolean tiled : new boolean[] { true, false }) {
					try (OmeFile file = new OmeFile(path, bytes, OmeText.image().type(type).sizes(2, 1, 1).text())) {
						file.tiff().samples(1, type, PHOTOMETRIC_MIN_IS_BLACK).compression(COMPRESSION_DEFLATE, 1);
						file.tiled(tiled).plane(new Plane(0, 0, 0)).plane(new Plane(1, 0, 0));
					}
					try (Slide slide = opened()) {
						assertEquals(type, slide.scenes().get(0).pixelType());
						OmeFile.assertPlanes(type + " " + bytes + " " + tiled, slide.scenes().get(0));
					}
				}
	}

	@Test
	public void colourChunkyAndPlanar() throws IOException {
		for (final PixelType type : List.of(PixelType.UINT8, PixelType.UINT16))
			for (final ByteOrder bytes : BYTE_ORDERS)
				for (final boolean separate : new boolean[] { true, false })
					for (final boolean tiled : new boolean[] { true, false }) {
						final String text =
							OmeText.image().type(type).sizes(3, 2, 1).add("<Channel SamplesPerPixel=\"3\"/><TiffData/>")
							.text();
						try (OmeFile file = new OmeFile(path, bytes, text)) {
							file.tiff().samples(3, type, PHOTOMETRIC_RGB).separate(separate);
							file.tiled(tiled).plane(new Plane(0, 0, 0)).plane(new Plane(0, 1, 0));
						}
						try (Slide slide = opened()) {
							final Scene scene = slide.scenes().get(0);
							assertTrue(scene.isRgb());
							assertEquals(List.of(Channel.rgb()), scene.channels());
							assertEquals(2, scene.sizeZ());
							OmeFile.assertPlanes(type + " separate " + separate, scene);
						}
					}
	}

	@Test
	public void severalColourChannels() throws IOException {
		// the position along C counted in samples, and in planes
		for (final int second : new int[] { 3, 1 }) {
			final String text = OmeText.image().sizes(6, 1, 1).plane(0, 0, 0, 0).plane(second, 0, 0, 1).text();
			try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, text)) {
				file.tiff().samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
				file.plane(new Plane(0, 0, 0)).plane(new Plane(1, 0, 0));
			}
			try (Slide slide = opened()) {
				assertEquals(2, slide.scenes().get(0).channels().size());
				OmeFile.assertPlanes("channels of colour", slide.scenes().get(0));
			}
		}
	}

	/** Three samples that are no colours are channels: the pattern's sample n is channel n. */
	@Test
	public void samplesThatAreChannels() throws IOException {
		for (final boolean separate : new boolean[] { true, false })
			for (final PixelType type : List.of(PixelType.UINT8, PixelType.FLOAT32)) {
				final String text = OmeText.image().type(type).sizes(3, 2, 1)
					.add("<Channel Name=\"a\" SamplesPerPixel=\"3\"/><TiffData/>").text();
				try (OmeFile file = new OmeFile(path, ByteOrder.BIG_ENDIAN, text)) {
					file.tiff().samples(3, type, PHOTOMETRIC_MIN_IS_BLACK).separate(separate);
					file.plane(new Plane(0, 0, 0)).plane(new Plane(0, 1, 0));
				}
				try (Slide slide = opened()) {
					final Scene scene = slide.scenes().get(0);
					assertFalse(scene.isRgb());
					assertEquals(List.of("a 1", "a 2", "a 3"), scene.channels().stream().map(Channel::name).toList());
					assertEquals(2, scene.sizeZ());
					TifffileAgreement.assertSame(path, slide, 0);
				}
			}
	}

	@Test
	public void pyramidsInSubIfdsOfEachPlane() throws IOException {
		try (OmeFile file = new OmeFile(path, ByteOrder.BIG_ENDIAN,
			OmeText.image().pixels(100, 80).sizes(2, 2, 1).add("<TiffData/>").text())) {
			file.size(100, 80);
			for (int z = 0; z < 2; z++)
				for (int c = 0; c < 2; c++)
					file.pyramid(new Plane(c, z, 0));
		}
		try (Slide slide = opened()) {
			checkPyramid(slide.scenes().get(0), 2, 2);
			TifffileAgreement.assertSame(path, slide, 0);
		}
	}

	/** Also where a plane has one level alone, which could be the first of a chain. */
	@Test
	public void aSubIfdThatAPlaneLacksIsNamed() throws IOException {
		for (final int levels : new int[] { 0, 1 }) {
			try (OmeFile file = new OmeFile(path, ByteOrder.BIG_ENDIAN,
				OmeText.image().pixels(100, 80).sizes(3, 1, 1).add("<TiffData/>").text())) {
				file.size(100, 80).pyramid(new Plane(0, 0, 0));
				final IfdBuilder second = file.ifd(new Plane(1, 0, 0), 1);
				if (levels == 1) second.subIfd(file.ifd(new Plane(1, 0, 0), 2).longs(TiffTag.NEW_SUBFILE_TYPE, 1));
				file.add(second).pyramid(new Plane(2, 0, 0));
			}
			try (Slide slide = opened()) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(1 + levels, scene.levels().size());
				assertEquals(1, slide.metadata().notShown().size());
				assertTrue(slide.metadata().notShown().get(0), slide.metadata().notShown().get(0)
					.matches(
					(levels == 0 ? 4 : 2) + " SubIFDs( of \".*\")? are not shown: not every plane has that level"));
				for (int c = 0; c < 3; c++)
					OmeFile.assertPlane("levels " + levels, scene, levels, new Plane(c, 0, 0), new Plane(c, 0, 0));
			}
		}
	}

	private static void checkPyramid(final Scene scene, final int sizeC, final int sizeZ) throws IOException {
		assertEquals(List.of(100L, 50L, 25L), scene.levels().stream().map(level -> level.width()).toList());
		for (int level = 0; level < 3; level++)
			for (int z = 0; z < sizeZ; z++)
				for (int c = 0; c < sizeC; c++)
					OmeFile.assertPlane("level " + level, scene, level, new Plane(c, z, 0), new Plane(c, z, 0));
	}

	/** Levels behind all planes in the main chain, as older programs wrote them. */
	@Test
	public void pyramidsInTheMainChain() throws IOException {
		for (final int sizeC : new int[] { 1, 3 })
			for (final int marked : new int[] { 0, 1 }) {
				final OmeText text = OmeText.image().pixels(100, 80).sizes(sizeC, 1, 1);
				for (int c = 0; c < sizeC; c++)
					text.plane(c, 0, 0, c);
				try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, text.text())) {
					file.size(100, 80);
					for (final int step : new int[] { 1, 2, 4 })
						for (int c = 0; c < sizeC; c++)
							file.add(file.ifd(new Plane(c, 0, 0), step)
								.longs(NEW_SUBFILE_TYPE, step == 1 ? 0 : marked));
				}
				try (Slide slide = opened()) {
					checkPyramid(slide.scenes().get(0), sizeC, 1);
				}
			}
	}

	@Test
	public void planesInTilesOfAnotherSize() throws IOException {
		try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, OmeText.image().sizes(4, 1, 1).text())) {
			file.plane(new Plane(0, 0, 0));
			file.tiff().tile(32, 48).compression(COMPRESSION_LZW, 2);
			file.plane(new Plane(1, 0, 0)).tiled(false).plane(new Plane(2, 0, 0));
			file.tiff().tile(64, 64);
			file.tiled(true).plane(new Plane(3, 0, 0));
		}
		try (Slide slide = opened()) {
			OmeFile.assertPlanes("tiles", slide.scenes().get(0));
		}
	}

	@Test
	public void severalImagesAreScenes() throws IOException {
		final String text = OmeText.document("", OmeText.image().name("one").sizes(2, 1, 1).plane(0, 0, 0, 0)
			.plane(1, 0, 0, 2).element()
			+ OmeText.image().name("two").plane(0, 0, 0, 1).element());
		try (Slide slide =
			open(ByteOrder.LITTLE_ENDIAN, text, List.of(new Plane(0, 0, 0), new Plane(0, 0, 5), new Plane(1, 0, 0)))) {
			assertEquals(List.of("one", "two"), slide.scenes().stream().map(Scene::name).toList());
			OmeFile.assertPlanes("one", slide.scenes().get(0));
			OmeFile.assertPlane("two", slide.scenes().get(1), 0, Plane.FIRST, new Plane(0, 0, 5));
		}
	}

	@Test
	public void smallImagesNamedSoAreAssociatedImages() throws IOException {
		final String text =
			OmeText.document("", OmeText.image().pixels(100, 80).name("label").plane(0, 0, 0, 0).element()
			+ OmeText.image().name("Macro image").plane(0, 0, 0, 1).element() + OmeText.image().name("label")
			.plane(0, 0, 0, 2).element()
			+ OmeText.image().name("label").plane(0, 0, 0, 3).element());
		try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, text)) {
			file.size(100, 80).plane(Plane.FIRST).size(40, 30).plane(Plane.FIRST).tiled(false).plane(Plane.FIRST)
				.plane(Plane.FIRST);
		}
		try (Slide slide = opened()) {
			assertEquals("the largest image is a scene whatever its name, and a name is taken once", 2,
				slide.scenes().size());
			assertEquals(100, slide.scenes().get(0).width());
			assertEquals(List.of("label", "macro"), slide.associatedImages().stream().map(AssociatedImage::name)
				.toList());
			assertEquals(40, slide.associatedImages().get(1).read().width());
		}
	}

	@Test
	public void channelsHaveNamesAndColours() throws IOException {
		final String channels = "<Channel Name=\"DAPI\" Color=\"65535\"/><Channel Fluor=\"FITC\" Color=\"16711935\"/>"
			+ "<Channel Color=\"-16776961\"/><Channel Color=\"4278190335\"/><Channel Color=\"-1\"/><Channel "
			+ "Color=\"-2147483648\"/>";
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < 6; c++)
			planes.add(new Plane(c, 0, 0));
		try (Slide slide = open(ByteOrder.LITTLE_ENDIAN, OmeText.image().sizes(6, 1, 1).add(channels).text(), planes)) {
			assertEquals(List.of(channel("DAPI", 0x0000ff), channel("FITC", 0x00ff00), channel("", 0xff0000),
				channel("", 0xff0000),
				channel("", 0xffffff), Channel.named("")), slide.scenes().get(0).channels());
		}
	}

	private static Channel channel(final String name, final int rgb) {
		return new Channel(name, OptionalInt.of(rgb));
	}

	@Test
	public void distanceOfFocalPlanesInAnyUnit() throws IOException {
		final Map<String, OptionalDouble> told = Map.of("PhysicalSizeZ=\"1.5\"", OptionalDouble.of(1.5),
			"PhysicalSizeZ=\"1500\" PhysicalSizeZUnit=\"nm\"", OptionalDouble.of(1.5),
			"PhysicalSizeZ=\"1\" PhysicalSizeZUnit=\"pixel\"", OptionalDouble.empty(), "PhysicalSizeZ=\"0\"",
			OptionalDouble.empty(),
			"PhysicalSizeX=\"1\"", OptionalDouble.empty());
		for (final Map.Entry<String, OptionalDouble> one : told.entrySet())
			try (Slide slide =
				open(ByteOrder.LITTLE_ENDIAN, OmeText.image().attributes(one.getKey()).text(), List.of(Plane.FIRST))) {
				assertEquals(one.getKey(), one.getValue(), slide.scenes().get(0).pixelSizeZ());
			}
	}

	@Test
	public void pixelSizesInAnyUnit() throws IOException {
		checkPixelSize(0.25, "PhysicalSizeX=\"0.25\" PhysicalSizeY=\"0.25\"");
		checkPixelSize(0.25, "PhysicalSizeX=\"0.25\"");
		for (final String unit : List.of("µm", "\u03bcm", "um", "micron"))
			checkPixelSize(0.25, size("0.25", unit));
		checkPixelSize(0.25, size("250", "nm"));
		checkPixelSize(0.25, size("250000", "pm"));
		checkPixelSize(0.25, size("2500", "\u00c5"));
		checkPixelSize(0.25, size("2.5E-4", "mm"));
		checkPixelSize(0.25, size("2.5e-5", "cm"));
		checkPixelSize(0.25, size("2.5E-7", "m"));
		checkPixelSize(25400, size("1", "in"));
		checkPixelSize(25400, size("72", "pt"));
		for (final String none
			: List.of("", size("1.0", "pixel"), size("1.0", "reference frame"), size("1", "parsec"), size("0.0", "µm"),
			size("-1", "µm"), size("NaN", "µm"), size("many", "µm"), size("1e999", "µm")))
			try (Slide slide =
				open(ByteOrder.LITTLE_ENDIAN, OmeText.image().attributes(none).text(), List.of(Plane.FIRST))) {
				assertEquals(none, Optional.empty(), slide.scenes().get(0).pixelSize());
			}
	}

	private static String size(final String value, final String unit) {
		return "PhysicalSizeX=\"" + value + "\" PhysicalSizeXUnit=\"" + unit + "\" PhysicalSizeY=\"" + value
			+ "\" PhysicalSizeYUnit=\""
			+ unit + "\"";
	}

	private void checkPixelSize(final double um, final String attributes) throws IOException {
		try (Slide slide =
			open(ByteOrder.LITTLE_ENDIAN, OmeText.image().attributes(attributes).text(), List.of(Plane.FIRST))) {
			final PixelSize size = slide.scenes().get(0).pixelSize().get();
			assertEquals(attributes, um, size.xUm(), um * 1e-12);
			assertEquals(attributes, um, size.yUm(), um * 1e-12);
		}
	}

	@Test
	public void objectivePowerOfEachImage() throws IOException {
		final String image = OmeText.image().plane(0, 0, 0, 0).element();
		final String two =
			"<Instrument ID=\"I:0\"><Objective ID=\"O:1\" NominalMagnification=\"20\" "
				+ "CalibratedMagnification=\"20.3\"/>"
			+ "<Objective ID=\"O:2\" CalibratedMagnification=\"39.5\"/></Instrument>";
		checkPower(OptionalDouble.of(20), two + image.replace("<Pixels", "<ObjectiveSettings ID=\"O:1\"/><Pixels"));
		checkPower(OptionalDouble.of(39.5), image.replace("<Pixels", "<ObjectiveSettings ID=\"O:2\"/><Pixels") + two);
		checkPower(OptionalDouble.empty(), two + image);
		checkPower(OptionalDouble.of(10), "<Instrument><Objective NominalMagnification=\"10\"/></Instrument>" + image);
		checkPower(OptionalDouble.empty(), "<Instrument><Objective NominalMagnification=\"-3\"/></Instrument>" + image);
	}

	private void checkPower(final OptionalDouble power, final String content) throws IOException {
		try (Slide slide = open(ByteOrder.LITTLE_ENDIAN, OmeText.document("", content), List.of(Plane.FIRST))) {
			assertEquals(power, slide.scenes().get(0).objectivePower());
		}
	}

	/** The schema of February 2008: names that have changed since. */
	@Test
	public void olderNames() throws IOException {
		final String text =
			"<OME xmlns=\"http://www.openmicroscopy.org/XMLschemas/OME/FC/ome.xsd\"><Instrument ID=\"I\"><Objective "
				+ "ID=\"O\">"
			+ "<NominalMagnification>63</NominalMagnification></Objective></Instrument><Image ID=\"Image:1\" "
			+ "Name=\"old\" DefaultPixels=\"P\">"
			+ "<LogicalChannel ID=\"L:0\" Name=\"red\"/><LogicalChannel ID=\"L:1\" Name=\"green\"/><ObjectiveRef "
			+ "ID=\"O\"/>"
			+ "<Pixels ID=\"P\" DimensionOrder=\"XYZCT\" PixelType=\"uint8\" BigEndian=\"true\" SizeX=\"40\" "
			+ "SizeY=\"30\" SizeZ=\"1\" SizeC=\"2\""
			+ " SizeT=\"1\" PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\"><TiffData IFD=\"0\" "
			+ "NumPlanes=\"2\"/></Pixels></Image></OME>";
		try (Slide slide = open(ByteOrder.BIG_ENDIAN, text, List.of(new Plane(0, 0, 0), new Plane(1, 0, 0)))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(Channel.named("red"), Channel.named("green")), scene.channels());
			assertEquals(OptionalDouble.of(63), scene.objectivePower());
			assertEquals(Optional.of(new PixelSize(0.5, 0.5)), scene.pixelSize());
			OmeFile.assertPlanes("old", scene);
		}
	}

	@Test
	public void namespacesWithPrefixes() throws IOException {
		final String text = OmeText.image().sizes(2, 1, 1).text().replaceAll("<(/?)(?=[A-Z])", "<$1ome:")
			.replace("xmlns=", "xmlns:ome=");
		try (Slide slide =
			open(ByteOrder.LITTLE_ENDIAN, "\ufeff" + text, List.of(new Plane(0, 0, 0), new Plane(1, 0, 0)))) {
			assertEquals(2, slide.scenes().get(0).channels().size());
		}
	}

	/** Where the TIFF does not say what kind of numbers it holds, the XML does. */
	@Test
	public void kindOfSamplesFromTheXml() throws IOException {
		for (final PixelType type : List.of(PixelType.INT8, PixelType.INT16, PixelType.INT32, PixelType.FLOAT32)) {
			try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, OmeText.image().type(type).text())) {
				file.tiff().samples(1, type, PHOTOMETRIC_MIN_IS_BLACK);
				file.add(file.ifd(Plane.FIRST, 1).without(SAMPLE_FORMAT));
			}
			try (Slide slide = opened()) {
				assertEquals(type, slide.scenes().get(0).pixelType());
				OmeFile.assertPlanes(type + "", slide.scenes().get(0));
			}
		}
	}

	/** A JPEG keeps its own colours, and its tiles can be copied as they are. */
	@Test
	public void singlePlanesCanBeCopied() throws IOException {
		try (TiffFixture fixture = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			fixture.jpeg(JpegSubsampling.NONE).tile(64, 64);
			fixture.add(fixture.tiled(200, 150, 1)
				.ascii(IMAGE_DESCRIPTION, OmeText.image().pixels(200, 150).sizes(3, 1, 1).text()));
		}
		try (Slide slide = opened()) {
			assertTrue(slide.scenes().get(0).level(0).tiles() instanceof EncodedTiles);
		}
	}
}
