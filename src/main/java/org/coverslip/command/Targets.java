package org.coverslip.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Sees to it that nothing is written over the slide that is read. */
final class Targets {

	private Targets() {}

	/** The path to write to. */
	static Path checked(final File input, final File output) throws IOException {
		if (input.getCanonicalFile().equals(output.getCanonicalFile()))
			throw new IllegalArgumentException(output + " is the slide itself and is not overwritten; choose another name");
		return output.toPath();
	}
}
