package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.SampleUnpacker;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileCache;

/**
 * An image beside a slide. Thread-safe.
 *
 * @param scene
 *            the image, of whose channels the samples of a pixel are made
 */
record ZarrAssociatedImage(String name, Scene scene, BlockShape shape) implements AssociatedImage {

	private static final long CACHE_BYTES = 1 << 20;

	/** Empty if it is too large to be read at once, or has other than 1, 3 or 4 samples. */
	static Optional<AssociatedImage> of(final String name, final MultiscaleImage image, final SlideLifetime lifetime)
		throws IOException
	{
		final Scene scene = image.scene(name, false, lifetime);
		final int samples = scene.isRgb() ? 3 : scene.channels().size();
		if (samples != 1 && samples != 3 && samples != 4 || !BlockShape.fits(scene.width(), scene.height(), samples))
			return Optional.empty();
		return Optional.of(new ZarrAssociatedImage(name, scene,
			new BlockShape((int) scene.width(), (int) scene.height(), samples, scene.pixelType())));
	}

	@Override
	public PixelBlock read() throws IOException {
		final RegionReader reader = new RegionReader(TileCache.ofBytes(CACHE_BYTES));
		final List<PixelBlock> planes = new ArrayList<>();
		for (int c = 0; c < scene.channels().size(); c++)
			planes.add(reader.read(scene, 0, new Plane(c, 0, 0), scene.level(0).region()).block());
		return planes.size() == 1 ? planes.get(0) : SampleUnpacker.interleave(planes);
	}
}
