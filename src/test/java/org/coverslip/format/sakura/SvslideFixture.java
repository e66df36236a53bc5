package org.coverslip.format.sakura;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Predicate;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.JpegFixture;
import org.coverslip.testing.TestPattern;

/** Builds SVSLIDE files with the tables that scanners write. */
final class SvslideFixture implements AutoCloseable {

	static final String TABLE = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

	private final Path path;
	private final Connection connection;
	private final JpegFixture jpeg = JpegFixture.sampled(1, 1).ofQuality(0.9);
	private int tileSize = 128;

	SvslideFixture(final Path path) throws IOException {
		this.path = path;
		try {
			connection = DriverManager.getConnection("jdbc:sqlite:" + path);
			connection.setAutoCommit(false);
			sql("CREATE TABLE DataManagerSQLiteConfigXPO (OID INTEGER PRIMARY KEY, TableName TEXT)");
			sql("CREATE TABLE \"" + TABLE + "\" (id VARCHAR(50) PRIMARY KEY, size BIGINT, data BLOB)");
			sql("INSERT INTO DataManagerSQLiteConfigXPO VALUES (1, '" + TABLE + "')");
			sql("CREATE TABLE SVSlideDataXPO (OID INTEGER PRIMARY KEY, m_labelScan INTEGER, m_overviewScan INTEGER, "
				+ "SlideId TEXT, Date TEXT,"
				+ " Description TEXT, Creator TEXT, DiagnosisCode TEXT, HRScanCount INTEGER, Keywords TEXT, "
				+ "TotalDataSizeBytes INTEGER)");
			sql("CREATE TABLE SVHRScanDataXPO (OID INTEGER PRIMARY KEY, ParentSlide INTEGER, ScanId TEXT, Date TEXT, "
				+ "Description TEXT, Name TEXT,"
				+ " PosOnSlideMm BLOB, ResolutionMmPerPix FLOAT, NominalLensMagnification FLOAT, ThumbnailImage "
				+ "BLOB, TotalDataSizeBytes INTEGER,"
				+ " FocussingMethod TEXT)");
			sql("CREATE TABLE SVScannedImageDataXPO (OID INTEGER PRIMARY KEY, Id TEXT, PosOnSlideMm BLOB, "
				+ "ScanCenterPosMm BLOB,"
				+ " ResolutionMmPerPix FLOAT, Image BLOB, ThumbnailImage BLOB)");
		}
		catch (final SQLException e) {
			throw new IOException(e);
		}
	}

	/** Runs a statement. */
	SvslideFixture sql(final String sql, final Object... values) throws IOException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++)
				statement.setObject(i + 1, values[i]);
			statement.executeUpdate();
			return this;
		}
		catch (final SQLException e) {
			throw new IOException(e);
		}
	}

	SvslideFixture row(final String id, final byte[] data) throws IOException {
		return sql("INSERT INTO \"" + TABLE + "\" VALUES (?, ?, ?)", id, data.length, data);
	}

	SvslideFixture tileSize(final int pixels) {
		tileSize = pixels;
		return this;
	}

	/** The three rows that come first. */
	SvslideFixture header(final long width, final long height, final int planes) throws IOException {
		row("++MagicBytes", "SVGigaPixelImage".getBytes(StandardCharsets.US_ASCII));
		row("++VersionBytes", "1.0.0.0".getBytes(StandardCharsets.US_ASCII));
		final ByteBuffer header = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
		header.putInt(tileSize).putInt((int) width).putInt((int) height).putInt(3).putInt(planes);
		return row("Header", header.array());
	}

	/** All tiles of a level. */
	SvslideFixture level(final long width, final long height, final int downsample, final int plane)
		throws IOException {
		return level(width, height, downsample, plane, id -> true);
	}

	/**
	 * Tiles of a level.
	 *
	 * @param width
	 *            of level 0
	 * @param stored
	 *            which are
	 */
	SvslideFixture level(final long width, final long height, final int downsample, final int plane,
		final Predicate<TileId> stored)
		throws IOException
	{
		for (long y = 0; y < height / downsample; y += tileSize)
			for (long x = 0; x < width / downsample; x += tileSize)
				for (int colour = 0; colour < 3; colour++) {
					final TileId id = new TileId(x * downsample, y * downsample, downsample, colour, plane);
					if (!stored.test(id)) continue;
					row(id.toString(), jpeg.encode(tile(id)));
					row(id + "#", new byte[] { 1, 2, 3, 4 });
				}
		return this;
	}

	/** What is put into a tile, before compression. */
	PixelBlock tile(final TileId id) {
		final PixelBlock grey = PixelBlock.zeros(new BlockShape(tileSize, tileSize, 1, PixelType.UINT8));
		for (int y = 0; y < tileSize; y++)
			for (int x = 0; x < tileSize; x++)
				grey.bytes()[y * tileSize + x] =
					(byte) TestPattern.value((id.x0() / id.downsample() + x) * (1 + id.plane()),
					id.y0() / id.downsample() + y, id.colour());
		return grey;
	}

	/** The rows about slide and scan. */
	SvslideFixture described() throws IOException {
		sql("INSERT INTO SVSlideDataXPO VALUES (7, 3, 4, 'f81d4fae', '2013-10-27 01:35:57', '', 'd\u00e9partement', "
			+ "'0', 1, 'liver; HE', 12345)");
		return sql(
			"INSERT INTO SVHRScanDataXPO VALUES (1, 7, 'scan-1', '2013-10-27', 'a scan', 'name', NULL, 0.00025, "
				+ "40.0, ?, 999, 'Auto')",
			picture(64, 40));
	}

	/** Label and macro. */
	SvslideFixture pictures() throws IOException {
		sql("INSERT INTO SVScannedImageDataXPO VALUES (3, 'label', NULL, NULL, 0.02, ?, NULL)", picture(90, 80));
		return sql("INSERT INTO SVScannedImageDataXPO VALUES (4, 'overview', NULL, NULL, 0.02, ?, NULL)",
			picture(200, 70));
	}

	private static byte[] picture(final int width, final int height) throws IOException {
		return JpegFixture.sampled(1, 1).encode(TestPattern.block(width, 0, TestPattern.rgb(width, height)));
	}

	Path path() {
		return path;
	}

	@Override
	public void close() throws IOException {
		try {
			if (connection.isClosed()) return;
			connection.commit();
			connection.close();
		}
		catch (final SQLException e) {
			throw new IOException(e);
		}
	}

	/** Puts things into a slide. */
	@FunctionalInterface
	interface Recipe {

		void cook(SvslideFixture fixture) throws IOException;
	}

	static Path write(final Path path, final Recipe recipe) throws IOException {
		try (SvslideFixture fixture = new SvslideFixture(path)) {
			recipe.cook(fixture);
		}
		return path;
	}

	/** Three levels with everything, of one focal plane or more. */
	static SvslideFixture usual(final SvslideFixture f, final int planes) throws IOException {
		f.header(1000, 700, planes).described().pictures();
		for (int plane = 0; plane < planes; plane++)
			for (final int downsample : new int[] { 1, 4, 16 })
				f.level(1000, 700, downsample, plane);
		return f;
	}
}
