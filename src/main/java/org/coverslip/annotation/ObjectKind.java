package org.coverslip.annotation;

/** What an annotation stands for; the kinds are those of QuPath, others are {@link #ANNOTATION}. */
public enum ObjectKind {

	/** Something that somebody drew. */
	ANNOTATION,

	/** Something that a program found. */
	DETECTION,

	/** A cell that a program found, which may have a nucleus. */
	CELL,

	/** A piece of the slide. */
	TILE,

	/** A core of a tissue microarray. */
	TMA_CORE,

	/** The slide as a whole, which holds all others. */
	ROOT
}
