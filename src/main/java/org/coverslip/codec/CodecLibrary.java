package org.coverslip.codec;

import java.io.IOException;
import java.util.Optional;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** Finds native libraries, all of which are optional. */
public final class CodecLibrary {

	/** The check that a library must pass before it is used. */
	@FunctionalInterface
	public interface Proof<T> {

		/**
		 * Makes use of a library, whose functions are mapped.
		 *
		 * @return empty if it does not do what it should, which it may also say by an exception
		 */
		Optional<T> of(NativeLibrary library) throws IOException;
	}

	private CodecLibrary() {}

	/** As {@link #find} on 64-bit machines, for functions that are mapped with sizes and pointers of 64 bits. */
	public static <T> Optional<T> find64(final Class<?> functions, final Proof<T> proof, final String... names) {
		return Platform.is64Bit() ? find(functions, proof, names) : Optional.empty();
	}

	/**
	 * The first library that is found, has all the functions and proves itself.
	 *
	 * @param functions
	 *            a class of native methods, which are mapped to it directly
	 * @param names
	 *            or paths, in the order in which they are tried
	 */
	public static <T> Optional<T> find(final Class<?> functions, final Proof<T> proof, final String... names) {
		for (final String name : names)
			try {
				final NativeLibrary library = NativeLibrary.getInstance(name);
				Native.register(functions, library);
				final Optional<T> found = proof.of(library);
				if (found.isPresent()) return found;
			}
			catch (final LinkageError | IOException | RuntimeException e) {
				continue; // whatever is wrong with it, it is not needed
			}
		return Optional.empty();
	}

	/** Where a library was found, or its name where the system does not tell. */
	public static String place(final NativeLibrary library) {
		return library.getFile() == null ? library.getName() : library.getFile().getPath();
	}
}
