package org.coverslip.process;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.coverslip.pixel.PixelBlock;
import org.coverslip.testing.ExternalProgram;
import org.coverslip.testing.ExternalProgram.Result;

/** What SciPy and scikit-image make of an image; where they are absent, the test that asks is skipped. */
final class ImageOracle {

	private static final String SCRIPT = "image_oracle.py";
	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	private ImageOracle() {}

	/** Numbers, in the order of the result's rows. */
	static double[] of(final String operation, final PixelBlock image, final double... numbers) throws IOException {
		final Path folder = Files.createTempDirectory("coverslip-oracle");
		final Path script = folder.resolve(SCRIPT);
		final Path pixels = folder.resolve("pixels");
		try {
			try (InputStream in = ImageOracle.class.getResourceAsStream(SCRIPT)) {
				Files.write(script, in.readAllBytes());
			}
			assumeTrue("skipped: no SciPy or scikit-image (apt install python3-scipy python3-skimage)",
				run(script, "probe").status() == 0);
			Files.write(pixels, bytes(image));
			final List<String> arguments = new ArrayList<>(List.of(operation, pixels.toString(), "" + image.width(),
				"" + image.height(), "" + image.samples(), type(image)));
			Arrays.stream(numbers).mapToObj(Double::toString).forEach(arguments::add);
			final Result result = run(script, arguments.toArray(String[]::new));
			if (result.status() != 0) throw new IllegalStateException(arguments + ": " + result.errors());
			final double[] answer = new double[result.output().length / 8];
			ByteBuffer.wrap(result.output()).asDoubleBuffer().get(answer);
			return answer;
		}
		finally {
			Files.deleteIfExists(script);
			Files.deleteIfExists(pixels);
			Files.delete(folder);
		}
	}

	private static Result run(final Path script, final String... arguments) throws IOException {
		final List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-I", script.toString()));
		command.addAll(List.of(arguments));
		return ExternalProgram.run(command, Map.of("OMP_NUM_THREADS", "1"), "", TIMEOUT);
	}

	private static String type(final PixelBlock image) {
		return switch (image.type()) {
			case UINT8 -> "u1";
			case UINT16 -> ">u2";
			case FLOAT32 -> ">f4";
			case FLOAT64 -> ">f8";
			default -> throw new IllegalArgumentException(image.type().name());
		};
	}

	private static byte[] bytes(final PixelBlock image) {
		final ByteBuffer bytes = ByteBuffer.allocate((int) image.shape().byteCount()).order(ByteOrder.BIG_ENDIAN);
		switch (image.type()) {
			case UINT8 -> bytes.put(image.bytes());
			case UINT16 -> bytes.asShortBuffer().put(image.shorts());
			case FLOAT32 -> bytes.asFloatBuffer().put(image.floats());
			default -> bytes.asDoubleBuffer().put(image.doubles());
		}
		return bytes.array();
	}
}
