package org.coverslip.process;

import org.coverslip.option.OptionTable;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/** Leaves pixels as they are, so that a slide, or what of it is selected, is only scaled. */
final class DownsampleFunction implements PictureFunction {

	@Override
	public String word() {
		return "downsample";
	}

	@Override
	public String help() {
		return "Leaves the pixels as they are at the scale that is asked for.";
	}

	@Override
	public OptionTable options() {
		return OptionTable.of();
	}

	@Override
	public Picture apply(final Picture picture, final OptionValues values, final ProgressListener progress) {
		return picture;
	}
}
