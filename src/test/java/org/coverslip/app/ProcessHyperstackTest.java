package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Macros that get all channels and focal planes of a tile at once. */
public class ProcessHyperstackTest {

	private static final int CHANNELS = 3;
	private static final int FOCAL_PLANES = 5;
	private static final int ALL = 1024;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private String said;

	/** 439 x 167 pixels of 3 channels and 5 focal planes, written by libvips. */
	private static Path stack() {
		return RealSlides.path("ome-tiff/libvips-multi-channel-z-series.ome.tif");
	}

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private int run(final Path slide, final String out, final String macro, final int tile, final int workers,
		final String... more) throws IOException
	{
		final Path code = Files.writeString(file("m.ijm"), macro);
		final List<String> words = new ArrayList<>(List.of("process", slide.toString(), file(out).toString(),
			"--hyperstack", "--macro", code.toString(), "--tile", "" + tile, "--halo", "12", "--workers",
			"" + workers));
		words.addAll(Arrays.asList(more));
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
		final int status = new Coverslip(err, err).run(words.toArray(String[]::new));
		said = bytes.toString(StandardCharsets.UTF_8).strip();
		return status;
	}

	private void done(final String out, final String macro, final int tile, final int workers, final String... more)
		throws IOException
	{
		final int status = run(stack(), out, macro, tile, workers, more);
		assertEquals(said, 0, status);
	}

	/** All planes of a file: channels fastest, then focal planes. */
	private static List<PixelBlock> planes(final Path file, final int channels, final int sizeZ) throws IOException {
		try (Slide slide = SlideOpener.open(file)) {
			final Scene scene = slide.scenes().get(0);
			final Picture picture = Picture.of(scene, new RegionReader(TileCache.ofBytes(1 << 24))).build();
			assertEquals(channels, picture.channels().size());
			assertEquals(sizeZ, picture.sizeZ());
			final List<PixelBlock> planes = new ArrayList<>();
			for (int z = 0; z < sizeZ; z++)
				for (int channel = 0; channel < channels; channel++)
					planes.add(picture.read(new Plane(channel, z, 0), picture.bounds()).over(0));
			return planes;
		}
	}

	@Test
	public void aProjectionHasOneFocalPlane() throws IOException {
		done("max.tif", "run('Z Project...', 'projection=[Max Intensity]');", 100, 2, "--compression", "deflate");
		final List<PixelBlock> before = planes(stack(), CHANNELS, FOCAL_PLANES);
		final List<PixelBlock> after = planes(file("max.tif"), CHANNELS, 1);
		for (int channel = 0; channel < CHANNELS; channel++)
			for (int i = 0; i < after.get(channel).shape().pixels(); i++) {
				double most = Double.NEGATIVE_INFINITY;
				for (int z = 0; z < FOCAL_PLANES; z++)
					most = Math.max(most, before.get(z * CHANNELS + channel).value(i));
				assertEquals(most, after.get(channel).value(i), 0);
			}
	}

	@Test
	public void whatIsReckonedInSpaceIsTheSameInTiles() throws IOException {
		final String macro = "run('Gaussian Blur 3D...', 'x=1.5 y=1.5 z=1');";
		done("whole.tif", macro, ALL, 1, "--compression", "deflate");
		final List<PixelBlock> before = planes(stack(), CHANNELS, FOCAL_PLANES);
		final List<PixelBlock> whole = planes(file("whole.tif"), CHANNELS, FOCAL_PLANES);
		for (final int workers : new int[] { 1, 4 }) {
			done(workers + ".tif", macro, 100, workers, "--compression", "deflate");
			final List<PixelBlock> tiles = planes(file(workers + ".tif"), CHANNELS, FOCAL_PLANES);
			for (int i = 0; i < whole.size(); i++)
				assertArrayEquals("plane " + i, whole.get(i).floats(), tiles.get(i).floats(), 0);
		}
		double difference = 0;
		for (int i = 0; i < before.get(7).shape().pixels(); i++)
			difference = Math.max(difference, Math.abs(before.get(7).value(i) - whole.get(7).value(i)));
		assertTrue("it changed by " + difference, difference > 1);
	}

	@Test
	public void regionsKeepTheirPlanes() throws IOException {
		final String macro = """
			Stack.setPosition(2, 2, 1);
			makeRectangle(20, 30, 6, 7);
			roiManager("Add");
			Stack.setPosition(3, 4, 1);
			makeRectangle(20, 30, 6, 7);
			roiManager("Add");
			""";
		done("planes.geojson", macro, ALL, 1, "--result", "rois", "--z", "1-4");
		assertEquals(List.of(new AnnotationPlane(1, 2, 0), new AnnotationPlane(2, 4, 0)),
			rois("planes.geojson").stream().map(Annotation::plane).toList());
	}

	private List<Annotation> rois(final String name) throws IOException {
		try (Slide slide = SlideOpener.open(stack())) {
			final List<Annotation> rois = new ArrayList<>();
			final AnnotationFile file = AnnotationFile.of(file(name));
			AnnotationFiles.read(file, AnnotationFiles.formatOf(file), SlideFrame.of(slide, slide.scenes().get(0)),
				Optional.empty(), new Remarks(), rois::add);
			return rois;
		}
	}

	@Test
	public void labelsAndTablesAreOfAllPlanesTogether() throws IOException {
		final String mask = """
			run("Z Project...", "projection=[Max Intensity]");
			run("Duplicate...", "title=one duplicate channels=2");
			setThreshold(5, 1000);
			setOption("BlackBackground", true);
			run("Convert to Mask");
			""";
		done("whole.tif", mask, ALL, 1, "--result", "labels", "--compression", "deflate");
		done("tiles.tif", mask, 100, 2, "--result", "labels", "--compression", "deflate");
		final PixelBlock whole = planes(file("whole.tif"), 1, 1).get(0);
		assertTrue(Arrays.stream(whole.ints()).max().getAsInt() > 5);
		assertArrayEquals(whole.ints(), planes(file("tiles.tif"), 1, 1).get(0).ints());
		assertEquals(1, run(stack(), "none.tif", "", ALL, 1, "--result", "labels"));
		assertTrue(said, said.contains("3 channel(s), 5 z and 1 t; labels are one plane"));
		final String particles = mask + "run('Set Measurements...', 'area centroid redirect=None decimal=9');\n"
			+ "run('Analyze Particles...', 'size=0-Infinity pixel display clear');";
		done("table.csv", particles, ALL, 1, "--result", "table");
		final List<String> lines = Files.readAllLines(file("table.csv"));
		assertEquals(Arrays.stream(whole.ints()).max().getAsInt(), lines.size() - 1);
		assertTrue(lines.get(0), lines.get(0).startsWith("TileColumn,TileRow,Label,Area,X,")
			|| lines.get(0).startsWith("TileColumn,TileRow,Area,X,"));
	}

	/** Of one plane of colours may be made several channels. */
	@Test
	public void coloursBecomeChannels() throws IOException {
		final Path slide = SampleFile.brightField(file("drawn.tif"));
		assertEquals(said, 0, run(slide, "channels.tif", "run('Make Composite');", 512, 2, "--compression", "deflate"));
		final PixelBlock colors = planes(slide, 1, 1).get(0);
		final List<PixelBlock> channels = planes(file("channels.tif"), 3, 1);
		for (int i = 0; i < colors.shape().pixels(); i += 97)
			for (int channel = 0; channel < 3; channel++)
				assertEquals(colors.value(3 * i + channel), channels.get(channel).value(i), 0);
		try (Slide result = SlideOpener.open(file("channels.tif"))) {
			assertEquals(List.of("Red", "Green", "Blue"),
				result.scenes().get(0).channels().stream().map(Channel::name).toList());
		}
	}
}
