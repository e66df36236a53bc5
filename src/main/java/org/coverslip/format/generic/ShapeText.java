package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.PlaneAxes.Axis;
import org.coverslip.format.tiff.TiffImage;
import org.coverslip.io.JsonReader;

/**
 * The ImageDescription of tifffile: a JSON object with the "shape" of the array that the following pages form, and
 * perhaps its "axes", the slowest first, or the older text "shape=(3, 512, 512)".
 * <p>
 * Source: tifffile's documentation of {@code TiffWriter.write} (metadata), and its files.
 */
final class ShapeText {

	private static final int LONGEST = 1 << 16;
	private static final int MOST_AXES = 16;
	private static final String OLDER = "shape=(";

	private ShapeText() {}

	/** What the first directory says, if it is in tifffile's words, tells of several pages, and fits their size. */
	static Optional<StackText> of(final TiffImage first, final boolean mayBeChannels) throws IOException {
		final String text = first.ifd().count(IMAGE_DESCRIPTION) > LONGEST ? null : first.ifd().text(IMAGE_DESCRIPTION);
		if (text == null) return Optional.empty();
		final Optional<Map<String, Object>> json = JsonReader.object(text);
		final List<Long> shape = json.isPresent() ? sizes(json.get().get("shape")) : older(text);
		final Object named = json.isPresent() ? json.get().get("axes") : null;
		final String axes = named instanceof String string && string.length() == shape.size() ? string
			: "?".repeat(shape.size());
		return stack(first, shape, axes, mayBeChannels);
	}

	private static List<Long> sizes(final Object value) {
		final List<Long> sizes = new ArrayList<>();
		if (value instanceof List<?> list && list.size() <= MOST_AXES)
			for (final Object size : list)
				if (size instanceof Double number && number >= 1 && number < 1L << 31) sizes.add(number.longValue());
				else return List.of();
		return sizes;
	}

	private static List<Long> older(final String text) {
		final int end = text.indexOf(')');
		if (!text.startsWith(OLDER) || end < 0) return List.of();
		final List<Long> sizes = new ArrayList<>();
		for (final String size : text.substring(OLDER.length(), end).split(","))
			if (size.strip().matches("[1-9]\\d{0,8}")) sizes.add(Long.parseLong(size.strip()));
		return sizes.size() <= MOST_AXES ? sizes : List.of();
	}

	/** The leading sizes are those of the pages, the others those of one page. */
	private static Optional<StackText> stack(final TiffImage first, final List<Long> shape, final String letters,
		final boolean mayBeChannels)
	{
		final double page = (double) first.width() * first.height() * first.samples();
		double rest = 1;
		int leading = shape.size();
		while (leading > 0 && rest < page)
			rest *= shape.get(--leading);
		if (rest != page || leading == 0 && shape.isEmpty()) return Optional.empty();
		final List<Axis> axes = new ArrayList<>();
		for (int i = leading - 1; i >= 0; i--)
			axes.add(new Axis(letter(letters.charAt(i), shape.get(i), axes, mayBeChannels), shape.get(i).intValue()));
		return axes.isEmpty() ? Optional.empty() : Optional.of(StackText.of("tifffile", new PlaneAxes(axes)));
	}

	/** An axis that we do not know is taken for the likeliest of those still free. */
	private static char letter(final char axis, final long size, final List<Axis> known, final boolean mayBeChannels) {
		if (axis == 'C' || axis == 'Z' || axis == 'T') return axis;
		if (axis == 'P' || axis == 'R' || axis == 'M') return 'P';
		final boolean hasC = known.stream().anyMatch(other -> other.letter() == 'C' && other.size() > 1);
		final boolean hasZ = known.stream().anyMatch(other -> other.letter() == 'Z' && other.size() > 1);
		if ((axis == 'S' || mayBeChannels && size <= PageMeaning.MOST_CHANNELS) && !hasC && !hasZ) return 'C';
		return hasZ ? 'T' : 'Z';
	}
}
