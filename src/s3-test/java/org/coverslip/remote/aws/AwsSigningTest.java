package org.coverslip.remote.aws;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.ServiceLoader;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.coverslip.remote.RequestSigning;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Signatures are those of the published rule (AWS Signature Version 4), computed here step by step. */
public class AwsSigningTest {

	private static final String ID = "AKIDEXAMPLE";
	private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
	private static final String NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	@Before
	public void give() {
		System.setProperty("aws.accessKeyId", ID);
		System.setProperty("aws.secretAccessKey", KEY);
	}

	@After
	public void takeAway() {
		System.clearProperty("aws.accessKeyId");
		System.clearProperty("aws.secretAccessKey");
	}

	@Test
	public void itIsFound() {
		assertTrue(ServiceLoader.load(RequestSigning.class).iterator().next() instanceof AwsSigning);
	}

	@Test
	public void signaturesAreThoseOfTheRule() throws Exception {
		assertSigned("/bucket/a%20b%2Bc/%C3%A4.svs", "");
		assertSigned("/bucket/",
			"continuation-token=more%2F1&delimiter=%2F&encoding-type=url&list-type=2&max-keys=1000&prefix=a%20b%2F");
	}

	private static void assertSigned(final String path, final String query) throws Exception {
		final URI address = URI.create("http://localhost:9000" + path + (query.isEmpty() ? "" : "?" + query));
		final Map<String, String> headers = new AwsSigning().sign(address, "eu-west-3");
		final String date = headers.get("X-Amz-Date");
		final String hash = headers.get("x-amz-content-sha256");
		assertEquals(NOTHING, hash);
		final String canonical = "GET\n" + path + "\n" + query + "\nhost:localhost:9000\nx-amz-content-sha256:" + hash
			+ "\nx-amz-date:" + date + "\n\nhost;x-amz-content-sha256;x-amz-date\n" + hash;
		final String scope = date.substring(0, 8) + "/eu-west-3/s3/aws4_request";
		final String signed = "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n"
			+ HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(canonical)));
		byte[] key = bytes("AWS4" + KEY);
		for (final String part : scope.split("/"))
			key = mac(key, part);
		assertEquals("AWS4-HMAC-SHA256 Credential=" + ID + "/" + scope
			+ ", SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
			+ HexFormat.of().formatHex(mac(key, signed)), headers.get("Authorization"));
		assertFalse(headers.toString(), headers.toString().contains(KEY));
	}

	private static byte[] bytes(final String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] mac(final byte[] key, final String text) throws GeneralSecurityException {
		final Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(bytes(text));
	}

	@Test
	public void withoutCredentialsRequestsAreAnonymous() throws IOException {
		takeAway();
		final String home = System.getProperty("user.home");
		System.setProperty("user.home", "/nowhere");
		try {
			assertEquals(Map.of(), new AwsSigning().sign(URI.create("https://host/a"), "us-east-1"));
		}
		finally {
			System.setProperty("user.home", home);
		}
	}
}
