package org.coverslip.codec;

import java.nio.ByteOrder;

import org.coverslip.pixel.PixelType;

/**
 * How samples are laid out in the rows of a decoded block, as a TIFF states it: interleaved, each row padded to a whole
 * byte, samples that are not whole bytes packed from the highest bit down.
 *
 * @param bits
 *            of a sample: whole numbers 1 to 32, floating-point numbers 16, 24, 32 or 64
 * @param kind
 *            of number
 * @param order
 *            of the bytes of a sample of whole bytes
 */
public record SampleLayout(int bits, Kind kind, ByteOrder order) {

	/** The kinds of numbers, in the order of TIFF's SampleFormat 1 to 3. */
	public enum Kind {
		UNSIGNED, SIGNED, FLOATING
	}

	public SampleLayout {
		if (!isKnown(bits, kind))
			throw new IllegalArgumentException("no samples of " + bits + " bits (" + kind + ")");
	}

	/**
	 * The layout for what a TIFF's tags say.
	 *
	 * @param bits
	 *            BitsPerSample (258), the same for all samples
	 * @param sampleFormat
	 *            SampleFormat (339): 1 unsigned, 2 signed, 3 floating-point, 4 undefined, which is read as unsigned
	 * @throws CodecException
	 *             if there is no {@link PixelType} that holds such samples
	 */
	public static SampleLayout ofTiff(final int bits, final int sampleFormat, final ByteOrder order)
		throws CodecException {
		final Kind kind = switch (sampleFormat) {
			case 1, 4 -> Kind.UNSIGNED;
			case 2 -> Kind.SIGNED;
			case 3 -> Kind.FLOATING;
			default -> throw new CodecException("samples of SampleFormat " + sampleFormat + " are not supported");
		};
		if (!isKnown(bits, kind))
			throw new CodecException("samples of " + bits + " bits, SampleFormat " + sampleFormat
				+ ", are not supported");
		return new SampleLayout(bits, kind, order);
	}

	/** The layout of samples as {@link SamplePacker} writes them: little-endian, all bits used. */
	public static SampleLayout littleEndian(final PixelType type) {
		final Kind kind = type.isFloating() ? Kind.FLOATING : type.isSigned() ? Kind.SIGNED : Kind.UNSIGNED;
		return new SampleLayout(type.bits(), kind, ByteOrder.LITTLE_ENDIAN);
	}

	private static boolean isKnown(final int bits, final Kind kind) {
		return switch (kind) {
			case UNSIGNED -> bits >= 1 && bits <= 32;
			case SIGNED -> bits == 8 || bits == 16 || bits == 32;
			case FLOATING -> bits == 16 || bits == 24 || bits == 32 || bits == 64;
		};
	}

	/** The smallest type that holds such samples; a floating-point sample of 16 or 24 bits becomes {@code FLOAT32}. */
	public PixelType type() {
		return switch (kind) {
			case UNSIGNED -> bits <= 8 ? PixelType.UINT8 : bits <= 16 ? PixelType.UINT16 : PixelType.UINT32;
			case SIGNED -> bits == 8 ? PixelType.INT8 : bits == 16 ? PixelType.INT16 : PixelType.INT32;
			case FLOATING -> bits == 64 ? PixelType.FLOAT64 : PixelType.FLOAT32;
		};
	}

	/** The largest number that an unsigned sample can be: 2^bits - 1. */
	public long maxUnsigned() {
		return (1L << bits) - 1;
	}

	/** Bytes that a row takes, padded to a whole byte. */
	public long rowBytes(final int width, final int samples) {
		return ((long) width * samples * bits + 7) / 8;
	}

	/** Bytes that a block takes: {@code height} rows. */
	public long blockBytes(final int width, final int height, final int samples) {
		return Math.multiplyExact(rowBytes(width, samples), (long) height);
	}
}
