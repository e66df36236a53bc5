package org.coverslip.format.ventana;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The ImageDescription of a level, e.g. "level=1 mag=20 quality=95".
 *
 * @param level
 *            its number
 * @param magnification
 *            &gt; 0
 */
record LevelText(long level, double magnification) {

	/** Whether an ImageDescription is a level's. */
	static boolean isOne(final String description) {
		return description.contains("level=");
	}

	/**
	 * @param file
	 *            for messages
	 * @param offset
	 *            of the directory, for messages
	 */
	static LevelText parse(final String description, final StoredFile file, final long offset)
		throws SlideFormatException {
		final Map<String, String> fields = new HashMap<>();
		for (final String pair : description.split(" ")) {
			final int equals = pair.indexOf('=');
			if (equals >= 0) fields.put(pair.substring(0, equals), pair.substring(equals + 1));
		}
		final OptionalLong level = XmlPacket.whole(fields.get("level"));
		final OptionalDouble magnification = XmlPacket.real(fields.get("mag"));
		if (level.isEmpty() || magnification.isEmpty() || !(magnification.getAsDouble() > 0))
			throw new SlideFormatException(file, offset, "a level's number and magnification, as in \"level=0 mag=40\"",
				"\"" + description + "\"");
		return new LevelText(level.getAsLong(), magnification.getAsDouble());
	}
}
