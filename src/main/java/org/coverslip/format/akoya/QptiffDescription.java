package org.coverslip.format.akoya;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Channel;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The XML that each directory of a QPTIFF carries in its ImageDescription.
 * <p>
 * Source: "PKI Image Format" (PerkinElmer, published with the Bio-Formats sample files), and a file of a Vectra
 * Polaris.
 *
 * @param values
 *            the elements below the root that hold only text, by name
 * @param magnification
 *            {@code ScanProfile/root/ScanResolution/Magnification}, if it is there
 */
record QptiffDescription(Map<String, String> values, OptionalDouble magnification) {

	static final String ROOT = "PerkinElmer-QPI-ImageDescription";

	/** Whether a description is of this kind. */
	static boolean isOne(final String text) {
		return text != null && text.contains("<" + ROOT);
	}

	static QptiffDescription parse(final String text, final StoredFile file) throws SlideFormatException {
		// the declaration claims UTF-16, but the field holds bytes, which have been read as text by now
		final int root = text.indexOf("<" + ROOT);
		final Element element =
			SafeXml.parse(text.startsWith("<?xml") && root > 0 ? text.substring(text.indexOf("?>") + 2) : text, file)
			.getDocumentElement();
		final Map<String, String> values = new TreeMap<>();
		for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling())
			if (child instanceof Element e && e.getElementsByTagName("*").getLength() == 0)
				values.putIfAbsent(e.getTagName(), e.getTextContent().strip());
		return new QptiffDescription(values, magnification(element));
	}

	private static OptionalDouble magnification(final Element root) {
		final var resolutions = root.getElementsByTagName("ScanResolution");
		if (resolutions.getLength() == 0) return OptionalDouble.empty();
		final var found = ((Element) resolutions.item(0)).getElementsByTagName("Magnification");
		return found.getLength() == 0 ? OptionalDouble.empty()
			: OpenSlideProperties.parseDouble(found.item(0).getTextContent());
	}

	/** FullResolution, ReducedResolution, Thumbnail, Overview or Label. */
	String imageType() {
		return values.getOrDefault("ImageType", "");
	}

	/** The channel: its biomarker's name if it has one, else the filter's; the colour as "red,green,blue". */
	Channel channel() {
		final String biomarker = values.getOrDefault("Biomarker", "");
		return new Channel(biomarker.isEmpty() ? values.getOrDefault("Name", "") : biomarker, color());
	}

	private OptionalInt color() {
		final String[] parts = values.getOrDefault("Color", "").split(",");
		if (parts.length != 3) return OptionalInt.empty();
		int rgb = 0;
		for (final String part : parts) {
			final Optional<Integer> value =
				part.strip().matches("\\d{1,3}") ? Optional.of(Integer.parseInt(part.strip())) : Optional.empty();
			if (value.isEmpty() || value.get() > 255) return OptionalInt.empty();
			rgb = rgb << 8 | value.get();
		}
		return OptionalInt.of(rgb);
	}

	/** The scan's magnification, else the objective's nominal one ("20x"). */
	OptionalDouble objectivePower() {
		if (magnification.isPresent() && magnification.getAsDouble() > 0) return magnification;
		final String objective = values.getOrDefault("Objective", "").replaceFirst("[xX]$", "");
		final OptionalDouble power = OpenSlideProperties.parseDouble(objective);
		return power.isPresent() && power.getAsDouble() > 0 ? power : OptionalDouble.empty();
	}
}
