package org.coverslip.format.zarr;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.coverslip.codec.CodecException;
import org.coverslip.io.ByteSource;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;

/**
 * The chunks of an array: each a file, or a part of a shard. A file that is not there stands for chunks of the fill
 * value. Thread-safe; a file is open only while it is read. The indices of the shards that were read last are kept.
 */
final class ZarrChunks implements Closeable {

	private static final int MOST_INDICES = 64;
	private static final long ABSENT = -1;
	private static final int ENTRY_BYTES = 2 * Long.BYTES;

	private final ZarrArray array;
	private final Map<String, long[]> indices = new LinkedHashMap<>(MOST_INDICES, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(final Map.Entry<String, long[]> eldest) {
			return size() > MOST_INDICES;
		}
	};

	ZarrChunks(final ZarrArray array) {
		this.array = array;
	}

	/**
	 * An unpacked chunk.
	 *
	 * @param place
	 *            its number along each axis
	 * @return as many bytes as a whole chunk has, also at the array's edge; empty if it is not there
	 */
	Optional<byte[]> read(final long[] place) throws IOException {
		final long[] file = place.clone();
		if (array.shards().isPresent()) for (int i = 0; i < file.length; i++)
			file[i] = place[i] / perShard(i);
		final String key = array.keys().of(file);
		final StoredFile stored = new StoredFile(array.folder().storage(), array.folder().path(key));
		final Optional<ByteSource> opened = stored.openIfThere();
		if (opened.isEmpty()) return Optional.empty();
		try (ByteSource source = opened.get()) {
			final Optional<byte[]> packed = array.shards().isPresent() ? ofShard(source, key, stored, place)
				: Optional.of(source.readFully(0, Math.toIntExact(source.size())));
			if (packed.isEmpty()) return Optional.empty();
			return Optional.of(array.codecs().decode(packed.get(), (int) array.chunkBytes()));
		}
		catch (final CodecException | ArithmeticException e) {
			throw new SlideFormatException(stored, SlideFormatException.NO_OFFSET, "a sound chunk", e.getMessage(), e);
		}
	}

	private int perShard(final int axis) {
		return array.shards().orElseThrow().size()[axis] / array.chunk()[axis];
	}

	private Optional<byte[]> ofShard(final ByteSource source, final String key, final StoredFile stored,
		final long[] place) throws IOException
	{
		final long[] index = index(source, key, stored);
		int number = 0;
		for (int i = 0; i < place.length; i++)
			number = number * perShard(i) + (int) (place[i] % perShard(i));
		final long offset = index[2 * number];
		final long length = index[2 * number + 1];
		if (offset == ABSENT && length == ABSENT) return Optional.empty();
		if (offset < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || offset > source.size() - length)
			throw new SlideFormatException(stored, offset, "a chunk within the shard", length + " bytes");
		return Optional.of(source.readFully(offset, (int) length));
	}

	/** Where each chunk of a shard begins and how long it is, in the order of the chunks. */
	private long[] index(final ByteSource source, final String key, final StoredFile stored) throws IOException {
		synchronized (indices) {
			final long[] known = indices.get(key);
			if (known != null) return known;
		}
		final ZarrArray.Sharding sharding = array.shards().orElseThrow();
		long chunks = 1;
		for (int i = 0; i < array.chunk().length; i++)
			chunks *= perShard(i);
		final long bytes = chunks * ENTRY_BYTES + (long) sharding.sums() * Integer.BYTES;
		if (bytes > source.size())
			throw new SlideFormatException(stored, SlideFormatException.NO_OFFSET, "an index of " + bytes + " bytes",
				"a file of " + source.size());
		byte[] packed = source.readFully(sharding.indexAtStart() ? 0 : source.size() - bytes, (int) bytes);
		for (int i = 0; i < sharding.sums(); i++)
			packed = ChunkCodecs.withoutSum(packed);
		final long[] index = new long[2 * (int) chunks];
		ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(index);
		synchronized (indices) {
			indices.put(key, index);
		}
		return index;
	}

	/** A chunk of the fill value alone. */
	byte[] filled() {
		final byte[] element = array.fill();
		final byte[] chunk = new byte[(int) array.chunkBytes()];
		if (!array.isFilledWithZeros()) for (int i = 0; i < chunk.length; i += element.length)
			System.arraycopy(element, 0, chunk, i, element.length);
		return chunk;
	}

	@Override
	public void close() {
		synchronized (indices) {
			indices.clear();
		}
	}
}
