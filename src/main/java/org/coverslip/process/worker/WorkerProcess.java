package org.coverslip.process.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.coverslip.process.TileAnswer;
import org.coverslip.process.TileCode;
import org.coverslip.process.TileImage;
import org.coverslip.process.WireParts;

/**
 * A virtual machine that works on tiles, one after the other. It is the one that runs here, with the classes that are
 * known here. For one thread at a time, but {@link #close()}. Its end is the end of its input, so that it does not
 * outlive this process.
 */
final class WorkerProcess implements Closeable {

	private static final int BUFFER = 1 << 16;
	/** Lines of standard error that are kept, to say why a worker ended. */
	private static final int KEPT_LINES = 20;
	private static final long PATIENCE_SECONDS = 10;

	private final Process process;
	private final DataInputStream in;
	private final DataOutputStream out;
	private final Consumer<String> log;
	private final Thread listener;
	private final Deque<String> lastWords = new ArrayDeque<>();
	private int tiles;

	private WorkerProcess(final Process process, final Consumer<String> log) {
		this.process = process;
		this.log = log;
		in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER));
		out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), BUFFER));
		listener = new Thread(this::listen, "coverslip-worker-errors");
		listener.setDaemon(true);
		listener.start();
	}

	/**
	 * Starts a process and waits until it is ready.
	 *
	 * @param log
	 *            is told what the code prints, from any thread
	 * @throws TileServer.ProblemException
	 *             if it cannot do the work
	 * @throws EndedException
	 *             if it ended
	 * @throws IOException
	 *             if no process can be started
	 */
	static WorkerProcess start(final WorkerSettings settings, final TileCode code, final Consumer<String> log)
		throws IOException, TileServer.ProblemException
	{
		final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		final ProcessBuilder builder = new ProcessBuilder(java, "-Xmx" + settings.heapMegabytes() + "m",
			"-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ErrorFileToStderr", "-XX:+ExitOnOutOfMemoryError",
			"-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", settings.mainClass());
		builder.environment().put("CLASSPATH", String.join(File.pathSeparator, classPath()));
		builder.environment().remove("JAVA_TOOL_OPTIONS");
		final WorkerProcess worker = new WorkerProcess(builder.start(), log);
		try {
			worker.say(TileServer.CODE, to -> TileWire.write(code, to));
			worker.hear(TileServer.READY);
			return worker;
		}
		catch (final IOException | TileServer.ProblemException | RuntimeException e) {
			worker.close();
			throw e;
		}
	}

	/** Where the classes are that are known here. */
	private static Set<String> classPath() {
		final Set<String> all = new LinkedHashSet<>();
		for (ClassLoader loader = WorkerProcess.class.getClassLoader(); loader != null; loader = loader.getParent())
			if (loader instanceof URLClassLoader urls) for (final URL url : urls.getURLs())
				if (url.getProtocol().equals("file")) all.add(path(url));
		all.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
		return all;
	}

	private static String path(final URL url) {
		try {
			return Path.of(url.toURI()).toString();
		}
		catch (final URISyntaxException e) {
			return url.getPath();
		}
	}

	/** Has a tile worked on; otherwise as above. */
	TileAnswer run(final TileImage image) throws IOException, TileServer.ProblemException {
		tiles++;
		say(TileServer.TILE, to -> TileWire.write(image, to));
		return TileWire.readAnswer(hear(TileServer.ANSWER));
	}

	/** How many tiles it has worked on. */
	int tiles() {
		return tiles;
	}

	boolean isAlive() {
		return process.isAlive();
	}

	private void say(final byte kind, final WireParts.Writer<DataOutputStream> content) throws IOException {
		try {
			TileServer.send(out, kind, content);
		}
		catch (final IOException e) {
			throw ended(e);
		}
	}

	/** Waits for a message of a kind, and passes on what is printed until then. */
	private DataInputStream hear(final byte kind) throws IOException, TileServer.ProblemException {
		while (true) {
			final byte[] frame;
			try {
				frame = new byte[WireParts.length(in)];
				in.readFully(frame);
			}
			catch (final IOException e) {
				throw ended(e);
			}
			final DataInputStream message = new DataInputStream(new ByteArrayInputStream(frame));
			final byte heard = message.readByte();
			if (heard == kind) return message;
			if (heard == TileServer.LOG) log.accept(WireParts.text(message));
			else if (heard == TileServer.PROBLEM) throw new TileServer.ProblemException(WireParts.text(message));
			else throw new IOException("a worker said " + heard);
		}
	}

	private EndedException ended(final IOException cause) {
		try {
			if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				listener.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
				return new EndedException("exit status " + process.exitValue() + said(), cause);
			}
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		return new EndedException("it does not answer any more", cause);
	}

	/** The line of what it said on its standard error that tells most: the first of an error, else the last. */
	private String said() {
		synchronized (lastWords) {
			final String line = lastWords.stream().filter(words -> words.matches(".*(Error|Exception)\\b.*"))
				.findFirst().orElse(lastWords.peekLast());
			return line == null ? "" : ": " + line.strip();
		}
	}

	private void listen() {
		try (BufferedReader reader =
			new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)))
		{
			for (String line = reader.readLine(); line != null; line = reader.readLine())
				synchronized (lastWords) {
					if (line.isBlank()) continue;
					if (lastWords.size() == KEPT_LINES) lastWords.removeFirst();
					lastWords.add(line);
				}
		}
		catch (final IOException e) {
			// it has ended
		}
	}

	/** Ends the process at once, from any thread. */
	@Override
	public void close() {
		process.destroyForcibly();
	}

	/** The process is no more. The message says what is known of its end. */
	static final class EndedException extends IOException {

		private static final long serialVersionUID = 1L;

		EndedException(final String how, final IOException cause) {
			super(how, cause);
		}
	}
}
