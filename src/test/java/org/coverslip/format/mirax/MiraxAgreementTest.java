package org.coverslip.format.mirax;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.coverslip.detect.SlideOpener;
import org.coverslip.format.mirax.MiraxFixture.Positions;
import org.coverslip.format.mirax.MiraxFixture.Recipe;
import org.coverslip.slide.Level;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideAgreement;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

/**
 * MRXS slides built in code, opened by Coverslip and by OpenSlide 3.4.1: the same properties, associated images and
 * regions.
 */
@RunWith(Parameterized.class)
public class MiraxAgreementTest {

	private static final int REGIONS = 100;
	private static final int LARGEST_REGION = 500;
	/** There are no other differences in the finest level, whose images lie on whole pixels; */
	private static final int JPEG = 2;
	/** on other levels cairo rounds each tile's part of a pixel by itself. */
	private static final int MIXED = 5;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Parameter(0)
	public String name;
	@Parameter(1)
	public Recipe recipe;

	private static Object[] variant(final String name, final Recipe recipe) {
		return new Object[] { name, recipe };
	}

	private static void overlapping(final MiraxFixture mirax, final int jitter) {
		mirax.overlapX = 22;
		mirax.overlapY = 18;
		mirax.jitter = jitter;
	}

	@Parameters(name = "{0}")
	public static List<Object[]> variants() {
		final List<Object[]> all = new ArrayList<>();
		for (final String format : List.of("JPEG", "PNG", "BMP24"))
			all.add(variant(format + " without overlaps", mirax -> {
				mirax.format = format;
				mirax.positions = Positions.NONE;
				mirax.fillBgr = 0x1020fe;
			}));
		all.add(variant("overlaps, no positions", mirax -> {
			overlapping(mirax, 0);
			mirax.format = "PNG";
			mirax.positions = Positions.NONE;
		}));
		all.add(variant("positions with jitter", mirax -> overlapping(mirax, 9)));
		all.add(variant("positions with jitter, PNG", mirax -> {
			overlapping(mirax, 9);
			mirax.format = "PNG";
		}));
		all.add(variant("packed positions", mirax -> {
			overlapping(mirax, 9);
			mirax.positions = Positions.PACKED;
			mirax.format = "BMP24";
		}));
		all.add(variant("missing photos, nine levels", mirax -> {
			overlapping(mirax, 5);
			mirax.format = "PNG";
			mirax.imagesX = 48;
			mirax.imagesY = 32;
			mirax.levels = 9;
			mirax.width = 35;
			mirax.height = 26;
			mirax.taken = (col, row) -> (col * 7 + row * 5) % 6 != 0;
		}));
		all.add(variant("two scanned areas", mirax -> {
			overlapping(mirax, 5);
			mirax.imagesX = 64;
			mirax.imagesY = 48;
			mirax.levels = 8;
			mirax.width = 32;
			mirax.height = 32;
			mirax.taken = (col, row) -> col >= 1 && col < 5 && row >= 2 && row < 6 || col >= 10 && col < 14 && row >= 7
				&& row < 11;
		}));
		all.add(variant("one image a photo", mirax -> {
			overlapping(mirax, 7);
			mirax.divisions = 1;
			mirax.imagesX = 6;
			mirax.imagesY = 5;
			mirax.width = 160;
			mirax.height = 120;
			mirax.format = "PNG";
		}));
		all.add(variant("saved at a quarter of the size", mirax -> {
			mirax.concat0 = 2;
			mirax.levels = 4;
			mirax.imagesX = 32;
			mirax.imagesY = 24;
			mirax.format = "PNG";
			mirax.jitter = 3;
		}));
		all.add(variant("saved at a sixteenth of the size", mirax -> {
			mirax.concat0 = 4;
			mirax.levels = 3;
			mirax.imagesX = 96;
			mirax.imagesY = 64;
			mirax.width = 50;
			mirax.format = "PNG";
			mirax.jitter = 2;
			mirax.taken = (col, row) -> (col * 7 + row * 5) % 6 != 1;
		}));
		all.add(variant("positions without overlaps", mirax -> mirax.format = "BMP24"));
		all.add(variant("fluorescence", mirax -> {
			overlapping(mirax, 9);
			mirax.filters = List.of("Rhodamine", "FITC", "UV");
		}));
		all.add(variant("more channels than colours, and focus levels", mirax -> {
			overlapping(mirax, 9);
			mirax.filters = List.of("DAPI", "FITC", "Cy3", "Cy5", "Cy7");
			mirax.focusLevels = List.of("ExtFocusLevel", "ZStackLevel_(-1)", "ZStackLevel_(0)");
			mirax.format = "PNG";
		}));
		all.add(variant("settings with unusual lines", mirax -> {
			mirax.bom = new byte[0];
			mirax.ini = text -> text
				+ "\n[EXTRA]  \nA = 1\nA=2\n\tB\t=\t tab \t\n[GENERAL]\nLATE = x\n  # comment = no\n[EXTRA]\nC = "
				+ "\\s\\n=;#\nD=\n"
				+ "Gr\u00f6\u00dfe = 5 \u00b5m\n[EMPTY]\n[OTHER SECTION]\nkey with blanks = a  b";
		}));
		return all;
	}

	@Test
	public void agreesWithOpenSlide() throws IOException {
		final Path path = MiraxFixture.write(folder.getRoot().toPath().resolve("slide.mrxs"), recipe);
		try (Slide slide = SlideOpener.open(path)) {
			assertEquals("3DHISTECH MRXS", slide.metadata().format());
			OpenSlideAgreement.assertSameProperties(path, slide);
			OpenSlideAgreement.assertSameAssociatedImages(path, slide, List.of("label", "macro", "thumbnail"), 2);
			assertSameRegions(path, slide);
		}
	}

	/**
	 * Random regions of all levels, half of them on whole pixels. They lie within the level: beyond its edges OpenSlide
	 * goes on to show what its last images hold.
	 */
	private void assertSameRegions(final Path path, final Slide slide) throws IOException {
		final Scene scene = slide.scenes().get(0);
		final Random random = new Random(20261120);
		final List<OpenSlideRegion> asked = new ArrayList<>();
		for (int i = 0; asked.size() < REGIONS; i++) {
			final Level level = scene.level(i % scene.levels().size());
			final int width = (int) Math.min(level.width() - 2, 1 + random.nextInt(LARGEST_REGION));
			final int height = (int) Math.min(level.height() - 2, 1 + random.nextInt(LARGEST_REGION));
			if (width < 2 || height < 2) continue;
			final long step = i / scene.levels().size() % 2 == 0 ? (long) level.downsample() : 1;
			final long x0 = (long) (random.nextDouble() * (level.width() - 1 - width) * level.downsample()) / step
				* step;
			final long y0 = (long) (random.nextDouble() * (level.height() - 1 - height) * level.downsample()) / step
				* step;
			asked.add(new OpenSlideRegion(x0, y0, i % scene.levels().size(), width, height));
		}
		final List<int[]> expected = Oracle.openSlideRegions(path, asked);
		final RegionReader reader = new RegionReader(TileCache.shared());
		for (int i = 0; i < asked.size(); i++) {
			final OpenSlideRegion r = asked.get(i);
			final String what = name + " " + r + " ";
			final int[] found = argb(reader, scene, r);
			if (scene.level(r.level()).layout().isOnPixels() && r.level() == 0)
				OpenSlideAgreement.assertSamePixels(what, expected.get(i), found, r.width(),
					scene.level(0).compression().equals("JPEG") ? JPEG : 0);
			else OpenSlideAgreement.assertSamePixels(what, inner(expected.get(i), r.width()), inner(found, r.width()),
				r.width() - 1, MIXED);
		}
	}

	/**
	 * A picture without its first row and column: a part of an image ends within a pixel, but is drawn to that pixel's
	 * end; OpenSlide leaves it out where that is all of it that one would see.
	 */
	private static int[] inner(final int[] argb, final int width) {
		final int[] inner = new int[(width - 1) * (argb.length / width - 1)];
		for (int i = 0; i < inner.length; i++)
			inner[i] = argb[(i / (width - 1) + 1) * width + i % (width - 1) + 1];
		return inner;
	}

	/** The pixels of a region; channels are put together as the colours that they are stored as. */
	private static int[] argb(final RegionReader reader, final Scene scene, final OpenSlideRegion r)
		throws IOException {
		final Picture picture = Picture.of(scene, reader).z(PlaneRange.only(0))
			.asOpenSlide(r.level(), r.x0(), r.y0(), r.width(), r.height()).build();
		if (scene.isRgb()) return picture.read(picture.bounds()).toArgb();
		final int[] argb = new int[r.width() * r.height()];
		for (int c = 0; c < 3; c++) {
			final RegionPixels channel = picture.read(new Plane(c, 0, 0), picture.bounds());
			for (int i = 0; i < argb.length; i++)
				argb[i] |= (channel.block().bytes()[i] & 0xff) << 8 * c | channel.alpha(i) << 24;
		}
		return argb;
	}
}
