package org.coverslip.spark;

import java.io.Serializable;

/**
 * What an executor does at a time: all of a slide, one of its parts, or putting these together.
 *
 * @param number
 *            of the part; as many as there are parts for putting them together
 * @param parts
 *            how many parts the slide is divided into; 0 if it is not
 * @param pixels
 *            how large a part is at most
 * @param cost
 *            how much work it is about, in pixels
 */
record SlidePiece(SlideUnit unit, int number, int parts, long pixels, long cost) implements Serializable {

	private static final long serialVersionUID = 1L;

	static SlidePiece whole(final SlideUnit unit) {
		return new SlidePiece(unit, 0, 0, 0, unit.cost());
	}

	boolean isWhole() {
		return parts == 0;
	}

	boolean isAssembly() {
		return parts > 0 && number == parts;
	}

	/** What puts the parts of this one's slide together. */
	SlidePiece assembly() {
		return new SlidePiece(unit, parts, parts, pixels, 0);
	}
}
