package org.coverslip.annotation.imagescope;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.ClassLayers;
import org.coverslip.annotation.ClassLayers.Layer;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.LineColor;
import org.coverslip.annotation.Losses;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.Vertices;
import org.coverslip.io.OutputFile;
import org.coverslip.io.XmlWriter;
import org.coverslip.slide.PixelSize;

/** Writes a file of ImageScope, a layer for each class; holes follow the region in which they are. For one thread. */
final class ImageScopeWriter implements AnnotationWriter {

	/** What ImageScope draws in unless somebody says otherwise: yellow. */
	private static final int PLAIN_COLOR = 0xffff00;
	/** The columns that ImageScope has by itself, with their numbers. */
	private static final Map<String, Integer> OWN_COLUMNS = ownColumns();
	/** No more properties than this get a column; those behind them are named by themselves. */
	private static final int MOST_COLUMNS = 1000;

	private final OutputFile file;
	private final Losses losses;
	private final ClassLayers layers;
	private final Optional<PixelSize> pixelSize;
	private XmlWriter xml;
	private int regionId;
	private boolean hasProperties;

	ImageScopeWriter(final Path target, final SlideFrame frame, final Remarks remarks) throws IOException {
		file = OutputFile.create(target);
		losses = new Losses("ImageScope", remarks);
		layers = new ClassLayers(PLAIN_COLOR, losses);
		pixelSize = frame.pixelSize();
	}

	private static Map<String, Integer> ownColumns() {
		final Map<String, Integer> columns = new LinkedHashMap<>();
		columns.put("Region", 9999);
		columns.put("Length", 9997);
		columns.put("Area", 9996);
		columns.put("Text", 9998);
		return columns;
	}

	@Override
	public void put(final Annotation annotation) throws IOException {
		losses.ofModel(annotation);
		hasProperties |= !annotation.properties().isEmpty();
		layers.put(annotation);
	}

	@Override
	public void finish() throws IOException {
		xml = new XmlWriter(file.stream());
		xml.start("Annotations");
		if (pixelSize.isPresent()) xml.attribute("MicronsPerPixel", pixelSize.get().meanUm());
		int id = 0;
		for (final Layer layer : layers.layers())
			writeLayer(layer, ++id);
		xml.finish();
		file.commit();
	}

	private void writeLayer(final Layer layer, final int id) throws IOException {
		final String readOnly = layer.locked() ? "1" : "0";
		xml.start("Annotation").attribute("Id", id)
			.attribute("Name", layer.name().equals("Layer " + id) ? "" : layer.name())
			.attribute("ReadOnly", readOnly).attribute("NameReadOnly", readOnly)
			.attribute("LineColorReadOnly", readOnly).attribute("Incremental", "0").attribute("Type", "4")
			.attribute("LineColor", LineColor.of(layer.color()))
			.attribute("Visible", layer.properties().getOrDefault("Visible", "1")).attribute("Selected", "0")
			.attribute("MarkupImagePath", "").attribute("MacroName", "");
		xml.start("Attributes");
		int attribute = 0;
		writeAttribute("Description", attribute++, layer.properties().getOrDefault("Description", ""));
		for (final Map.Entry<String, String> property : layer.properties().entrySet())
			if (!property.getKey().matches("Description|Visible"))
				writeAttribute(property.getKey(), attribute++, property.getValue());
		xml.end();
		xml.start("Regions");
		final Map<String, Integer> columns = columns(layer);
		xml.start("RegionAttributeHeaders");
		for (final Map.Entry<String, Integer> column : columns.entrySet())
			xml.start("AttributeHeader").attribute("Id", column.getValue()).attribute("Name", column.getKey())
				.attribute("ColumnWidth", "-1").end();
		xml.end();
		regionId = 0;
		layers.read(layer, annotation -> writeAnnotation(annotation, columns));
		xml.end();
		xml.start("Plots").end();
		xml.end();
	}

	private void writeAttribute(final String name, final int id, final String value) throws IOException {
		xml.start("Attribute").attribute("Name", name).attribute("Id", id).attribute("Value", value).end();
	}

	/** ImageScope's own columns, and one for each property that an annotation of the layer has. */
	private Map<String, Integer> columns(final Layer layer) throws IOException {
		final Map<String, Integer> columns = new LinkedHashMap<>(OWN_COLUMNS);
		if (hasProperties) layers.read(layer, annotation -> {
			for (final Map.Entry<String, String> property : annotation.properties().entrySet())
				if (isKept(property) && columns.size() < MOST_COLUMNS)
					columns.putIfAbsent(property.getKey(), columns.size() - OWN_COLUMNS.size() + 1);
		});
		return columns;
	}

	private static boolean isKept(final Map.Entry<String, String> property) {
		return !property.getKey().startsWith(ClassLayers.LAYER_PROPERTY)
			&& !(property.getKey().equals(ImageScopeReader.SHAPE)
				&& property.getValue().equals(ImageScopeReader.ARROW));
	}

	private void writeAnnotation(final Annotation annotation, final Map<String, Integer> columns) throws IOException {
		final List<Geometry> parts = annotation.geometry().parts();
		if (parts.size() > 1) losses.changed("the parts of an annotation were written as regions of their own");
		for (final Geometry part : parts)
			switch (part.kind()) {
				case POINTS -> {
					losses.changed("a point was written as a region of one point");
					writeRegion(annotation, part, 0, part.points(), columns);
				}
				case LINES -> writeRegion(annotation, part, isArrow(annotation, part) ? 3 : 4, part.lines().get(0),
					columns);
				case POLYGONS -> writePolygon(annotation, part.polygons().get(0), columns);
				case RECTANGLE -> writeRegion(annotation, part, 1, Vertices.ofBox(part.box()), columns);
				case ELLIPSE -> writeRegion(annotation, part, 2, ends(part.box()), columns);
			}
	}

	private static boolean isArrow(final Annotation annotation, final Geometry part) {
		return part.lines().get(0).count() == 2
			&& ImageScopeReader.ARROW.equals(annotation.properties().get(ImageScopeReader.SHAPE));
	}

	private static Vertices ends(final Box box) {
		return Vertices.of(box.x(), box.y(), box.endX(), box.endY());
	}

	private void writePolygon(final Annotation annotation, final Polygon polygon, final Map<String, Integer> columns)
		throws IOException
	{
		writeRegion(annotation, Geometry.polygon(polygon.shell()), 0, polygon.shell(), columns);
		for (final Vertices hole : polygon.holes())
			writeRegion(null, Geometry.polygon(hole), 0, hole, columns);
	}

	/**
	 * @param annotation
	 *            null for a hole
	 */
	private void writeRegion(final Annotation annotation, final Geometry shape, final int type,
		final Vertices vertices, final Map<String, Integer> columns) throws IOException
	{
		xml.start("Region").attribute("Id", ++regionId).attribute("Type", type).attribute("Zoom", "1")
			.attribute("Selected", "0").attribute("ImageLocation", "").attribute("ImageFocus", "-1")
			.attribute("Length", shape.kind() == GeometryKind.POINTS ? 0 : shape.length(1, 1))
			.attribute("Area", shape.area());
		if (pixelSize.isPresent()) {
			final PixelSize size = pixelSize.get();
			xml.attribute("LengthMicrons", shape.length(size.xUm(), size.yUm()))
				.attribute("AreaMicrons", shape.area() * size.xUm() * size.yUm());
		}
		xml.attribute("Text", annotation == null ? "" : annotation.name().orElse(""))
			.attribute("NegativeROA", annotation == null ? "1" : "0").attribute("InputRegionId", "0")
			.attribute("Analyze", "1").attribute("DisplayId", regionId);
		xml.start("Attributes");
		if (annotation != null) {
			int id = 0;
			for (final Map.Entry<String, String> property : annotation.properties().entrySet())
				if (isKept(property)) {
					final Integer column = columns.get(property.getKey());
					writeAttribute(column == null ? property.getKey() : column.toString(), id++, property.getValue());
				}
		}
		xml.end();
		xml.start("Vertices");
		for (int i = 0; i < vertices.count(); i++)
			xml.start("Vertex").attribute("X", vertices.x(i)).attribute("Y", vertices.y(i)).attribute("Z", "0").end();
		xml.end();
		xml.end();
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
