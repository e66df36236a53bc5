package org.coverslip.annotation.ome;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationFormatException;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationText;
import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.VertexList;
import org.coverslip.annotation.Vertices;

/**
 * Reads the ROIs of one image. The text is read twice, since images and what ROIs refer to may come before and behind
 * them. For one thread.
 */
final class OmeRoiReader {

	/** Coordinates are written in so many pixels; what differs by more was changed since. */
	private static final double STEP = 0.011;

	/** From here on colours have alpha last, and shapes are elements of their own. */
	private static final int NEW_SCHEMA = 2012;

	private final AnnotationXml xml;
	private final OmeIndex index;
	private final int image;
	private final AnnotationText whole;
	private final OmeShapeReader shapes;
	private final Remarks remarks;

	private OmeRoiReader(final AnnotationXml xml, final OmeIndex index, final int image, final AnnotationText whole,
		final Remarks remarks)
	{
		this.xml = xml;
		this.index = index;
		this.image = image;
		this.whole = whole;
		this.remarks = remarks;
		shapes = new OmeShapeReader(xml, year(xml.namespace()) < NEW_SCHEMA, remarks);
	}

	private static int year(final String namespace) {
		final String year = namespace.replaceFirst("(?s).*/(\\d{4})-\\d{2}/?$", "$1");
		return year.matches("\\d{4}") ? Integer.parseInt(year) : Integer.MAX_VALUE;
	}

	static void read(final AnnotationFile file, final SlideFrame frame, final AnnotationText whole,
		final Remarks remarks, final AnnotationSink sink) throws IOException
	{
		try (OmeIndex index = index(file)) {
			final int image = index.imageOfScene(frame.scene()).orElseThrow(() -> new AnnotationFormatException(
				file.name(), "", "its OME-XML describes no image of scene " + frame.scene()));
			try (AnnotationXml xml = new AnnotationXml(file, OmeXmlSource.open(file).orElseThrow())) {
				new OmeRoiReader(xml, index, image, whole, remarks).readAll(sink);
			}
		}
	}

	private static OmeIndex index(final AnnotationFile file) throws IOException {
		try (AnnotationXml xml = new AnnotationXml(file, OmeXmlSource.open(file).orElseThrow())) {
			return new OmeIndex(xml);
		}
	}

	private void readAll(final AnnotationSink sink) throws IOException {
		int number = 0;
		while (xml.nextChild(1))
			switch (xml.name()) {
				case "ROI" -> readRoi(index.imageOf(xml.text("ID")), sink);
				case "Image" -> readImage(number++, sink);
				default -> {}
			}
	}

	/** In schemas before 2010-06 ROIs are within their image. */
	private void readImage(final int number, final AnnotationSink sink) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			if (xml.name().equals("ROI")) readRoi(Optional.of(number), sink);
	}

	/** One to which no image refers is taken for the first's. */
	private void readRoi(final Optional<Integer> of, final AnnotationSink sink) throws IOException {
		xml.countRegion();
		if (of.orElse(0) != image) {
			remarks.add("a ROI of another image was left out; say which one by scene");
			return;
		}
		final int depth = xml.depth();
		final String name = xml.text("Name");
		final List<OmeShape> all = new ArrayList<>();
		String description = "";
		Classification tag = null;
		Optional<Annotation> kept = Optional.empty();
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "Union" -> readUnion(all);
				case "Description" -> description = xml.text();
				case "AnnotationRef" -> {
					final String id = xml.text("ID");
					if (tag == null) tag = index.tag(id).orElse(null);
					if (index.comment(id).isPresent()) kept = whole.annotation(index.comment(id).get());
				}
				default -> {}
			}
		if (all.isEmpty()) {
			remarks.add("a ROI without a shape was left out");
			return;
		}
		final List<List<OmeShape>> groups = groups(all);
		if (groups.size() > 1)
			remarks.add("a ROI with shapes of several kinds or planes became several annotations");
		if (kept.isPresent() && groups.size() == 1 && isWhole(kept.get(), all)) sink.put(whole(kept.get(), all, tag));
		else for (final List<OmeShape> group : groups)
			sink.put(annotation(group, name, description, tag));
	}

	private void readUnion(final List<OmeShape> all) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			shapes.read(index.image(image)).ifPresent(all::add);
	}

	/** Shapes that can be parts of one annotation, in their order. */
	private static List<List<OmeShape>> groups(final List<OmeShape> all) {
		final List<List<OmeShape>> groups = new ArrayList<>();
		for (final OmeShape shape : all) {
			final Optional<List<OmeShape>> like =
				groups.stream().filter(group -> OmeShapeReader.isAlike(group.get(0), shape)).findFirst();
			if (like.isPresent()) like.get().add(shape);
			else groups.add(new ArrayList<>(List.of(shape)));
		}
		return groups;
	}

	/** Whether nobody moved the shapes since the comment was written. */
	private boolean isWhole(final Annotation kept, final List<OmeShape> all) {
		final Box is = all.stream().map(shape -> shape.geometry().box()).reduce(Box::union).orElseThrow();
		final Box was = kept.geometry().box();
		final boolean isSame = Math.abs(is.x() - was.x()) < STEP && Math.abs(is.y() - was.y()) < STEP
			&& Math.abs(is.endX() - was.endX()) < STEP && Math.abs(is.endY() - was.endY()) < STEP;
		if (!isSame) remarks.add("the shapes of a ROI were changed since Coverslip wrote it; its holes and what else "
			+ "shapes cannot hold were left out");
		return isSame;
	}

	/** What has no holes is as its shapes are, ellipses for example; the comment's class always has a colour. */
	private static Annotation whole(final Annotation kept, final List<OmeShape> all, final Classification tag) {
		final Annotation.Builder b = kept.with().plane(all.get(0).plane()).classification(tag);
		return kept.geometry().hasHoles() ? b.build() : b.geometry(geometry(all)).build();
	}

	private static Annotation annotation(final List<OmeShape> group, final String name, final String description,
		final Classification tag)
	{
		final Annotation.Builder b = Annotation.builder(geometry(group)).plane(group.get(0).plane())
			.classification(tag).name(name.isBlank() && tag == null ? group.get(0).text() : name)
			.locked(group.get(0).isLocked());
		final OptionalInt stroke = group.get(0).stroke();
		if (stroke.isPresent() && (tag == null || tag.shownColor() != stroke.getAsInt())) b.color(stroke.getAsInt());
		if (!description.isBlank()) b.property("Description", description);
		return b.build();
	}

	private static Geometry geometry(final List<OmeShape> group) {
		if (group.size() == 1) return group.get(0).geometry();
		final GeometryKind kind = group.get(0).geometry().kind();
		if (kind == GeometryKind.POINTS) {
			final VertexList points = new VertexList();
			group.forEach(shape -> points.add(shape.geometry().points().x(0), shape.geometry().points().y(0)));
			return Geometry.points(points.vertices());
		}
		if (kind == GeometryKind.LINES) {
			final List<Vertices> lines = new ArrayList<>();
			group.forEach(shape -> lines.addAll(shape.geometry().lines()));
			return Geometry.lines(lines);
		}
		final List<Polygon> polygons = new ArrayList<>();
		group.forEach(shape -> polygons.addAll(shape.geometry().polygons()));
		return Geometry.polygons(polygons);
	}
}
