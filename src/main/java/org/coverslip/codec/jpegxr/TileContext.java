package org.coverslip.codec.jpegxr;

/**
 * What adapts while a tile of one plane is decoded (T.832), and the tile's quantisers. Serves the tiles of one column,
 * one after the other. Not thread-safe.
 */
final class TileContext {

	/** Readers of the four bands; all the same where bands are not stored separately. */
	BitReader dcBits;
	BitReader lowpassBits;
	BitReader highpassBits;
	BitReader flexBits;

	/** Lowest bits that were left out of high-pass coefficients. */
	int trimmedBits;

	Quantizers dcQuantizers;
	Quantizers lowpassQuantizers;
	Quantizers highpassQuantizers;

	/** Bits of each macroblock's index into {@link #lowpassQuantizers}; 0 if there is no index. */
	int lowpassIndexBits;

	/** Bits of each macroblock's index into {@link #highpassQuantizers}; 0 if there is no index. */
	int highpassIndexBits;

	/** Sizes of DC coefficients: for the luminance, and for the other components. */
	final AdaptiveCode[] dcSizes = { new AdaptiveCode(CodeBook.SEVEN), new AdaptiveCode(CodeBook.SEVEN) };
	final CoefficientCodes lowpassCodes = new CoefficientCodes();
	final CoefficientCodes highpassCodes = new CoefficientCodes();
	final AdaptiveCode groupCodes = new AdaptiveCode(CodeBook.FIVE);
	final AdaptiveCode blockCodes;

	final AdaptiveScan lowpassScan = AdaptiveScan.usual();
	final AdaptiveScan usualScan = AdaptiveScan.usual();
	final AdaptiveScan topScan = AdaptiveScan.fromTop();

	final LowBits dcLowBits;
	final LowBits lowpassLowBits;
	final LowBits highpassLowBits;

	final PresencePrediction presence;

	/** Counts of macroblocks with all and with no components in the low-pass band. */
	int allPresent;
	int nonePresent;

	TileContext(final PlaneHeader plane) {
		final ColourFormat format = plane.format();
		blockCodes = new AdaptiveCode(format.hasChroma() ? CodeBook.NINE : CodeBook.FIVE);
		dcLowBits = new LowBits(LowBits.Band.DC, format, plane.components());
		lowpassLowBits = new LowBits(LowBits.Band.LOWPASS, format, plane.components());
		highpassLowBits = new LowBits(LowBits.Band.HIGHPASS, format, plane.components());
		presence = new PresencePrediction(format);
	}

	/** To the beginning of a tile. */
	void reset() {
		for (final AdaptiveCode code : dcSizes)
			code.reset();
		lowpassCodes.reset();
		highpassCodes.reset();
		groupCodes.reset();
		blockCodes.reset();
		lowpassScan.reset();
		usualScan.reset();
		topScan.reset();
		dcLowBits.reset();
		lowpassLowBits.reset();
		highpassLowBits.reset();
		presence.reset();
		allPresent = 1;
		nonePresent = 1;
	}

	/** Chooses new codes for DC coefficients. */
	void adaptDc() {
		for (final AdaptiveCode code : dcSizes)
			code.adapt();
	}

	/** Chooses new codes for high-pass coefficients. */
	void adaptHighpass() {
		groupCodes.adapt();
		blockCodes.adapt();
		highpassCodes.adapt();
	}
}
