package org.coverslip.codec;

import java.util.Optional;

/** Holds the back-ends of this process; made when one is first asked for. */
final class JpegBackends {

	static final JpegBackend JAVA = new ImageIoJpeg();
	static final Optional<JpegBackend> TURBO = turbo();
	static final JpegBackend BEST = TURBO.orElse(JAVA);

	private JpegBackends() {}

	private static Optional<JpegBackend> turbo() {
		if ("java".equalsIgnoreCase(System.getProperty(JpegBackend.PROPERTY))) return Optional.empty();
		final Optional<JpegBackend> turbo = TurboJpeg.find(JAVA);
		if (turbo.isEmpty() && "turbo".equalsIgnoreCase(System.getProperty(JpegBackend.PROPERTY)))
			throw new IllegalStateException(
				"-D" + JpegBackend.PROPERTY + "=turbo: libturbojpeg is neither installed nor in a jar on the class path");
		return turbo;
	}
}
