package org.coverslip.format.dicom;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;

/**
 * A label, overview or thumbnail: all tiles of its first optical path. Thread-safe.
 *
 * @param scene
 *            the image as a slide of its own, which fits in memory
 */
record DicomAssociatedImage(String name, Scene scene) implements AssociatedImage {

	/** Whether an image fits in memory. */
	static boolean fits(final DicomImage image) {
		return BlockShape.fits(image.width(), image.height(), image.frame().samples());
	}

	@Override
	public BlockShape shape() {
		return new BlockShape((int) scene.width(), (int) scene.height(), scene.level(0).samples(), scene.pixelType());
	}

	@Override
	public PixelBlock read() throws IOException {
		scene.checkOpen();
		return new RegionReader(TileCache.ofBytes(0))
			.read(scene, 0, scene.defaultPlane(), Region.ofSize(scene.width(), scene.height()))
			.block();
	}
}
