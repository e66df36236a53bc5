package org.coverslip.deidentify.zeiss;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.SafeXml;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;
import org.coverslip.io.XmlWriter;

/** What of a CZI's metadata is kept: sizes, pixel size, magnification, and the channels' colours and wavelengths. */
final class CziXml {

	private static final XmlRule COLOUR =
		XmlRule.bare().text(XmlRule.like("\\s*#([0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}\\s*"));

	private static final XmlRule PIXEL_TYPE = XmlRule.bare().text(
		XmlRule.like("(Gray|Bgr|Bgra)(8|16|24|32|48|64|96|192)?(Float|ComplexFloat)?"));

	private CziXml() {}

	/**
	 * The XML anew.
	 *
	 * @param xml
	 *            as it is; empty if there is none
	 */
	static byte[] clean(final byte[] xml, final StoredFile file, final SlideCopy copy) throws IOException {
		if (xml.length == 0) return xml;
		final XmlElement root = XmlElement.of(SafeXml.parse(xml, file), file);
		if (!root.name().equals("ImageDocument")) throw root.unexpected("a root element \"ImageDocument\"", "another");
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final XmlWriter writer = new XmlWriter(out);
		rule(copy).write(root, root.namespace(), writer, copy.findings());
		writer.finish();
		copy.findings().kept("sizes, pixel size, magnification, colours and wavelengths of channels");
		return out.toByteArray();
	}

	private static XmlRule rule(final SlideCopy copy) {
		final Map<String, String> ids = new HashMap<>();
		final UnaryOperator<String> objectives =
			id -> ids.computeIfAbsent(id, key -> "Objective:" + (ids.size() + 1));
		final boolean names = copy.keep().contains(KeptPart.CHANNELS);
		if (names) copy.findings().kept("names of channels");
		final XmlRule channel = XmlRule.bare().attribute("Id", XmlRule.like("Channel:\\d{1,4}"));
		XmlRule recorded = channel.numberChildren("ComponentBitCount", "ExcitationWavelength", "EmissionWavelength",
			"ExposureTime").child("Color", COLOUR)
			.child("PixelType", PIXEL_TYPE);
		XmlRule shown = channel.numberChildren("Low", "High", "Gamma").child("Color", COLOUR);
		if (names) {
			recorded = recorded.attribute("Name", name -> name).child("Fluor", XmlRule.bare().text(name -> name));
			shown = shown.attribute("Name", name -> name).child("ShortName", XmlRule.bare().text(name -> name))
				.child("DyeName", XmlRule.bare().text(name -> name));
		}
		final XmlRule scene = XmlRule.bare().numbers("Index").child("CenterPosition",
			XmlRule.bare().text(XmlRule.like("[0-9.eE+-]{1,24},[0-9.eE+-]{1,24}")));
		final XmlRule dimensions = XmlRule.bare()
			.child("Channels", XmlRule.bare().child("Channel", recorded))
			.child("S", XmlRule.bare().child("Scenes", XmlRule.bare().child("Scene", scene)));
		final XmlRule image = XmlRule.bare().numberChildren("SizeX", "SizeY", "SizeZ", "SizeC", "SizeT", "SizeS",
			"SizeM", "SizeB", "SizeH", "ComponentBitCount")
			.child("PixelType", PIXEL_TYPE)
			.child("Dimensions", dimensions).child("ObjectiveSettings",
				XmlRule.bare().child("ObjectiveRef", XmlRule.bare().attribute("Id", objectives)));
		final XmlRule objective = XmlRule.bare().attribute("Id", objectives)
			.numberChildren("NominalMagnification", "LensNA");
		final XmlRule information = XmlRule.bare().child("Image", image).child("Instrument",
			XmlRule.bare().child("Objectives", XmlRule.bare().child("Objective", objective)));
		final XmlRule distance = XmlRule.bare().attribute("Id", XmlRule.oneOf("X", "Y", "Z", "x", "y", "z"))
			.numberChildren("Value").child("DefaultUnitFormat", XmlRule.bare().text(XmlRule.oneOf("µm", "nm", "mm")));
		return XmlRule.bare().child("Metadata",
			XmlRule.bare().child("Information", information)
				.child("Scaling", XmlRule.bare().child("Items", XmlRule.bare().child("Distance", distance)))
				.child("DisplaySetting",
					XmlRule.bare().child("Channels", XmlRule.bare().child("Channel", shown))));
	}
}
