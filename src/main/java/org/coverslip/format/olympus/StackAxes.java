package org.coverslip.format.olympus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.format.olympus.VsiDimension.Axis;
import org.coverslip.slide.Plane;

/**
 * Maps the planes of a scene to a stack's planes: each of the stack's dimensions becomes the scene's channels, focal
 * planes or times, or else only its first step is shown. Immutable.
 * <p>
 * Wavelengths become channels if the stack has no others. Dimensions without a description become, in this order,
 * channels, times and focal planes, if they have several steps and the scene has none of these yet, as in Bio-Formats'
 * CellSensReader. Like it, this also moves descriptions to earlier dimensions where all of them belong to dimensions
 * that tiles have no coordinates for.
 *
 * @param sizes
 *            of the dimensions, the fastest one first
 * @param channel
 *            number of the dimension of channels, or -1
 * @param z
 *            number of the dimension of focal planes, or -1
 * @param time
 *            number of the dimension of times, or -1
 * @param described
 *            what each dimension means, and more
 */
record StackAxes(List<Integer> sizes, int channel, int z, int time, List<VsiDimension> described) {

	/**
	 * @param sizes
	 *            of the stack's dimensions, &gt; 0
	 * @param stack
	 *            says what the dimensions mean
	 */
	static StackAxes of(final List<Integer> sizes, final VsiStack stack) {
		final List<VsiDimension> described = described(sizes.size(), stack.dimensions());
		final int[] axes = { first(described, Axis.CHANNEL), first(described, Axis.TIME), first(described, Axis.Z) };
		if (axes[0] < 0) axes[0] = first(described, Axis.LAMBDA);
		for (int d = 0; d < sizes.size(); d++)
			if (sizes.get(d) > 1 && described.get(d).axis() == Axis.UNKNOWN)
				for (int a = 0; a < axes.length; a++)
					if (axes[a] < 0) {
						axes[a] = d;
						break;
					}
		return new StackAxes(List.copyOf(sizes), axes[0], axes[2], axes[1], described);
	}

	/** As many descriptions as there are dimensions, beginning with the first that describes any of these. */
	private static List<VsiDimension> described(final int count, final List<VsiDimension> all) {
		int start = 0;
		while (start + count < all.size()
			&& all.subList(start, start + count).stream().allMatch(dimension -> dimension.axis() == Axis.UNKNOWN))
			start++;
		final List<VsiDimension> described = new ArrayList<>(all.subList(start, Math.min(all.size(), start + count)));
		while (described.size() < count)
			described.add(VsiDimension.unknown());
		return List.copyOf(described);
	}

	private static int first(final List<VsiDimension> described, final Axis axis) {
		for (int d = 0; d < described.size(); d++)
			if (described.get(d).axis() == axis) return d;
		return -1;
	}

	/** The same axes for colour pixels, which are one channel. */
	StackAxes withoutChannels() {
		return new StackAxes(sizes, -1, z, time, described);
	}

	int channels() {
		return size(channel);
	}

	int sizeZ() {
		return size(z);
	}

	int sizeT() {
		return size(time);
	}

	/** What is known about the channels; none if there is no dimension of channels. */
	List<VsiChannel> known() {
		return channel < 0 || described.get(channel).axis() != Axis.CHANNEL ? List.of()
			: described.get(channel).channels();
	}

	/** The distance between focal planes in micrometres. */
	OptionalDouble stepZ() {
		return z < 0 ? OptionalDouble.empty() : described.get(z).step();
	}

	private int size(final int dimension) {
		return dimension < 0 ? 1 : sizes.get(dimension);
	}

	/** The number within the stack of a plane of the scene: the first dimension varies fastest. */
	long number(final Plane plane) {
		long number = 0;
		for (int d = sizes.size() - 1; d >= 0; d--)
			number = number * sizes.get(d)
				+ (d == channel ? plane.channel() : d == z ? plane.z() : d == time ? plane.t() : 0);
		return number;
	}

	/** What is not shown of the dimensions, in a phrase for each. */
	List<String> notShown() {
		final List<String> phrases = new ArrayList<>();
		for (int d = 0; d < sizes.size(); d++) {
			final boolean shown = Arrays.stream(new int[] { channel, z, time }).anyMatch(Integer.valueOf(d)::equals);
			if (!shown && sizes.get(d) > 1)
				phrases.add("the first of " + sizes.get(d) + " " + described.get(d).axis().words());
		}
		return phrases;
	}
}
