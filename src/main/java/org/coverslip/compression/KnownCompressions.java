package org.coverslip.compression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** All compressions that are written, in the order in which users see them: our own, then those that are installed. */
public final class KnownCompressions {

	private static final List<TileCompression> OWN = List.of( //
		PackedCompression.NONE, //
		PackedCompression.LZW, //
		PackedCompression.DEFLATE, //
		new JpegCompression(), //
		new Jpeg2000Compression(), //
		PackedCompression.ZSTANDARD);

	private static final List<TileCompression> ALL = withInstalled();

	private KnownCompressions() {}

	private static List<TileCompression> withInstalled() {
		final List<TileCompression> all = new ArrayList<>(OWN);
		ServiceLoader.load(TileCompression.class, KnownCompressions.class.getClassLoader()).forEach(all::add);
		return List.copyOf(all);
	}

	public static List<TileCompression> all() {
		return ALL;
	}

	/** The one for which users write this word. */
	public static Optional<TileCompression> ofWord(final String word) {
		return ALL.stream().filter(compression -> compression.word().equals(word)).findFirst();
	}

	/** The one of this name for people. */
	public static Optional<TileCompression> ofName(final String name) {
		return ALL.stream().filter(compression -> compression.name().equals(name)).findFirst();
	}

	/** The one for which a TIFF has this number (tag 259). */
	public static Optional<TileCompression> ofTiff(final int number) {
		return ALL.stream().filter(compression -> compression.tiffNumbers().contains(number)).findFirst();
	}
}
