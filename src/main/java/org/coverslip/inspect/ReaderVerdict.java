package org.coverslip.inspect;

/**
 * Whether a program opens a TIFF as a slide.
 *
 * @param reader
 *            the program
 * @param reason
 *            a phrase for people: what it sees, or why it does not
 */
public record ReaderVerdict(String reader, Answer answer, String reason) {

	/** How well. */
	public enum Answer {
		/** With all its levels. */
		YES,
		/** But not all of it. */
		PARTLY,
		/** Not at all. */
		NO
	}

	static ReaderVerdict yes(final String reader, final String reason) {
		return new ReaderVerdict(reader, Answer.YES, reason);
	}

	static ReaderVerdict partly(final String reader, final String reason) {
		return new ReaderVerdict(reader, Answer.PARTLY, reason);
	}

	static ReaderVerdict no(final String reader, final String reason) {
		return new ReaderVerdict(reader, Answer.NO, reason);
	}
}
