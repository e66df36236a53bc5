package org.coverslip.annotation.ome;

/** What Coverslip says of ROIs in OME's structured annotations: their namespaces. */
final class OmeNotes {

	/** Of a tag that is a class: its value is the name, its description the colour as {@code #rrggbb}. */
	static final String CLASS = "org.coverslip/annotation/class";

	/** Of a comment that is all of an annotation as GeoJSON. */
	static final String WHOLE = "org.coverslip/annotation/geojson";

	/** The text of a shape that is a hole. */
	static final String HOLE = "hole";

	private OmeNotes() {}
}
