package org.coverslip.format.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.JsonReader;
import org.coverslip.tiff.Ifd;

/**
 * The name that a page gives itself.
 * <p>
 * Source: TIFF 6.0 for PageName; for JSON descriptions mibilib, which writes MIBI TIFFs ("channel.target",
 * "channel.mass"), and other programs that write one page per marker.
 */
public final class PageName {

	/** Longer descriptions are not names, and longer JSON describes more than a page. */
	private static final int LONGEST = 4096;
	private static final int LONGEST_NAME = 80;
	private static final List<String> KEYS =
		List.of("channel.target", "channel.mass", "channel", "Channel", "ChannelName", "marker", "biomarker", "name",
		"Name");

	private PageName() {}

	/** The name on one line, or "". */
	public static String of(final Ifd ifd) throws IOException {
		final String description = ifd.count(IMAGE_DESCRIPTION) > LONGEST ? null : ifd.text(IMAGE_DESCRIPTION);
		final Optional<Map<String, Object>> json = JsonReader.object(description);
		if (json.isPresent())
			for (final String key : KEYS) {
				final String name = text(json.get().get(key));
				if (!name.isEmpty()) return name;
			}
		final String name = ifd.count(PAGE_NAME) > LONGEST ? null : ifd.text(PAGE_NAME);
		if (name != null && !name.isBlank()) return name.strip();
		return description == null || description.isBlank()
			|| !description.strip().matches("[^{<\\[=\\r\\n]{1," + LONGEST_NAME + "}") ? ""
			: description.strip();
	}

	private static String text(final Object value) {
		if (value instanceof String string) return string.strip();
		return value instanceof Double number ? number.toString().replaceFirst("\\.0$", "") : "";
	}
}
