package org.coverslip.annotation.asap;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
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
import org.coverslip.annotation.VertexList;
import org.coverslip.annotation.Vertices;

/** Reads a file of ASAP: the annotations first, then the groups, in which their classes are. For one thread. */
final class AsapReader {

	static final String NO_GROUP = "None";
	/** A group with this after another one's name has the holes of that. */
	static final String HOLE = "_hole";
	/** The property of a polygon whose corners are the control points of a curve. */
	static final String SHAPE = "Shape";
	static final String SPLINE = "spline";
	private static final String BETWEEN = ": ";

	private final AnnotationXml xml;
	private final Remarks remarks;
	private final VertexList vertices = new VertexList();
	private final Map<String, Group> groups = new HashMap<>();

	private record Group(String parent, OptionalInt color) {}

	private AsapReader(final AnnotationXml xml, final Remarks remarks) {
		this.xml = xml;
		this.remarks = remarks;
	}

	static void read(final AnnotationFile file, final Remarks remarks, final AnnotationSink sink) throws IOException {
		try (AnnotationXml xml = new AnnotationXml(file)) {
			if (!xml.name().equals("ASAP_Annotations")) throw xml.fault("the root element is " + xml.name());
			new AsapReader(xml, remarks).readAll(sink);
		}
	}

	private void readAll(final AnnotationSink sink) throws IOException {
		try (SeparateHoles waiting = new SeparateHoles(false,
			each -> each.classification().map(Classification::name).orElse(""))) {
			while (xml.nextChild(1))
				switch (xml.name()) {
					case "Annotations" -> readAnnotations(waiting);
					case "AnnotationGroups" -> readGroups();
					default -> {}
				}
			final Map<String, Classification> classes = new HashMap<>();
			waiting.handOver("a polygon of a group that ends in " + HOLE + " lies in none of its class and was kept",
				remarks, each -> sink.put(classified(each, classes)));
		}
	}

	private void readAnnotations(final SeparateHoles waiting) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			if (xml.name().equals("Annotation")) readAnnotation(waiting);
	}

	private void readAnnotation(final SeparateHoles waiting) throws IOException {
		xml.countRegion();
		final int depth = xml.depth();
		final String type = xml.text("Type");
		final String name = xml.attribute("Name");
		final String group = xml.text("PartOfGroup");
		final OptionalInt color = color();
		vertices.clear();
		int[] order = new int[0];
		while (xml.nextChild(depth))
			if (xml.name().equals("Coordinates")) order = readCoordinates();
		if (vertices.isEmpty()) {
			remarks.add("an annotation without points was left out");
			return;
		}
		final Annotation.Builder b = Annotation.builder(geometry(type, order)).name(name);
		if (color.isPresent()) b.color(color.getAsInt());
		if (type.equals("Spline")) b.property(SHAPE, SPLINE);
		final boolean hasGroup = !group.isBlank() && !group.equals(NO_GROUP);
		if (hasGroup) b.classification(new Classification(group));
		final Annotation annotation = b.build();
		if (hasGroup && group.endsWith(HOLE) && annotation.geometry().kind().isArea())
			waiting.addHole(annotation, group.substring(0, group.length() - HOLE.length()));
		else waiting.add(annotation);
	}

	private OptionalInt color() {
		final String text = xml.attribute("Color");
		final OptionalInt color = HexColor.rgb(text);
		if (color.isEmpty() && text != null && !text.isBlank())
			remarks.add("a colour that is not like #64FE2E was left out");
		return color;
	}

	/** The order that each point states; that in the file where it states none. */
	private int[] readCoordinates() throws IOException {
		final int depth = xml.depth();
		int[] order = new int[16];
		while (xml.nextChild(depth)) {
			if (!xml.name().equals("Coordinate")) continue;
			final int at = vertices.count();
			if (at == order.length) order = Arrays.copyOf(order, 2 * at);
			order[at] = xml.attribute("Order") == null ? at : (int) xml.number("Order");
			vertices.add(xml.number("X"), xml.number("Y"));
		}
		return order;
	}

	/** Points by the order that they state, which is mostly that in which they are there already. */
	private void sort(final int[] order) {
		final int count = vertices.count();
		boolean inOrder = true;
		for (int i = 1; i < count; i++)
			inOrder &= order[i - 1] <= order[i];
		if (inOrder) return;
		final Integer[] sorted = new Integer[count];
		Arrays.setAll(sorted, i -> i);
		Arrays.sort(sorted, Comparator.comparingInt(i -> order[i]));
		final Vertices before = vertices.vertices();
		vertices.clear();
		for (final int i : sorted)
			vertices.add(before.x(i), before.y(i));
	}

	private Geometry geometry(final String type, final int[] order) {
		sort(order);
		switch (type) {
			case "Dot", "PointSet" -> {
				return Geometry.points(vertices.vertices());
			}
			case "Measurement" -> {
				return vertices.count() == 1 ? vertices.byCount() : Geometry.lines(List.of(vertices.vertices()));
			}
			case "Rectangle" -> {
				final Box box = vertices.corners();
				return box == null ? vertices.byCount() : Geometry.rectangle(box);
			}
			case "Spline" -> {
				remarks.add("a spline was taken as the polygon of its control points");
				return vertices.byCount();
			}
			case "Polygon" -> {
				return vertices.byCount();
			}
			default -> {
				remarks.add("an annotation of type \"" + type + "\" was taken for what its number of points allows");
				return vertices.byCount();
			}
		}
	}

	private void readGroups() throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth)) {
			if (!xml.name().equals("Group")) continue;
			final String name = xml.text("Name");
			final Group group = new Group(xml.text("PartOfGroup"), color());
			if (!name.isBlank()) groups.putIfAbsent(name, group);
			final int inGroup = xml.depth();
			while (xml.nextChild(inGroup))
				if (xml.name().equals("Attributes")) {
					final int attributes = xml.depth();
					while (xml.nextChild(attributes))
						remarks.add("an attribute of a group was left out");
				}
		}
	}

	/** With the class that the group is, and a colour of its own only if that is another one. */
	private Annotation classified(final Annotation annotation, final Map<String, Classification> classes) {
		if (annotation.classification().isEmpty()) return annotation;
		final String group = annotation.classification().get().name();
		final Classification of = classes.computeIfAbsent(group, name -> new Classification(path(name, 0),
			groups.containsKey(name) ? groups.get(name).color() : OptionalInt.empty()));
		final Annotation.Builder b = annotation.with().classification(of);
		return annotation.color().equals(of.color()) ? b.noColor().build() : b.build();
	}

	/** A group within another one is the class {@code A: B}; its name may say so already. */
	private String path(final String name, final int depth) {
		final Group group = groups.get(name);
		if (group == null || depth > groups.size() || !groups.containsKey(group.parent())) return name;
		final String parent = path(group.parent(), depth + 1);
		return name.startsWith(parent + BETWEEN) ? name : parent + BETWEEN + name;
	}
}
