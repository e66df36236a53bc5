package org.coverslip.annotation;

/** Says of annotations that are written what their format has no place for. For one thread. */
public final class Losses {

	private final String program;
	private final Remarks remarks;

	/**
	 * @param program
	 *            whose format it is
	 * @param remarks
	 *            is told
	 */
	public Losses(final String program, final Remarks remarks) {
		this.program = program;
		this.remarks = remarks;
	}

	/** What few programs but QuPath have: measurements, nuclei, kinds of objects, planes. */
	public void ofModel(final Annotation annotation) {
		if (!annotation.measurements().isEmpty()) changed(program + " has no measurements; they were left out");
		if (annotation.nucleus().isPresent()) changed(program + " has no nuclei in cells; a nucleus was left out");
		if (annotation.kind() != ObjectKind.ANNOTATION)
			changed(program + " has no kinds of objects; all are annotations now");
		if (!annotation.plane().equals(AnnotationPlane.FIRST))
			changed(program + " has no planes; on which one an annotation is was left out");
	}

	/** What some programs have no place for. */
	public void ofLock(final Annotation annotation) {
		if (annotation.isLocked()) changed(program + " has no locked annotations; one is unlocked now");
	}

	/** Likewise. */
	public void ofProperties() {
		changed(program + " has no properties of annotations; they were left out");
	}

	/** Says how something was written. */
	public void changed(final String sentence) {
		remarks.add(sentence);
	}
}
