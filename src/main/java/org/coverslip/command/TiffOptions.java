package org.coverslip.command;

import java.util.Locale;

import org.coverslip.export.PyramidTiffOptions;
import org.coverslip.export.PyramidTiffOptions.Compression;
import org.coverslip.export.PyramidTiffOptions.Dialect;

/** From the commands' parameters to the writer's options. */
final class TiffOptions {

	private TiffOptions() {}

	/** The words are the writer's constants in lower case. */
	static PyramidTiffOptions.Builder builder(final String compression, final int quality, final int tileSize,
		final String dialect)
	{
		return PyramidTiffOptions.builder().compression(Compression.valueOf(compression.toUpperCase(Locale.ROOT)))
			.quality(quality).tileSize(tileSize).dialect(Dialect.valueOf(dialect.toUpperCase(Locale.ROOT)));
	}
}
