package org.coverslip.format.zeiss;

import java.util.Optional;

import org.coverslip.pixel.PixelType;

/**
 * The kinds of pixels that Coverslip shows. Source: libCZI (libCZI_Pixels.h) and OpenSlide's driver for the numbers,
 * czifile for the types that libCZI does not read.
 */
enum CziPixels {
	GRAY8(0, 1, PixelType.UINT8), GRAY16(1, 1, PixelType.UINT16), GRAY32_FLOAT(2, 1, PixelType.FLOAT32), //
	BGR24(3, 3, PixelType.UINT8), BGR48(4, 3, PixelType.UINT16), BGR96_FLOAT(8, 3, PixelType.FLOAT32), //
	BGRA32(9, 4, PixelType.UINT8), GRAY32(12, 1, PixelType.INT32), GRAY64_FLOAT(13, 1, PixelType.FLOAT64);

	private final int number;
	private final int storedSamples;
	private final PixelType type;

	CziPixels(final int number, final int storedSamples, final PixelType type) {
		this.number = number;
		this.storedSamples = storedSamples;
		this.type = type;
	}

	/** The kind of the given number; empty for unknown numbers and complex types (10 and 11). */
	static Optional<CziPixels> of(final int number) {
		for (final CziPixels pixels : values())
			if (pixels.number == number) return Optional.of(pixels);
		return Optional.empty();
	}

	/** Samples of a pixel in the file: 1, 3 as blue, green, red, or 4 with an unused alpha. */
	int storedSamples() {
		return storedSamples;
	}

	/** Samples of a pixel as shown: 1 or 3. */
	int samples() {
		return Math.min(3, storedSamples);
	}

	boolean isColour() {
		return storedSamples > 1;
	}

	PixelType type() {
		return type;
	}

	/** The size of an uncompressed block in bytes. */
	long bytes(final int width, final int height) {
		return (long) width * height * storedSamples * type.bytes();
	}
}
