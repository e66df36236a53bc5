package org.coverslip.process.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationPlane;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.GeometryKind;
import org.coverslip.annotation.ObjectKind;
import org.coverslip.annotation.Polygon;
import org.coverslip.annotation.Vertices;

/** Annotations as bytes; with all that they have. */
final class AnnotationWire {

	private static final int NO_COLOR = -1;

	private AnnotationWire() {}

	static void write(final Annotation annotation, final DataOutputStream out) throws IOException {
		write(annotation.geometry(), out);
		out.writeBoolean(annotation.nucleus().isPresent());
		if (annotation.nucleus().isPresent()) write(annotation.nucleus().get(), out);
		out.writeByte(annotation.kind().ordinal());
		out.writeInt(annotation.plane().channel());
		out.writeInt(annotation.plane().z());
		out.writeInt(annotation.plane().t());
		TileWire.text(annotation.id().orElse(""), out);
		TileWire.text(annotation.name().orElse(""), out);
		TileWire.text(annotation.classification().map(Classification::name).orElse(""), out);
		out.writeInt(
			annotation.classification().map(Classification::color).orElse(OptionalInt.empty()).orElse(NO_COLOR));
		out.writeInt(annotation.color().orElse(NO_COLOR));
		out.writeBoolean(annotation.isLocked());
		TileWire.list(List.copyOf(annotation.properties().entrySet()), out, property -> {
			TileWire.text(property.getKey(), out);
			TileWire.text(property.getValue(), out);
		});
		TileWire.list(List.copyOf(annotation.measurements().entrySet()), out, measurement -> {
			TileWire.text(measurement.getKey(), out);
			out.writeDouble(measurement.getValue());
		});
	}

	static Annotation read(final DataInputStream in) throws IOException {
		final Annotation.Builder annotation = Annotation.builder(readGeometry(in));
		if (in.readBoolean()) annotation.nucleus(readGeometry(in));
		annotation.kind(ObjectKind.values()[in.readByte()]);
		annotation.plane(new AnnotationPlane(in.readInt(), in.readInt(), in.readInt()));
		annotation.id(TileWire.text(in));
		annotation.name(TileWire.text(in));
		final String classification = TileWire.text(in);
		final OptionalInt classColor = color(in.readInt());
		if (!classification.isEmpty()) annotation.classification(new Classification(classification, classColor));
		color(in.readInt()).ifPresent(annotation::color);
		annotation.locked(in.readBoolean());
		for (int n = TileWire.length(in); n > 0; n--)
			annotation.property(TileWire.text(in), TileWire.text(in));
		for (int n = TileWire.length(in); n > 0; n--)
			annotation.measurement(TileWire.text(in), in.readDouble());
		return annotation.build();
	}

	private static OptionalInt color(final int rgb) {
		return rgb == NO_COLOR ? OptionalInt.empty() : OptionalInt.of(rgb);
	}

	private static void write(final Geometry geometry, final DataOutputStream out) throws IOException {
		out.writeByte(geometry.kind().ordinal());
		switch (geometry.kind()) {
			case POINTS -> write(geometry.points(), out);
			case LINES -> TileWire.list(geometry.lines(), out, line -> write(line, out));
			case POLYGONS -> TileWire.list(geometry.polygons(), out, polygon -> {
				write(polygon.shell(), out);
				TileWire.list(polygon.holes(), out, hole -> write(hole, out));
			});
			case RECTANGLE, ELLIPSE -> {
				out.writeDouble(geometry.box().x());
				out.writeDouble(geometry.box().y());
				out.writeDouble(geometry.box().width());
				out.writeDouble(geometry.box().height());
			}
		}
	}

	private static Geometry readGeometry(final DataInputStream in) throws IOException {
		return switch (GeometryKind.values()[in.readByte()]) {
			case POINTS -> Geometry.points(readVertices(in));
			case LINES -> Geometry.lines(TileWire.list(in, () -> readVertices(in)));
			case POLYGONS -> Geometry.polygons(TileWire.list(in,
				() -> new Polygon(readVertices(in), TileWire.list(in, () -> readVertices(in)))));
			case RECTANGLE -> Geometry.rectangle(readBox(in));
			case ELLIPSE -> Geometry.ellipse(readBox(in));
		};
	}

	private static Box readBox(final DataInputStream in) throws IOException {
		return new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
	}

	private static void write(final Vertices vertices, final DataOutputStream out) throws IOException {
		out.writeInt(vertices.count());
		for (int i = 0; i < vertices.count(); i++) {
			out.writeDouble(vertices.x(i));
			out.writeDouble(vertices.y(i));
		}
	}

	private static Vertices readVertices(final DataInputStream in) throws IOException {
		final double[] xy = new double[2 * TileWire.length(in)];
		for (int i = 0; i < xy.length; i++)
			xy[i] = in.readDouble();
		return Vertices.of(xy);
	}
}
