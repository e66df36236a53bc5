package org.coverslip.format.lif;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.geom.RealExtent;
import org.coverslip.io.XmlElement;

/**
 * The places of the stage of a tile scan: an attachment {@code TileScanInfo} with a {@code Tile} for each, in the order
 * in which their images are stored, and how the stage is turned relative to the images.
 * <p>
 * Positions are in metres. Where X and Y are swapped, the image's columns run along the stage's Y; then a flip of X
 * turns the direction of columns, one of Y that of rows. Source: Bio-Formats' LIFReader 8.0, whose pull request 3423
 * checks it against a user's file, and its later PositionExtractor, which also takes the flags from here first, else
 * from the scan's settings; the program ConvertLeica of the Cellular Imaging facility of Amsterdam UMC turns the tiles
 * instead, to the same effect.
 *
 * @param fields
 *            in the order of the images
 */
record TileScan(List<Field> fields, boolean flipX, boolean flipY, boolean swapXY) {

	/** Further from the origin than any stage moves, in pixels. */
	private static final long FURTHEST = 1L << 31;

	/**
	 * One place.
	 *
	 * @param column
	 *            in the grid of places along the stage's X, or -1
	 * @param x
	 *            position of the stage in metres
	 */
	private record Field(long column, long row, OptionalDouble x, OptionalDouble y) {}

	/** Upper left corner of a tile in pixels; the smallest x and y of all tiles are 0. */
	record Corner(long x, long y) {}

	/** The places of an image, if it has any. */
	static Optional<TileScan> find(final XmlElement image, final List<XmlElement> settings) {
		for (final XmlElement attachment : image.children("Attachment")) {
			if (!attachment.attribute("Name").orElse("").equals("TileScanInfo")) continue;
			final List<Field> fields = new ArrayList<>();
			for (final XmlElement tile : attachment.children("Tile"))
				fields.add(new Field(whole(tile, "FieldX"), whole(tile, "FieldY"), decimal(tile, "PosX"),
					decimal(tile, "PosY")));
			final List<XmlElement> turned = new ArrayList<>(List.of(attachment));
			turned.addAll(settings);
			return Optional.of(
				new TileScan(fields, isSet(turned, "FlipX"), isSet(turned, "FlipY"), isSet(turned, "SwapXY")));
		}
		return Optional.empty();
	}

	private static long whole(final XmlElement tile, final String name) {
		final String text = tile.attribute(name).orElse("").strip();
		return text.matches("\\d{1,6}") ? Long.parseLong(text) : -1;
	}

	private static OptionalDouble decimal(final XmlElement tile, final String name) {
		return OpenSlideProperties.parseDouble(tile.attribute(name).orElse(null));
	}

	/** What the first element that mentions it says. */
	private static boolean isSet(final List<XmlElement> elements, final String name) {
		return elements.stream().flatMap(element -> element.attribute(name).stream()).findFirst().orElse("0").strip()
			.equals("1");
	}

	/**
	 * Where tiles lie: at the stage's positions, to the nearest pixel; if these are not known or not distinct, side by
	 * side in the grid of the places; empty if that is not known either.
	 *
	 * @param count
	 *            tiles
	 * @param width
	 *            of a tile in pixels
	 * @param widthUm
	 *            of a pixel in micrometres
	 */
	Optional<List<Corner>> corners(final int count, final long width, final long height, final OptionalDouble widthUm,
		final OptionalDouble heightUm)
	{
		if (fields.size() < count) return Optional.empty();
		final List<Field> used = fields.subList(0, count);
		Optional<List<Corner>> corners = Optional.empty();
		if (widthUm.isPresent() && heightUm.isPresent() && used.stream()
			.allMatch(field -> field.x.isPresent() && field.y.isPresent()))
			corners = corners(used.stream()
			.map(field -> new double[] { field.x.getAsDouble() * 1e6, field.y.getAsDouble() * 1e6 }).toList(),
				widthUm.getAsDouble(), heightUm.getAsDouble());
		if (corners.isEmpty() && used.stream().allMatch(field -> field.column >= 0 && field.row >= 0))
			corners = corners(used.stream().map(field -> new double[] { field.column, field.row }).toList(),
				1.0 / width, 1.0 / height);
		return corners;
	}

	/**
	 * @param positions
	 *            of the stage, x and y
	 * @param unitX
	 *            width of a pixel in the unit of the positions
	 */
	private Optional<List<Corner>> corners(final List<double[]> positions, final double unitX, final double unitY) {
		final List<double[]> turned = new ArrayList<>(positions.size());
		double left = Double.POSITIVE_INFINITY;
		double top = Double.POSITIVE_INFINITY;
		for (final double[] position : positions) {
			final double x = (flipX ? -1 : 1) * position[swapXY ? 1 : 0] / unitX;
			final double y = (flipY ? -1 : 1) * position[swapXY ? 0 : 1] / unitY;
			left = Math.min(left, x);
			top = Math.min(top, y);
			turned.add(new double[] { x, y });
		}
		final List<Corner> corners = new ArrayList<>(positions.size());
		final Set<Corner> distinct = new HashSet<>();
		for (final double[] position : turned) {
			final Corner corner =
				new Corner(RealExtent.nearest(position[0] - left), RealExtent.nearest(position[1] - top));
			if (corner.x > FURTHEST || corner.y > FURTHEST || !distinct.add(corner)) return Optional.empty();
			corners.add(corner);
		}
		return Optional.of(corners);
	}
}
