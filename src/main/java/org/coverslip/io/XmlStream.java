package org.coverslip.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML of any length, element by element, as little trusted as that which {@link SafeXml} parses: a document type
 * declaration is refused, so that there are no entities but XML's own five; nothing outside the text is ever read;
 * nesting, attributes and pieces of text are bounded. The encoding is that of a byte order mark or of the text's own
 * declaration, else UTF-8. For one thread.
 * <p>
 * It stands on an element, at first on the root. {@link #nextChild} goes on to the children of one in which it is, and
 * passes over whatever of them is not looked at:
 *
 * <pre>
 * final int root = xml.depth();
 * while (xml.nextChild(root))
 * 	if (xml.name().equals("Layer")) readLayer(xml);
 * </pre>
 */
public final class XmlStream implements Closeable {

	/** No text of an element is longer than this, in characters. */
	static final int LONGEST_TEXT = 1 << 20;
	private static final int DEEPEST_NESTING = 256;
	/** The names of the settings are those of the JDK's documentation (JAXP limits); of nesting Java 25 allows 100. */
	private static final String NESTING = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
	private static final String ATTRIBUTES = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";
	private static final int MOST_ATTRIBUTES = 10_000;

	private final InputStream bytes;
	private final XMLStreamReader reader;
	private int depth;

	/**
	 * Reads up to the root element.
	 *
	 * @param bytes
	 *            closed with this, also if this fails
	 * @throws XmlFault
	 *             if it is no XML so far, or has a DOCTYPE
	 */
	public XmlStream(final InputStream bytes) throws IOException {
		this.bytes = bytes;
		boolean opened = false;
		try {
			reader = factory().createXMLStreamReader(bytes);
			while (depth == 0)
				step();
			opened = true;
		}
		catch (final XMLStreamException e) {
			throw refused(e);
		}
		finally {
			if (!opened) bytes.close();
		}
	}

	private static XMLInputFactory factory() {
		final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
		factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
		factory.setProperty(NESTING, DEEPEST_NESTING + 1); // where it is told here
		factory.setProperty(ATTRIBUTES, MOST_ATTRIBUTES);
		return factory;
	}

	/** Goes on by one event and counts the depth. */
	private int step() throws IOException {
		try {
			final int event = reader.next();
			switch (event) {
				case XMLStreamConstants.START_ELEMENT -> {
					if (++depth > DEEPEST_NESTING) throw fault("elements within more than 256 others");
				}
				case XMLStreamConstants.END_ELEMENT -> depth--;
				case XMLStreamConstants.DTD -> throw fault("a DOCTYPE, which is not accepted");
				case XMLStreamConstants.ENTITY_REFERENCE -> throw fault("an entity that is none of XML's own");
				default -> {}
			}
			return event;
		}
		catch (final XMLStreamException e) {
			throw refused(e);
		}
	}

	/** The JDK puts the place before its reason, and what the stream threw within its own exception. */
	private static IOException refused(final XMLStreamException e) {
		for (Throwable cause = e.getNestedException(); cause != null; cause = cause.getCause())
			if (cause instanceof ZipException) return (IOException) cause;
		final String message = String.valueOf(e.getMessage());
		final int reason = message.indexOf("Message: ");
		final String text = (reason < 0 ? message : message.substring(reason + 9)).replaceAll("\\s+", " ").strip();
		return new XmlFault(e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber()),
			"no well-formed XML: " + text, e);
	}

	private XmlFault fault(final String reason) {
		return new XmlFault(line(), reason, null);
	}

	/**
	 * Goes on to the next child of an element in which this is, directly below it.
	 *
	 * @param parentDepth
	 *            the {@link #depth()} of that element
	 * @return false after its last child; its end is passed then
	 * @throws XmlFault
	 *             if the XML is not well-formed there
	 */
	public boolean nextChild(final int parentDepth) throws IOException {
		while (depth >= parentDepth)
			if (step() == XMLStreamConstants.START_ELEMENT && depth == parentDepth + 1) return true;
		return false;
	}

	/**
	 * Goes on to the next element, wherever it is.
	 *
	 * @return false at the end
	 */
	public boolean next() throws IOException {
		while (depth > 0)
			if (step() == XMLStreamConstants.START_ELEMENT) return true;
		return false;
	}

	/** How deep the element lies: 1 for the root. */
	public int depth() {
		return depth;
	}

	/** The element's name, without a prefix. */
	public String name() {
		return reader.getLocalName();
	}

	/** The namespace of the element's name, or "". */
	public String namespace() {
		return reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
	}

	/** The value of an attribute without a prefix, or null if the element has none of that name. */
	public String attribute(final String name) {
		for (int i = 0; i < reader.getAttributeCount(); i++)
			if (reader.getAttributeLocalName(i).equals(name)) return reader.getAttributeValue(i);
		return null;
	}

	/** All attributes of the element, in their order. */
	public Map<String, String> attributes() {
		final Map<String, String> attributes = new LinkedHashMap<>();
		for (int i = 0; i < reader.getAttributeCount(); i++)
			attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
		return attributes;
	}

	/**
	 * All text in the element and what it contains; its end is passed then.
	 *
	 * @throws XmlFault
	 *             if it is longer than a million characters
	 */
	public String text() throws IOException {
		return text(LONGEST_TEXT);
	}

	/**
	 * As {@link #text()}, with another limit.
	 *
	 * @param longest
	 *            in characters
	 */
	public String text(final int longest) throws IOException {
		final int start = depth;
		final StringBuilder text = new StringBuilder();
		while (depth >= start) {
			final int event = step();
			if (event != XMLStreamConstants.CHARACTERS && event != XMLStreamConstants.CDATA) continue;
			if (text.length() + reader.getTextLength() > longest)
				throw fault("a text of more than " + longest + " characters");
			text.append(reader.getText());
		}
		return text.toString();
	}

	/** In which line this is, from 1. */
	public int line() {
		return Math.max(1, reader.getLocation().getLineNumber());
	}

	@Override
	public void close() throws IOException {
		bytes.close();
	}
}
