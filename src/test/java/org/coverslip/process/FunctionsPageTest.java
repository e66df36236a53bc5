package org.coverslip.process;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.coverslip.option.Option;
import org.junit.Test;

/**
 * {@code docs/functions.md} is written from the functions. With {@code -Dcoverslip.pages=write} it is written anew,
 * else it must be as it would be.
 */
public class FunctionsPageTest {

	private static final Path PAGE = Path.of("docs/functions.md");

	private static final String HEAD = """
		# Functions

		What *Process Slide…* (`coverslip process`) can do with the pixels of a slide, written by a test from the
		functions themselves: `function=gaussian options=[sigma=2]` in macros, `--function gaussian --options "sigma=2"`
		on the command line. Without options, `function=downsample` scales a slide, or what of it is selected. What a
		pixel becomes does not depend on the tiles in which the slide is processed. Another function is a class: see
		[`PictureFunction`](../src/main/java/org/coverslip/process/PictureFunction.java).
		""";

	@Test
	public void thePageTellsOfAllFunctions() throws IOException {
		final StringBuilder page = new StringBuilder(HEAD);
		KnownFunctions.all().forEach(function -> append(page, function));
		if ("write".equals(System.getProperty("coverslip.pages"))) Files.writeString(PAGE, page);
		assertEquals("as -Dcoverslip.pages=write writes it", page.toString(), Files.readString(PAGE));
	}

	private static void append(final StringBuilder page, final PictureFunction function) {
		page.append("\n## ").append(function.word()).append("\n\n").append(function.help()).append('\n');
		if (function instanceof ObjectFunction)
			page.append("With `result=table`, `rois` or `labels`, what is found is listed, drawn or numbered.\n");
		if (function.options().options().isEmpty()) return;
		page.append("\n| option | values | default | |\n|---|---|---|---|\n");
		for (final Option<?> option : function.options().options())
			page.append("| `").append(option.key()).append("` | ").append(values(option)).append(" | ")
				.append(otherwise(option)).append(" | ").append(option.help()).append(" |\n");
	}

	private static String values(final Option<?> option) {
		if (!option.kind().choices().isEmpty()) return "`" + String.join("`, `", option.kind().choices()) + "`";
		if (option.kind().held() == Integer.class) return "whole number";
		if (option.kind().held() == Double.class) return "number";
		if (option.kind().form().equals("TEXT")) return "path";
		return "`" + option.kind().form().replace("|", "` or `") + "`";
	}

	private static <T> String otherwise(final Option<T> option) {
		if (option.isRequired()) return "must be given";
		final String text = option.otherwise().map(option::text).orElse("");
		return text.isEmpty() ? "" : "`" + text + "`";
	}
}
