package org.coverslip.remote;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Where the buckets of S3 are: Amazon's, or a server that the user names by {@code AWS_ENDPOINT_URL_S3},
 * {@code AWS_ENDPOINT_URL} or the property {@code coverslip.s3.endpoint}. Immutable.
 *
 * @param endpoint
 *            the server that was named, without "/" at its end; empty for Amazon's
 * @param region
 *            "" if none was named
 */
record S3Server(Optional<String> endpoint, String region) {

	private static final String OTHERWISE = "us-east-1";

	/**
	 * As the user's settings have it.
	 *
	 * @param property
	 *            a system property by its name, or null
	 * @param variable
	 *            a variable of the environment, or null
	 * @throws IOException
	 *             if the server that is named is no address
	 */
	static S3Server of(final UnaryOperator<String> property, final UnaryOperator<String> variable,
		final Optional<RequestSigning> signing) throws IOException
	{
		final Optional<String> endpoint = first(property.apply("coverslip.s3.endpoint"),
			variable.apply("AWS_ENDPOINT_URL_S3"), variable.apply("AWS_ENDPOINT_URL"));
		if (endpoint.isPresent() && !endpoint.get().matches("(?i)https?://[^/?#@\\s]+(/[^?#\\s]*)?"))
			throw new IOException("the server for s3: addresses must be given as https://host");
		final String region = first(property.apply("coverslip.s3.region"), variable.apply("AWS_REGION"),
			variable.apply("AWS_DEFAULT_REGION")).or(() -> signing.flatMap(RequestSigning::region)).orElse("");
		if (!region.matches("[a-z0-9-]{0,40}")) throw new IOException("the region of S3 is no name of one");
		return new S3Server(endpoint.map(text -> text.replaceFirst("/+$", "")), region);
	}

	private static Optional<String> first(final String... values) {
		return Stream.of(values).filter(value -> value != null && !value.isBlank()).map(String::strip).findFirst();
	}

	/**
	 * The address of a bucket, with "/" at its end: in the host's name where that is possible.
	 *
	 * @throws IOException
	 *             if it is no name of a bucket
	 */
	URI bucket(final String name) throws IOException {
		if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}"))
			throw new IOException("s3://" + name + " does not name a bucket");
		if (endpoint.isPresent()) return URI.create(endpoint.get() + "/" + name + "/");
		final String host = "s3" + (region.isEmpty() ? "" : "." + region) + ".amazonaws.com";
		return URI.create(name.matches("[a-z0-9-]+") ? "https://" + name + "." + host + "/"
			: "https://" + host + "/" + name + "/");
	}

	/** How requests are signed. */
	HttpDoor.Signing signing(final Optional<RequestSigning> signing) {
		if (signing.isEmpty()) return address -> Map.of();
		return address -> signing.get().sign(address, region.isEmpty() ? OTHERWISE : region);
	}
}
