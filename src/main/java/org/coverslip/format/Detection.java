package org.coverslip.format;

/**
 * A format's answer about a file.
 *
 * @param isAccepted
 *            whether the file is of the format
 * @param reason
 *            if not, why: a phrase for people, e.g. "it is not tiled"; else empty
 */
public record Detection(boolean isAccepted, String reason) {

	private static final Detection ACCEPTED = new Detection(true, "");

	public static Detection accept() {
		return ACCEPTED;
	}

	public static Detection refuse(final String reason) {
		return new Detection(false, reason);
	}
}
