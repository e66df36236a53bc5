package org.coverslip.format.ventana;

import java.util.LinkedHashMap;
import java.util.Map;

import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * How a slide was scanned: the attributes of the element {@code iScan} in the first directory's XML. Immutable.
 * <p>
 * Source: OpenSlide's {@code openslide-vendor-ventana.c}: the element is the root, or a child of the root
 * {@code Metadata}.
 *
 * @param attributes
 *            the non-empty ones, by name
 */
record IScan(Map<String, String> attributes) {

	static final String ELEMENT = "iScan";
	private static final String OUTER = "Metadata";

	/**
	 * @param packet
	 *            the first directory's XML
	 * @param file
	 *            for messages
	 */
	static IScan parse(final byte[] packet, final StoredFile file) throws SlideFormatException {
		final Handler handler = new Handler();
		SafeXml.read(packet, file, handler);
		if (!handler.found)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"a root element \"" + ELEMENT + "\", or one in \"" + OUTER + "\"",
				"a root element \"" + handler.root + "\"");
		return new IScan(handler.attributes);
	}

	/** Takes the first {@code iScan} element. */
	private static final class Handler extends DefaultHandler {

		private final Map<String, String> attributes = new LinkedHashMap<>();
		private String root = "";
		private int depth;
		private boolean found;

		@Override
		public void startElement(final String uri, final String local, final String qualified, final Attributes a) {
			if (depth == 0) root = qualified;
			if (!found && qualified.equals(ELEMENT) && (depth == 0 || depth == 1 && root.equals(OUTER))) take(a);
			depth++;
		}

		private void take(final Attributes a) {
			found = true;
			for (int i = 0; i < a.getLength(); i++)
				if (!a.getValue(i).isEmpty() && a.getURI(i).isEmpty() && !a.getQName(i).contains(":"))
					attributes.put(a.getQName(i), a.getValue(i));
		}

		@Override
		public void endElement(final String uri, final String local, final String qualified) {
			depth--;
		}
	}
}
