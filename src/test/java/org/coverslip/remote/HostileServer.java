package org.coverslip.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A web server on the loopback address, which gives ranges of files as it should, until it is told to misbehave. */
public final class HostileServer implements AutoCloseable {

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

	/** Something wrong that a server does. */
	@FunctionalInterface
	public interface Fault {

		/**
		 * Answers, wrongly.
		 *
		 * @param number
		 *            of the request, from 1
		 * @return false if nothing was done, so that the right answer is given
		 */
		boolean answer(HttpExchange exchange, byte[] file, int number) throws IOException, InterruptedException;
	}

	private final HttpServer server;
	private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
		final Thread thread = new Thread(task, "hostile-server");
		thread.setDaemon(true);
		return thread;
	});
	private final Map<String, byte[]> files = new ConcurrentHashMap<>();
	private final List<String> asked = new CopyOnWriteArrayList<>();
	private final AtomicInteger atOnce = new AtomicInteger();
	private final AtomicInteger mostAtOnce = new AtomicInteger();
	private final AtomicLong sent = new AtomicLong();
	private volatile Fault fault = (exchange, file, number) -> false;
	private volatile String tag = "\"one\"";

	public HostileServer() throws IOException {
		server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(threads);
		server.createContext("/", this::handle);
		server.start();
	}

	/** Adds a file. */
	HostileServer with(final String path, final byte[] bytes) {
		files.put("/" + path, bytes);
		return this;
	}

	/** Adds all files of a folder, below a name. */
	public HostileServer withFolder(final String name, final Path folder) throws IOException {
		try (var all = Files.walk(folder)) {
			for (final Path file : all.filter(Files::isRegularFile).toList())
				with(name + "/" + folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
		}
		return this;
	}

	/** Misbehaves from now on. */
	HostileServer doing(final Fault wrong) {
		asked.clear();
		fault = wrong;
		return this;
	}

	/** Calls the version of its files otherwise from now on. */
	void retag(final String other) {
		tag = other;
	}

	/** The address of a file. */
	public String at(final String path) {
		return "http://" + host() + "/" + path;
	}

	String host() {
		return "127.0.0.1:" + server.getAddress().getPort();
	}

	/** What was asked for: method, path with query, and range. */
	List<String> asked() {
		return List.copyOf(asked);
	}

	/** The largest number of requests that it had to answer at once. */
	int mostAtOnce() {
		return mostAtOnce.get();
	}

	/** Bytes of bodies that it sent. */
	long sent() {
		return sent.get();
	}

	private void handle(final HttpExchange exchange) throws IOException {
		try {
			mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
			asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
				+ exchange.getRequestHeaders().getFirst("Range"));
			final byte[] file = files.get(exchange.getRequestURI().getPath());
			if (fault.answer(exchange, file, asked.size())) return;
			if (file == null) exchange.sendResponseHeaders(404, -1);
			else answer(exchange, file);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		finally {
			atOnce.decrementAndGet();
			exchange.close();
		}
	}

	private void answer(final HttpExchange exchange, final byte[] file) throws IOException {
		final String wanted = exchange.getRequestHeaders().getFirst("If-Match");
		exchange.getResponseHeaders().set("ETag", tag);
		if (wanted != null && !wanted.equals(tag)) {
			exchange.sendResponseHeaders(412, -1);
			return;
		}
		final String range = exchange.getRequestHeaders().getFirst("Range");
		if (range == null) {
			send(exchange, 200, file, 0, file.length);
			return;
		}
		final Matcher matcher = RANGE.matcher(range);
		if (!matcher.matches() || Long.parseLong(matcher.group(1)) >= file.length) {
			exchange.getResponseHeaders().set("Content-Range", "bytes */" + file.length);
			exchange.sendResponseHeaders(416, -1);
			return;
		}
		final int first = Integer.parseInt(matcher.group(1));
		final int last = (int) Math.min(file.length - 1L, Long.parseLong(matcher.group(2)));
		part(exchange, file, first, last);
	}

	/** The right answer for a range. */
	void part(final HttpExchange exchange, final byte[] file, final int first, final int last) throws IOException {
		exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + file.length);
		send(exchange, 206, file, first, last - first + 1);
	}

	/** An answer with a part of a file. */
	void send(final HttpExchange exchange, final int status, final byte[] file, final int from, final int length)
		throws IOException
	{
		exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
		try (OutputStream out = exchange.getResponseBody()) {
			for (int at = from; at < from + length; at += 4096) {
				final int n = Math.min(4096, from + length - at);
				out.write(file, at, n);
				sent.addAndGet(n);
			}
		}
	}

	/** Tells a text. */
	static void say(final HttpExchange exchange, final int status, final String text) throws IOException {
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
		if (bytes.length > 0) exchange.getResponseBody().write(bytes);
	}

	@Override
	public void close() {
		server.stop(0);
		threads.shutdownNow();
	}
}
