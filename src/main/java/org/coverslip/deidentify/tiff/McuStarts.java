package org.coverslip.deidentify.tiff;

import static org.coverslip.deidentify.tiff.NdpiDialect.MCU_STARTS;
import static org.coverslip.deidentify.tiff.NdpiDialect.MCU_STARTS_HIGH;

import java.io.IOException;

import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.IfdBuilder;

/** NDPI's lists of where restart intervals begin in a JPEG, counted from the strip's start. */
final class McuStarts {

	private static final long LOW = 0xffffffffL;

	private McuStarts() {}

	static boolean isOne(final int tag) {
		return tag == MCU_STARTS || tag == MCU_STARTS_HIGH;
	}

	/**
	 * Adds a directory's lists to a new one whose JPEG has a shorter head.
	 *
	 * @param shift
	 *            by how many bytes, &ge; 0
	 */
	static void add(final Ifd ifd, final long shift, final IfdBuilder out) throws IOException {
		if (!ifd.has(MCU_STARTS)) return;
		final long[] low = ifd.longs(MCU_STARTS);
		final boolean wide = ifd.count(MCU_STARTS_HIGH) == low.length;
		final long[] high = wide ? ifd.longs(MCU_STARTS_HIGH) : new long[low.length];
		for (int i = 0; i < low.length; i++) {
			final long start = Math.max(0, (high[i] << 32 | low[i]) - shift);
			low[i] = start & LOW;
			high[i] = start >>> 32;
		}
		out.longs(MCU_STARTS, low);
		if (wide) out.longs(MCU_STARTS_HIGH, high);
	}
}
