package org.coverslip.export.tiles;

import java.io.IOException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Cutout;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/**
 * What is cut into tiles: a region of a scene at a scale. A stored level's pixels are taken as they are; at other
 * scales they are computed. Thread-safe.
 */
final class TilePicture implements AutoCloseable {

	private static final long CACHE_BYTES = MemoryBudget.ofProcess().atMost(128L << 20, 8);

	private final Scene scene;
	private final MemoryBudget.Reservation memory = MemoryBudget.ofProcess().reserve(CACHE_BYTES, CACHE_BYTES / 8);
	private final RegionReader reader = new RegionReader(TileCache.forOnePass(memory.bytes()));
	private final Plane plane;
	private final Picture picture;
	private final Optional<Cutout> cutout;
	private final boolean transparent;

	/**
	 * @throws IllegalArgumentException
	 *             if the scene has no such scale or plane, or the region shows nothing of it
	 */
	TilePicture(final Scene scene, final Plane plane, final TileOptions options) {
		this.scene = scene;
		this.plane = plane;
		cutout = options.cutout();
		transparent = options.isTransparent();
		final Picture all = Picture.of(scene, reader).plane(plane)
			.region(options.region0().orElse(scene.level(0).region())).insideScene().scale(options.scale()).build();
		picture = cutout.map(all::within).orElse(all);
	}

	/** Where its pixels lie on the scene. */
	ScaledRegion place() {
		return picture.place();
	}

	/** The level that is read. */
	int level() {
		return picture.level();
	}

	/** Level-0 pixels per pixel. */
	double downsample() {
		return picture.downsample();
	}

	/** What a part of the picture shows, in level-0 pixels. */
	Region region0(final Region part) {
		return picture.region0(part).intersect(scene.level(0).region());
	}

	/** Whether a part may show something: all but what the cutout does not reach. */
	boolean shows(final Region part) {
		return cutout.isEmpty()
			|| cutout.get().reaches(place().part(part.x(), part.y(), part.width(), part.height()));
	}

	/**
	 * Reads a part of the picture, in its pixels, with background where nothing is stored, unless the cutout is
	 * transparent.
	 */
	RegionPixels read(final Region part) throws IOException {
		final RegionPixels pixels = picture.read(part);
		return transparent ? pixels : new RegionPixels(pixels.over(scene.background()), null);
	}

	/** Gives the memory back that it keeps pixels in; nothing is to be read any more. */
	@Override
	public void close() {
		memory.close();
	}

	/** A part of the picture, enlarged on the right and below by background. */
	PixelBlock padded(final PixelBlock part, final int width, final int height) {
		if (part.width() == width && part.height() == height) return part;
		final PixelBlock blank = PixelBlock.zeros(new BlockShape(width, height, part.samples(), part.type()));
		final PixelBlock filled = new RegionPixels(blank, new byte[blank.shape().pixels()]).over(scene.background());
		part.copyTo(0, 0, filled, 0, 0, part.width(), part.height());
		return filled;
	}

	/** The whole picture in colours, not longer than so many pixels: 0xRRGGBB, row by row. */
	int[] overview(final ScaledRegion smaller) throws IOException {
		final PixelBlock block = Picture.of(scene, reader).plane(plane).place(smaller).build().read()
			.over(scene.background());
		final int[] rgb = new int[block.shape().pixels()];
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < block.shape().length(); i++) {
			min = Math.min(min, block.value(i));
			max = Math.max(max, block.value(i));
		}
		if (scene.isRgb() && !block.type().isFloating() && !block.type().isSigned()) {
			min = 0;
			max = Math.pow(2, block.type().bits()) - 1;
		}
		final double scale = max > min ? 255 / (max - min) : 0;
		for (int i = 0; i < rgb.length; i++)
			for (int s = 0; s < 3; s++) {
				final double value = block.value(i * block.samples() + Math.min(s, block.samples() - 1));
				rgb[i] |= (int) ((value - min) * scale + 0.5) << 16 - 8 * s;
			}
		return rgb;
	}

	/** Whether a block's grey image has one value: its minimum is its maximum. */
	static boolean isBlank(final PixelBlock block) {
		final int first = grey(block, 0);
		for (int i = 0; i < block.shape().pixels(); i++)
			if (block.samples() == 3 ? grey(block, i) != first : block.value(i) != block.value(0)) return false;
		return true;
	}

	/**
	 * The grey value of a pixel of three samples: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601), to the nearest
	 * whole number.
	 */
	private static int grey(final PixelBlock block, final int pixel) {
		if (block.samples() != 3) return 0;
		return (int) (block.value(3 * pixel) * 0.299 + block.value(3 * pixel + 1) * 0.587
			+ block.value(3 * pixel + 2) * 0.114 + 0.5);
	}
}
