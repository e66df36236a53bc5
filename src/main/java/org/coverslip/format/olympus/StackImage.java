package org.coverslip.format.olympus;

import java.io.IOException;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Level;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/**
 * A stack as an associated image: the finest level small enough to be held in memory along with others.
 *
 * @param name
 *            of the image
 * @param scene
 *            made of the stack
 * @param index
 *            of the level that is shown
 */
record StackImage(String name, Scene scene, int index) implements AssociatedImage {

	/** 48 MiB of colours. */
	private static final long MOST_PIXELS = 1 << 24;

	/** The first level that is small enough, else the last level. */
	static StackImage of(final String name, final Scene scene) {
		int index = 0;
		while (index < scene.levels().size() - 1 && scene.level(index).width() > MOST_PIXELS / scene.level(index)
			.height())
			index++;
		return new StackImage(name, scene, index);
	}

	/** Whether the image fits into memory at all. */
	boolean isReadable() {
		return BlockShape.fits(level().width(), level().height(), level().samples());
	}

	Level level() {
		return scene.level(index);
	}

	@Override
	public BlockShape shape() {
		return new BlockShape((int) level().width(), (int) level().height(), level().samples(), level().type());
	}

	@Override
	public PixelBlock read() throws IOException {
		scene.checkOpen();
		return new RegionReader(TileCache.ofBytes(0)).read(scene, index, scene.defaultPlane(), level().region())
			.over(scene.background());
	}
}
