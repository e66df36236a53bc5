package org.coverslip.format.zarr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.coverslip.io.ByteSource;
import org.coverslip.io.JsonReader;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.Storage;
import org.coverslip.io.StoredFile;

/**
 * A folder of a Zarr hierarchy: a group or an array, of Zarr 2 or 3. Thread-safe; holds nothing open.
 *
 * @param storage
 *            that it lies in
 * @param name
 *            within the storage; "" for all of it
 */
record ZarrFolder(Storage storage, String name) {

	/** No description is longer but one that lists all of a large hierarchy, which is not used. */
	private static final int MOST_BYTES = 64 << 20;

	/** A folder or file in it. */
	String path(final String child) {
		return name.isEmpty() ? child : name + "/" + child;
	}

	/**
	 * A folder in it, or further below.
	 *
	 * @param path
	 *            with {@code /} between names, as descriptions have it
	 */
	ZarrFolder folder(final String path) throws IOException {
		final String clean = path.startsWith("./") ? path.substring(2) : path;
		if (clean.isEmpty() || clean.equals(".")) return this;
		for (final String part : clean.split("/", -1))
			if (part.isEmpty() || part.equals(".") || part.equals("..") || part.contains("\\"))
				throw fault("a path within the folder", "\"" + path + "\"");
		return new ZarrFolder(storage, path(clean));
	}

	/** A JSON object in it; empty if there is no such file. */
	Optional<Map<String, Object>> json(final String file) throws IOException {
		final StoredFile stored = new StoredFile(storage, path(file));
		final Optional<ByteSource> opened = stored.openIfThere();
		if (opened.isEmpty()) return Optional.empty();
		try (ByteSource source = opened.get()) {
			if (source.size() > MOST_BYTES)
				throw new SlideFormatException(stored, SlideFormatException.NO_OFFSET,
					"a description of at most " + MOST_BYTES + " bytes", source.size() + " bytes");
			final String text = new String(source.readFully(0, (int) source.size()), StandardCharsets.UTF_8);
			return Optional.of(JsonReader.object(text).orElseThrow(() -> new SlideFormatException(stored,
				SlideFormatException.NO_OFFSET, "a JSON object", "something else")));
		}
	}

	/** Whether it is a folder of a Zarr hierarchy. */
	boolean isNode() throws IOException {
		for (final String file : new String[] { "zarr.json", ".zattrs", ".zgroup", ".zarray" })
			if (new StoredFile(storage, path(file)).exists()) return true;
		return false;
	}

	/**
	 * What its description says of images, of a group without one an empty map: of Zarr 3 the contents of {@code ome},
	 * where OME-Zarr 0.5 puts it, and what stands beside it.
	 */
	Map<String, Object> attributes() throws IOException {
		final Optional<Map<String, Object>> three = json("zarr.json");
		if (three.isEmpty()) return json(".zattrs").orElse(Map.of());
		final Map<String, Object> all = new LinkedHashMap<>(JsonValues.map(three.get().get("attributes")));
		all.putAll(JsonValues.map(all.get("ome")));
		return all;
	}

	SlideFormatException fault(final String expected, final String found) {
		return new SlideFormatException(new StoredFile(storage, name), SlideFormatException.NO_OFFSET, expected, found);
	}

	@Override
	public String toString() {
		return storage.shown(name);
	}
}
