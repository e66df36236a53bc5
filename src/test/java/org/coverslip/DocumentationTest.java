package org.coverslip;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.Test;

/** Links within the documentation lead somewhere. */
public class DocumentationTest {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
	private static final Pattern HEADING = Pattern.compile("^#+ +(.*)$", Pattern.MULTILINE);
	private static final Pattern CODE = Pattern.compile("```[\\s\\S]*?```");

	@Test
	public void linksLeadSomewhere() throws IOException {
		final List<Path> pages = new ArrayList<>();
		for (final String folder : List.of(".", "docs"))
			try (Stream<Path> files = Files.list(Path.of(folder))) {
				files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
			}
		assertTrue(pages.toString(), pages.size() >= 9);
		final List<String> broken = new ArrayList<>();
		for (final Path page : pages) {
			final Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
			while (link.find())
				if (!link.group(1).contains("://") && !isThere(page, link.group(1)))
					broken.add(page + ": " + link.group(1));
		}
		assertEquals("links that lead nowhere", List.of(), broken);
	}

	private static boolean isThere(final Path page, final String link) throws IOException {
		final int hash = link.indexOf('#');
		final String file = hash < 0 ? link : link.substring(0, hash);
		final Path target = file.isEmpty() ? page : page.resolveSibling(file);
		return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
	}

	/** The anchors that GitHub gives the headings of a page: lower case, blanks as hyphens, punctuation dropped. */
	private static List<String> anchors(final Path page) throws IOException {
		return HEADING.matcher(CODE.matcher(Files.readString(page)).replaceAll("")).results()
			.map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "")
			.replace(' ', '-')).toList();
	}
}
