package org.coverslip.imagej;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.Level;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SlideLifetime;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;

/**
 * Any ImageJ image as a {@link Scene} of one level, so that it can be written like a slide. Pixels are read when a tile
 * is asked for: a virtual stack is never in memory as a whole, and what is painted on an image before it is written is
 * in the file.
 * <p>
 * 8-bit, 16-bit and 32-bit images are UINT8, UINT16 and FLOAT32 channels; 16-bit images with ImageJ's calibration for
 * signed values, INT16. Masks, of 8 bits with nothing but 0 and 255, and images with a palette are categorical. Colour
 * images are RGB, 8-bit colour images through their palette; three 16-bit or 32-bit channels that came from an RGB
 * slide are RGB again. Pixel size comes from the calibration where its unit is one of length, channel names from slice
 * labels, colours from LUTs that run from black to one colour, magnification from the slide that the image came from.
 */
public final class ImagePlusScene {

	private static final int TILE = 512;

	private static final int COLORS = 256;

	private ImagePlusScene() {}

	/**
	 * The scene of an image, which is neither changed nor locked, and must not change until it is written.
	 *
	 * @throws IllegalArgumentException
	 *             if the image is empty
	 */
	public static Scene of(final ImagePlus image) {
		if (image.getWidth() <= 0 || image.getHeight() <= 0 || image.getStackSize() == 0)
			throw new IllegalArgumentException("the image \"" + image.getTitle() + "\" has no pixels");
		final Optional<SlideProvenance> place = SlideProvenance.of(image);
		final boolean color = image.getBitDepth() == 24 || image.getType() == ImagePlus.COLOR_256;
		final boolean threeColors = !color && image.getNChannels() == 3 && image.getBitDepth() != 8
			&& place.map(SlideProvenance::rgb).orElse(false);
		final boolean rgb = color || threeColors;
		final int channels = rgb ? 1 : image.getNChannels();
		final int sizeT = image.getNFrames();
		final Region bounds = Region.ofSize(image.getWidth(), image.getHeight());
		final UniformTileGrid grid = UniformTileGrid.covering(bounds.width(), bounds.height(), TILE, TILE);
		final PixelType type = type(image);
		final int slicesOfPlane = threeColors ? 3 : 1;
		final int sizeZ = image.getStackSize() / (channels * slicesOfPlane * sizeT);
		final StackTiles tiles = new StackTiles(image.getStack(), type, rgb ? 3 : 1);
		final Level level =
			Level.builder(bounds.width(), bounds.height(), (tile, plane) -> Optional.of(
			tiles.read(grid.tileRegion(tile),
			((plane.t() * sizeZ + plane.z()) * channels + plane.channel()) * slicesOfPlane + 1)))
			.grid(grid).samples(type, rgb ? 3 : 1).build();
		return Scene.builder(SlideLifetime.inMemory(image.getTitle())).name(image.getTitle())
			.channels(rgb ? List.of(Channel.rgb()) : channels(image)).sizeZ(sizeZ).sizeT(sizeT)
			.pixelSize(pixelSize(image)).pixelSizeZ(sizeZ > 1 ? pixelSizeZ(image) : OptionalDouble.empty())
			.objectivePower(objectivePower(place)).levels(List.of(level))
			.categorical(Optional.of(isCategorical(image))).build();
	}

	/** Whether it is a mask, as ImageJ has it: 8 bits, of nothing but 0 and 255; or has a palette. */
	private static boolean isCategorical(final ImagePlus image) {
		if (image.getType() == ImagePlus.COLOR_256) return true;
		if (image.getType() != ImagePlus.GRAY8) return false;
		for (int slice = 1; slice <= image.getStackSize(); slice++)
			if (!image.getStack().getProcessor(slice).isBinary()) return false;
		return true;
	}

	private static PixelType type(final ImagePlus image) {
		return switch (image.getBitDepth()) {
			case 16 -> image.getLocalCalibration().isSigned16Bit() ? PixelType.INT16 : PixelType.UINT16;
			case 32 -> PixelType.FLOAT32;
			default -> PixelType.UINT8;
		};
	}

	/** The calibration's pixel size in micrometres; empty if it is not spatial. */
	static Optional<PixelSize> pixelSize(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		final OptionalDouble x = LengthUnit.micrometres(calibration.getXUnit());
		final OptionalDouble y = LengthUnit.micrometres(calibration.getYUnit());
		if (x.isEmpty() || y.isEmpty()) return Optional.empty();
		final double xUm = Math.abs(calibration.pixelWidth) * x.getAsDouble();
		final double yUm = Math.abs(calibration.pixelHeight) * y.getAsDouble();
		return PixelSize.isValid(xUm) && PixelSize.isValid(yUm) ? Optional.of(new PixelSize(xUm, yUm))
			: Optional.empty();
	}

	/** The calibration's depth of a slice in micrometres, likewise. */
	private static OptionalDouble pixelSizeZ(final ImagePlus image) {
		final Calibration calibration = image.getCalibration();
		final double zUm = Math.abs(calibration.pixelDepth) * LengthUnit.micrometres(calibration.getZUnit()).orElse(0);
		return PixelSize.isValid(zUm) ? OptionalDouble.of(zUm) : OptionalDouble.empty();
	}

	private static OptionalDouble objectivePower(final Optional<SlideProvenance> place) {
		if (place.isEmpty() || place.get().objectivePower().isEmpty() || !(place.get().downsampleX() > 0))
			return OptionalDouble.empty();
		return OptionalDouble.of(place.get().objectivePower().getAsDouble() / place.get().downsampleX());
	}

	private static List<Channel> channels(final ImagePlus image) {
		final List<Channel> channels = new ArrayList<>();
		final LUT[] luts = image.getLuts();
		for (int c = 0; c < image.getNChannels(); c++)
			channels.add(new Channel(name(image, c + 1), c < luts.length ? color(luts[c], luts.length > 1)
				: OptionalInt.empty()));
		return channels;
	}

	/** The slice label's first line, if all planes of the channel bear it: others are names of files or planes. */
	private static String name(final ImagePlus image, final int channel) {
		final ImageStack stack = image.getStack();
		final String first = firstLine(stack.getSliceLabel(image.getStackIndex(channel, 1, 1)));
		final String last = firstLine(
			stack.getSliceLabel(image.getStackIndex(channel, image.getNSlices(), image.getNFrames())));
		return first.equals(last) ? first : "";
	}

	private static String firstLine(final String label) {
		return label == null ? "" : label.lines().findFirst().orElse("").strip();
	}

	/** The colour that a LUT runs to from black in even steps; a single channel's white is no colour of its own. */
	private static OptionalInt color(final IndexColorModel lut, final boolean whiteCounts) {
		final int last = lut.getRGB(COLORS - 1) & 0xffffff;
		if (last == 0 || last == 0xffffff && !whiteCounts) return OptionalInt.empty();
		for (int i = 0; i < COLORS; i++)
			for (int shift = 0; shift < 24; shift += 8) {
				final int even = (last >> shift & 0xff) * i / (COLORS - 1);
				if (Math.abs((lut.getRGB(i) >> shift & 0xff) - even) > 1) return OptionalInt.empty();
			}
		return OptionalInt.of(last);
	}
}
