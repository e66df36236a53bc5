package org.coverslip.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.coverslip.export.JsonText;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

/**
 * The answer to one request. Each has the headers that keep the pages to themselves: nothing is loaded from elsewhere,
 * no address is told to others, no other page may frame them.
 * <p>
 * An answer is given once; it may be given by another thread than the one that took the request.
 */
final class Reply {

	static final String JSON = "application/json; charset=utf-8";
	static final String NO_STORE = "no-store";

	private static final int OK = 200;
	private static final int SEE_OTHER = 303;
	private static final int NOT_MODIFIED = 304;

	private static final Map<String, String> SECURITY = Map.of( //
		"Content-Security-Policy",
		"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", //
		"Referrer-Policy", "no-referrer", //
		"X-Content-Type-Options", "nosniff", //
		"X-Frame-Options", "DENY", //
		"Cross-Origin-Opener-Policy", "same-origin", //
		"Cross-Origin-Resource-Policy", "same-origin");

	private final HttpExchange exchange;
	private final Taking taking;
	private volatile String hidden = "";

	Reply(final HttpExchange exchange, final Taking taking) {
		this.exchange = exchange;
		this.taking = taking;
		final Headers headers = exchange.getResponseHeaders();
		SECURITY.forEach(headers::set);
	}

	/** Sets a header. */
	Reply header(final String name, final String value) {
		exchange.getResponseHeaders().set(name, value);
		return this;
	}

	/**
	 * Sets the tag by which the browser knows what it has, and how long it may use that without asking.
	 *
	 * @param seconds
	 *            0 to ask each time
	 */
	Reply cached(final String tag, final int seconds) {
		return header("ETag", tag).header("Cache-Control", seconds == 0 ? "no-cache" : "private, max-age=" + seconds);
	}

	/** Whether the browser already has what carries this tag. */
	boolean isKnown(final String tag) {
		final String known = exchange.getRequestHeaders().getFirst("If-None-Match");
		if (known == null) return false;
		for (final String one : known.split(","))
			if (one.strip().equals("*") || one.strip().replaceFirst("^W/", "").equals(tag)) return true;
		return false;
	}

	void notModified() throws IOException {
		send(NOT_MODIFIED, new byte[0]);
	}

	/** Sends a whole body. */
	void bytes(final String type, final byte[] body) throws IOException {
		header("Content-Type", type);
		send(OK, body);
	}

	/** Sends a value as {@link JsonText} writes it, not to be kept. */
	void json(final Object value) throws IOException {
		header("Cache-Control", NO_STORE);
		bytes(JSON, JsonText.of(value).getBytes(StandardCharsets.UTF_8));
	}

	/** Sends the browser on. */
	void redirect(final String address) throws IOException {
		header("Location", address).header("Cache-Control", NO_STORE);
		send(SEE_OTHER, new byte[0]);
	}

	/** Has problems told without a text that they may contain: the path of the folder that the slide lies in. */
	void hide(final String text) {
		hidden = text;
	}

	/** A sentence as it is told. */
	String told(final String sentence) {
		return hidden.isEmpty() ? sentence : sentence.replace(hidden, "");
	}

	/** Says what is wrong: {@code {"problem": sentence}}. */
	void problem(final int status, final String sentence) throws IOException {
		exchange.getResponseHeaders().remove("ETag");
		header("Cache-Control", NO_STORE).header("Content-Type", JSON);
		send(status, JsonText.of(Map.of("problem", told(sentence))).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Begins a body that is written bit by bit; the caller closes it, or {@link #abort() aborts}.
	 *
	 * @param length
	 *            in bytes, or -1 if not known yet
	 */
	OutputStream stream(final String type, final long length) throws IOException {
		header("Content-Type", type);
		exchange.sendResponseHeaders(OK, length < 0 ? 0 : length == 0 ? -1 : length);
		return taking.bounded(exchange.getResponseBody());
	}

	/** Ends an answer that cannot be completed, so that the browser notices: the connection is closed. */
	void abort() {
		exchange.close();
	}

	boolean isHead() {
		return exchange.getRequestMethod().equals("HEAD");
	}

	private void send(final int status, final byte[] body) throws IOException {
		final boolean empty = isHead() || body.length == 0;
		if (isHead() && status != NOT_MODIFIED) header("Content-Length", Integer.toString(body.length));
		try (exchange) {
			exchange.sendResponseHeaders(status, empty ? -1 : body.length);
			if (!empty) taking.bounded(exchange.getResponseBody()).write(body);
		}
	}
}
