package org.coverslip.remote;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Signs requests to S3, where a library for it is installed; found by {@link java.util.ServiceLoader}. Implementations
 * contact nobody and are thread-safe.
 */
public interface RequestSigning {

	/** The region of S3 that its settings name. */
	Optional<String> region();

	/**
	 * The headers that sign a GET.
	 *
	 * @param address
	 *            what is got
	 * @param region
	 *            of the bucket
	 * @return headers to send besides; none if there are no credentials, so that the request is anonymous
	 * @throws IOException
	 *             with one sentence that holds no secret, if it cannot be signed
	 */
	Map<String, String> sign(URI address, String region) throws IOException;
}
