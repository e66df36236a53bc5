package org.coverslip.annotation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** An annotation as bytes, with all that is said of it; for temporary files of the same program alone. */
final class AnnotationRecord {

	private static final ObjectKind[] KINDS = ObjectKind.values();
	private static final GeometryKind[] GEOMETRIES = GeometryKind.values();
	private static final int NO_COLOR = -1;
	private static final int NO_TEXT = -1;

	private AnnotationRecord() {}

	static byte[] encoded(final Annotation annotation) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			write(annotation.geometry(), out);
			out.writeBoolean(annotation.nucleus().isPresent());
			if (annotation.nucleus().isPresent()) write(annotation.nucleus().get(), out);
			out.writeByte(annotation.kind().ordinal());
			out.writeInt(annotation.plane().channel());
			out.writeInt(annotation.plane().z());
			out.writeInt(annotation.plane().t());
			write(annotation.id().orElse(null), out);
			write(annotation.name().orElse(null), out);
			write(annotation.classification().map(Classification::name).orElse(null), out);
			out.writeInt(annotation.classification().map(Classification::color).orElse(OptionalInt.empty())
				.orElse(NO_COLOR));
			out.writeInt(annotation.color().orElse(NO_COLOR));
			out.writeBoolean(annotation.isLocked());
			out.writeInt(annotation.properties().size());
			for (final Map.Entry<String, String> property : annotation.properties().entrySet()) {
				write(property.getKey(), out);
				write(property.getValue(), out);
			}
			out.writeInt(annotation.measurements().size());
			for (final Map.Entry<String, Double> measurement : annotation.measurements().entrySet()) {
				write(measurement.getKey(), out);
				out.writeDouble(measurement.getValue());
			}
		}
		catch (final IOException e) {
			throw new IllegalStateException("memory takes all bytes", e);
		}
		return bytes.toByteArray();
	}

	static Annotation decoded(final byte[] bytes, final int start, final int length) throws IOException {
		final DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, start, length));
		final Annotation.Builder b = Annotation.builder(readGeometry(in));
		if (in.readBoolean()) b.nucleus(readGeometry(in));
		b.kind(KINDS[in.readByte()]);
		b.plane(new AnnotationPlane(in.readInt(), in.readInt(), in.readInt()));
		b.id(readText(in));
		b.name(readText(in));
		final String className = readText(in);
		final int classColor = in.readInt();
		if (className != null)
			b.classification(new Classification(className,
				classColor == NO_COLOR ? OptionalInt.empty() : OptionalInt.of(classColor)));
		final int color = in.readInt();
		if (color != NO_COLOR) b.color(color);
		b.locked(in.readBoolean());
		for (int i = in.readInt(); i > 0; i--)
			b.property(readText(in), readText(in));
		for (int i = in.readInt(); i > 0; i--)
			b.measurement(readText(in), in.readDouble());
		return b.build();
	}

	private static void write(final String text, final DataOutputStream out) throws IOException {
		final byte[] bytes = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
		out.writeInt(bytes == null ? NO_TEXT : bytes.length);
		if (bytes != null) out.write(bytes);
	}

	private static String readText(final DataInputStream in) throws IOException {
		final int length = in.readInt();
		return length == NO_TEXT ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

	private static void write(final Geometry geometry, final DataOutputStream out) throws IOException {
		out.writeByte(geometry.kind().ordinal());
		switch (geometry.kind()) {
			case POINTS -> write(geometry.points(), out);
			case LINES -> writeAll(geometry.lines(), out);
			case POLYGONS -> {
				out.writeInt(geometry.polygons().size());
				for (final Polygon polygon : geometry.polygons()) {
					write(polygon.shell(), out);
					writeAll(polygon.holes(), out);
				}
			}
			case RECTANGLE, ELLIPSE -> {
				final Box box = geometry.box();
				out.writeDouble(box.x());
				out.writeDouble(box.y());
				out.writeDouble(box.width());
				out.writeDouble(box.height());
			}
		}
	}

	private static Geometry readGeometry(final DataInputStream in) throws IOException {
		final GeometryKind kind = GEOMETRIES[in.readByte()];
		return switch (kind) {
			case POINTS -> Geometry.points(readVertices(in));
			case LINES -> Geometry.lines(readAll(in));
			case POLYGONS -> {
				final int count = in.readInt();
				final List<Polygon> polygons = new ArrayList<>(count);
				for (int i = 0; i < count; i++)
					polygons.add(new Polygon(readVertices(in), readAll(in)));
				yield Geometry.polygons(polygons);
			}
			case RECTANGLE -> Geometry.rectangle(readBox(in));
			case ELLIPSE -> Geometry.ellipse(readBox(in));
		};
	}

	private static Box readBox(final DataInputStream in) throws IOException {
		return new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
	}

	private static void writeAll(final List<Vertices> rings, final DataOutputStream out) throws IOException {
		out.writeInt(rings.size());
		for (final Vertices ring : rings)
			write(ring, out);
	}

	private static List<Vertices> readAll(final DataInputStream in) throws IOException {
		final int count = in.readInt();
		final List<Vertices> rings = new ArrayList<>(count);
		for (int i = 0; i < count; i++)
			rings.add(readVertices(in));
		return rings;
	}

	static void write(final Vertices vertices, final DataOutputStream out) throws IOException {
		out.writeInt(vertices.count());
		for (int i = 0; i < vertices.count(); i++) {
			out.writeDouble(vertices.x(i));
			out.writeDouble(vertices.y(i));
		}
	}

	static Vertices readVertices(final DataInputStream in) throws IOException {
		final int count = in.readInt();
		final double[] xy = new double[2 * count];
		for (int i = 0; i < xy.length; i++)
			xy[i] = in.readDouble();
		return Vertices.of(xy, count);
	}
}
