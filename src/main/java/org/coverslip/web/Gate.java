package org.coverslip.web;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * Decides who is let in. A request must
 * <ul>
 * <li>name this server as its host, by the loopback address or {@code localhost} and with its port, so that a web page
 * under a name of its own that resolves to this machine gets nothing;</li>
 * <li>begin its path with the server's token, 192 random bits that only those know who were given the address;</li>
 * <li>be a GET or HEAD, or, at an address that does something, a POST from a page of this server; without content,
 * which would have to be waited for, but for the few addresses that take annotations, up to a number of bytes;</li>
 * <li>have a path of plain names: letters, digits and {@code . _ -}, no dots alone, nothing percent-encoded.</li>
 * </ul>
 */
final class Gate {

	/** What the path of each address that opens a window ends with. */
	static final String WINDOW = "window";

	/** What the path of the address ends with that saves what was drawn beside the slide. */
	static final String SAVE = "save";

	/** What the path of the address ends with that gives what was drawn as a file. */
	static final String GEOJSON = "geojson";

	/** What the path of the address ends with that takes a file of annotations to be shown. */
	static final String PICKED = "picked";

	private static final Map<String, Long> MOST_BYTES = Map.of(SAVE, 32L << 20, GEOJSON, 32L << 20, PICKED, 1L << 30);

	private static final int TOKEN_BYTES = 24;
	private static final int BAD_REQUEST = 400;
	private static final int FORBIDDEN = 403;
	private static final int METHOD_NOT_ALLOWED = 405;
	private static final int MISDIRECTED = 421;
	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

	private final String token;
	private final byte[] tokenBytes;
	private final Set<String> hosts;

	/**
	 * @param port
	 *            that the server listens at
	 */
	Gate(final int port) {
		final byte[] random = new byte[TOKEN_BYTES];
		new SecureRandom().nextBytes(random);
		token = HexFormat.of().formatHex(random);
		tokenBytes = token.getBytes(StandardCharsets.US_ASCII);
		hosts = port == 80 ? Set.of("127.0.0.1:80", "localhost:80", "[::1]:80", "127.0.0.1", "localhost", "[::1]")
			: Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
	}

	/** What the path of each address begins with. */
	String token() {
		return token;
	}

	/**
	 * The names in the path behind the token; the last is "" where the path ends with a slash.
	 *
	 * @return null if the request was refused, and answered
	 */
	List<String> admit(final HttpExchange exchange, final Reply reply) throws IOException {
		final Headers headers = exchange.getRequestHeaders();
		final List<String> host = headers.getOrDefault("Host", List.of());
		if (host.size() != 1 || !hosts.contains(host.get(0).toLowerCase(Locale.ROOT)))
			return refuse(reply, MISDIRECTED, "This server answers at its own address only.");
		final URI address = exchange.getRequestURI();
		if (address.isAbsolute() || address.getRawAuthority() != null)
			return refuse(reply, BAD_REQUEST, "This server is no proxy.");
		final String path = address.getRawPath();
		final String[] names = path == null || path.isEmpty() ? new String[] { "" } : path.substring(1).split("/", -1);
		if (!isToken(names[0]) || !arePlain(names))
			return refuse(reply, RequestException.NOT_FOUND, "There is nothing at this address.");
		final boolean acts = doesSomething(names);
		final List<String> methods = acts ? List.of("POST") : List.of("GET", "HEAD");
		if (!methods.contains(exchange.getRequestMethod()))
			return refuse(reply.header("Allow", String.join(", ", methods)), METHOD_NOT_ALLOWED,
				acts ? "This is done by a POST only." : "This can be read only.");
		if (acts && !isFromHere(headers, host.get(0)))
			return refuse(reply, FORBIDDEN, "This is done for the pages of this server only.");
		final Long most = acts ? MOST_BYTES.get(names[names.length - 1]) : null;
		if (most != null && !isContentOf(headers, most))
			return refuse(reply, BAD_REQUEST, "This takes content of up to " + (most >> 20) + " MB, and its length.");
		if (most == null && hasContent(headers)) return refuse(reply, BAD_REQUEST, "This server takes no content.");
		return Arrays.asList(names).subList(1, names.length);
	}

	private static List<String> refuse(final Reply reply, final int status, final String sentence) throws IOException {
		reply.problem(status, sentence);
		return null;
	}

	/** Whether a path does more than give information. */
	private static boolean doesSomething(final String[] names) {
		final String last = names[names.length - 1];
		return names.length > 1 && names[1].equals("api") && (last.equals(WINDOW) || MOST_BYTES.containsKey(last));
	}

	/** Whether a page of this server asks: browsers name the origin of each POST. */
	private static boolean isFromHere(final Headers headers, final String host) {
		return headers.getOrDefault("Origin", List.of()).equals(List.of("http://" + host));
	}

	private static boolean hasContent(final Headers headers) {
		return headers.containsKey("Transfer-Encoding")
			|| !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
	}

	private static boolean isContentOf(final Headers headers, final long most) {
		final List<String> length = headers.getOrDefault("Content-Length", List.of("0"));
		return !headers.containsKey("Transfer-Encoding") && length.size() == 1
			&& LENGTH.matcher(length.get(0)).matches() && Long.parseLong(length.get(0)) <= most;
	}

	/** Takes the same time whichever character is wrong. */
	private boolean isToken(final String name) {
		return MessageDigest.isEqual(tokenBytes, name.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean arePlain(final String[] names) {
		for (int i = 0; i < names.length; i++) {
			final boolean last = i > 0 && i == names.length - 1;
			if (!NAME.matcher(names[i]).matches() && !(last && names[i].isEmpty())) return false;
		}
		return true;
	}
}
