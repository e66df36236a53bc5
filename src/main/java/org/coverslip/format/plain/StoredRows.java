package org.coverslip.format.plain;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

import org.coverslip.geom.Region;
import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.MemoryBudget;
import org.coverslip.slide.Plane;
import org.coverslip.slide.SlideLifetime;
import org.coverslip.slide.TileSource;

/**
 * Tiles of an image whose rows can only be decoded one after another: this is done once, only as far down as needed,
 * and the rows are kept in memory, or in a temporary file if there are many. Thread-safe.
 */
final class StoredRows implements TileSource, Closeable {

	/** Decoded images up to this size are kept in memory. */
	private static final long KEPT_IN_MEMORY = MemoryBudget.ofProcess().atMost(64L << 20, 8);

	/** Starts decoding from the top. */
	@FunctionalInterface
	interface Start {

		RowDecoder open() throws IOException;
	}

	private final int width;
	private final int height;
	private final BlockShape tile;
	private final UniformTileGrid grid;
	private final SlideLifetime lifetime;
	private final Start start;
	private final int rowBytes;
	private volatile int known;
	private volatile RowStore store;
	private Optional<MemoryBudget.Reservation> memory = Optional.empty();
	private RowDecoder decoder;
	private SlideFormatException failure;

	/**
	 * @param tile
	 *            of 8 or 16-bit samples
	 * @param start
	 *            called at the first read
	 */
	StoredRows(final int width, final int height, final BlockShape tile, final SlideLifetime lifetime,
		final Start start) {
		this.width = width;
		this.height = height;
		this.tile = tile;
		this.lifetime = lifetime;
		this.start = start;
		grid = PlainImage.grid(width, height, tile);
		rowBytes = Math.multiplyExact(width, tile.samples() * tile.type().bytes());
	}

	/** Where the decoded rows are kept: in memory if they are small and enough of it is left. */
	private RowStore newStore() throws IOException {
		final long bytes = (long) rowBytes * height;
		if (bytes <= KEPT_IN_MEMORY) memory = MemoryBudget.ofProcess().tryReserve(bytes);
		return memory.isPresent() ? RowStore.inMemory(height, rowBytes) : RowStore.inScratchFile(rowBytes);
	}

	@Override
	public Optional<PixelBlock> read(final long number, final Plane plane) throws IOException {
		lifetime.checkOpen();
		final Region part = grid.tileRegion(number).intersect(Region.ofSize(width, height));
		try {
			require((int) part.endY());
			return Optional.of(tile(part));
		}
		catch (final ClosedChannelException e) {
			lifetime.checkOpen();
			throw e;
		}
	}

	private PixelBlock tile(final Region part) throws IOException {
		final PixelBlock block = PixelBlock.zeros(tile);
		final int pixelBytes = tile.samples() * tile.type().bytes();
		final int length = (int) part.width() * pixelBytes;
		final byte[] row = new byte[length];
		for (int y = 0; y < part.height(); y++) {
			final int from = (int) part.y() + y;
			final int to = y * tile.width() * tile.samples();
			if (tile.type() == PixelType.UINT8)
				store.read(from, (int) part.x() * pixelBytes, block.bytes(), to, length);
			else {
				store.read(from, (int) part.x() * pixelBytes, row, 0, length);
				ByteBuffer.wrap(row).asShortBuffer().get(block.shorts(), to, length / 2);
			}
		}
		return block;
	}

	/** Decodes rows 0 to {@code count - 1} unless that was already done; other threads wait meanwhile. */
	private void require(final int count) throws IOException {
		if (known >= count) return;
		synchronized (this) {
			lifetime.checkOpen();
			if (known >= count) return;
			if (failure != null)
				throw new SlideFormatException(failure.file(), failure.offset(), failure.expected(), failure.found(),
					failure);
			boolean sound = false;
			try {
				if (store == null) store = newStore();
				if (decoder == null) {
					decoder = start.open();
					known = 0;
				}
				final byte[] row = new byte[rowBytes];
				while (known < count) {
					lifetime.checkOpen();
					decoder.next(row);
					store.write(known, row);
					if (known + 1 == height) decoder.end();
					known = known + 1;
				}
				sound = true;
				if (known == height) decoder = null;
			}
			catch (final SlideFormatException e) {
				failure = e;
				throw e;
			}
			finally {
				// a read that failed may succeed the next time, from the beginning
				if (!sound) decoder = null;
			}
		}
	}

	@Override
	public void close() throws IOException {
		// whoever decodes now sees that the slide is closed, and lets go of this
		synchronized (this) {
			if (store != null) store.close();
			memory.ifPresent(MemoryBudget.Reservation::close);
		}
	}
}
