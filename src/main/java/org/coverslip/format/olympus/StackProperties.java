package org.coverslip.format.olympus;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;

/**
 * Adds what is known about a scene's stack as properties {@code olympus.scene[0].…}; OpenSlide does not read the
 * format, so the names are our own.
 */
final class StackProperties {

	static final String PREFIX = "olympus.";

	private final OpenSlideProperties properties;
	private final String prefix;

	private StackProperties(final OpenSlideProperties properties, final String prefix) {
		this.properties = properties;
		this.prefix = prefix;
	}

	/**
	 * @param name
	 *            of the scene or associated image: {@code scene[0]} or {@code label}
	 */
	static void add(final VsiStack stack, final String name, final OpenSlideProperties properties) {
		new StackProperties(properties, PREFIX + name + ".").add(stack);
	}

	private void add(final VsiStack stack) {
		put("Stack", stack.folder());
		put("Kind", stack.kind().words());
		stack.created().ifPresent(created -> put("Created", created.toString()));
		stack.pixelSize().ifPresent(size -> {
			put("PixelSizeX", OptionalDouble.of(size.xUm()));
			put("PixelSizeY", OptionalDouble.of(size.yUm()));
		});
		if (!stack.stage().isEmpty()) {
			put("StageX", OptionalDouble.of(stack.stage().get(0)));
			put("StageY", OptionalDouble.of(stack.stage().get(1)));
		}
		final VsiOptics optics = stack.optics();
		optics.objective().ifPresent(objective -> put("Objective", objective));
		put("Magnification", optics.magnification());
		put("NumericalAperture", optics.aperture());
		put("RefractiveIndex", optics.refractiveIndex());
		put("WorkingDistance", optics.workingDistance());
		optics.camera().ifPresent(camera -> put("Camera", camera));
		optics.stand().ifPresent(stand -> put("Microscope", stand));
		add(stack.channel(), "");
		for (final VsiDimension dimension : stack.dimensions())
			switch (dimension.axis()) {
				case Z -> {
					put("ZStart", dimension.start());
					put("ZStep", dimension.step());
				}
				case CHANNEL -> addAll(dimension.channels());
				default -> {} // nothing is known about the others
			}
	}

	private void addAll(final List<VsiChannel> channels) {
		for (int c = 0; c < channels.size(); c++)
			add(channels.get(c), "channel[" + c + "].");
	}

	private void add(final VsiChannel channel, final String where) {
		if (!channel.name().isEmpty()) put(where + "ChannelName", channel.name());
		channel.color().ifPresent(color -> put(where + "Color", String.format(Locale.ROOT, "%06x", color)));
		put(where + "EmissionWavelength", channel.emission());
		put(where + "ExcitationWavelength", channel.excitation());
		put(where + "ExposureTime", channel.exposure());
	}

	private void put(final String name, final String value) {
		properties.put(prefix + name, value);
	}

	private void put(final String name, final OptionalDouble value) {
		value.ifPresent(number -> put(name, Double.toString(number).replaceFirst("\\.0$", "")));
	}
}
