package org.coverslip.img;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Level;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;

/**
 * Any ImgLib2 image as a {@link Scene} of one level, read tile by tile on demand, so that it can be written or viewed
 * like a slide.
 */
public final class ImageScene {

	private ImageScene() {}

	/**
	 * The scene of an image.
	 * <p>
	 * {@code ARGBType} becomes RGB of 8 bits, its alpha disregarded. The integer and floating types with a
	 * {@link PixelType} of their own stay as they are; boolean types become 0 and 255 of 8 bits, 64-bit integers
	 * {@code FLOAT64}, any other real type {@code FLOAT32}.
	 *
	 * @param image
	 *            X, Y, and, where there are more dimensions, C, Z, T in this order; wherever it begins, that is (0, 0).
	 *            Random accesses of it must be usable from several threads, each its own.
	 * @param options
	 *            name, calibration, channels
	 * @throws IllegalArgumentException
	 *             if the image is empty, has fewer than 2 or more than 5 dimensions, a type that is neither real nor
	 *             {@code ARGBType}, or channels that the options contradict
	 */
	public static Scene of(final RandomAccessibleInterval<?> image, final ImageSceneOptions options) {
		final int n = image.numDimensions();
		if (n < 2 || n > 5)
			throw new IllegalArgumentException("an image of " + n + " dimensions; 2 to 5 are wanted: X, Y, C, Z, T");
		for (int d = 0; d < n; d++)
			if (image.dimension(d) <= 0) throw new IllegalArgumentException("the image is empty");
		if (image.getType() instanceof ARGBType && n > 2 && image.dimension(2) > 1)
			throw new IllegalArgumentException("an image of ARGB colours has one channel only");
		RandomAccessibleInterval<?> all = Views.zeroMin(image);
		while (all.numDimensions() < 5)
			all = Views.addDimension(all, 0, 0);
		return scene(all, options);
	}

	private static Scene scene(final RandomAccessibleInterval<?> image, final ImageSceneOptions options) {
		final boolean argb = image.getType() instanceof ARGBType;
		if (options.rgb() && !argb && image.dimension(2) != 3)
			throw new IllegalArgumentException("an RGB image has 3 channels, not " + image.dimension(2));
		final boolean rgb = argb || options.rgb();
		final ImageTiles tiles = ImageTiles.of(image, rgb);
		final UniformTileGrid grid =
			UniformTileGrid.covering(image.dimension(0), image.dimension(1), options.tileSize(),
			options.tileSize());
		final Region bounds = Region.ofSize(image.dimension(0), image.dimension(1));
		final TileSource source = (tile, plane) -> Optional.of(tiles.read(grid.tileRegion(tile), bounds, plane));
		final Level level = Level.builder(bounds.width(), bounds.height(), source).grid(grid)
			.samples(tiles.type(), rgb ? 3 : 1).build();
		return Scene.builder(SlideLifetime.inMemory(options.name())).name(options.name()).pixelSize(options.pixelSize())
			.pixelSizeZ(options.pixelSizeZ())
			.objectivePower(options.objectivePower())
			.channels(rgb ? List.of(Channel.rgb()) : channels(image.dimension(2), options))
			.sizeZ(Math.toIntExact(image.dimension(3))).sizeT(Math.toIntExact(image.dimension(4)))
			.levels(List.of(level)).build();
	}

	private static List<Channel> channels(final long count, final ImageSceneOptions options) {
		if (options.channels().isEmpty())
			return new ArrayList<>(Collections.nCopies(Math.toIntExact(count), Channel.named("")));
		if (options.channels().size() != count)
			throw new IllegalArgumentException(options.channels().size() + " channel names for " + count + " channels");
		return options.channels();
	}
}
