package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.codec.SampleUnpacker;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * The tiles of a level: what a chunk has of a plane. A tile is absent if none of its chunks is there; but where
 * measured values have a fill value other than 0, which is shown of absent tiles, it holds that.
 *
 * @param rgb
 *            whether three channels are red, green and blue of one pixel
 */
record ZarrTiles(ZarrArray array, ZarrChunks chunks, ImageAxes axes, boolean rgb, UniformTileGrid grid,
	SlideLifetime lifetime) implements TileSource
{

	static ZarrTiles of(final ZarrArray array, final ImageAxes axes, final boolean rgb, final SlideLifetime lifetime)
		throws IOException
	{
		final int y = axes.of("y");
		final int x = axes.of("x");
		final ZarrChunks chunks = new ZarrChunks(array);
		lifetime.closeAlso(chunks);
		return new ZarrTiles(array, chunks, axes, rgb, UniformTileGrid.covering(array.shape()[x], array.shape()[y],
			array.chunk()[x], array.chunk()[y]), lifetime);
	}

	@Override
	public Optional<PixelBlock> read(final long tile, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final long[] place = new long[axes.count()];
		place[axes.of("x")] = tile % grid.columns();
		place[axes.of("y")] = tile / grid.columns();
		if (!rgb) {
			final Optional<PixelBlock> measured = read(place, plane, new Last());
			return measured.isPresent() || array.isFilledWithZeros() ? measured
				: Optional.of(pixels(chunks.filled(), plane));
		}
		final PixelBlock[] samples = new PixelBlock[3];
		final Last last = new Last();
		boolean found = false;
		for (int i = 0; i < samples.length; i++) {
			final Plane one = new Plane(i, plane.z(), plane.t());
			final Optional<PixelBlock> sample = read(place.clone(), one, last);
			found |= sample.isPresent();
			samples[i] = sample.isPresent() ? sample.get() : pixels(chunks.filled(), one);
		}
		return found ? Optional.of(SampleUnpacker.interleave(List.of(samples))) : Optional.empty();
	}

	/** The chunk that was read last, since samples of one pixel may lie in one. */
	private static final class Last {

		private String place = "";
		private Optional<byte[]> bytes = Optional.empty();
	}

	private Optional<PixelBlock> read(final long[] place, final Plane plane, final Last last) throws IOException {
		set(place, "c", plane.channel());
		set(place, "z", plane.z());
		set(place, "t", plane.t());
		final String name = array.keys().of(place);
		if (!last.place.equals(name)) {
			last.bytes = chunks.read(place);
			last.place = name;
		}
		return last.bytes.isEmpty() ? Optional.empty() : Optional.of(pixels(last.bytes.get(), plane));
	}

	private void set(final long[] place, final String axis, final int index) {
		final int number = axes.of(axis);
		if (number >= 0) place[number] = index / array.chunk()[number];
	}

	/** What a chunk has of a plane: its elements in rows, whatever the order of the axes. */
	private PixelBlock pixels(final byte[] chunk, final Plane plane) throws IOException {
		final int bytes = array.type().bytes();
		final long[] steps = steps();
		final int start = (int) (bytes * (first("c", plane.channel(), steps) + first("z", plane.z(), steps)
			+ first("t", plane.t(), steps)));
		final int width = grid.tileWidth();
		final int height = grid.tileHeight();
		final int stepX = (int) steps[axes.of("x")] * bytes;
		final int stepY = (int) steps[axes.of("y")] * bytes;
		final byte[] rows = new byte[Math.multiplyExact(width * bytes, height)];
		for (int y = 0; y < height; y++)
			if (stepX == bytes) System.arraycopy(chunk, start + y * stepY, rows, y * width * bytes, width * bytes);
			else for (int x = 0; x < width; x++)
				System.arraycopy(chunk, start + y * stepY + x * stepX, rows, (y * width + x) * bytes, bytes);
		try {
			return array.type().pixels(rows, width, height);
		}
		catch (final CodecException e) {
			throw new SlideFormatException(new StoredFile(array.folder().storage(), array.folder().name()),
				SlideFormatException.NO_OFFSET, "values of 32 bits", e.getMessage(), e);
		}
	}

	/** Elements from one to the next along each axis. */
	private long[] steps() {
		final long[] steps = new long[axes.count()];
		long step = 1;
		for (int i = steps.length - 1; i >= 0; i--) {
			steps[i] = step;
			step *= array.chunk()[i];
		}
		return steps;
	}

	private long first(final String axis, final int index, final long[] steps) {
		final int number = axes.of(axis);
		return number < 0 ? 0 : index % array.chunk()[number] * steps[number];
	}
}
