package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.LabelArea;
import org.coverslip.deidentify.SlideCopy;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.XmlElement;
import org.coverslip.io.XmlWriter;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * Philips TIFF: the tiled directories, and of the XML the scan itself, its levels and the numbers that say how its
 * pixels are stored. Label and macro are directories, or JPEGs in Base64 within the XML.
 * <p>
 * Source: openslide.org/formats/philips.
 */
final class PhilipsDialect implements TiffDialect {

	private static final String SCANNED_IMAGES = "PIM_DP_SCANNED_IMAGES";
	private static final String IMAGE_TYPE = "PIM_DP_IMAGE_TYPE";
	private static final String REPRESENTATIONS = "PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE";
	private static final String DERIVATION = "DICOM_DERIVATION_DESCRIPTION";
	private static final Pattern LEVELS = Pattern.compile("(?:^|-)(levels=\\d{1,9}(?:,\\d{1,9})*)(?=-|\\s|$)");
	private static final UnaryOperator<String> PAIR =
		XmlRule.like("\\s*\"[0-9.eE+-]{1,24}\"\\s+\"[0-9.eE+-]{1,24}\"\\s*");
	private static final UnaryOperator<String> HEX = XmlRule.like("0x[0-9A-Fa-f]{1,8}");

	/** What is kept of the scan and of its levels, with the form that values have. */
	private static final Map<String, UnaryOperator<String>> ALLOWED = Map.ofEntries(
		Map.entry("DICOM_PIXEL_SPACING", PAIR), Map.entry("DICOM_BITS_ALLOCATED", XmlRule::number),
		Map.entry("DICOM_BITS_STORED", XmlRule::number), Map.entry("DICOM_HIGH_BIT", XmlRule::number),
		Map.entry("DICOM_SAMPLES_PER_PIXEL", XmlRule::number), Map.entry("DICOM_PLANAR_CONFIGURATION", XmlRule::number),
		Map.entry("DICOM_PIXEL_REPRESENTATION", XmlRule::number),
		Map.entry("DICOM_PHOTOMETRIC_INTERPRETATION", XmlRule.like("[A-Z0-9_]{1,16}")),
		Map.entry("DICOM_LOSSY_IMAGE_COMPRESSION", XmlRule::number),
		Map.entry("PIIM_PIXEL_DATA_REPRESENTATION_COLUMNS", XmlRule::number),
		Map.entry("PIIM_PIXEL_DATA_REPRESENTATION_ROWS", XmlRule::number),
		Map.entry("PIIM_PIXEL_DATA_REPRESENTATION_NUMBER", XmlRule::number),
		Map.entry("PIIM_PIXEL_DATA_REPRESENTATION_POSITION",
			XmlRule.like("(\\s*\"[0-9.eE+-]{1,24}\"){2,3}\\s*")));

	@Override
	public Set<String> formats() {
		return Set.of("Philips TIFF");
	}

	@Override
	public boolean keepsMacro() {
		return true;
	}

	@Override
	public List<KeptPage> pages(final TiffFile tiff, final SlideCopy copy) throws IOException {
		final List<KeptPage> pages = new ArrayList<>();
		for (final Ifd ifd : tiff.ifds()) {
			final String text = pages.isEmpty() ? "" : String.valueOf(ifd.text(IMAGE_DESCRIPTION));
			final Optional<PixelBlock> painted =
				text.startsWith("Macro") ? LabelArea.paintedMacro(copy) : Optional.empty();
			if (painted.isPresent()) pages.add(KeptPage.of(painted.get(), 0).text(IMAGE_DESCRIPTION, "Macro"));
			else if (text.startsWith("Label") || text.startsWith("Macro"))
				copy.findings().removed(text.startsWith("L") ? "label image" : "macro image");
			else if (ifd.isTiled()) pages.add(KeptPage.of(ifd));
			else copy.findings().removed("image that is no level");
		}
		if (pages.isEmpty()) return pages;
		final XmlElement root = PageXml.read(tiff.ifds().get(0).field(IMAGE_DESCRIPTION).text(), tiff.file());
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final XmlWriter writer = new XmlWriter(out);
		object(root, "DPUfsImport", writer, copy.findings());
		writer.finish();
		copy.findings().kept("pixel spacing, sizes and places of levels, form of samples");
		pages.set(0, pages.get(0).text(IMAGE_DESCRIPTION, out.toString(StandardCharsets.UTF_8))
			.text(SOFTWARE, "Philips DP v1.0"));
		return pages;
	}

	private static void object(final XmlElement object, final String type, final XmlWriter out,
		final Findings findings) throws IOException
	{
		out.start("DataObject").attribute("ObjectType", type);
		for (final XmlElement attribute : object.children("Attribute")) {
			final String name = attribute.attribute("Name").orElse("");
			final List<XmlElement> objects = attribute.descendants("Array", "DataObject");
			if (name.equals(SCANNED_IMAGES)) {
				start(attribute, name, out).start("Array");
				for (final XmlElement image : objects)
					if (isScan(image)) object(image, "DPScannedImage", out, findings);
					else findings.removed("label and macro images within the XML");
				out.end().end();
			}
			else if (name.equals(REPRESENTATIONS)) {
				start(attribute, name, out).start("Array");
				for (final XmlElement level : objects)
					object(level, "PixelDataRepresentation", out, findings);
				out.end().end();
			}
			else {
				final Optional<String> value = attribute.hasElements() ? Optional.empty()
					: Optional.ofNullable(value(name, attribute.content()));
				if (value.isPresent()) start(attribute, name, out).text(value.get()).end();
				else findings.removed("XML attributes");
			}
		}
		out.end();
	}

	private static String value(final String name, final String text) {
		if (name.equals(IMAGE_TYPE)) return text.equals("WSI") ? text : null;
		if (name.equals(DERIVATION)) {
			final Matcher levels = LEVELS.matcher(text);
			return levels.find() ? levels.group(1) : null;
		}
		return ALLOWED.getOrDefault(name, other -> null).apply(text);
	}

	private static boolean isScan(final XmlElement image) {
		return image.children("Attribute").stream()
			.anyMatch(a -> a.attribute("Name").orElse("").equals(IMAGE_TYPE) && a.holdsText("WSI"));
	}

	private static XmlWriter start(final XmlElement attribute, final String name, final XmlWriter out)
		throws IOException {
		out.start("Attribute").attribute("Name", name);
		for (final String number : new String[] { "Group", "Element" }) {
			final String value = attribute.attribute(number).map(HEX).orElse(null);
			if (value != null) out.attribute(number, value);
		}
		final String type = attribute.attribute("PMSVR").map(XmlRule.like("I[A-Za-z0-9]{1,20}")).orElse(null);
		if (type != null) out.attribute("PMSVR", type);
		return out;
	}
}
