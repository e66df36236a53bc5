package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one dimension of a stack, other than x and y, stands for. Immutable.
 *
 * @param axis
 *            its meaning
 * @param start
 *            of focal planes, in micrometres, if it is known
 * @param step
 *            between focal planes, in micrometres and &gt; 0, if it is known
 * @param channels
 *            what is known about each of its steps, by number; may be fewer than there are steps
 */
record VsiDimension(Axis axis, OptionalDouble start, OptionalDouble step, List<VsiChannel> channels) {

	/**
	 * What dimensions mean. Source of the numbers: Bio-Formats' CellSensReader ("dimension types"), slideio's
	 * vsistruct.hpp.
	 */
	enum Axis {
		Z(1, "focal planes"), TIME(2, "times"), LAMBDA(3, "wavelengths"), CHANNEL(4, "channels"), PHASE(9, "phases"),
		UNKNOWN(5, "steps of an unknown dimension");

		private final int number;
		private final String words;

		Axis(final int number, final String words) {
			this.number = number;
			this.words = words;
		}

		/** Its steps in words for people. */
		String words() {
			return words;
		}

		private static Axis of(final int number) {
			for (final Axis axis : values())
				if (axis.number == number) return axis;
			return UNKNOWN;
		}
	}

	VsiDimension {
		channels = List.copyOf(channels);
	}

	/** A dimension about which nothing is known. */
	static VsiDimension unknown() {
		return new VsiDimension(Axis.UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty(), List.of());
	}

	/**
	 * The dimension that a tag {@link VsiTagNumber#DIMENSION} describes; nothing is known about it if there are no tags
	 * below.
	 */
	static VsiDimension of(final VsiTag dimension) {
		final List<VsiTag> steps = dimension.all(DIMENSION_STEP).toList();
		if (steps.isEmpty()) return unknown();
		final VsiTag first = steps.get(0);
		return new VsiDimension(axis(steps),
			first.child(Z_START).map(VsiTag::micrometres).orElse(OptionalDouble.empty()), step(first),
			VsiChannel.list(steps));
	}

	private static OptionalDouble step(final VsiTag first) {
		final OptionalDouble found = first.child(Z_INCREMENT).map(VsiTag::micrometres).orElse(OptionalDouble.empty());
		if (found.isEmpty() || found.getAsDouble() == 0) return OptionalDouble.empty();
		return OptionalDouble.of(Math.abs(found.getAsDouble()));
	}

	/**
	 * What the tags say; older files do not say it, so there it is judged by tags that only one kind of dimension has
	 * (as Bio-Formats does).
	 */
	private static Axis axis(final List<VsiTag> steps) {
		final VsiTag first = steps.get(0);
		final OptionalInt meaning = first.child(DIMENSION_MEANING).map(VsiTag::integer).orElse(OptionalInt.empty());
		if (meaning.isPresent()) return Axis.of(meaning.getAsInt());
		if (first.child(Z_START).isPresent() || first.child(Z_INCREMENT).isPresent()) return Axis.Z;
		if (first.child(LAMBDA_START).isPresent()) return Axis.LAMBDA;
		if (first.child(CHANNEL_NAME).isPresent() || steps.size() > 1) return Axis.CHANNEL;
		final boolean time = first.child(TIME_START).isPresent() || first.child(TIME_INCREMENT).isPresent()
			|| first.child(DIMENSION_VALUE_ID).isPresent();
		return time ? Axis.TIME : Axis.UNKNOWN;
	}
}
