package org.coverslip.codec.jpeg;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;

/** Holds the back-ends of this process; made when one is first asked for. */
final class JpegBackends {

	static final JpegBackend JAVA = new ImageIoJpeg();
	static final Optional<JpegBackend> TURBO = findTurbo();

	private JpegBackends() {}

	static JpegBackend best() {
		if (TURBO.isEmpty() && isWanted("turbo"))
			throw new IllegalStateException(
				"-D" + JpegBackend.PROPERTY
				+ "=turbo: libturbojpeg is neither installed nor in a jar on the class path");
		return TURBO.orElse(JAVA);
	}

	/** Says in the log what was found, once: loggers of level DEBUG show it. */
	private static Optional<JpegBackend> findTurbo() {
		final Optional<JpegBackend> found = isWanted("java") ? Optional.empty() : TurboJpeg.find(JAVA);
		System.getLogger(JpegBackends.class.getPackageName()).log(System.Logger.Level.DEBUG, "JPEG is coded by {0}",
			found.orElse(JAVA).name());
		return found;
	}

	/** Whether there is a back-end for arithmetic codes; found out by decoding an image of 8 x 8 pixels. */
	static boolean decodesArithmetic() {
		return TURBO.map(turbo -> Arithmetic.DECODED).orElse(false);
	}

	/** Made when it is first asked for. */
	private static final class Arithmetic {

		/** Grey, by libjpeg-turbo's {@code jpegtran -arithmetic}. */
		private static final String SAMPLE =
			"ffd8ffdb004300100b0c0e0c0a100e0d0e1211101318281a181616183123251d283a333d3c3933383740485c4e40445745373850"
				+ "6d5157"
			+ "5f626768673e4d71797064785c656763ffc9000b080008000801011100ffcc000600101005ffda0008010100003f00fe90ffd9";
		private static final boolean DECODED = isDecoded();

		private static boolean isDecoded() {
			try {
				final byte[] stream = HexFormat.of().parseHex(SAMPLE);
				final JpegSegments segments = JpegSegments.ofImage(stream);
				final JpegHeader.Component grey = new JpegHeader.Component(1, 1, 1, 0);
				TURBO.orElseThrow()
					.decode(stream, new JpegHeader(8, 8, 8, List.of(grey), 0, JpegProcess.ARITHMETIC, false, -1),
					JpegColour.GRAY, 1);
				return segments.scan().isPresent();
			}
			catch (final CodecException e) {
				return false;
			}
		}
	}

	private static boolean isWanted(final String name) {
		return name.equalsIgnoreCase(System.getProperty(JpegBackend.PROPERTY));
	}
}
