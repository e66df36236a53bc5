package org.coverslip.codec.jpeg2000;

import java.io.IOException;

import org.coverslip.codec.TileEncoder;
import org.coverslip.pixel.PixelBlock;

/**
 * Writes blocks of 8 or 16 bits a sample as JPEG 2000 codestreams (TIFF compressions 34712 and 33005). Three samples
 * are taken for RGB and transformed by the codestream itself, so that every decoder gives RGB back.
 */
public final class Jpeg2000Encoder implements TileEncoder {

	private static final double LOSSLESS = Double.MAX_VALUE;

	/** Least compression of a lossy stream; bits of the samples against bits of the stream. */
	private final double ratio;

	private Jpeg2000Encoder(final double ratio) {
		this.ratio = ratio;
	}

	/** An encoder that loses nothing: the reversible transforms, 5-3 wavelets. */
	public static Jpeg2000Encoder lossless() {
		return new Jpeg2000Encoder(LOSSLESS);
	}

	/**
	 * An encoder of streams of a given size: the irreversible transforms, 9-7 wavelets.
	 *
	 * @param ratio
	 *            how many times smaller than the samples the stream is at least, &ge; 1: 5 is hard to tell from the
	 *            original, 20 shows
	 */
	public static Jpeg2000Encoder ofRatio(final double ratio) {
		if (!(ratio >= 1 && ratio <= 1000))
			throw new IllegalArgumentException("a compression ratio is 1 to 1000, not " + ratio);
		return new Jpeg2000Encoder(ratio);
	}

	/**
	 * An encoder for a quality on JPEG's scale, for those who offer one scale for both.
	 *
	 * @param quality
	 *            1 to 99 stands for a ratio of 2^((110 - quality) / 11): 90 for 3.5, 75 for 9, 50 for 44; 100 is
	 *            lossless
	 */
	public static Jpeg2000Encoder ofQuality(final int quality) {
		if (quality < 1 || quality > 100)
			throw new IllegalArgumentException("a JPEG 2000 quality is 1 to 100, not " + quality);
		return quality == 100 ? lossless() : ofRatio(Math.pow(2, (110 - quality) / 11.0));
	}

	/** Whether every sample comes back as it was. */
	public boolean isLossless() {
		return ratio == LOSSLESS;
	}

	@Override
	public byte[] encode(final PixelBlock block) throws IOException {
		if (block.type().bytes() > 2)
			throw new IllegalArgumentException("JPEG 2000 is not written for samples of type " + block.type());
		return Jj2000Encoding.encode(block, isLossless() ? LOSSLESS : block.type().bits() * block.samples() / ratio);
	}
}
