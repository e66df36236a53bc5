package org.coverslip.unseen;

import java.awt.Dialog;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Frame;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Insets;
import java.awt.PrintJob;
import java.awt.datatransfer.Clipboard;
import java.awt.event.InputEvent;
import java.awt.font.TextAttribute;
import java.awt.im.InputMethodHighlight;
import java.awt.image.ColorModel;
import java.awt.image.ImageObserver;
import java.awt.image.ImageProducer;
import java.net.URL;
import java.util.Map;
import java.util.Properties;

/**
 * As {@code java.awt.Toolkit}, with a display, and a clipboard that is the program's own. Images and fonts are those of
 * Java.
 */
public final class Toolkit extends java.awt.Toolkit {

	private static final int DOTS_PER_INCH = 96;
	private static final Toolkit ONLY = new Toolkit();

	private final java.awt.Toolkit real = java.awt.Toolkit.getDefaultToolkit();
	private final Clipboard clipboard = new Clipboard("unseen");

	private Toolkit() {}

	public static Toolkit getDefaultToolkit() {
		return ONLY;
	}

	@Override
	public Dimension getScreenSize() {
		return UnseenDisplay.bounds().getSize();
	}

	@Override
	public int getScreenResolution() {
		return DOTS_PER_INCH;
	}

	@Override
	public Insets getScreenInsets(final GraphicsConfiguration display) {
		return new Insets(0, 0, 0, 0);
	}

	@Override
	public ColorModel getColorModel() {
		return UnseenDisplay.CONFIGURATION.getColorModel();
	}

	@Override
	public Clipboard getSystemClipboard() {
		return clipboard;
	}

	@Override
	@Deprecated
	public int getMenuShortcutKeyMask() {
		return InputEvent.CTRL_MASK;
	}

	@Override
	public int getMenuShortcutKeyMaskEx() {
		return InputEvent.CTRL_DOWN_MASK;
	}

	@Override
	public boolean getLockingKeyState(final int key) {
		return false;
	}

	@Override
	public PrintJob getPrintJob(final Frame frame, final String title, final Properties settings) {
		return null;
	}

	/** As the other one, which is canceled. */
	public PrintJob getPrintJob(final org.coverslip.unseen.Frame frame, final String title, final Properties settings) {
		return null;
	}

	@Override
	public void beep() {}

	@Override
	public void sync() {}

	@Override
	public boolean isModalityTypeSupported(final Dialog.ModalityType type) {
		return true;
	}

	@Override
	public boolean isModalExclusionTypeSupported(final Dialog.ModalExclusionType type) {
		return true;
	}

	@Override
	public Map<TextAttribute, ?> mapInputMethodHighlight(final InputMethodHighlight highlight) {
		return null;
	}

	@Override
	protected EventQueue getSystemEventQueueImpl() {
		return real.getSystemEventQueue();
	}

	@Override
	@Deprecated
	public String[] getFontList() {
		return real.getFontList();
	}

	@Override
	@Deprecated
	public FontMetrics getFontMetrics(final Font font) {
		return real.getFontMetrics(font);
	}

	@Override
	public Image getImage(final String file) {
		return real.getImage(file);
	}

	@Override
	public Image getImage(final URL url) {
		return real.getImage(url);
	}

	@Override
	public Image createImage(final String file) {
		return real.createImage(file);
	}

	@Override
	public Image createImage(final URL url) {
		return real.createImage(url);
	}

	@Override
	public Image createImage(final ImageProducer producer) {
		return real.createImage(producer);
	}

	@Override
	public Image createImage(final byte[] data, final int offset, final int length) {
		return real.createImage(data, offset, length);
	}

	@Override
	public boolean prepareImage(final Image image, final int width, final int height, final ImageObserver observer) {
		return real.prepareImage(image, width, height, observer);
	}

	@Override
	public int checkImage(final Image image, final int width, final int height, final ImageObserver observer) {
		return real.checkImage(image, width, height, observer);
	}
}
