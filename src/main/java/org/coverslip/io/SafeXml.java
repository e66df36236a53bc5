package org.coverslip.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;

import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses the XML in slides, which is not trusted: a document type declaration is refused, so that there are no entities
 * but XML's own five; nothing outside the text is ever read; length and nesting are bounded. Names are split into
 * namespace and local name.
 * <p>
 * Every refusal is a {@link SlideFormatException} with the parser's reason.
 */
public final class SafeXml {

	/**
	 * The longest text that is parsed, in bytes or characters. Enough for 300,000 planes of an OME-TIFF: Bio-Formats
	 * writes some 180 characters for each.
	 */
	public static final int MOST_LENGTH = 64 << 20;

	private static final int DEEPEST_NESTING = 256;
	private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
	/**
	 * The JDK's own parser counts the nesting itself; the name of the setting is that of its documentation (JAXP
	 * limits).
	 */
	private static final String NESTING = "http://www.oracle.com/xml/jaxp/properties/maxElementDepth";
	/** Likewise; the default became 200 with Java 24. */
	private static final String ATTRIBUTES = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";
	private static final int MOST_ATTRIBUTES = 10_000;

	private SafeXml() {}

	/**
	 * The tree of an XML text.
	 *
	 * @param file
	 *            the file that holds the text, for messages
	 * @throws SlideFormatException
	 *             if it is not well-formed, has a DOCTYPE, or is too long or too deeply nested
	 */
	public static Document parse(final String xml, final StoredFile file) throws SlideFormatException {
		checkLength(xml.length(), file);
		return parse(source(xml), file);
	}

	/** The tree of XML whose encoding its own declaration states; otherwise as {@link #parse(String, StoredFile)}. */
	public static Document parse(final byte[] xml, final StoredFile file) throws SlideFormatException {
		checkLength(xml.length, file);
		return parse(new InputSource(new ByteArrayInputStream(xml)), file);
	}

	/**
	 * Hands the elements of an XML text to a handler, one by one, so that long texts need no tree.
	 *
	 * @param handler
	 *            may throw {@link SAXException} with a phrase that says what it found to be wrong
	 */
	public static void read(final String xml, final StoredFile file, final DefaultHandler handler)
		throws SlideFormatException {
		checkLength(xml.length(), file);
		read(source(xml), file, handler);
	}

	/** As {@link #read(String, StoredFile, DefaultHandler)}, for XML whose encoding its own declaration states. */
	public static void read(final byte[] xml, final StoredFile file, final DefaultHandler handler)
		throws SlideFormatException {
		checkLength(xml.length, file);
		read(new InputSource(new ByteArrayInputStream(xml)), file, handler);
	}

	/** A byte order mark before the declaration is no part of the text. */
	private static InputSource source(final String xml) {
		return new InputSource(new StringReader(xml.startsWith("\ufeff") ? xml.substring(1) : xml));
	}

	private static void checkLength(final int length, final StoredFile file) throws SlideFormatException {
		if (length > MOST_LENGTH)
			throw new SlideFormatException(file, SlideFormatException.NO_OFFSET,
				"XML of at most " + MOST_LENGTH + " characters",
				length + "");
	}

	private static Document parse(final InputSource source, final StoredFile file) throws SlideFormatException {
		try {
			final DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature(NO_DOCTYPE, true);
			factory.setExpandEntityReferences(false);
			factory.setXIncludeAware(false);
			factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
			factory.setAttribute(NESTING, DEEPEST_NESTING);
			factory.setAttribute(ATTRIBUTES, MOST_ATTRIBUTES);
			final DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new Strict());
			return builder.parse(source);
		}
		catch (final SAXException | IOException e) {
			throw refused(file, e);
		}
		catch (final ParserConfigurationException e) {
			throw new IllegalStateException("each Java platform has such an XML parser", e);
		}
	}

	private static void read(final InputSource source, final StoredFile file, final DefaultHandler handler)
		throws SlideFormatException
	{
		try {
			final SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
			factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
			factory.setFeature(NO_DOCTYPE, true);
			factory.setXIncludeAware(false);
			final SAXParser parser = factory.newSAXParser();
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
			parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
			parser.setProperty(NESTING, DEEPEST_NESTING);
			parser.setProperty(ATTRIBUTES, MOST_ATTRIBUTES);
			parser.parse(source, handler);
		}
		catch (final SAXException | IOException e) {
			throw refused(file, e);
		}
		catch (final ParserConfigurationException e) {
			throw new IllegalStateException("each Java platform has such an XML parser", e);
		}
	}

	private static SlideFormatException refused(final StoredFile file, final Exception e) {
		final String place = e instanceof SAXParseException at && at.getLineNumber() > 0
			? " (line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ")" : "";
		final String reason = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, "well-formed XML without a DOCTYPE",
			reason + place, e);
	}

	/** Fails on errors instead of printing them. */
	private static final class Strict extends DefaultHandler {

		@Override
		public void error(final SAXParseException e) throws SAXException {
			throw e;
		}

		@Override
		public void fatalError(final SAXParseException e) throws SAXException {
			throw e;
		}
	}
}
