package org.coverslip.format.lif;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.XmlElement;
import org.coverslip.slide.PixelSize;

/**
 * What an image's attachments say of the microscope: the objective, and which dyes and detectors its channels come
 * from.
 * <p>
 * Sources: {@code HardwareSetting} with {@code ATLConfocalSettingDefinition}, {@code Spectro}, {@code DetectorList}
 * seen in files of LAS X 3.1 and 3.5; sequential scans, {@code ATLCameraSettingDefinition} and what LAS AF wrote before
 * ({@code ScannerSettingRecord}, {@code FilterSettingRecord}) from Bio-Formats' LIFReader 8.0 and ConvertLeica. For one
 * thread.
 */
final class HardwareSettings {

	private static final String CONFOCAL = "ATLConfocalSettingDefinition";
	private static final String CAMERA = "ATLCameraSettingDefinition";
	/**
	 * Settings within a block are those of sequences, of a master that stands for all of them, or of something else.
	 */
	private static final String BLOCK = "LDM_Block_";
	private static final String MASTER = "LDM_Block_Sequential_Master";
	private static final String SEQUENCES = "LDM_Block_Sequential_List";
	/** A separate description within the settings, of places to bleach. */
	private static final String OTHER_FILE = "LMSDataContainerHeader";
	private static final Set<String> RECORDS = Set.of("ScannerSettingRecord", "FilterSettingRecord");
	private static final int DEEPEST = 8;
	private static final Pattern POWER = Pattern.compile("(\\d+(?:[.,]\\d+)?)\\s*[xX]");
	private static final Pattern CAMERA_NAME = Pattern.compile(".WFC(\\d{1,3})U(?:ser|esr)DefName");
	private static final List<String> SHOWN =
		List.of("MicroscopeModel", "ObjectiveName", "NumericalAperture", "RefractionIndex",
		"Immersion", "Zoom", "ScanMode", "ScanSpeed", "Pinhole", "StagePosX", "StagePosY");

	private final XmlElement image;
	private final List<XmlElement> hardware;
	/** The settings of the whole scan, then those of its sequences. */
	private final List<XmlElement> scans = new ArrayList<>();
	private final List<XmlElement> sequences = new ArrayList<>();
	private final List<XmlElement> masters = new ArrayList<>();
	/** What LAS AF wrote instead. */
	private final List<XmlElement> records = new ArrayList<>();

	HardwareSettings(final XmlElement image) {
		this.image = image;
		hardware = image.children("Attachment").stream()
			.filter(a -> a.attribute("Name").orElse("").startsWith("HardwareSetting")).toList();
		for (final XmlElement attachment : image.children("Attachment"))
			collect(attachment, "", 0);
	}

	/** Finds what is looked for wherever it lies: programs differ in how deep that is. */
	private void collect(final XmlElement parent, final String within, final int depth) {
		if (depth > DEEPEST) return;
		for (final XmlElement child : parent.children()) {
			final String name = child.name();
			if (RECORDS.contains(name)) records.add(child);
			if (name.equals(CONFOCAL) || name.equals(CAMERA)) {
				if (within.equals(SEQUENCES)) sequences.add(child);
				else if (within.equals(MASTER)) masters.add(child);
				else if (within.isEmpty()) scans.add(child);
			}
			// other blocks, such as those for bleaching, have settings of their own that made no image
			if (!name.equals(OTHER_FILE)) collect(child, name.startsWith(BLOCK) ? name : within, depth + 1);
		}
	}

	/** All settings that made the image, the most general ones first. */
	List<XmlElement> all() {
		final List<XmlElement> all = new ArrayList<>(scans);
		all.addAll(masters);
		all.addAll(sequences);
		return all;
	}

	/** The nominal magnification, if it is stated. */
	OptionalDouble objectivePower() {
		for (final XmlElement scan : all()) {
			final OptionalDouble stated = OpenSlideProperties.parseDouble(scan.attribute("Magnification").orElse(null));
			if (stated.isPresent() && PixelSize.isValid(stated.getAsDouble())) return stated;
			final OptionalDouble named = power(scan.attribute("ObjectiveName").orElse(""));
			if (named.isPresent()) return named;
		}
		return records("FilterSettingRecord").stream()
			.filter(record -> record.attribute("Attribute").orElse("").equals("Objective"))
			.map(record -> power(record.attribute("Variant").orElse(""))).filter(OptionalDouble::isPresent).findFirst()
			.orElse(OptionalDouble.empty());
	}

	private static OptionalDouble power(final String objective) {
		final Matcher power = POWER.matcher(objective);
		return power.find() ? OpenSlideProperties.parseDouble(power.group(1)) : OptionalDouble.empty();
	}

	/** Distance between focal planes in micrometres, as LAS AF noted it separately from the axis. */
	OptionalDouble stepUm() {
		for (final XmlElement record : records("ScannerSettingRecord"))
			if (record.attribute("Identifier").orElse("").equals("dblStepSize")) {
				final double um =
					Math.abs(OpenSlideProperties.parseDouble(record.attribute("Variant").orElse(null)).orElse(0)) * 1e6;
				if (PixelSize.isValid(um)) return OptionalDouble.of(um);
			}
		return OptionalDouble.empty();
	}

	/**
	 * Names of the channels: the dye that was set for the detector, else the detector's own name; for a camera, what
	 * its user called it; else what was measured; "" where nothing is known. Settings count only if they list as many
	 * detectors as there are channels, since otherwise it is not known which is which.
	 */
	List<String> channelNames(final List<LifChannel> channels) {
		final int count = channels.size();
		final List<String> names = new ArrayList<>(Collections.nCopies(count, ""));
		for (final List<String> known
			: List.of(cameraNames(count), stains(), detectors(sequences), detectors(scans), cameras(sequences),
			cameras(scans)))
			if (known.size() == count) for (int c = 0; c < count; c++)
				if (names.get(c).isEmpty()) names.set(c, known.get(c));
		for (int c = 0; c < count; c++)
			if (!channels.get(c).dye().isEmpty()) names.set(c, channels.get(c).dye());
			else if (names.get(c).isEmpty()) names.set(c, channels.get(c).quantity());
		return names;
	}

	/** Dyes, or names, of the detectors that were in use, scan after scan. */
	private static List<String> detectors(final List<XmlElement> settings) {
		final List<String> names = new ArrayList<>();
		for (final XmlElement setting : settings) {
			final Map<String, String> dyes = new LinkedHashMap<>();
			for (final XmlElement band : setting.descendants("Spectro", "MultiBand"))
				dyes.putIfAbsent(band.attribute("Channel").orElse(""), band.attribute("DyeName").orElse("").strip());
			for (final XmlElement detector : setting.descendants("DetectorList", "Detector")) {
				if (!detector.attribute("IsActive").orElse("").equals("1")) continue;
				final String dye = dyes.getOrDefault(detector.attribute("Channel").orElse(""), "");
				names.add(dye.isEmpty() ? detector.attribute("Name").orElse("").strip() : dye);
			}
		}
		return names;
	}

	/** What is known of a camera's channels: the user's name, else the filter cube, else the method of contrast. */
	private static List<String> cameras(final List<XmlElement> settings) {
		final List<String> names = new ArrayList<>();
		for (final XmlElement setting : settings) {
			final List<XmlElement> channels = new ArrayList<>(setting.children("WideFieldChannelInfo"));
			for (final XmlElement configurator : setting.children("WideFieldChannelConfigurator"))
				if (!configurator.attribute("ThisIsHSAutofocusInstance").orElse("").equals("1"))
					channels.addAll(configurator.children("WideFieldChannelInfo"));
			for (final XmlElement channel : channels) {
				String name = "";
				for (final String attribute : List.of("UserDefName", "FluoCubeName", "ContrastingMethodName"))
					if (name.isEmpty()) name = channel.attribute(attribute).orElse("").strip();
				names.add(name);
			}
		}
		return names;
	}

	/** The user's names of a camera's channels in LAS AF, whose identifiers have the number of the channel. */
	private List<String> cameraNames(final int count) {
		final List<String> names = new ArrayList<>(Collections.nCopies(count, ""));
		for (final XmlElement record : records("ScannerSettingRecord")) {
			final Matcher identifier = CAMERA_NAME.matcher(record.attribute("Identifier").orElse(""));
			final String name = record.attribute("Variant").orElse("").strip();
			if (!identifier.matches() || name.equals("None")) continue;
			final int channel = Integer.parseInt(identifier.group(1));
			if (channel < count && names.get(channel).isEmpty()) names.set(channel, name);
		}
		return names;
	}

	/**
	 * The stains that LAS AF notes for the bands of its spectrophotometer: only of bands whose detectors are active, if
	 * it says which are.
	 */
	private List<String> stains() {
		final Map<String, String> stains = new LinkedHashMap<>();
		final List<String> active = new ArrayList<>();
		for (final XmlElement record : records("FilterSettingRecord")) {
			final String kind = record.attribute("ClassName").orElse("") + " " + record.attribute("Attribute")
				.orElse("");
			final String object = record.attribute("ObjectName").orElse("").strip();
			final String variant = record.attribute("Variant").orElse("").strip();
			if (kind.equals("CSpectrophotometerUnit Stain")) stains.put(number(object, stains.size()), variant);
			else if (kind.equals("CDetectionUnit State") && variant.equals("Active")) active.add(object);
		}
		if (active.isEmpty()) return List.copyOf(stains.values());
		final List<String> names = new ArrayList<>();
		for (final String detector : active) {
			final String stain = stains.getOrDefault(number(detector, -1), "");
			names.add(stain.isEmpty() || stain.equals("None") ? detector : stain);
		}
		return names;
	}

	/** The number at the end of an object's name, as in "PMT 2", else the given one after "#". */
	private static String number(final String object, final int other) {
		final String digits = object.replaceFirst("^.*?(\\d*)$", "$1");
		return digits.isEmpty() ? "#" + other : digits;
	}

	private List<XmlElement> records(final String name) {
		return records.stream().filter(record -> record.name().equals(name)).toList();
	}

	/** What is stated about the scan, under names in the style of the file. */
	Map<String, String> properties() {
		final Map<String, String> properties = new LinkedHashMap<>();
		for (final XmlElement attachment : hardware)
			for (final String name : List.of("Software", "SystemTypeName", "DataSourceTypeName"))
				attachment.attribute(name).filter(value -> !value.isBlank())
					.ifPresent(value -> properties.putIfAbsent(name, value.strip()));
		for (final XmlElement scan : all())
			for (final String name : SHOWN)
				scan.attribute(name).filter(value -> !value.isBlank())
					.ifPresent(value -> properties.putIfAbsent(name, value.strip()));
		return properties;
	}

	/** What the user wrote about the image, if anything. */
	Optional<String> description() {
		return image.attribute("TextDescription").map(String::strip).filter(text -> !text.isEmpty());
	}
}
