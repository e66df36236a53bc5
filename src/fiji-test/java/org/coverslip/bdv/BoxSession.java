package org.coverslip.bdv;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;

import org.coverslip.detect.SlideOpener;
import org.coverslip.slide.Slide;

/**
 * What a user does: opens two slides in one window, draws a box and accepts it, cancels one, and closes the window
 * under another. Argument: slide.
 */
final class BoxSession {

	private static final long PATIENCE_MS = 20_000;

	private BoxSession() {}

	public static void main(final String[] args) {
		try {
			run(Path.of(args[0]));
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // Swing would go on
	}

	private static void run(final Path file) throws Exception {
		final Slide slide = SlideOpener.open(file);
		final SlideBdv window = new SlideBdv("window", failure -> {});
		window.show(slide, 0);
		window.fit();
		window.showBeside(SlideOpener.open(file), 0);
		final SceneInWindow second = window.shown().get(1);
		System.out.printf(Locale.ROOT, "beside %.2f to %.2f, selected %d, region %s%n", second.extent().realMin(0),
			second.extent().realMax(0), window.shown().indexOf(window.current()),
			second.region0(second.extent().realMin(0), 0, second.extent().realMin(0) + 25, 10));
		final double[] box = draw(window, dialog -> press(dialog, "OK")).orElseThrow();
		System.out.println("box " + window.shown().get(0).region0(box[0], box[1], box[2], box[3]));
		System.out.println("canceled " + draw(window, dialog -> press(dialog, "Cancel")).isEmpty());
		System.out.println("closed " + draw(window, dialog -> window.close()).isEmpty());
	}

	private static Optional<double[]> draw(final SlideBdv window, final Consumer<JDialog> user) throws Exception {
		final Thread acting = new Thread(() -> user.accept(awaitDialog()));
		acting.start();
		final Optional<double[]> box = BoxDialog.draw(window, "the box");
		acting.join();
		return box;
	}

	private static JDialog awaitDialog() {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (System.currentTimeMillis() < end) {
			for (final Window open : Window.getWindows())
				if (open instanceof JDialog dialog && dialog.isShowing() && "the box".equals(dialog.getTitle()))
					return dialog;
			Thread.onSpinWait();
		}
		throw new IllegalStateException("no dialog");
	}

	private static void press(final JDialog dialog, final String button) {
		SwingUtilities.invokeLater(() -> ((JButton) all(dialog)
			.filter(component -> component instanceof JButton b && button.equals(b.getText())).findFirst()
			.orElseThrow()).doClick());
	}

	private static Stream<Component> all(final Container container) {
		return Arrays.stream(container.getComponents())
			.flatMap(
			component -> Stream.concat(Stream.of(component), component instanceof Container c ? all(c) : Stream.of()));
	}
}
