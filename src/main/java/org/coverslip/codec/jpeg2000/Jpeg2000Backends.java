package org.coverslip.codec.jpeg2000;

import java.util.Optional;

/** Holds the back-ends of this process; made when one is first asked for. */
final class Jpeg2000Backends {

	static final Jpeg2000Backend JAVA = new Jj2000();
	static final Optional<Jpeg2000Backend> OPENJPEG = isWanted("java") ? Optional.empty() : OpenJpeg.find();

	private Jpeg2000Backends() {}

	static Jpeg2000Backend best() {
		if (OPENJPEG.isEmpty() && isWanted("openjpeg"))
			throw new IllegalStateException("-D" + Jpeg2000Backend.PROPERTY
				+ "=openjpeg: libopenjp2 of version 2.5 is not installed");
		return OPENJPEG.orElse(JAVA);
	}

	private static boolean isWanted(final String name) {
		return name.equalsIgnoreCase(System.getProperty(Jpeg2000Backend.PROPERTY));
	}
}
