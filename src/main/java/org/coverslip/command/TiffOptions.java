package org.coverslip.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.coverslip.export.LevelRule;
import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.export.PyramidTiffOptions.Dialect;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.Slide;

/** From the commands' parameters to the writer's options. */
final class TiffOptions {

	private TiffOptions() {}

	/** The words are the writer's constants in lower case. */
	static PyramidTiffOptions.Builder builder(final String compression, final int quality, final int tileSize,
		final String dialect, final String levels)
	{
		return PyramidTiffOptions.builder().compression(Compression.valueOf(upper(compression))).quality(quality)
			.tileSize(tileSize).dialect(Dialect.valueOf(upper(dialect))).levels(LevelRule.valueOf(upper(levels)));
	}

	private static String upper(final String word) {
		return word.toUpperCase(Locale.ROOT);
	}

	/**
	 * Those of a slide's associated images that a text names.
	 *
	 * @param names
	 *            "all", "none", or names between commas
	 * @throws IllegalArgumentException
	 *             if the slide has none of such a name
	 */
	static List<AssociatedImage> associated(final Slide slide, final String names) {
		if (names.isBlank() || names.strip().equals("none")) return List.of();
		if (names.strip().equals("all")) return slide.associatedImages();
		return Stream.of(names.strip().split("\\s*,\\s*")).distinct().map(name -> Scenes.associatedImage(slide, name))
			.toList();
	}
}
