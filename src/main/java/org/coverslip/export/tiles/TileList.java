package org.coverslip.export.tiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.export.JsonText;
import org.coverslip.slide.PixelSize;

/** Writes which tiles there are, as {@code tiles.csv} (RFC 4180) and {@code tiles.json}. */
final class TileList {

	private static final int LINES_AT_ONCE = 1000;

	private final TileFiles folder;
	private final List<String> coordinates;
	private final int level;
	private final double downsample;
	private final Optional<PixelSize> pixelSize;

	/**
	 * @param coordinates
	 *            names of what tells tiles apart
	 * @param pixelSize
	 *            of level 0
	 */
	TileList(final TileFiles folder, final List<String> coordinates, final int level, final double downsample,
		final Optional<PixelSize> pixelSize)
	{
		this.folder = folder;
		this.coordinates = coordinates;
		this.level = level;
		this.downsample = downsample;
		this.pixelSize = pixelSize;
	}

	/**
	 * A tile that is kept.
	 *
	 * @param coordinates
	 *            what tells it from others, in the order of the names
	 * @param x0
	 *            left edge in level-0 pixels, to the nearest
	 * @param y0
	 *            top edge, likewise
	 * @param width
	 *            columns of the file
	 * @param height
	 *            rows of the file
	 * @param tissue
	 *            part that is tissue, 0 to 1
	 * @param labels
	 *            of the areas that it touches, where some were asked for
	 */
	record Entry(List<Long> coordinates, long x0, long y0, int width, int height, double tissue,
		Optional<List<String>> labels, String file) {}

	/** Writes both lists. */
	void write(final List<Entry> entries, final Map<String, Object> about) throws IOException {
		final List<String> csv = new ArrayList<>();
		final boolean labelled = about.containsKey("annotations");
		csv.add(String.join(",", coordinates) + ",x0,y0,width,height,level,downsample,xUm,yUm,widthUm,heightUm,tissue,"
			+ (labelled ? "labels," : "") + "file");
		final List<String> json = new ArrayList<>();
		final String head = JsonText.of(about);
		json.add(head.substring(0, head.length() - 1) + ", \"tiles\": [");
		final StringBuilder chunk = new StringBuilder();
		for (int i = 0; i < entries.size(); i++) {
			final Map<String, Object> values = values(entries.get(i));
			csv.add(String.join(",", values.values().stream().map(TileList::cell).toList()));
			chunk.append(JsonText.of(values)).append(i + 1 < entries.size() ? "," : "");
			if (i % LINES_AT_ONCE == LINES_AT_ONCE - 1 || i + 1 == entries.size()) {
				json.add(chunk.toString());
				chunk.setLength(0);
			}
			else chunk.append('\n');
		}
		json.add("]}");
		folder.write("tiles.csv", csv);
		folder.write("tiles.json", json);
	}

	private Map<String, Object> values(final Entry tile) {
		final Map<String, Object> values = new LinkedHashMap<>();
		for (int i = 0; i < coordinates.size(); i++)
			values.put(coordinates.get(i), tile.coordinates.get(i));
		values.put("x0", tile.x0);
		values.put("y0", tile.y0);
		values.put("width", tile.width);
		values.put("height", tile.height);
		values.put("level", level);
		values.put("downsample", downsample);
		values.put("xUm", pixelSize.map(size -> thousandths(tile.x0 * size.xUm())).orElse(null));
		values.put("yUm", pixelSize.map(size -> thousandths(tile.y0 * size.yUm())).orElse(null));
		values.put("widthUm", pixelSize.map(size -> thousandths(tile.width * downsample * size.xUm())).orElse(null));
		values.put("heightUm", pixelSize.map(size -> thousandths(tile.height * downsample * size.yUm())).orElse(null));
		values.put("tissue", (long) (tile.tissue * 10000 + 0.5) / 10000.0);
		tile.labels.ifPresent(labels -> values.put("labels", String.join(";", labels)));
		values.put("file", tile.file);
		return values;
	}

	private static double thousandths(final double um) {
		return (long) (um * 1000 + 0.5) / 1000.0;
	}

	/** A value as a cell: quoted where it holds what separates cells. */
	private static String cell(final Object value) {
		if (value == null) return "";
		final String text = value.toString();
		return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
	}
}
