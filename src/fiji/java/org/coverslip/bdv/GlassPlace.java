package org.coverslip.bdv;

import org.coverslip.img.ImagePyramid;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;

import mpicbg.spim.data.sequence.FinalVoxelDimensions;
import mpicbg.spim.data.sequence.VoxelDimensions;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * Where a scene lies in BigDataViewer's world: in micrometres from the top left corner of the slide's canvas, or in
 * level-0 pixels where the file states no pixel size; positions are as in ImageJ those of pixels' corners. Focal
 * planes are as far apart as the file states, or as pixels are wide where it does not; the one in focus lies at 0, so
 * that flat slides and stacks are seen together.
 *
 * @param umX
 *            world units per level-0 pixel in a row
 * @param umY
 *            in a column, likewise
 * @param umZ
 *            from one focal plane to the next; where that is not known, as {@code umX}
 * @param unit
 *            of the world
 * @param left
 *            world position of the centre of level-0 pixel (0, 0)
 * @param top
 *            likewise
 */
record GlassPlace(double umX, double umY, double umZ, String unit, double left, double top) {

	/** The place that the scene states. */
	static GlassPlace of(final Scene scene) {
		final boolean measured = scene.pixelSize().isPresent();
		final PixelSize size = scene.pixelSize().orElse(new PixelSize(1, 1));
		return new GlassPlace(size.xUm(), size.yUm(), measured ? scene.pixelSizeZ().orElse(size.xUm()) : 1,
			measured ? "\u00b5m" : "pixel",
			(scene.originX0() + 0.5) * size.xUm(), (scene.originY0() + 0.5) * size.yUm());
	}

	VoxelDimensions voxels() {
		return new FinalVoxelDimensions(unit, umX, umY, umZ);
	}

	/** The place whose left and top edge are moved there. */
	GlassPlace at(final double leftEdge, final double topEdge) {
		return new GlassPlace(umX, umY, umZ, unit, leftEdge + umX / 2, topEdge + umY / 2);
	}

	/** The place whose left edge is moved there. */
	GlassPlace rightOf(final double leftEdge) {
		return at(leftEdge, top - umY / 2);
	}

	/** From pixel centres of a level to the world, in which the focal plane in focus lies at 0. */
	AffineTransform3D transform(final ImagePyramid pyramid, final int level) {
		final double[] scale = pyramid.scale(level);
		final double[] shift = pyramid.translation(level);
		final AffineTransform3D transform = new AffineTransform3D();
		transform.set(umX * scale[0], 0, 0, umX * shift[0] + left, 0, umY * scale[1], 0, umY * shift[1] + top, 0, 0,
			umZ,
			-umZ * pyramid.scene().defaultPlane().z());
		return transform;
	}
}
