package org.coverslip.export.tiff;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.DrawnScene;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which levels are copied, computed and written. */
public class PyramidPlanTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private static PyramidTiffOptions.Builder options(final Compression compression) {
		return PyramidTiffOptions.builder().compression(compression).tileSize(64);
	}

	private static List<Long> widths(final List<TargetLevel> levels) {
		return levels.stream().map(TargetLevel::width).toList();
	}

	private static List<Integer> indices(final PyramidPlan plan) {
		return IntStream.range(0, plan.computed().size()).map(plan::indexOfComputed).boxed().toList();
	}

	@Test
	public void allLevelsAreComputed() throws IOException {
		final Scene scene = DrawnScene.of(500, 300, PixelType.UINT16, 1).tiles(64, 64).build();
		final PyramidPlan plan = PyramidPlan.of(scene, scene.level(0).region(), options(Compression.LZW).build());
		assertEquals(List.of(500L, 250L, 125L, 63L), widths(plan.levels()));
		assertEquals(List.of(0, 1, 2, 3), indices(plan));
		assertEquals(List.of(), plan.copied());
		assertEquals(Region.ofSize(500, 300), plan.baseRegion());
	}

	@Test
	public void aThumbnailIsComputedAndNotWritten() throws IOException {
		final Scene scene = DrawnScene.of(9000, 2100, PixelType.UINT8, 3).tiles(256, 256).build();
		final PyramidPlan plan = PyramidPlan.of(scene, scene.level(0).region(),
			PyramidTiffOptions.builder().compression(Compression.JPEG).tileSize(256).dialect(Dialect.SVS).build());
		assertEquals("the last is larger than the thumbnail", List.of(9000L, 4500L, 2250L, 1125L),
			widths(plan.levels()).subList(0, 4));
		final List<Long> computed = widths(plan.computed());
		assertEquals(computed.size() - 1, plan.levels().size());
		assertEquals(-1, plan.indexOfComputed(plan.computed().size() - 1));
		assertEquals(plan.levels().size() - 1, plan.indexOfComputed(plan.computed().size() - 2));
	}

	@Test
	public void furtherLevelsAreComputedFromTheLastThatIsCopied() throws IOException {
		final Path stored = folder.getRoot().toPath().resolve("stored.tif");
		final Scene drawn = DrawnScene.of(700, 610, PixelType.UINT8, 3).build();
		SlideWriter.write(drawn, drawn.level(0).region(), options(Compression.JPEG).build(), stored,
			ProgressListener.NONE);
		try (Slide slide = SlideOpener.open(stored)) {
			final Scene scene = slide.scenes().get(0);
			final PyramidPlan whole = PyramidPlan.of(scene, scene.level(0).region(), options(Compression.KEEP).build());
			assertEquals(List.of(700L, 350L, 175L, 88L, 44L), widths(whole.levels()));
			assertEquals(5, whole.copied().size());
			assertEquals(List.of(-1), indices(whole));
			// 192 is three tiles of level 0 and one and a half of level 1
			final PyramidPlan cut =
				PyramidPlan.of(scene, new Region(192, 192, 300, 200), options(Compression.KEEP).build());
			assertEquals(1, cut.copied().size());
			assertEquals(List.of(300L, 150L, 75L, 38L), widths(cut.levels()));
			assertEquals(List.of(-1, 1, 2, 3), indices(cut));
			assertEquals(new Region(192, 192, 300, 200), cut.baseRegion());
			final PyramidPlan later =
				PyramidPlan.of(scene, new Region(256, 256, 300, 200), options(Compression.KEEP).build());
			assertEquals(List.of(300L, 150L, 75L, 38L), widths(later.levels()));
			assertEquals(3, later.copied().size());
			assertEquals(List.of(-1, 3), indices(later));
			assertEquals(2, later.baseLevel());
			assertEquals(new Region(64, 64, 75, 50), later.baseRegion());
		}
	}
}
