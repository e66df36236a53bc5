package org.coverslip.option;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;

/**
 * Which scene of a slide a user means: by its number, or by its name. Immutable.
 * <p>
 * What reads as a whole number is one, also where scenes are called by numbers: dialogs, scripts and recorded macros
 * write numbers, which shall mean the same on every slide. Names are compared exactly, and where none is exactly so,
 * without regard to case.
 *
 * @param number
 *            counted from 0; {@value #ALL} for all scenes, where that is possible
 * @param name
 *            "" where the number counts
 */
public record WantedScene(int number, String name) {

	/** Stands for all scenes together. */
	public static final int ALL = -1;

	static final WantedScene FIRST = new WantedScene(0, "");

	/** Scenes that a message names. */
	private static final int MOST_NAMED = 20;

	/** Macros compute with real numbers, and may write 2.0. */
	private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.0*)?");

	/** What a user writes; see {@link OptionKind#of}. */
	static OptionKind<WantedScene> kind(final OptionKind<Integer> numbers) {
		return OptionKind.of("N|NAME", text -> parse(text.strip(), numbers), WantedScene::toString);
	}

	private static WantedScene parse(final String text, final OptionKind<Integer> numbers) {
		if (text.isEmpty()) throw new IllegalArgumentException("is neither the number nor the name of a scene");
		return NUMBER.matcher(text).matches() ? new WantedScene(numbers.read(text), "") : new WantedScene(0, text);
	}

	/** Whether it is all scenes together. */
	public boolean isAll() {
		return number == ALL;
	}

	/**
	 * The number of the scene on a slide.
	 *
	 * @throws IllegalArgumentException
	 *             with one sentence that lists the slide's scenes, if it has none of this number or name, or several of
	 *             this name
	 */
	public int in(final Slide slide) {
		return in(slide.metadata().name(), slide.scenes().stream().map(Scene::name).toList());
	}

	/**
	 * The number of the scene.
	 *
	 * @param slide
	 *            what to call the slide
	 * @param names
	 *            of its scenes, "" for those that have none
	 * @throws IllegalArgumentException
	 *             as {@link #in(Slide)}
	 */
	public int in(final String slide, final List<String> names) {
		if (name.isEmpty()) {
			if (number >= 0 && number < names.size()) return number;
			throw new IllegalArgumentException("there is no scene " + number + "; " + slide + " has " + list(names));
		}
		final List<Integer> exactly = numbers(names, false);
		final List<Integer> found = exactly.isEmpty() ? numbers(names, true) : exactly;
		if (found.size() == 1) return found.get(0);
		throw new IllegalArgumentException(found.isEmpty()
			? "there is no scene \"" + name + "\"; " + slide + " has " + list(names)
			: "there are " + found.size() + " scenes \"" + name + "\", so give a number; " + slide + " has "
				+ list(names));
	}

	private List<Integer> numbers(final List<String> names, final boolean anyCase) {
		return IntStream.range(0, names.size()).filter(i -> anyCase ? names.get(i).strip().equalsIgnoreCase(name)
			: names.get(i).strip().equals(name)).boxed().toList();
	}

	/** The scenes of a slide with their numbers and names, to go on in a sentence. */
	static String list(final List<String> names) {
		if (names.size() == 1) return "scene 0 only" + (names.get(0).isBlank() ? "" : ", \"" + names.get(0) + "\"");
		if (names.stream().allMatch(String::isBlank)) return "scenes 0 to " + (names.size() - 1);
		return "scenes " + IntStream.range(0, names.size()).limit(MOST_NAMED)
			.mapToObj(i -> i + (names.get(i).isBlank() ? "" : " \"" + names.get(i).strip() + "\""))
			.collect(Collectors.joining(", "))
			+ (names.size() > MOST_NAMED ? " and so on to " + (names.size() - 1) : "");
	}

	/** As a user would write it. */
	@Override
	public String toString() {
		return name.isEmpty() ? String.valueOf(number) : name;
	}
}
