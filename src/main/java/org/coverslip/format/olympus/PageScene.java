package org.coverslip.format.olympus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.format.tiff.TiffImage;
import org.coverslip.format.tiff.TiffLevels;
import org.coverslip.geom.LevelScale;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;

/**
 * Makes a scene from a stack whose planes are pages of the .vsi itself, as in snapshots. The tags name the page of each
 * plane (found in the masks of slideio's tutorial; Bio-Formats counts pages from the second one on).
 */
final class PageScene {

	private static final int MOST_PLANES = 1 << 20;

	private final TiffFile tiff;
	private final VsiStack stack;
	private final List<String> notShown = new ArrayList<>();

	PageScene(final TiffFile tiff, final VsiStack stack) {
		this.tiff = tiff;
		this.stack = stack;
	}

	/** The scene; pages unlike the first one are left out. */
	Scene scene(final SlideLifetime lifetime) throws IOException {
		final List<Integer> sizes = sizes();
		final Map<Long, TiffImage> images = new LinkedHashMap<>();
		for (final Map.Entry<Integer, Integer> page : stack.pages().entrySet())
			images.put(sizes == stack.sizes() ? page.getKey() : (long) images.size(), image(page.getValue()));
		final TiffImage first = images.values().iterator().next();
		final StackAxes all = StackAxes.of(sizes, stack);
		final StackAxes axes = first.isRgb() ? all.withoutChannels() : all;
		final Map<Long, TileSource> planes = new HashMap<>();
		Level like = null;
		int unlike = 0;
		for (final Map.Entry<Long, TiffImage> image : images.entrySet()) {
			final boolean alike = TiffLevels.areAlike(first, image.getValue()) && image.getValue()
				.width() == first.width()
				&& image.getValue().height() == first.height() && image.getValue().grid().equals(first.grid());
			if (!alike) unlike++;
			else {
				final Level level = TiffLevels.of(tiff, image.getValue(), new LevelScale(1), lifetime);
				planes.put(image.getKey(), level.tiles());
				if (like == null) like = level;
			}
		}
		if (unlike > 0)
			notShown.add(unlike + " pages of " + stack.words() + " are not shown: they are unlike its first one of "
				+ first.width() + " x "
				+ first.height() + " pixels");
		axes.notShown().forEach(phrase -> notShown.add("of " + stack.words() + " only " + phrase + " is shown"));
		final TileSource tiles = images.size() == 1 ? like.tiles() : new Pages(planes, axes);
		final Level level = like.withTiles(tiles);
		final List<Channel> channels = first.isRgb() || first.channels() > 1 ? TiffLevels.channels(first)
			: EtsScene.channels(stack, axes);
		return StackScenes.builder(stack, axes, lifetime).channels(channels).levels(List.of(level)).build();
	}

	private TiffImage image(final int page) throws IOException {
		if (page >= tiff.ifds().size())
			throw new SlideFormatException(tiff.file(), SlideFormatException.NO_OFFSET,
				"page " + page + " of " + stack.words(),
				tiff.ifds().size() + " pages");
		return TiffImage.parse(tiff, tiff.ifds().get(page));
	}

	/** The sizes that the tags state, if the pages fit them; else one dimension for all pages. */
	private List<Integer> sizes() {
		final int last = stack.pages().keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
		double planes = 1;
		for (final int size : stack.sizes())
			planes *= Math.max(0, size);
		return planes > last && planes <= MOST_PLANES ? stack.sizes() : List.of(stack.pages().size());
	}

	/** What is not shown of the stack; to be called once the scene is made. */
	List<String> notShown() {
		return notShown;
	}

	/**
	 * Pages as planes. Thread-safe.
	 *
	 * @param planes
	 *            their tiles, by the stack's numbers of planes
	 */
	private record Pages(Map<Long, TileSource> planes, StackAxes axes) implements TileSource {

		@Override
		public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
			final TileSource tiles = planes.get(axes.number(plane));
			return tiles == null ? Optional.empty() : tiles.read(tile, Plane.FIRST);
		}
	}
}
