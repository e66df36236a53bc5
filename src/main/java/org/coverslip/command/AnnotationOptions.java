package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormat;
import org.coverslip.annotation.Origin;
import org.coverslip.annotation.file.AnnotationConversion;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.annotation.file.KnownAnnotationFormats;
import org.coverslip.option.Option;
import org.coverslip.option.OptionKind;
import org.coverslip.option.OptionValues;

/** What users say of files of annotations. */
final class AnnotationOptions {

	private static final String AUTO = "auto";

	static final Option<String> FROM = Option.of("from", "Read as",
		words(KnownAnnotationFormats.all().stream().map(AnnotationFormat::word)), AUTO,
		"The format of the file that is read; auto for what its content says.");

	static final Option<String> TO = Option.of("to", "Write as",
		words(KnownAnnotationFormats.all().stream().filter(format -> !format.endings().isEmpty())
			.map(AnnotationFormat::word)),
		AUTO, "The format of the file that is written; auto for what its ending says.");

	static final Option<String> ORIGIN = Option.of("origin", "Counted from",
		words(Stream.of(Origin.values()).map(Origin::word)), AUTO,
		"Where the pixels of files are counted from: the corner of level 0, or that of what was scanned; auto for what "
			+ "each format's program does.");

	static final Option<File> ANNOTATIONS = Option.of("annotations", "Annotations", OptionKind.file(), new File(""),
		"A file of annotations of the slide, or a folder with one that is called as the slide.");

	static final Option<String> CLASSES = Option.of("classes", "Classes", OptionKind.text(), "",
		"Only annotations of these classes, as Tumor,Stroma; nothing for all.");

	private AnnotationOptions() {}

	private static OptionKind<String> words(final Stream<String> words) {
		final List<String> all = new ArrayList<>(List.of(AUTO));
		words.forEach(all::add);
		return OptionKind.oneOf(all).formerly(Map.of("", AUTO));
	}

	/** From one file to another, as {@link AnnotationConversion#of} has it. */
	static AnnotationConversion conversion(final File input, final File output, final OptionValues values)
		throws IOException
	{
		return AnnotationConversion.of(input.toPath(), KnownAnnotationFormats.ofWord(values.get(FROM)),
			output.toPath(), KnownAnnotationFormats.ofWord(values.get(TO)));
	}

	/** The format of a file: the one that is named, or else that its content tells. */
	static AnnotationFormat formatOf(final AnnotationFile file, final OptionValues values) throws IOException {
		final Optional<AnnotationFormat> named = KnownAnnotationFormats.ofWord(values.get(FROM));
		return named.isPresent() ? named.get() : AnnotationFiles.formatOf(file);
	}

	/** The origin, if one is named. */
	static Optional<Origin> origin(final OptionValues values) {
		final String word = values.get(ORIGIN);
		return Stream.of(Origin.values()).filter(origin -> origin.word().equals(word)).findFirst();
	}
}
