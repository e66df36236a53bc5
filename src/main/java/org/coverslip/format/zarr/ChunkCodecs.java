package org.coverslip.format.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.coverslip.codec.BloscCodec;
import org.coverslip.codec.ByteCodec;
import org.coverslip.codec.CodecException;
import org.coverslip.codec.DeflateCodec;
import org.coverslip.codec.GzipCodec;
import org.coverslip.codec.Lz4Codec;
import org.coverslip.codec.ZstdCodec;

/**
 * How the bytes of a chunk are packed.
 *
 * @param compression
 *            or null for none
 * @param name
 *            of the compression, for people
 * @param sums
 *            how many checksums (CRC-32C, 4 bytes each) follow the packed bytes
 */
record ChunkCodecs(ByteCodec compression, String name, int sums) {

	static final ChunkCodecs NONE = new ChunkCodecs(null, "none", 0);

	private static final String NUMCODECS = "numcodecs.";

	/**
	 * Of Zarr 2: {@code compressor}, by numcodecs' names.
	 *
	 * @param compressor
	 *            of the description; null for none
	 * @param folder
	 *            for messages
	 */
	static ChunkCodecs ofTwo(final Object compressor, final ZarrFolder folder) throws IOException {
		if (compressor == null) return NONE;
		final String id = JsonValues.text(JsonValues.map(compressor).get("id")).orElse("");
		return new ChunkCodecs(compression(id).orElseThrow(() -> unknown(id, folder)), shown(id), 0);
	}

	/** Of Zarr 3: those of a list that make bytes of bytes; others are passed over. */
	static ChunkCodecs ofThree(final List<?> codecs, final ZarrFolder folder) throws IOException {
		ByteCodec compression = null;
		String name = NONE.name;
		int sums = 0;
		final List<String> unknown = new ArrayList<>();
		for (final Object codec : codecs) {
			final String given = codec instanceof String text ? text
				: JsonValues.text(JsonValues.map(codec).get("name")).orElse("");
			final String id = given.startsWith(NUMCODECS) ? given.substring(NUMCODECS.length()) : given;
			final Optional<ByteCodec> found = compression(id);
			if (id.equals("crc32c")) sums++;
			else if (found.isPresent() && compression == null && sums == 0) {
				compression = found.get();
				name = shown(id);
			}
			else if (!id.equals("bytes") && !id.equals("transpose")) unknown.add(given);
		}
		if (!unknown.isEmpty()) throw unknown(unknown.get(0), folder);
		return new ChunkCodecs(compression, name, sums);
	}

	private static Optional<ByteCodec> compression(final String id) {
		return Optional.ofNullable(switch (id) {
			case "blosc" -> new BloscCodec();
			case "zstd" -> new ZstdCodec();
			case "gzip" -> new GzipCodec();
			case "zlib" -> new DeflateCodec();
			case "lz4" -> new Lz4Codec();
			default -> null;
		});
	}

	private static String shown(final String id) {
		return switch (id) {
			case "zstd" -> "Zstandard";
			case "zlib" -> "Deflate";
			default -> id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
		};
	}

	private static IOException unknown(final String id, final ZarrFolder folder) {
		return folder.fault("chunks packed by blosc, zstd, gzip, zlib or lz4", "by \"" + id + "\"");
	}

	/** The byte order that Zarr 3's codec "bytes" states, low bytes first if it states none. */
	static ByteOrder order(final List<?> codecs) {
		for (final Object codec : codecs) {
			final Map<String, Object> configuration =
				JsonValues.map(JsonValues.map(codec).get("configuration"));
			if ("bytes".equals(JsonValues.map(codec).get("name")) && "big".equals(configuration.get("endian")))
				return ByteOrder.BIG_ENDIAN;
		}
		return ByteOrder.LITTLE_ENDIAN;
	}

	/**
	 * Unpacks.
	 *
	 * @param length
	 *            of the unpacked bytes
	 */
	byte[] decode(final byte[] packed, final int length) throws IOException {
		byte[] bytes = packed;
		for (int i = 0; i < sums; i++)
			bytes = withoutSum(bytes);
		if (compression != null) return compression.decode(bytes, length);
		if (bytes.length < length)
			throw new CodecException("a chunk of " + bytes.length + " bytes where " + length + " are expected");
		return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
	}

	/** Bytes without the CRC-32C behind them, which must be theirs. */
	static byte[] withoutSum(final byte[] bytes) throws CodecException {
		final int length = bytes.length - Integer.BYTES;
		if (length < 0) throw new CodecException("no checksum");
		final CRC32C sum = new CRC32C();
		sum.update(bytes, 0, length);
		if (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(length) != (int) sum.getValue())
			throw new CodecException("a checksum (CRC-32C) that is not that of its bytes");
		return Arrays.copyOf(bytes, length);
	}
}
