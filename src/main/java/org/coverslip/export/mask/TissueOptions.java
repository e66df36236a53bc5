package org.coverslip.export.mask;

/**
 * How {@link TissueMask} tells tissue from glass.
 *
 * @param downsample
 *            level-0 pixels per pixel of the mask, &ge; 1; raised where the mask would be longer than
 *            {@link TissueMask#LONGEST_SIDE} pixels
 * @param saturation
 *            tissue is more saturated than this, 1 to 254; 0 to find the limit by Otsu's method
 * @param speck
 *            tissue of fewer pixels of the mask is removed, &ge; 0
 * @param hole
 *            a hole of fewer pixels of the mask is filled, &ge; 0
 */
public record TissueOptions(double downsample, int saturation, int speck, int hole) {

	/** A mask pixel of 32 level-0 pixels, Otsu's limit, specks below 64 and holes below 256 pixels. */
	public static final TissueOptions DEFAULT = new TissueOptions(32, 0, 64, 256);

	public TissueOptions {
		if (!(downsample >= 1 && downsample < Double.POSITIVE_INFINITY))
			throw new IllegalArgumentException("a mask downsample of " + downsample + "; it must be 1 at least");
		if (saturation < 0 || saturation > 254)
			throw new IllegalArgumentException("a saturation of " + saturation
				+ "; it must be 1 to 254, or 0 to find it by Otsu's method");
		if (speck < 0 || hole < 0)
			throw new IllegalArgumentException("specks and holes of " + speck + " and " + hole
				+ " pixels; neither may be negative");
	}
}
