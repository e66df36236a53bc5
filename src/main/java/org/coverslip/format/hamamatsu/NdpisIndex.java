package org.coverslip.format.hamamatsu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * An NDPIS file: a short text that lists the NDPI files of a slide, one for each channel.
 *
 * <pre>
 * [NanoZoomer Digital Pathology Image Set]
 * NoImages=2
 * Image0=slide-DAPI.ndpi
 * Image1=slide-TRITC.ndpi
 * </pre>
 *
 * Source: observed in files; Bio-Formats' {@code NDPISReader}.
 *
 * @param images
 *            the files' names as written, at least one
 */
record NdpisIndex(List<String> images) {

	static final String TITLE = "[NanoZoomer Digital Pathology Image Set]";

	private static final int LONGEST = 64 << 10;
	private static final int MOST_IMAGES = 256;

	/** Whether a file that begins with these bytes is such a list. */
	static boolean isIndex(final byte[] header) {
		return text(header).startsWith(TITLE);
	}

	static NdpisIndex read(final ByteSource source, final StoredFile file) throws IOException {
		if (source.size() > LONGEST)
			throw new SlideFormatException(file, 0, "a list of NDPI files of at most " + LONGEST + " bytes",
				source.size() + " bytes");
		return parse(text(source.readFully(0, source.size())), file);
	}

	static NdpisIndex parse(final String text, final StoredFile file) throws SlideFormatException {
		final Map<String, String> values = new HashMap<>();
		for (final String line : text.split("[\r\n]+")) {
			final int equals = line.indexOf('=');
			if (equals > 0) values.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
		}
		final String count = values.getOrDefault("NoImages", "none");
		if (!count.matches("\\d{1,4}") || Integer.parseInt(count) < 1 || Integer.parseInt(count) > MOST_IMAGES)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "NoImages of 1 to " + MOST_IMAGES,
				count);
		final List<String> images = new ArrayList<>();
		for (int i = 0; i < Integer.parseInt(count); i++) {
			final String name = values.getOrDefault("Image" + i, "");
			if (name.isEmpty())
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
					"Image" + i + " of " + count + " images", "none");
			images.add(name);
		}
		return new NdpisIndex(List.copyOf(images));
	}

	/** UTF-8 with or without a byte order mark; any other text is taken for ISO 8859-1. */
	static String text(final byte[] bytes) {
		final String utf8 = new String(bytes, StandardCharsets.UTF_8);
		final String text = utf8.indexOf('\ufffd') < 0 ? utf8 : new String(bytes, StandardCharsets.ISO_8859_1);
		return text.startsWith("\ufeff") ? text.substring(1) : text;
	}
}
