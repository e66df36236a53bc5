package org.coverslip.imagej;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;

/**
 * The planes of a picture that go into one ImageJ image, and how they become its slices: channels first, then z, then
 * t, as ImageJ has them.
 */
final class SlidePlanes {

	private static final String[] COLOR_NAMES = { "Red", "Green", "Blue" };

	private static final int[] PRIMARIES = { 0xff0000, 0x00ff00, 0x0000ff };

	private final Scene scene;
	private final Picture picture;
	private final List<Integer> channels;
	private final ImageKind kind;
	private final List<Plane> planes = new ArrayList<>();

	/**
	 * @param picture
	 *            whose planes they are
	 * @param channels
	 *            the scene's numbers of the picture's channels
	 */
	SlidePlanes(final Picture picture, final List<Integer> channels) {
		this.picture = picture;
		this.channels = channels;
		scene = picture.scene();
		kind = ImageKind.of(scene);
		for (int t = 0; t < picture.sizeT(); t++)
			for (int z = 0; z < picture.sizeZ(); z++)
				for (int c = 0; c < picture.channels().size(); c++)
					planes.add(new Plane(c, z, t));
	}

	/** What is to be read, in the order of the stack. */
	List<Plane> planes() {
		return planes;
	}

	/** Slices that a plane becomes: three for colours that ImageJ's colour images cannot hold. */
	private int slicesOfPlane() {
		return scene.isRgb() && kind != ImageKind.COLOR ? 3 : 1;
	}

	long bytesPerPixel() {
		return (long) kind.bytes() * planes.size() * slicesOfPlane();
	}

	/** The ImageJ pixels of one plane. */
	Object[] newPlanes(final int pixels) {
		final Object[] slices = new Object[slicesOfPlane()];
		for (int i = 0; i < slices.length; i++)
			slices[i] = kind.newPlane(pixels);
		return slices;
	}

	/** Copies what was read of a plane to its place; says whether each integer is what it was. */
	boolean copy(final RegionPixels pixels, final Object[] slices, final int width, final Region part) {
		return kind.copy(pixels, scene.background(), slices, width, (int) part.x(), (int) part.y());
	}

	ImageStack stack(final int width, final int height, final List<Object[]> pixels) {
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < planes.size(); i++)
			for (int s = 0; s < slicesOfPlane(); s++)
				stack.addSlice(label(planes.get(i), s), pixels.get(i)[s]);
		return stack;
	}

	private String label(final Plane plane, final int slice) {
		if (kind == ImageKind.COLOR) return null;
		if (scene.isRgb()) return COLOR_NAMES[slice];
		final String name = picture.channels().get(plane.channel()).name();
		return name.isEmpty() ? null : name;
	}

	/** The image with its dimensions, colours and display ranges. */
	ImagePlus image(final String title, final ImageStack stack, final RegionReader reader) throws IOException {
		final ImagePlus image = new ImagePlus(title, stack);
		final int slices = picture.channels().size() * slicesOfPlane();
		image.setDimensions(slices, picture.sizeZ(), picture.sizeT());
		if (stack.size() > 1) image.setOpenAsHyperStack(true);
		else if (stack.getSliceLabel(1) != null) image.setProp("Slice_Label", stack.getSliceLabel(1));
		if (kind == ImageKind.COLOR) {
			focus(image);
			return image;
		}
		final LUT[] luts = luts(ChannelDisplay.of(scene, reader));
		final ImagePlus shown = slices == 1 ? image : new CompositeImage(image, CompositeImage.COMPOSITE);
		focus(shown);
		if (shown instanceof CompositeImage composite) for (int c = 0; c < slices; c++)
			composite.setChannelLut(luts[c], c + 1);
		else {
			shown.setLut(luts[0]);
			shown.setDisplayRange(luts[0].min, luts[0].max);
		}
		if (scene.pixelType() == PixelType.INT16) shown.getLocalCalibration().setSigned16BitCalibration();
		return shown;
	}

	/** Has the image begin at the focal plane that is in focus, or at the middle one if it does not have that. */
	private void focus(final ImagePlus image) {
		final int z = scene.defaultPlane().z() - picture.firstZ();
		if (picture.sizeZ() > 1) image.setPosition(1, (z >= 0 && z < picture.sizeZ() ? z : picture.sizeZ() / 2) + 1, 1);
	}

	private LUT[] luts(final List<ChannelDisplay> displays) {
		final LUT[] luts = new LUT[picture.channels().size() * slicesOfPlane()];
		for (int i = 0; i < luts.length; i++) {
			final ChannelDisplay display = displays.get(scene.isRgb() ? 0 : channels.get(i));
			luts[i] = LUT.createLutFromColor(new Color(scene.isRgb() ? PRIMARIES[i % 3] : display.rgbColor()));
			luts[i].min = display.min() + ImageKind.shift(scene.pixelType());
			luts[i].max = display.max() + ImageKind.shift(scene.pixelType());
		}
		return luts;
	}
}
