package org.coverslip.format.bioformats;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;

import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

import loci.formats.IFormatReader;
import loci.formats.meta.MetadataRetrieve;
import ome.units.UNITS;
import ome.units.quantity.Length;
import ome.xml.model.primitives.Color;

/**
 * What the OME model says of each series. What it does not say is absent; what it does not know to say ends likewise.
 *
 * @param model
 *            as the reader filled it
 */
record SeriesMetadata(MetadataRetrieve model) {

	static SeriesMetadata of(final IFormatReader reader) {
		return new SeriesMetadata((MetadataRetrieve) reader.getMetadataStore());
	}

	private boolean has(final int series) {
		return series < model.getImageCount();
	}

	/** The series' name, or "". */
	String name(final int series) {
		final String name = has(series) ? told(() -> model.getImageName(series)) : null;
		return name == null ? "" : name.strip();
	}

	Optional<PixelSize> pixelSize(final int series) {
		if (!has(series)) return Optional.empty();
		final double x = micrometres(told(() -> model.getPixelsPhysicalSizeX(series)));
		final double y = micrometres(told(() -> model.getPixelsPhysicalSizeY(series)));
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	/** Micrometres between focal planes, if stated. */
	OptionalDouble pixelSizeZ(final int series) {
		final double z = has(series) ? micrometres(told(() -> model.getPixelsPhysicalSizeZ(series))) : Double.NaN;
		return PixelSize.isValid(z) ? OptionalDouble.of(z) : OptionalDouble.empty();
	}

	/** NaN if the length is absent or in pixels or the like. */
	private static double micrometres(final Length length) {
		final Number value = length == null ? null : length.value(UNITS.MICROMETER);
		return value == null ? Double.NaN : value.doubleValue();
	}

	/** Of the objective that the series names, else of the only one. */
	OptionalDouble objectivePower(final int series) {
		if (!has(series)) return OptionalDouble.empty();
		final String wanted = told(() -> model.getObjectiveSettingsID(series));
		final boolean only = wanted == null && model.getInstrumentCount() == 1 && model.getObjectiveCount(0) == 1;
		for (int i = 0; i < model.getInstrumentCount(); i++)
			for (int o = 0; o < model.getObjectiveCount(i); o++) {
				final OptionalDouble power = power(i, o);
				if (power.isPresent() && (only || id(i, o).equals(wanted))) return power;
			}
		return OptionalDouble.empty();
	}

	private String id(final int instrument, final int objective) {
		final String id = told(() -> model.getObjectiveID(instrument, objective));
		return id == null ? "" : id;
	}

	private OptionalDouble power(final int instrument, final int objective) {
		final Double power = told(() -> model.getObjectiveNominalMagnification(instrument, objective));
		return power != null && power > 0 && power < Double.POSITIVE_INFINITY ? OptionalDouble.of(power)
			: OptionalDouble.empty();
	}

	/** What the model tells, or null: it throws where an element around the one that is asked for is absent. */
	private static <T> T told(final Supplier<T> getter) {
		try {
			return getter.get();
		}
		catch (final NullPointerException e) {
			return null;
		}
	}

	/**
	 * A channel's name and colour.
	 *
	 * @param shared
	 *            whether several samples are in the channel, which cannot all have its colour
	 */
	Channel channel(final int series, final int channel, final boolean shared) {
		if (!has(series) || channel >= model.getChannelCount(series)) return Channel.named("");
		final String name = told(() -> model.getChannelName(series, channel));
		final Color color = shared ? null : told(() -> model.getChannelColor(series, channel));
		return new Channel(name == null ? "" : name.strip(), color == null ? OptionalInt.empty()
			: OptionalInt.of(color.getRed() << 16 | color.getGreen() << 8 | color.getBlue()));
	}
}
