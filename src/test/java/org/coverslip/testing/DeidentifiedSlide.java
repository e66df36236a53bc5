package org.coverslip.testing;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.deidentify.file.SlideDeidentification;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** De-identifies slides of tests, and holds the result against them. */
public final class DeidentifiedSlide {

	private static final int SIDE = 600;

	private DeidentifiedSlide() {}

	/** Writes the slide again, with nothing kept that may name somebody; the report. */
	public static String write(final Path slide, final Path target) throws IOException {
		return write(slide, target, Set.of());
	}

	public static String write(final Path slide, final Path target, final Set<KeptPart> keep) throws IOException {
		return new SlideDeidentification(keep, Optional.empty(), false, true).write(slide, target,
			ProgressListener.NONE);
	}

	/** Writes the slide with its macro image, and holds that this is white there and else as it was. */
	public static void checkMacro(final Path slide, final Path target, final LabelArea area) throws IOException {
		new SlideDeidentification(Set.of(KeptPart.MACRO), Optional.of(area), false, true)
			.write(slide, target, ProgressListener.NONE);
		try (Slide before = SlideOpener.open(slide); Slide after = SlideOpener.open(target)) {
			assertEquals(1, after.associatedImages().size());
			assertEquals("macro", after.associatedImages().get(0).name());
			final PixelBlock found = after.associatedImages().get(0).read();
			final PixelBlock expected = before.associatedImages().stream().filter(i -> i.name().equals("macro"))
				.findFirst().orElseThrow().read();
			assertEquals(expected.shape(), found.shape());
			int white = 0;
			for (int i = 0; i < found.shape().length(); i++) {
				final int x = i / 3 % found.width();
				final boolean isLabel = switch (area.side()) {
					case LEFT -> x * 100 < found.width() * area.percent();
					case RIGHT -> (found.width() - 1 - x) * 100 < found.width() * area.percent();
					default -> throw new IllegalArgumentException("not asked here");
				};
				if (isLabel) white++;
				assertEquals("sample " + i, isLabel ? 255 : expected.value(i), found.value(i), 0);
			}
			assertTrue(white * 100L >= found.shape().length() * (long) area.percent());
		}
	}

	/** Holds that two slides have the same scenes, levels, planes and pixels, pixel sizes and magnifications. */
	public static void assertSamePixels(final Path slide, final Path target) throws IOException {
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		try (Slide before = SlideOpener.open(slide); Slide after = SlideOpener.open(target)) {
			assertEquals(before.metadata().format(), after.metadata().format());
			assertEquals("scenes", before.scenes().size(), after.scenes().size());
			for (int s = 0; s < before.scenes().size(); s++) {
				final Scene expected = before.scenes().get(s);
				final Scene found = after.scenes().get(s);
				assertEquals("pixel size", expected.pixelSize(), found.pixelSize());
				assertEquals("magnification", expected.objectivePower(), found.objectivePower());
				assertEquals("levels", expected.levels().size(), found.levels().size());
				assertEquals("channels", expected.channels().size(), found.channels().size());
				assertEquals("focal planes", expected.sizeZ(), found.sizeZ());
				final Plane last =
					new Plane(expected.channels().size() - 1, expected.sizeZ() - 1, expected.sizeT() - 1);
				for (int i = 0; i < expected.levels().size(); i++) {
					final Region all = expected.level(i).region();
					assertEquals("level " + i, all, found.level(i).region());
					assertEquals("level " + i, expected.level(i).layout().tileCount(),
						found.level(i).layout().tileCount());
					for (final Region part : new Region[] { Region.ofSize(SIDE, SIDE).intersect(all),
						new Region(all.width() / 2, all.height() / 2, SIDE, SIDE).intersect(all) })
						for (final Plane plane : new Plane[] { Plane.FIRST, last })
							assertEquals("level " + i + ", " + plane, reader.read(expected, i, plane, part),
								reader.read(found, i, plane, part));
				}
			}
		}
	}

	/** Holds that OpenSlide sees the same levels, pixel sizes and pixels in both. */
	public static void assertSameInOpenSlide(final Path slide, final Path target) throws IOException {
		assertSameInOpenSlide(slide, target, Integer.MAX_VALUE);
	}

	/** As above; pixels of the first levels alone. */
	public static void assertSameInOpenSlide(final Path slide, final Path target, final int levels) throws IOException {
		final Map<String, String> before = Oracle.openSlideProperties(slide);
		final Map<String, String> after = Oracle.openSlideProperties(target);
		for (final String key : before.keySet())
			if (key.startsWith("openslide.level") || key.startsWith("openslide.mpp")
				|| key.equals("openslide.objective-power") || key.equals("openslide.vendor"))
				assertEquals(key, before.get(key), after.get(key));
		final List<OpenSlideRegion> regions = new ArrayList<>();
		for (int level = 0; level < Math.min(levels, Integer.parseInt(after.get("openslide.level-count")));
			level++)
			for (final int at : new int[] { 0, 130 })
				regions.add(new OpenSlideRegion(at, at, level, 300, 200));
		final List<int[]> expected = Oracle.openSlideRegions(slide, regions);
		final List<int[]> found = Oracle.openSlideRegions(target, regions);
		for (int i = 0; i < regions.size(); i++)
			assertArrayEquals(regions.get(i).toString(), expected.get(i), found.get(i));
	}
}
