package org.coverslip.unseen;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts the classes of this package in the place of AWT's and Swing's, in a class file: whoever names those names these
 * afterwards. That needs a change of the constant pool's texts only, since all else refers to them by number.
 * <p>
 * Source: The Java Virtual Machine Specification, Java SE 17 edition, 4.1 and 4.4.
 */
final class ClassNames {

	/** Those of {@code java.awt} that need a screen, and those that say whether there is one. */
	private static final Set<String> AWT =
		Set.of("Button", "Canvas", "Checkbox", "CheckboxGroup", "CheckboxMenuItem", "Choice", "Dialog",
		"FileDialog", "Frame", "GraphicsEnvironment", "KeyboardFocusManager", "Label", "List", "Menu", "MenuBar",
		"MenuComponent", "MenuItem",
		"MenuShortcut", "Panel", "PopupMenu", "ScrollPane", "Scrollbar", "TextArea", "TextComponent", "TextField",
		"Toolkit", "Window");

	private static final Set<String> EVENTS =
		Set.of("WindowAdapter", "WindowEvent", "WindowFocusListener", "WindowListener", "WindowStateListener");

	private static final Set<String> SWING = Set.of("JDialog", "JFileChooser", "JFrame", "JOptionPane");

	/** A class by its name within a descriptor or a signature, or alone. */
	private static final Pattern NAME =
		Pattern.compile("(?<=L)(?:java|javax)/[\\w/]+(?=[;<])|^(?:java|javax)/[\\w/]+$");

	private static final String OURS = ClassNames.class.getPackageName().replace('.', '/') + "/";

	private static final int UTF8 = 1;
	private static final int LONG = 5;
	private static final int DOUBLE = 6;
	private static final int CLASS = 7;
	private static final int STRING = 8;
	private static final int METHOD_HANDLE = 15;
	private static final int METHOD_TYPE = 16;
	private static final int MODULE = 19;
	private static final int PACKAGE = 20;

	private ClassNames() {}

	/**
	 * A class file with the names changed.
	 *
	 * @throws IOException
	 *             if it is not a class file
	 */
	static byte[] changed(final byte[] classFile) throws IOException {
		final DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + classFile.length / 8);
		final DataOutputStream out = new DataOutputStream(bytes);
		out.writeLong(in.readLong()); // magic number and version
		final int count = in.readUnsignedShort();
		out.writeShort(count);
		for (int i = 1; i < count; i++) {
			final int tag = in.readUnsignedByte();
			out.writeByte(tag);
			switch (tag) {
				case UTF8 -> out.writeUTF(changed(in.readUTF()));
				case LONG, DOUBLE -> {
					out.writeLong(in.readLong());
					i++; // they take two numbers
				}
				case CLASS, STRING, METHOD_TYPE, MODULE, PACKAGE -> out.writeShort(in.readUnsignedShort());
				case METHOD_HANDLE -> {
					out.writeByte(in.readUnsignedByte());
					out.writeShort(in.readUnsignedShort());
				}
				default -> out.writeInt(in.readInt()); // numbers, and pairs of references
			}
		}
		in.transferTo(out);
		return bytes.toByteArray();
	}

	/** A text of the constant pool: a class's name, a descriptor, a signature, or something else, which stays. */
	static String changed(final String text) {
		if (!text.contains("java")) return text;
		final Matcher matcher = NAME.matcher(text);
		return matcher.replaceAll(match -> place(match.group()));
	}

	private static String place(final String name) {
		final String simple = name.substring(name.lastIndexOf('/') + 1);
		final boolean ours = switch (name.substring(0, name.length() - simple.length())) {
			case "java/awt/" -> AWT.contains(simple);
			case "java/awt/event/" -> EVENTS.contains(simple);
			case "javax/swing/" -> SWING.contains(simple);
			default -> name.equals("java/awt/dnd/DropTarget") || name.equals("java/net/URLClassLoader");
		};
		return ours ? OURS + simple : name;
	}
}
