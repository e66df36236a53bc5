package org.coverslip.imagej;

import org.coverslip.geom.ScaledRegion;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

import ij.ImagePlus;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;

/** Masks of a scene as ImageJ images, calibrated, that know where on the slide they lie ({@link SlideProvenance}). */
public final class MaskImagePlus {

	private MaskImagePlus() {}

	/**
	 * Makes an image of 8 bits, whose region of interest is the outline of what is set; without one if nothing is.
	 *
	 * @param sceneIndex
	 *            number of the scene
	 * @param title
	 *            what is set, in a word
	 * @param picture
	 *            where the mask's pixels lie on the scene; of a size that ImageJ can hold
	 * @param mask
	 *            255 for what is set and 0 for the rest, row by row; not copied
	 */
	public static ImagePlus of(final Slide slide, final int sceneIndex, final String title, final ScaledRegion picture,
		final byte[] mask)
	{
		final Scene scene = slide.scenes().get(sceneIndex);
		final ImageProcessor processor = new ByteProcessor((int) picture.width(), (int) picture.height(), mask);
		final ImagePlus image =
			new ImagePlus(slide.metadata().name() + (slide.scenes().size() > 1 ? ", scene " + sceneIndex : "") + ", "
			+ title, processor);
		final SlideProvenance place = new SlideProvenance(slide.metadata().location(), slide.metadata().format(),
			sceneIndex, scene.coarsestLevelAsFineAs(picture.finestPitch()), picture.x0(),
			picture.y0(), picture.pitchX(), picture.pitchY(), scene.pixelSize(), scene.objectivePower(), scene.isRgb());
		place.writeTo(image);
		SlideSummary.writeTo(image, slide, place);
		SlideIdentity.writeTo(image, slide);
		final ImageProcessor outlined = processor.duplicate();
		outlined.setThreshold(255, 255, ImageProcessor.NO_LUT_UPDATE);
		image.setRoi(new ThresholdToSelection().convert(outlined));
		return image;
	}
}
