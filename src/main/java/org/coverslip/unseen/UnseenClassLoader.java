package org.coverslip.unseen;

import java.io.IOException;
import java.io.InputStream;

/**
 * Runs a program with windows where there is no screen: loads its classes anew, with those of this package in the place
 * of AWT's. Everything else is the parent's.
 */
public final class UnseenClassLoader extends ClassLoader {

	private static final String NOT_ANEW = UnseenClassLoader.class.getPackageName() + ".";

	private final String windowed;
	private final String linked;

	/**
	 * A loader for the classes that its parent finds.
	 *
	 * @param windowed
	 *            how the names of the classes begin that have windows
	 * @param linked
	 *            how the names of the classes begin that use them: they are loaded anew, but see AWT as it is
	 */
	public UnseenClassLoader(final ClassLoader parent, final String windowed, final String linked) {
		super(parent);
		this.windowed = windowed;
		this.linked = linked;
	}

	@Override
	protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
		if (!name.startsWith(windowed) && !name.startsWith(linked) || name.startsWith(NOT_ANEW))
			return super.loadClass(name, resolve);
		synchronized (getClassLoadingLock(name)) {
			final Class<?> loaded = findLoadedClass(name);
			return loaded == null ? define(name) : loaded;
		}
	}

	private Class<?> define(final String name) throws ClassNotFoundException {
		try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
			if (file == null) throw new ClassNotFoundException(name);
			final byte[] original = file.readAllBytes();
			final byte[] bytes = name.startsWith(windowed) ? ClassNames.changed(original) : original;
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (final IOException e) {
			throw new ClassNotFoundException(name, e);
		}
	}
}
