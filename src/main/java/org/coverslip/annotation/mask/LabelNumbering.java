package org.coverslip.annotation.mask;

/** What the pixels of a label image say. */
public enum LabelNumbering {

	/** The class: numbers from 1 in the order in which classes first appear; what has no class is one of its own. */
	CLASS,

	/** Which object it is: numbers from 1 in the order of the annotations. */
	OBJECT
}
