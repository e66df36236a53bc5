package org.coverslip.export.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32C;

import org.coverslip.io.AppendedFiles;
import org.coverslip.io.AppendedFiles.Appended;
import org.coverslip.io.OutputFolder;

/**
 * Chunks in shards (Zarr 3, codec "sharding_indexed", with the index at the end): each is appended to its shard as it
 * comes, and a shard that is complete gets its index. A shard without a chunk has no file.
 */
final class ShardedChunks implements ChunkFiles {

	/** The quadtree works on few shards at a time. */
	private static final int MOST_OPEN = 64;
	/** In the index, of a chunk that is not there. */
	private static final long ABSENT = -1;

	private final OutputFolder folder;
	private final List<List<Long>> shardShapes;
	private final List<List<Long>> levels;
	private final AppendedFiles files = new AppendedFiles(MOST_OPEN);
	private final ConcurrentMap<String, Shard> shards = new ConcurrentHashMap<>();

	/**
	 * @param folder
	 *            of the image
	 * @param levels
	 *            of each, the number of chunks along each axis
	 * @param shardShapes
	 *            of each level, the number of chunks of a shard along each axis
	 */
	ShardedChunks(final OutputFolder folder, final List<List<Long>> levels, final List<List<Long>> shardShapes) {
		this.folder = folder;
		this.levels = levels;
		this.shardShapes = shardShapes;
	}

	@Override
	public void put(final int level, final List<Long> place, final Optional<ByteBuffer> packed) throws IOException {
		final List<Long> shape = shardShapes.get(level);
		final List<Long> of = new ArrayList<>();
		int number = 0;
		for (int i = 0; i < shape.size(); i++) {
			of.add(place.get(i) / shape.get(i));
			number = (int) (number * shape.get(i) + place.get(i) % shape.get(i));
		}
		final String path = SingleChunks.path(level + "/c", of);
		Shard shard = shards.get(path);
		if (shard == null) {
			final Shard made = new Shard(files.file(folder.place(path)), level, of);
			final Shard other = shards.putIfAbsent(path, made);
			shard = other == null ? made : other;
		}
		if (shard.put(number, packed)) shards.remove(path);
	}

	@Override
	public void finish() throws IOException {
		if (!shards.isEmpty()) throw new IllegalStateException(shards.size() + " shards are not complete");
	}

	@Override
	public void close() throws IOException {
		files.close();
	}

	private final class Shard {

		private final Appended file;
		/** Of each chunk where it begins and how long it is; guarded by the shard. */
		private final long[] index;
		private long missing = 1;

		Shard(final Appended file, final int level, final List<Long> place) {
			this.file = file;
			final List<Long> shape = shardShapes.get(level);
			long all = 1;
			for (int i = 0; i < shape.size(); i++) {
				all *= shape.get(i);
				missing *= Math.min(shape.get(i), levels.get(level).get(i) - place.get(i) * shape.get(i));
			}
			index = new long[Math.toIntExact(2 * all)];
			Arrays.fill(index, ABSENT);
		}

		/** Whether it is complete now. */
		synchronized boolean put(final int number, final Optional<ByteBuffer> packed) throws IOException {
			if (packed.isPresent()) {
				index[2 * number + 1] = packed.get().remaining();
				index[2 * number] = file.append(packed.get());
			}
			missing--;
			if (missing > 0) return false;
			if (Arrays.stream(index).anyMatch(value -> value != ABSENT)) {
				file.append(packedIndex());
				file.close();
			}
			return true;
		}

		/** The numbers with low bytes first, and their CRC-32C. */
		private ByteBuffer packedIndex() {
			final int length = index.length * Long.BYTES;
			final ByteBuffer bytes = ByteBuffer.allocate(length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
			bytes.asLongBuffer().put(index);
			final CRC32C sum = new CRC32C();
			sum.update(bytes.array(), 0, length);
			return bytes.putInt(length, (int) sum.getValue());
		}
	}
}
