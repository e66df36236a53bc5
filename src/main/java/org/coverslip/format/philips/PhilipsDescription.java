package org.coverslip.format.philips;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.LenientBase64;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;
import org.coverslip.slide.PixelSize;

/**
 * What the XML in the first ImageDescription of a Philips TIFF says. Immutable.
 * <p>
 * The XML is a tree of {@code DataObject} elements, each with {@code Attribute} elements whose {@code Name} is a key;
 * an attribute holds a value, or an {@code Array} of further objects.
 * <p>
 * Source: openslide.org/formats/philips for the structure and the names; keys become properties as in OpenSlide.
 *
 * @param properties
 *            under OpenSlide's names, which begin with "philips."
 * @param spacings
 *            pixel spacings of the levels, finest first
 * @param images
 *            encoded images: JPEGs by "label" and "macro"
 */
record PhilipsDescription(Map<String, String> properties, List<Spacing> spacings, Map<String, byte[]> images) {

	private static final String SCANNED_IMAGES = "PIM_DP_SCANNED_IMAGES";
	private static final String IMAGE_TYPE = "PIM_DP_IMAGE_TYPE";
	private static final String IMAGE_DATA = "PIM_DP_IMAGE_DATA";
	private static final String REPRESENTATIONS = "PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE";
	private static final String SPACING = "DICOM_PIXEL_SPACING";
	private static final Map<String, String> IMAGE_TYPES = Map.of("label", "LABELIMAGE", "macro", "MACROIMAGE");
	/** A first level above this is not a magnification. */
	private static final int LARGEST_POWER = 200;

	/**
	 * The distance between pixel centres in a level.
	 *
	 * @param xMm
	 *            from column to column, in millimetres, &gt; 0
	 * @param yMm
	 *            from row to row
	 */
	record Spacing(double xMm, double yMm) {

		/**
		 * Reads DICOM's text: the distance between rows, then between columns, each in quotation marks; empty for any
		 * other text.
		 */
		static Optional<Spacing> parse(final String text) {
			final String[] parts = text.split(" ", -1);
			if (parts.length != 2) return Optional.empty();
			final OptionalDouble y = OpenSlideProperties.parseDouble(parts[0].replace('"', ' '));
			final OptionalDouble x = OpenSlideProperties.parseDouble(parts[1].replace('"', ' '));
			return x.isPresent() && y.isPresent() && PixelSize.isValid(1e3 * x.getAsDouble())
				&& PixelSize.isValid(1e3 * y.getAsDouble())
				? Optional.of(new Spacing(x.getAsDouble(), y.getAsDouble())) : Optional.empty();
		}
	}

	/**
	 * @param file
	 *            of the slide, for messages
	 * @throws SlideFormatException
	 *             if the XML is damaged, does not describe one scanned image, or states an invalid spacing
	 */
	static PhilipsDescription parse(final String xml, final StoredFile file) throws SlideFormatException {
		final XmlElement root = XmlElement.parse(xml, file);
		if (!root.name().equals("DataObject") || !root.attribute("ObjectType").equals(Optional.of("DPUfsImport")))
			throw root.unexpected("a root element \"DataObject\" of the type \"DPUfsImport\"",
				"\"" + root.name() + "\" of the type \"" + root.attribute("ObjectType").orElse("") + "\"");
		final List<XmlElement> scanned = scannedImages(root, "WSI");
		if (scanned.size() != 1)
			throw root.unexpected("one scanned image of the type \"WSI\"", scanned.isEmpty() ? "none"
				: scanned.size() + "");
		final Map<String, String> properties = new TreeMap<>();
		addProperties(properties, "philips", root);
		final Map<String, byte[]> images = new TreeMap<>();
		IMAGE_TYPES.forEach((name, type) -> imageData(root, type).ifPresent(data -> images.put(name, data)));
		return new PhilipsDescription(properties, spacings(scanned.get(0)), images);
	}

	/** Attributes of an object with the given name. */
	private static List<XmlElement> attributes(final XmlElement object, final String name) {
		return object.children("Attribute").stream().filter(a -> a.attribute("Name").equals(Optional.of(name)))
			.toList();
	}

	private static List<XmlElement> scannedImages(final XmlElement root, final String type) {
		return attributes(root, SCANNED_IMAGES).stream()
			.flatMap(list -> list.descendants("Array", "DataObject").stream())
			.filter(image -> isOfType(image, type)).toList();
	}

	private static boolean isOfType(final XmlElement image, final String type) {
		return !attributes(image, IMAGE_TYPE).isEmpty() && image.children("Attribute").stream()
			.anyMatch(a -> a.holdsText(type));
	}

	/** Like OpenSlide, descends into the scan and each of its levels, and takes the values found on the way. */
	private static void addProperties(final Map<String, String> properties, final String prefix,
		final XmlElement object) {
		for (final XmlElement attribute : object.children("Attribute")) {
			final String name = attribute.attribute("Name").orElse(null);
			if (name == null) continue;
			if (name.equals(SCANNED_IMAGES)) {
				for (final XmlElement array : attribute.children("Array"))
					array.children("DataObject").stream().filter(image -> isOfType(image, "WSI")).findFirst()
						.ifPresent(image -> addProperties(properties, prefix, image));
			}
			else if (name.equals(REPRESENTATIONS)) {
				final List<XmlElement> levels = attribute.descendants("Array", "DataObject");
				for (int i = 0; i < levels.size(); i++)
					addProperties(properties, prefix + "." + name + "[" + i + "]", levels.get(i));
			}
			else if (!attribute.hasElements()) properties.put(prefix + "." + name, attribute.content());
		}
	}

	private static List<Spacing> spacings(final XmlElement scanned) throws SlideFormatException {
		final List<Spacing> spacings = new ArrayList<>();
		for (final XmlElement sequence : attributes(scanned, REPRESENTATIONS))
			for (final XmlElement level : sequence.descendants("Array", "DataObject")) {
				if (!level.attribute("ObjectType").equals(Optional.of("PixelDataRepresentation"))) continue;
				for (final XmlElement attribute : attributes(level, SPACING)) {
					final Optional<String> text = attribute.text();
					if (text.isPresent()) spacings.add(Spacing.parse(text.get()).orElseThrow(() -> attribute
						.unexpected("a pixel spacing of two numbers in quotation marks", text.get())));
				}
			}
		return List.copyOf(spacings);
	}

	private static Optional<byte[]> imageData(final XmlElement root, final String type) {
		return scannedImages(root, type).stream().limit(1).flatMap(image -> attributes(image, IMAGE_DATA).stream())
			.flatMap(data -> data.text().stream()).findFirst().flatMap(LenientBase64::decode);
	}

	/** The spacing of the scan itself, which is that of level 0. */
	Optional<Spacing> spacing() {
		return Optional.ofNullable(properties.get("philips." + SPACING)).flatMap(Spacing::parse);
	}

	/**
	 * The objective's magnification. Some programs write it as the first of the levels that an image was derived from,
	 * before the name of a source file: {@code ...-levels=40,...} (OpenSlide 4.0.1).
	 */
	OptionalDouble objectivePower() {
		for (final String item : properties.getOrDefault("philips.DICOM_DERIVATION_DESCRIPTION", "").split("-")) {
			final String[] pair = item.split("=", 2);
			if (pair[0].equals("sourceFilename")) break;
			if (!pair[0].equals("levels") || pair.length < 2) continue;
			final String first = pair[1].split(",", 2)[0];
			final int power = first.matches("\\d{1,4}") ? Integer.parseInt(first) : 0;
			return power > 0 && power <= LARGEST_POWER ? OptionalDouble.of(power) : OptionalDouble.empty();
		}
		return OptionalDouble.empty();
	}

	/** The barcode, decoded from Base64. */
	Optional<String> barcode() {
		return Optional.ofNullable(properties.get("philips.PIM_DP_UFS_BARCODE")).flatMap(LenientBase64::decode)
			.map(bytes -> new String(bytes, StandardCharsets.UTF_8)).filter(text -> text.indexOf('\0') < 0);
	}
}
