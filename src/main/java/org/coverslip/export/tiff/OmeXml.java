package org.coverslip.export.tiff;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.coverslip.export.MarkupText;
import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Scene;

/**
 * The description of an image in OME-XML, schema 2016-06: one Image whose planes are the first directories of the main
 * chain, in the order of {@link #planes}.
 */
final class OmeXml {

	private static final String NAMESPACE = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	private OmeXml() {}

	/** The planes of a scene in the order XYCZT: the channel varies fastest, then z, then t. */
	static List<Plane> planes(final Scene scene) {
		final List<Plane> planes = new ArrayList<>();
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++)
					planes.add(new Plane(c, z, t));
		return planes;
	}

	/**
	 * The text in UTF-8.
	 *
	 * @param region0
	 *            the part of the scene, in level-0 pixels; its corner becomes the planes' position
	 */
	static byte[] of(final Scene scene, final Region region0, final PyramidTiffOptions options) throws IOException {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		xml.append("<OME xmlns=\"" + NAMESPACE + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"" //
			+ " xsi:schemaLocation=\"" + NAMESPACE + " " + NAMESPACE + "/ome.xsd\"");
		attribute(xml, "Creator", options.software()).append(">\n");
		if (scene.objectivePower().isPresent()) {
			xml.append("<Instrument ID=\"Instrument:0\"><Objective ID=\"Objective:0\"");
			attribute(xml, "NominalMagnification", scene.objectivePower().getAsDouble()).append("/></Instrument>\n");
		}
		xml.append("<Image ID=\"Image:0\"");
		attribute(xml, "Name", scene.name()).append(">\n");
		if (!options.description().isEmpty())
			xml.append("<Description>").append(MarkupText.of(options.description())).append("</Description>\n");
		if (scene.objectivePower().isPresent())
			xml.append("<InstrumentRef ID=\"Instrument:0\"/><ObjectiveSettings ID=\"Objective:0\"/>\n");
		pixels(xml, scene, region0);
		final OmeElements more = options.omeAddition().of(scene, region0);
		final List<byte[]> pieces = new ArrayList<>(List.of(utf8(xml.toString())));
		pieces.addAll(more.ofImage());
		pieces.add(utf8("</Image>\n"));
		pieces.addAll(more.afterImages());
		pieces.add(utf8("</OME>"));
		return joined(pieces);
	}

	private static byte[] utf8(final String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] joined(final List<byte[]> pieces) {
		final byte[] all = new byte[pieces.stream().mapToInt(piece -> piece.length).reduce(0, Math::addExact)];
		int at = 0;
		for (final byte[] piece : pieces) {
			System.arraycopy(piece, 0, all, at, piece.length);
			at += piece.length;
		}
		return all;
	}

	private static void pixels(final StringBuilder xml, final Scene scene, final Region region0) {
		final int samples = scene.level(0).samples();
		xml.append("<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" BigEndian=\"false\"");
		attribute(xml, "Type", typeName(scene.pixelType()));
		attribute(xml, "SizeX", region0.width());
		attribute(xml, "SizeY", region0.height());
		attribute(xml, "SizeC", (long) samples * scene.channels().size());
		attribute(xml, "SizeZ", scene.sizeZ());
		attribute(xml, "SizeT", scene.sizeT());
		attribute(xml, "Interleaved", samples > 1 ? "true" : "false");
		scene.pixelSize().ifPresent(size -> {
			attribute(xml, "PhysicalSizeX", size.xUm());
			attribute(xml, "PhysicalSizeXUnit", "µm");
			attribute(xml, "PhysicalSizeY", size.yUm());
			attribute(xml, "PhysicalSizeYUnit", "µm");
		});
		scene.pixelSizeZ().ifPresent(step -> {
			attribute(xml, "PhysicalSizeZ", step);
			attribute(xml, "PhysicalSizeZUnit", "µm");
		});
		xml.append(">\n");
		for (int c = 0; c < scene.channels().size(); c++)
			channel(xml, c, scene.channels().get(c), samples);
		final List<Plane> planes = planes(scene);
		for (int i = 0; i < planes.size(); i++) {
			final Plane plane = planes.get(i);
			xml.append("<TiffData");
			attribute(xml, "FirstC", (long) plane.channel() * samples);
			attribute(xml, "FirstZ", plane.z());
			attribute(xml, "FirstT", plane.t());
			attribute(xml, "IFD", i).append(" PlaneCount=\"1\"/>\n");
		}
		if (scene.pixelSize().isPresent()) for (final Plane plane : planes)
			plane(xml, plane, scene, region0, scene.pixelSize().get(), samples);
		xml.append("</Pixels>\n");
	}

	private static void channel(final StringBuilder xml, final int index, final Channel channel, final int samples) {
		xml.append("<Channel ID=\"Channel:0:" + index + "\"");
		if (!channel.name().isEmpty()) attribute(xml, "Name", channel.name());
		attribute(xml, "SamplesPerPixel", samples);
		// the schema's colour is a signed number of four bytes: red, green, blue, alpha
		channel.rgbColor().ifPresent(rgb -> attribute(xml, "Color", rgb << 8 | 0xff));
		xml.append("/>\n");
	}

	/** The position of the plane's corner on the slide. */
	private static void plane(final StringBuilder xml, final Plane plane, final Scene scene, final Region region0,
		final PixelSize size, final int samples)
	{
		xml.append("<Plane");
		attribute(xml, "TheC", (long) plane.channel() * samples);
		attribute(xml, "TheZ", plane.z());
		attribute(xml, "TheT", plane.t());
		attribute(xml, "PositionX", (scene.originX() + region0.x()) * size.xUm());
		attribute(xml, "PositionXUnit", "µm");
		attribute(xml, "PositionY", (scene.originY() + region0.y()) * size.yUm());
		attribute(xml, "PositionYUnit", "µm").append("/>\n");
	}

	private static String typeName(final PixelType type) {
		return switch (type) {
			case UINT8 -> "uint8";
			case INT8 -> "int8";
			case UINT16 -> "uint16";
			case INT16 -> "int16";
			case UINT32 -> "uint32";
			case INT32 -> "int32";
			case FLOAT32 -> "float";
			case FLOAT64 -> "double";
		};
	}

	private static StringBuilder attribute(final StringBuilder xml, final String name, final Object value) {
		return xml.append(' ').append(name).append("=\"").append(MarkupText.of(String.valueOf(value))).append('"');
	}
}
