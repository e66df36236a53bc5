package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.slide.LengthUnit;

/**
 * The axes of an image's arrays: OME-Zarr 0.4, "axes"; 0.3 names them without more; before that there are always
 * five, t, c, z, y, x.
 *
 * @param names
 *            of all, in the order of the arrays; each of t, c, z, y and x once at most, y and x for certain
 * @param micrometres
 *            how many its unit has along each axis; NaN if it states none
 */
record ImageAxes(List<String> names, double[] micrometres) {

	private static final List<String> OLDEST = List.of("t", "c", "z", "y", "x");
	/** That is, each of what an axis can be. */
	private static final String KNOWN = "tczyx";

	/**
	 * @param given
	 *            a description's axes; null if it has none
	 */
	static ImageAxes of(final Object given, final ZarrFolder folder) throws IOException {
		if (given == null) return new ImageAxes(OLDEST, nan(OLDEST.size()));
		final List<String> names = new ArrayList<>();
		final List<?> list = JsonValues.list(given);
		final double[] units = nan(list.size());
		for (int i = 0; i < list.size(); i++) {
			final Map<String, Object> axis = JsonValues.map(list.get(i));
			final String name =
				JsonValues.text(list.get(i) instanceof String ? list.get(i) : axis.get("name")).orElse("");
			names.add(name(name, JsonValues.text(axis.get("type")).orElse("")));
			units[i] = LengthUnit.micrometres(JsonValues.text(axis.get("unit")).orElse(null)).orElse(Double.NaN);
		}
		if (!names.contains("y") || !names.contains("x") || names.stream().distinct().count() != names.size()
			|| !names.stream().allMatch(KNOWN::contains))
			throw folder.fault("axes of t, c, z, y and x, each once at most", "" + given);
		return new ImageAxes(List.copyOf(names), units);
	}

	/** An axis of another name is channels if its type is that, or unknown. */
	private static String name(final String name, final String type) {
		final String lower = name.toLowerCase(Locale.ROOT);
		if (lower.length() == 1 && KNOWN.contains(lower)) return lower;
		return type.equals("time") ? "t" : type.equals("space") ? name : "c";
	}

	private static double[] nan(final int count) {
		final double[] values = new double[count];
		Arrays.fill(values, Double.NaN);
		return values;
	}

	/** The number of an axis; -1 if there is none. */
	int of(final String name) {
		return names.indexOf(name);
	}

	int count() {
		return names.size();
	}
}
