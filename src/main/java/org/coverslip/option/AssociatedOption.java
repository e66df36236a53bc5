package org.coverslip.option;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Slide;

/** Which of a slide's associated images something is about. */
public final class AssociatedOption {

	public static final Option<String> ASSOCIATED = Option.of("associated", "Associated images", OptionKind.text(),
		"all", "Which to carry along: all, none, or names as label,macro.");

	private AssociatedOption() {}

	/** Whether none is wanted. */
	public static boolean isNone(final OptionValues values) {
		final String names = values.get(ASSOCIATED).strip();
		return names.isEmpty() || names.equals("none");
	}

	/**
	 * Those that are named.
	 *
	 * @throws IllegalArgumentException
	 *             if the slide has none of such a name
	 */
	public static List<AssociatedImage> of(final Slide slide, final OptionValues values) {
		if (isNone(values)) return List.of();
		final String names = values.get(ASSOCIATED).strip();
		if (names.equals("all")) return slide.associatedImages();
		return Stream.of(names.split("\\s*,\\s*")).distinct().map(name -> named(slide, name)).toList();
	}

	/**
	 * The one of a name.
	 *
	 * @throws IllegalArgumentException
	 *             if the slide has none of such a name
	 */
	public static AssociatedImage named(final Slide slide, final String name) {
		return slide.associatedImages().stream().filter(image -> image.name().equals(name)).findFirst()
			.orElseThrow(() -> new IllegalArgumentException("there is no associated image \"" + name + "\"; "
				+ slide.metadata().name() + " has " + (slide.associatedImages().isEmpty() ? "none"
					: slide.associatedImages().stream().map(AssociatedImage::name).collect(Collectors.joining(", ")))));
	}
}
