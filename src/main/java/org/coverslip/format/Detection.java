package org.coverslip.format;

/**
 * A format's answer about a file.
 *
 * @param isAccepted
 *            whether the file is of the format
 * @param reason
 *            if not, why: a phrase for people, e.g. "it is not tiled"; else empty
 * @param isNamed
 *            whether the reason says what the file is instead, so that no other reason is needed
 * @param isDamaged
 *            whether the file is of the format but for something that cannot be used: where another format takes it,
 *            the user must hear of it
 */
public record Detection(boolean isAccepted, String reason, boolean isNamed, boolean isDamaged) {

	private static final Detection ACCEPTED = new Detection(true, "", false, false);

	public static Detection accept() {
		return ACCEPTED;
	}

	public static Detection refuse(final String reason) {
		return new Detection(false, reason, false, false);
	}

	/**
	 * Refuses a file that the format could open, but only as something it is not: another format may still take it. If
	 * none does, the reason is the whole message.
	 *
	 * @param reason
	 *            what the file is, and which part of it the format would have shown, e.g. "it is a raw photo, and the
	 *            TIFF in it is a preview"
	 */
	public static Detection refuseNamed(final String reason) {
		return new Detection(false, reason, true, false);
	}

	/** Refuses a file of the format of which something cannot be used, which another format may open without it. */
	public static Detection refuseDamaged(final String reason) {
		return new Detection(false, reason, false, true);
	}
}
