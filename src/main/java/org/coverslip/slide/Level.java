package org.coverslip.slide;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.TileLayout;
import org.coverslip.pixel.PixelType;

/**
 * One stored resolution of a scene. Immutable; reading it is thread-safe.
 *
 * @param width
 *            pixels, &gt; 0
 * @param height
 *            pixels, &gt; 0
 * @param scale
 *            level-0 pixels per pixel of this level
 * @param layout
 *            where its tiles lie, in this level's pixels
 * @param tiles
 *            reads them
 * @param type
 *            of the samples
 * @param samples
 *            colour samples of a pixel: 3 in an RGB scene, else 1
 * @param tileWidth
 *            nominal width of a tile in pixels, or 0 where tiles have no common size
 * @param tileHeight
 *            likewise
 * @param compression
 *            of the stored tiles, for people: "JPEG", "LZW", "none"
 */
public record Level(long width, long height, LevelScale scale, TileLayout layout, TileSource tiles, PixelType type,
	int samples, int tileWidth, int tileHeight, String compression)
{

	public Level {
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a level of " + width + " x " + height + " pixels");
		if (samples != 1 && samples != 3)
			throw new IllegalArgumentException("a level with " + samples + " colour samples");
	}

	/** The whole level. */
	public Region region() {
		return Region.ofSize(width, height);
	}

	public double downsample() {
		return scale.downsample();
	}
}
