package org.coverslip.remote;

import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status
 *            of HTTP
 * @param body
 *            as much as was wanted, and a byte more if there was more
 */
record HttpAnswer(int status, HttpHeaders headers, byte[] body) {

	Optional<String> header(final String name) {
		return headers.firstValue(name).map(String::strip);
	}
}
