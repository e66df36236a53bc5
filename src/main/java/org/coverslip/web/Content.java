package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.sun.net.httpserver.HttpExchange;

/**
 * What came with a request, in a temporary file: kept until it is closed, or by whoever {@linkplain #keep keeps} it.
 *
 * @param path
 *            empty if nothing came
 */
record Content(Optional<Path> path) implements Closeable {

	static final Content NONE = new Content(Optional.empty());

	/** Reads all of it, as much as the request states; the {@link Gate} has found that this is not too much. */
	static Content of(final HttpExchange exchange, final ServerFolder folder) throws IOException {
		final String length = exchange.getRequestHeaders().getFirst("Content-Length");
		if (length == null || length.equals("0")) return NONE;
		final Path path = folder.newPath(".content");
		final Content content = new Content(Optional.of(path));
		try (InputStream body = exchange.getRequestBody()) {
			if (Files.copy(body, path) == Long.parseLong(length)) return content;
		}
		catch (final IOException | RuntimeException e) {
			content.close();
			throw e;
		}
		content.close();
		throw new RequestException(RequestException.BAD_REQUEST, "The request ended too early.");
	}

	/** The file. */
	Path file() {
		return path.orElseThrow(() -> Query.bad("nothing was sent"));
	}

	@Override
	public void close() throws IOException {
		if (path.isPresent()) Files.deleteIfExists(path.get());
	}
}
