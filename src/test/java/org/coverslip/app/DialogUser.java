package org.coverslip.app;

import java.awt.Button;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/** Somebody before a screen who reads dialogs, types into them and presses their buttons. */
final class DialogUser {

	private static final long PATIENCE_MS = 60_000;

	private DialogUser() {}

	/** The dialog of a kind that is shown, if there is one. */
	static <D extends Window> Optional<D> shown(final Class<D> kind) {
		return Arrays.stream(Window.getWindows()).filter(window -> kind.isInstance(window) && window.isShowing())
			.map(kind::cast).findFirst();
	}

	/** Waits for a dialog. */
	static <D extends Window> D waitFor(final Class<D> kind) throws InterruptedException {
		waitUntil(() -> shown(kind).isPresent());
		return shown(kind).orElseThrow();
	}

	/** Waits until something holds. */
	static void waitUntil(final Condition condition) throws InterruptedException {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (!condition.holds()) {
			if (System.currentTimeMillis() > end) throw new IllegalStateException("waited in vain");
			Thread.sleep(50);
		}
	}

	static List<TextField> textFields(final GenericDialog dialog) {
		return dialog.getStringFields().stream().map(field -> (TextField) field).toList();
	}

	static void type(final TextField field, final String text) throws Exception {
		EventQueue.invokeAndWait(() -> field.setText(text));
	}

	/** Does not wait for what comes of it. */
	static void press(final Button button) {
		EventQueue.invokeLater(
			() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
	}

	/** What ImageJ says in a message. */
	static String text(final Container message) {
		return components(message).filter(MultiLineLabel.class::isInstance).map(DialogUser::lines)
			.collect(Collectors.joining(" "));
	}

	private static String lines(final Component label) {
		try { // it has no method that tells
			final Field lines = MultiLineLabel.class.getDeclaredField("lines");
			lines.setAccessible(true);
			return String.join(" ", (String[]) lines.get(label));
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static Stream<Component> components(final Container container) {
		return Arrays.stream(container.getComponents()).flatMap(component -> component instanceof Container inner
			? Stream.concat(Stream.of(component), components(inner)) : Stream.of(component));
	}

	/** What is waited for. */
	interface Condition {

		boolean holds();
	}
}
