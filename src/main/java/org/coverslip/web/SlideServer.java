package org.coverslip.web;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.coverslip.detect.SlideFolder;
import org.coverslip.detect.SlideOpener;
import org.coverslip.io.RegularFiles;
import org.coverslip.slide.MemoryBudget;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Shows slides in a browser of this machine: each with all its levels, made into pictures as they are looked at, and
 * folders of slides with their thumbnails.
 * <p>
 * It listens at the loopback address only, answers only those who know the random token in its addresses, and serves
 * nothing but what was {@linkplain #share shared}. Memory, threads and open slides are bounded whatever is asked for.
 * Thread-safe.
 */
public final class SlideServer implements Closeable {

	/** Lets the system choose a free port. */
	public static final int ANY_PORT = 0;

	private static final byte[] LOOPBACK = { 127, 0, 0, 1 };
	private static final int BACKLOG = 100;
	private static final int SLIDE_THREADS = 2;
	private static final int WAITING_SLIDES = 256;
	private static final int LARGEST_PORT = 65535;

	private final HttpServer http;
	private final Gate gate;
	private final RequestThreads requests;
	private final Taking taking;
	private final NewestFirst tileQueue;
	private final NewestFirst slideQueue;
	private final SharedSlides shared = new SharedSlides();
	private final OpenSlides slides;
	private final RegionAnswers regions;
	private final MemoryBudget.Reservation memory;
	private final WindowAnswers windows;
	private final AnnotationAnswers annotations;
	private final ServerFolder contents = new ServerFolder();
	private final RecentBytes recent;
	private final Router router;
	private final AtomicBoolean closed = new AtomicBoolean();

	private SlideServer(final HttpServer http, final SlideOpening opening, final ServerLimits limits,
		final Optional<RegionOpening> program)
	{
		this.http = http;
		gate = new Gate(http.getAddress().getPort());
		slides = new OpenSlides(opening, limits);
		tileQueue =
			new NewestFirst("coverslip-web-tile", Runtime.getRuntime().availableProcessors(), limits.waitingTiles());
		slideQueue = new NewestFirst("coverslip-web-slide", SLIDE_THREADS, WAITING_SLIDES);
		regions = new RegionAnswers(slides, limits);
		windows = new WindowAnswers(slides, program);
		memory = MemoryBudget.ofProcess().reserve(limits.encodedBytes(), limits.encodedBytes() / 4);
		recent = new RecentBytes(memory.bytes());
		annotations = new AnnotationAnswers(slides, recent, shared, contents);
		router = new Router(shared, slides, new PictureAnswers(slides, recent), regions, windows, annotations,
			tileQueue, slideQueue, limits);
		requests = new RequestThreads(limits.patience());
		taking = new Taking(limits.patience());
		http.setExecutor(requests);
		http.createContext("/", this::handle);
	}

	/**
	 * Starts a server; the caller closes it.
	 *
	 * @param port
	 *            1 to 65535, or {@link #ANY_PORT}
	 * @throws IOException
	 *             if the port is taken
	 */
	public static SlideServer start(final int port) throws IOException {
		return start(port, SlideOpener::open);
	}

	/**
	 * Starts a server within a program in which its users can open what they look at; the caller closes it.
	 *
	 * @param port
	 *            likewise
	 */
	public static SlideServer startWithin(final RegionOpening program, final int port) throws IOException {
		return start(port, SlideOpener::open, ServerLimits.DEFAULT, Optional.of(program));
	}

	/** Starts a server of slides that are opened in another way. */
	static SlideServer start(final int port, final SlideOpening opening) throws IOException {
		return start(port, opening, ServerLimits.DEFAULT);
	}

	static SlideServer start(final int port, final SlideOpening opening, final ServerLimits limits) throws IOException {
		return start(port, opening, limits, Optional.empty());
	}

	static SlideServer start(final int port, final SlideOpening opening, final ServerLimits limits,
		final Optional<RegionOpening> program) throws IOException
	{
		if (port < 0 || port > LARGEST_PORT)
			throw new IllegalArgumentException("a port is 1 to 65535, or 0 for any, not " + port);
		// else Java's server holds each picture back until the browser has acknowledged its header
		setUnlessSet("sun.net.httpserver.nodelay", "true");
		final HttpServer http;
		try {
			http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), BACKLOG);
		}
		catch (final BindException e) {
			throw new IOException(
				"port " + port + " is taken by another program; choose another, or 0 for any that is free", e);
		}
		final SlideServer server = new SlideServer(http, opening, limits, program);
		http.start();
		return server;
	}

	/** Sets one of the properties that Java's server reads before it is first started. */
	private static void setUnlessSet(final String property, final String value) {
		if (System.getProperty(property) == null) System.setProperty(property, value);
	}

	/** The address of the list of all that is shared. */
	public URI address() {
		return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/" + gate.token() + "/");
	}

	/**
	 * Adds a slide, or a folder with all slides in it; what is shown already stays as it is.
	 *
	 * @param path
	 *            a slide's file or folder, or a folder of slides
	 * @return the address of the slide's page, or of the list
	 * @throws IOException
	 *             if there is no such file, or the folder cannot be read
	 */
	public URI share(final Path path) throws IOException {
		if (closed.get()) throw new IOException("the slide server has been stopped");
		if (Files.exists(path) && !Files.isDirectory(path)) RegularFiles.checkInput(path);
		if (Files.isDirectory(path) && !SlideFolder.isSlide(path)) {
			shared.addFolder(path);
			return address();
		}
		return address().resolve("slide/" + shared.addSlide(path).id());
	}

	/**
	 * Lets what users draw be saved beside a slide, or beside all slides in a folder, when they ask for it: as GeoJSON
	 * of a name that is not there yet. Without this nothing is ever written there.
	 *
	 * @param path
	 *            what was, or will be, shared
	 * @throws IOException
	 *             if there is no such file
	 */
	public void allowSaving(final Path path) throws IOException {
		shared.allowSaving(path);
	}

	private void handle(final HttpExchange exchange) throws IOException {
		final Reply reply = new Reply(exchange, taking);
		requests.hasHeaders();
		try {
			final List<String> path = gate.admit(exchange, reply);
			if (path == null) return;
			final Content content = Content.of(exchange, contents);
			requests.hasRequest();
			try {
				router.answer(reply, path, Query.of(exchange.getRequestURI().getRawQuery()), content, gate.token());
			}
			catch (final IOException | RuntimeException e) {
				content.close();
				throw e;
			}
		}
		catch (final IOException | RuntimeException | Error e) {
			Request.fail(reply, e);
		}
	}

	/** How many slides are open. */
	int openSlides() {
		return slides.count();
	}

	/**
	 * Stops: all connections and slides are closed, what is being made fails for that, temporary files are deleted.
	 * Returns when all its threads have ended. Closing twice has no effect.
	 */
	@Override
	public void close() throws IOException {
		if (closed.getAndSet(true)) return;
		http.stop(0);
		try {
			slides.close();
		}
		finally {
			tileQueue.close();
			slideQueue.close();
			windows.close();
			annotations.close();
			contents.close();
			regions.close();
			recent.clear();
			requests.close();
			taking.close();
			memory.close();
		}
	}
}
