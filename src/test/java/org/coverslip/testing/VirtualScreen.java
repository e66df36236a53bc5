package org.coverslip.testing;

import static org.junit.Assume.assumeNoException;
import static org.junit.Assume.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.rules.ExternalResource;

/** A screen that Xvfb makes up, for programs that a test starts; tests are skipped where it is not installed. */
public final class VirtualScreen extends ExternalResource {

	private Process xvfb;
	private String display;

	@Override
	protected void before() throws IOException {
		try {
			xvfb = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
				.redirectError(ProcessBuilder.Redirect.DISCARD).start();
		}
		catch (final IOException e) {
			assumeNoException("skipped: Xvfb is not installed, so that there is no screen for windows", e);
		}
		display = new BufferedReader(new InputStreamReader(xvfb.getInputStream(), StandardCharsets.US_ASCII))
			.readLine();
		assumeTrue("skipped: Xvfb does not start, so that there is no screen for windows", display != null);
	}

	@Override
	protected void after() {
		if (xvfb != null) xvfb.destroyForcibly();
	}

	/** What a program needs to find the screen. */
	public Map<String, String> environment() {
		return Map.of("DISPLAY", ":" + display);
	}
}
