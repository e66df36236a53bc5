package org.coverslip.bdv;

import java.awt.event.WindowEvent;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.swing.JFrame;
import javax.swing.SwingUtilities;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;

/**
 * Opens and closes many windows of a slide, half of them as their user does, and prints what is left of them.
 * Arguments: slide, number of windows.
 */
final class WindowSession {

	private static final long PATIENCE_MS = 20_000;

	private WindowSession() {}

	public static void main(final String[] args) {
		try {
			run(args);
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // Swing would go on
	}

	private static void run(final String[] args) throws Exception {
		final Path file = Path.of(args[0]);
		cycle(file, 0, new ArrayList<>()); // starts what Java keeps for all windows
		final List<WeakReference<?>> gone = new ArrayList<>();
		for (int i = 0; i < Integer.parseInt(args[1]); i++)
			cycle(file, i, gone);
		await(() -> threads() == 0 && handles(file) == 0);
		await(() -> {
			System.gc();
			return alive(gone) == 0;
		});
		System.out.println("threads " + threads() + ", handles " + handles(file) + ", slides " + alive(gone));
	}

	private static void cycle(final Path file, final int number, final List<WeakReference<?>> gone) throws Exception {
		final Slide slide = SlideOpener.open(file);
		final SlideBdv window = new SlideBdv("window " + number, failure -> {
			throw new IllegalStateException(failure);
		});
		window.show(slide, 0);
		window.fit();
		final JFrame frame = (JFrame) SwingUtilities.getWindowAncestor(window.handle().getViewerPanel());
		if (threads() == 0 || handles(file) == 0) throw new IllegalStateException("the checks see nothing");
		if (number % 2 == 0) window.close();
		else SwingUtilities.invokeAndWait(
			() -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)));
		await(window::isClosed);
		gone.add(new WeakReference<>(slide));
	}

	/** Threads that load or draw. */
	private static long threads() {
		return Thread.getAllStackTraces().keySet().stream()
			.filter(thread -> thread.getName().startsWith("Fetcher") || thread.getName().startsWith("ForkJoinPool-")
				|| thread.getClass().getName().contains("PainterThread"))
			.filter(Thread::isAlive).count();
	}

	/** How often the file is open; of systems that tell. */
	private static long handles(final Path file) throws IOException {
		final Path open = Path.of("/proc/self/fd");
		if (!Files.isDirectory(open)) return threads();
		final List<Path> all;
		try (Stream<Path> links = Files.list(open)) {
			all = links.toList();
		}
		long count = 0;
		for (final Path link : all)
			if (Files.exists(link) && Files.isSameFile(link, file)) count++;
		return count;
	}

	private static long alive(final List<WeakReference<?>> references) {
		return references.stream().filter(reference -> reference.get() != null).count();
	}

	/** Waits, but goes on in the end: what is printed tells. */
	private static void await(final Check check) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!check.holds() && System.currentTimeMillis() < end)
			Thread.sleep(50);
	}

	/** What is waited for. */
	private interface Check {

		boolean holds() throws IOException;
	}
}
