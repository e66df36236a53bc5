package org.coverslip.bdv;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.img.SlidePyramids;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;
import org.junit.After;
import org.junit.ClassRule;
import org.junit.BeforeClass;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import bdv.cache.SharedQueue;
import bdv.viewer.Source;
import bdv.viewer.SourceAndConverter;
import net.imglib2.realtransform.AffineTransform3D;
import net.imglib2.type.numeric.integer.UnsignedShortType;

/**
 * What BigDataViewer's renderer makes of a scene's sources: the right pixels, at the right place, in the right order.
 */
public class SceneSourcesTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static final int SIDE = 300;
	private static final double UM = 0.25;

	private final SharedQueue queue = new SharedQueue(2, 8);
	private final List<Exception> failures = Collections.synchronizedList(new ArrayList<>());

	@BeforeClass
	public static void write() throws IOException {
		SampleFile.brightField(file());
	}

	private static Path file() {
		return FOLDER.getRoot().toPath().resolve("slide.tif");
	}

	@After
	public void stop() {
		queue.shutdown();
	}

	private SceneSources sources(final Slide slide) throws IOException {
		return SceneSources.of(slide, 0, GlassPlace.of(slide.scenes().get(0)), TileCache.shared(), queue,
			failures::add);
	}

	@Test
	public void coloursAreThoseOfTheFileAtTheirPlace() throws Exception {
		try (Slide slide = SlideOpener.open(file());
			Offscreen view = new Offscreen(SIDE, SIDE, sources(slide).sources(), queue)) {
			final int x0 = 500;
			final int y0 = 300;
			// world units are µm from the slide's corner: a level-0 pixel's centre lies at (x + 0.5) · 0.25
			view.show((x0 + 0.5) * UM, (y0 + 0.5) * UM, 0, 1 / UM);
			final int[] expected = SlidePyramids.of(slide.scenes().get(0))
				.readArgb(0, new Region(x0 - SIDE / 2, y0 - SIDE / 2, SIDE, SIDE), 0, 0);
			assertSame(expected, view.picture());
		}
		assertEquals(List.of(), failures);
	}

	@Test
	public void coarseLevelsLieOnTheFinest() throws Exception {
		try (Slide slide = SlideOpener.open(file())) {
			final Source<?> source = sources(slide).sources().get(0).getSpimSource();
			assertTrue(source.getNumMipmapLevels() > 1);
			assertEquals("\u00b5m", source.getVoxelDimensions().unit());
			for (int level = 0; level < source.getNumMipmapLevels(); level++) {
				final AffineTransform3D transform = new AffineTransform3D();
				source.getSourceTransform(0, level, transform);
				final double[] corner = { -0.5, -0.5, 0 };
				transform.apply(corner, corner);
				assertEquals("left edge of level " + level, 0, corner[0], 1e-9);
				assertEquals(UM * slide.scenes().get(0).level(level).downsample(), transform.get(0, 0), 1e-9);
			}
		}
	}

	/** A scene of two channels, three z and two t, where a sample's value tells its plane. */
	private static Slide planes() {
		final SlideLifetime lifetime = SlideLifetime.inMemory("planes");
		final int side = 64;
		final Level level = Level.builder(side, side, (tile, plane) -> {
			final PixelBlock block = PixelBlock.zeros(new BlockShape(side, side, 1, PixelType.UINT16));
			for (int i = 0; i < side * side; i++)
				block.shorts()[i] = (short) (value(plane) + i % 2);
			return Optional.of(block);
		}).grid(UniformTileGrid.covering(side, side, side, side)).samples(PixelType.UINT16, 1).build();
		final Scene scene = Scene.builder(lifetime).levels(List.of(level)).sizeZ(3).sizeT(2).origin(1000, 200)
			.channels(List.of(new Channel("nuclei", OptionalInt.of(0x0000ff)), Channel.named("")))
			.pixelSize(Optional.of(new PixelSize(0.5, 0.5))).pixelSizeZ(OptionalDouble.of(1.5)).build();
		return new OpenedSlide(new SlideMetadata("planes", "test", Map.of(), null), List.of(scene), List.of(),
			lifetime);
	}

	private static int value(final Plane plane) {
		return 1000 * (plane.channel() + 1) + 100 * plane.z() + 10 * plane.t();
	}

	@Test
	public void channelsZAndTimeAreAxes() throws Exception {
		try (Slide slide = planes()) {
			final SceneSources sources = sources(slide);
			assertEquals(2, sources.sources().size());
			assertEquals(2, sources.timePoints());
			assertEquals("nuclei \u2013 planes", sources.sources().get(0).getSpimSource().getName());
			assertEquals("channel 1 \u2013 planes", sources.sources().get(1).getSpimSource().getName());
			assertEquals(0x0000ff, sources.displays().get(0).rgbColor());
			assertEquals("contrast from the middle z", 1100, sources.displays().get(0).min(), 1);
			for (int c = 0; c < 2; c++)
				for (int t = 0; t < 2; t++)
					for (int z = 0; z < 3; z++) {
						final Source<?> source = sources.sources().get(c).getSpimSource();
						assertEquals(value(new Plane(c, z, t)),
							((UnsignedShortType) source.getSource(t, 0).getAt(2, 3, z)).get());
					}
			final AffineTransform3D place = new AffineTransform3D();
			sources.sources().get(0).getSpimSource().getSourceTransform(1, 0, place);
			assertEquals("origin on the glass", 500, place.get(0, 3) - 0.25, 1e-9);
			assertEquals(100, place.get(1, 3) - 0.25, 1e-9);
			assertEquals("the plane in focus is at 0", -1 * 1.5, place.get(2, 3), 1e-9);
			assertEquals(1.5, place.get(2, 2), 1e-9);
			assertEquals(1.5, sources.sources().get(0).getSpimSource().getVoxelDimensions().dimension(2), 1e-9);
			assertFalse(sources.sources().get(0).getSpimSource().isPresent(2));
		}
	}

	/** Tiles that cannot be read are shown as background, and told of: BigDataViewer itself would try them for ever. */
	@Test
	public void damageIsShownAndTold() throws Exception {
		final Path damaged = FOLDER.newFile("damaged.tif").toPath();
		SampleFile.brightField(damaged);
		try (FileChannel channel = FileChannel.open(damaged, StandardOpenOption.WRITE)) {
			final ByteBuffer noise = ByteBuffer.allocate((int) (channel.size() * 3 / 4));
			while (noise.hasRemaining())
				noise.put((byte) 0xff);
			channel.write(noise.flip(), 16);
		}
		try (Slide slide = SlideOpener.open(damaged);
			Offscreen view = new Offscreen(SIDE, SIDE, sources(slide).sources(), queue)) {
			view.show(500 * UM, 300 * UM, 0, 1 / UM);
			assertFalse(failures.isEmpty());
			assertTrue(failures.get(0).getMessage(), failures.get(0).getMessage().contains("damaged.tif"));
		}
	}

	private static void assertSame(final int[] expected, final BufferedImage picture) {
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				assertEquals("pixel " + x + ", " + y, Integer.toHexString(expected[y * SIDE + x] & 0xffffff),
					Integer.toHexString(picture.getRGB(x, y) & 0xffffff));
	}

	/** The waiting form for programs gives the same pixels as the volatile one for windows. */
	@Test
	public void bothFormsAgree() throws Exception {
		try (Slide slide = SlideOpener.open(file())) {
			final SourceAndConverter<?> source = sources(slide).sources().get(0);
			final int coarsest = source.getSpimSource().getNumMipmapLevels() - 1;
			assertEquals(source.getSpimSource().getSource(0, coarsest).dimension(0),
				source.asVolatile().getSpimSource().getSource(0, coarsest).dimension(0));
			assertEquals(source.getSpimSource().getNumMipmapLevels(),
				source.asVolatile().getSpimSource().getNumMipmapLevels());
		}
	}
}
