package org.coverslip.annotation;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where an annotation lies, in level-0 pixels of its scene. Immutable. */
public final class Geometry {

	/** So many corners has the polygon of an ellipse for each quarter: it misses 1 part in 2400 of the area. */
	private static final int QUARTER_CORNERS = 32;

	private final GeometryKind kind;
	private final List<Vertices> paths;
	private final List<Polygon> polygons;
	private final Box box;

	private Geometry(final GeometryKind kind, final List<Vertices> paths, final List<Polygon> polygons, final Box box) {
		this.kind = kind;
		this.paths = paths;
		this.polygons = polygons;
		this.box = box;
	}

	public static Geometry points(final Vertices points) {
		return new Geometry(GeometryKind.POINTS, List.of(points), List.of(), null);
	}

	/**
	 * Lines from point to point, which do not end where they begin unless the point is there twice.
	 *
	 * @param lines
	 *            one at least
	 */
	public static Geometry lines(final List<Vertices> lines) {
		if (lines.isEmpty()) throw new IllegalArgumentException("no line");
		return new Geometry(GeometryKind.LINES, List.copyOf(lines), List.of(), null);
	}

	/**
	 * An area.
	 *
	 * @param polygons
	 *            one at least
	 */
	public static Geometry polygons(final List<Polygon> polygons) {
		if (polygons.isEmpty()) throw new IllegalArgumentException("no polygon");
		return new Geometry(GeometryKind.POLYGONS, List.of(), List.copyOf(polygons), null);
	}

	/** An area within one ring. */
	public static Geometry polygon(final Vertices ring) {
		return polygons(List.of(new Polygon(ring)));
	}

	public static Geometry rectangle(final Box box) {
		return new Geometry(GeometryKind.RECTANGLE, List.of(), List.of(), Objects.requireNonNull(box));
	}

	/** The ellipse that fills a box. */
	public static Geometry ellipse(final Box box) {
		return new Geometry(GeometryKind.ELLIPSE, List.of(), List.of(), Objects.requireNonNull(box));
	}

	public GeometryKind kind() {
		return kind;
	}

	/** All points, where it is points. */
	public Vertices points() {
		require(GeometryKind.POINTS);
		return paths.get(0);
	}

	/** Where it is lines. */
	public List<Vertices> lines() {
		require(GeometryKind.LINES);
		return paths;
	}

	private void require(final GeometryKind wanted) {
		if (kind != wanted) throw new IllegalStateException("the geometry is " + kind + ", not " + wanted);
	}

	/**
	 * An area as polygons: those that it is made of, the one of a rectangle's corners, or one of 128 corners on an
	 * ellipse. Empty for points and lines.
	 */
	public List<Polygon> polygons() {
		return switch (kind) {
			case POINTS, LINES, POLYGONS -> polygons;
			case RECTANGLE -> List.of(new Polygon(Vertices.ofBox(box)));
			case ELLIPSE -> List.of(new Polygon(ellipseCorners()));
		};
	}

	private Vertices ellipseCorners() {
		final int count = 4 * QUARTER_CORNERS;
		final double[] xy = new double[2 * count];
		for (int i = 0; i < count; i++) {
			final double angle = 2 * Math.PI * i / count;
			xy[2 * i] = box.x() + box.width() / 2 * (1 + Math.cos(angle));
			xy[2 * i + 1] = box.y() + box.height() / 2 * (1 + Math.sin(angle));
		}
		return Vertices.of(xy);
	}

	/** Each of its points, lines and polygons by itself; the geometry where it is one of them. */
	public List<Geometry> parts() {
		return switch (kind) {
			case POINTS -> points().count() == 1 ? List.of(this) : IntStream.range(0, points().count())
				.mapToObj(i -> points(Vertices.of(points().x(i), points().y(i)))).toList();
			case LINES -> paths.size() == 1 ? List.of(this)
				: paths.stream().map(line -> lines(List.of(line))).toList();
			case POLYGONS -> polygons.size() == 1 ? List.of(this)
				: polygons.stream().map(polygon -> polygons(List.of(polygon))).toList();
			case RECTANGLE, ELLIPSE -> List.of(this);
		};
	}

	/** Whether it is an area with a hole. */
	public boolean hasHoles() {
		return polygons.stream().anyMatch(polygon -> !polygon.holes().isEmpty());
	}

	/** How many points it is described by. */
	public int vertexCount() {
		return switch (kind) {
			case RECTANGLE, ELLIPSE -> 4;
			default -> allPaths().mapToInt(Vertices::count).sum();
		};
	}

	private Stream<Vertices> allPaths() {
		return Stream.concat(paths.stream(),
			polygons.stream().flatMap(polygon -> Stream.concat(Stream.of(polygon.shell()), polygon.holes().stream())));
	}

	/** The smallest box around it. */
	public Box box() {
		return box != null ? box : allPaths().map(Vertices::box).reduce(Box::union).orElseThrow();
	}

	/** In square pixels, without holes; that of an ellipse exactly; 0 for points and lines. */
	public double area() {
		return switch (kind) {
			case POINTS, LINES -> 0;
			case POLYGONS -> polygons.stream().mapToDouble(Polygon::area).sum();
			case RECTANGLE -> box.width() * box.height();
			case ELLIPSE -> Math.PI / 4 * box.width() * box.height();
		};
	}

	/**
	 * The length of lines, the perimeter of areas with that of their holes, 0 for points. That of an ellipse is the one
	 * of its {@link #polygons()}.
	 *
	 * @param unitX
	 *            how wide a pixel is, in the unit of the result
	 * @param unitY
	 *            how high, likewise
	 */
	public double length(final double unitX, final double unitY) {
		return switch (kind) {
			case POINTS -> 0;
			case LINES -> paths.stream().mapToDouble(line -> line.length(false, unitX, unitY)).sum();
			default -> polygons().stream().mapToDouble(polygon -> polygon.perimeter(unitX, unitY)).sum();
		};
	}

	/** Whether a point lies in the area; false for points and lines. */
	public boolean contains(final double x, final double y) {
		return switch (kind) {
			case POINTS, LINES -> false;
			case POLYGONS -> polygons.stream().anyMatch(polygon -> polygon.contains(x, y));
			case RECTANGLE -> x >= box.x() && y >= box.y() && x < box.endX() && y < box.endY();
			case ELLIPSE -> Math.hypot((x - box.x()) / box.width() * 2 - 1, (y - box.y()) / box.height() * 2 - 1) < 1;
		};
	}

	/** The same at another place. */
	public Geometry moved(final double dx, final double dy) {
		return scaledAndMoved(1, 1, dx, dy);
	}

	/** Each coordinate times a factor, which is above 0, and then moved. */
	public Geometry scaledAndMoved(final double factorX, final double factorY, final double dx, final double dy) {
		final UnaryOperator<Vertices> function = path -> path.scaledAndMoved(factorX, factorY, dx, dy);
		return new Geometry(kind, paths.stream().map(function).toList(),
			polygons.stream().map(polygon -> polygon.map(function)).toList(), box == null ? null
				: new Box(box.x() * factorX + dx, box.y() * factorY + dy, box.width() * factorX,
					box.height() * factorY));
	}

	@Override
	public boolean equals(final Object other) {
		return other instanceof Geometry that && kind == that.kind && paths.equals(that.paths)
			&& polygons.equals(that.polygons) && Objects.equals(box, that.box);
	}

	@Override
	public int hashCode() {
		return Objects.hash(kind, paths, polygons, box);
	}

	@Override
	public String toString() {
		return kind + " of " + vertexCount() + " points in " + box();
	}
}
