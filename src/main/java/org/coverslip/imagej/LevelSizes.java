package org.coverslip.imagej;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.WantedScale;

/** What images of a scene would be at each of its levels, in words to choose from. */
public final class LevelSizes {

	private static final double KILO = 1000;
	private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

	private LevelSizes() {}

	/**
	 * A line for each level, finest first: its number, the image's size, the size of its pixels if the scene states
	 * one, and the memory that all its planes need in ImageJ.
	 *
	 * @param region0
	 *            what is shown, in level-0 pixels
	 */
	public static List<String> of(final Scene scene, final Region region0) {
		return IntStream.range(0, scene.levels().size()).mapToObj(level -> line(scene, region0, level)).toList();
	}

	private static String line(final Scene scene, final Region region0, final int level) {
		final Picture picture = Picture.of(scene, new RegionReader(TileCache.ofBytes(0))).region(region0)
			.scale(WantedScale.level(level)).build();
		final String pixels = scene.pixelSize()
			.map(size -> String.format(Locale.ROOT, ", %.3g \u00b5m/px", size.meanUm() * picture.downsample()))
			.orElse("");
		final double bytes =
			(double) picture.width() * picture.height() * new SlidePlanes(picture, List.of()).bytesPerPixel();
		return "level " + level + ": " + picture.width() + " x " + picture.height() + pixels + ", "
			+ (ImageRoom.holds(picture.width(), picture.height()) ? memory(bytes) : "too large for ImageJ");
	}

	/** Of three digits. */
	static String memory(final double bytes) {
		double value = bytes / KILO;
		int unit = 0;
		while (value >= KILO && unit < UNITS.size() - 1) {
			value /= KILO;
			unit++;
		}
		return String.format(Locale.ROOT, value >= 100 ? "%.0f %s" : "%.2g %s", value, UNITS.get(unit));
	}
}
