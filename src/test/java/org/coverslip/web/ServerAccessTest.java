package org.coverslip.web;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.command.SampleFile;
import org.coverslip.web.RawClient.Answer;
import org.junit.AfterClass;
import org.junit.Assume;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Who is let in, and how far. */
public class ServerAccessTest {

	@ClassRule
	public static final TemporaryFolder FOLDER = new TemporaryFolder();

	private static SlideServer server;
	private static URI address;
	private static String page;
	private static String root;

	@BeforeClass
	public static void start() throws IOException {
		final Path slide = SampleFile.brightField(FOLDER.getRoot().toPath().resolve("slide.tif"));
		server = SlideServer.start(SlideServer.ANY_PORT);
		address = server.address();
		page = server.share(slide).getPath();
		root = address.getPath();
	}

	@AfterClass
	public static void stop() throws IOException {
		server.close();
	}

	private static void assertStatus(final int status, final Answer answer) {
		assertEquals(answer.text(), status, answer.status());
		assertFalse(answer.text(), status != 200 && answer.text().contains("slide.tif"));
		final String policy = answer.headers().get("content-security-policy");
		assertTrue(answer.headers().toString(), policy != null && policy.contains("default-src 'self'"));
		assertEquals("no-referrer", answer.headers().get("referrer-policy"));
		assertEquals("nosniff", answer.headers().get("x-content-type-options"));
		assertFalse(answer.headers().toString(), answer.headers().containsKey("access-control-allow-origin"));
	}

	@Test
	public void itsOwnNamesAreAnswered() throws IOException {
		for (final String host : List.of("127.0.0.1", "localhost", "LocalHost", "[::1]"))
			assertStatus(200, RawClient.ask(address, "GET", page, "Host: " + host + ":" + address.getPort()));
	}

	@Test
	public void otherHostsAreRefused() throws IOException {
		final int port = address.getPort();
		for (final String host
			: List.of("evil.example", "evil.example:" + port, "127.0.0.1", "localhost", "127.0.0.1:" + (port - 1),
			"127.0.0.1:" + port + "0", "127.0.0.1:" + port + ".evil.example", "localhost.evil.example:" + port,
			"127.0.0.2:" + port,
			"0.0.0.0:" + port, "[::]:" + port, "", "127.0.0.1:" + port + "@evil.example"))
			for (final String path : List.of(page, "/"))
				assertStatus(421, RawClient.ask(address, "GET", path, "Host: " + host));
		assertStatus(421, RawClient.ask(address, "GET", page, "no host"));
		assertStatus(421, RawClient.ask(address, "GET", page, "Host: 127.0.0.1:" + port, "Host: evil.example"));
	}

	@Test
	public void withoutTheTokenThereIsNothing() throws IOException {
		final String token = root.substring(1, root.length() - 1);
		assertTrue("192 bits in hexadecimal", token.matches("[0-9a-f]{48}"));
		final String other = token.substring(0, 47) + (token.endsWith("0") ? "1" : "0");
		for (final String path
			: List.of("/", "/api/slides", "/page/slide.js", "/" + other + "/", "/" + token.substring(1) + "/",
			"/" + token + "0/", "/" + token.toUpperCase() + "x/", "/x/" + token + "/", "/favicon.ico",
			page.replace(token, other))) {
			final Answer answer = RawClient.ask(address, "GET", path);
			assertStatus(404, answer);
			assertEquals("{\"problem\": \"There is nothing at this address.\"}", answer.text());
		}
	}

	@Test
	public void twoServersHaveTwoTokens() throws IOException {
		try (SlideServer second = SlideServer.start(SlideServer.ANY_PORT)) {
			assertFalse(second.address().getPath().equals(root));
			assertStatus(404, RawClient.ask(second.address(), "GET", root));
		}
	}

	@Test
	public void pathsThatLeadElsewhereAreRefused() throws IOException {
		final String outside = "../../../../../../../../etc/passwd";
		for (final String path : List.of(root + outside, root + "page/" + outside, root + "slide/" + outside,
			root + "api/slides/" + outside, root + "page/..%2f..%2f..%2fetc%2fpasswd",
			root + "page/%2e%2e/%2e%2e/etc/passwd",
			root + "page/%2E%2E%2Fcoverslip.css", root + "page/..%5c..%5cwin.ini", root + "page/%252e%252e%252fetc",
			root + "..",
			root + ".", root + "page/../page/slide.js", root + "page/./slide.js", root + "page//slide.js",
			"/" + root + "page/slide.js",
			root + "page/%2fetc%2fpasswd", root + "page/slide.js%00.css", root + "page/slide.js;x",
			root + "page/SlideServer.class",
			root + "page/../export/deepzoom/page.html", root + "api/files/..", root + "%70age/slide.js",
			"//etc/passwd")) {
			final Answer answer = RawClient.ask(address, "GET", path);
			assertTrue(path + ": " + answer.status(), answer.status() == 404 || answer.status() == 400);
			assertFalse(path, answer.text().contains("root:") || answer.text().contains("slide.tif"));
		}
		// what is not even an address, Java's server refuses by itself
		assertEquals(400, RawClient.ask(address, "GET", root + "page\\..\\slide.js").status());
	}

	@Test
	public void itIsNoProxy() throws IOException {
		assertStatus(400, RawClient.ask(address, "GET", address + "api/slides"));
		assertStatus(400, RawClient.ask(address, "GET", "http://example.org" + root));
	}

	@Test
	public void onlyReadingIsAllowed() throws IOException {
		for (final String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND", "get")) {
			final Answer answer = RawClient.ask(address, method, root + "api/slides", "Content-Length: 0");
			assertStatus(405, answer);
			assertEquals("GET, HEAD", answer.headers().get("allow"));
		}
	}

	@Test
	public void whatIsDoneIsDoneForItsOwnPagesOnly() throws IOException {
		final String window = page.replace("slide/", "api/slides/") + "/scenes/0/window?x=0&y=0&width=9&height=9";
		for (final String method : List.of("GET", "HEAD", "PUT", "DELETE")) {
			final Answer answer = RawClient.ask(address, method, window);
			assertStatus(405, answer);
			assertEquals("POST", answer.headers().get("allow"));
		}
		final String here = "Origin: http://127.0.0.1:" + address.getPort();
		assertStatus(403, RawClient.ask(address, "POST", window, "Content-Length: 0"));
		for (final String origin : List.of("Origin: null", "Origin: http://evil.example", here + "0",
			here.replace("http:", "https:"), "Origin: http://127.0.0.1:" + (address.getPort() - 1)))
			assertStatus(403, RawClient.ask(address, "POST", window, "Content-Length: 0", origin));
		assertStatus(403,
			RawClient.ask(address, "POST", window, "Content-Length: 0", here, "Origin: http://evil.example"));
		final Answer alone = RawClient.ask(address, "POST", window, "Content-Length: 0", here);
		assertStatus(404, alone);
		assertTrue(alone.text(), alone.text().contains("This server runs by itself"));
	}

	@Test
	public void annotationsAreTakenFromItsOwnPagesOnlyAndSavedOnlyWithLeave() throws IOException {
		final String annotations = page.replace("slide/", "api/slides/") + "/scenes/0/annotations/";
		final String save = annotations + "save?drawing=0123456789abcdef";
		final String here = "Origin: http://127.0.0.1:" + address.getPort();
		for (final String path : List.of(save, annotations + "geojson", annotations + "picked?name=a.geojson")) {
			assertStatus(405, RawClient.ask(address, "GET", path));
			assertStatus(403, RawClient.ask(address, "POST", path, "Content-Length: 0"));
			assertStatus(403, RawClient.ask(address, "POST", path, "Content-Length: 0", "Origin: http://evil.example"));
			assertStatus(400, RawClient.ask(address, "POST", path, here, "Transfer-Encoding: chunked"));
			assertStatus(400, RawClient.ask(address, "POST", path, here, "Content-Length: 99999999999"));
		}
		assertStatus(400,
			RawClient.ask(address, "POST", annotations + "geojson", here, "Content-Length: 0"));
		final Answer refused = RawClient.ask(address, "POST", save, here, "Content-Length: 0");
		assertStatus(403, refused);
		assertTrue(refused.text(), refused.text().contains("not started to save"));
		assertEquals(List.of("slide.tif"), List.of(FOLDER.getRoot().list()));
	}

	@Test
	public void headTellsTheSizeAndSendsNothing() throws IOException {
		for (final String path : List.of(root, page, root + "page/slide.js", root + "api/slides",
			page.replace("slide/", "api/slides/") + "/thumbnail")) {
			final Answer get = RawClient.ask(address, "GET", path);
			final Answer head = RawClient.ask(address, "HEAD", path);
			assertStatus(200, head);
			assertEquals(path, 0, head.body().length);
			assertEquals(path, String.valueOf(get.body().length), head.headers().get("content-length"));
			assertEquals(path, get.headers().get("content-type"), head.headers().get("content-type"));
		}
	}

	@Test
	public void otherAddressesOfThisMachineAreDeaf() throws IOException {
		final List<InetAddress> others = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
			.filter(other -> !other.isLoopbackAddress() && !other.isLinkLocalAddress()).toList();
		Assume.assumeFalse("skipped: this machine has no address but the loopback one", others.isEmpty());
		for (final InetAddress other : others)
			try (Socket socket = new Socket()) {
				assertThrows(other.toString(), IOException.class,
					() -> socket.connect(new InetSocketAddress(other, address.getPort()), 2000));
			}
	}

	@Test
	public void aTakenPortIsSaidInOneSentence() {
		final IOException refusal =
			assertThrows(IOException.class, () -> SlideServer.start(address.getPort()));
		assertEquals("port " + address.getPort()
			+ " is taken by another program; choose another, or 0 for any that is free",
			refusal.getMessage());
		assertEquals("a port is 1 to 65535, or 0 for any, not 70000",
			assertThrows(IllegalArgumentException.class, () -> SlideServer.start(70000)).getMessage());
	}
}
