package org.coverslip.app;

import java.awt.Component;
import java.awt.Container;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.swing.JEditorPane;

import org.coverslip.unseen.Dialog;
import org.coverslip.unseen.Frame;
import org.coverslip.unseen.Label;
import org.coverslip.unseen.Window;

import ij.IJ;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;
import ij.gui.MessageDialog;
import ij.gui.MultiLineLabel;
import ij.gui.WaitForUserDialog;
import ij.macro.Interpreter;
import ij.text.TextWindow;

/** Tells a macro without a screen about windows that its user would have to see. All others may stay unseen. */
final class ScreenlessWindows implements Consumer<Window> {

	/** The titles under which ImageJ tells of a macro's error. */
	private static final Set<String> MACRO_ERRORS = Set.of("Macro Error", "No Image");
	private static final Pattern MACRO_ERROR = Pattern.compile("(?s)(.*?) in line (\\d+)\\b");

	/** What ImageJ shows of an exception: something on itself, an empty line, the exception, and its stack. */
	private static final Pattern EXCEPTION = Pattern.compile("\\n\\s*\\n(?:java\\.\\w+\\.)?(\\S.*)");

	private final MacroWitness macro;

	ScreenlessWindows(final MacroWitness macro) {
		this.macro = macro;
	}

	@Override
	public void accept(final Window window) {
		final Object shown = window; // what ImageJ's windows are is known when they are loaded, not to the compiler
		if (shown instanceof TextWindow text) accept(text, ((Frame) window).getTitle());
		else if (window instanceof Dialog dialog && (
			dialog.isModal() || shown instanceof GenericDialog || shown instanceof WaitForUserDialog)) {
			if (shown instanceof MessageDialog || shown instanceof HTMLDialog) accept(dialog.getTitle(), text(dialog));
			else accept(dialog);
		}
	}

	private void accept(final TextWindow window, final String title) {
		if (title.equals("Log")) put(TextWindow.class, "textPanel", window, new PrintedLog(macro));
		if (!title.equals("Exception")) return;
		final Matcher exception = EXCEPTION.matcher(window.getTextPanel().getText());
		macro.report(exception.find() ? exception.group(1) : "ImageJ has failed");
		macro.stop();
	}

	/**
	 * A message: one of ImageJ's errors, after which it goes on, or what a macro says, for instance with its last
	 * breath.
	 */
	private void accept(final String title, final String text) {
		final String error = IJ.getErrorMessage();
		if (error != null && sameText(error, text)) macro.report(error);
		else if (title.equals("Macro") && Interpreter.getInstance() == null) macro.report(text);
		else macro.print(text);
	}

	/** A dialog: one that tells of the macro's own error, after which ImageJ ends it, or one that asks. */
	private void accept(final Dialog dialog) {
		final String text = text(dialog);
		final Matcher error = MACRO_ERROR.matcher(text);
		if (MACRO_ERRORS.contains(dialog.getTitle()) && error.lookingAt())
			macro.report(error.group(1), Integer.parseInt(error.group(2)));
		else {
			final boolean fields = (Object) dialog instanceof GenericDialog && !dialog.getTitle().isBlank();
			final String question = Stream.of(dialog.getTitle(), fields ? "" : text).filter(part -> !part.isBlank())
				.collect(Collectors.joining(": "));
			macro.report("Without a screen, nobody can answer \"" + question + "\""
				+ (fields ? "; give the command its options in the macro." : "."));
			macro.stop();
		}
	}

	private static boolean sameText(final String a, final String b) {
		return a.replaceAll("\\s+", "").equals(b.replaceAll("\\s+", ""));
	}

	/** The text that a window shows. */
	private static String text(final Container window) {
		return components(window).map(ScreenlessWindows::textOf).filter(text -> !text.isBlank())
			.collect(Collectors.joining("\n"));
	}

	private static String textOf(final Component component) {
		final Object part = component;
		if (part instanceof MultiLineLabel)
			return String.join("\n", (String[]) get(MultiLineLabel.class, "lines", part));
		if (part instanceof Label label) return label.getText();
		if (part instanceof JEditorPane html) return html.getText().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
		return "";
	}

	private static Stream<Component> components(final Container container) {
		return Stream.of(container.getComponents()).flatMap(component -> Stream.concat(Stream.of(component),
			component instanceof Container inner ? components(inner) : Stream.empty()));
	}

	private static Object get(final Class<?> type, final String name, final Object of) {
		try {
			return field(type, name).get(of);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("this is not the ImageJ that the launcher knows", e);
		}
	}

	private static void put(final Class<?> type, final String name, final Object of, final Object value) {
		try {
			field(type, name).set(of, value);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException("this is not the ImageJ that the launcher knows", e);
		}
	}

	private static Field field(final Class<?> type, final String name) throws NoSuchFieldException {
		final Field field = type.getDeclaredField(name);
		field.setAccessible(true);
		return field;
	}
}
