package org.coverslip.testing;

import static org.junit.Assume.assumeTrue;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.coverslip.export.JsonText;

/**
 * A real browser without a window, with one page, driven through its DevTools protocol: what a user does with mouse,
 * finger and keys, and what the page asks of the network.
 */
public final class Chromium implements Closeable {

	private static final String PROGRAM = "/usr/bin/chromium";
	private static final long SECONDS = 120;

	private final Process process;
	private final AtomicInteger numbers = new AtomicInteger();
	private final Map<Integer, CompletableFuture<Map<String, Object>>> answers = new ConcurrentHashMap<>();
	private final List<String> requests = new CopyOnWriteArrayList<>();
	private final List<String> complaints = new CopyOnWriteArrayList<>();
	private final WebSocket socket;
	private String session;

	private Chromium(final Process process, final URI address) throws Exception {
		this.process = process;
		socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Listener())
			.get(SECONDS, TimeUnit.SECONDS);
	}

	/** Skips the test where there is no browser. */
	public static void assumeInstalled() {
		assumeTrue("skipped: Chromium is not installed", new File(PROGRAM).canExecute());
	}

	/** Starts the browser, or skips the test where there is none. */
	public static Chromium start(final Path profile) throws Exception {
		assumeInstalled();
		final Process process =
			new ProcessBuilder(PROGRAM, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
			"--remote-debugging-port=0", "--user-data-dir=" + profile, "--no-first-run",
			"--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-dev-shm-usage",
			"about:blank")
				.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		final Path told = profile.resolve("DevToolsActivePort");
		await("Chromium", () -> told.toFile().length() > 0 && lines(told).size() > 1);
		final List<String> lines = lines(told);
		final Chromium browser = new Chromium(process, URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)));
		final Object target = browser.call("Target.createTarget", Map.of("url", "about:blank")).get("targetId");
		browser.session =
			(String) browser.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
			.get("sessionId");
		for (final String domain : List.of("Page", "Runtime", "Network", "Log"))
			browser.call(domain + ".enable", Map.of());
		return browser;
	}

	private static List<String> lines(final Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (final IOException e) {
			return List.of();
		}
	}

	private static void await(final String what, final BooleanSupplier condition) throws InterruptedException {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) throw new AssertionError("waited in vain for " + what);
			Thread.sleep(20);
		}
	}

	private final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		@Override
		public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean last) {
			text.append(part);
			if (last) {
				hear(text.toString());
				text.setLength(0);
			}
			from.request(1);
			return null;
		}
	}

	@SuppressWarnings("unchecked")
	private void hear(final String json) {
		final Map<String, Object> message = (Map<String, Object>) Json.parse(json);
		if (message.get("id") instanceof Double number) {
			answers.remove(number.intValue()).complete(message);
			return;
		}
		final Map<String, Object> event = (Map<String, Object>) message.get("params");
		switch ((String) message.get("method")) {
			case "Network.requestWillBeSent" ->
				requests.add((String) ((Map<String, Object>) event.get("request")).get("url"));
			case "Runtime.exceptionThrown" -> complaints.add(JsonText.of(event));
			case "Log.entryAdded" -> complaints.add(JsonText.of(event.get("entry")));
			default -> {} // nothing that a test asks for
		}
	}

	/** Calls a method of the protocol and returns its result. */
	@SuppressWarnings("unchecked")
	public Map<String, Object> call(final String method, final Map<String, ?> parameters)
		throws InterruptedException, ExecutionException, TimeoutException
	{
		final int number = numbers.incrementAndGet();
		final CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
		answers.put(number, answer);
		final Map<String, Object> message = new LinkedHashMap<>();
		message.put("id", number);
		if (session != null) message.put("sessionId", session);
		message.put("method", method);
		message.put("params", parameters);
		synchronized (socket) {
			socket.sendText(JsonText.of(message), true).get(SECONDS, TimeUnit.SECONDS);
		}
		final Map<String, Object> result = answer.get(SECONDS, TimeUnit.SECONDS);
		if (result.containsKey("error")) throw new AssertionError(method + ": " + result.get("error"));
		return (Map<String, Object>) result.get("result");
	}

	/** Sets the size of the page, and goes to an address. */
	public void open(final URI address, final int width, final int height, final double pixelRatio) throws Exception {
		call("Emulation.setDeviceMetricsOverride",
			Map.of("width", width, "height", height, "deviceScaleFactor", pixelRatio, "mobile", width < 600));
		call("Page.navigate", Map.of("url", address.toString()));
	}

	/** The value of an expression of JavaScript; of a promise, what it becomes. */
	@SuppressWarnings("unchecked")
	public Object evaluate(final String script) throws Exception {
		final Map<String, Object> answer =
			call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
		if (answer.containsKey("exceptionDetails"))
			throw new AssertionError(script + ": " + answer.get("exceptionDetails"));
		return ((Map<String, Object>) answer.get("result")).get("value");
	}

	/** Waits until an expression is true; that it fails while the page is being made does not matter. */
	public void await(final String script) throws Exception {
		final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
		while (!Boolean.TRUE.equals(
			evaluate("(() => { try { return Boolean(" + script + ") } catch { return false } })()"))) {
			if (System.nanoTime() > end)
				throw new AssertionError("waited in vain for " + script + "; " + complaints + "; "
					+ evaluate("document.body.innerText"));
			Thread.sleep(30);
		}
	}

	/** Presses the mouse at one point of the page, moves it in steps, and releases it. */
	public void drag(final double x0, final double y0, final double x1, final double y1) throws Exception {
		mouse("mouseMoved", x0, y0, 0);
		mouse("mousePressed", x0, y0, 1);
		for (int i = 1; i <= 5; i++)
			mouse("mouseMoved", x0 + (x1 - x0) * i / 5, y0 + (y1 - y0) * i / 5, 1);
		mouse("mouseReleased", x1, y1, 0);
	}

	/** Draws with the mouse: presses it at the first of some points, moves it to all, and releases it at the last. */
	public void draw(final double[]... points) throws Exception {
		mouse("mouseMoved", points[0][0], points[0][1], 0);
		mouse("mousePressed", points[0][0], points[0][1], 1);
		for (final double[] point : points)
			mouse("mouseMoved", point[0], point[1], 1);
		mouse("mouseReleased", points[points.length - 1][0], points[points.length - 1][1], 0);
	}

	/** Clicks at a point of the page; twice in one place is a double click. */
	public void clickAt(final double x, final double y) throws Exception {
		mouse("mouseMoved", x, y, 0);
		mouse("mousePressed", x, y, 1);
		mouse("mouseReleased", x, y, 0);
	}

	/** Taps with a finger. */
	public void tap(final double x, final double y) throws Exception {
		finger("touchStart", List.of(Map.of("x", x, "y", y)));
		finger("touchEnd", List.of());
	}

	/** Draws with a finger. */
	public void touch(final double x0, final double y0, final double x1, final double y1) throws Exception {
		finger("touchStart", List.of(Map.of("x", x0, "y", y0)));
		for (int i = 1; i <= 5; i++)
			finger("touchMove", List.of(Map.of("x", x0 + (x1 - x0) * i / 5, "y", y0 + (y1 - y0) * i / 5)));
		finger("touchEnd", List.of());
	}

	private void finger(final String type, final List<Object> points) throws Exception {
		call("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
	}

	private void mouse(final String type, final double x, final double y, final int buttons) throws Exception {
		call("Input.dispatchMouseEvent", Map.of("type", type, "x", x, "y", y, "buttons", buttons, "button",
			type.equals("mouseMoved") ? "none" : "left", "clickCount", type.equals("mouseMoved") ? 0 : 1));
	}

	/** Turns the wheel; a negative number zooms in. */
	public void wheel(final double x, final double y, final double delta) throws Exception {
		call("Input.dispatchMouseEvent", Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", delta));
	}

	/** Presses a key that is no letter, e.g. "ArrowLeft" or "Escape", or one of a character. */
	public void key(final String key, final boolean shift) throws Exception {
		final Map<String, Object> press = new LinkedHashMap<>();
		press.put("type", "keyDown");
		press.put("key", key);
		press.put("modifiers", shift ? 8 : 0);
		if (key.length() == 1) press.put("text", key);
		call("Input.dispatchKeyEvent", press);
		call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
	}

	/** Clicks on an element of an id. */
	public void click(final String id) throws Exception {
		evaluate("document.getElementById('" + id + "').click()");
	}

	/** Has downloads arrive in a folder. */
	public void downloadTo(final Path folder) throws Exception {
		call("Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
	}

	/** A picture of the page as PNG. */
	public byte[] screenshot() throws Exception {
		return Base64.getDecoder().decode((String) call("Page.captureScreenshot", Map.of("format", "png")).get("data"));
	}

	/** The addresses of all that pages asked for, from the first one on or what was forgotten last. */
	public List<String> requests() {
		return new ArrayList<>(requests);
	}

	/** Exceptions, and what the browser itself has to complain of, such as breaches of the security policy. */
	public List<String> complaints() {
		return new ArrayList<>(complaints);
	}

	/** Forgets what was asked for and complained of. */
	public void forget() {
		requests.clear();
		complaints.clear();
	}

	@Override
	public void close() throws IOException {
		socket.abort();
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
		try {
			if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
