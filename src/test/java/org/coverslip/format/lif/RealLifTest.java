package org.coverslip.format.lif;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.lif.LifFixture.Image;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * All planes of real LIF files, and of made ones, against a parser of its own in Python. The tiles of the real file
 * were compared with what Bio-Formats 8.0 reads of them, plane by plane, once: all 48 are the same.
 */
public class RealLifTest {

	private static final String TILE_SCAN = "lif/PR2729_frameOrderCombinedScanTypes.lif";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void tileScanOfLasX() throws IOException {
		final Path path = RealSlides.path(TILE_SCAN);
		assertAgrees(path);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("Leica LIF", slide.metadata().format());
			assertEquals(1, slide.scenes().size());
			final Scene scene = slide.scenes().get(0);
			assertEquals("TileScan_001", scene.name());
			// 132.8125 µm of pixels of 250 / 63 µm are 33.5 pixels
			assertEquals("97 x 97", scene.width() + " x " + scene.height());
			assertEquals(250.0 / 63, scene.pixelSize().orElseThrow().xUm(), 1e-9);
			assertEquals(6.227615, scene.pixelSizeZ().orElseThrow(), 1e-9);
			assertEquals(10, scene.objectivePower().orElseThrow(), 0);
			assertEquals(List.of("PMT 2", "PMT 3"), scene.channels().stream().map(Channel::name).toList());
			assertEquals(0xff0000, scene.channels().get(1).rgbColor().orElseThrow());
			assertEquals(List.of(), slide.metadata().notShown());
			assertEquals("LAS X [ BETA ] 3.1.0.15531", slide.metadata().properties().get("leica.image[0].Software"));
		}
	}

	@Test
	public void madeFiles() throws IOException {
		final LifFixture lif = new LifFixture(1)
			.add(new Image("xzy").channel(12, "Green", 0).channel(12, "Red", 600).axis(1, 20, 2).axis(3, 15, 40)
			.axis(2, 4, 1200))
			.add(new Image("rgb").channel(8, 0, 1, "Red", 2, "").channel(8, 0, 2, "Green", 1, "")
			.channel(8, 0, 3, "Blue", 0, "")
				.axis(1, 21, 3).axis(2, 17, 64))
			.add(new Image("half").channel(16, 1, 0, "Gray", 0, "").axis(1, 20, 2).axis(2, 15, 40))
			.add(new Image("lambda").channel(8, "Gray", 0).axis(1, 20, 1).axis(2, 15, 20).axis(5, 3, 300)
			.axis(4, 2, 900))
			.add(new Image("tiles").channel(8, "Gray", 0).axis(1, 20, 1).axis(2, 15, 20).axis(10, 3, 300, "0", "0", "")
				.tiles("FlipX=\"0\" FlipY=\"1\" SwapXY=\"1\"", 1, 2, 8, 9, 4, 15));
		assertAgrees(Files.write(folder.getRoot().toPath().resolve("made.lif"), lif.bytes()));
		final Image single = new Image("single").channel(32, "Red", 0).axis(1, 30, 4).axis(2, 20, 120);
		assertAgrees(Files.write(folder.getRoot().toPath().resolve("made.lof"), new LifFixture(2).add(single)
			.lof("<LMSDataContainerHeader Version=\"2\">" + single.xml("MemBlock_3", 2400)
			+ "</LMSDataContainerHeader>")));
	}

	private static void assertAgrees(final Path path) throws IOException {
		final List<String> expected = Oracle.lifPlanes(path);
		final List<String> found = new ArrayList<>();
		try (Slide slide = SlideOpener.open(path)) {
			for (final Scene scene : slide.scenes()) {
				found.add(String.join("|", scene.name(), scene.width() + "", scene.height() + "",
					scene.channels().size() + "", scene.sizeZ() + "",
					scene.sizeT() + "", number(scene.pixelSize().map(PixelSize::xUm).orElse(0.0)),
					number(scene.pixelSize().map(PixelSize::yUm).orElse(0.0)), number(scene.pixelSizeZ().orElse(0)),
					scene.isRgb() ? "3" : "1"));
				for (int t = 0; t < scene.sizeT(); t++)
					for (int z = 0; z < scene.sizeZ(); z++)
						for (int c = 0; c < scene.channels().size(); c++)
							found.add(sum(scene, new Plane(c, z, t)));
			}
		}
		assertEquals(path.toString(), rounded(expected), rounded(found));
	}

	private static String number(final double value) {
		return OpenSlideProperties.format(value);
	}

	/** Numbers to eight digits. */
	private static List<String> rounded(final List<String> lines) {
		return lines.stream().map(line -> {
			final String[] parts = line.split("\\|");
			for (int i = 6; i < parts.length - 1; i++) {
				final OptionalDouble number = OpenSlideProperties.parseDouble(parts[i]);
				parts[i] = String.format("%.8g", number.orElse(-1));
			}
			return String.join("|", parts);
		}).toList();
	}

	private static String sum(final Scene scene, final Plane plane) throws IOException {
		final PixelBlock pixels =
			new RegionReader(TileCache.ofBytes(1 << 20))
			.read(scene, 0, plane, Region.ofSize(scene.width(), scene.height())).block();
		final ByteBuffer bytes = ByteBuffer.allocate((int) pixels.shape().byteCount()).order(ByteOrder.LITTLE_ENDIAN);
		switch (pixels.type()) {
			case UINT8 -> bytes.put(pixels.bytes());
			case UINT16 -> bytes.asShortBuffer().put(pixels.shorts());
			case UINT32 -> bytes.asIntBuffer().put(pixels.ints());
			case FLOAT32 -> bytes.asFloatBuffer().put(pixels.floats());
			default -> throw new AssertionError(pixels.type());
		}
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes.array()));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new AssertionError(e);
		}
	}
}
