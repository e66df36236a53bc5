package org.coverslip.format.sakura;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.coverslip.format.OpenSlideProperties;

/** What the tables of an SVSLIDE say about it, under the names that OpenSlide 3.4.1 uses. */
final class SakuraProperties {

	static final String SLIDES = "SVSlideDataXPO";
	static final String SCANS = "SVHRScanDataXPO";

	private static final List<String> SLIDE_TEXTS =
		List.of("SlideId", "Date", "Description", "Creator", "DiagnosisCode", "Keywords");
	private static final String MM_PER_PIXEL = "ResolutionMmPerPix";
	private static final String MAGNIFICATION = "NominalLensMagnification";
	private static final List<String> SCAN_VALUES = List.of("ScanId", MM_PER_PIXEL, MAGNIFICATION, "FocussingMethod");
	private static final String VERSION_KEY = "++VersionBytes";
	private static final int MOST_VERSION_BYTES = 1 << 16;
	/** A level of a few tiles has far fewer bytes; if there are more, there is no fingerprint. */
	private static final long MOST_HASHED_BYTES = 64L << 20;
	private static final int MOST_ROWS = 1000;

	private SakuraProperties() {}

	/** Adds all properties except those of the levels. */
	static void add(final OpenSlideProperties properties, final PixelTable table, final byte[] header,
		final Optional<List<String>> coarsest) throws IOException
	{
		properties.put(OpenSlideProperties.VENDOR, "sakura");
		final SlideDatabase database = table.database();
		if (database.hasTable(SLIDES) && database.hasTable(SCANS)) {
			addTables(properties, database);
			addPixelSize(properties, database);
		}
		properties.copyDouble("sakura." + MAGNIFICATION, OpenSlideProperties.OBJECTIVE_POWER);
		table.bytes(VERSION_KEY, MOST_VERSION_BYTES)
			.ifPresent(version ->
			properties.put("sakura.VersionBytes", new String(version, StandardCharsets.UTF_8).split("\0", 2)[0]));
		fingerprint(table, header, coarsest).ifPresent(hash -> properties.put(OpenSlideProperties.QUICKHASH, hash));
	}

	/** Adds the first scan, and the slide it belongs to. */
	private static void addTables(final OpenSlideProperties properties, final SlideDatabase database)
		throws IOException {
		final StringBuilder columns = new StringBuilder();
		SLIDE_TEXTS.forEach(name -> columns.append(SLIDES + "." + name + ", "));
		SCAN_VALUES.forEach(name -> columns.append(SCANS + "." + name + ", "));
		columns.setLength(columns.length() - 2);
		database.query(select(columns.toString()), List.of(), row -> {
			int column = 1;
			for (final List<String> names : List.of(SLIDE_TEXTS, SCAN_VALUES))
				for (final String name : names) {
					final boolean number = name.equals(MM_PER_PIXEL) || name.equals(MAGNIFICATION);
					final String text = number ? OpenSlideProperties.format(row.getDouble(column))
						: row.getString(column);
					if (text != null && !text.isEmpty()) properties.put("sakura." + name, text);
					column++;
				}
			return false;
		});
	}

	private static void addPixelSize(final OpenSlideProperties properties, final SlideDatabase database)
		throws IOException {
		database.query(select(MM_PER_PIXEL), List.of(), row -> {
			properties.put(OpenSlideProperties.MPP_X, row.getDouble(1) * 1000);
			properties.put(OpenSlideProperties.MPP_Y, row.getDouble(1) * 1000);
			return false;
		});
	}

	private static String select(final String columns) {
		return "SELECT " + columns + " FROM " + SLIDES + " JOIN " + SCANS + " ON " + SCANS + ".ParentSlide = " + SLIDES
			+ ".OID";
	}

	/**
	 * Made of some texts of both tables, the header, and the stored bytes of the coarsest level's tiles; empty if any
	 * of these are missing.
	 */
	private static Optional<String> fingerprint(final PixelTable table, final byte[] header,
		final Optional<List<String>> coarsest)
		throws IOException
	{
		final MessageDigest digest = sha256();
		if (coarsest.isEmpty()
			|| !digestColumns(digest, table.database(), SLIDES, "SlideId", "Date", "Creator", "Description", "Keywords")
			|| !digestColumns(digest, table.database(), SCANS, "ScanId", "Date", "Name",
			"Description")) return Optional.empty();
		digest.update(header);
		digest.update((byte) 0);
		final String[] keys = coarsest.get().toArray(new String[0]);
		Arrays.sort(keys);
		long total = 0;
		for (final String key : keys) {
			final Optional<byte[]> tile = table.bytes(key, (int) MOST_HASHED_BYTES);
			if (tile.isEmpty()) return Optional.empty();
			total += tile.get().length;
			if (total > MOST_HASHED_BYTES) return Optional.empty();
			digest.update(tile.get());
		}
		return Optional.of(HexFormat.of().formatHex(digest.digest()));
	}

	/** Adds each value with a closing NUL; false if the table or a column is missing, or there is too much data. */
	private static boolean digestColumns(final MessageDigest digest, final SlideDatabase database, final String table,
		final String... columns) throws IOException
	{
		if (!database.hasTable(table)) return false;
		final String casts =
			String.join(", ", Arrays.stream(columns).map(name -> "CAST(" + name + " AS BLOB)").toList());
		final int[] rows = new int[1];
		return database.query("SELECT " + casts + " FROM " + table + " ORDER BY OID", List.of(), row -> {
			for (int i = 1; i <= columns.length; i++) {
				final byte[] value = row.getBytes(i);
				if (value != null) digest.update(value);
				digest.update((byte) 0);
			}
			return ++rows[0] <= MOST_ROWS;
		}) && rows[0] <= MOST_ROWS;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("each Java platform has SHA-256", e);
		}
	}
}
