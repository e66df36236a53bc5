package org.coverslip.format.zarr;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a description says of an array. Immutable.
 *
 * @param folder
 *            that it lies in
 * @param shape
 *            elements along each axis; not to be modified
 * @param chunk
 *            elements of a chunk along each axis, of shards those of the chunks in them; likewise
 * @param type
 *            of the elements
 * @param codecs
 *            of a chunk
 * @param keys
 *            where chunks, or shards, lie
 * @param shards
 *            if chunks lie in shards
 * @param fill
 *            one element, for chunks that are not there
 */
record ZarrArray(ZarrFolder folder, long[] shape, int[] chunk, ZarrDataType type, ChunkCodecs codecs, ChunkKeys keys,
	Optional<Sharding> shards, byte[] fill)
{

	private static final int MOST_AXES = 8;

	/**
	 * How names of chunks are made of their places: Zarr 2, "Storing an array"; Zarr 3, "Chunk key encoding".
	 *
	 * @param prefix
	 *            before the first number
	 * @param separator
	 *            between numbers
	 */
	record ChunkKeys(String prefix, String separator) {

		String of(final long[] place) {
			final StringBuilder key = new StringBuilder(prefix);
			for (int i = 0; i < place.length; i++)
				key.append(i == 0 ? "" : separator).append(place[i]);
			return key.toString();
		}
	}

	/**
	 * Chunks that lie in files together: Zarr 3, codec "sharding_indexed" (ZEP 2).
	 *
	 * @param size
	 *            elements of a shard along each axis; not to be modified
	 * @param indexAtStart
	 *            whether the index is at the file's start, else at its end
	 * @param sums
	 *            checksums behind the index
	 */
	record Sharding(int[] size, boolean indexAtStart, int sums) {}

	/** Reads the description of an array of Zarr 2 or 3; empty if there is none. */
	static Optional<ZarrArray> of(final ZarrFolder folder) throws IOException {
		final Optional<Map<String, Object>> three = folder.json("zarr.json");
		if (three.isPresent())
			return "array".equals(three.get().get("node_type")) ? Optional.of(ofThree(folder, three.get()))
				: Optional.empty();
		final Optional<Map<String, Object>> two = folder.json(".zarray");
		return two.isPresent() ? Optional.of(ofTwo(folder, two.get())) : Optional.empty();
	}

	private static ZarrArray ofTwo(final ZarrFolder folder, final Map<String, Object> json) throws IOException {
		final long[] shape = shape(folder, json.get("shape"));
		final int[] chunk = sizes(folder, "chunks", json.get("chunks"), shape.length);
		final String dtype = JsonValues.text(json.get("dtype")).orElse("");
		final ZarrDataType type = ZarrDataType.ofTwo(dtype)
			.orElseThrow(() -> folder.fault("a dtype of numbers", "\"" + dtype + "\""));
		if (!JsonValues.list(json.get("filters")).isEmpty())
			throw folder.fault("an array without filters", json.get("filters").toString());
		if ("F".equals(json.get("order"))) throw folder.fault("an array of order C", "F");
		final String separator = JsonValues.text(json.get("dimension_separator")).orElse(".");
		return new ZarrArray(folder, shape, chunk, type, ChunkCodecs.ofTwo(json.get("compressor"), folder),
			new ChunkKeys("", separator), Optional.empty(), type.element(json.get("fill_value")));
	}

	private static ZarrArray ofThree(final ZarrFolder folder, final Map<String, Object> json) throws IOException {
		final long[] shape = shape(folder, json.get("shape"));
		final String word = JsonValues.text(json.get("data_type")).orElse("");
		final ZarrDataType type =
			ZarrDataType.ofThree(word).orElseThrow(() -> folder.fault("a data_type of numbers", "\"" + word + "\""));
		final Map<String, Object> grid = JsonValues.map(json.get("chunk_grid"));
		if (!"regular".equals(grid.get("name"))) throw folder.fault("a regular chunk_grid", "" + grid.get("name"));
		final int[] outer = sizes(folder, "chunk_shape", JsonValues.map(grid.get("configuration")).get("chunk_shape"),
			shape.length);
		final ChunkKeys keys = keys(JsonValues.map(json.get("chunk_key_encoding")));
		final List<?> codecs = JsonValues.list(json.get("codecs"));
		final Optional<Map<String, Object>> sharding = codecs.stream().map(JsonValues::map)
			.filter(codec -> "sharding_indexed".equals(codec.get("name"))).findFirst()
			.map(codec -> JsonValues.map(codec.get("configuration")));
		final List<?> inner = sharding.<List<?>> map(s -> JsonValues.list(s.get("codecs"))).orElse(codecs);
		refuseTransposition(folder, inner);
		final ZarrDataType ordered = type.withOrder(ChunkCodecs.order(inner));
		final byte[] fill = ordered.element(json.get("fill_value"));
		final ChunkCodecs packing = ChunkCodecs.ofThree(inner, folder);
		if (sharding.isEmpty())
			return new ZarrArray(folder, shape, outer, ordered, packing, keys, Optional.empty(), fill);
		if (codecs.size() > 1) throw folder.fault("shards that are not packed as a whole", codecs.toString());
		final int[] chunk = sizes(folder, "chunk_shape", sharding.get().get("chunk_shape"), shape.length);
		for (int i = 0; i < chunk.length; i++)
			if (outer[i] % chunk[i] != 0)
				throw folder.fault("shards of whole chunks", outer[i] + " elements for chunks of " + chunk[i]);
		final ChunkCodecs index = ChunkCodecs.ofThree(JsonValues.list(sharding.get().get("index_codecs")), folder);
		if (index.compression() != null) throw folder.fault("an index of shards that is not packed", index.name());
		return new ZarrArray(folder, shape, chunk, ordered, packing, keys,
			Optional.of(new Sharding(outer, "start".equals(sharding.get().get("index_location")), index.sums())), fill);
	}

	private static ChunkKeys keys(final Map<String, Object> encoding) {
		final Object separator = JsonValues.map(encoding.get("configuration")).get("separator");
		if ("v2".equals(encoding.get("name"))) return new ChunkKeys("", JsonValues.text(separator).orElse("."));
		final String between = JsonValues.text(separator).orElse("/");
		return new ChunkKeys("c" + between, between);
	}

	/** A transposition that leaves the axes as they are is allowed. */
	private static void refuseTransposition(final ZarrFolder folder, final List<?> codecs) throws IOException {
		for (final Object codec : codecs)
			if ("transpose".equals(JsonValues.map(codec).get("name"))) {
				final double[] order = JsonValues
					.numbers(JsonValues.map(JsonValues.map(codec).get("configuration")).get("order")).orElse(null);
				for (int i = 0; order == null || i < order.length; i++)
					if (order == null || order[i] != i)
						throw folder.fault("chunks in the order of the axes", "" + codec);
			}
	}

	private static long[] shape(final ZarrFolder folder, final Object value) throws IOException {
		final double[] numbers = JsonValues.numbers(value).orElse(new double[0]);
		if (numbers.length < 1 || numbers.length > MOST_AXES)
			throw folder.fault("a shape of 1 to " + MOST_AXES + " numbers", "" + value);
		final long[] shape = new long[numbers.length];
		for (int i = 0; i < shape.length; i++) {
			shape[i] = (long) numbers[i];
			if (numbers[i] != shape[i] || shape[i] < 1 || shape[i] > Integer.MAX_VALUE)
				throw folder.fault("a shape of whole numbers above 0", "" + value);
		}
		return shape;
	}

	private static int[] sizes(final ZarrFolder folder, final String what, final Object value, final int axes)
		throws IOException {
		final double[] numbers = JsonValues.numbers(value).orElse(new double[0]);
		if (numbers.length != axes) throw folder.fault(what + " of " + axes + " numbers", "" + value);
		final int[] sizes = new int[axes];
		for (int i = 0; i < axes; i++) {
			sizes[i] = (int) numbers[i];
			if (numbers[i] != sizes[i] || sizes[i] < 1)
				throw folder.fault(what + " of whole numbers above 0", "" + value);
		}
		return sizes;
	}

	/** Whether elements of chunks that are not there are 0. */
	boolean isFilledWithZeros() {
		return Arrays.equals(fill, new byte[fill.length]);
	}

	/** Bytes of an unpacked chunk; more than an array can hold is {@code Long.MAX_VALUE}. */
	long chunkBytes() {
		long bytes = type.bytes();
		for (final int size : chunk) {
			if (bytes > Integer.MAX_VALUE) return Long.MAX_VALUE;
			bytes *= size;
		}
		return bytes;
	}
}
