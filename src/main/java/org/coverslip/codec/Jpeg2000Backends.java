package org.coverslip.codec;

import java.util.Optional;

/** Holds the back-ends of this process; made when one is first asked for. */
final class Jpeg2000Backends {

	static final Jpeg2000Backend JAVA = new Jj2000();
	static final Optional<Jpeg2000Backend> OPENJPEG = openJpeg();
	static final Jpeg2000Backend BEST = OPENJPEG.orElse(JAVA);

	private Jpeg2000Backends() {}

	private static Optional<Jpeg2000Backend> openJpeg() {
		if ("java".equalsIgnoreCase(System.getProperty(Jpeg2000Backend.PROPERTY))) return Optional.empty();
		final Optional<Jpeg2000Backend> found = OpenJpeg.find();
		if (found.isEmpty() && "openjpeg".equalsIgnoreCase(System.getProperty(Jpeg2000Backend.PROPERTY)))
			throw new IllegalStateException("-D" + Jpeg2000Backend.PROPERTY + "=openjpeg: libopenjp2 of version 2.5 is not installed");
		return found;
	}
}
