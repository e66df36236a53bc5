package org.coverslip.export.zarr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.export.JsonText;
import org.coverslip.export.walk.LevelSize;
import org.coverslip.export.zarr.OmeZarrOptions.Compression;
import org.coverslip.pixel.PixelType;

/**
 * The description of a level's array: of Zarr 2 the file {@code .zarray}, of Zarr 3 {@code zarr.json}, each in the
 * words of its specification ("Metadata", "Array metadata", and of Zarr 3 "Sharding codec").
 */
record ArrayDescription(ArrayLayout layout, LevelSize level, Compression compression) {

	String zarr2() {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("zarr_format", 2);
		json.put("shape", layout.shape(level));
		json.put("chunks", layout.chunkShape());
		json.put("dtype", dtype(layout.type()));
		json.put("compressor", switch (compression) {
			case DEFLATE -> ordered("id", "zlib", "level", ChunkEncoder.DEFLATE_LEVEL);
			case ZSTD -> ordered("id", "zstd", "level", ChunkEncoder.ZSTD_LEVEL);
			default -> null;
		});
		json.put("fill_value", layout.fill());
		json.put("order", "C");
		json.put("filters", null);
		json.put("dimension_separator", "/");
		return JsonText.of(json);
	}

	String zarr3() {
		final List<Long> shard = new ArrayList<>();
		for (int i = 0; i < layout.chunkShape().size(); i++)
			shard.add(layout.chunkShape().get(i) * layout.chunksOfShard(level).get(i));
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("zarr_format", 3);
		json.put("node_type", "array");
		json.put("shape", layout.shape(level));
		json.put("data_type", layout.type().name().toLowerCase(Locale.ROOT));
		json.put("chunk_grid", codec("regular", "chunk_shape", shard));
		json.put("chunk_key_encoding", codec("default", "separator", "/"));
		json.put("fill_value", layout.fill());
		json.put("codecs", List.of(codec("sharding_indexed", "chunk_shape", layout.chunkShape(), "codecs", codecs(),
			"index_codecs", List.of(codec("bytes", "endian", "little"), ordered("name", "crc32c")), "index_location",
			"end")));
		json.put("attributes", Map.of());
		json.put("dimension_names", layout.axes());
		return JsonText.of(json);
	}

	private List<Object> codecs() {
		final List<Object> codecs = new ArrayList<>();
		codecs.add(layout.type().bytes() == 1 ? ordered("name", "bytes") : codec("bytes", "endian", "little"));
		if (compression == Compression.DEFLATE) codecs.add(codec("gzip", "level", ChunkEncoder.DEFLATE_LEVEL));
		if (compression == Compression.ZSTD)
			codecs.add(codec("zstd", "level", ChunkEncoder.ZSTD_LEVEL, "checksum", false));
		return codecs;
	}

	private static String dtype(final PixelType type) {
		return (type.bytes() == 1 ? "|" : "<") + (type.isFloating() ? "f" : type.isSigned() ? "i" : "u") + type.bytes();
	}

	private static Map<String, Object> codec(final String name, final Object... configuration) {
		return ordered("name", name, "configuration", ordered(configuration));
	}

	/** Keys and values by turns. */
	static Map<String, Object> ordered(final Object... entries) {
		final Map<String, Object> map = new LinkedHashMap<>();
		for (int i = 0; i < entries.length; i += 2)
			map.put((String) entries[i], entries[i + 1]);
		return map;
	}
}
