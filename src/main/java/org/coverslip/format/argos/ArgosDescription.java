package org.coverslip.format.argos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.coverslip.format.FocalOffsets;
import org.coverslip.format.OpenSlideProperties;
import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The XML that an ARGOS slide carries. Immutable.
 * <p>
 * Source: OpenSlide 4.0.1's {@code openslide-vendor-argos.c}, and its page of the format.
 *
 * @param values
 *            the texts of elements that have neither attributes nor elements in them, by their path below the root,
 *            e.g. "ScanArea.X1"
 * @param shownPlane
 *            which of the focal planes OpenSlide shows, counted from the lowest: the one in the middle
 * @param steps
 *            from the lowest focal plane to the highest
 */
record ArgosDescription(Map<String, String> values, int shownPlane, int steps) {

	static final String ROOT = "Argos.Scan.Metadata";
	/** Planes are identified by whole numbers, which are small. */
	private static final long FURTHEST_PLANE = 1 << 20;

	/**
	 * @param file
	 *            for messages
	 */
	static ArgosDescription parse(final String xml, final StoredFile file) throws SlideFormatException {
		final Element root = SafeXml.parse(xml, file).getDocumentElement();
		if (!root.getNodeName().equals(ROOT))
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a root element \"" + ROOT + "\"",
				"\"" + root.getNodeName() + "\"");
		final Map<String, String> values = new LinkedHashMap<>();
		collect(values, root, "");
		final long min = plane(values, "MinZ", file);
		final long max = plane(values, "MaxZ", file);
		if (max < min)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET, "a MaxZ of at least MinZ",
				max + " and " + min);
		return new ArgosDescription(values, (int) ((max - min) / 2), (int) (max - min));
	}

	/**
	 * The distance between neighbouring planes: that between the outermost ones ("ZRange", micrometres) divided by the
	 * number of steps.
	 */
	OptionalDouble stepUm() {
		final OptionalDouble range = OpenSlideProperties.parseDouble(values.get("ZRange"));
		return range.isPresent() && steps > 0 ? FocalOffsets.valid(range.getAsDouble() / steps)
			: OptionalDouble.empty();
	}

	private static void collect(final Map<String, String> values, final Element parent, final String prefix) {
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling())
			if (node instanceof Element child) {
				final String name = prefix + child.getLocalName();
				collect(values, child, name + ".");
				final Node only = child.getFirstChild();
				final boolean isText = only != null && only.getNodeType() == Node.TEXT_NODE
					&& only.getNextSibling() == null;
				if (isText && !child.hasAttributes()) values.put(name, only.getNodeValue());
			}
	}

	private static long plane(final Map<String, String> values, final String name, final StoredFile file)
		throws SlideFormatException {
		final OptionalLong plane = whole(values.get(name));
		if (plane.isEmpty() || Math.abs(plane.getAsLong()) > FURTHEST_PLANE)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"the number of a focal plane as " + name,
				values.get(name) == null ? "none" : "\"" + values.get(name) + "\"");
		return plane.getAsLong();
	}

	private static OptionalLong whole(final String text) {
		return text != null && text.strip().matches("[+-]?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text.strip()))
			: OptionalLong.empty();
	}
}
