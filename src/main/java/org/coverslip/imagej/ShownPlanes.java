package org.coverslip.imagej;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.coverslip.slide.Picture;

import ij.ImagePlus;

/**
 * Which of a scene's channels, focal planes and times an image shows, by the scene's numbers. It is kept in the image's
 * properties ({@code coverslip.channels} and others), which count as long as the image has as many of each.
 */
enum ShownPlanes {

	CHANNELS("channels", ImagePlus::getNChannels),

	FOCAL_PLANES("z", ImagePlus::getNSlices),

	TIMES("t", ImagePlus::getNFrames);

	private final String key;
	private final ToIntFunction<ImagePlus> count;

	ShownPlanes(final String name, final ToIntFunction<ImagePlus> count) {
		key = "coverslip." + name;
		this.count = count;
	}

	/**
	 * Writes all on an image.
	 *
	 * @param channels
	 *            the scene's numbers of the picture's channels
	 * @param picture
	 *            what the image shows
	 */
	static void write(final ImagePlus image, final List<Integer> channels, final Picture picture) {
		CHANNELS.write(image, channels);
		FOCAL_PLANES.write(image, counted(picture.firstZ(), picture.sizeZ()));
		TIMES.write(image, counted(picture.firstT(), picture.sizeT()));
	}

	private static List<Integer> counted(final int first, final int size) {
		return IntStream.range(first, first + size).boxed().toList();
	}

	private void write(final ImagePlus image, final List<Integer> numbers) {
		image.setProp(key, numbers.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	/** The scene's number for each position in the image; empty if the image does not say, or not any more. */
	private Optional<List<Integer>> numbers(final ImagePlus image) {
		final String text = image.getProp(key);
		if (text == null || !text.matches("\\d{1,9}(,\\d{1,9})*")) return Optional.empty();
		final List<Integer> numbers = Stream.of(text.split(",")).map(Integer::valueOf).toList();
		return numbers.size() == count.applyAsInt(image) ? Optional.of(numbers) : Optional.empty();
	}

	/** All that an image says, in words; empty if it says nothing, as a mask does. */
	static Optional<String> described(final ImagePlus image) {
		final String all = Stream.of(values()).filter(axis -> image.getProp(axis.key) != null)
			.map(axis -> axis.key.substring(axis.key.indexOf('.') + 1) + " "
				+ image.getProp(axis.key).replace(",", ", "))
			.collect(Collectors.joining("; "));
		return all.isEmpty() ? Optional.empty() : Optional.of(all);
	}

	/**
	 * The scene's number of what an image shows at a position, counted from 1.
	 *
	 * @param all
	 *            how many the scene has: an image that does not say it and has as many shows them in their order
	 * @return empty if it is not known
	 */
	OptionalInt at(final ImagePlus image, final int position, final int all) {
		final Optional<List<Integer>> numbers = numbers(image);
		if (numbers.isPresent()) return OptionalInt.of(numbers.get().get(position - 1));
		return count.applyAsInt(image) == all ? OptionalInt.of(position - 1) : OptionalInt.empty();
	}

	/** Whether it is known which of them two images have in common. */
	boolean isKnown(final ImagePlus one, final ImagePlus other) {
		return numbers(one).isPresent() && numbers(other).isPresent()
			|| count.applyAsInt(one) == count.applyAsInt(other);
	}

	/**
	 * The position, counted from 1, at which one image shows what another one shows at a position.
	 *
	 * @return empty if it does not show that, or that is not known
	 */
	OptionalInt position(final ImagePlus from, final int position, final ImagePlus to) {
		if (position < 1 || position > count.applyAsInt(from)) return OptionalInt.empty();
		final Optional<List<Integer>> there = numbers(from);
		final Optional<List<Integer>> here = numbers(to);
		if (there.isEmpty() || here.isEmpty())
			return count.applyAsInt(from) == count.applyAsInt(to) ? OptionalInt.of(position) : OptionalInt.empty();
		final int index = here.get().indexOf(there.get().get(position - 1));
		return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
	}
}
