package org.coverslip.format.zarr;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.DisplayRange;

/**
 * How a channel is to be shown: OME-Zarr, "omero" metadata.
 *
 * @param json
 *            one of {@code channels}; may be empty
 */
record OmeroChannel(Map<String, Object> json) {

	/**
	 * The channel.
	 *
	 * @param type
	 *            of its values
	 */
	Channel channel(final PixelType type) {
		return new Channel(JsonValues.text(json.get("label")).orElse(""), color(), shown(type));
	}

	/** "RRGGBB". */
	private OptionalInt color() {
		final String text = JsonValues.text(json.get("color")).orElse("");
		return text.matches("[0-9A-Fa-f]{6}") ? OptionalInt.of(Integer.parseInt(text, 16)) : OptionalInt.empty();
	}

	/**
	 * The window, if it tells anything: many writers state all that the type can hold, QuPath's 0.6 more than that.
	 */
	private Optional<DisplayRange> shown(final PixelType type) {
		final Map<String, Object> window = JsonValues.map(json.get("window"));
		if (!(window.get("start") instanceof Number start) || !(window.get("end") instanceof Number end))
			return Optional.empty();
		final double min = start.doubleValue();
		final double max = end.doubleValue();
		if (!(max > min) || Double.isInfinite(max - min)) return Optional.empty();
		if (!type.isFloating()) {
			final double least = type.isSigned() ? -Math.pow(2, type.bits() - 1) : 0;
			final double most = least + Math.pow(2, type.bits()) - 1;
			if (min < least || max > most || min == least && max == most) return Optional.empty();
		}
		return Optional.of(new DisplayRange(min, max));
	}
}
