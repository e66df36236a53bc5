package org.coverslip.option;

import org.coverslip.export.mask.TissueOptions;

/** How tissue is found. */
public final class MaskOptions {

	public static final Option<Double> DOWNSAMPLE = Option.of("maskDownsample", "Mask downsample",
		OptionKind.decimal(1, Double.POSITIVE_INFINITY), TissueOptions.DEFAULT.downsample(),
		"Level-0 pixels per pixel of the mask that finds tissue.");

	public static final Option<Integer> SATURATION = Option.of("saturation", "Saturation", OptionKind.whole(0, 254),
		TissueOptions.DEFAULT.saturation(),
		"Tissue is more saturated than this, of 255; 0 to find the limit by Otsu's method.");

	public static final Option<Integer> SPECK = Option.of("speck", "Smallest tissue",
		OptionKind.whole(0, Integer.MAX_VALUE), TissueOptions.DEFAULT.speck(),
		"Tissue of fewer pixels of the mask is removed from it.").rare();

	public static final Option<Integer> HOLE = Option.of("hole", "Smallest hole",
		OptionKind.whole(0, Integer.MAX_VALUE), TissueOptions.DEFAULT.hole(),
		"Holes of fewer pixels of the mask are filled.").rare();

	public static final OptionTable ALL = OptionTable.of(DOWNSAMPLE, SATURATION, SPECK, HOLE);

	private MaskOptions() {}

	public static TissueOptions of(final OptionValues values) {
		return new TissueOptions(values.get(DOWNSAMPLE), values.get(SATURATION), values.get(SPECK), values.get(HOLE));
	}
}
