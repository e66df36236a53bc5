package org.coverslip.annotation.mask;

/**
 * How the areas of a label image become annotations.
 *
 * @param numbering
 *            what pixels are: classes, of which each piece becomes an annotation, or objects, all pieces of which are
 *            one annotation
 * @param background
 *            the value of what is no object, 0 to 4294967295
 * @param corners
 *            whether pieces of a class that touch at a corner are one annotation; its polygons stay apart
 * @param minArea
 *            pieces of fewer square level-0 pixels are left out; 0 for none
 * @param tolerance
 *            by how many level-0 pixels an outline may be moved to have fewer corners; 0 to keep all
 */
public record TraceOptions(LabelNumbering numbering, long background, boolean corners, double minArea,
	double tolerance)
{

	public TraceOptions {
		if (background < 0 || background > 0xffffffffL)
			throw new IllegalArgumentException("a background of " + background + " is no value of a mask");
		if (!(minArea >= 0)) throw new IllegalArgumentException("a least area of " + minArea + " pixels");
		if (!(tolerance >= 0)) throw new IllegalArgumentException("outlines cannot be moved by " + tolerance);
	}

	/** Every pixel of the outlines, 0 for the background. */
	public static TraceOptions of(final LabelNumbering numbering) {
		return new TraceOptions(numbering, 0, false, 0, 0);
	}
}
