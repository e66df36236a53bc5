package org.coverslip.export.tiff;

import java.util.List;

/**
 * What is written into OME-XML beside what is said of the pixels: elements of schema 2016-06 as text in UTF-8, in
 * pieces.
 *
 * @param ofImage
 *            after the Pixels of the Image
 * @param afterImages
 *            structured annotations, ROIs
 */
public record OmeElements(List<byte[]> ofImage, List<byte[]> afterImages) {

	/** Nothing. */
	static final OmeElements NONE = new OmeElements(List.of(), List.of());

	boolean isEmpty() {
		return ofImage.isEmpty() && afterImages.isEmpty();
	}
}
