package org.coverslip.unseen;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.junit.Test;

import ij.IJ;

/** Whether all of ImageJ finds its way among the stand-ins. */
public class UnseenClassesTest {

	private final UnseenClassLoader loader = new UnseenClassLoader(getClass().getClassLoader(), "ij.", "nothing.");

	@Test
	public void namesAreChangedWhereTheyStandForClasses() {
		assertEquals("org/coverslip/unseen/Frame", ClassNames.changed("java/awt/Frame"));
		assertEquals("(Lorg/coverslip/unseen/Button;ILjava/awt/Color;)Lorg/coverslip/unseen/JFrame;",
			ClassNames.changed("(Ljava/awt/Button;ILjava/awt/Color;)Ljavax/swing/JFrame;"));
		assertEquals("Ljava/util/List<Lorg/coverslip/unseen/List;>;",
			ClassNames.changed("Ljava/util/List<Ljava/awt/List;>;"));
		for (final String text : new String[] { "java/awt/Framework", "java.awt.Frame", "a java/awt/Frame",
			"java/awt/Frame;", "java/util/List" })
			assertEquals(text, ClassNames.changed(text));
	}

	/** Each method and field that a class of ImageJ refers to, with what a screen needs, is there. */
	@Test
	public void allThatImageJCallsIsThere() throws Exception {
		final Set<String> missing = new TreeSet<>();
		int classes = 0;
		try (JarFile jar =
			new JarFile(Path.of(IJ.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile())) {
			// Java 8 on a Mac
			for (final JarEntry entry
				: jar.stream()
				.filter(file -> file.getName().matches("ij/.*\\.class") && !file.getName()
				.endsWith("/MacAdapter.class"))
				.toList()) {
				// which looks up types
				loader.loadClass(entry.getName().replace('/', '.').replaceAll("\\.class$", "")).getDeclaredMethods();
				collectMissing(jar.getInputStream(entry).readAllBytes(), entry.getName(), missing);
				classes++;
			}
		}
		assertTrue("classes: " + classes, classes > 400);
		assertEquals("", String.join("\n", missing));
	}

	private void collectMissing(final byte[] classFile, final String name, final Set<String> missing) throws Exception {
		final DataInputStream in = new DataInputStream(new ByteArrayInputStream(ClassNames.changed(classFile)));
		in.skipNBytes(8);
		final Object[] texts = new Object[in.readUnsignedShort()];
		final int[][] pairs = new int[texts.length][];
		for (int i = 1; i < texts.length; i++) {
			final int tag = in.readUnsignedByte();
			switch (tag) {
				case 1 -> texts[i] = in.readUTF();
				case 7, 8, 16 -> pairs[i] = new int[] { tag, in.readUnsignedShort(), 0 };
				case 9, 10, 11, 12 -> pairs[i] = new int[] { tag, in.readUnsignedShort(), in.readUnsignedShort() };
				case 5, 6 -> {
					in.readLong();
					i++;
				}
				case 15 -> in.skipNBytes(3);
				default -> in.readInt();
			}
		}
		for (final int[] member : pairs) {
			if (member == null || member[0] < 9 || member[0] > 11) continue;
			final String owner = ((String) texts[pairs[member[1]][1]]).replace('/', '.');
			final int[] nameAndType = pairs[member[2]];
			final String memberName = (String) texts[nameAndType[1]];
			final String type = (String) texts[nameAndType[2]];
			if (owner.startsWith("[")) continue;
			if (!has(Class.forName(owner, false, loader), memberName, type, member[0] == 9))
				missing.add(name + " needs " + owner + "." + memberName + " " + type);
		}
	}

	private boolean has(final Class<?> owner, final String name, final String type, final boolean field) {
		if (field) return hasField(owner, name);
		final MethodType wanted = MethodType.fromMethodDescriptorString(type, loader);
		if (name.equals("<init>")) {
			for (final Constructor<?> constructor : owner.getDeclaredConstructors())
				if (Arrays.equals(constructor.getParameterTypes(), wanted.parameterArray())) return true;
			return false;
		}
		return hasMethod(owner, name, wanted);
	}

	private static boolean hasField(final Class<?> owner, final String name) {
		if (owner == null) return false;
		return Arrays.stream(owner.getDeclaredFields()).anyMatch(field -> field.getName().equals(name))
			|| hasField(owner.getSuperclass(), name)
			|| Arrays.stream(owner.getInterfaces()).anyMatch(one -> hasField(one, name));
	}

	private static boolean hasMethod(final Class<?> owner, final String name, final MethodType wanted) {
		if (owner == null || name.equals("invoke") || name.equals("invokeExact")) return owner != null;
		for (final Method method : owner.getDeclaredMethods())
			if (method.getName().equals(name) && method.getReturnType() == wanted.returnType()
				&& Arrays.equals(method.getParameterTypes(), wanted.parameterArray())) return true;
		final Class<?> above = owner.isInterface() ? Object.class : owner.getSuperclass();
		return Stream.concat(Stream.ofNullable(above), Arrays.stream(owner.getInterfaces()))
			.anyMatch(one -> hasMethod(one, name, wanted));
	}
}
