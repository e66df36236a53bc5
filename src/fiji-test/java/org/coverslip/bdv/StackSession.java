package org.coverslip.bdv;

import java.awt.Component;
import java.awt.Container;
import java.awt.Point;
import java.awt.Robot;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.swing.JDialog;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.SwingUtilities;

import org.coverslip.detect.SlideOpener;

import bdv.tools.brightness.BrightnessDialog;
import bdv.tools.brightness.ConverterSetup;
import bdv.viewer.ViewerPanel;
import net.imglib2.realtransform.AffineTransform3D;

/**
 * What a user does with a stack: turns the wheel, steps through focal planes by keys, wheel and slider, opens the
 * brightness dialog by its key and changes a range there. Prints what came of it. Arguments: slide, a PNG file for the
 * screen or nothing.
 */
final class StackSession {

	private static final long PATIENCE_MS = 20_000;

	private final SlideBdv window;
	private final ViewerPanel viewer;
	private final Robot robot;

	private StackSession(final SlideBdv window) throws Exception {
		this.window = window;
		viewer = window.handle().getViewerPanel();
		robot = new Robot();
	}

	public static void main(final String[] args) {
		try {
			final SlideBdv window = new SlideBdv("window", failure -> {});
			window.show(SlideOpener.open(Path.of(args[0])), 0);
			window.fit();
			final StackSession session = new StackSession(window);
			session.look();
			session.brighten();
			if (args.length > 1) {
				final Window frame = SwingUtilities.getWindowAncestor(session.viewer);
				Thread.sleep(2000); // until all is drawn; only for pictures to look at
				ImageIO.write(session.robot.createScreenCapture(frame.getGraphicsConfiguration().getBounds()), "png",
					new File(args[1]));
			}
		}
		catch (final Exception e) {
			e.printStackTrace();
		}
		Runtime.getRuntime().halt(0); // Swing would go on
	}

	private void look() throws Exception {
		await(() -> viewer.getDisplay().isShowing());
		final Point place = viewer.getDisplay().getLocationOnScreen();
		robot.mouseMove(place.x + viewer.getDisplay().getWidth() / 2, place.y + viewer.getDisplay().getHeight() / 2);
		final JSlider slider = all(viewer).filter(JSlider.class::isInstance).map(JSlider.class::cast)
			.filter(found -> found.getOrientation() == JSlider.VERTICAL).findFirst().orElseThrow();
		await(() -> slider.isShowing() && slider.getMaximum() > 0);
		System.out.println("slider " + slider.getValue() + " of " + slider.getMaximum());

		final AffineTransform3D before = transform();
		robot.mouseWheel(-1);
		await(() -> scale(transform()) > scale(before) * 1.01);
		System.out.printf(Locale.ROOT, "wheel zooms %s, z %.2f%n", scale(transform()) > scale(before), z());

		SwingUtilities.invokeAndWait(() -> viewer.getDisplay().requestFocusInWindow());
		await(() -> viewer.getDisplay().isFocusOwner());
		type(KeyEvent.VK_PERIOD);
		System.out.printf(Locale.ROOT, "period %.2f, slider %d%n", z(), slider.getValue());
		type(KeyEvent.VK_PAGE_UP);
		System.out.printf(Locale.ROOT, "page up %.2f, slider %d%n", z(), slider.getValue());
		type(KeyEvent.VK_COMMA);
		System.out.printf(Locale.ROOT, "comma %.2f, slider %d%n", z(), slider.getValue());
		robot.keyPress(KeyEvent.VK_SHIFT);
		robot.mouseWheel(1);
		robot.waitForIdle();
		robot.keyRelease(KeyEvent.VK_SHIFT);
		settle();
		System.out.printf(Locale.ROOT, "shift wheel %.2f, slider %d%n", z(), slider.getValue());
		SwingUtilities.invokeAndWait(() -> slider.setValue(0));
		settle();
		System.out.printf(Locale.ROOT, "slider down %.2f%n", z());
		type(KeyEvent.VK_PAGE_DOWN);
		System.out.printf(Locale.ROOT, "no plane below %.2f%n", z());
	}

	private void brighten() throws Exception {
		final ConverterSetup setup = window.handle().getConverterSetups().getConverterSetups(
			viewer.state().getSources()).get(0);
		System.out.printf(Locale.ROOT, "drawn %.0f to %.0f%n", setup.getDisplayRangeMin(), setup.getDisplayRangeMax());
		type(KeyEvent.VK_S);
		await(() -> dialog() != null);
		System.out.println("dialog " + shown());
		SwingUtilities.invokeAndWait(() -> spinners().get(1).setValue(1500.0));
		System.out.printf(Locale.ROOT, "edited %.0f to %.0f%n", setup.getDisplayRangeMin(), setup.getDisplayRangeMax());
		SwingUtilities.invokeAndWait(() -> setup.setDisplayRange(50, 9000)); // as the panel at the side does
		System.out.println("followed " + shown());
	}

	private static JDialog dialog() {
		for (final Window open : Window.getWindows())
			if (open instanceof BrightnessDialog dialog && dialog.isShowing()) return dialog;
		return null;
	}

	/** The numbers beside the dialog's first two sliders: the lower and the upper end of the first range. */
	private static List<JSpinner> spinners() {
		return all(dialog()).filter(component -> component instanceof JSpinner && component.isShowing()
			&& all(component.getParent()).anyMatch(JSlider.class::isInstance)).map(JSpinner.class::cast).limit(2)
			.toList();
	}

	private static String shown() throws Exception {
		final String[] text = new String[1];
		SwingUtilities.invokeAndWait(() -> text[0] = spinners().stream()
			.map(spinner -> String.format(Locale.ROOT, "%.0f", ((Number) spinner.getValue()).doubleValue()))
			.collect(Collectors.joining(" to ")));
		return text[0];
	}

	private void type(final int key) throws Exception {
		robot.keyPress(key);
		robot.keyRelease(key);
		settle();
	}

	/** Until all that was done is dealt with: the input, and what it set off on the event dispatch thread. */
	private void settle() throws Exception {
		robot.waitForIdle();
		for (int i = 0; i < 3; i++)
			SwingUtilities.invokeAndWait(() -> {});
	}

	private AffineTransform3D transform() {
		return viewer.state().getViewerTransform();
	}

	private static double scale(final AffineTransform3D transform) {
		return transform.get(0, 0);
	}

	/** World z in the middle of the view. */
	private double z() {
		final double[] centre = { viewer.getDisplay().getWidth() / 2.0, viewer.getDisplay().getHeight() / 2.0, 0 };
		transform().applyInverse(centre, centre);
		return centre[2] + 0.0;
	}

	private static Stream<Component> all(final Container container) {
		return Arrays.stream(container.getComponents()).flatMap(
			component -> Stream.concat(Stream.of(component), component instanceof Container c ? all(c) : Stream.of()));
	}

	/** Waits, but goes on in the end: what is printed tells. */
	private static void await(final BooleanSupplier condition) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!condition.getAsBoolean() && System.currentTimeMillis() < end)
			Thread.sleep(20);
	}
}
