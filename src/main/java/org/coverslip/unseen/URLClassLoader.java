package org.coverslip.unseen;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;

/** As {@code java.net.URLClassLoader}, for plugins that ImageJ finds: their windows are not seen either. */
public class URLClassLoader extends java.net.URLClassLoader {

	public URLClassLoader(final URL[] places) {
		super(places);
	}

	public URLClassLoader(final URL[] places, final ClassLoader parent) {
		super(places, parent);
	}

	@Override
	protected Class<?> findClass(final String name) throws ClassNotFoundException {
		try (InputStream file = open(name)) {
			if (file == null) throw new ClassNotFoundException(name);
			final byte[] bytes = ClassNames.changed(file.readAllBytes());
			return defineClass(name, bytes, 0, bytes.length);
		}
		catch (final IOException e) {
			throw new ClassNotFoundException(name, e);
		}
	}

	private InputStream open(final String name) throws IOException {
		final URL place = findResource(name.replace('.', '/') + ".class");
		return place == null ? null : place.openStream();
	}
}
