package org.coverslip.format.olympus;

import static org.coverslip.format.olympus.VsiTagNumber.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.coverslip.slide.PixelSize;

/**
 * What the tags say about one stack: one image, or recording, of the slide. Immutable.
 *
 * @param number
 *            its folder's number: 10001 for stack10001
 * @param name
 *            given by the program or its user, or ""
 * @param kind
 *            what it shows
 * @param external
 *            whether its pixels are in a separate file
 * @param width
 *            pixels, or 0 if not stated
 * @param height
 *            likewise
 * @param originX
 *            column of the image at which column 0 of the tiles begins
 * @param originY
 *            row, likewise
 * @param sizes
 *            of the dimensions besides x and y, or fewer
 * @param dimensions
 *            what they mean, or fewer
 * @param pages
 *            directories of the TIFF that hold its planes, by number: the first dimension varies fastest
 * @param pixelSize
 *            if it is known
 * @param channel
 *            the channel of a stack without a dimension of channels
 * @param optics
 *            the microscope
 * @param created
 *            when it was taken
 * @param stage
 *            where on the stage its upper left corner was, in micrometres: x and y, or nothing
 */
record VsiStack(int number, String name, StackKind kind, boolean external, int width, int height, int originX,
	int originY,
	List<Integer> sizes, List<VsiDimension> dimensions, Map<Integer, Integer> pages, Optional<PixelSize> pixelSize,
	VsiChannel channel,
	VsiOptics optics, Optional<Instant> created, List<Double> stage)
{

	private static final int MOST_DIMENSIONS = 16;

	/** The stack that a tag {@link VsiTagNumber#STACK} describes. */
	static VsiStack of(final VsiTag stack) {
		final VsiTag properties = stack.child(STACK_PROPERTIES).orElse(VsiTag.indexed(STACK_PROPERTIES, -1));
		final Optional<VsiTag> file = stack.all(FRAME).flatMap(frame -> frame.all(EXTERNAL_FILE)).findFirst();
		final int[] boundary = file.flatMap(tag -> tag.child(IMAGE_BOUNDARY)).map(VsiTag::integers).orElse(new int[0]);
		final int[] origin = file.flatMap(tag -> tag.child(TILE_ORIGIN)).map(VsiTag::integers).orElse(new int[0]);
		final boolean sized = boundary.length >= 4 && boundary[2] > 0 && boundary[3] > 0;
		final boolean external = file.flatMap(tag -> tag.child(HAS_EXTERNAL_FILE)).map(VsiTag::integer)
			.orElse(OptionalInt.of(0)).orElse(0) != 0;
		return new VsiStack(stack.index(), properties.child(STACK_NAME).flatMap(VsiTag::text)
			.filter(name -> !name.equals("0")).orElse(""),
			StackKind.of(properties.child(STACK_TYPE).map(VsiTag::integer).orElse(OptionalInt.of(0)).orElse(0)),
			external,
			sized ? boundary[2] : 0, sized ? boundary[3] : 0, origin.length >= 2 ? origin[0] : 0, origin.length >= 2
			? origin[1] : 0,
			sizes(stack), dimensions(stack), pages(stack), pixelSize(properties), VsiChannel.of(properties),
			VsiOptics.of(properties),
			properties.child(CREATION_TIME).flatMap(VsiTag::longInteger).filter(seconds -> seconds > 0)
			.map(VsiStack::instant),
			pair(properties, RWC_FRAME_ORIGIN));
	}

	/** If the file states a time beyond what can be represented, the latest that can. */
	private static Instant instant(final long seconds) {
		return Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond()));
	}

	private static List<Integer> sizes(final VsiTag stack) {
		final List<Integer> sizes = new ArrayList<>();
		for (final int size : stack.child(DIMENSION_SIZES).map(VsiTag::integers).orElse(new int[0]))
			sizes.add(size);
		return sizes;
	}

	/**
	 * An empty description ends the list (seen in the files of slideio's tutorial), or stands for a dimension of one
	 * step.
	 */
	private static List<VsiDimension> dimensions(final VsiTag stack) {
		final List<VsiDimension> dimensions = new ArrayList<>();
		for (final VsiTag dimension : stack.all(DIMENSION).toList()) {
			final int number = dimension.index() < 0 ? dimensions.size() : dimension.index();
			if (number >= MOST_DIMENSIONS) continue;
			while (dimensions.size() <= number)
				dimensions.add(VsiDimension.unknown());
			dimensions.set(number, VsiDimension.of(dimension));
		}
		return dimensions;
	}

	private static Map<Integer, Integer> pages(final VsiTag stack) {
		final Map<Integer, Integer> pages = new TreeMap<>();
		for (final VsiTag frame : stack.all(FRAME).toList())
			frame.child(FRAME_IFD).filter(tag -> tag.index() >= 0)
				.ifPresent(tag -> pages.putIfAbsent(frame.index() < 0 ? pages.size() : frame.index(), tag.index()));
		return pages;
	}

	private static Optional<PixelSize> pixelSize(final VsiTag properties) {
		final List<Double> scale = pair(properties, RWC_FRAME_SCALE);
		final OptionalDouble unit = properties.child(RWC_FRAME_UNIT).flatMap(VsiTag::text)
			.map(text -> PowerOfMetre.in(PowerOfMetre.MICRO, text))
			.orElse(OptionalDouble.of(1));
		if (scale.isEmpty() || unit.isEmpty()) return Optional.empty();
		final double x = Math.abs(scale.get(0) * unit.getAsDouble());
		final double y = Math.abs(scale.get(1) * unit.getAsDouble());
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private static List<Double> pair(final VsiTag properties, final int tag) {
		final double[] found = properties.child(tag).map(VsiTag::reals).orElse(new double[0]);
		return found.length < 2 ? List.of() : List.of(found[0], found[1]);
	}

	/** The name of its folder. */
	String folder() {
		return "stack" + number;
	}

	/** Names the stack for people: {@code stack10001 "40x"}. */
	String words() {
		return folder() + (name.isEmpty() ? "" : " \"" + name + "\"");
	}
}
