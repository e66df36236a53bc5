package org.coverslip.deidentify.tiff;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.XmlWriter;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Writes Ventana's XML again with those elements and attributes that say how the slide was scanned and how its tiles
 * overlap. It is read element by element, since large slides have hundreds of thousands of joints. For one text.
 */
final class VentanaXml extends DefaultHandler {

	private static final Set<String> SCAN =
		Set.of("Magnification", "ScanRes", "Z-layers", "Z-spacing", "ScanWhitePoint", "UnitOfMeasure");
	/** By element; below {@code AoiOrigin} elements have numbered names. */
	private static final Map<String, Set<String>> ALLOWED = Map.of("Metadata", Set.of(), "iScan", SCAN, "EncodeInfo",
		Set.of("Ver"), "SlideStitchInfo", Set.of(), "ImageInfo",
		Set.of("AOIScanned", "AOIIndex", "NumRows", "NumCols", "Width", "Height", "Pos-X", "Pos-Y"), "TileJointInfo",
		Set.of("FlagJoined", "Confidence", "Direction", "Tile1", "Tile2", "OverlapX", "OverlapY"), "AoiOrigin",
		Set.of());
	private static final Set<String> ORIGIN = Set.of("OriginX", "OriginY");
	private static final Set<String> DIRECTIONS = Set.of("RIGHT", "LEFT", "UP", "DOWN");

	private final XmlWriter out;
	private final Findings findings;
	private int depth;
	/** Depth of the element that is left out with all in it; 0 for none. */
	private int leftOut;
	private int originDepth;

	VentanaXml(final XmlWriter out, final Findings findings) {
		this.out = out;
		this.findings = findings;
	}

	@Override
	public void startElement(final String uri, final String local, final String qualified, final Attributes attributes)
		throws SAXException {
		depth++;
		if (leftOut > 0) return;
		final boolean isOrigin = originDepth > 0 && depth == originDepth + 1 && qualified.matches("AOI\\d{1,6}");
		final Set<String> allowed = isOrigin ? ORIGIN : ALLOWED.get(qualified);
		if (allowed == null) {
			leftOut = depth;
			findings.removed("XML elements");
			return;
		}
		if (qualified.equals("AoiOrigin")) originDepth = depth;
		try {
			out.start(qualified);
			for (int i = 0; i < attributes.getLength(); i++)
				put(attributes.getQName(i), attributes.getValue(i), allowed);
		}
		catch (final IOException e) {
			throw new SAXException(e);
		}
	}

	private void put(final String name, final String value, final Set<String> allowed) {
		final boolean isWord = name.equals("Direction") && DIRECTIONS.contains(value);
		if (allowed.contains(name) && (isWord || XmlRule.number(value) != null)) out.attribute(name, value);
		else findings.removed("XML attributes");
	}

	@Override
	public void endElement(final String uri, final String local, final String qualified) throws SAXException {
		depth--;
		if (leftOut > 0) {
			if (depth < leftOut) leftOut = 0;
			return;
		}
		if (depth < originDepth) originDepth = 0;
		try {
			out.end();
		}
		catch (final IOException e) {
			throw new SAXException(e);
		}
	}
}
