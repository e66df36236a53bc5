package org.coverslip.process;

import java.io.IOException;
import java.util.List;

import org.coverslip.geom.Region;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;

/** Finds objects in a picture, part by part. Thread-safe. */
public interface PointFinder {

	/** Where they are found. */
	Picture picture();

	/**
	 * The objects at the pixels of a part: the same whatever the part.
	 *
	 * @param plane
	 *            of the picture
	 * @param part
	 *            in the picture's pixels, within it and not empty
	 * @return row by row
	 */
	List<FoundPoint> in(Plane plane, Region part) throws IOException;
}
