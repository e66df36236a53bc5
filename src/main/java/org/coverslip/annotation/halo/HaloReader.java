package org.coverslip.annotation.halo;

import static org.coverslip.annotation.ClassLayers.LAYER_PROPERTY;

import java.io.IOException;
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

/** Reads a file of HALO, layer by layer: a region may be a hole in any other one of its layer. For one thread. */
final class HaloReader {

	/** Attributes of a region that are kept as properties. */
	static final List<String> KEPT = List.of("HasEndcaps", "ImageId");
	/** What is said of a comment besides its text. */
	static final List<String> OF_COMMENT = List.of("Author", "CreatedTime", "ModifiedTime");

	private final AnnotationXml xml;
	private final Remarks remarks;
	private final VertexList vertices = new VertexList();

	private HaloReader(final AnnotationXml xml, final Remarks remarks) {
		this.xml = xml;
		this.remarks = remarks;
	}

	static void read(final AnnotationFile file, final Remarks remarks, final AnnotationSink sink) throws IOException {
		try (AnnotationXml xml = new AnnotationXml(file)) {
			if (!xml.name().equals("Annotations")) throw xml.fault("the root element is " + xml.name());
			final HaloReader reader = new HaloReader(xml, remarks);
			int layer = 0;
			while (xml.nextChild(1))
				if (xml.name().equals("Annotation")) reader.readLayer(++layer, sink);
		}
	}

	private void readLayer(final int number, final AnnotationSink sink) throws IOException {
		final int layer = xml.depth();
		final String name = xml.text("Name").strip();
		final String color = xml.attribute("LineColor");
		final boolean isHidden = xml.text("Visible").equalsIgnoreCase("False");
		if (color != null && LineColor.rgb(color).isEmpty())
			remarks.add("a LineColor that is no number was left out");
		final Classification classification =
			new Classification(name.isBlank() ? "Layer " + number : name, LineColor.rgb(color));
		try (SeparateHoles regions = new SeparateHoles()) {
			while (xml.nextChild(layer)) {
				if (!xml.name().equals("Regions")) continue;
				final int depth = xml.depth();
				while (xml.nextChild(depth))
					if (xml.name().equals("Region")) readRegion(classification, isHidden, regions);
			}
			regions.handOver("a negative region that lies in no other one of its layer was kept as one by itself",
				remarks, sink);
		}
	}

	private void readRegion(final Classification classification, final boolean isHidden, final SeparateHoles regions)
		throws IOException
	{
		xml.countRegion();
		final int region = xml.depth();
		final String type = xml.text("Type").strip();
		final boolean isNegative = xml.text("NegativeROA").strip().equals("1");
		final Map<String, String> properties = new LinkedHashMap<>();
		if (isHidden) properties.put(LAYER_PROPERTY + "Visible", "0");
		for (final String key : KEPT)
			if (!xml.text(key).isBlank() && !xml.text(key).equals("0")) properties.put(key, xml.text(key));
		String name = null;
		vertices.clear();
		while (xml.nextChild(region))
			switch (xml.name()) {
				case "Vertices" -> readVertices();
				case "Comments" -> name = readComments(properties);
				default -> {}
			}
		if (vertices.isEmpty()) {
			remarks.add("a region without points was left out");
			return;
		}
		final Annotation.Builder b = Annotation.builder(geometry(type)).classification(classification).name(name);
		properties.forEach(b::property);
		if (isNegative) regions.addHole(b.build(), "");
		else regions.add(b.build());
	}

	private void readVertices() throws IOException {
		final int depth = xml.depth();
		while (xml.nextChild(depth))
			if (xml.name().equals("V")) vertices.add(xml.number("X"), xml.number("Y"));
	}

	/** The first comment's text; all others, and who wrote which when, become properties. */
	private String readComments(final Map<String, String> properties) throws IOException {
		final int depth = xml.depth();
		String first = null;
		int number = 0;
		while (xml.nextChild(depth)) {
			if (!xml.name().equals("Comment")) continue;
			final String key = commentKey(++number);
			for (final String each : OF_COMMENT)
				if (!xml.text(each).isBlank()) properties.put(key + " " + each, xml.text(each));
			if (number == 1) first = xml.text("Body");
			else properties.put(key, xml.text("Body"));
		}
		return first;
	}

	static String commentKey(final int number) {
		return "Comment " + number;
	}

	/** The words are those that pyhaloxml knows; rectangles and ellipses have two corners of their boxes. */
	private Geometry geometry(final String type) {
		final Box corners = type.equals("Rectangle") || type.equals("Ellipse") ? vertices.corners() : null;
		switch (type) {
			case "Polygon" -> {
				return vertices.byCount();
			}
			case "Rectangle" -> {
				return corners == null ? vertices.byCount() : Geometry.rectangle(corners);
			}
			case "Ellipse" -> {
				return corners == null ? vertices.byCount() : Geometry.ellipse(corners);
			}
			case "Ruler" -> {
				return vertices.count() == 1 ? vertices.byCount() : Geometry.lines(List.of(vertices.vertices()));
			}
			case "Pin" -> {
				return Geometry.points(vertices.vertices());
			}
			default -> {
				remarks.add("a region of type \"" + type + "\" was taken for what its number of points allows");
				return vertices.byCount();
			}
		}
	}
}
