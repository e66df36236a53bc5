package org.coverslip.remote.aws;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.coverslip.remote.RequestSigning;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Signature version 4 with the credentials that the user's properties, environment or {@code ~/.aws} hold, in this
 * order. Those that a service would have to be asked for, as on Amazon's machines, are not looked for: nobody is
 * contacted. Thread-safe.
 */
public final class AwsSigning implements RequestSigning {

	private final AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
		SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(),
		ProfileCredentialsProvider.create());
	private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

	@Override
	public Optional<String> region() {
		try {
			return Optional.ofNullable(new AwsProfileRegionProvider().getRegion()).map(Region::id);
		}
		catch (final SdkException e) { // nothing names one
			return Optional.empty();
		}
	}

	@Override
	public Map<String, String> sign(final URI address, final String region) throws IOException {
		final AwsCredentials known;
		try {
			known = credentials.resolveCredentials();
		}
		catch (final SdkException e) { // there are none
			return Map.of();
		}
		final SdkHttpRequest request = SdkHttpFullRequest.builder().method(SdkHttpMethod.GET).uri(address).build();
		try {
			final SdkHttpRequest signed = signer.sign(sign -> sign.identity(known).request(request)
				.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
				.putProperty(AwsV4HttpSigner.REGION_NAME, region)
				.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
				.putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)).request();
			final Map<String, String> headers = new LinkedHashMap<>();
			signed.forEachHeader((name, values) -> {
				if (!name.equalsIgnoreCase("Host")) headers.put(name, values.get(0));
			});
			return headers;
		}
		catch (final SdkException e) { // its message may tell of the credentials
			throw new IOException("the request to S3 cannot be signed with the credentials that are there");
		}
	}
}
