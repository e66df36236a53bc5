package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is known about one channel. Immutable.
 *
 * @param name
 *            or ""
 * @param color
 *            the colour in which it is shown, 0xRRGGBB
 * @param emission
 *            wavelength in nanometres
 * @param excitation
 *            likewise
 * @param exposure
 *            in microseconds
 */
record VsiChannel(String name, OptionalInt color, OptionalDouble emission, OptionalDouble excitation,
	OptionalDouble exposure) {

	private static final int MOST = 1 << 16;

	/** A channel about which nothing is known. */
	static VsiChannel unknown() {
		return new VsiChannel("", OptionalInt.empty(), OptionalDouble.empty(), OptionalDouble.empty(),
			OptionalDouble.empty());
	}

	/** The channels of the tags {@link VsiTagNumber#DIMENSION_STEP}, in the order of their numbers. */
	static List<VsiChannel> list(final List<VsiTag> steps) {
		final List<VsiChannel> channels = new ArrayList<>();
		for (final VsiTag step : steps) {
			final int number = step.index() < 0 ? channels.size() : step.index();
			if (number >= MOST) continue;
			while (channels.size() <= number)
				channels.add(unknown());
			channels.set(number, of(step));
		}
		return channels;
	}

	/** The channel that a tag describes. */
	static VsiChannel of(final VsiTag step) {
		final Optional<String> name = step.child(CHANNEL_NAME).flatMap(VsiTag::text);
		return new VsiChannel(name.or(() -> step.child(DIMENSION_NAME).flatMap(VsiTag::text)).orElse(""), color(step),
			nanometres(step, EMISSION_WAVELENGTH), nanometres(step, EXCITATION_WAVELENGTH), exposure(step));
	}

	/** The stated colour, or else the colour of the highest value in the table of colours; black counts as none. */
	private static OptionalInt color(final VsiTag step) {
		for (final int tag : new int[] { DISPLAY_COLOR, DISPLAY_LUT }) {
			final OptionalInt color = step.child(tag).map(VsiTag::lastColour).orElse(OptionalInt.empty());
			if (color.isPresent() && color.getAsInt() != 0) return color;
		}
		return OptionalInt.empty();
	}

	private static OptionalDouble nanometres(final VsiTag step, final int tag) {
		final OptionalDouble found = step.child(tag).map(VsiTag::nanometres).orElse(OptionalDouble.empty());
		return found.isPresent() && found.getAsDouble() > 0 ? found : OptionalDouble.empty();
	}

	/** The exposure of the first camera below a tag. */
	static OptionalDouble exposure(final VsiTag tag) {
		final Optional<VsiTag> found = tag.child(DEVICES).flatMap(devices -> devices.below(EXPOSURE_TIME).findFirst());
		final OptionalInt number = found.map(VsiTag::integer).orElse(OptionalInt.empty());
		return number.isPresent() && number.getAsInt() > 0 ? OptionalDouble.of(number.getAsInt())
			: OptionalDouble.empty();
	}
}
