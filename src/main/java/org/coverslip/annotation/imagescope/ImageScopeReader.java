package org.coverslip.annotation.imagescope;

import static org.coverslip.annotation.ClassLayers.LAYER_PROPERTY;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationFile;
import org.coverslip.annotation.AnnotationSink;
import org.coverslip.annotation.AnnotationXml;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.LineColor;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SeparateHoles;
import org.coverslip.annotation.VertexList;

/** Reads a file of ImageScope, layer by layer: a region may be a hole in any other one of its layer. For one thread. */
final class ImageScopeReader {

	/** The property of a line that is an arrow. */
	static final String SHAPE = "Shape";
	static final String ARROW = "arrow";

	private final AnnotationXml xml;
	private final Remarks remarks;
	private final VertexList vertices = new VertexList();

	/** What all regions of a layer have in common. */
	private final Map<String, String> headers = new HashMap<>();
	private final Map<String, String> layerProperties = new LinkedHashMap<>();
	private String layerName;
	private boolean locked;

	private ImageScopeReader(final AnnotationXml xml, final Remarks remarks) {
		this.xml = xml;
		this.remarks = remarks;
	}

	static void read(final AnnotationFile file, final Remarks remarks, final AnnotationSink sink) throws IOException {
		try (AnnotationXml xml = new AnnotationXml(file)) {
			if (!xml.name().equals("Annotations")) throw xml.fault("the root element is " + xml.name());
			final ImageScopeReader reader = new ImageScopeReader(xml, remarks);
			int layer = 0;
			while (xml.nextChild(1))
				if (xml.name().equals("Annotation")) reader.readLayer(++layer, sink);
		}
	}

	private void readLayer(final int number, final AnnotationSink sink) throws IOException {
		final int layer = xml.depth();
		headers.clear();
		layerProperties.clear();
		layerName = xml.text("Name").strip();
		locked = xml.text("ReadOnly").equals("1");
		final String color = xml.attribute("LineColor");
		if (xml.text("Visible").equals("0")) layerProperties.put("Visible", "0");
		if (color != null && LineColor.rgb(color).isEmpty())
			remarks.add("a LineColor that is no number was left out");
		try (SeparateHoles regions = new SeparateHoles()) {
			while (xml.nextChild(layer))
				switch (xml.name()) {
					case "Attributes" -> readAttributes(layerProperties);
					case "Regions" -> readRegions(regions);
					default -> {}
				}
			final Classification classification =
				new Classification(layerName.isBlank() ? "Layer " + number : layerName, LineColor.rgb(color));
			regions.handOver("a negative region that lies in no other one of its layer was kept as one by itself",
				remarks, annotation -> sink.put(ofLayer(annotation, classification)));
		}
	}

	/** The layer's own attributes may come after its regions. */
	private Annotation ofLayer(final Annotation annotation, final Classification classification) {
		final Annotation.Builder b = annotation.with().classification(classification).locked(locked);
		layerProperties.forEach((key, value) -> b.property(LAYER_PROPERTY + key, value));
		return b.build();
	}

	/** An attribute is named by itself, or by the number of one of the headers. */
	private void readAttributes(final Map<String, String> into) throws IOException {
		final int attributes = xml.depth();
		while (xml.nextChild(attributes)) {
			if (!xml.name().equals("Attribute") || xml.text("Value").isBlank()) continue;
			final String name = xml.text("Name").strip();
			final String key = headers.getOrDefault(name, name);
			into.put(key.isEmpty() ? "Attribute " + xml.text("Id") : key, xml.text("Value"));
		}
	}

	private void readRegions(final SeparateHoles regions) throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			switch (xml.name()) {
				case "RegionAttributeHeaders" -> readHeaders();
				case "Region" -> readRegion(regions);
				default -> {}
			}
	}

	private void readHeaders() throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			if (!xml.text("Name").isBlank()) headers.put(xml.text("Id"), xml.text("Name").strip());
	}

	private void readRegion(final SeparateHoles regions) throws IOException {
		xml.countRegion();
		final int region = xml.depth();
		final String type = xml.text("Type").strip();
		final String name = xml.attribute("Text");
		final boolean isNegative = xml.text("NegativeROA").strip().equals("1");
		final Map<String, String> properties = new LinkedHashMap<>();
		vertices.clear();
		while (xml.nextChild(region))
			switch (xml.name()) {
				case "Attributes" -> readAttributes(properties);
				case "Vertices" -> readVertices();
				default -> {}
			}
		if (vertices.isEmpty()) {
			remarks.add("a region without points was left out");
			return;
		}
		final Annotation.Builder b = Annotation.builder(geometry(type)).name(name);
		properties.forEach(b::property);
		if (type.equals("3")) b.property(SHAPE, ARROW);
		if (isNegative) regions.addHole(b.build(), "");
		else regions.add(b.build());
	}

	/** Rings are not closed, and repeat points where the mouse stood still. */
	private void readVertices() throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth)) {
			if (!xml.name().equals("Vertex")) continue;
			vertices.addNew(xml.number("X"), xml.number("Y"));
			final String z = xml.attribute("Z");
			if (z != null && !z.isBlank() && xml.number("Z", z) != 0)
				remarks.add("the depth (Z) of a point was left out");
		}
	}

	/**
	 * 0 polygon, 1 rectangle, 2 ellipse of which the corners of its box are there, 3 arrow, 4 ruler or line. Source:
	 * real files for 0 and 2, what caMicroscope makes of 0, 1, 2, 4; others, and fewer points than that needs, by the
	 * number of points.
	 */
	private Geometry geometry(final String type) {
		final Box corners = type.equals("1") || type.equals("2") ? vertices.corners() : null;
		switch (type) {
			case "", "0" -> {
				return vertices.byCount();
			}
			case "1" -> {
				return corners == null ? vertices.byCount() : Geometry.rectangle(corners);
			}
			case "2" -> {
				return corners == null ? vertices.byCount() : Geometry.ellipse(corners);
			}
			case "3", "4" -> {
				return vertices.count() == 1 ? vertices.byCount() : Geometry.lines(List.of(vertices.vertices()));
			}
			default -> {
				remarks.add("a region of type " + type + " was taken for what its number of points allows");
				return vertices.byCount();
			}
		}
	}
}
