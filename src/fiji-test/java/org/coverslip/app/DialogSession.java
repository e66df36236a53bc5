package org.coverslip.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.SwingUtilities;

import org.coverslip.command.FijiSession;

import ij.IJ;

/**
 * Opens a command's dialog in Fiji's ImageJ, prints the texts of its buttons with their tool tips, a line each, and
 * draws it into a PNG file. Arguments: command, PNG file.
 */
final class DialogSession {

	private static final long PATIENCE_MS = 30_000;

	private DialogSession() {}

	public static void main(final String[] args) throws Exception {
		FijiSession.start();
		new Thread(() -> IJ.run(args[0]), "Run$_command").start();
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		JDialog dialog = null;
		while (dialog == null && System.currentTimeMillis() < end) {
			Thread.sleep(100);
			for (final Window window : Window.getWindows())
				if (window instanceof JDialog found && found.isVisible() && found.getTitle().equals(args[0]))
					dialog = found;
		}
		if (dialog == null) throw new IllegalStateException("no dialog opens");
		final JDialog shown = dialog;
		SwingUtilities.invokeAndWait(() -> {
			buttons(shown).forEach(button -> System.out.println(button.getText() + " " + button.getToolTipText()));
			final BufferedImage picture =
				new BufferedImage(shown.getWidth(), shown.getHeight(), BufferedImage.TYPE_INT_RGB);
			shown.paint(picture.getGraphics());
			try {
				ImageIO.write(picture, "png", new File(args[1]));
			}
			catch (final IOException e) {
				throw new UncheckedIOException(e);
			}
		});
		Runtime.getRuntime().halt(0); // ImageJ would go on
	}

	private static List<JButton> buttons(final Container container) {
		final List<JButton> buttons = new ArrayList<>();
		for (final Component part : container.getComponents()) {
			if (part instanceof JButton button && button.getText() != null) buttons.add(button);
			if (part instanceof Container inner) buttons.addAll(buttons(inner));
		}
		return buttons;
	}
}
