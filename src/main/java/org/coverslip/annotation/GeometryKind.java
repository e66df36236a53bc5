package org.coverslip.annotation;

/** What kind of thing a geometry is. */
public enum GeometryKind {

	/** One or more points. */
	POINTS,

	/** One or more lines from point to point. */
	LINES,

	/** One or more polygons, with or without holes. */
	POLYGONS,

	/** A box with sides along the slide's. */
	RECTANGLE,

	/** The ellipse that fills a box with sides along the slide's. */
	ELLIPSE;

	/** Whether it has an inside. */
	public boolean isArea() {
		return this != POINTS && this != LINES;
	}
}
