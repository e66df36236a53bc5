package org.coverslip.format.generic;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * What a TIFF says of its pages in its own words.
 *
 * @param program
 *            whose words they are, for messages
 * @param axes
 *            of the stack, if the text states them
 * @param channels
 *            by number, possibly fewer or more than there are; empty if the text does not mention them
 * @param palettesAreTables
 *            whether a page's palette is a lookup table for showing its values, not the image's colours
 * @param statesUnit
 *            whether the text has the unit of the resolution, so that the TIFF's own does not count
 * @param pixelSize
 *            in that unit, if it is a length
 * @param pixelSizeZ
 *            micrometres between focal planes, valid
 */
record StackText(String program, Optional<PlaneAxes> axes, List<Channel> channels, boolean palettesAreTables,
	boolean statesUnit,
	Optional<PixelSize> pixelSize, OptionalDouble pixelSizeZ)
{

	/** For a file that says nothing. */
	static final StackText NONE =
		new StackText("", Optional.empty(), List.of(), false, false, Optional.empty(), OptionalDouble.empty());

	StackText {
		channels = List.copyOf(channels);
	}

	/** Without calibration and channels. */
	static StackText of(final String program, final PlaneAxes axes) {
		return new StackText(program, Optional.of(axes), List.of(), false, false, Optional.empty(),
			OptionalDouble.empty());
	}
}
