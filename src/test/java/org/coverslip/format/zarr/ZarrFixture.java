package org.coverslip.format.zarr;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.GzipCodec;

/** Writes small arrays of Zarr 2 and 3 by the specifications' words, with values that are known. */
final class ZarrFixture {

	/** Elements of a chunk along y and x. */
	static final int CHUNK_Y = 32;
	static final int CHUNK_X = 48;

	private ZarrFixture() {}

	/** The value at a place of each 16-bit array. */
	static int value(final int c, final int z, final int y, final int x) {
		return (c * 5003 + z * 1009 + y * 307 + x * 7) % 60000;
	}

	static void text(final Path folder, final String name, final String json) throws IOException {
		Files.createDirectories(folder);
		Files.writeString(folder.resolve(name), json, StandardCharsets.UTF_8);
	}

	/** An image's description by OME-Zarr 0.4, of two levels c, z, y, x. */
	static String multiscales(final String omero) {
		return """
			{"multiscales": [{"version": "0.4", "name": "a slide",
			  "axes": [{"name": "c", "type": "channel"}, {"name": "z", "type": "space", "unit": "micrometer"},
			    {"name": "y", "type": "space", "unit": "micrometer"}, {"name": "x", "type": "space", "unit": "nanometer"}],
			  "datasets": [
			    {"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1, 2, 0.25, 500]}]},
			    {"path": "1", "coordinateTransformations": [{"type": "scale", "scale": [1, 2, 0.5, 1000]}]}]}]%s}
			""".formatted(omero.isEmpty() ? "" : ", \"omero\": " + omero);
	}

	/** An array of Zarr 2, of 16-bit values with high bytes first, in zlib; chunks of two focal planes. */
	static void two(final Path folder, final int c, final int z, final int height, final int width, final int step)
		throws IOException
	{
		text(folder, ".zarray", """
			{"zarr_format": 2, "shape": [%d, %d, %d, %d], "chunks": [1, 2, %d, %d], "dtype": ">u2", "order": "C",
			 "fill_value": 0, "filters": null, "compressor": {"id": "zlib", "level": 3}, "dimension_separator": "/"}
			""".formatted(c, z, height, width, CHUNK_Y, CHUNK_X));
		for (int channel = 0; channel < c; channel++)
			for (int pair = 0; 2 * pair < z; pair++)
				for (int row = 0; row * CHUNK_Y < height; row++)
					for (int col = 0; col * CHUNK_X < width; col++) {
						final byte[] chunk = chunk(channel, 2 * pair, 2, row, col, step, ByteOrder.BIG_ENDIAN);
						final Path file = folder.resolve(channel + "/" + pair + "/" + row + "/" + col);
						Files.createDirectories(file.getParent());
						Files.write(file, new DeflateCodec().encode(chunk));
					}
	}

	private static byte[] chunk(final int c, final int z, final int depth, final int row, final int col, final int step,
		final ByteOrder order)
	{
		final ByteBuffer chunk = ByteBuffer.allocate(2 * depth * CHUNK_Y * CHUNK_X).order(order);
		for (int plane = 0; plane < depth; plane++)
			for (int y = 0; y < CHUNK_Y; y++)
				for (int x = 0; x < CHUNK_X; x++)
					chunk.putShort((short) value(c, z + plane, (row * CHUNK_Y + y) * step, (col * CHUNK_X + x) * step));
		return chunk.array();
	}

	/**
	 * An array y, x of Zarr 3 in shards of two by two chunks, each of which has a checksum, as the index has. The chunk
	 * at the first row and second column is left out.
	 *
	 * @param indexAtStart
	 *            else it is at the end
	 */
	static void three(final Path folder, final int height, final int width, final boolean indexAtStart)
		throws IOException
	{
		text(folder, "zarr.json", """
			{"zarr_format": 3, "node_type": "array", "shape": [%d, %d], "data_type": "uint16", "fill_value": 7,
			 "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [%d, %d]}},
			 "chunk_key_encoding": {"name": "default"}, "attributes": {}, "dimension_names": ["y", "x"],
			 "codecs": [{"name": "sharding_indexed", "configuration": {"chunk_shape": [%d, %d],
			   "codecs": [{"name": "bytes", "configuration": {"endian": "little"}},
			     {"name": "gzip", "configuration": {"level": 5}}, {"name": "crc32c"}],
			   "index_codecs": [{"name": "bytes", "configuration": {"endian": "little"}}, {"name": "crc32c"}],
			   "index_location": "%s"}}]}
			""".formatted(height, width, 2 * CHUNK_Y, 2 * CHUNK_X, CHUNK_Y, CHUNK_X, indexAtStart ? "start" : "end"));
		for (int row = 0; row * 2 * CHUNK_Y < height; row++)
			for (int col = 0; col * 2 * CHUNK_X < width; col++) {
				final Path file = folder.resolve("c/" + row + "/" + col);
				Files.createDirectories(file.getParent());
				Files.write(file, shard(row, col, indexAtStart));
			}
	}

	private static byte[] shard(final int row, final int col, final boolean indexAtStart) throws IOException {
		final int indexBytes = 4 * 16 + 4;
		final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
		final ByteBuffer index = ByteBuffer.allocate(4 * 16).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = 0; i < 4; i++) {
			final int chunkRow = 2 * row + i / 2;
			final int chunkCol = 2 * col + i % 2;
			if (chunkRow == 0 && chunkCol == 1) {
				index.putLong(-1).putLong(-1);
				continue;
			}
			final byte[] chunk = withSum(
				new GzipCodec().encode(chunk(0, 0, 1, chunkRow, chunkCol, 1, ByteOrder.LITTLE_ENDIAN)));
			index.putLong(chunks.size() + (indexAtStart ? indexBytes : 0)).putLong(chunk.length);
			chunks.write(chunk);
		}
		final ByteArrayOutputStream shard = new ByteArrayOutputStream();
		if (indexAtStart) shard.write(withSum(index.array()));
		chunks.writeTo(shard);
		if (!indexAtStart) shard.write(withSum(index.array()));
		return shard.toByteArray();
	}

	private static byte[] withSum(final byte[] bytes) {
		final CRC32C sum = new CRC32C();
		sum.update(bytes);
		return ByteBuffer.allocate(bytes.length + 4).order(ByteOrder.LITTLE_ENDIAN).put(bytes)
			.putInt((int) sum.getValue()).array();
	}
}
