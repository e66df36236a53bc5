package org.coverslip.export.tiles;

import java.io.IOException;
import java.util.Optional;
import java.util.function.IntPredicate;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.RegionPixels;

/** Draws a thumbnail of what was cut, with the outlines of tiles, and those that are kept tinted. */
final class TileOverview {

	private static final int LONGEST_SIDE = 1536;
	/** Green, mixed in by its weight of 256. */
	private static final int TINT = 0x00b050;
	private static final int TINT_WEIGHT = 80;
	private static final int LINE = 0x404040;
	private static final int LINE_WEIGHT = 150;
	/** Where tiles are closer, lines would hide the picture. */
	private static final int CLOSEST_LINES = 4;

	private final TilePlaces places;
	private final LevelScale scale;
	private final int width;
	private final int height;
	private final int[] rgb;

	TileOverview(final TilePicture picture, final TilePlaces places) throws IOException {
		this.places = places;
		final ScaledRegion place = picture.place();
		final double reduction = Math.max(1, (double) Math.max(place.width(), place.height()) / LONGEST_SIDE);
		scale = new LevelScale(reduction);
		width = (int) scale.lengthInLevel(place.width());
		height = (int) scale.lengthInLevel(place.height());
		rgb = picture.overview(
			new ScaledRegion(place.x0(), place.y0(), place.pitchX() * reduction, place.pitchY() * reduction, width,
			height));
	}

	/** Tints, draws and writes. */
	void write(final TileFiles folder, final String name, final IntPredicate kept) throws IOException {
		final boolean[] tinted = new boolean[rgb.length];
		final boolean[] line = new boolean[rgb.length];
		final boolean lines = scale.toLevelExact(places.step()) >= CLOSEST_LINES;
		for (int number = 0; number < places.count(); number++) {
			final Region shown = scale.roundToLevel(places.visible(number)).intersect(Region.ofSize(width, height));
			if (kept.test(number)) fill(tinted, shown);
			if (lines) outline(line, shown);
		}
		final PixelBlock block = PixelBlock.zeros(new BlockShape(width, height, 3, PixelType.UINT8));
		for (int i = 0; i < rgb.length; i++) {
			int color = rgb[i];
			if (tinted[i]) color = mixed(color, TINT, TINT_WEIGHT);
			if (line[i]) color = mixed(color, LINE, LINE_WEIGHT);
			for (int s = 0; s < 3; s++)
				block.bytes()[3 * i + s] = (byte) (color >> 16 - 8 * s);
		}
		folder.image(name, RegionPixels.of(block), Optional.empty(), 0).put();
	}

	private void fill(final boolean[] pixels, final Region region) {
		for (long y = region.y(); y < region.endY(); y++)
			for (long x = region.x(); x < region.endX(); x++)
				pixels[(int) (y * width + x)] = true;
	}

	private void outline(final boolean[] pixels, final Region region) {
		if (region.isEmpty()) return;
		fill(pixels, new Region(region.x(), region.y(), region.width(), 1));
		fill(pixels, new Region(region.x(), region.y(), 1, region.height()));
		fill(pixels, new Region(region.x(), region.endY() - 1, region.width(), 1));
		fill(pixels, new Region(region.endX() - 1, region.y(), 1, region.height()));
	}

	private static int mixed(final int under, final int over, final int weight) {
		int color = 0;
		for (int shift = 0; shift <= 16; shift += 8)
			color |= ((under >> shift & 0xff) * (256 - weight) + (over >> shift & 0xff) * weight >> 8) << shift;
		return color;
	}
}
