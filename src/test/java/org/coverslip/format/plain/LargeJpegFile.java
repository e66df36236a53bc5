package org.coverslip.format.plain;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;

/** Writes JPEG files of any size from one strip that is encoded once and repeated downwards, row of units by row. */
final class LargeJpegFile {

	/** Rows of pixels after which the picture repeats itself. */
	static final int PERIOD = 128;
	private static final int UNIT = 16;

	private LargeJpegFile() {}

	/** Writes a file with chroma at half size, and a restart marker after each row of units. */
	static Path write(final Path path, final int width, final int height) throws IOException {
		final int unitsInRow = (width - 1) / UNIT + 1;
		final byte[] strip = JpegFixture.sampled(2, 2).restarting(unitsInRow)
			.encode(TestPattern.block(0, 0, TestPattern.rgb(width, PERIOD)));
		final int frame = find(strip, 0, 0xc0);
		strip[frame + 5] = (byte) (height >> 8);
		strip[frame + 6] = (byte) height;
		final int scan = find(strip, 0, 0xda);
		final int data = scan + 2 + (strip[scan + 2] << 8 | strip[scan + 3]);
		final List<byte[]> rows = new ArrayList<>();
		for (int at = data; at < strip.length;) {
			final int end = endOfSegment(strip, at);
			rows.add(Arrays.copyOfRange(strip, at, end));
			at = end + 2;
		}
		try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 20)) {
			out.write(strip, 0, data);
			final int last = (height - 1) / UNIT;
			for (int row = 0; row <= last; row++) {
				out.write(rows.get(row % rows.size()));
				out.write(0xff);
				out.write(row == last ? 0xd9 : 0xd0 + row % 8);
			}
		}
		return path;
	}

	private static int find(final byte[] stream, final int from, final int marker) {
		for (int i = from;; i++)
			if (stream[i] == -1 && (stream[i + 1] & 0xff) == marker) return i;
	}

	private static int endOfSegment(final byte[] stream, final int from) {
		for (int i = from;; i++)
			if (stream[i] == -1 && stream[i + 1] != 0) return i;
	}
}
