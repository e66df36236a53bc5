package org.coverslip.export.walk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Remembers what was made from tiles whose pixels are all alike, such as glass or unscanned areas, so that it is made
 * once per colour and shape, even if several threads meet the first such tiles at once: the others wait for the one
 * that makes it. Thread-safe.
 */
public final class UniformTiles<T> {

	/** More colours than this are not remembered, so that memory stays bounded. */
	private static final int MAX_COLOURS = 4096;

	/** Makes something from a tile, and is told whether its pixels are all alike. */
	@FunctionalInterface
	public interface Maker<T> {

		T of(PixelBlock tile, boolean uniform) throws IOException;
	}

	private record Key(BlockShape shape, List<Double> colour) {}

	private final Maker<T> maker;
	private final ConcurrentMap<Key, T> made = new ConcurrentHashMap<>();

	public UniformTiles(final Maker<T> maker) {
		this.maker = maker;
	}

	/** What the maker makes from the tile, or made from an equal one before. */
	public T of(final PixelBlock tile) throws IOException {
		final Optional<T> shared = shared(tile);
		return shared.isPresent() ? shared.get() : maker.of(tile, false);
	}

	/** What the maker makes, or made, from all tiles like this; empty if its pixels are not all alike. */
	Optional<T> shared(final PixelBlock tile) throws IOException {
		if (!isUniform(tile)) return Optional.empty();
		final List<Double> colour = new ArrayList<>(tile.samples());
		for (int s = 0; s < tile.samples(); s++)
			colour.add(tile.value(s));
		final Key key = new Key(tile.shape(), colour);
		if (made.size() >= MAX_COLOURS && !made.containsKey(key)) return Optional.empty();
		try {
			return Optional.of(made.computeIfAbsent(key, k -> unchecked(tile)));
		}
		catch (final UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private T unchecked(final PixelBlock tile) {
		try {
			return maker.of(tile, true);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** Whether each pixel is like the one before it. */
	private static boolean isUniform(final PixelBlock tile) {
		final int n = tile.samples();
		final int end = tile.shape().length();
		return switch (tile.type()) {
			case UINT8, INT8 -> Arrays.equals(tile.bytes(), n, end, tile.bytes(), 0, end - n);
			case UINT16, INT16 -> Arrays.equals(tile.shorts(), n, end, tile.shorts(), 0, end - n);
			case UINT32, INT32 -> Arrays.equals(tile.ints(), n, end, tile.ints(), 0, end - n);
			case FLOAT32 -> Arrays.equals(tile.floats(), n, end, tile.floats(), 0, end - n);
			case FLOAT64 -> Arrays.equals(tile.doubles(), n, end, tile.doubles(), 0, end - n);
		};
	}
}
