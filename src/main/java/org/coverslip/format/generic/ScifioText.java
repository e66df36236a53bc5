package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.PlaneAxes.Axis;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;

/**
 * The ImageDescription of SCIFIO, with which ImageJ2 and Fiji save images ({@code io().save}, "Save Image with
 * SCIFIO"): lines of "name=value", the first of them with SCIFIO's version; "axes", "lengths", "scales" and "units" are
 * lists that belong together, the fastest axis first. The first axis that is not one of the picture itself is stored as
 * samples of its pixels, unless it is time. The lines for ImageJ that follow may state another order.
 * <p>
 * Source: files that SCIFIO 0.47.0 writes of datasets with axes in several orders.
 */
final class ScifioText {

	private static final String PREFIX = "SCIFIO=";
	private static final int LONGEST = 1 << 16;
	private static final int MOST_AXES = 16;

	private final Map<String, String[]> lists = new HashMap<>();
	private final TiffImage first;

	private ScifioText(final String text, final TiffImage first) {
		this.first = first;
		for (final String line : text.split("\\R")) {
			final int equals = line.indexOf('=');
			if (equals > 0) lists.putIfAbsent(line.substring(0, equals), line.substring(equals + 1).split(","));
		}
	}

	/** What the first directory says, if it is in SCIFIO's words. */
	static Optional<StackText> of(final TiffImage first) throws IOException {
		final String text = first.ifd().count(IMAGE_DESCRIPTION) > LONGEST ? null : first.ifd().text(IMAGE_DESCRIPTION);
		return text == null || !text.startsWith(PREFIX) ? Optional.empty() : new ScifioText(text, first).stack();
	}

	private Optional<StackText> stack() {
		final String[] names = list("axes");
		if (names.length == 0 || names.length > MOST_AXES || list("lengths").length != names.length)
			return Optional.empty();
		final List<Axis> axes = new ArrayList<>();
		double x = Double.NaN;
		double y = Double.NaN;
		double z = Double.NaN;
		boolean samplesFound = false;
		for (int i = 0; i < names.length; i++) {
			final String length = list("lengths")[i].strip();
			if (!length.matches("[1-9]\\d{0,8}")) return Optional.empty();
			final int size = Integer.parseInt(length);
			final boolean ofPicture = List.of("X", "Y").contains(names[i].strip());
			final boolean ofSamples = !ofPicture && !samplesFound && size == first.samples() && size > 1;
			samplesFound |= ofSamples;
			// samples are channels to us, never focal planes
			if (ofSamples && !names[i].strip().equals("Channel")) return Optional.empty();
			switch (names[i].strip()) {
				case "X" -> x = micrometres(i);
				case "Y" -> y = micrometres(i);
				case "Z" -> {
					z = micrometres(i);
					axes.add(new Axis('Z', size));
				}
				case "Channel" -> axes.add(new Axis('C', ofSamples ? 1 : size));
				default -> axes.add(new Axis('T', size));
			}
		}
		final PlaneAxes planes = new PlaneAxes(axes);
		return Optional.of(new StackText("SCIFIO", axes.isEmpty() ? Optional.empty() : Optional.of(planes), List.of(),
			planes.count() > 1,
			!Double.isNaN(x), PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y))
			: Optional.empty(),
			PixelSize.isValid(z) ? OptionalDouble.of(z) : OptionalDouble.empty()));
	}

	/** The step of an axis; NaN if it is not a length. */
	private double micrometres(final int axis) {
		final String[] scales = list("scales");
		final String[] units = list("units");
		if (axis >= scales.length || axis >= units.length) return Double.NaN;
		return Math.abs(OpenSlideProperties.parseDouble(scales[axis]).orElse(Double.NaN))
			* LengthUnit.micrometres(units[axis]).orElse(Double.NaN);
	}

	private String[] list(final String name) {
		return lists.getOrDefault(name, new String[0]);
	}
}
