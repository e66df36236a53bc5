package org.coverslip.deidentify;

/** What of a slide may name a patient but is kept if somebody wants it. */
public enum KeptPart {

	/** The small picture of the tissue, if it shows the same as the slide's pixels. */
	THUMBNAIL,
	/** The picture of the whole slide, with its label painted over ({@link LabelArea}). */
	MACRO,
	/** The names of channels, which are free text. */
	CHANNELS
}
