package org.coverslip.export.walk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.coverslip.io.ScratchFile;
import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;

/**
 * Holds 8-bit tiles of one shape until they are taken: in memory up to a number of bytes, the others in a file.
 * Thread-safe.
 * <p>
 * The places of tiles taken from the file are reused, and there is no file until one is needed.
 */
public final class TileShelf implements Closeable {

	/** A tile that was put on the shelf; it can be taken once. */
	public interface Held {

		PixelBlock take() throws IOException;
	}

	private final long memoryBytes;
	private final AtomicLong inMemory = new AtomicLong();
	private final AtomicLong nextPlace = new AtomicLong();
	private final ConcurrentLinkedQueue<Long> freePlaces = new ConcurrentLinkedQueue<>();
	private ScratchFile file;

	public TileShelf(final long memoryBytes) {
		this.memoryBytes = memoryBytes;
	}

	/** Puts a tile on the shelf; it must not be changed afterwards. */
	public Held put(final PixelBlock tile) throws IOException {
		final long length = tile.shape().byteCount();
		if (inMemory.addAndGet(length) <= memoryBytes) return () -> {
			inMemory.addAndGet(-length);
			return tile;
		};
		inMemory.addAndGet(-length);
		final Long free = freePlaces.poll();
		final long place = free == null ? nextPlace.getAndIncrement() : free;
		final ScratchFile scratch = file();
		scratch.write(place * length, ByteBuffer.wrap(tile.bytes()));
		final BlockShape shape = tile.shape();
		return () -> {
			final PixelBlock read = PixelBlock.zeros(shape);
			if (scratch.read(place * length, ByteBuffer.wrap(read.bytes())) < length)
				throw new IOException("a tile was lost from a scratch file");
			freePlaces.add(place);
			return read;
		};
	}

	private synchronized ScratchFile file() throws IOException {
		if (file == null) file = ScratchFile.create();
		return file;
	}

	@Override
	public synchronized void close() throws IOException {
		if (file != null) file.close();
	}
}
