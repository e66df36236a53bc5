package org.coverslip.annotation.ndpa;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.HexColor;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SeparateHoles;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.VertexList;
import org.coverslip.annotation.Vertices;

/** Reads a file of NDP.view: a view of the slide has a title, details and what is drawn in it. For one thread. */
final class NdpaReader {

	/** The title of a region that is a hole. */
	static final String HOLE = "clear";
	/** How the details begin that name a class; the rest of them is behind the end of the line. */
	static final String CLASS = "class: ";
	static final String DETAILS = "details";
	/** The property of lines that are drawn in a way of their own, and its values. */
	static final String SHAPE = "Shape";
	static final String RULER = "ruler";
	static final String ARROW = "arrow";
	private static final String NANOMETRES = "nanometers";

	private final AnnotationXml xml;
	private final Remarks remarks;
	private final GlassNanometres glass;
	private final VertexList vertices = new VertexList();

	/** What is drawn, as it is there: its unit may be said after it. */
	private record Drawn(String type, String displayName, String color, Map<String, String> fields, Vertices points) {

		String field(final String name) {
			return fields.getOrDefault(name, "").strip();
		}
	}

	private NdpaReader(final AnnotationXml xml, final GlassNanometres glass, final Remarks remarks) {
		this.xml = xml;
		this.glass = glass;
		this.remarks = remarks;
	}

	static void read(final AnnotationFile file, final SlideFrame frame, final Remarks remarks,
		final AnnotationSink sink) throws IOException
	{
		try (AnnotationXml xml = new AnnotationXml(file); SeparateHoles waiting = new SeparateHoles(true, each -> "")) {
			if (!xml.name().equals("annotations")) throw xml.fault("the root element is " + xml.name());
			final NdpaReader reader = new NdpaReader(xml, GlassNanometres.of(frame, file.name()), remarks);
			while (xml.nextChild(1))
				if (xml.name().equals("ndpviewstate")) reader.readView(waiting);
			waiting.handOver("a region titled \"" + HOLE + "\" lies in none before it and was kept", remarks, sink);
		}
	}

	private void readView(final SeparateHoles waiting) throws IOException {
		xml.countRegion();
		final int depth = xml.depth();
		String title = "";
		String details = "";
		String format = NANOMETRES;
		final List<Drawn> all = new ArrayList<>();
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "title" -> title = xml.text();
				case "details" -> details = xml.text();
				case "coordformat" -> format = xml.text();
				case "annotation" -> all.add(readDrawn());
				default -> {}
			}
		if (!format.equalsIgnoreCase(NANOMETRES))
			throw xml.fault("coordformat is \"" + format + "\"; only " + NANOMETRES + " are understood");
		if (all.isEmpty()) remarks.add("a view in which nothing is drawn was left out");
		for (final Drawn drawn : all) {
			final Annotation annotation = annotation(drawn, title, details);
			if (annotation == null) remarks.add("an annotation without points was left out");
			else if (title.equalsIgnoreCase(HOLE) && annotation.geometry().kind().isArea())
				waiting.addHole(annotation, "");
			else waiting.add(annotation);
		}
	}

	private Drawn readDrawn() throws IOException {
		final int depth = xml.depth();
		final String type = xml.text("type");
		final String displayName = xml.text("displayname");
		final String color = xml.text("color");
		final Map<String, String> fields = new HashMap<>();
		vertices.clear();
		while (xml.nextChild(depth))
			if (xml.name().equals("pointlist")) {
				final int list = xml.depth();
				while (xml.nextChild(list))
					if (xml.name().equals("point")) readPoint();
			}
			else fields.put(xml.name(), xml.text());
		return new Drawn(type, displayName, color, fields, vertices.isEmpty() ? null : vertices.vertices());
	}

	private void readPoint() throws IOException {
		final int depth = xml.depth();
		final double[] xy = { Double.NaN, Double.NaN };
		while (xml.nextChild(depth)) {
			final String name = xml.name();
			if (name.equals("x")) xy[0] = xml.number(name, xml.text());
			else if (name.equals("y")) xy[1] = xml.number(name, xml.text());
		}
		if (Double.isNaN(xy[0] + xy[1])) throw xml.fault("a point without x or y");
		vertices.add(xy[0], xy[1]);
	}

	/** Null if it has no place. */
	private Annotation annotation(final Drawn drawn, final String title, final String details) throws IOException {
		final Geometry geometry = geometry(drawn);
		if (geometry == null) return null;
		final OptionalInt color = HexColor.rgb(drawn.color);
		if (color.isEmpty() && !drawn.color.isBlank())
			remarks.add("a colour that is not like #00ff00 was left out");
		final Annotation.Builder b = Annotation.builder(geometry).name(title);
		String said = details;
		if (details.startsWith(CLASS)) {
			final int end = details.indexOf('\n');
			final String name = details.substring(CLASS.length(), end < 0 ? details.length() : end).strip();
			said = end < 0 ? "" : details.substring(end + 1).strip();
			if (!name.isEmpty()) b.classification(new Classification(name, color));
			if (title.equals(name)) b.name(null);
		}
		else color.ifPresent(b::color);
		if (!said.isBlank()) b.property(DETAILS, said);
		if (drawn.type.equals("linearmeasure")) b.property(SHAPE, RULER);
		if (drawn.type.equals("pointer")) b.property(SHAPE, ARROW);
		return b.build();
	}

	private Geometry geometry(final Drawn drawn) throws IOException {
		switch (drawn.type) {
			case "freehand" -> {
				return drawn.points == null ? null : freehand(drawn);
			}
			case "circle" -> {
				return drawn.fields.containsKey("radius") ? circle(drawn) : null;
			}
			case "pin", "linearmeasure", "pointer" -> {
				return byFields(drawn);
			}
			default -> {
				remarks.add("an annotation of type \"" + drawn.type + "\" was taken for what it looks like");
				return drawn.fields.containsKey("radius") ? circle(drawn) : byFields(drawn);
			}
		}
	}

	private double number(final Drawn drawn, final String field) throws IOException {
		return xml.number(field, drawn.field(field));
	}

	private Geometry circle(final Drawn drawn) throws IOException {
		final double x = number(drawn, "x");
		final double y = number(drawn, "y");
		final double radius = Math.abs(number(drawn, "radius"));
		return Geometry.ellipse(Box.between(glass.toPixelX(x - radius), glass.toPixelY(y - radius),
			glass.toPixelX(x + radius), glass.toPixelY(y + radius)));
	}

	/** A line from x1, y1 to x2, y2, a point x, y, or the points of a list; null for none of these. */
	private Geometry byFields(final Drawn drawn) throws IOException {
		if (drawn.fields.containsKey("x1"))
			return Geometry.lines(List.of(glass.toPixels(Vertices.of(number(drawn, "x1"), number(drawn, "y1"),
				number(drawn, "x2"), number(drawn, "y2")))));
		if (drawn.points != null) return drawn.points.count() == 1 ? Geometry.points(glass.toPixels(drawn.points))
			: freehand(drawn);
		return drawn.fields.containsKey("x")
			? Geometry.points(glass.toPixels(Vertices.of(number(drawn, "x"), number(drawn, "y")))) : null;
	}

	/**
	 * An area if it is said to be closed, a rectangle, or ends where it began; if nothing is said, by what the program
	 * calls it.
	 */
	private Geometry freehand(final Drawn drawn) {
		final boolean isRectangle =
			drawn.field("specialtype").equals("rectangle") || drawn.displayName.equals("AnnotateRectangle");
		vertices.clear();
		for (int i = 0; i < drawn.points.count(); i++)
			vertices.add(drawn.points.x(i), drawn.points.y(i));
		final Box corners = isRectangle ? vertices.corners() : null;
		vertices.clear();
		for (int i = 0; i < drawn.points.count(); i++)
			vertices.add(glass.toPixelX(drawn.points.x(i)), glass.toPixelY(drawn.points.y(i)));
		if (corners != null) return Geometry.rectangle(vertices.vertices().box());
		final String closed = drawn.field("closed");
		final boolean isOpen = closed.equals("0") || closed.isEmpty() && drawn.displayName.endsWith("Line");
		if (!isOpen || isRectangle || drawn.points.count() > 3 && drawn.points.isClosed()) return vertices.byCount();
		return vertices.count() == 1 ? vertices.byCount() : Geometry.lines(List.of(vertices.vertices()));
	}
}
