package org.coverslip.annotation.ome;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationText;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.HexColor;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.Hundredths;
import org.coverslip.io.SafeXml;
import org.coverslip.io.XmlWriter;
import org.coverslip.slide.Scene;

/**
 * Annotations as the ROIs of an image's OME-XML, schema 2016-06, with coordinates of 0.01 pixels: a ROI each, a shape
 * for each ring, line or point. A class is a tag. What shapes cannot hold is kept in a comment as text. For one thread.
 */
public final class OmeRois implements AnnotationSink {

	/** Room for what is said of the pixels. */
	private static final int MOST_BYTES = SafeXml.MOST_LENGTH - (4 << 20);

	private final AnnotationText whole;
	private final Scene scene;
	private final Remarks remarks;
	private final ByteArrayOutputStream refBytes = new ByteArrayOutputStream();
	private final ByteArrayOutputStream noteBytes = new ByteArrayOutputStream();
	private final ByteArrayOutputStream roiBytes = new ByteArrayOutputStream();
	private final XmlWriter refs = XmlWriter.ofPart(refBytes);
	private final XmlWriter notes = XmlWriter.ofPart(noteBytes);
	private final XmlWriter rois = XmlWriter.ofPart(roiBytes);
	private final Map<Classification, String> classes = new LinkedHashMap<>();
	private int count;
	private int shapes;

	/**
	 * @param whole
	 *            makes the text of comments
	 * @param scene
	 *            which planes there are
	 * @param remarks
	 *            is told what programs other than Coverslip will not find
	 */
	public OmeRois(final AnnotationText whole, final Scene scene, final Remarks remarks) {
		this.whole = whole;
		this.scene = scene;
		this.remarks = remarks;
	}

	/**
	 * {@inheritDoc}
	 *
	 * @param annotation
	 *            in pixels of the image that is written
	 * @throws IllegalArgumentException
	 *             with one sentence, if they become longer than OME-XML that is read
	 */
	@Override
	public void put(final Annotation annotation) throws IOException {
		final String id = "ROI:" + count;
		refs.start("ROIRef").attribute("ID", id).end();
		rois.start("ROI").attribute("ID", id);
		annotation.name().ifPresent(name -> rois.attribute("Name", name));
		rois.start("Union");
		shapes = 0;
		shapes(annotation);
		rois.end();
		if (annotation.classification().isPresent())
			rois.start("AnnotationRef").attribute("ID", tag(annotation.classification().get())).end();
		if (needsComment(annotation)) {
			final String note = "Annotation:Whole:" + count;
			notes.start("CommentAnnotation").attribute("ID", note).attribute("Namespace", OmeNotes.WHOLE)
				.element("Value", whole.text(annotation)).end();
			rois.start("AnnotationRef").attribute("ID", note).end();
		}
		rois.end();
		count++;
		if ((long) refBytes.size() + noteBytes.size() + roiBytes.size() > MOST_BYTES)
			throw new IllegalArgumentException("the annotations need more than " + (MOST_BYTES >> 20)
				+ " MiB of OME-XML, which few programs read; write them to a file of their own beside the slide");
	}

	private boolean needsComment(final Annotation annotation) {
		if (annotation.geometry().hasHoles())
			remarks.add("OME-XML has no holes; one was written as a shape of its own, and in a comment that Coverslip "
				+ "reads");
		final boolean hasMore = annotation.nucleus().isPresent() || annotation.kind() != ObjectKind.ANNOTATION
			|| annotation.id().isPresent() || !annotation.properties().isEmpty()
			|| !annotation.measurements().isEmpty();
		return hasMore || annotation.geometry().hasHoles();
	}

	/** The ID of the tag that is a class. */
	private String tag(final Classification of) throws IOException {
		final String known = classes.get(of);
		if (known != null) return known;
		final String id = "Annotation:Class:" + classes.size();
		classes.put(of, id);
		notes.start("TagAnnotation").attribute("ID", id).attribute("Namespace", OmeNotes.CLASS);
		if (of.color().isPresent()) notes.element("Description", HexColor.of(of.color().getAsInt()));
		notes.element("Value", of.name()).end();
		return id;
	}

	private void shapes(final Annotation annotation) throws IOException {
		final Geometry geometry = annotation.geometry();
		final String text = annotation.name()
			.orElseGet(() -> annotation.classification().map(Classification::name).orElse(""));
		switch (geometry.kind()) {
			case POINTS -> {
				for (int i = 0; i < geometry.points().count(); i++)
					shape("Point", annotation, text).attribute("X", decimal(geometry.points().x(i)))
						.attribute("Y", decimal(geometry.points().y(i))).end();
			}
			case LINES -> {
				for (final Vertices line : geometry.lines())
					line(line, annotation, text);
			}
			case RECTANGLE -> {
				final Box box = geometry.box();
				shape("Rectangle", annotation, text).attribute("X", decimal(box.x())).attribute("Y", decimal(box.y()))
					.attribute("Width", decimal(box.width())).attribute("Height", decimal(box.height())).end();
			}
			case ELLIPSE -> {
				final Box box = geometry.box();
				shape("Ellipse", annotation, text).attribute("X", box.x() + box.width() / 2)
					.attribute("Y", box.y() + box.height() / 2).attribute("RadiusX", box.width() / 2)
					.attribute("RadiusY", box.height() / 2).end();
			}
			case POLYGONS -> {
				for (final Polygon polygon : geometry.polygons()) {
					ring(polygon.shell(), annotation, text);
					for (final Vertices hole : polygon.holes())
						ring(hole, annotation, OmeNotes.HOLE);
				}
			}
		}
	}

	private void line(final Vertices line, final Annotation annotation, final String text) throws IOException {
		if (line.count() != 2) {
			shape("Polyline", annotation, text).attribute("Points", points(line)).end();
			return;
		}
		shape("Line", annotation, text).attribute("X1", decimal(line.x(0))).attribute("Y1", decimal(line.y(0)))
			.attribute("X2", decimal(line.x(1))).attribute("Y2", decimal(line.y(1))).end();
	}

	private void ring(final Vertices ring, final Annotation annotation, final String text) throws IOException {
		shape("Polygon", annotation, text).attribute("Points", points(ring)).end();
	}

	/** Begins a shape. Where there is one focal plane, channel or time it need not be stated. */
	private XmlWriter shape(final String kind, final Annotation annotation, final String text) throws IOException {
		rois.start(kind).attribute("ID", "Shape:" + count + ":" + shapes++);
		final OptionalInt color = annotation.color().isPresent() || annotation.classification().isEmpty()
			? annotation.color() : OptionalInt.of(annotation.classification().get().shownColor());
		color.ifPresent(rgb -> rois.attribute("StrokeColor", rgb << 8 | 0xff));
		if (!text.isBlank()) rois.attribute("Text", text);
		if (annotation.isLocked()) rois.attribute("Locked", "true");
		final AnnotationPlane plane = annotation.plane();
		if (plane.z() > 0 || plane.z() == 0 && scene.sizeZ() > 1) index("TheZ", plane.z(), scene.sizeZ(), 1);
		if (plane.t() > 0 || plane.t() == 0 && scene.sizeT() > 1) index("TheT", plane.t(), scene.sizeT(), 1);
		if (plane.channel() != AnnotationPlane.ALL)
			index("TheC", plane.channel(), scene.channels().size(), scene.level(0).samples());
		return rois;
	}

	private void index(final String name, final int value, final int size, final int factor) {
		if (value < size) rois.attribute(name, (long) value * factor);
		else remarks.add("an annotation on a plane that the slide has not was written for all of them");
	}

	private static String points(final Vertices path) {
		final StringBuilder points = new StringBuilder(16 * path.count());
		for (int i = 0; i < path.count(); i++)
			points.append(i == 0 ? "" : " ").append(decimal(path.x(i))).append(',').append(decimal(path.y(i)));
		return points.toString();
	}

	private static String decimal(final double coordinate) {
		return XmlWriter.decimal(Hundredths.coordinate(Hundredths.nearest(coordinate)));
	}

	/** How many were put. */
	public int count() {
		return count;
	}

	/** What is within the image, at its end: references to the ROIs. */
	public byte[] ofImage() throws IOException {
		refs.finish();
		return refBytes.toByteArray();
	}

	/**
	 * What comes after the images: tags and comments, then ROIs.
	 *
	 * @return pieces of a text, one after the other
	 */
	public List<byte[]> afterImages() throws IOException {
		notes.finish();
		rois.finish();
		return noteBytes.size() <= 1 ? List.of(roiBytes.toByteArray())
			: List.of(ascii("<StructuredAnnotations>"), noteBytes.toByteArray(), ascii("</StructuredAnnotations>"),
				roiBytes.toByteArray());
	}

	private static byte[] ascii(final String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}
}
