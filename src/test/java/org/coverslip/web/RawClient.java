package org.coverslip.web;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says to a server what no browser would, byte for byte, and hears the answer. One request, then the connection is
 * closed.
 */
final class RawClient implements Closeable {

	private final Socket socket;

	/**
	 * An answer.
	 *
	 * @param headers
	 *            with their names in lower case
	 */
	record Answer(int status, Map<String, String> headers, byte[] body) {

		String text() {
			return new String(body, StandardCharsets.UTF_8);
		}
	}

	private RawClient(final Socket socket) {
		this.socket = socket;
	}

	/** Sends a request and does not wait for its answer. */
	static RawClient send(final URI server, final String request) throws IOException {
		final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
		socket.setSoTimeout(120_000);
		socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
		socket.getOutputStream().flush();
		return new RawClient(socket);
	}

	/** Sends more of it. */
	void send(final String more) throws IOException {
		socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
		socket.getOutputStream().flush();
	}

	/** Returns when the server has closed the connection. */
	void drain() throws IOException {
		try {
			socket.getInputStream().readAllBytes();
		}
		catch (final SocketException e) {
			// it was reset, since the server had not read all that was sent
		}
	}

	/** Sends a request line and headers, with the right host unless the headers name one, and waits for the answer. */
	static Answer ask(final URI server, final String method, final String path, final String... headers)
		throws IOException {
		try (RawClient client = send(server, request(server, method, path, headers))) {
			return client.answer();
		}
	}

	static String request(final URI server, final String method, final String path, final String... headers) {
		final boolean named = Arrays.stream(headers)
			.anyMatch(header -> header.startsWith("Host:") || header.equals("no host"));
		final StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
		if (!named) request.append("Host: 127.0.0.1:").append(server.getPort()).append("\r\n");
		for (final String header : headers)
			if (!header.equals("no host")) request.append(header).append("\r\n");
		return request.append("\r\n").toString();
	}

	/** Reads up to the first bytes of the answer's body; null if there is no answer. */
	String firstLine() throws IOException {
		final ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; c = socket.getInputStream().read())
			line.write(c);
		return line.toString(StandardCharsets.ISO_8859_1).strip();
	}

	/** Reads the whole answer. */
	Answer answer() throws IOException {
		final byte[] all = socket.getInputStream().readAllBytes();
		final String text = new String(all, StandardCharsets.ISO_8859_1);
		final int end = text.indexOf("\r\n\r\n");
		if (end < 0) throw new IOException("no answer, but: " + text);
		final List<String> lines = text.substring(0, end).lines().toList();
		final Map<String, String> headers = new TreeMap<>();
		for (final String line : lines.subList(1, lines.size()))
			headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
				line.substring(line.indexOf(':') + 1).strip());
		final byte[] rest = Arrays.copyOfRange(all, end + 4, all.length);
		return new Answer(Integer.parseInt(lines.get(0).split(" ")[1]), headers,
			"chunked".equals(headers.get("transfer-encoding")) ? unchunked(rest) : rest);
	}

	private static byte[] unchunked(final byte[] chunks) {
		final ByteArrayOutputStream body = new ByteArrayOutputStream();
		int at = 0;
		while (at < chunks.length) {
			final int end = new String(chunks, at, Math.min(20, chunks.length - at), StandardCharsets.ISO_8859_1)
				.indexOf("\r\n");
			final int length = Integer.parseInt(new String(chunks, at, end, StandardCharsets.ISO_8859_1), 16);
			body.write(chunks, at + end + 2, length);
			at += end + 2 + length + 2;
		}
		return body.toByteArray();
	}

	@Override
	public void close() throws IOException {
		socket.close();
	}
}
