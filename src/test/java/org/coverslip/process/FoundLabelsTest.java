package org.coverslip.process;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Outlines;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSelection;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.RealSlides;
import org.junit.Test;

/** Labels and masks of tiles, put together, against those of the whole by scikit-image. */
public class FoundLabelsTest {

	private static final int WIDTH = 150;
	private static final int HEIGHT = 130;

	/** Pixels that are set. */
	@FunctionalInterface
	private interface Pattern {

		boolean at(int x, int y);
	}

	private static Map<String, Pattern> patterns() {
		final Map<String, Pattern> patterns = new LinkedHashMap<>();
		patterns.put("nothing", (x, y) -> false);
		patterns.put("all", (x, y) -> true);
		patterns.put("spiral", FoundLabelsTest::spiral);
		patterns.put("two spirals", (x, y) -> spiral(x, y) || x < 75 && y < 65 && spiral(2 * x + 1, 2 * y + 1));
		patterns.put("U shapes", (x, y) -> x % 20 == 3 && y % 50 > 2 || x % 20 == 9 && y % 50 > 2
			|| y % 50 == 45 && x % 20 > 2 && x % 20 < 10);
		patterns.put("U shapes on their heads", (x, y) -> x % 20 == 3 && y % 50 < 45 || x % 20 == 9 && y % 50 < 45
			|| y % 50 == 0 && x % 20 > 2 && x % 20 < 10);
		patterns.put("diagonals", (x, y) -> (x + y) % 7 == 0);
		patterns.put("other diagonals", (x, y) -> (x - y + 700) % 7 == 0);
		patterns.put("chess board", (x, y) -> (x + y) % 2 == 0);
		patterns.put("dots", (x, y) -> x % 2 == 0 && y % 2 == 0);
		for (final double density : new double[] { 0.1, 0.3, 0.45, 0.7 }) {
			final boolean[] random = new boolean[WIDTH * HEIGHT];
			final Random numbers = new Random((long) (100 * density));
			for (int i = 0; i < random.length; i++)
				random[i] = numbers.nextDouble() < density;
			patterns.put("random " + density, (x, y) -> random[y * WIDTH + x]);
		}
		return patterns;
	}

	private static boolean spiral(final int x, final int y) {
		final int ring = Math.min(Math.min(x, y), Math.min(WIDTH - 1 - x, HEIGHT - 1 - y));
		if (ring % 2 == 0) return x != ring || y != ring + 1 || ring == 0; // rings, opened at their upper left
		return x == ring && y == ring + 1; // and joined there
	}

	private static int[] pixels(final Region area, final Pattern pattern) {
		final int[] pixels = new int[(int) area.area()];
		for (int i = 0; i < pixels.length; i++)
			if (pattern.at((int) (area.x() + i % area.width()), (int) (area.y() + i / area.width()))) pixels[i] = 255;
		return pixels;
	}

	private static PixelBlock block(final Region area, final PixelType type, final int[] pixels) {
		final PixelBlock block =
			PixelBlock.zeros(new BlockShape((int) area.width(), (int) area.height(), 1, type));
		for (int i = 0; i < pixels.length; i++)
			block.put(i, pixels[i]);
		return block;
	}

	/** The labels of scikit-image, in the order of their first pixels. */
	private static int[] theirs(final PixelBlock mask) throws IOException {
		return inOrder(Arrays.stream(ImageOracle.of("label", mask)).mapToInt(label -> (int) label).toArray());
	}

	private static int[] inOrder(final int[] labels) {
		final Map<Integer, Integer> numbers = new HashMap<>();
		return Arrays.stream(labels)
			.map(label -> label == 0 ? 0 : numbers.computeIfAbsent(label, any -> numbers.size() + 1)).toArray();
	}

	private static int[] found(final TileRun run, final int workers, final PatternWork.Answers answers)
		throws IOException
	{
		try (FoundLabels labels = new FoundLabels(run)) {
			new PatternWork(workers, answers).into(run, labels);
			final FoundLabels.Numbered numbered = labels.number();
			final int[] found = numbered.picture("labels").read().block().ints();
			assertEquals(numbered.count(), Arrays.stream(found).max().getAsInt());
			return found;
		}
	}

	@Test
	public void masksAreNumberedAsByScikitImage() throws IOException {
		for (final Map.Entry<String, Pattern> pattern : patterns().entrySet()) {
			final Picture picture = PatternWork.picture(WIDTH, HEIGHT);
			final int[] theirs =
				theirs(block(picture.bounds(), PixelType.UINT8, pixels(picture.bounds(), pattern.getValue())));
			for (final int side : new int[] { 1, 7, 16, 33, 64, 500 })
				for (final int halo : new int[] { 0, 3 })
					assertArrayEquals(pattern.getKey() + " in tiles of " + side, theirs,
						found(PatternWork.run(picture, side, halo, Optional.empty()), 1 + side % 4, task -> {
							final Region area = side % 2 == 0 ? task.tile() : task.around();
							return TileAnswer
								.of(block(area, PixelType.UINT8, pixels(area, pattern.getValue())));
						}));
		}
	}

	@Test
	public void labelsAreJoinedByWhatBothTilesShow() throws IOException {
		for (final Map.Entry<String, Pattern> pattern : patterns().entrySet()) {
			final Picture picture = PatternWork.picture(WIDTH, HEIGHT);
			final int[] theirs =
				theirs(block(picture.bounds(), PixelType.UINT8, pixels(picture.bounds(), pattern.getValue())));
			for (final int side : new int[] { 7, 16, 33, 64, 500 })
				for (final PixelType type : new PixelType[] { PixelType.UINT16, PixelType.FLOAT32 })
					assertArrayEquals(pattern.getKey() + " in tiles of " + side, theirs,
						found(PatternWork.run(picture, side, type == PixelType.UINT16 ? 1 : 9, Optional.empty()), 4,
							task -> {
								final int[] numbers = Components.of(pixels(task.around(), pattern.getValue()),
									(int) task.around().width()).numbers();
								return TileAnswer.of(block(task.around(), type, Arrays.stream(numbers)
									.map(n -> n == 0 ? 0 : 60000 - n - (int) task.tile().x()).toArray()));
							}));
		}
	}

	/** Labels that touch each other stay apart; a tile gives them other numbers than its neighbour. */
	@Test
	public void labelsThatTouchStayApart() throws IOException {
		final Picture picture = PatternWork.picture(WIDTH, HEIGHT);
		final int[] theirs = new int[WIDTH * HEIGHT];
		for (int i = 0; i < theirs.length; i++)
			theirs[i] = label(i % WIDTH, i / WIDTH);
		for (final int side : new int[] { 8, 20, 50, 200 })
			assertArrayEquals("tiles of " + side, inOrder(theirs),
				found(PatternWork.run(picture, side, 2, Optional.empty()), 3, task -> {
					final int[] numbers = new int[(int) task.around().area()];
					for (int i = 0; i < numbers.length; i++)
						numbers[i] = (label((int) (task.around().x() + i % task.around().width()),
							(int) (task.around().y() + i / task.around().width())) + (int) task.tile().x()) % 199 + 1;
					return TileAnswer.of(block(task.around(), PixelType.UINT8, numbers));
				}));
	}

	private static int label(final int x, final int y) {
		return x / 13 + 12 * (y / 17) + 1;
	}

	@Test
	public void theMiddleOfObjectsSaysWhetherTheyAreWanted() throws IOException {
		final Picture picture = PatternWork.picture(WIDTH, HEIGHT);
		final Pattern squares = (x, y) -> x % 10 < 6 && y % 10 < 6;
		final Rectangle wanted = new Rectangle(22, 12, 41, 33);
		final int[] all =
			theirs(block(picture.bounds(), PixelType.UINT8, pixels(picture.bounds(), squares)));
		for (int i = 0; i < all.length; i++)
			if (!wanted.contains(i % WIDTH / 10 * 10 + 3.5, i / WIDTH / 10 * 10 + 3.5)) all[i] = 0;
		assertEquals(1 + 16, Arrays.stream(all).distinct().count());
		final PixelSelection where = new Outlines(List.of(wanted));
		for (final int side : new int[] { 4, 9, 25, 60 })
			assertArrayEquals("tiles of " + side, inOrder(all),
				found(PatternWork.run(picture, side, 6, Optional.of(where)), 2, task -> TileAnswer
					.of(block(task.around(), PixelType.UINT8, pixels(task.around(), squares)))));
	}

	@Test
	public void tilesThatFailAreNotCovered() throws IOException {
		final Picture picture = PatternWork.picture(60, 40);
		final TileRun run = PatternWork.run(picture, 20, 2, Optional.empty());
		try (FoundLabels labels = new FoundLabels(run)) {
			new PatternWork(2, task -> {
				final int[] set = new int[(int) task.around().area()];
				Arrays.fill(set, 255);
				if (task.tile().x() == 20 && task.tile().y() == 0) return TileAnswer.EMPTY;
				return TileAnswer.of(block(task.around(), PixelType.UINT8, set));
			}).into(run, labels);
			assertEquals(1, run.failed().sentences().size());
			final RegionPixels pixels = labels.number().picture("labels").read();
			assertEquals(0, pixels.over(0).ints()[30]);
			assertEquals(1, pixels.over(0).ints()[59]);
			assertFalse(pixels.isOpaque());
		}
	}

	@Test
	public void whatIsNoLabelIsRefusedInOneSentence() throws IOException {
		final Picture picture = PatternWork.picture(30, 30);
		final Map<Double, String> wrong = Map.of(0.5, "has values like 0.5", -1.0, "has values like -1", Double.NaN,
			"has values like NaN");
		for (final Map.Entry<Double, String> value : wrong.entrySet()) {
			final TileRun run = PatternWork.run(picture, 20, 2, Optional.empty());
			try (FoundLabels labels = new FoundLabels(run)) {
				new PatternWork(1, task -> {
					final PixelBlock block = block(task.tile(), PixelType.FLOAT32, new int[0]);
					block.put(3, value.getKey());
					return TileAnswer.of(block);
				}).into(run, labels);
				assertEquals(4, run.failed().sentences().size());
				assertTrue(run.failed().toString(), run.failed().toString().contains(value.getValue()));
			}
		}
	}

	@Test
	public void aRealSlideIsNumberedAsByScikitImage() throws IOException {
		try (Slide slide = SlideOpener.open(RealSlides.path("svs/CMU-1-Small-Region.svs"))) {
			final Picture picture = Greys.of(
				Picture.of(slide.scenes().get(0), new RegionReader(TileCache.ofBytes(64 << 20))).build());
			final int[] theirs = theirs(dark(picture.read().block()));
			assertTrue(Arrays.stream(theirs).max().getAsInt() > 5000);
			for (final int side : new int[] { 100, 333, 1024 })
				assertArrayEquals("tiles of " + side, theirs,
					found(PatternWork.run(picture, side, 5, Optional.empty()), side == 333 ? 1 : 4,
						task -> TileAnswer.of(dark(task.pixels(Plane.FIRST)))));
		}
	}

	private static PixelBlock dark(final PixelBlock greys) {
		final PixelBlock dark =
			PixelBlock.zeros(new BlockShape(greys.width(), greys.height(), 1, PixelType.UINT8));
		for (int i = 0; i < greys.shape().pixels(); i++)
			if (greys.value(i) <= 150) dark.put(i, 255);
		return dark;
	}
}
