package org.coverslip.format.lif;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.format.lif.LifFixture.Image;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Test;

/** LIF and LOF files whose samples are known. */
public class LifFormatTest extends SlideFormatContract {

	private static final int[] X_Y = { 1, 2 };

	@Override
	protected SlideFormat format() {
		return new LifFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		final LifFixture lif = new LifFixture(2).add(mosaic("FlipX=\"0\" FlipY=\"0\" SwapXY=\"0\""))
			.add(large())
			.add(new Image("colour").channel(8, 0, 1, "Red", 2, "").channel(8, 0, 2, "Green", 1, "")
			.channel(8, 0, 3, "Blue", 0, "")
				.axis(1, 61, 3).axis(2, 40, 184));
		return Files.write(into.resolve("fixture.lif"), lif.bytes());
	}

	/** Two channels, two focal planes and three places of 60 x 50 pixels. */
	private static Image mosaic(final String flags) {
		return new Image("Tile Scan").channel(12, "Green", 0).channel(12, "Red", 6000).axis(1, 60, 2).axis(2, 50, 120)
			.axis(3, 2, 12000).axis(10, 3, 24000, "0", "0", "").tiles(flags, 100, 200, 120.2, 205, 110, 220);
	}

	/** More than one tile. */
	private static Image large() {
		return new Image("large").channel(32, "Gray", 0).axis(1, 1100, 4).axis(2, 1050, 4404);
	}

	private Slide open(final byte[] bytes, final String name) throws IOException {
		return SlideOpener.open(Files.write(folder.newFolder().toPath().resolve(name), bytes));
	}

	private static RegionPixels read(final Scene scene, final Plane plane) throws IOException {
		return new RegionReader(TileCache.shared())
			.read(scene, 0, plane, Region.ofSize(scene.width(), scene.height()));
	}

	private static List<String> channelNames(final Scene scene) {
		return scene.channels().stream().map(Channel::name).toList();
	}

	@Test
	public void channelsAndFocalPlanesInBothVersions() throws IOException {
		for (final int version : new int[] { 1, 2 }) {
			final Image image = new Image("a").channel(8, "Green", 0).channel(8, "Gradient (10, 20, 250)", 30 * 20)
				.channel(8, "Fire", 2 * 30 * 20)
				.axis(1, 30, 1).axis(2, 20, 30).axis(3, 4, 1800, "0", "-3e-6", "m").axis(4, 3, 7200);
			try (Slide slide = open(new LifFixture(version).add(image).bytes(), "planes.lif")) {
				final Scene scene = slide.scenes().get(0);
				assertEquals("a", scene.name());
				assertEquals("c3 z4 t3", "c" + scene.channels().size() + " z" + scene.sizeZ() + " t" + scene.sizeT());
				assertEquals(0x00ff00, scene.channels().get(0).rgbColor().orElseThrow());
				assertEquals(0xfa140a, scene.channels().get(1).rgbColor().orElseThrow());
				assertTrue(scene.channels().get(2).rgbColor().isEmpty());
				assertEquals(0.5, scene.pixelSize().orElseThrow().xUm(), 1e-12);
				assertEquals(0.5, scene.pixelSize().orElseThrow().yUm(), 1e-12);
				assertEquals(1, scene.pixelSizeZ().orElseThrow(), 1e-12);
				assertEquals(List.of(), slide.metadata().notShown());
				for (int c = 0; c < 3; c++)
					for (int z = 0; z < 4; z++)
						for (int t = 0; t < 3; t++) {
							final PixelBlock pixels = read(scene, new Plane(c, z, t)).block();
							for (int y = 0; y < 20; y++)
								for (int x = 0; x < 30; x++)
									assertEquals(LifFixture.value(c, new int[] { 1, 2, 3, 4 }, new int[] { x, y, z, t })
										& 0xff,
										pixels.value(x, y, 0), 0);
						}
			}
		}
	}

	@Test
	public void blueComesFirstInColourImages() throws IOException {
		for (final boolean tagged : new boolean[] { true, false })
			for (final int first : new int[] { 0, 2 }) {
				final Image image = new Image("rgb");
				final List<String> names = List.of("Red", "Green", "Blue");
				for (int s = 0; s < 3; s++)
					image.channel(8, 0, tagged ? s + 1 : 0, names.get(s), Math.abs(first - s), "");
				image.axis(1, 21, 3).axis(2, 10, 64);
				try (Slide slide = open(new LifFixture(2).add(image).bytes(), "rgb.lif")) {
					final Scene scene = slide.scenes().get(0);
					assertTrue(scene.isRgb());
					final PixelBlock pixels = read(scene, Plane.FIRST).block();
					for (int y = 0; y < 10; y++)
						for (int x = 0; x < 21; x++)
							for (int s = 0; s < 3; s++)
								assertEquals(LifFixture.value(s, X_Y, new int[] { x, y }) & 0xff, pixels.value(x, y, s),
									0);
				}
			}
	}

	@Test
	public void samplesOfAllKinds() throws IOException {
		final int[][] kinds = { { 8, 0 }, { 10, 0 }, { 12, 0 }, { 16, 0 }, { 32, 0 }, { 16, 1 }, { 32, 1 }, { 64, 1 } };
		final PixelType[] types = { PixelType.UINT8, PixelType.UINT16, PixelType.UINT16, PixelType.UINT16,
			PixelType.UINT32,
			PixelType.FLOAT32, PixelType.FLOAT32, PixelType.FLOAT64 };
		for (int kind = 0; kind < kinds.length; kind++) {
			final int bits = kinds[kind][0];
			final int bytes = bits == 8 ? 1 : bits <= 16 ? 2 : bits / 8;
			final Image image = new Image("k").channel(bits, kinds[kind][1], 0, "Gray", 0, "").axis(1, 9, bytes)
				.axis(2, 7, 9 * bytes + 3);
			try (Slide slide = open(new LifFixture(2).add(image).bytes(), "kind.lif")) {
				final Scene scene = slide.scenes().get(0);
				assertEquals(types[kind], scene.pixelType());
				final PixelBlock pixels = read(scene, Plane.FIRST).block();
				for (int y = 0; y < 7; y++)
					for (int x = 0; x < 9; x++) {
						final int value = LifFixture.value(0, X_Y, new int[] { x, y });
						final double stored = bits == 8 ? value & 0xff : bits <= 16 ? value
							: kinds[kind][1] == 0 ? value * (double) (1 << 20) : value / (bits == 32 ? 4.0 : 8.0);
						assertEquals(bits + " bits", stored, pixels.value(x, y, 0), 0);
					}
			}
		}
	}

	@Test
	public void channelsOfDifferentTypes() throws IOException {
		try (Slide slide = open(new LifFixture(2).add(new Image("mixed").channel(8, "Green", 4).channel(16, "Red", 0)
			.channel(32, 1, 0, "Blue", 9 * 7 * 8, "").axis(1, 9, 8).axis(2, 7, 72)).bytes(), "mixed.lif"))
		{
			final Scene scene = slide.scenes().get(0);
			assertEquals(PixelType.FLOAT32, scene.pixelType());
			for (int c = 0; c < 3; c++) {
				final PixelBlock pixels = read(scene, new Plane(c, 0, 0)).block();
				for (int y = 0; y < 7; y++)
					for (int x = 0; x < 9; x++) {
						final int value = LifFixture.value(c, X_Y, new int[] { x, y });
						assertEquals(c == 0 ? value & 0xff : c == 1 ? value : value / 4.0, pixels.value(x, y, 0), 0);
					}
			}
		}
	}

	/** Scans of other axes than x and y: what is listed first is the plane, wherever it lies. */
	@Test
	public void axesInAnyOrder() throws IOException {
		// axes, in the order listed; with z and t of the scene as numbers of axes, 0 for none
		final int[][] scans = { { 1, 3, 2 }, { 1, 2, 4 }, { 1, 3, 4 }, { 1, 4, 3 }, { 2, 3, 4 }, { 1, 2, 6 },
			{ 1, 2, 11 } };
		final int[] z = { 2, 0, 0, 3, 0, 0, 0 };
		for (int i = 0; i < scans.length; i++)
			for (int order = 0; order < 3; order++) {
				// strides: in the listed order; the plane's axes the other way about; the third axis fastest
				final int[] strides = new int[][] { { 1, 12, 120 }, { 10, 1, 120 }, { 5, 60, 1 } }[order];
				final Image image = new Image("scan").channel(8, "Gray", 0).axis(scans[i][0], 12, strides[0])
					.axis(scans[i][1], 10, strides[1])
					.axis(scans[i][2], 5, strides[2]);
				try (Slide slide = open(new LifFixture(2).add(image).bytes(), "scan.lif")) {
					final Scene scene = slide.scenes().get(0);
					assertEquals(12, scene.width());
					assertEquals(10, scene.height());
					assertEquals(z[i] == 0 ? 1 : 5, scene.sizeZ());
					assertEquals(z[i] == 0 ? 5 : 1, scene.sizeT());
					assertEquals(scans[i][1] != 4, scene.pixelSize().isPresent());
					assertEquals(z[i] == 0 ? OptionalDouble.empty() : OptionalDouble.of(0.5), scene.pixelSizeZ());
					for (int n = 0; n < 5; n++) {
						final PixelBlock pixels = read(scene, z[i] == 0 ? new Plane(0, 0, n) : new Plane(0, n, 0))
							.block();
						for (int y = 0; y < 10; y++)
							for (int x = 0; x < 12; x++)
								assertEquals(LifFixture.value(0, scans[i], new int[] { x, y, n }) & 0xff,
									pixels.value(x, y, 0), 0);
					}
				}
			}
	}

	@Test
	public void oneAxisIsARow() throws IOException {
		try (Slide slide = open(new LifFixture(2).add(new Image("t").channel(16, "Gray", 0).axis(4, 500, 2)).bytes(),
			"row.lif")) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("500 x 1", scene.width() + " x " + scene.height());
			assertEquals(LifFixture.value(0, new int[] { 4 }, new int[] { 499 }),
				read(scene, Plane.FIRST).block().value(499, 0, 0), 0);
		}
	}

	@Test
	public void wavelengthsAreChannels() throws IOException {
		final Image image = new Image("lambda").channel(8, "Green", 0).channel(8, "Red", 200).axis(1, 20, 1)
			.axis(2, 10, 20)
			.axis(5, 3, 400, "5.5e-7", "2.5e-8", "m").axis(3, 2, 1200).axis(9, 2, 2400, "4.88e-7", "7.3e-8", "m");
		try (Slide slide = open(new LifFixture(2).add(image).bytes(), "lambda.lif")) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of("550 nm excitation 488 nm", "562.5 nm excitation 488 nm", "575 nm excitation 488 nm",
				"550 nm excitation 561 nm"), channelNames(scene).subList(0, 4));
			assertEquals(12, scene.channels().size());
			assertEquals(2, scene.sizeZ());
			for (int c = 0; c < 12; c++) {
				final PixelBlock pixels = read(scene, new Plane(c, 1, 0)).block();
				assertEquals(LifFixture.value(c / 6, new int[] { 1, 2, 3, 5, 9 },
					new int[] { 4, 7, 1, c % 3, c / 3 % 2 }) & 0xff,
					pixels.value(4, 7, 0), 0);
			}
		}
	}

	/** Positions 20.2 and 10 µm from the first one are 40 and 20 pixels of half a micrometre. */
	@Test
	public void tilesLieWhereTheStageWas() throws IOException {
		assertTiles("FlipX=\"0\" FlipY=\"0\" SwapXY=\"0\"", new int[][] { { 0, 0 }, { 40, 10 }, { 20, 40 } });
		assertTiles("", new int[][] { { 0, 0 }, { 40, 10 }, { 20, 40 } });
		assertTiles("FlipX=\"1\" FlipY=\"0\" SwapXY=\"0\"", new int[][] { { 40, 0 }, { 0, 10 }, { 20, 40 } });
		assertTiles("FlipX=\"0\" FlipY=\"1\" SwapXY=\"0\"", new int[][] { { 0, 40 }, { 40, 30 }, { 20, 0 } });
		assertTiles("FlipX=\"0\" FlipY=\"0\" SwapXY=\"1\"", new int[][] { { 0, 0 }, { 10, 40 }, { 40, 20 } });
		assertTiles("FlipX=\"0\" FlipY=\"1\" SwapXY=\"1\"", new int[][] { { 0, 40 }, { 10, 0 }, { 40, 20 } });
		assertTiles("FlipX=\"1\" FlipY=\"1\" SwapXY=\"1\"", new int[][] { { 40, 40 }, { 30, 0 }, { 0, 20 } });
	}

	private void assertTiles(final String flags, final int[][] corners) throws IOException {
		try (Slide slide = open(new LifFixture(2).add(mosaic(flags)).bytes(), "mosaic.lif")) {
			assertEquals(1, slide.scenes().size());
			final Scene scene = slide.scenes().get(0);
			for (int c = 0; c < 2; c++) {
				final RegionPixels found = read(scene, new Plane(c, 1, 0));
				for (int y = 0; y < scene.height(); y++)
					for (int x = 0; x < scene.width(); x++) {
						int value = 0;
						for (int m = 0; m < 3; m++)
							if (new Region(corners[m][0], corners[m][1], 60, 50).contains(x, y)) value =
								LifFixture.value(c, new int[] { 1, 2, 3, 10 },
									new int[] { x - corners[m][0], y - corners[m][1], 1, m });
						assertEquals(flags + " at " + x + "," + y, value, found.block().value(x, y, 0), 0);
					}
			}
			for (final int[] corner : corners)
				assertTrue(scene.width() >= corner[0] + 60 && scene.height() >= corner[1] + 50);
		}
	}

	/** Where the scan's own settings tell how the stage is turned, they count for lack of others. */
	@Test
	public void settingsOfTheScanTurnTheStage() throws IOException {
		final Image image = mosaic("")
			.attach("<Attachment Name=\"HardwareSetting\"><ATLConfocalSettingDefinition FlipX=\"1\" FlipY=\"0\""
			+ " SwapXY=\"1\" Magnification=\"20\"/></Attachment>");
		try (Slide slide = open(new LifFixture(2).add(image).bytes(), "mosaic.lif")) {
			final Scene scene = slide.scenes().get(0);
			assertEquals("100 x 90", scene.width() + " x " + scene.height());
			assertEquals(20, scene.objectivePower().orElseThrow(), 0);
			assertEquals(LifFixture.value(0, new int[] { 1, 2, 3, 10 }, new int[] { 59, 0, 0, 0 }),
				read(scene, Plane.FIRST).block().value(99, 0, 0), 0);
		}
	}

	@Test
	public void placesWithoutPositions() throws IOException {
		final Image none = new Image("none").channel(8, "Gray", 0).axis(1, 10, 1).axis(2, 8, 10)
			.axis(10, 2, 80, "0", "0", "");
		final Image piled = new Image("piled").channel(8, "Gray", 0).axis(1, 10, 1).axis(2, 8, 10)
			.axis(10, 2, 80, "0", "0", "")
			.tiles("", 5, 5, 5, 5);
		final Image far = new Image("far").channel(8, "Gray", 0).axis(1, 10, 1).axis(2, 8, 10)
			.axis(10, 2, 80, "0", "0", "")
			.tiles("", 5, 5, 5000, 5000);
		try (Slide slide = open(new LifFixture(2).add(none).add(piled).add(far).bytes(), "places.lif")) {
			assertEquals(List.of("none (place 1)", "none (place 2)", "piled", "far (place 1)", "far (place 2)"),
				slide.scenes().stream().map(Scene::name).toList());
			final Scene second = slide.scenes().get(1);
			assertEquals(LifFixture.value(0, new int[] { 1, 2, 10 }, new int[] { 3, 4, 1 }),
				read(second, Plane.FIRST).block().value(3, 4, 0), 0);
			assertEquals("side by side by their fields", "20 x 8",
				slide.scenes().get(2).width() + " x " + slide.scenes().get(2).height());
		}
	}

	@Test
	public void foldersAreInTheNames() throws IOException {
		final LifFixture lif = new LifFixture(2);
		final Image inner = new Image("inner").channel(8, "Gray", 0).axis(1, 4, 1).axis(2, 4, 4);
		lif.block("Inner", inner.data())
			.elements("<Element Name=\"Folder &#1;A\"><Data/><Memory Size=\"0\" MemoryBlockID=\"F\"/><Children>"
			+ inner.xml("Inner", 16) + "</Children></Element>");
		try (Slide slide = open(lif.add(new Image("b \u0003").channel(8, "Gray", 0).axis(1, 4, 1).axis(2, 4, 4))
			.bytes(), "folders.lif")) {
			assertEquals(List.of("Folder  A/inner", "b"), slide.scenes().stream().map(Scene::name).toList());
		}
	}

	@Test
	public void namesOfChannels() throws IOException {
		final String bands =
			"<Spectro><MultiBand Channel=\"1\" DyeName=\"DAPI\"/><MultiBand Channel=\"2\" "
				+ "DyeName=\"\"/></Spectro><DetectorList>"
			+ "<Detector Name=\"PMT 1\" Channel=\"1\" IsActive=\"%d\"/><Detector Name=\"HyD 2\" Channel=\"2\" "
			+ "IsActive=\"%d\"/></DetectorList>";
		final String scan =
			"<ATLConfocalSettingDefinition ObjectiveName=\"HC PL APO CS2 63x/1.40 "
				+ "OIL\">%s</ATLConfocalSettingDefinition>";
		final String one = String.format(scan, String.format(bands, 1, 1));
		final String sequence = String.format(scan, String.format(bands, 1, 0))
			+ String.format(scan, String.format(bands, 0, 1));
		final String camera =
			"<ATLCameraSettingDefinition><WideFieldChannelInfo FluoCubeName=\"L5\"/><WideFieldChannelInfo "
				+ "UserDefName=\"mine\""
			+ " FluoCubeName=\"N3\"/></ATLCameraSettingDefinition>";
		final String dyes = "<ChannelProperty><Key>DyeName</Key><Value>Alexa 488</Value></ChannelProperty>";
		final String records =
			"<FilterSettingRecord ClassName=\"CSpectrophotometerUnit\" Attribute=\"Stain\" Variant=\"FITC\"/>"
			+ "<FilterSettingRecord ClassName=\"CSpectrophotometerUnit\" Attribute=\"Stain\" Variant=\"TRITC\"/>"
			+ "<FilterSettingRecord ClassName=\"CTurret\" Attribute=\"Objective\" Variant=\"HC PL APO CS 40.0x0.85 "
			+ "DRY\"/>";
		final String user = "<ScannerSettingRecord Identifier=\"nWFC0UesrDefName\" Variant=\"left\"/>"
			+ "<ScannerSettingRecord Identifier=\"nWFC1UserDefName\" Variant=\"right\"/>";
		assertNames(List.of("DAPI", "HyD 2"), one, "");
		assertNames(List.of("DAPI", "HyD 2"),
			"<ATLConfocalSettingDefinition/><LDM_Block_Sequential><LDM_Block_Sequential_Master>" + one + one
			+ "</LDM_Block_Sequential_Master><LDM_Block_Sequential_List>" + sequence
			+ "</LDM_Block_Sequential_List></LDM_Block_Sequential>", "");
		assertNames(List.of("", ""), sequence + one, "");
		assertNames(List.of("DAPI", "HyD 2"), one + "<LDM_Block_Bleach_List>" + one + "</LDM_Block_Bleach_List>", "");
		assertNames(List.of("L5", "mine"), camera, "");
		assertNames(List.of("Alexa 488", "HyD 2"), one, dyes);
		assertNames(List.of("FITC", "TRITC"), "<FilterSetting>" + records + "</FilterSetting>", "");
		final String states =
			"<FilterSettingRecord ObjectName=\"PMT 2\" ClassName=\"CDetectionUnit\" Attribute=\"State\" "
				+ "Variant=\"Active\"/>"
			+ "<FilterSettingRecord ObjectName=\"PMT 3\" ClassName=\"CDetectionUnit\" Attribute=\"State\" "
			+ "Variant=\"Inactive\"/>"
			+ "<FilterSettingRecord ObjectName=\"Trans PMT\" ClassName=\"CDetectionUnit\" Attribute=\"State\" "
			+ "Variant=\"Active\"/>";
		final String bound =
			"<FilterSettingRecord ObjectName=\"SP Mirror Channel %d\" ClassName=\"CSpectrophotometerUnit\" "
				+ "Attribute=\"Stain\""
			+ " Variant=\"%s\"/>";
		assertNames(List.of("Cy3", "Trans PMT"),
			states + String.format(bound, 1, "FITC") + String.format(bound, 2, "Cy3")
			+ String.format(bound, 3, "Cy5"), "");
		assertNames(List.of("left", "right"),
			"<HardwareSetting><ScannerSetting>" + user + "</ScannerSetting></HardwareSetting>", "");
	}

	private void assertNames(final List<String> names, final String settings, final String first) throws IOException {
		final Image image = new Image("c").channel(8, 0, 0, "Green", 0, first).channel(8, "Red", 80).axis(1, 10, 1)
			.axis(2, 8, 10)
			.attach("<Attachment Name=\"HardwareSetting\">" + settings + "</Attachment>");
		try (Slide slide = open(new LifFixture(2).add(image).bytes(), "names.lif")) {
			assertEquals(names, channelNames(slide.scenes().get(0)));
			if (settings.contains("63x")) assertEquals(63, slide.scenes().get(0).objectivePower().orElseThrow(), 0);
			if (settings.contains("40.0x")) assertEquals(40, slide.scenes().get(0).objectivePower().orElseThrow(), 0);
		}
	}

	@Test
	public void largePlanesAreCutIntoTiles() throws IOException {
		final Image tiles = new Image("tiles").channel(32, "Gray", 0).axis(1, 1100, 4).axis(2, 1050, 4400)
			.axis(10, 2, 4400 * 1050, "0", "0", "")
			.tiles("", 0, 0, 500, 20);
		try (Slide slide = open(new LifFixture(2).add(large()).add(tiles).bytes(), "large.lif")) {
			final Scene large = slide.scenes().get(0);
			assertEquals(4, large.level(0).layout().tileCount());
			final Scene mosaic = slide.scenes().get(1);
			assertEquals(8, mosaic.level(0).layout().tileCount());
			assertEquals("2100 x 1090", mosaic.width() + " x " + mosaic.height());
			final PixelBlock pixels = read(large, Plane.FIRST).block();
			final PixelBlock stitched = read(mosaic, Plane.FIRST).block();
			for (final int y : new int[] { 0, 1, 1023, 1024, 1049 })
				for (final int x : new int[] { 0, 500, 1023, 1024, 1099 }) {
					assertEquals(LifFixture.value(0, X_Y, new int[] { x, y }) * (double) (1 << 20) % (1L << 32),
						pixels.value(x, y, 0), 0);
					assertEquals(LifFixture.value(0, new int[] { 1, 2, 10 }, new int[] { x, y, 1 })
						* (double) (1 << 20) % (1L << 32),
						stitched.value(x + 1000, y + 40, 0), 0);
				}
		}
	}

	@Test
	public void lofWithAndWithoutAHeader() throws IOException {
		final Image image = new Image("single").channel(16, "Red", 0).axis(1, 30, 2).axis(2, 20, 60).axis(3, 2, 1200);
		final LifFixture lof = new LifFixture(2).add(image);
		for (final String xml
			: List.of("<LMSDataContainerHeader Version=\"2\">" + image.xml("MemBlock_3", 2400)
			+ "</LMSDataContainerHeader>",
			"<Data>" + image.imageXml() + "</Data>"))
			try (Slide slide = open(lof.lof(xml), "single.lof")) {
				assertEquals("Leica LIF", slide.metadata().format());
				final Scene scene = slide.scenes().get(0);
				assertEquals(xml.startsWith("<Data>") ? "" : "single", scene.name());
				assertEquals(LifFixture.value(0, new int[] { 1, 2, 3 }, new int[] { 29, 19, 1 }),
					read(scene, new Plane(0, 1, 0)).block().value(29, 19, 0), 0);
			}
	}
}
