package org.coverslip.deidentify.tiff;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.coverslip.deidentify.KeptPart;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.XmlRule;

/**
 * What of OME-XML is kept: how planes are stored and arranged, sizes of pixels, colours and wavelengths of channels,
 * magnification and aperture; of planes their places and exposure times. Names, dates, people, projects, plates, ROIs
 * and annotations, among them the original metadata, go. Ids are numbered anew. For one text.
 * <p>
 * Source: the OME schema, 2016-06 and before.
 */
final class OmeRules {

	private static final UnaryOperator<String> UNIT = XmlRule.oneOf("Ym", "Zm", "Em", "Pm", "Tm", "Gm", "Mm", "km",
		"hm", "dam", "m", "dm", "cm", "mm", "µm", "nm", "pm", "fm", "Å", "in", "pixel", "reference frame", "s", "ms",
		"µs", "ns", "min", "h");
	private static final UnaryOperator<String> TYPE = XmlRule.like("u?int(8|16|32)|float|double|bit|(double-)?complex");
	private static final UnaryOperator<String> FLAG = XmlRule.oneOf("true", "false");

	private final SlideCopy copy;
	private final List<Integer> directories;
	private final Map<String, String> ids = new HashMap<>();

	/**
	 * @param directories
	 *            the old numbers of the directories that are kept, in order
	 */
	OmeRules(final SlideCopy copy, final List<Integer> directories) {
		this.copy = copy;
		this.directories = directories;
	}

	/**
	 * @param images
	 *            {@link OmeDialect#key} of the images that are kept
	 */
	XmlRule of(final Set<String> images) {
		copy.findings().kept("OME-XML: sizes, order of planes, pixel size, colours and wavelengths, magnification");
		final XmlRule objective = XmlRule.bare().attribute("ID", id("Objective"))
			.numbers("NominalMagnification", "CalibratedMagnification", "LensNA")
			.attribute("Immersion", XmlRule.oneOf("Oil", "Water", "WaterDipping", "Air", "Multi", "Glycerol", "Other"));
		final XmlRule image = XmlRule.bare().attribute("ID", id("Image"))
			.child("InstrumentRef", XmlRule.bare().attribute("ID", id("Instrument")))
			.child("ObjectiveSettings", XmlRule.bare().attribute("ID", id("Objective")))
			.child("Pixels", pixels()).where(element -> images.contains(OmeDialect.key(element)));
		return XmlRule.bare()
			.child("Instrument",
				XmlRule.bare().attribute("ID", id("Instrument")).child("Objective", objective))
			.child("Image", image);
	}

	private XmlRule pixels() {
		return withUnits(XmlRule.bare().attribute("ID", id("Pixels"))
			.attribute("DimensionOrder", XmlRule.like("XY[CTZ]{3}")).attribute("Type", TYPE)
			.attribute("PixelType", TYPE)
			.numbers("SizeX", "SizeY", "SizeZ", "SizeC", "SizeT", "SignificantBits")
			.attribute("BigEndian", FLAG).attribute("Interleaved", FLAG), "PhysicalSizeX", "PhysicalSizeY",
			"PhysicalSizeZ", "TimeIncrement").child("Channel", channel()).child("TiffData", tiffData())
			.child("MetadataOnly", XmlRule.bare()).child("Plane",
				withUnits(XmlRule.bare().numbers("TheZ", "TheC", "TheT"), "PositionX", "PositionY", "PositionZ",
					"ExposureTime", "DeltaT"));
	}

	private XmlRule channel() {
		final XmlRule channel = withUnits(XmlRule.bare().attribute("ID", id("Channel"))
			.numbers("SamplesPerPixel", "Color")
			.attribute("ContrastMethod", XmlRule.oneOf("Brightfield", "Phase", "DIC", "HoffmanModulation",
				"ObliqueIllumination", "PolarizedLight", "Darkfield", "Fluorescence", "Other")), "EmissionWavelength",
			"ExcitationWavelength");
		if (!copy.keep().contains(KeptPart.CHANNELS)) return channel;
		copy.findings().kept("names of channels");
		return channel.attribute("Name", name -> name).attribute("Fluor", name -> name);
	}

	private XmlRule tiffData() {
		return XmlRule.bare().attribute("IFD", this::directory).numbers("FirstZ", "FirstC", "FirstT", "PlaneCount",
			"NumPlanes");
	}

	private String directory(final String value) {
		final int place = value.strip().matches("\\d{1,9}") ? directories.indexOf(Integer.valueOf(value.strip())) : -1;
		return place < 0 ? null : String.valueOf(place);
	}

	private static XmlRule withUnits(final XmlRule rule, final String... names) {
		XmlRule more = rule.numbers(names);
		for (final String name : names)
			more = more.attribute(name + "Unit", UNIT);
		return more;
	}

	/** Ids of a kind, in the order in which they come; the same for the same. */
	private UnaryOperator<String> id(final String kind) {
		return value -> ids.computeIfAbsent(kind + "/" + value, key -> kind + ":" + ids.keySet().stream()
			.filter(known -> known.startsWith(kind + "/")).count());
	}
}
