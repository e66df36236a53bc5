package org.coverslip.compatibility;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes arrays as NumPy keeps them. Source: NumPy's documentation of {@code numpy.lib.format}, version 1.0. */
final class NpyFile {

	private static final int ALIGNMENT = 64;

	private NpyFile() {}

	/**
	 * Writes a file.
	 *
	 * @param array
	 *            {@code byte[]}, {@code short[]}, {@code int[]}, {@code float[]} or {@code double[]}
	 * @param signed
	 *            whether integers are
	 * @param shape
	 *            the slowest dimension first; its product is the array's length
	 */
	static void write(final Path target, final Object array, final boolean signed, final int... shape)
		throws IOException {
		final ByteBuffer bytes = bytes(array);
		final String kind = array instanceof float[] || array instanceof double[] ? "f" : signed ? "i" : "u";
		final int size = bytes.capacity() / Math.max(1, Arrays.stream(shape).reduce(1, Math::multiplyExact));
		final String sizes = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining());
		final String header = "{'descr': '<" + kind + size + "', 'fortran_order': False, 'shape': (" + sizes + "), }";
		final int unpadded = 10 + header.length() + 1;
		final int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
		final ByteBuffer file = ByteBuffer.allocate(unpadded + padding + bytes.capacity())
			.order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
		file.putShort((short) (header.length() + padding + 1));
		file.put((header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII)).put(bytes);
		Files.write(target, file.array());
	}

	private static ByteBuffer bytes(final Object array) {
		if (array instanceof byte[] samples) return ByteBuffer.wrap(samples);
		if (array instanceof short[] samples) {
			final ByteBuffer bytes = allocate(2L * samples.length);
			bytes.asShortBuffer().put(samples);
			return bytes;
		}
		if (array instanceof int[] samples) {
			final ByteBuffer bytes = allocate(4L * samples.length);
			bytes.asIntBuffer().put(samples);
			return bytes;
		}
		if (array instanceof float[] samples) {
			final ByteBuffer bytes = allocate(4L * samples.length);
			bytes.asFloatBuffer().put(samples);
			return bytes;
		}
		final double[] samples = (double[]) array;
		final ByteBuffer bytes = allocate(8L * samples.length);
		bytes.asDoubleBuffer().put(samples);
		return bytes;
	}

	private static ByteBuffer allocate(final long length) {
		return ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
	}
}
