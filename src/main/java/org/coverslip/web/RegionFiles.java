package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.io.FileByteSource;

/**
 * Files that were made for a browser and wait in a temporary folder until it fetches them. Each is deleted when it was
 * sent, when four younger ones wait, or with the folder at the end. Thread-safe.
 */
final class RegionFiles implements Closeable {

	private static final int MOST = 4;
	private static final int PIECE = 1 << 16;
	private static final int KEY_BYTES = 16;

	/** A finished file. */
	private record Waiting(Path path, String name, String type) {}

	private final SecureRandom random = new SecureRandom();
	private final Map<String, Waiting> waiting = new LinkedHashMap<>();
	private final ServerFolder folder = new ServerFolder();
	private boolean closed;

	/** A path for a new file, which does not exist yet. */
	Path newPath(final String ending) throws IOException {
		return folder.newPath(ending);
	}

	private String key() {
		final byte[] key = new byte[KEY_BYTES];
		random.nextBytes(key);
		return HexFormat.of().formatHex(key);
	}

	/**
	 * Has a finished file wait.
	 *
	 * @param name
	 *            that the browser is to give it
	 * @return the key under which it is fetched
	 */
	String put(final Path path, final String name, final String type) throws IOException {
		final String key = key();
		final List<Waiting> dropped = new ArrayList<>();
		synchronized (this) {
			waiting.put(key, new Waiting(path, name, type));
			for (final Iterator<Waiting> oldest = waiting.values().iterator(); waiting.size() > MOST;) {
				dropped.add(oldest.next());
				oldest.remove();
			}
			if (closed) dropped.add(waiting.remove(key));
		}
		for (final Waiting file : dropped)
			Files.deleteIfExists(file.path);
		return key;
	}

	/** Sends a file and deletes it, whether or not all of it arrived; asked for its head only, it goes on waiting. */
	void send(final Reply reply, final String key) throws IOException {
		final Waiting file;
		synchronized (this) {
			file = reply.isHead() ? waiting.get(key) : waiting.remove(key);
		}
		if (file == null) throw RequestException.notFound("There is no such file; it may have been fetched already.");
		reply.header("Cache-Control", Reply.NO_STORE)
			.header("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(file.name));
		if (reply.isHead()) {
			reply.header("Content-Length", Long.toString(Files.size(file.path)));
			reply.stream(file.type, 0).close();
			reply.abort();
			return;
		}
		try (FileByteSource source = FileByteSource.open(file.path)) {
			copy(source, reply, file.type);
		}
		finally {
			reply.abort(); // without effect on an answer that is complete
			Files.deleteIfExists(file.path);
		}
	}

	private static void copy(final FileByteSource source, final Reply reply, final String type) throws IOException {
		try (OutputStream out = reply.stream(type, source.size())) {
			final ByteBuffer piece = ByteBuffer.allocate(PIECE);
			for (long at = 0; at < source.size(); at += piece.limit()) {
				source.read(at, piece.clear());
				out.write(piece.array(), 0, piece.flip().limit());
			}
		}
	}

	/** As RFC 5987 has it: all but letters and digits of ASCII as bytes of UTF-8. */
	private static String encoded(final String name) {
		final StringBuilder out = new StringBuilder();
		for (final byte b : name.getBytes(StandardCharsets.UTF_8)) {
			final boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '.'
				|| b == '-' || b == '_';
			if (plain) out.append((char) b);
			else out.append(String.format("%%%02X", b));
		}
		return out.toString();
	}

	/** Deletes all files and the folder. */
	@Override
	public synchronized void close() throws IOException {
		closed = true;
		waiting.clear();
		folder.close();
	}
}
