package org.coverslip.codec;

import java.util.Optional;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Finds a native library that need not be there, on 64-bit machines. */
final class CodecLibrary {

	private CodecLibrary() {}

	/**
	 * The first library that is found and has all the functions.
	 *
	 * @param functions
	 *            a class of native methods, which are mapped to it directly
	 * @param names
	 *            or paths, in the order in which they are tried
	 */
	static Optional<NativeLibrary> bind(final Class<?> functions, final String... names) {
		if (!Platform.is64Bit()) return Optional.empty();
		for (final String name : names)
			try {
				final NativeLibrary library = NativeLibrary.getInstance(name);
				Native.register(functions, library);
				return Optional.of(library);
			}
			catch (final LinkageError e) {
				continue; // the next name
			}
		return Optional.empty();
	}
}
