package org.coverslip.format.tiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;
import org.coverslip.tiff.TiffFile;
import org.coverslip.tiff.TiffTag;

/** Makes the levels of a scene from directories. */
public final class TiffLevels {

	/** The text that {@code PyramidDirectories} adds to the program's name. */
	private static final String MARK = ", levels by (mode|nearest)";

	private TiffLevels() {}

	/**
	 * The levels of a pyramid whose directories are given finest first; each downsample is OpenSlide's mean of ratios.
	 *
	 * @param lifetime
	 *            of the slide that the levels will belong to
	 */
	public static List<Level> of(final TiffFile tiff, final List<TiffImage> images, final SlideLifetime lifetime)
		throws IOException
	{
		final List<Level> levels = new ArrayList<>();
		for (final TiffImage image : images)
			levels.add(of(tiff, image, scale(images.get(0), image), lifetime));
		return levels;
	}

	/** The downsample of a directory's image relative to the finest. */
	public static LevelScale scale(final TiffImage finest, final TiffImage image) {
		return LevelScale.between(finest.width(), finest.height(), image.width(), image.height());
	}

	/** One level, turned as its Orientation says. */
	public static Level of(final TiffFile tiff, final TiffImage image, final LevelScale scale,
		final SlideLifetime lifetime)
		throws IOException
	{
		final TiffTileSource stored = TiffTileSource.of(tiff, image, lifetime);
		return of(image, stored.grid(), stored.copyable(), scale);
	}

	/** One level whose tiles come from a source that the format made. */
	public static Level of(final TiffImage image, final UniformTileGrid grid, final TileSource tiles,
		final LevelScale scale) {
		final int samples = image.isRgb() ? 3 : 1;
		if (image.orientation() == 1)
			return Level.builder(image.width(), image.height(), tiles).scale(scale).grid(grid)
				.samples(image.type(), samples).compression(image.compressionName()).build();
		final OrientedTiles turned = new OrientedTiles(tiles, grid, image.width(), image.height(), image.orientation());
		final boolean transposed = image.isTransposed();
		return Level.builder(transposed ? image.height() : image.width(),
			transposed ? image.width() : image.height(), turned).scale(scale).grid(turned.grid())
			.samples(image.type(), samples).compression(image.compressionName()).build();
	}

	/** The channels of a scene made of such images: one for colours, else one per sample. */
	public static List<Channel> channels(final TiffImage image) {
		if (image.isRgb()) return List.of(Channel.rgb());
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < image.channels(); c++)
			channels.add(Channel.named(image.channels() == 1 ? "" : "Channel " + (c + 1)));
		return channels;
	}

	/** Whether two images can be the same level in two channels or focal planes. */
	public static boolean areSameLevel(final TiffImage a, final TiffImage b) {
		return areAlike(a, b) && a.width() == b.width() && a.height() == b.height() && a.tileWidth() == b.tileWidth()
			&& a.tileHeight() == b.tileHeight() && a.tiled() == b.tiled();
	}

	/**
	 * Whether an image's pixels are classes: it has a palette of classes or one bit per pixel, or Coverslip marked it
	 * so on writing. Empty if there is no such sign.
	 */
	public static Optional<Boolean> categorical(final TiffImage image) throws IOException {
		final boolean classes = image.layout().bits() == 1 || TiffPalette.isOfClasses(image.ifd());
		final String software = image.ifd().text(TiffTag.SOFTWARE);
		final boolean marked = software != null && software.matches(".*" + MARK);
		return classes || marked ? Optional.of(true) : Optional.empty();
	}

	/** Whether two images can be levels of one scene: the same kind and number of samples. */
	public static boolean areAlike(final TiffImage a, final TiffImage b) {
		return a.isRgb() == b.isRgb() && a.type() == b.type() && a.channels() == b.channels()
			&& a.orientation() == b.orientation();
	}
}
