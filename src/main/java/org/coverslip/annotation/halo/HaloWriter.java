package org.coverslip.annotation.halo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.ClassLayers;
import org.coverslip.annotation.ClassLayers.Layer;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.LineColor;
import org.coverslip.annotation.Losses;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.Vertices;
import org.coverslip.geom.WholeUnits;
import org.coverslip.io.OutputFile;
import org.coverslip.io.XmlWriter;

/** Writes a file of HALO, a layer for each class, in whole pixels; holes follow the region in which they are. */
final class HaloWriter implements AnnotationWriter {

	/** What HALO draws in unless somebody says otherwise: yellow. */
	private static final int PLAIN_COLOR = 0xffff00;
	private static final String VISIBLE = ClassLayers.LAYER_PROPERTY + "Visible";
	/** As pyhaloxml writes it. */
	private static final String NOBODY = "<no user>";

	private final OutputFile file;
	private final Losses losses;
	private final ClassLayers layers;
	private XmlWriter xml;
	private boolean isRounded;

	HaloWriter(final Path target, final Remarks remarks) throws IOException {
		file = OutputFile.create(target);
		losses = new Losses("HALO", remarks);
		layers = new ClassLayers(PLAIN_COLOR, losses);
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		losses.ofModel(annotation);
		losses.ofLock(annotation);
		final Annotation.Builder b = Annotation.builder(annotation.geometry()).name(annotation.name().orElse(null))
			.classification(annotation.classification().orElse(null));
		annotation.color().ifPresent(b::color);
		boolean isAnyLost = false;
		for (final Map.Entry<String, String> property : annotation.properties().entrySet())
			if (isKept(property.getKey())) b.property(property.getKey(), property.getValue());
			else isAnyLost = true;
		if (isAnyLost) losses.ofProperties();
		layers.put(b.build());
	}

	private static boolean isKept(final String key) {
		return key.equals(VISIBLE) || HaloReader.KEPT.contains(key)
			|| key.matches("Comment [1-9]\\d{0,5}( (" + String.join("|", HaloReader.OF_COMMENT) + "))?");
	}

	@Override
	public void finish() throws IOException {
		xml = new XmlWriter(file.stream());
		xml.start("Annotations");
		int number = 0;
		for (final Layer layer : layers.layers()) {
			number++;
			xml.start("Annotation").attribute("LineColor", LineColor.of(layer.color()))
				.attribute("Name", layer.name().isEmpty() ? "Layer " + number : layer.name())
				.attribute("Visible", "0".equals(layer.properties().get("Visible")) ? "False" : "True")
				.start("Regions");
			layers.read(layer, this::writeAnnotation);
			xml.end().end();
		}
		xml.finish();
		file.commit();
		if (isRounded) losses.changed("HALO has whole pixels; points were rounded to them");
	}

	private void writeAnnotation(final Annotation annotation) throws IOException {
		final List<Geometry> parts = annotation.geometry().parts();
		if (parts.size() > 1) losses.changed("the parts of an annotation were written as regions of their own");
		for (final Geometry part : parts)
			switch (part.kind()) {
				case POINTS -> writeRegion(annotation, "Pin", part.points(), false);
				case LINES -> {
					if (part.lines().get(0).count() > 2)
						losses.changed(
							"HALO's rulers have two points; a line of more was written as one of all of them");
					writeRegion(annotation, "Ruler", part.lines().get(0), false);
				}
				case POLYGONS -> {
					writeRegion(annotation, "Polygon", part.polygons().get(0).shell(), false);
					for (final Vertices hole : part.polygons().get(0).holes())
						writeRegion(annotation, "Polygon", hole, true);
				}
				case RECTANGLE -> writeRegion(annotation, "Rectangle", ends(part.box()), false);
				case ELLIPSE -> writeRegion(annotation, "Ellipse", ends(part.box()), false);
			}
	}

	private static Vertices ends(final Box box) {
		return Vertices.of(box.x(), box.y(), box.endX(), box.endY());
	}

	private void writeRegion(final Annotation annotation, final String type, final Vertices points,
		final boolean isHole) throws IOException
	{
		final Map<String, String> properties = annotation.properties();
		xml.start("Region").attribute("Type", type).attribute("HasEndcaps", properties.getOrDefault("HasEndcaps", "0"))
			.attribute("NegativeROA", isHole ? "1" : "0");
		if (properties.containsKey("ImageId") && !isHole) xml.attribute("ImageId", properties.get("ImageId"));
		xml.start("Vertices");
		for (int i = 0; i < points.count(); i++)
			xml.start("V").attribute("X", rounded(points.x(i))).attribute("Y", rounded(points.y(i))).end();
		xml.end();
		xml.start("Comments");
		if (!isHole) writeComments(annotation);
		xml.end().end();
	}

	private long rounded(final double value) {
		final long whole = WholeUnits.nearest(value);
		isRounded |= whole != value;
		return whole;
	}

	private void writeComments(final Annotation annotation) throws IOException {
		for (int i = 1;; i++) {
			final String key = HaloReader.commentKey(i);
			final boolean isFirst = i == 1 && annotation.name().isPresent();
			if (!isFirst && !annotation.properties().containsKey(key)
				&& !(i == 1 && annotation.properties().containsKey(HaloReader.commentKey(2)))) return;
			final Map<String, String> properties = annotation.properties();
			final String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
			xml.start("Comment").attribute("Author", properties.getOrDefault(key + " Author", NOBODY))
				.attribute("Body", isFirst ? annotation.name().get() : properties.getOrDefault(key, ""))
				.attribute("CreatedTime", properties.getOrDefault(key + " CreatedTime", now))
				.attribute("ModifiedTime", properties.getOrDefault(key + " ModifiedTime", now)).end();
		}
	}

	@Override
	public void close() throws IOException {
		try {
			layers.close();
		}
		finally {
			file.close();
		}
	}
}
