package org.coverslip.option;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.export.UserWord;

/** What becomes of a slide that is de-identified. */
public final class DeidentifyOptions {

	/** The value of {@link #NAME} for a name that tells nothing. */
	public static final String RANDOM = "random";

	private static final String NONE = "none";

	public static final Option<Set<KeptPart>> KEEP = Option.of("keep", "Keep", OptionKind.of(form(),
		DeidentifyOptions::read, DeidentifyOptions::write), Set.of(KeptPart.THUMBNAIL),
		"What stays of what may name somebody, with commas: a thumbnail that shows what the slide shows, the macro "
			+ "image without its label, names of channels; or none.");

	public static final Option<Optional<LabelArea>> LABEL_AREA = Option.of("labelArea", "Label in the macro image",
		OptionKind.of("left|right|top|bottom:PERCENT", DeidentifyOptions::readArea,
			area -> area.map(LabelArea::toString).orElse("")),
		Optional.empty(),
		"For keep=macro: the side of the macro image with the label, and how much of the image from there is painted "
			+ "over.");

	public static final Option<String> NAME = Option.of("name", "File name",
		OptionKind.oneOf(List.of("given", RANDOM)), "given",
		"Whether the file is called as given, or gets a random name in that folder.");

	public static final OptionTable ALL = OptionTable.of(KEEP, LABEL_AREA, NAME, TargetOptions.OVERWRITE);

	private DeidentifyOptions() {}

	private static String form() {
		return Arrays.stream(KeptPart.values()).map(UserWord::of).collect(Collectors.joining(",")) + "|" + NONE;
	}

	private static Set<KeptPart> read(final String text) {
		final Set<KeptPart> parts = EnumSet.noneOf(KeptPart.class);
		if (text.strip().equals(NONE)) return parts;
		for (final String word : text.split(",", -1))
			parts.add(Arrays.stream(KeptPart.values()).filter(part -> UserWord.of(part).equals(word.strip()))
				.findFirst().orElseThrow(() -> new IllegalArgumentException("is not of the form " + form())));
		return parts;
	}

	private static Optional<LabelArea> readArea(final String text) {
		if (text.isBlank()) return Optional.empty();
		final Optional<LabelArea> area = LabelArea.parse(text.strip());
		if (area.isEmpty()) throw new IllegalArgumentException("is not of the form left:40");
		return area;
	}

	private static String write(final Set<KeptPart> parts) {
		return parts.isEmpty() ? NONE
			: Arrays.stream(KeptPart.values()).filter(parts::contains).map(UserWord::of)
			.collect(Collectors.joining(","));
	}
}
