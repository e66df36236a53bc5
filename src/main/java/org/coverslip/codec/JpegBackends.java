package org.coverslip.codec;

import java.util.Optional;

/** Holds the back-ends of this process; made when one is first asked for. */
final class JpegBackends {

	static final JpegBackend JAVA = new ImageIoJpeg();
	static final Optional<JpegBackend> TURBO = findTurbo();

	private JpegBackends() {}

	static JpegBackend best() {
		if (TURBO.isEmpty() && isWanted("turbo"))
			throw new IllegalStateException(
				"-D" + JpegBackend.PROPERTY + "=turbo: libturbojpeg is neither installed nor in a jar on the class path");
		return TURBO.orElse(JAVA);
	}

	/** Says in the log what was found, once: loggers of level DEBUG show it. */
	private static Optional<JpegBackend> findTurbo() {
		final Optional<JpegBackend> found = isWanted("java") ? Optional.empty() : TurboJpeg.find(JAVA);
		System.getLogger(JpegBackends.class.getPackageName()).log(System.Logger.Level.DEBUG, "JPEG is coded by {0}",
			found.orElse(JAVA).name());
		return found;
	}

	private static boolean isWanted(final String name) {
		return name.equalsIgnoreCase(System.getProperty(JpegBackend.PROPERTY));
	}
}
