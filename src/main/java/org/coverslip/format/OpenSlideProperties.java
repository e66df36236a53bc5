package org.coverslip.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.coverslip.geom.LevelScale;

/**
 * Collects properties under OpenSlide's names and in its notation.
 * <p>
 * Source: observed with {@code openslide-show-properties} 3.4.1; number formats are those of OpenSlide's
 * {@code _openslide_format_double}, {@code _openslide_duplicate_int_prop} and {@code _openslide_duplicate_double_prop}.
 */
public final class OpenSlideProperties {

	public static final String VENDOR = "openslide.vendor";
	public static final String COMMENT = "openslide.comment";
	public static final String MPP_X = "openslide.mpp-x";
	public static final String MPP_Y = "openslide.mpp-y";
	public static final String OBJECTIVE_POWER = "openslide.objective-power";
	public static final String QUICKHASH = "openslide.quickhash-1";
	public static final String BACKGROUND_COLOR = "openslide.background-color";

	private final Map<String, String> properties = new TreeMap<>();

	/** Sets a property; null is passed over. */
	public void put(final String name, final String value) {
		if (value != null) properties.put(name, value);
	}

	/** Sets a property to a number in OpenSlide's notation. */
	public void put(final String name, final double value) {
		put(name, format(value));
	}

	/** Takes a property away, if it is there. */
	public void remove(final String name) {
		properties.remove(name);
	}

	public String get(final String name) {
		return properties.get(name);
	}

	/** Copies a property that holds a whole number to another name; passed over if it is not one. */
	public void copyInt(final String from, final String to) {
		final String value = properties.get(from);
		if (value != null && value.matches("\\s*[+-]?\\d{1,18}")) put(to, Long.toString(Long.parseLong(value.strip())));
	}

	/**
	 * Copies a property that holds a number, even one with a decimal comma, to another name; passed over if it is not
	 * one.
	 */
	public void copyDouble(final String from, final String to) {
		parseDouble(properties.get(from)).ifPresent(value -> put(to, value));
	}

	/**
	 * Adds count, sizes, downsample and tile size of a level as OpenSlide lists it.
	 *
	 * @param index
	 *            OpenSlide's number of the level
	 * @param tileWidth
	 *            0 where tiles have no common size
	 */
	public void putLevel(final int index, final long width, final long height, final LevelScale scale,
		final long tileWidth,
		final long tileHeight)
	{
		final String level = "openslide.level[" + index + "].";
		put("openslide.level-count", Integer.toString(index + 1));
		put(level + "width", Long.toString(width));
		put(level + "height", Long.toString(height));
		put(level + "downsample", scale.downsample());
		if (tileWidth > 0 && tileHeight > 0) {
			put(level + "tile-width", Long.toString(tileWidth));
			put(level + "tile-height", Long.toString(tileHeight));
		}
	}

	public Map<String, String> toMap() {
		return properties;
	}

	/** A number as text, which may have a decimal comma; empty for null and for text that is not a number. */
	public static OptionalDouble parseDouble(final String text) {
		if (text == null || !text.strip().matches("[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][+-]?\\d+)?"))
			return OptionalDouble.empty();
		return OptionalDouble.of(Double.parseDouble(text.strip().replace(',', '.')));
	}

	/** A number with up to 17 significant digits and no trailing zeros, like C's {@code %.17g}. */
	public static String format(final double value) {
		if (Double.isNaN(value)) return "nan";
		if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
		if (value == 0) return 1 / value < 0 ? "-0" : "0";
		final BigDecimal rounded =
			new BigDecimal(value).round(new MathContext(17, RoundingMode.HALF_EVEN)).stripTrailingZeros();
		final int exponent = rounded.precision() - rounded.scale() - 1;
		if (exponent >= -4 && exponent < 17) return rounded.toPlainString();
		final String mantissa = rounded.scaleByPowerOfTen(-exponent).toPlainString();
		return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
	}
}
