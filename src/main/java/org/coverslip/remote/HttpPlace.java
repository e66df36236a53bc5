package org.coverslip.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A folder on a web server. Immutable.
 *
 * @param folder
 *            its address, with "/" at its end, and without query and fragment
 * @param query
 *            that is sent with all names in it, as a token of access; never shown; "" for none
 * @param shown
 *            the folder as the user knows it, with "/" at its end
 */
record HttpPlace(URI folder, String query, String shown) {

	private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

	/** Where a file in it is. */
	URI of(final String name) {
		return URI.create(folder + encoded(name) + (query.isEmpty() ? "" : "?" + query));
	}

	/** Without the query; the folder itself with "/" at its end. */
	String shown(final String name) {
		return shown + encoded(name);
	}

	/** A name with slashes in it as a part of an address. */
	static String encoded(final String name) {
		final StringBuilder text = new StringBuilder();
		for (final byte b : name.getBytes(StandardCharsets.UTF_8))
			if (b == '/' || PLAIN.indexOf(b) >= 0) text.append((char) b);
			else text.append(String.format("%%%02X", b & 0xff));
		return text.toString();
	}
}
