package org.coverslip.app;

import java.awt.Button;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ij.Executer;
import ij.Menus;
import ij.gui.MultiLineLabel;

/** A dialog of ImageJ that is on the screen, and what a user does with it. */
final class ShownDialog {

	private static final long PATIENCE_MS = 60_000;
	private static final int STEP_MS = 20;

	static {
		// ImageJ's windows would keep the program going on for ever
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			failure.printStackTrace();
			if (thread.getName().equals("main")) Runtime.getRuntime().halt(1);
		});
	}

	private final Dialog dialog;

	private ShownDialog(final Dialog dialog) {
		this.dialog = dialog;
	}

	/** Waits until a dialog is there that has a button of a name. */
	static ShownDialog with(final String button) throws Exception {
		return waitFor("a dialog with the button \"" + button + "\"", () -> all()
			.filter(shown -> shown.find(Button.class).stream().anyMatch(one -> one.getLabel().strip().equals(button)))
			.findFirst().orElse(null));
	}

	private static Stream<ShownDialog> all() {
		if (!isSomebodyWaiting()) return Stream.of();
		return Stream.of(Window.getWindows()).filter(window -> window instanceof Dialog && window.isShowing())
			.map(window -> new ShownDialog((Dialog) window));
	}

	/**
	 * Begins a command as ImageJ's menu does, when those before it have ended: ImageJ's recorder has one command at a
	 * time, and forgets it shortly after it has written it down. A user as fast as this one would have it forget the
	 * next.
	 */
	static void begin(final String command) throws Exception {
		waitFor("the commands before " + command + " to end", () -> Thread.getAllStackTraces().keySet().stream()
			.anyMatch(thread -> Menus.getCommands().containsKey(thread.getName())) ? null : "");
		new Executer(command, null);
	}

	/**
	 * Whether the thread that has opened a dialog waits for it to close. Else Java, which is not made for users as fast
	 * as this one, would wait for ever: also if the thread has begun to wait, but does not yet.
	 */
	private static boolean isSomebodyWaiting() {
		return Thread.getAllStackTraces().values().stream().anyMatch(calls -> {
			final List<String> names =
				Stream.of(calls).map(call -> call.getClassName() + "." + call.getMethodName()).toList();
			return names.subList(0, Math.max(0, names.indexOf("java.awt.WaitDispatchSupport.enter"))).stream()
				.anyMatch(name -> name.startsWith("java.lang.Object.wait")
					|| name.startsWith("java.awt.EventDispatchThread.pump"));
		});
	}

	/** Waits until a message is there: a dialog with a button and nothing else to do. */
	static ShownDialog message() throws Exception {
		return waitFor("a message", () -> all()
			.filter(shown -> shown.find(Button.class).size() == 1 && shown.find(TextField.class).isEmpty()).findFirst()
			.orElse(null));
	}

	/** Waits until there is something. */
	static <T> T waitFor(final String what, final Supplier<T> found) throws Exception {
		final long end = System.currentTimeMillis() + PATIENCE_MS;
		while (true) {
			final T value = onScreen(found);
			if (value != null) return value;
			if (System.currentTimeMillis() > end) throw new IllegalStateException("waited in vain for " + what
				+ "; there are " + Stream.of(Window.getWindows()).filter(Window::isShowing).toList());
			Thread.sleep(STEP_MS);
		}
	}

	private static <T> T onScreen(final Supplier<T> found) throws Exception {
		final List<T> values = new ArrayList<>();
		EventQueue.invokeAndWait(() -> values.add(found.get()));
		return values.get(0);
	}

	String title() {
		return dialog.getTitle();
	}

	Dialog window() {
		return dialog;
	}

	/** The texts that it shows, other than those of its fields, a line each. */
	String shownText() throws Exception {
		return onScreen(() -> String.join("\n", find(Component.class).stream().map(ShownDialog::text)
			.filter(Objects::nonNull).toList()));
	}

	/** The texts in a window, in the thread of events. */
	static String textOf(final Window window) {
		return parts(window).map(ShownDialog::text).filter(Objects::nonNull).collect(Collectors.joining("\n"));
	}

	private static String text(final Component part) {
		if (part instanceof Label label) return label.getText();
		if (!(part instanceof MultiLineLabel)) return null;
		try {
			final var lines = MultiLineLabel.class.getDeclaredField("lines");
			lines.setAccessible(true);
			return String.join("\n", (String[]) lines.get(part));
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Types into the text field behind a label. */
	ShownDialog type(final String label, final String text) throws Exception {
		EventQueue.invokeAndWait(() -> behind(label, TextField.class).setText(text));
		return this;
	}

	/** The text in the field behind a label, or the word that is chosen there. */
	String text(final String label) throws Exception {
		return onScreen(() -> behind(label, Component.class) instanceof Choice choice ? choice.getSelectedItem()
			: behind(label, TextField.class).getText());
	}

	/** The words that can be chosen behind a label. */
	List<String> choices(final String label) throws Exception {
		return onScreen(() -> choicesNow(label));
	}

	/** As {@link #choices}, in the thread of events. */
	List<String> choicesNow(final String label) {
		final Choice choice = behind(label, Choice.class);
		return IntStream.range(0, choice.getItemCount()).mapToObj(choice::getItem).toList();
	}

	/** Chooses a word behind a label. */
	ShownDialog choose(final String label, final String item) throws Exception {
		EventQueue.invokeAndWait(() -> {
			final Choice choice = behind(label, Choice.class);
			choice.select(item);
			if (!choice.getSelectedItem().equals(item)) throw new IllegalStateException("there is no " + item);
			choice.dispatchEvent(new ItemEvent(choice, ItemEvent.ITEM_STATE_CHANGED, item, ItemEvent.SELECTED));
		});
		return this;
	}

	/** Whether it has a field of a name. */
	boolean has(final String label) throws Exception {
		return onScreen(() -> find(Label.class).stream().anyMatch(one -> isCalled(one.getText(), label))
			|| find(Checkbox.class).stream().anyMatch(one -> isCalled(one.getLabel(), label)));
	}

	/** Presses a button, in the thread of events; the dialog may still be there afterwards. */
	void press(final String name) {
		final Button button = find(Button.class).stream().filter(one -> one.getLabel().strip().equals(name)).findFirst()
			.orElseThrow();
		EventQueue.invokeLater(
			() -> button.dispatchEvent(new ActionEvent(button, ActionEvent.ACTION_PERFORMED, button.getLabel())));
	}

	/** As {@link #press}, and waits until it is gone. */
	void closeBy(final String name) throws Exception {
		press(name);
		waitFor(title() + " to close", () -> dialog.isShowing() ? null : "");
	}

	/** The part of a kind that comes first behind a label. */
	<T extends Component> T behind(final String label, final Class<T> type) {
		boolean found = false;
		for (final Component part : find(Component.class))
			if (found && type.isInstance(part) && !(part instanceof Label) && !(part instanceof Container))
				return type.cast(part);
			else found |= part instanceof Label name && isCalled(name.getText(), label);
		throw new IllegalStateException("there is no \"" + label + "\"");
	}

	private static boolean isCalled(final String text, final String label) {
		return text.strip().replaceFirst(":$", "").equals(label);
	}

	private <T extends Component> List<T> find(final Class<T> type) {
		return parts(dialog).filter(type::isInstance).map(type::cast).toList();
	}

	private static Stream<Component> parts(final Container container) {
		return Stream.of(container.getComponents()).flatMap(part -> Stream.concat(Stream.of(part),
			part instanceof Container inner ? parts(inner) : Stream.empty()));
	}
}
