package org.coverslip.format.ventana;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;

/**
 * Builds BIF files in code, from the published layout: an overview with the scanner's XML, a thumbnail, and levels, of
 * which the first carries the XML that says how tiles are joined. What tiles show does not continue from one to the
 * next, so that a tile at a wrong place is seen.
 */
final class BifFixture {

	final TiffFixture tiff;
	private final StringBuilder areas = new StringBuilder();
	private final StringBuilder origins = new StringBuilder();
	private String scan =
		"<iScan Magnification=\"40\" ScanRes=\"0.2325\" UnitNumber=\"BI10N0306\" UserName=\"\" Z-layers=\"1\""
		+ " BuildDate=\"December, 13 2011\"><AOI0 Left=\"1\" Top=\"2\"/></iScan>";
	private int tileWidth = 64;
	private int tileHeight = 80;
	private int columns = 8;
	private int rows = 6;
	private int levels = 3;
	private int layers = 1;
	private String[] directions = { "RIGHT", "UP" };
	private double[][] overlaps = { { 8, 6, 100 } };
	private int depth;
	private UnaryOperator<String> change = UnaryOperator.identity();
	private int joints;
	private int numbered;

	private BifFixture(final TiffFixture tiff) {
		this.tiff = tiff;
	}

	@FunctionalInterface
	interface Recipe {

		void cook(BifFixture bif) throws IOException;
	}

	/** Writes a BigTIFF. */
	static Path write(final Path path, final Recipe recipe) throws IOException {
		try (TiffFixture tiff = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			final BifFixture bif = new BifFixture(tiff);
			recipe.cook(bif);
			bif.finish();
		}
		return path;
	}

	/** The XML of the first directory. */
	BifFixture scan(final String xml) {
		scan = xml;
		return this;
	}

	/** Size of tiles in pixels. */
	BifFixture tile(final int width, final int height) {
		tileWidth = width;
		tileHeight = height;
		return this;
	}

	/** Stored tiles of level 0. */
	BifFixture grid(final int across, final int down) {
		columns = across;
		rows = down;
		return this;
	}

	BifFixture levels(final int count) {
		levels = count;
		return this;
	}

	BifFixture layers(final int count) {
		layers = count;
		return this;
	}

	/** What each level says of its layers, whatever is there. */
	BifFixture depth(final int value) {
		depth = value;
		return this;
	}

	/** What joints of neighbours in a row, and in a column, are called. */
	BifFixture directions(final String horizontal, final String vertical) {
		directions = new String[] { horizontal, vertical };
		return this;
	}

	/** Overlap in x, in y and confidence, for one joint after the other, again and again. */
	BifFixture overlaps(final double[]... values) {
		overlaps = values;
		return this;
	}

	/** Changes each text before it is written: the XML of both kinds, and the levels' descriptions. */
	BifFixture change(final UnaryOperator<String> of) {
		change = of;
		return this;
	}

	/** An area that was scanned, with all its joints. */
	BifFixture area(final int startCol, final int startRow, final int across, final int down, final String x,
		final String y) {
		areas.append("<ImageInfo AOIScanned=\"1\" AOIIndex=\"" + numbered + "\" Width=\"" + tileWidth + "\" Height=\""
			+ tileHeight
			+ "\" NumRows=\"" + down + "\" NumCols=\"" + across + "\" Pos-X=\"" + x + "\" Pos-Y=\"" + y + "\">");
		for (int row = 0; row < down; row++)
			for (int col = 0; col < across; col++) {
				if (col + 1 < across) joint(0, number(across, down, col, row), number(across, down, col + 1, row));
				if (row > 0) joint(1, number(across, down, col, row), number(across, down, col, row - 1));
			}
		areas.append("</ImageInfo>");
		return origin(startCol, startRow);
	}

	/** An area that was not scanned, whose other attributes may be anything. */
	BifFixture ignoredArea() {
		areas.append("<ImageInfo AOIScanned=\"0\" Width=\"?\"><TileJointInfo Direction=\"?\"/></ImageInfo>");
		return origin(0, 0);
	}

	private BifFixture origin(final int startCol, final int startRow) {
		origins.append("<AOI" + numbered++ + " OriginX=\"" + startCol * tileWidth + "\" OriginY=\""
			+ startRow * tileHeight + "\"/>");
		return this;
	}

	/** Tiles are numbered from the lower left corner, every second row from right to left. */
	private static int number(final int across, final int down, final int col, final int row) {
		final int up = down - 1 - row;
		return up * across + (up % 2 == 0 ? col : across - 1 - col) + 1;
	}

	private void joint(final int axis, final int tile1, final int tile2) {
		final double[] overlap = overlaps[joints++ % overlaps.length];
		areas.append("<TileJointInfo FlagJoined=\"1\" Confidence=\"" + (int) overlap[2] + "\" Direction=\""
			+ directions[axis]
			+ "\" Tile1=\"" + tile1 + "\" Tile2=\"" + tile2 + "\" OverlapX=\"" + overlap[0] + "\" OverlapY=\""
			+ overlap[1] + "\"/>");
	}

	private String encodeInfo() {
		return "<?xml version=\"1.0\"?>\n<EncodeInfo Ver=\"2\"><SlideInfo Rack=\"0\"/><SlideStitchInfo Left=\"-1\">"
			+ areas + "</SlideStitchInfo><AoiOrigin>" + origins + "</AoiOrigin></EncodeInfo>";
	}

	private void finish() throws IOException {
		final List<IfdBuilder> directories = new ArrayList<>();
		tiff.tile(tileWidth, tileHeight);
		directories.add(tiff.strips(50, 120, 40).ascii(IMAGE_DESCRIPTION, "Label Image")
			.bytes(XML_PACKET, bytes(change.apply(scan))));
		directories.add(tiff.strips(90, 40, 40).ascii(IMAGE_DESCRIPTION, "Thumbnail"));
		for (int level = 0, step = 1; level < levels; level++, step *= 2) {
			final int width = (columns * tileWidth + step - 1) / step;
			final int height = (rows * tileHeight + step - 1) / step;
			final int padded = (height + tileHeight - 1) / tileHeight * tileHeight;
			final IfdBuilder ifd = tiff.tiled(width, layers == 1 ? height : padded * layers, step)
				.ascii(IMAGE_DESCRIPTION, change.apply("level=" + level + " mag=" + 40.0 / step + " quality=90"));
			if (layers > 1) ifd.longs(IMAGE_LENGTH, height).longs(IMAGE_DEPTH, layers);
			if (depth > 0) ifd.longs(IMAGE_DEPTH, depth);
			directories.add(ifd);
		}
		if (numbered > 0) directories.get(2).bytes(XML_PACKET, bytes(change.apply(encodeInfo())));
		directories.forEach(tiff::add);
	}

	private static byte[] bytes(final String xml) {
		return (xml + '\0').getBytes(StandardCharsets.UTF_8);
	}
}
