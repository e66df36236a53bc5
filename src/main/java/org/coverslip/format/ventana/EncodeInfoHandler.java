package org.coverslip.format.ventana;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.coverslip.geom.UniformTileGrid;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Collects areas and joints from the elements of level 0's XML, one by one, since large slides have hundreds of
 * thousands of joints. For one text.
 * <p>
 * Source: OpenSlide's {@code openslide-vendor-ventana.c} for the elements and what they must hold. Newer scanners (DP
 * 200) write joints with Direction LEFT (and Roche's published specification has DOWN), which OpenSlide 4.0.1 refuses:
 * they join the same two neighbours as RIGHT (UP), as reported in OpenSlide's issues 234 and 759; which of the two
 * comes first does not matter here.
 */
final class EncodeInfoHandler extends DefaultHandler {

	private static final String ROOT = "EncodeInfo";
	private static final String AREA = ROOT + "/SlideStitchInfo/ImageInfo";
	private static final String JOINT = AREA + "/TileJointInfo";
	private static final String ORIGINS = ROOT + "/AoiOrigin";
	/** Further than any stage moves. */
	private static final long FURTHEST = 1L << 32;
	private static final long MOST_CONFIDENT = 1 << 20;

	private final UniformTileGrid grid;
	private final StoredFile file;
	private final List<String> paths = new ArrayList<>();
	/**
	 * Each area as its ImageInfo describes it, not yet at its place in the grid; empty for areas that were not scanned.
	 */
	private final List<Optional<BifArea>> infos = new ArrayList<>();
	private final List<Origin> origins = new ArrayList<>();
	private SlideFormatException problem;
	private String element = "";

	private long tiles;
	private double overlapX;
	private double overlapY;
	private long confidenceX;
	private long confidenceY;

	private record Origin(String x, String y) {}

	/**
	 * @param grid
	 *            of the stored tiles of level 0
	 * @param file
	 *            for messages
	 */
	EncodeInfoHandler(final UniformTileGrid grid, final StoredFile file) {
		this.grid = grid;
		this.file = file;
	}

	@Override
	public void startElement(final String uri, final String local, final String qualified, final Attributes a) {
		final String outer = paths.isEmpty() ? "" : paths.get(paths.size() - 1);
		final String here = outer.isEmpty() ? qualified : outer + "/" + qualified;
		paths.add(here);
		if (problem != null) return;
		element = qualified;
		try {
			if (here.equals(AREA)) area(a);
			else if (here.equals(JOINT)) joint(a);
			else if (outer.equals(ORIGINS)) origins.add(new Origin(a.getValue("OriginX"), a.getValue("OriginY")));
		}
		catch (final SlideFormatException e) {
			problem = e;
		}
	}

	@Override
	public void endElement(final String uri, final String local, final String qualified) {
		paths.remove(paths.size() - 1);
	}

	private void area(final Attributes a) throws SlideFormatException {
		if (whole(a, "AOIScanned", Long.MIN_VALUE, Long.MAX_VALUE) == 0) {
			infos.add(Optional.empty());
			return;
		}
		final long width = whole(a, "Width", Long.MIN_VALUE, Long.MAX_VALUE);
		final long height = whole(a, "Height", Long.MIN_VALUE, Long.MAX_VALUE);
		if (width != grid.tileWidth() || height != grid.tileHeight())
			throw unexpected("an area in tiles of " + grid.tileWidth() + " x " + grid.tileHeight()
				+ " pixels, as they are stored",
				width + " x " + height);
		final BifArea area = new BifArea((long) real(a, "Pos-X"), (long) real(a, "Pos-Y"), 0, 0,
			whole(a, "NumCols", 1, grid.columns()), whole(a, "NumRows", 1, grid.rows()));
		tiles += area.tiles();
		if (tiles > grid.tileCount())
			throw unexpected("areas of " + grid.tileCount() + " tiles together at most, as many as are stored",
				tiles + "");
		infos.add(Optional.of(area));
	}

	private void joint(final Attributes a) throws SlideFormatException {
		final Optional<BifArea> scanned = infos.get(infos.size() - 1);
		if (scanned.isEmpty()) return;
		final BifArea area = scanned.get();
		final long tile1 = whole(a, "Tile1", 1, area.tiles());
		final long tile2 = whole(a, "Tile2", 1, area.tiles());
		final String direction = String.valueOf(a.getValue("Direction"));
		final boolean horizontal = switch (direction) {
			case "RIGHT", "LEFT" -> true;
			case "UP", "DOWN" -> false;
			default -> throw unexpected("a joint in the direction RIGHT, LEFT, UP or DOWN", "\"" + direction + "\"");
		};
		if (!areNeighbours(area, tile1, tile2, direction))
			throw unexpected("neighbouring tiles in a joint in the direction " + direction,
				"tiles " + tile1 + " and " + tile2);
		final double x = real(a, "OverlapX");
		final double y = real(a, "OverlapY");
		final long confidence = whole(a, "Confidence", 0, MOST_CONFIDENT);
		if (horizontal) {
			overlapX += confidence * x;
			confidenceX += confidence;
		}
		else {
			overlapY += confidence * y;
			confidenceY += confidence;
		}
	}

	private static boolean areNeighbours(final BifArea area, final long tile1, final long tile2,
		final String direction) {
		final long columns = area.column(tile2) - area.column(tile1);
		final long rows = area.row(tile2) - area.row(tile1);
		return switch (direction) {
			case "RIGHT" -> columns == 1 && rows == 0;
			case "LEFT" -> Math.abs(columns) == 1 && rows == 0;
			case "UP" -> columns == 0 && rows == -1;
			default -> columns == 0 && Math.abs(rows) == 1;
		};
	}

	private long whole(final Attributes a, final String name, final long least, final long most)
		throws SlideFormatException {
		final OptionalLong value = XmlPacket.whole(a.getValue(name));
		if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most)
			throw unexpected(least == Long.MIN_VALUE ? "a whole number as attribute \"" + name + "\" of the element \""
				+ element + "\""
				: "a whole number from " + least + " to " + most + " as attribute \"" + name + "\" of the element \""
				+ element + "\"",
				found(a, name));
		return value.getAsLong();
	}

	private double real(final Attributes a, final String name) throws SlideFormatException {
		final OptionalDouble value = XmlPacket.real(a.getValue(name));
		if (value.isEmpty() || !(Math.abs(value.getAsDouble()) <= FURTHEST))
			throw unexpected("a number of at most 2^32 as attribute \"" + name + "\" of the element \"" + element
				+ "\"", found(a, name));
		return value.getAsDouble();
	}

	private static String found(final Attributes a, final String name) {
		return a.getValue(name) == null ? "none" : "\"" + a.getValue(name) + "\"";
	}

	private SlideFormatException unexpected(final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}

	/** The scanned areas; y is still the distance of the lower edge from a line below all areas. */
	List<BifArea> areas() throws SlideFormatException {
		if (problem != null) throw problem;
		if (infos.size() != origins.size())
			throw unexpected("as many areas as origins of areas in \"" + ROOT + "\"",
				infos.size() + " and " + origins.size());
		final List<BifArea> areas = new ArrayList<>();
		for (int i = 0; i < infos.size(); i++)
			if (infos.get(i).isPresent()) areas.add(placed(infos.get(i).get(), origins.get(i)));
		if (areas.isEmpty()) throw unexpected("an area that was scanned", "none");
		return areas;
	}

	private BifArea placed(final BifArea area, final Origin origin) throws SlideFormatException {
		return new BifArea(area.x(), area.y(),
			cell("OriginX", origin.x, grid.tileWidth(), grid.columns() - area.across()),
			cell("OriginY", origin.y, grid.tileHeight(), grid.rows() - area.down()), area.across(), area.down());
	}

	/** An area's first column or row in the grid, from the pixel where it would begin if tiles did not overlap. */
	private long cell(final String name, final String text, final int tile, final long last)
		throws SlideFormatException {
		final OptionalLong pixel = XmlPacket.whole(text);
		if (pixel.isEmpty() || pixel.getAsLong() % tile != 0 || pixel.getAsLong() < 0
			|| pixel.getAsLong() / tile > last)
			throw unexpected("a multiple of " + tile + " as " + name
				+ " of an area, which lies within the stored tiles",
				text == null ? "none" : "\"" + text + "\"");
		return pixel.getAsLong() / tile;
	}

	double advanceX() {
		return confidenceX == 0 ? grid.tileWidth() : grid.tileWidth() + -overlapX / confidenceX;
	}

	double advanceY() {
		return confidenceY == 0 ? grid.tileHeight() : grid.tileHeight() + -overlapY / confidenceY;
	}
}
