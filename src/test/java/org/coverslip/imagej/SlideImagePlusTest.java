package org.coverslip.imagej;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ClosedSlideException;
import org.coverslip.slide.Level;
import org.coverslip.slide.OpenedSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.ProceduralScene;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.ScaledRegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.SlideMetadata;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;
import org.junit.Test;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;

public class SlideImagePlusTest {

	private static final List<Channel> THREE = List.of(new Channel("DAPI", OptionalInt.of(0x0000ff)),
		new Channel("FITC", OptionalInt.of(0x00ff00)), Channel.named(""));

	private final TileCache cache = TileCache.ofBytes(64 << 20);

	private SlideImagePlus images(final ProceduralScene p) {
		return new SlideImagePlus(p.slide(), 0, cache);
	}

	private static int rgb(final ProceduralScene p, final int level, final long x, final long y) {
		return 0xff000000 | (int) p.value(level, x, y, 0, Plane.FIRST) << 16
			| (int) p.value(level, x, y, 1, Plane.FIRST) << 8
			| (int) p.value(level, x, y, 2, Plane.FIRST);
	}

	@Test
	public void aRegionScaledToASize() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(3000, 2400, 256, 1, 4);
		final Region region = new Region(400, 200, 2000, 1600);
		final ImagePlus image =
			images(p).read(SlideImageRequest.at(WantedScale.level(0)).region(region).size(200, 80));
		assertArrayEquals(new int[] { 200, 80, 1, 1, 1 }, image.getDimensions());
		assertArrayEquals(new ScaledRegionReader(new RegionReader(cache)).read(p.scene(), Plane.FIRST, region, 200, 80)
			.toArgb(),
			(int[]) image.getProcessor().getPixels());
		assertEquals(2.5, image.getCalibration().pixelWidth, 1e-9);
		assertEquals(5, image.getCalibration().pixelHeight, 1e-9);
		assertEquals(new Region(500, 400, 100, 400), SlideRoi.on(image).region0(new Roi(10, 10, 10, 20)));
		assertEquals(160, images(p).read(SlideImageRequest.at(WantedScale.level(0)).region(region).size(200, 0))
			.getHeight());
		assertThrows(IllegalArgumentException.class, () -> SlideImageRequest.at(WantedScale.level(0)).size(-1, 5));
	}

	@Test
	public void aRegionAtALevelIsTheLevelsPixels() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(3000, 2400, 256, 1, 4);
		final ImagePlus image =
			images(p).read(SlideImageRequest.at(WantedScale.level(1)).region(new Region(400, 200, 2000, 1600)));
		assertEquals(24, image.getBitDepth());
		assertEquals("procedural.slide, 2000 x 1600 at (400, 200), level 1", image.getTitle());
		assertArrayEquals(new int[] { 500, 400, 1, 1, 1 }, image.getDimensions());
		final int[] words = (int[]) image.getProcessor().getPixels();
		for (int y = 0; y < 400; y++)
			for (int x = 0; x < 500; x++)
				assertEquals(rgb(p, 1, 100 + x, 50 + y), words[y * 500 + x]);
		final Calibration calibration = image.getCalibration();
		assertEquals("micron", calibration.getUnit());
		assertEquals(1.0, calibration.pixelWidth, 0);
		assertEquals(1.0, calibration.pixelHeight, 0);
		assertEquals(100.0, calibration.getX(0), 0);
		assertEquals(50.0, calibration.getY(0), 0);
		assertEquals(1, p.mostReads());
	}

	@Test
	public void theWholeSceneAndItsOutsideBackground() throws IOException {
		final ProceduralScene p = ProceduralScene.rgbWithout(n -> n == 0, 700, 500, 256, 1);
		final ImagePlus all = images(p).read(SlideImageRequest.at(WantedScale.level(0)));
		assertEquals(700, all.getWidth());
		assertEquals(0xfff0f1f2, ((int[]) all.getProcessor().getPixels())[5]);
		assertEquals(rgb(p, 0, 699, 499), ((int[]) all.getProcessor().getPixels())[700 * 500 - 1]);
		final ImagePlus over =
			images(p).read(SlideImageRequest.at(WantedScale.level(0)).region(new Region(690, 490, 20, 20)));
		assertEquals(rgb(p, 0, 690, 490), ((int[]) over.getProcessor().getPixels())[0]);
		assertEquals(0xfff0f1f2, ((int[]) over.getProcessor().getPixels())[399]);
	}

	@Test
	public void betweenLevelsTheFinerOneIsAveragedToExactlyTheScale() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(3000, 2400, 256, 1, 4);
		final Region region = new Region(300, 100, 2400, 2100);
		final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.pixelSize(1.5)).region(region));
		assertEquals(400, image.getWidth());
		assertEquals(350, image.getHeight());
		assertEquals(1.5, image.getCalibration().pixelWidth, 0);
		assertEquals("procedural.slide, 2400 x 2100 at (300, 100), 1.500 µm per pixel", image.getTitle());
		final PixelBlock expected = new ScaledRegionReader(new RegionReader(cache))
			.read(p.scene(), Plane.FIRST, region, 400, 350)
			.block();
		for (int i = 0; i < 400 * 350; i += 13)
			assertEquals(expected.value(3 * i) * 65536 + expected.value(3 * i + 1) * 256 + expected.value(3 * i + 2),
				((int[]) image.getProcessor().getPixels())[i] & 0xffffff, 0);
		assertEquals(3000 / 4, images(p).read(SlideImageRequest.at(WantedScale.magnification(10))).getWidth());
		assertEquals(2 * 300,
			images(p).read(SlideImageRequest.at(WantedScale.magnification(80)).region(Region.ofSize(300, 10)))
			.getWidth());
	}

	@Test
	public void anOverviewFitsAndIsCalibrated() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(3000, 2400, 256, 1, 4);
		final ImagePlus image = images(p).overview(600);
		assertEquals(600, image.getWidth());
		assertEquals(480, image.getHeight());
		assertEquals(1.25, image.getCalibration().pixelWidth, 1e-12);
		assertEquals(3000, images(p).overview(5000).getWidth());
	}

	@Test
	public void channelsBecomeAHyperstackWithNamesAndColours() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, THREE, 2, 3, 300, 200, 64, 1);
		final ImagePlus image =
			images(p).read(SlideImageRequest.at(WantedScale.level(0)).region(new Region(30, 20, 200, 100)));
		assertArrayEquals(new int[] { 200, 100, 3, 2, 3 }, image.getDimensions());
		assertTrue(image.isHyperStack());
		assertTrue(image instanceof CompositeImage);
		assertEquals(CompositeImage.COMPOSITE, ((CompositeImage) image).getMode());
		assertEquals(0xff0000ff, ((CompositeImage) image).getChannelLut(1).getRGB(255));
		assertEquals(0xff00ff00, ((CompositeImage) image).getChannelLut(2).getRGB(255));
		assertEquals(65535 * 0.998, ((CompositeImage) image).getChannelLut(2).max, 100);
		for (int t = 0; t < 3; t++)
			for (int z = 0; z < 2; z++)
				for (int c = 0; c < 3; c++) {
					final int index = image.getStackIndex(c + 1, z + 1, t + 1);
					final short[] values = (short[]) image.getStack().getPixels(index);
					assertEquals(p.value(0, 37, 29, 0, new Plane(c, z, t)), values[9 * 200 + 7] & 0xffff, 0);
					assertEquals(c == 2 ? null : THREE.get(c).name(), image.getStack().getSliceLabel(index));
				}
		assertEquals("micron", image.getCalibration().getUnit());
		assertEquals(-30, image.getCalibration().xOrigin, 0);
	}

	@Test
	public void moreChannelsThanImageJCompositesAreAllThere() throws IOException {
		final List<Channel> twelve = IntStream.range(0, 12)
			.mapToObj(i -> new Channel("marker " + i, OptionalInt.of(0x010000 * (20 * i)))).toList();
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT8, twelve, 1, 1, 90, 70, 64, 1);
		final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.level(0)));
		assertArrayEquals(new int[] { 90, 70, 12, 1, 1 }, image.getDimensions());
		assertEquals("marker 11", image.getStack().getSliceLabel(12));
		assertEquals(p.value(0, 80, 60, 0, new Plane(11, 0, 0)), image.getStack().getProcessor(12).get(80, 60), 0);
		assertEquals(0xffdc0000, ((CompositeImage) image).getChannelLut(12).getRGB(255));
		assertEquals(12, ImagePlusScene.of(image).channels().size());
		assertEquals(twelve.get(11), ImagePlusScene.of(image).channels().get(11));
	}

	@Test
	public void onePlaneMayBeChosen() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT8, THREE, 2, 3, 100, 80, 64, 1);
		final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.level(0)).channel(1).z(1).t(2));
		assertArrayEquals(new int[] { 100, 80, 1, 1, 1 }, image.getDimensions());
		assertEquals(p.value(0, 5, 6, 0, new Plane(1, 1, 2)), image.getProcessor().get(5, 6), 0);
		assertEquals(0xff00ff00, image.getProcessor().getLut().getRGB(255));
		assertThrows(IllegalArgumentException.class,
			() -> images(p).read(SlideImageRequest.at(WantedScale.level(0)).channel(3)));
	}

	@Test
	public void valuesOfAllTypesAreKeptOrBecomeFloats() throws IOException {
		for (final PixelType type : PixelType.values()) {
			final ProceduralScene p = ProceduralScene.channels(type, THREE.subList(0, 1), 1, 1, 100, 80, 64, 1);
			final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.level(0)));
			assertEquals(type.name(), switch (type) {
				case UINT8 -> 8;
				case UINT16, INT16 -> 16;
				default -> 32;
			}, image.getBitDepth());
			for (int i = 0; i < 80; i++) {
				final double expected = p.value(0, i, i, 0, Plane.FIRST);
				final double found = image.getCalibration().getCValue(image.getProcessor().getf(i, i));
				assertEquals(type.name(), type == PixelType.FLOAT64 || type == PixelType.INT32
					|| type == PixelType.UINT32
					? (float) expected : expected, found, 0);
			}
			assertEquals(type == PixelType.INT16, image.getCalibration().isSigned16Bit());
			assertEquals(0.25, image.getCalibration().pixelWidth, 0);
		}
	}

	/** A slide of zeros but for one value. */
	private SlideImagePlus label(final int value) {
		final SlideLifetime lifetime = SlideLifetime.inMemory("label");
		final Level level =
			Level.builder(64, 64, (tile, plane) -> {
			final PixelBlock block = PixelBlock.zeros(new BlockShape(64, 64, 1, PixelType.UINT32));
			block.ints()[70] = value;
			return Optional.of(block);
		}).grid(UniformTileGrid.covering(64, 64, 64, 64)).samples(PixelType.UINT32, 1).build();
		final Scene scene = Scene.builder(lifetime).channels(List.of(Channel.named(""))).levels(List.of(level)).build();
		return new SlideImagePlus(
			new OpenedSlide(new SlideMetadata("label", "", Map.of(), null), List.of(scene), List.of(),
			lifetime), 0, cache);
	}

	@Test
	public void roundedIntegersAreTold() throws IOException {
		for (final PixelType type : PixelType.values()) {
			final ProceduralScene p = ProceduralScene.channels(type, THREE.subList(0, 1), 1, 1, 100, 80, 64, 1);
			final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.level(0)));
			assertEquals(type.name(), type == PixelType.UINT32 || type == PixelType.INT32,
				SlideImagePlus.rounding(image).isPresent());
		}
		final ImagePlus small = label(1 << 24).read(SlideImageRequest.at(WantedScale.level(0)));
		assertEquals(Optional.empty(), SlideImagePlus.rounding(small));
		final ImagePlus large = label((1 << 24) + 1).read(SlideImageRequest.at(WantedScale.level(0)));
		assertEquals(
			Optional.of("whole numbers above 16777216 are rounded, since ImageJ has no images of 32-bit integers"),
			SlideImagePlus.rounding(large));
	}

	@Test
	public void sixteenBitColoursKeepTheirDepth() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(PixelType.UINT16, 100, 80, 64, 1);
		final ImagePlus image = images(p).read(SlideImageRequest.at(WantedScale.level(0)));
		assertArrayEquals(new int[] { 100, 80, 3, 1, 1 }, image.getDimensions());
		assertEquals("Blue", image.getStack().getSliceLabel(3));
		assertEquals(p.value(0, 70, 60, 2, Plane.FIRST), image.getStack().getProcessor(3).get(70, 60), 0);
		assertEquals(0xff00ff00, ((CompositeImage) image).getChannelLut(2).getRGB(255));
	}

	@Test
	public void whatIsTooLargeSaysWhichLevelFits() {
		final ProceduralScene p = ProceduralScene.rgb(100_000, 80_000, 256, 1, 4, 16);
		assertEquals("100000 x 80000 pixels at level 0 are more than the 2147483647 that an ImageJ image can hold; "
			+ "the largest level that fits is level 1 (25000 x 20000 pixels)",
			refusal(p, 4L << 30, WantedScale.level(0)));
		assertEquals("25000 x 20000 pixels at level 1 need 1907 MB, but only 922 MB of memory are free; "
			+ "the largest level that fits is level 2 (6250 x 5000 pixels)",
			refusal(p, 1L << 30, WantedScale.level(1)));
		assertEquals("33333 x 26667 pixels at 0.7500 µm per pixel need 3391 MB, but only 9 MB of memory are free; "
			+ "no level fits, so choose a smaller region or a coarser scale",
			refusal(p, 10L << 20, WantedScale.pixelSize(0.75)));
		assertEquals(0, p.tilesRead());
	}

	@Test
	public void fewerPlanesNeedLess() throws IOException {
		final ProceduralScene p = ProceduralScene.channels(PixelType.UINT16, THREE, 4, 2, 2048, 1024, 256, 1);
		assertEquals("2048 x 1024 pixels at level 0 need 96 MB, but only 27 MB of memory are free; no level fits, so "
			+ "choose a smaller region or a coarser scale, or take fewer of the 24 planes, each of which needs 4 MB",
			refusal(p, 30L << 20, WantedScale.level(0)));
		final SlideImagePlus images = new SlideImagePlus(p.slide(), 0, cache, new ImageRoom(() -> 30L << 20));
		assertEquals(6, images.read(SlideImageRequest.at(WantedScale.level(0)).z(new PlaneRange(1, 3)).t(1))
			.getStackSize());
	}

	private String refusal(final ProceduralScene p, final long freeBytes, final WantedScale scale) {
		final SlideImagePlus images = new SlideImagePlus(p.slide(), 0, cache, new ImageRoom(() -> freeBytes));
		return assertThrows(IllegalArgumentException.class, () -> images.read(SlideImageRequest.at(scale)))
			.getMessage();
	}

	@Test
	public void refusesWhatIsNotThere() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(100, 80, 64, 1);
		assertThrows(IllegalArgumentException.class, () -> new SlideImagePlus(p.slide(), 1, cache));
		assertEquals("the region of 5 x 5 at (100, 0) shows nothing of the slide, which has 100 x 80 pixels",
			assertThrows(IllegalArgumentException.class,
				() -> images(p).read(SlideImageRequest.at(WantedScale.level(0)).region(new Region(100, 0, 5, 5))))
				.getMessage());
		p.close();
		assertThrows(ClosedSlideException.class, () -> images(p).overview(50));
	}

	@Test
	public void aReadingCanBeCanceledAndTellsItsProgress() throws IOException {
		final ProceduralScene p = ProceduralScene.rgb(3000, 2400, 256, 1);
		final SlideImageRequest request = SlideImageRequest.at(WantedScale.level(0));
		final Listener impatient = new Listener(3);
		assertThrows(CancellationException.class, () -> images(p).read(request, impatient));
		assertTrue("goes on to " + impatient.last.get(), impatient.last.get() < 3000 * 2400);
		final Listener patient = new Listener(Integer.MAX_VALUE);
		images(p).read(request, patient);
		assertEquals(3000 * 2400, patient.last.get());
	}

	/** Cancels when it is asked for the given time. */
	private record Listener(AtomicLong last, AtomicInteger asked, int canceledAt) implements ProgressListener {

		Listener(final int canceledAt) {
			this(new AtomicLong(), new AtomicInteger(), canceledAt);
		}

		@Override
		public void progress(final long done, final long total) {
			assertFalse(done > total);
			last.set(done);
		}

		@Override
		public boolean isCanceled() {
			return asked.incrementAndGet() >= canceledAt;
		}
	}
}
