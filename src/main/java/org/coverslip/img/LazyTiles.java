package org.coverslip.img;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.slide.TileSource;

import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.DoubleArray;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.basictypeaccess.array.ShortArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * ImgLib2 images whose cells are filled when they are first looked at, and kept in a {@link TileCache}: the same bytes
 * bound tiles and cells. Thread-safe without a lock; threads that ask for one cell fill it once.
 */
final class LazyTiles {

	private LazyTiles() {}

	/**
	 * An image of colours.
	 *
	 * @param scene
	 *            asked before each cell whether it is still open
	 * @param cells
	 *            fills a cell: {@code INT32} with one sample, 0xAARRGGBB
	 */
	static Img<ARGBType> argb(final Scene scene, final CellGrid grid, final CellReader cells, final TileCache cache) {
		return image(scene, grid, new ARGBType(), block -> new IntArray(block.ints()), cells, cache);
	}

	/**
	 * An image of samples of the given type.
	 *
	 * @param cells
	 *            fills a cell: one sample of the given type for each of its pixels, in the image's order (X fastest)
	 */
	static Img<?> samples(final Scene scene, final CellGrid grid, final PixelType type, final CellReader cells,
		final TileCache cache)
	{
		return switch (type) {
			case UINT8 -> image(scene, grid, new UnsignedByteType(), block -> new ByteArray(block.bytes()), cells,
				cache);
			case INT8 -> image(scene, grid, new ByteType(), block -> new ByteArray(block.bytes()), cells, cache);
			case UINT16 -> image(scene, grid, new UnsignedShortType(), block -> new ShortArray(block.shorts()), cells,
				cache);
			case INT16 -> image(scene, grid, new ShortType(), block -> new ShortArray(block.shorts()), cells, cache);
			case UINT32 -> image(scene, grid, new UnsignedIntType(), block -> new IntArray(block.ints()), cells, cache);
			case INT32 -> image(scene, grid, new IntType(), block -> new IntArray(block.ints()), cells, cache);
			case FLOAT32 -> image(scene, grid, new FloatType(), block -> new FloatArray(block.floats()), cells, cache);
			case FLOAT64 -> image(scene, grid, new DoubleType(), block -> new DoubleArray(block.doubles()), cells,
				cache);
		};
	}

	private static <T extends NativeType<T>, A
		extends ArrayDataAccess<A>> Img<T> image(final Scene scene, final CellGrid grid,
		final T type, final Function<PixelBlock, A> access, final CellReader cells, final TileCache cache)
	{
		final TileSource source = (index, plane) -> Optional.of(fill(grid, index, cells));
		return new LazyCellImg<>(grid, type, index -> {
			final long[] min = new long[grid.numDimensions()];
			final int[] dimensions = new int[grid.numDimensions()];
			grid.getCellDimensions(index, min, dimensions);
			return new Cell<>(dimensions, min, access.apply(cell(scene, source, index, cache)));
		});
	}

	private static PixelBlock fill(final CellGrid grid, final long index, final CellReader cells) throws IOException {
		final long[] min = new long[grid.numDimensions()];
		final int[] dimensions = new int[grid.numDimensions()];
		grid.getCellDimensions(index, min, dimensions);
		return cells.read(min, dimensions);
	}

	private static PixelBlock cell(final Scene scene, final TileSource source, final long index,
		final TileCache cache) {
		try {
			scene.checkOpen();
			return cache.get(scene.lifetime(), source, index, Plane.FIRST).orElseThrow();
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e.getMessage(), e);
		}
	}

	/** The block of one column of samples that a cell's array is wrapped in. */
	static PixelBlock block(final PixelType type, final Object array, final int length) {
		return new PixelBlock(new BlockShape(length, 1, 1, type), array);
	}

	/** Fills one cell. */
	@FunctionalInterface
	interface CellReader {

		/**
		 * @param min
		 *            the cell's first pixel in the image
		 * @param dimensions
		 *            its size, cut at the image's border
		 * @return as many samples as the cell has pixels
		 */
		PixelBlock read(long[] min, int[] dimensions) throws IOException;
	}
}
