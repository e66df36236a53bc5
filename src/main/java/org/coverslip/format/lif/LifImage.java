package org.coverslip.format.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.XmlElement;

/**
 * How the samples of an image lie in its memory block: a sample is found at the sum of its channel's offset and, for
 * each axis, its number times the axis's stride. Immutable.
 * <p>
 * A plane is made of the two axes that are listed first, not counting wavelengths and places of the stage; LAS X and
 * Bio-Formats show scans of x and z, or of z and time, in this way. Of the other axes, Z becomes z and T becomes t; a
 * remaining axis Y becomes z if that is free, and all others (rotations, loops) multiply the times.
 *
 * @param x
 *            along the rows of a plane
 * @param y
 *            along its columns
 * @param z
 *            focal planes, the fastest first; may be empty
 * @param t
 *            times, the fastest first; may be empty
 * @param wavelengths
 *            in the file's order; may be empty
 * @param places
 *            of the stage; may be empty
 * @param channels
 *            in the file's order, at least one
 */
record LifImage(LifDimension x, LifDimension y, List<LifDimension> z, List<LifDimension> t,
	List<LifDimension> wavelengths,
	List<LifDimension> places, List<LifChannel> channels)
{

	/** More channels and wavelengths than any recording has. */
	private static final int MOST_CHANNELS = 1 << 16;
	/** More places of the stage than any recording has. */
	private static final int MOST_PLACES = 1 << 22;

	/**
	 * Reads an {@code Image}.
	 *
	 * @throws SlideFormatException
	 *             if its description is impossible
	 */
	static LifImage parse(final XmlElement image) throws SlideFormatException {
		final List<LifChannel> channels = new ArrayList<>();
		for (final XmlElement channel : image.descendants("ImageDescription", "Channels", "ChannelDescription"))
			channels.add(LifChannel.parse(channel));
		if (channels.isEmpty()) throw image.unexpected("an image with channels", "none");
		final List<LifDimension> plane = new ArrayList<>();
		final List<LifDimension> z = new ArrayList<>();
		final List<LifDimension> t = new ArrayList<>();
		final List<LifDimension> wavelengths = new ArrayList<>();
		final List<LifDimension> places = new ArrayList<>();
		for (final XmlElement element : image.descendants("ImageDescription", "Dimensions", "DimensionDescription")) {
			final LifDimension dimension = LifDimension.parse(element);
			if (dimension.isWavelength()) wavelengths.add(dimension);
			else if (dimension.axis() == LifDimension.MOSAIC) places.add(dimension);
			else if (plane.size() < 2) plane.add(dimension);
			else if (dimension.axis() <= LifDimension.Z && z.isEmpty()) z.add(dimension);
			else t.add(dimension);
		}
		if (plane.isEmpty()) throw image.unexpected("an image with axes", "none");
		if (plane.size() == 1) plane.add(new LifDimension(LifDimension.Y, 1, 0, 0, 0, ""));
		final LifImage described =
			new LifImage(plane.get(0), plane.get(1), List.copyOf(z), List.copyOf(t), List.copyOf(wavelengths),
			List.copyOf(places), List.copyOf(channels));
		described.check(image);
		return described;
	}

	private void check(final XmlElement image) throws SlideFormatException {
		try {
			extent();
			for (final LifChannel channel : channels)
				if (x.count() > 1 && x.stride() < channel.format().bytes())
					throw image.unexpected("samples " + channel.format().bytes() + " bytes apart at least",
						x.stride() + "");
			if (count(z) > Integer.MAX_VALUE || count(t) > Integer.MAX_VALUE || count(places) > MOST_PLACES
				|| Math.multiplyExact(count(wavelengths), channels.size()) > MOST_CHANNELS)
				throw image.unexpected("a possible number of planes",
					count(z) + " z, " + count(t) + " t, " + count(places) + " places, "
					+ count(wavelengths) + " wavelengths of " + channels.size() + " channels");
		}
		catch (final ArithmeticException e) {
			throw image.unexpected("axes of fewer than 2⁶³ bytes in all", "more");
		}
	}

	/** Elements of several axes together. */
	static long count(final List<LifDimension> axes) {
		long count = 1;
		for (final LifDimension axis : axes)
			count = Math.multiplyExact(count, axis.count());
		return count;
	}

	/** Where an element of several axes together lies, the first axis counting fastest. */
	static long offset(final List<LifDimension> axes, final long element) {
		long left = element;
		long offset = 0;
		for (final LifDimension axis : axes) {
			offset += left % axis.count() * axis.stride();
			left /= axis.count();
		}
		return offset;
	}

	/** Bytes from the image's beginning to the end of its last sample. */
	long extent() {
		final long planes = Math.addExact(reach(z), reach(t));
		return Math.addExact(planeExtent(), Math.addExact(planes, Math.addExact(reach(wavelengths), reach(places))));
	}

	/** Bytes from the image's beginning to the end of the last sample of the first plane, in all channels. */
	long planeExtent() {
		long channel = 0;
		for (final LifChannel each : channels)
			channel = Math.max(channel, Math.addExact(each.offset(), each.format().bytes()));
		return Math.addExact(channel, reach(List.of(x, y)));
	}

	private static long reach(final List<LifDimension> axes) {
		long reach = 0;
		for (final LifDimension axis : axes)
			reach = Math.addExact(reach, Math.multiplyExact(axis.count() - 1L, axis.stride()));
		return reach;
	}

	/**
	 * Whether three channels are red, green and blue of one colour image: their tags say so, or their lookup tables do
	 * while their samples are interleaved.
	 */
	boolean isColour() {
		return isColour(false) || isColour(true) && x.stride() == 3L * channels.get(0).format().bytes();
	}

	private boolean isColour(final boolean byLut) {
		if (channels.size() != 3 || !wavelengths.isEmpty()) return false;
		final boolean[] found = new boolean[3];
		for (final LifChannel channel : channels)
			if (channel.colourSample(byLut) >= 0)
				found[channel.colourSample(byLut)] = channel.format() == channels.get(0).format();
		return found[0] && found[1] && found[2];
	}

	/**
	 * The channels of a colour image in the order red, green, blue: files have them in the order blue, green, red as a
	 * rule.
	 */
	List<LifChannel> colours() {
		final LifChannel[] colours = new LifChannel[3];
		for (final LifChannel channel : channels)
			colours[channel.colourSample(!isColour(false))] = channel;
		return Arrays.asList(colours);
	}
}
