package org.coverslip.command;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.geom.LevelScale;
import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.img.SceneRegion;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;

/**
 * A region as OpenSlide addresses it, position in level 0 and size in pixels of the level, as it is or scaled to
 * another size.
 *
 * @param outWidth
 *            columns of the scaled picture; 0 to keep the proportions, or, with {@code outHeight} 0 too, for no scaling
 * @param outHeight
 *            rows, likewise
 */
record RegionRequest(Scene scene, int level, long x0, long y0, int width, int height, int outWidth, int outHeight) {

	RegionRequest {
		scene.level(level);
		if (outWidth < 0 || outHeight < 0)
			throw new IllegalArgumentException("a scaled size of " + outWidth + " x " + outHeight
				+ " pixels; neither may be negative");
		if (width <= 0 || height <= 0)
			throw new IllegalArgumentException("a region of " + width + " x " + height + " pixels has nothing to read");
	}

	private boolean isScaled() {
		return outWidth > 0 || outHeight > 0;
	}

	private Region region0() {
		final LevelScale scale = scene.level(level).scale();
		return new Region(x0, y0, Math.max(1, scale.toLevel0(width)), Math.max(1, scale.toLevel0(height)));
	}

	RegionPixels read(final SceneRegion region, final OptionalInt channel) throws IOException {
		return isScaled() ? region.read(region0(), outWidth, outHeight, channel)
			: region.read(level, x0, y0, width, height, channel);
	}

	/** The size of the picture's pixels, if the slide states that of its own. */
	Optional<PixelSize> pixelSize() {
		if (!isScaled()) return scene.pixelSize().map(size -> size.scaled(scene.level(level).downsample()));
		final ScaledRegion picture = ScaledRegion.proportional(region0(), outWidth, outHeight);
		return scene.pixelSize()
			.map(size -> new PixelSize(size.xUm() * picture.pitchX(), size.yUm() * picture.pitchY()));
	}
}
