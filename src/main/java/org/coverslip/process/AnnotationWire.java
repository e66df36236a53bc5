package org.coverslip.process;

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
public final class AnnotationWire {

	private static final int NO_COLOR = -1;

	private AnnotationWire() {}

	public static void write(final Annotation annotation, final DataOutputStream out) throws IOException {
		write(annotation.geometry(), out);
		out.writeBoolean(annotation.nucleus().isPresent());
		if (annotation.nucleus().isPresent()) write(annotation.nucleus().get(), out);
		out.writeByte(annotation.kind().ordinal());
		out.writeInt(annotation.plane().channel());
		out.writeInt(annotation.plane().z());
		out.writeInt(annotation.plane().t());
		WireParts.text(annotation.id().orElse(""), out);
		WireParts.text(annotation.name().orElse(""), out);
		WireParts.text(annotation.classification().map(Classification::name).orElse(""), out);
		out.writeInt(
			annotation.classification().map(Classification::color).orElse(OptionalInt.empty()).orElse(NO_COLOR));
		out.writeInt(annotation.color().orElse(NO_COLOR));
		out.writeBoolean(annotation.isLocked());
		WireParts.list(List.copyOf(annotation.properties().entrySet()), out, property -> {
			WireParts.text(property.getKey(), out);
			WireParts.text(property.getValue(), out);
		});
		WireParts.list(List.copyOf(annotation.measurements().entrySet()), out, measurement -> {
			WireParts.text(measurement.getKey(), out);
			out.writeDouble(measurement.getValue());
		});
	}

	public static Annotation read(final DataInputStream in) throws IOException {
		final Annotation.Builder annotation = Annotation.builder(readGeometry(in));
		if (in.readBoolean()) annotation.nucleus(readGeometry(in));
		annotation.kind(ObjectKind.values()[in.readByte()]);
		annotation.plane(new AnnotationPlane(in.readInt(), in.readInt(), in.readInt()));
		annotation.id(WireParts.text(in));
		annotation.name(WireParts.text(in));
		final String classification = WireParts.text(in);
		final OptionalInt classColor = color(in.readInt());
		if (!classification.isEmpty()) annotation.classification(new Classification(classification, classColor));
		color(in.readInt()).ifPresent(annotation::color);
		annotation.locked(in.readBoolean());
		for (int n = WireParts.length(in); n > 0; n--)
			annotation.property(WireParts.text(in), WireParts.text(in));
		for (int n = WireParts.length(in); n > 0; n--)
			annotation.measurement(WireParts.text(in), in.readDouble());
		return annotation.build();
	}

	private static OptionalInt color(final int rgb) {
		return rgb == NO_COLOR ? OptionalInt.empty() : OptionalInt.of(rgb);
	}

	private static void write(final Geometry geometry, final DataOutputStream out) throws IOException {
		out.writeByte(geometry.kind().ordinal());
		switch (geometry.kind()) {
			case POINTS -> write(geometry.points(), out);
			case LINES -> WireParts.list(geometry.lines(), out, line -> write(line, out));
			case POLYGONS -> WireParts.list(geometry.polygons(), out, polygon -> {
				write(polygon.shell(), out);
				WireParts.list(polygon.holes(), out, hole -> write(hole, out));
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
			case LINES -> Geometry.lines(WireParts.list(in, () -> readVertices(in)));
			case POLYGONS -> Geometry.polygons(WireParts.list(in,
				() -> new Polygon(readVertices(in), WireParts.list(in, () -> readVertices(in)))));
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
		final double[] xy = new double[2 * WireParts.length(in)];
		for (int i = 0; i < xy.length; i++)
			xy[i] = in.readDouble();
		return Vertices.of(xy);
	}
}
