package org.coverslip.annotation.ome;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringTokenizer;

import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.VertexList;
import org.coverslip.annotation.Vertices;
import org.coverslip.annotation.ome.OmeShape.Transform;

/**
 * Reads the shapes of ROIs. Schemas before 2012-06 have a Shape around each, with what all have in common, Rect for
 * Rectangle, Circle beside Ellipse, and colours whose highest byte is alpha. For one thread.
 */
final class OmeShapeReader {

	private final AnnotationXml xml;
	private final Remarks remarks;
	private final boolean isOld;
	private final VertexList vertices = new VertexList();

	OmeShapeReader(final AnnotationXml xml, final boolean isOld, final Remarks remarks) {
		this.xml = xml;
		this.isOld = isOld;
		this.remarks = remarks;
	}

	/**
	 * The shape whose element this is at.
	 *
	 * @param image
	 *            on which it is drawn
	 * @return empty if it is left out
	 */
	Optional<OmeShape> read(final OmeIndex.Image image) throws IOException {
		final int depth = xml.depth();
		final Map<String, String> common = xml.attributes();
		if (!xml.name().equals("Shape")) return shape(xml.name(), common, common, depth, image);
		Optional<OmeShape> read = Optional.empty();
		while (xml.nextChild(depth)) {
			final int inner = xml.depth();
			if (xml.name().equals("Label") && read.isPresent()) continue;
			final Optional<OmeShape> one = shape(xml.name(), xml.attributes(), common, inner, image);
			if (one.isPresent()) read = one;
		}
		return read;
	}

	private Optional<OmeShape> shape(final String kind, final Map<String, String> own, final Map<String, String> common,
		final int depth, final OmeIndex.Image image) throws IOException
	{
		Transform transform = attributeTransform(common);
		OmeMask mask = null;
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "Transform" -> transform = new Transform(xml.number("A00"), xml.number("A10"), xml.number("A01"),
					xml.number("A11"), xml.number("A02"), xml.number("A12"));
				case "BinData" -> mask = OmeMask.read(xml);
				default -> {}
			}
		Geometry geometry = geometry(kind, own, mask);
		if (geometry == null) return Optional.empty();
		if (transform != null) geometry = transform.of(geometry);
		final String text = common.getOrDefault("Text", own.getOrDefault("Text", "")).strip();
		return Optional.of(new OmeShape(geometry, plane(common, image), stroke(common), text,
			common.getOrDefault("Locked", "").equals("true")));
	}

	/** {@code transform="matrix(a b c d e f)"} until 2011-06; as in SVG. */
	private Transform attributeTransform(final Map<String, String> common) throws IOException {
		final String text = common.getOrDefault("Transform", common.getOrDefault("transform", "")).strip();
		if (!text.startsWith("matrix(") || !text.endsWith(")")) return null;
		final String[] m = text.substring(7, text.length() - 1).strip().split("[\\s,]+");
		if (m.length != 6) throw xml.fault("a transform of " + m.length + " numbers, not 6");
		final double[] n = new double[6];
		for (int i = 0; i < 6; i++)
			n[i] = xml.number("a number of a transform", m[i]);
		return new Transform(n[0], n[1], n[2], n[3], n[4], n[5]);
	}

	private Geometry geometry(final String kind, final Map<String, String> own, final OmeMask mask) throws IOException {
		switch (kind) {
			case "Rectangle", "Rect" -> {
				return Geometry.rectangle(box(own));
			}
			case "Ellipse" -> {
				return ellipse(kind, own, number(own, kind, "RadiusX", "Rx"), number(own, kind, "RadiusY", "Ry"));
			}
			case "Circle" -> {
				final double radius = number(own, kind, "R", "r");
				return ellipse(kind, own, radius, radius);
			}
			case "Line" -> {
				return Geometry.lines(List.of(Vertices.of(number(own, kind, "X1", "x1"), number(own, kind, "Y1", "y1"),
					number(own, kind, "X2", "x2"), number(own, kind, "Y2", "y2"))));
			}
			case "Polyline" -> {
				readPoints(kind, own);
				return own.getOrDefault("Closed", "").equals("true") || vertices.count() < 2 ? vertices.byCount()
					: Geometry.lines(List.of(vertices.vertices()));
			}
			case "Polygon" -> {
				readPoints(kind, own);
				return vertices.byCount();
			}
			case "Point", "Label", "Text" -> {
				if (!own.containsKey("X") && !own.containsKey("Cx") && !own.containsKey("cx")) return null;
				return Geometry.points(Vertices.of(number(own, kind, "X", "Cx"), number(own, kind, "Y", "Cy")));
			}
			case "Mask" -> {
				return mask(own, mask);
			}
			default -> {
				if (!List.of("Description", "Union", "AnnotationRef").contains(kind))
					remarks.add("a shape that is a " + kind + " was left out");
				return null;
			}
		}
	}

	private Geometry mask(final Map<String, String> own, final OmeMask mask) throws IOException {
		final Box box = box(own);
		final Geometry traced = mask == null ? null : mask.traced(box);
		if (traced != null) return traced;
		remarks.add(mask == null || !mask.isReadable() ? "a mask whose pixels cannot be read was taken for its box"
			: "a mask without a pixel in it was left out");
		return mask == null || !mask.isReadable() ? Geometry.rectangle(box) : null;
	}

	private Box box(final Map<String, String> own) throws IOException {
		final double width = number(own, "box", "Width", "width");
		final double height = number(own, "box", "Height", "height");
		final double x = number(own, "box", "X", "x");
		final double y = number(own, "box", "Y", "y");
		return Box.between(x, y, x + width, y + height);
	}

	private Geometry ellipse(final String kind, final Map<String, String> own, final double rx, final double ry)
		throws IOException
	{
		final double x = number(own, kind, "X", "Cx");
		final double y = number(own, kind, "Y", "Cy");
		return Geometry.ellipse(Box.between(x - rx, y - ry, x + rx, y + ry));
	}

	/** An attribute under its name, that of schemas before, or that in lower case. */
	private double number(final Map<String, String> own, final String kind, final String name, final String before)
		throws IOException
	{
		for (final String each : List.of(name, before, before.toLowerCase(Locale.ROOT)))
			if (own.containsKey(each)) return xml.number(each, own.get(each));
		throw xml.fault("a " + kind + " without " + name);
	}

	/** {@code x,y x,y}; Bio-Formats wrote it between brackets once, in which points of curves follow. */
	private void readPoints(final String kind, final Map<String, String> own) throws IOException {
		String text = own.getOrDefault("Points", own.getOrDefault("points", ""));
		if (text.startsWith("points["))
			text = text.substring(7, text.indexOf(']') < 0 ? text.length() : text.indexOf(']'));
		vertices.clear();
		final StringTokenizer numbers = new StringTokenizer(text, ", \t\r\n");
		while (numbers.hasMoreTokens()) {
			final double x = xml.number("a coordinate", numbers.nextToken());
			if (!numbers.hasMoreTokens()) throw xml.fault("a " + kind + " with an odd number of coordinates");
			vertices.add(x, xml.number("a coordinate", numbers.nextToken()));
		}
		if (vertices.isEmpty()) throw xml.fault("a " + kind + " without points");
	}

	/** A shape that states no focal plane is on all of them, which is the first where there is one. */
	private AnnotationPlane plane(final Map<String, String> common, final OmeIndex.Image image) throws IOException {
		final int c = index(common, "TheC");
		return new AnnotationPlane(c < 0 ? AnnotationPlane.ALL : c / image.samples(),
			image.sizeZ() <= 1 ? Math.max(0, index(common, "TheZ")) : index(common, "TheZ"),
			image.sizeT() <= 1 ? Math.max(0, index(common, "TheT")) : index(common, "TheT"));
	}

	private int index(final Map<String, String> common, final String name) throws IOException {
		return common.containsKey(name) ? (int) Math.max(AnnotationPlane.ALL, xml.number(name, common.get(name)))
			: AnnotationPlane.ALL;
	}

	/** A signed number of four bytes, red first and alpha last; before 2012-06 alpha first. */
	private OptionalInt stroke(final Map<String, String> common) {
		final String text = common.getOrDefault("StrokeColor", common.getOrDefault("Stroke", "")).strip();
		if (!text.matches("-?\\d{1,10}")) return OptionalInt.empty();
		final int value = (int) Long.parseLong(text);
		return OptionalInt.of(isOld ? value & 0xffffff : value >>> 8);
	}

	/** Whether shapes can be parts of one annotation. */
	static boolean isAlike(final OmeShape one, final OmeShape other) {
		return group(one.geometry().kind()) == group(other.geometry().kind()) && one.plane().equals(other.plane());
	}

	private static GeometryKind group(final GeometryKind kind) {
		return kind.isArea() ? GeometryKind.POLYGONS : kind;
	}
}
