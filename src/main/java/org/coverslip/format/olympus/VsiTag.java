package org.coverslip.format.olympus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One tag of the tree in a .vsi, with everything below it. Immutable.
 * <p>
 * Source of the types of values: Bio-Formats' CellSensReader and slideio's vsistruct.hpp (the numbers and names of the
 * types), and the bytes of the two files of slideio's tutorial.
 *
 * @param number
 *            what it is: one of {@link VsiTagNumber}, or one of many others; the same number means different things
 *            below different tags
 * @param index
 *            its second number, e.g. that of a stack, or -1
 * @param type
 *            of its value
 * @param value
 *            the bytes of its value; empty for a tag that has others below it, and if the value is too large to be kept
 * @param children
 *            in the file's order
 */
record VsiTag(int number, int index, int type, byte[] value, List<VsiTag> children) {

	/** Text of two bytes per character, in the files that were seen. */
	private static final int TEXT = 13;
	private static final int UNICODE_TEXT = 8192;
	private static final int FLOAT = 9;
	private static final int DOUBLE = 10;
	private static final int COMPLEX = 11;
	private static final int DATE = 18;
	private static final int RGB = 269;
	private static final int BGR = 270;

	/** The tag that holds the value of a quantity, and the one that holds its unit, e.g. 10^-6m^1. */
	private static final int QUANTITY_VALUE = 268435458;
	private static final int QUANTITY_UNIT = 268435456;

	VsiTag {
		children = List.copyOf(children);
	}

	/** A tag that only has others below it. */
	static VsiTag indexed(final int number, final int index, final VsiTag... children) {
		return new VsiTag(number, index, 0, new byte[0], List.of(children));
	}

	/** The first tag with a number directly below this one. */
	Optional<VsiTag> child(final int wanted) {
		return all(wanted).findFirst();
	}

	/** The tag at the end of a path of numbers, each the first of its number. */
	Optional<VsiTag> at(final int... path) {
		Optional<VsiTag> found = Optional.of(this);
		for (final int wanted : path)
			found = found.flatMap(tag -> tag.child(wanted));
		return found;
	}

	/** All tags with a number directly below this one. */
	Stream<VsiTag> all(final int wanted) {
		return children.stream().filter(tag -> tag.number == wanted);
	}

	/** All tags with a number anywhere below this one, in the file's order. */
	Stream<VsiTag> below(final int wanted) {
		return children.stream()
			.flatMap(tag -> Stream.concat(tag.number == wanted ? Stream.of(tag) : Stream.empty(), tag.below(wanted)));
	}

	private ByteBuffer bytes() {
		return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** The value as trimmed text, or empty if there is none. */
	Optional<String> text() {
		if (type != TEXT && type != UNICODE_TEXT) return Optional.empty();
		boolean wide = type == UNICODE_TEXT;
		for (int i = 1; i < value.length; i += 2)
			wide |= value[i] == 0;
		final String text = new String(value, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
		final int end = text.indexOf('\0');
		return Optional.of((end < 0 ? text : text.substring(0, end)).strip()).filter(t -> !t.isEmpty());
	}

	/** The first of the value's whole numbers, of 1, 2 or 4 bytes. */
	OptionalInt integer() {
		return switch (value.length) {
			case 0 -> OptionalInt.empty();
			case 1 -> OptionalInt.of(value[0]);
			case 2 -> OptionalInt.of(bytes().getShort(0));
			case 3 -> OptionalInt.empty();
			default -> OptionalInt.of(bytes().getInt(0));
		};
	}

	/** The value as a whole number of 8 bytes, or of fewer. */
	Optional<Long> longInteger() {
		if (value.length >= 8) return Optional.of(bytes().getLong(0));
		return integer().isPresent() ? Optional.of((long) integer().getAsInt()) : Optional.empty();
	}

	/** The value as whole numbers of 4 bytes, as many as there are. */
	int[] integers() {
		final int[] all = new int[value.length / 4];
		bytes().asIntBuffer().get(all);
		return all;
	}

	/** The value as floating-point numbers: as many as there are. */
	double[] reals() {
		if (type == FLOAT) {
			final double[] all = new double[value.length / 4];
			for (int i = 0; i < all.length; i++)
				all[i] = bytes().getFloat(4 * i);
			return all;
		}
		final boolean doubles = type == DOUBLE || type == COMPLEX || type == DATE || type >= 260 && type <= 268
			|| type == 279 || type == 280;
		final double[] all = new double[doubles ? value.length / 8 : 0];
		bytes().asDoubleBuffer().get(all);
		return all;
	}

	/** The value's one finite number. */
	OptionalDouble real() {
		final double[] all = reals();
		return all.length > 0 && Double.isFinite(all[0]) ? OptionalDouble.of(all[0]) : OptionalDouble.empty();
	}

	/** The finite number of a quantity, from the tags below this one or from this tag itself, whatever its unit. */
	OptionalDouble quantity() {
		final Optional<VsiTag> inner = child(QUANTITY_VALUE);
		return inner.isPresent() ? inner.get().real() : real();
	}

	/**
	 * The length of a quantity in micrometres, which is also assumed without a unit; empty if its unit is not one of
	 * length.
	 */
	OptionalDouble micrometres() {
		return length(PowerOfMetre.MICRO);
	}

	/**
	 * The length of a quantity in nanometres, which is also assumed without a unit; empty if its unit is not one of
	 * length.
	 */
	OptionalDouble nanometres() {
		return length(PowerOfMetre.NANO);
	}

	private OptionalDouble length(final int power) {
		final OptionalDouble factor = child(QUANTITY_UNIT).flatMap(VsiTag::text)
			.map(unit -> PowerOfMetre.in(power, unit)).orElse(OptionalDouble.of(1));
		final OptionalDouble number = quantity();
		if (factor.isEmpty() || number.isEmpty()) return OptionalDouble.empty();
		final double length = number.getAsDouble() * factor.getAsDouble();
		return Double.isFinite(length) ? OptionalDouble.of(length) : OptionalDouble.empty();
	}

	/** The last colour of a table of colours, or the only one, as 0xRRGGBB. */
	OptionalInt lastColour() {
		final VsiTag table = child(QUANTITY_VALUE).orElse(this);
		final int last = table.value.length / 3 * 3 - 3;
		if (last < 0 || table.type != RGB && table.type != BGR) return OptionalInt.empty();
		final int first = table.value[last] & 0xff;
		final int third = table.value[last + 2] & 0xff;
		final int green = (table.value[last + 1] & 0xff) << 8;
		return OptionalInt.of(table.type == RGB ? first << 16 | green | third : third << 16 | green | first);
	}

	@Override
	public String toString() {
		return number + (index < 0 ? "" : "[" + index + "]");
	}
}
