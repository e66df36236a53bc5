package org.coverslip.format.hamamatsu;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.SlideFormat;
import org.coverslip.format.SlideFormatContract;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.RestartJpeg;
import org.junit.Assume;
import org.junit.Test;

public class HamamatsuNdpisFormatTest extends SlideFormatContract {

	@Override
	protected SlideFormat format() {
		return new HamamatsuNdpisFormat();
	}

	@Override
	protected Path fixture(final Path into) throws IOException {
		channel(into, "slide-DAPI 2 (387) .ndpi", "DAPI 2 (387) ", 447, 512, 1);
		channel(into, "slide-FITC.ndpi", "FITC", 520, 512, 2);
		channel(into, "slide-IR.ndpi", "Cy7", 800, 512, 3);
		return index(into,
			"NoImages=3\r\nImage0=slide-DAPI 2 (387) .ndpi\r\nImage1=slide-FITC.ndpi\r\nImage2=slide-IR.ndpi\r\n");
	}

	private static void channel(final Path into, final String file, final String name, final int light, final int width,
		final int seed)
		throws IOException
	{
		try (NdpiFixture f = new NdpiFixture(into.resolve(file))) {
			f.add(f.level(new RestartJpeg(width, 256, 3, 1, seed).intervalOfPixels(128), 20)
				.ascii(NdpiDirectory.CHANNEL_NAME, name)
				.real(NdpiDirectory.EMISSION_WAVELENGTH, light));
			f.add(f.macro(new RestartJpeg(120, 41, 3, 1, 4)));
		}
	}

	private static Path index(final Path into, final String lines) throws IOException {
		return Files.writeString(into.resolve("slide.ndpis"), NdpisIndex.TITLE + "\r\n" + lines);
	}

	private static PixelBlock whole(final Slide slide, final int channel) throws IOException {
		final Scene scene = slide.scenes().get(0);
		return new RegionReader(TileCache.shared())
			.read(scene, 0, new Plane(channel, 0, 0), scene.level(0).region()).block();
	}

	@Test
	public void eachFileIsAChannel() throws IOException {
		final Path into = folder.newFolder().toPath();
		try (Slide slide = SlideOpener.open(fixture(into))) {
			final Scene scene = slide.scenes().get(0);
			assertEquals(List.of(new Channel("DAPI 2 (387)", OptionalInt.of(0x0000ff)),
				new Channel("FITC", OptionalInt.of(0x00ff00)),
				Channel.named("Cy7")), scene.channels());
			assertEquals(1, scene.level(0).samples());
			assertEquals("slide-FITC.ndpi", slide.metadata().properties().get("hamamatsu.channel[1].File"));
			assertEquals("hamamatsu", slide.metadata().vendor().orElseThrow());
			assertEquals(List.of("macro"), slide.associatedImages().stream().map(image -> image.name()).toList());
			final List<String> files = List.of("slide-DAPI 2 (387) .ndpi", "slide-FITC.ndpi", "slide-IR.ndpi");
			for (int c = 0; c < 3; c++)
				try (Slide painted = SlideOpener.open(into.resolve(files.get(c)))) {
					assertChannel(whole(painted, 0), whole(slide, c), new int[] { 2, 1, -1 }[c]);
				}
		}
	}

	/** Each file's planes, of one level each; the seed of the picture is the plane's offset. */
	private static void stack(final Path path, final int... offsets) throws IOException {
		try (NdpiFixture f = new NdpiFixture(path)) {
			for (final int offset : offsets)
				f.add(f.level(new RestartJpeg(512, 256, 3, 1, 5 + offset).intervalOfPixels(128), 20)
					.slong(NdpiDirectory.FOCAL_OFFSET, offset)
					.ascii(NdpiDirectory.CHANNEL_NAME, path.getFileName().toString()));
		}
	}

	@Test
	public void focalPlanesThatDifferByHeightOrNumber() throws IOException {
		final Path into = folder.newFolder().toPath();
		stack(into.resolve("a.ndpi"), -1000, 0, 1000);
		stack(into.resolve("b.ndpi"), -900, 100, 1100);
		stack(into.resolve("c.ndpi"), 0);
		try (Slide slide = SlideOpener.open(index(into, "NoImages=2\r\nImage0=a.ndpi\r\nImage1=b.ndpi\r\n"))) {
			assertEquals(3, slide.scenes().get(0).sizeZ());
			assertEquals(1, slide.scenes().get(0).defaultPlane().z());
			assertEquals(List.of(), slide.metadata().notShown());
		}
		try (Slide slide = SlideOpener.open(index(into, "NoImages=2\r\nImage0=c.ndpi\r\nImage1=a.ndpi\r\n"))) {
			assertEquals(1, slide.scenes().get(0).sizeZ());
			assertEquals(
				List.of("a.ndpi: of 3 focal planes only the one in focus is shown: not every channel has so many"),
				slide.metadata().notShown());
			assertArrayEquals(whole(slide, 0).bytes(), whole(slide, 1).bytes());
		}
	}

	private static void assertChannel(final PixelBlock painted, final PixelBlock values, final int band) {
		for (int i = 0; i < values.shape().length(); i++) {
			final double brightest =
				Math.max(painted.value(3 * i), Math.max(painted.value(3 * i + 1), painted.value(3 * i + 2)));
			assertEquals(band < 0 ? brightest : painted.value(3 * i + band), values.value(i), 0);
		}
	}

	/** The real slide's own list is not at hand; its name in the file and its light are. */
	@Test
	public void aRealChannel() throws IOException {
		final Path real = RealSlides.path("ndpi/test3-TRITC 2 (560).ndpi");
		final Path into = folder.newFolder().toPath();
		Files.copy(real, into.resolve("test3-TRITC 2 (560).ndpi"));
		try (Slide slide = SlideOpener.open(index(into, "NoImages=1\r\nImage0=test3-TRITC 2 (560).ndpi\r\n"))) {
			assertEquals(List.of(new Channel("TRITC 2 (560)", OptionalInt.of(0xff0000))),
				slide.scenes().get(0).channels());
			double sum = 0;
			final PixelBlock values = whole(slide, 0);
			for (final byte value : values.bytes())
				sum += value & 0xff;
			assertEquals(18, sum / values.bytes().length, 1);
		}
	}

	@Test
	public void wrongListsAreRefused() throws IOException {
		final Path into = folder.newFolder().toPath();
		fixture(into);
		channel(into, "wide.ndpi", "wide", 0, 1024, 5);
		Files.writeString(into.resolve("text.ndpi"), "not a TIFF");
		Files.write(into.getParent().resolve("outside.ndpi"), new byte[100]);
		final String[][] table = { //
			{ "", "expected NoImages of 1 to 256, found none" }, //
			{ "NoImages=0", "found 0" }, //
			{ "NoImages=-1", "found -1" }, //
			{ "NoImages=99999999999", "found 99999999999" }, //
			{ "NoImages=2\r\nImage0=slide-FITC.ndpi", "expected Image1 of 2 images, found none" }, //
			{ "NoImages=1\r\nImage0=", "expected Image0 of 1 images, found none" }, //
			{ "NoImages=1\r\nImage0=gone.ndpi", "the file gone.ndpi in the slide's folder" }, //
			{ "NoImages=1\r\nImage0=../outside.ndpi", "a file name within the slide's folder" }, //
			{ "NoImages=1\r\nImage0=..\\outside.ndpi", "a file name within the slide's folder" }, //
			{ "NoImages=1\r\nImage0=/etc/passwd", "relative to the slide's folder" }, //
			{ "NoImages=1\r\nImage0=C:\\outside.ndpi", "relative to the slide's folder" }, //
			{ "NoImages=1\r\nImage0=text.ndpi", "a TIFF header" }, //
			{ "NoImages=1\r\nImage0=slide.ndpis", "a TIFF header" }, //
			{ "NoImages=2\r\nImage0=slide-FITC.ndpi\r\nImage1=wide.ndpi", "a finest level as in the first file" } };
		for (final String[] row : table) {
			final Path path = index(into, row[0]);
			final SlideFormatException refusal =
				assertThrows(row[0], SlideFormatException.class, () -> SlideOpener.open(path));
			assertTrue(row[0] + ": " + refusal.getMessage(), refusal.getMessage().contains(row[1]));
		}
	}

	@Test
	public void aLinkToElsewhereIsRefused() throws IOException {
		final Path into = folder.newFolder().toPath();
		final Path elsewhere = folder.newFolder().toPath();
		channel(elsewhere, "far.ndpi", "far", 0, 512, 5);
		try {
			Files.createSymbolicLink(into.resolve("near.ndpi"), elsewhere.resolve("far.ndpi"));
		}
		catch (final IOException | UnsupportedOperationException e) {
			Assume.assumeNoException("skipped: symbolic links cannot be made here", e);
		}
		final Path path = index(into, "NoImages=1\r\nImage0=near.ndpi");
		final SlideFormatException refusal = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(refusal.getMessage(), refusal.getMessage().contains("a link to elsewhere"));
	}

	@Test
	public void aLongTextIsRefused() throws IOException {
		final Path path = index(folder.newFolder().toPath(), "x".repeat(70_000));
		final SlideFormatException refusal = assertThrows(SlideFormatException.class, () -> SlideOpener.open(path));
		assertTrue(refusal.getMessage(), refusal.getMessage().contains("at most 65536 bytes"));
	}
}
