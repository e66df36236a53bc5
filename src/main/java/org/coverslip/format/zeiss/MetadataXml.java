package org.coverslip.format.zeiss;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.coverslip.io.SafeXml;
import org.coverslip.io.SlideFormatException;
import org.coverslip.io.StoredFile;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the parts of the metadata that describe the image, and leaves out the others: the settings of the microscope
 * are often a hundred times as long.
 */
final class MetadataXml extends DefaultHandler {

	private static final List<String> ABOVE = List.of("ImageDocument", "Metadata");
	/** The parts that OpenSlide makes properties of. */
	private static final List<String> PARTS = List.of("AttachmentInfos", "DisplaySetting", "Information", "Scaling");
	/** Roughly what an element or an attribute takes in addition to its text. */
	private static final int NODE_BYTES = 128;
	private static final int MOST_BYTES = 64 << 20;

	private final MetadataNode root = new MetadataNode("Metadata");
	private final Deque<MetadataNode> open = new ArrayDeque<>();
	private final StringBuilder text = new StringBuilder();
	private int depth;
	private long bytes;
	/** How many of the elements above the parts are currently open, the outermost first. */
	private int matched;

	private MetadataXml() {}

	/**
	 * The element "Metadata" with the parts that are used, each at most once.
	 *
	 * @param xml
	 *            empty if there is no metadata
	 * @throws SlideFormatException
	 *             if it is not well-formed, has a DOCTYPE, or is too large
	 */
	static MetadataNode read(final byte[] xml, final StoredFile file) throws SlideFormatException {
		final MetadataXml reader = new MetadataXml();
		if (xml.length > 0) SafeXml.read(xml, file, reader);
		return reader.root;
	}

	@Override
	public void startElement(final String uri, final String name, final String qualified, final Attributes attributes)
		throws SAXException
	{
		if (!open.isEmpty()) {
			endText();
			push(name, attributes);
		}
		else if (depth < ABOVE.size()) {
			if (matched == depth && name.equals(ABOVE.get(depth))) matched++;
		}
		else if (depth == ABOVE.size() && matched == depth && PARTS.contains(name) && root.children(name).isEmpty())
			push(name, attributes);
		depth++;
	}

	private void push(final String name, final Attributes attributes) throws SAXException {
		final MetadataNode node = new MetadataNode(name);
		for (int i = 0; i < attributes.getLength(); i++) {
			node.setAttribute(attributes.getLocalName(i), attributes.getValue(i));
			count(NODE_BYTES + attributes.getValue(i).length());
		}
		count(NODE_BYTES);
		(open.isEmpty() ? root : open.peek()).add(node);
		open.push(node);
	}

	private void count(final long more) throws SAXException {
		bytes += more;
		if (bytes > MOST_BYTES)
			throw new SAXException("more than " + MOST_BYTES
				+ " bytes of elements, attributes and text that describe the image");
	}

	@Override
	public void characters(final char[] characters, final int start, final int length) throws SAXException {
		if (open.isEmpty()) return;
		count(length);
		text.append(characters, start, length);
	}

	private void endText() {
		if (text.isEmpty()) return;
		open.peek().setText(text.toString());
		text.setLength(0);
	}

	@Override
	public void endElement(final String uri, final String name, final String qualified) {
		depth--;
		if (!open.isEmpty()) {
			endText();
			open.pop();
		}
		else if (depth < matched) matched = depth;
	}
}
