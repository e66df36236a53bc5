package org.coverslip.testing;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout.PlacedTile;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;

/** Holds an opened slide against what OpenSlide says of the same file. */
public final class OpenSlideAgreement {

	private static final int LARGEST_REGION = 700;
	/** Cairo rounds the parts of a mixed pixel one by one, */
	private static final int MIXED = 1;
	/** and each tile's part by itself where a pixel is mixed from two or four tiles. */
	private static final int MIXED_FROM_TILES = 4;

	private OpenSlideAgreement() {}

	/** Each property that OpenSlide has must be ours, with the same text; ours may be more. */
	public static void assertSameProperties(final Path path, final Slide slide) throws IOException {
		final SortedMap<String, String> expected = Oracle.openSlideProperties(path);
		final SortedMap<String, String> found = new TreeMap<>(slide.metadata().properties());
		found.keySet().retainAll(expected.keySet());
		assertEquals("properties of " + path.getFileName(), expected, found);
	}

	/**
	 * Random regions of all levels that OpenSlide lists, of which many reach over the level's edges, must agree.
	 *
	 * @param tolerance
	 *            largest difference of a colour where regions begin on a whole pixel of their level; where they do not,
	 *            more as the constants say
	 * @param regions
	 *            how many
	 */
	public static void assertSameRegions(final Path path, final Slide slide, final int tolerance, final int regions)
		throws IOException
	{
		final Scene scene = slide.scenes().get(0);
		final Map<String, String> properties = Oracle.openSlideProperties(path);
		final List<Integer> levels = comparable(properties, slide);
		final Random random = new Random(20261120);
		final List<OpenSlideRegion> asked = new ArrayList<>();
		for (int i = 0; i < regions; i++) {
			final int level = levels.get(i % levels.size());
			final int width = 1 + random.nextInt(LARGEST_REGION);
			final int height = 1 + random.nextInt(LARGEST_REGION);
			// half of the positions are multiples of the downsample, where that is possible
			final long step = i / levels.size() % 2 == 0 ? Math.max(1, (long) scene.level(level).downsample()) : 1;
			final long x0 = Math.round((random.nextDouble() * 1.2 - 0.1) * scene.width()) / step * step;
			final long y0 = Math.round((random.nextDouble() * 1.2 - 0.1) * scene.height()) / step * step;
			asked.add(new OpenSlideRegion(x0, y0, level, width, height));
		}
		assertSameRegions(path, scene, tolerance, asked);
	}

	/** Without levels smaller than a tile that OpenSlide reads through libtiff: it shows those wrongly. */
	private static List<Integer> comparable(final Map<String, String> properties, final Slide slide) {
		final List<Integer> levels = new ArrayList<>();
		for (int i = 0; i < Integer.parseInt(properties.get("openslide.level-count")); i++) {
			final Level level = slide.scenes().get(0).level(i);
			final boolean direct = level.samples() == 3 && level.compression().startsWith("JPEG");
			if (i == 0 || direct || level.width() >= level.tileWidth() && level.height() >= level.tileHeight())
				levels.add(i);
		}
		return levels;
	}

	/** The given regions must agree, of the plane that is shown where none is asked for. */
	public static void assertSameRegions(final Path path, final Scene scene, final int tolerance,
		final List<OpenSlideRegion> asked) throws IOException
	{
		assertSameRegions(path, scene, scene.defaultPlane(), tolerance, asked);
	}

	/** As above, of the plane that OpenSlide shows. */
	public static void assertSameRegions(final Path path, final Scene scene, final Plane plane, final int tolerance,
		final List<OpenSlideRegion> asked) throws IOException
	{
		final List<int[]> expected = Oracle.openSlideRegions(path, asked);
		final RegionReader reader = new RegionReader(TileCache.shared());
		for (int i = 0; i < asked.size(); i++) {
			final OpenSlideRegion r = asked.get(i);
			final Picture picture = Picture.of(scene, reader).plane(plane)
				.asOpenSlide(r.level(), r.x0(), r.y0(), r.width(), r.height()).build();
			final RegionPixels found = picture.read(picture.bounds());
			final Level level = scene.level(r.level());
			final double x = Math.max(0, r.x0()) / level.downsample();
			final double y = Math.max(0, r.y0()) / level.downsample();
			final boolean whole =
				x % 1 == 0 && y % 1 == 0 && level.downsample() % 1 == 0 && level.layout().isOnPixels();
			final long shiftX = (long) x - (long) (Math.max(0, -r.x0()) / level.downsample());
			final long shiftY = (long) y - (long) (Math.max(0, -r.y0()) / level.downsample());
			final Tolerance allowed = whole ? (col, row) -> tolerance
				: (col, row) -> tolerance + (isInOneTile(level, shiftX + col, shiftY + row) ? MIXED : MIXED_FROM_TILES);
			assertSamePixels(path.getFileName() + " " + r + " ", expected.get(i), found.toArgb(), r.width(), allowed);
		}
	}

	/** How much a pixel of a region may differ. */
	@FunctionalInterface
	private interface Tolerance {

		int at(int col, int row);
	}

	/**
	 * Whether a pixel and its right and lower neighbours, from which it is mixed, lie in one tile alone, and not at its
	 * edge.
	 */
	private static boolean isInOneTile(final Level level, final long x, final long y) {
		// a tile that begins between two pixels covers the first of them in part
		final int before = level.layout().isOnPixels() ? 0 : 1;
		final Region mixed = new Region(x - before, y - before, 2 + before, 2 + before);
		final List<PlacedTile> tiles = level.layout().tilesIn(mixed);
		return level.region().contains(mixed) && tiles.size() == 1 && tiles.get(0).region().contains(mixed);
	}

	/** Associated images must have OpenSlide's names, sizes and pixels. */
	public static void assertSameAssociatedImages(final Path path, final Slide slide, final List<String> names,
		final int tolerance) throws IOException
	{
		assertEquals(names, slide.associatedImages().stream().map(AssociatedImage::name).toList());
		for (final AssociatedImage image : slide.associatedImages()) {
			final ArgbImage expected = Oracle.openSlideAssociated(path, image.name());
			assertEquals(expected.width(), image.shape().width());
			assertEquals(expected.height(), image.shape().height());
			assertSamePixels(path.getFileName() + " " + image.name() + " ", expected.argb(),
				new RegionPixels(image.read(), null).toArgb(), expected.width(), (col, row) -> tolerance);
		}
	}

	/**
	 * Two pictures must agree.
	 *
	 * @param what
	 *            begins the message of a failure
	 * @param expected
	 *            OpenSlide's pixels as non-premultiplied 0xAARRGGBB words
	 * @param width
	 *            pixels in a row
	 * @param tolerance
	 *            largest difference of a colour or of alpha
	 */
	public static void assertSamePixels(final String what, final int[] expected, final int[] found, final int width,
		final int tolerance)
	{
		assertSamePixels(what, expected, found, width, (col, row) -> tolerance);
	}

	/** Colours of hardly covered pixels are compared as far as they were kept: multiplied by their coverage. */
	private static void assertSamePixels(final String what, final int[] expected, final int[] found, final int width,
		final Tolerance tolerance)
	{
		assertEquals(what + "pixels", expected.length, found.length);
		for (int p = 0; p < expected.length; p++) {
			if (expected[p] == found[p]) continue;
			final int allowed = tolerance.at(p % width, p / width);
			final int alpha = expected[p] >>> 24;
			final String where =
				what + "(" + p % width + ", " + p / width + ") " + Integer.toHexString(expected[p]) + " "
				+ Integer.toHexString(found[p]);
			assertTrue(where, Math.abs(alpha - (found[p] >>> 24)) <= allowed);
			for (int shift = 0; shift < 24 && alpha > 0; shift += 8)
				assertTrue(where,
					Math.abs((expected[p] >> shift & 0xff) - (found[p] >> shift & 0xff)) <= allowed * 255 / alpha);
		}
	}
}
