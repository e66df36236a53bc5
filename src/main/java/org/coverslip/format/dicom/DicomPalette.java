package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.dicom.DicomDataSet;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;

/**
 * A palette of colours, PS3.3 C.7.6.3.1.5 and C.7.6.3.1.6, or C.7.9 where it is segmented. Immutable.
 * <p>
 * Only the upper 8 bits of 16-bit entries are kept.
 */
final class DicomPalette {

	private static final int MOST_ENTRIES = 1 << 16;

	private final int first;
	private final byte[][] colours;

	private DicomPalette(final int first, final byte[][] colours) {
		this.first = first;
		this.colours = colours;
	}

	/**
	 * Reads the palette of a data set or of an optical path; empty if it has none.
	 *
	 * @param signed
	 *            whether the samples that it is for are signed, and so its first number
	 */
	static Optional<DicomPalette> of(final StoredFile file, final DicomDataSet data, final boolean signed)
		throws IOException {
		if (!data.has(PALETTE_DESCRIPTOR)) return Optional.empty();
		final byte[][] colours = new byte[3][];
		int first = 0;
		for (int i = 0; i < 3; i++) {
			final int[] descriptor = data.words(PALETTE_DESCRIPTOR + i);
			if (descriptor.length != 3 || descriptor[2] != 8 && descriptor[2] != 16)
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a palette of 8 or 16 bits",
					Arrays.toString(descriptor));
			final int count = descriptor[0] == 0 ? MOST_ENTRIES : descriptor[0];
			if (i == 0) first = signed ? (short) descriptor[1] : descriptor[1];
			final boolean segmented = !data.has(PALETTE_DATA + i) && data.has(SEGMENTED_PALETTE_DATA + i);
			final int[] entries = segmented
				? segments(file, numbers(data, SEGMENTED_PALETTE_DATA + i, descriptor[2], -1), count)
				: numbers(data, PALETTE_DATA + i, descriptor[2], count);
			if (entries.length < count || i > 0 && count != colours[0].length)
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
					"a palette of " + count + " entries", entries.length + "");
			colours[i] = new byte[count];
			final int shift = descriptor[2] == 16 && !isNarrow(entries) ? 8 : 0;
			for (int k = 0; k < count; k++)
				colours[i][k] = (byte) (entries[k] >> shift);
		}
		return Optional.of(new DicomPalette(first, colours));
	}

	/** Some writers declare 16 bits for entries that only go up to 255. */
	private static boolean isNarrow(final int[] entries) {
		return Arrays.stream(entries).allMatch(entry -> entry < 256);
	}

	/**
	 * The numbers of a table. Entries of 16 bits are words; entries of 8 bits share a word in pairs, unless each has a
	 * word of its own, as many writers do it.
	 *
	 * @param count
	 *            of entries, or -1 for a segmented table, whose length does not tell it
	 */
	private static int[] numbers(final DicomDataSet data, final int tag, final int bits, final int count)
		throws IOException {
		final int[] words = data.words(tag);
		if (bits == 16 || count >= 0 && words.length >= count || count < 0 && isSegmentedInWords(words)) return words;
		final byte[] bytes = data.bytes(tag);
		final boolean swapped = data.order() == ByteOrder.BIG_ENDIAN && data.element(tag).vr().equals("OW");
		final int[] values = new int[bytes.length];
		for (int i = 0; i < values.length; i++)
			values[i] = bytes[swapped && (i ^ 1) < values.length ? i ^ 1 : i] & 0xff;
		return values;
	}

	/**
	 * Whether the segments of a table have one word for each number: then no number is greater than a byte, except a
	 * count or an offset.
	 */
	private static boolean isSegmentedInWords(final int[] words) {
		return words.length > 0 && words[0] <= 2;
	}

	/**
	 * The entries of a segmented table (PS3.3 C.7.9.2): discrete ones (0, count, values), linear ones (1, count, value
	 * to reach), and indirect ones (2, count of segments, offset of the first in two numbers).
	 */
	private static int[] segments(final StoredFile file, final int[] in, final int count) throws SlideFormatException {
		final int[] out = new int[count];
		final int written = expand(file, in, 0, Integer.MAX_VALUE, out, 0, false);
		return Arrays.copyOf(out, written);
	}

	private static int expand(final StoredFile file, final int[] in, final int start, final int segments,
		final int[] out,
		final int from,
		final boolean nested) throws SlideFormatException
	{
		int at = start;
		int to = from;
		for (int s = 0; s < segments && at + 2 <= in.length && to < out.length; s++) {
			final int kind = in[at];
			final int n = in[at + 1];
			at += 2;
			final int needed = kind == 0 ? n : kind == 1 ? 1 : 2;
			if (kind > 2 || at + needed > in.length || kind == 1 && to == 0 || kind == 2 && nested)
				throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "segments of a palette",
					"a segment of kind " + kind + " at " + at);
			if (kind == 2) to = expand(file, in, in[at] | in[at + 1] << 16, n, out, to, true);
			else {
				final int before = to == 0 ? 0 : out[to - 1];
				for (int i = 0; i < n && to < out.length; i++)
					out[to++] = kind == 0 ? in[at + i] : before + (2 * (i + 1) * (in[at] - before) + n) / (2 * n);
			}
			at += needed;
		}
		return to;
	}

	/** The colour of the greatest number, in which a channel is shown, as 0xRRGGBB; empty if it is black. */
	OptionalInt brightest() {
		final int last = colours[0].length - 1;
		final int rgb = (colours[0][last] & 0xff) << 16 | (colours[1][last] & 0xff) << 8 | colours[2][last] & 0xff;
		return rgb == 0 ? OptionalInt.empty() : OptionalInt.of(rgb);
	}

	/** A block of one sample a pixel as RGB. Numbers outside the palette get its first or last colour. */
	PixelBlock apply(final PixelBlock block) {
		final byte[] rgb = new byte[block.shape().pixels() * 3];
		final int last = colours[0].length - 1;
		for (int i = 0; i < block.shape().pixels(); i++) {
			final int entry = (int) Math.max(0, Math.min(last, block.value(i) - first));
			for (int s = 0; s < 3; s++)
				rgb[3 * i + s] = colours[s][entry];
		}
		return new PixelBlock(DicomPixels.rgb(block.width(), block.height()), rgb);
	}
}
