package org.coverslip.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.file.AnnotationFiles;

/** Which files beside a slide hold its annotations: those of its name, and of an ending that says so. */
final class FilesBeside {

	/** What the names of files that were drawn here end with where the slide's own name is taken. */
	static final String DRAWN = "-drawn";

	/** Written is the first of these. */
	static final List<String> ENDINGS =
		List.of("geojson", "json", "geojson.gz", "json.gz", "geojson.zip", "xml", "ndpa", "annotations", "zip", "roi");

	/** Other files have such endings, too: these are looked into. */
	private static final Set<String> OF_OTHERS = Set.of("json", "json.gz", "xml", "zip", "roi");

	/** An archive of more bytes is no set of regions. */
	private static final long LARGEST_ARCHIVE = 256L << 20;

	/** So many files may be drawn beside a slide. */
	static final int MOST_DRAWN = 99;

	private FilesBeside() {}

	/** The files that are there now. */
	static List<AnnotationSource> list(final SharedSlide slide, final int scene) {
		final Set<Path> found = new LinkedHashSet<>();
		for (final String name : names(slide, scene)) {
			for (final String ending : ENDINGS)
				addIfThere(found, slide, slide.path().resolveSibling(name + "." + ending), ending);
			for (int number = 1; number <= MOST_DRAWN; number++)
				if (!addIfThere(found, slide, drawn(slide, name, number), ENDINGS.get(0))) break;
		}
		return found.stream().map(AnnotationSource::of).toList();
	}

	private static boolean addIfThere(final Set<Path> found, final SharedSlide slide, final Path file,
		final String ending) {
		final boolean isThere = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && !file.equals(slide.path())
			&& (!OF_OTHERS.contains(ending) || holdsAnnotations(file));
		if (isThere) found.add(file);
		return isThere;
	}

	private static boolean holdsAnnotations(final Path file) {
		try {
			if (file.toString().endsWith(".zip") && Files.size(file) > LARGEST_ARCHIVE) return false;
			AnnotationFiles.formatOf(AnnotationFile.of(file));
			return true;
		}
		catch (final AnnotationFormatException e) {
			return false;
		}
		catch (final IOException e) {
			return true; // whoever shows it hears why it cannot be read
		}
	}

	/** Without an ending: the slide's whole name, and without its own ending; of a further scene with its number. */
	private static Set<String> names(final SharedSlide slide, final int scene) {
		final Set<String> names = new LinkedHashSet<>();
		final String plain = plainName(slide);
		if (scene > 0) names.add(ofScene(plain, scene));
		names.add(plain);
		names.add(slide.name());
		final int dot = slide.name().lastIndexOf('.');
		if (dot > 0) names.add(slide.name().substring(0, dot));
		return names;
	}

	/** Without the ending, and without that before it in {@code a.ome.tif}. */
	private static String plainName(final SharedSlide slide) {
		final String name = slide.name();
		final int dot = name.lastIndexOf('.');
		if (dot <= 0) return name;
		final String shorter = name.substring(0, dot);
		return shorter.toLowerCase(Locale.ROOT).endsWith(".ome") && shorter.length() > 4
			? shorter.substring(0, shorter.length() - 4) : shorter;
	}

	private static String ofScene(final String name, final int scene) {
		return name + "-scene" + scene;
	}

	/** Where what is drawn may be written: from 0, the slide's name, then others. */
	static Path drawn(final SharedSlide slide, final int scene, final int number) {
		final String name = scene == 0 ? plainName(slide) : ofScene(plainName(slide), scene);
		return number == 0 ? slide.path().resolveSibling(name + "." + ENDINGS.get(0)) : drawn(slide, name, number);
	}

	private static Path drawn(final SharedSlide slide, final String name, final int number) {
		return slide.path().resolveSibling(name + DRAWN + (number == 1 ? "" : "-" + number) + "." + ENDINGS.get(0));
	}
}
