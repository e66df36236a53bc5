package org.coverslip.annotation.asap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationLists;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.HexColor;
import org.coverslip.annotation.Losses;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.io.OutputFile;
import org.coverslip.io.XmlWriter;

/**
 * Writes a file of ASAP: all groups are listed, since ASAP refuses a file that names one that is not; the points of an
 * annotation are numbered without gaps, since it takes the numbers for places. For one thread.
 */
final class AsapWriter implements AnnotationWriter {

	/** ASAP's own, for what has none. */
	private static final int PLAIN_COLOR = 0xf4fa58;

	private final OutputFile file;
	private final Losses losses;
	private final AnnotationLists waiting = new AnnotationLists();
	private final int list = waiting.newList();
	private final GroupNames groups = new GroupNames();
	/** The groups of holes, with their colours. */
	private final Map<String, Integer> holeGroups = new LinkedHashMap<>();
	private XmlWriter xml;

	AsapWriter(final Path target, final Remarks remarks) throws IOException {
		file = OutputFile.create(target);
		losses = new Losses("ASAP", remarks);
	}

	private static boolean isSpline(final Annotation annotation) {
		return AsapReader.SPLINE.equals(annotation.properties().get(AsapReader.SHAPE));
	}

	/** How groups are called is known when all classes are. */
	@Override
	public void put(final Annotation annotation) throws IOException {
		losses.ofModel(annotation);
		losses.ofLock(annotation);
		if (annotation.properties().size() > (isSpline(annotation) ? 1 : 0)) losses.ofProperties();
		annotation.classification().ifPresent(groups::add);
		waiting.put(list, annotation);
	}

	@Override
	public void finish() throws IOException {
		xml = new XmlWriter(file.stream());
		xml.start("ASAP_Annotations").start("Annotations");
		waiting.read(list, this::writeAnnotation);
		xml.end();
		xml.start("AnnotationGroups");
		for (final String each : groups.classes()) {
			if (groups.groupOf(each).endsWith(AsapReader.HOLE))
				losses.changed("a class whose name ends in " + AsapReader.HOLE + " is read as holes");
			writeGroup(groups.groupOf(each), groups.parentGroupOf(each), groups.colorOf(each));
		}
		final Map<String, Integer> more = new LinkedHashMap<>(holeGroups);
		for (final String each : groups.classes())
			more.remove(groups.groupOf(each));
		for (final Map.Entry<String, Integer> each : more.entrySet())
			writeGroup(each.getKey(), AsapReader.NO_GROUP, each.getValue());
		xml.finish();
		file.commit();
	}

	private void writeGroup(final String name, final String parent, final int color) throws IOException {
		xml.start("Group").attribute("Name", name).attribute("PartOfGroup", parent)
			.attribute("Color", HexColor.of(color)).start("Attributes").end().end();
	}

	private void writeAnnotation(final Annotation annotation) throws IOException {
		final Geometry geometry = annotation.geometry();
		switch (geometry.kind()) {
			case POINTS -> write(annotation, geometry.points().count() == 1 ? "Dot" : "PointSet", geometry.points());
			case RECTANGLE -> write(annotation, "Rectangle", Vertices.ofBox(geometry.box()));
			case ELLIPSE -> {
				losses.changed("ASAP has no ellipses; one was written as a polygon of 128 corners");
				writePolygon(annotation, geometry.polygons().get(0));
			}
			case LINES -> {
				sayParts(geometry.lines().size());
				for (final Vertices line : geometry.lines()) {
					if (line.count() > 2)
						losses.changed("ASAP measures from point to point; a line of more points was written as one"
							+ " measurement");
					write(annotation, "Measurement", line);
				}
			}
			case POLYGONS -> {
				sayParts(geometry.polygons().size());
				for (final Polygon polygon : geometry.polygons())
					writePolygon(annotation, polygon);
			}
		}
	}

	private void sayParts(final int count) {
		if (count > 1) losses.changed("the parts of an annotation were written as annotations of their own");
	}

	private void writePolygon(final Annotation annotation, final Polygon polygon) throws IOException {
		write(annotation, isSpline(annotation) ? "Spline" : "Polygon", polygon.shell());
		for (final Vertices hole : polygon.holes()) {
			final String group = groupOf(annotation, "") + AsapReader.HOLE;
			final int color = annotation.classification().map(each -> groups.colorOf(each.name())).orElse(PLAIN_COLOR);
			losses.changed("ASAP has no holes; one was written as a polygon of the group " + group);
			holeGroups.putIfAbsent(group, color);
			write(annotation.name().orElse(""), "Polygon", group, color, hole);
		}
	}

	private String groupOf(final Annotation annotation, final String ofNone) {
		return annotation.classification().map(each -> groups.groupOf(each.name())).orElse(ofNone);
	}

	private void write(final Annotation annotation, final String type, final Vertices points) throws IOException {
		final int color = annotation.color().orElseGet(
			() -> annotation.classification().map(Classification::name).map(groups::colorOf).orElse(PLAIN_COLOR));
		write(annotation.name().orElse(""), type, groupOf(annotation, AsapReader.NO_GROUP), color, points);
	}

	private void write(final String name, final String type, final String group, final int color,
		final Vertices points) throws IOException
	{
		xml.start("Annotation").attribute("Name", name).attribute("Type", type).attribute("PartOfGroup", group)
			.attribute("Color", HexColor.of(color)).start("Coordinates");
		for (int i = 0; i < points.count(); i++)
			xml.start("Coordinate").attribute("Order", i).attribute("X", points.x(i)).attribute("Y", points.y(i)).end();
		xml.end().end();
	}

	@Override
	public void close() throws IOException {
		try {
			waiting.close();
		}
		finally {
			file.close();
		}
	}
}
