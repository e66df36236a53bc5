package org.coverslip.process;

import java.io.IOException;

import org.coverslip.option.OptionValues;
import org.coverslip.slide.Picture;
import org.coverslip.slide.ProgressListener;

/**
 * A function that finds objects, each at a pixel. As a picture it shows where they are; what it finds may also be
 * listed ({@link FoundObjects}).
 */
public interface ObjectFunction extends PictureFunction {

	/** What an object is called, for example {@code Nucleus}. */
	String object();

	/** What {@link FoundPoint#value()} is called, for example {@code Response}. */
	String measure();

	/** Radius of the discs that stand for objects in images, in pixels. */
	double markerRadius(OptionValues values);

	/**
	 * What finds them in a picture; parameters and exceptions as of {@link #apply}.
	 */
	PointFinder finder(Picture picture, OptionValues values, ProgressListener progress) throws IOException;
}
