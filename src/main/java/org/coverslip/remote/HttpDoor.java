package org.coverslip.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.net.ssl.SSLException;

/**
 * Asks web servers, by GET alone: so many requests at once a host, again after faults that pass, and never beyond a
 * deadline. It goes to no host but the one that is named: a redirection is followed on that host alone. Thread-safe.
 */
final class HttpDoor {

	/** Requests at once a host. */
	static final int AT_ONCE = 10;

	private static final int ATTEMPTS = 4;
	private static final int REDIRECTIONS = 5;
	private static final long FIRST_PAUSE = 200;
	private static final Duration CONNECT = Duration.ofSeconds(5);
	/** Until an answer begins: half of a read's time, so that a request that got lost is made again. */
	private static final Duration ANSWER = Duration.ofMillis(Deadline.READ_MILLIS / 2 - 500);

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
		.followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();
	private static final Map<String, Semaphore> HOSTS = new ConcurrentHashMap<>();

	/** Adds what a request needs besides, as a signature. */
	@FunctionalInterface
	interface Signing {

		Map<String, String> sign(URI address) throws IOException;
	}

	private final Signing signing;

	HttpDoor(final Signing signing) {
		this.signing = signing;
	}

	/**
	 * Asks until there is a good answer, a fault that does not pass, or the deadline is over. An interrupt stays set
	 * and does not end it.
	 *
	 * @param shown
	 *            what the address is called in sentences
	 */
	<T> T ask(final URI address, final String shown, final Exchange<T> exchange, final Deadline deadline)
		throws IOException
	{
		boolean interrupted = false;
		try {
			for (int attempt = 1;; attempt++)
				try {
					return exchange.take(followed(address, shown, exchange, deadline));
				}
				catch (final PassingFault e) {
					interrupted |= Thread.interrupted();
					final long pause = Math.max(e.after(),
						(FIRST_PAUSE << attempt - 1) / 2 + ThreadLocalRandom.current().nextLong(FIRST_PAUSE));
					if (attempt == ATTEMPTS || pause >= deadline.left()) throw new IOException(e.getMessage(), e);
					interrupted |= sleep(pause);
				}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	private static boolean sleep(final long millis) {
		final long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		boolean interrupted = false;
		for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()))
			try {
				Thread.sleep(left);
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		return interrupted;
	}

	private HttpAnswer followed(final URI address, final String shown, final Exchange<?> exchange,
		final Deadline deadline) throws IOException
	{
		URI at = address;
		for (int i = 0; i <= REDIRECTIONS; i++) {
			final HttpAnswer answer = once(at, shown, exchange, deadline);
			if (!isRedirection(answer)) return checked(answer, shown);
			final URI to = target(at, answer.header("Location").orElse(""), shown);
			if (!staysAt(at, to))
				throw new IOException(shown + ": the server sends on to the host " + to.getHost()
					+ (to.getPort() < 0 ? "" : ":" + to.getPort())
					+ ", which was not named, and is not asked; open the slide by its address there");
			at = to;
		}
		throw new IOException(shown + ": the server sends from one address to the next without end");
	}

	private static boolean isRedirection(final HttpAnswer answer) {
		return switch (answer.status()) {
			case 301, 302, 303, 307, 308 -> answer.header("Location").isPresent();
			default -> false;
		};
	}

	private static URI target(final URI from, final String location, final String shown) throws IOException {
		try {
			final URI to = from.resolve(location);
			if (to.getHost() != null) return to;
		}
		catch (final IllegalArgumentException e) {
			// said below, without what it holds
		}
		throw new IOException(shown + ": the server sends on to what is no address");
	}

	/** The same host and port; or the same host from http to https, at their usual ports. */
	private static boolean staysAt(final URI from, final URI to) {
		if (!from.getHost().equalsIgnoreCase(to.getHost()) || to.getRawUserInfo() != null) return false;
		if (from.getScheme().equalsIgnoreCase(to.getScheme())) return port(from) == port(to);
		return to.getScheme().equalsIgnoreCase("https") && port(from) == 80 && port(to) == 443;
	}

	private static int port(final URI address) {
		if (address.getPort() >= 0) return address.getPort();
		return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
	}

	/** Refuses what is busy or broken for the moment. */
	private static HttpAnswer checked(final HttpAnswer answer, final String shown) throws PassingFault {
		switch (answer.status()) {
			case 429, 500, 502, 503, 504 -> throw new PassingFault(
				shown + ": the server answers with status " + answer.status() + ", again and again",
				after(answer));
			default -> {
				return answer;
			}
		}
	}

	private static long after(final HttpAnswer answer) {
		final String seconds = answer.header("Retry-After").orElse("");
		return seconds.matches("\\d{1,6}") ? TimeUnit.SECONDS.toMillis(Long.parseLong(seconds)) : 0;
	}

	private HttpAnswer once(final URI address, final String shown, final Exchange<?> exchange,
		final Deadline deadline) throws IOException
	{
		final HttpRequest request = request(address, exchange);
		final Semaphore host = HOSTS.computeIfAbsent(address.getRawAuthority(), name -> new Semaphore(AT_ONCE, true));
		boolean interrupted = false;
		boolean entered = false;
		try {
			while (!entered)
				try {
					entered = host.tryAcquire(deadline.left(), TimeUnit.MILLISECONDS);
					if (!entered) throw slow(shown);
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
			return sent(request, shown, exchange, deadline);
		}
		finally {
			if (entered) host.release();
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	private HttpRequest request(final URI address, final Exchange<?> exchange) throws IOException {
		final Map<String, String> headers = new TreeMap<>();
		headers.put("Accept-Encoding", "identity");
		if (exchange.range() != null) headers.put("Range", exchange.range());
		if (exchange.ifMatch() != null) headers.put("If-Match", exchange.ifMatch());
		headers.putAll(signing.sign(address));
		final HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(ANSWER).GET();
		headers.forEach(request::header);
		return request.build();
	}

	private static HttpAnswer sent(final HttpRequest request, final String shown, final Exchange<?> exchange,
		final Deadline deadline) throws IOException
	{
		final BodyOnce body = new BodyOnce(exchange);
		final CompletableFuture<HttpResponse<byte[]>> future = CLIENT.sendAsync(request, body);
		boolean interrupted = false;
		try {
			while (true)
				try {
					final HttpResponse<byte[]> response = future.get(deadline.left(), TimeUnit.MILLISECONDS);
					return new HttpAnswer(response.statusCode(), response.headers(), response.body());
				}
				catch (final InterruptedException e) {
					interrupted = true;
				}
				catch (final TimeoutException e) {
					future.cancel(true);
					body.cancel();
					throw slow(shown);
				}
				catch (final ExecutionException e) {
					throw fault(shown, request.uri(), e.getCause());
				}
		}
		finally {
			if (interrupted) Thread.currentThread().interrupt();
		}
	}

	private static IOException slow(final String shown) {
		return new IOException(shown + ": the server is too slow; it did not give what was asked for within "
			+ Deadline.READ_MILLIS / 1000 + " seconds");
	}

	private static IOException fault(final String shown, final URI address, final Throwable cause) {
		for (Throwable reason = cause; reason != null; reason = reason.getCause())
			if (reason instanceof UnresolvedAddressException || reason instanceof UnknownHostException)
				return new IOException(shown + ": there is no host " + address.getHost(), cause);
			else if (reason instanceof SSLException)
				return new IOException(shown + ": there is no safe connection to " + address.getHost()
					+ "; its certificate may not be valid", cause);
		if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException)
			return new PassingFault(shown + ": no connection to " + address.getRawAuthority(), cause);
		if (cause instanceof HttpTimeoutException)
			return new PassingFault(shown + ": the server does not answer", cause);
		return new PassingFault(shown + ": the connection ends before the answer does", cause);
	}

	/** Makes the taker of the body when status and headers are there. */
	private static final class BodyOnce implements HttpResponse.BodyHandler<byte[]> {

		private final Exchange<?> exchange;
		private volatile BoundedBody body;

		BodyOnce(final Exchange<?> exchange) {
			this.exchange = exchange;
		}

		@Override
		public HttpResponse.BodySubscriber<byte[]> apply(final HttpResponse.ResponseInfo info) {
			body = new BoundedBody(exchange.most(info.statusCode()));
			return body;
		}

		void cancel() {
			if (body != null) body.cancel();
		}
	}
}
