package org.coverslip.bench;

import java.io.IOException;
import java.util.zip.CRC32;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;

/**
 * Reads a region of a slide on a server, several times, each time as if nothing of it was known: under an address with
 * another query.
 */
public final class RemoteReads {

	private RemoteReads() {}

	/** Arguments: address, x, y, side of level 0, runs. Prints the seconds of each run: opening and reading. */
	public static void main(final String[] args) throws IOException {
		final int side = Integer.parseInt(args[3]);
		for (int run = 0; run < Integer.parseInt(args[4]); run++) {
			final long start = System.nanoTime();
			final int[] argb;
			try (SlideReader slide = Slides.open(args[0] + "?run=" + run)) {
				argb = slide.argb(Long.parseLong(args[1]), Long.parseLong(args[2]), side, side);
			}
			System.out.printf("%.3f%n", (System.nanoTime() - start) / 1e9);
			final CRC32 sum = new CRC32();
			for (final int word : argb)
				sum.update(word >> 8 & 0xff);
			System.err.println("sum " + sum.getValue());
		}
	}
}
