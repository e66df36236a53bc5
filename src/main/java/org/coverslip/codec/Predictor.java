package org.coverslip.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What is done to samples before they are compressed, so that they compress better: TIFF tag 317.
 * <p>
 * Works on the bytes of a block in place, rows one after the other, in the byte order of the {@link SampleLayout}.
 */
public enum Predictor {

	/** Nothing: tag value 1. */
	NONE(1) {

		@Override
		void undoRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			// the samples are stored as they are
		}

		@Override
		void applyRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			// the samples are stored as they are
		}
	},

	/**
	 * The difference to the same sample of the pixel to the left, modulo 2^bits: tag value 2, TIFF 6.0 specification,
	 * section 14.
	 */
	HORIZONTAL(2) {

		@Override
		void undoRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			HorizontalDifference.undo(bytes, at, width, samples, layout);
		}

		@Override
		void applyRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			HorizontalDifference.apply(bytes, at, width, samples, layout);
		}
	},

	/**
	 * The bytes of a row sorted by significance, highest first, then the difference of each to the byte one pixel to
	 * the left: tag value 3, Adobe's TIFF Technical Note 3.
	 */
	FLOATING_POINT(3) {

		@Override
		void undoRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			final int size = layout.bits() / 8;
			final int n = width * samples;
			for (int i = at + samples, end = at + n * size; i < end; i++)
				bytes[i] += bytes[i - samples];
			final byte[] sorted = new byte[n * size];
			System.arraycopy(bytes, at, sorted, 0, sorted.length);
			final boolean big = layout.order() == ByteOrder.BIG_ENDIAN;
			for (int b = 0; b < size; b++)
				for (int i = 0, to = at + (big ? b : size - 1 - b), from = b * n; i < n; i++, to += size)
					bytes[to] = sorted[from + i];
		}

		@Override
		void applyRow(final byte[] bytes, final int at, final int width, final int samples, final SampleLayout layout) {
			final int size = layout.bits() / 8;
			final int n = width * samples;
			final byte[] plain = new byte[n * size];
			System.arraycopy(bytes, at, plain, 0, plain.length);
			final boolean big = layout.order() == ByteOrder.BIG_ENDIAN;
			for (int b = 0; b < size; b++)
				for (int i = 0, from = big ? b : size - 1 - b, to = at + b * n; i < n; i++, from += size)
					bytes[to + i] = plain[from];
			for (int i = at + n * size - 1; i >= at + samples; i--)
				bytes[i] -= bytes[i - samples];
		}
	};

	private final int tag;

	Predictor(final int tag) {
		this.tag = tag;
	}

	/** The value of TIFF tag 317. */
	public int tag() {
		return tag;
	}

	/**
	 * The predictor for a value of TIFF tag 317.
	 *
	 * @throws CodecException
	 *             if there is none
	 */
	public static Predictor ofTag(final int tag) throws CodecException {
		for (final Predictor predictor : values())
			if (predictor.tag == tag) return predictor;
		throw new CodecException("predictor " + tag + " is not known");
	}

	/** Whether samples of this layout can be predicted so. */
	public boolean supports(final SampleLayout layout) {
		return switch (this) {
			case NONE -> true;
			case HORIZONTAL -> layout.bits() == 8 || layout.bits() == 16 || layout.bits() == 32 || layout.bits() == 64;
			case FLOATING_POINT -> layout.kind() == SampleLayout.Kind.FLOATING;
		};
	}

	/**
	 * Turns decompressed bytes into samples, in place.
	 *
	 * @param bytes
	 *            rows of {@link SampleLayout#rowBytes}; what follows the last whole row is left as it is
	 * @param samples
	 *            interleaved samples of a pixel; 1 for a planar file
	 * @throws CodecException
	 *             if samples of this layout cannot be predicted so
	 */
	public void undo(final byte[] bytes, final SampleLayout layout, final int width, final int samples)
		throws CodecException {
		if (!supports(layout))
			throw new CodecException("predictor " + tag + " is not defined for samples of " + layout.bits() + " bits");
		if (this == NONE) return;
		final long rowBytes = layout.rowBytes(width, samples);
		for (long at = 0; at + rowBytes <= bytes.length; at += rowBytes)
			undoRow(bytes, (int) at, width, samples, layout);
	}

	/**
	 * Turns samples into bytes that compress better, in place: the reverse of {@link #undo}.
	 *
	 * @throws IllegalArgumentException
	 *             if samples of this layout cannot be predicted so
	 */
	public void apply(final byte[] bytes, final SampleLayout layout, final int width, final int samples) {
		if (!supports(layout))
			throw new IllegalArgumentException("predictor " + tag + " is not defined for samples of " + layout.bits()
				+ " bits");
		if (this == NONE) return;
		final long rowBytes = layout.rowBytes(width, samples);
		for (long at = 0; at + rowBytes <= bytes.length; at += rowBytes)
			applyRow(bytes, (int) at, width, samples, layout);
	}

	abstract void undoRow(byte[] bytes, int at, int width, int samples, SampleLayout layout);

	abstract void applyRow(byte[] bytes, int at, int width, int samples, SampleLayout layout);

	/** Sums and differences along a row for each width of sample. */
	private static final class HorizontalDifference {

		static void undo(final byte[] b, final int at, final int width, final int samples, final SampleLayout layout) {
			final int size = layout.bits() / 8;
			final int step = samples * size;
			final int end = at + width * step;
			final ByteBuffer row = ByteBuffer.wrap(b).order(layout.order());
			switch (size) {
				case 1 -> undoBytes(b, at, end, samples);
				case 2 -> {
					for (int i = at + step; i < end; i += 2)
						row.putShort(i, (short) (row.getShort(i) + row.getShort(i - step)));
				}
				case 4 -> {
					for (int i = at + step; i < end; i += 4)
						row.putInt(i, row.getInt(i) + row.getInt(i - step));
				}
				default -> {
					for (int i = at + step; i < end; i += 8)
						row.putLong(i, row.getLong(i) + row.getLong(i - step));
				}
			}
		}

		private static void undoBytes(final byte[] b, final int at, final int end, final int samples) {
			if (samples != 3) {
				for (int i = at + samples; i < end; i++)
					b[i] += b[i - samples];
				return;
			}
			byte red = 0;
			byte green = 0;
			byte blue = 0;
			for (int i = at; i < end; i += 3) {
				b[i] = red += b[i];
				b[i + 1] = green += b[i + 1];
				b[i + 2] = blue += b[i + 2];
			}
		}

		static void apply(final byte[] b, final int at, final int width, final int samples, final SampleLayout layout) {
			final int size = layout.bits() / 8;
			final int step = samples * size;
			final int first = at + step;
			final int last = at + width * step - size;
			final ByteBuffer row = ByteBuffer.wrap(b).order(layout.order());
			switch (size) {
				case 1 -> {
					// from a copy the virtual machine subtracts many bytes at once
					final byte[] plain = Arrays.copyOfRange(b, at, last + 1);
					for (int i = step; i < plain.length; i++)
						b[at + i] = (byte) (plain[i] - plain[i - step]);
				}
				case 2 -> {
					for (int i = last; i >= first; i -= 2)
						row.putShort(i, (short) (row.getShort(i) - row.getShort(i - step)));
				}
				case 4 -> {
					for (int i = last; i >= first; i -= 4)
						row.putInt(i, row.getInt(i) - row.getInt(i - step));
				}
				default -> {
					for (int i = last; i >= first; i -= 8)
						row.putLong(i, row.getLong(i) - row.getLong(i - step));
				}
			}
		}
	}
}
