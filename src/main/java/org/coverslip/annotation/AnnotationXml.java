package org.coverslip.annotation;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.coverslip.io.XmlFault;
import org.coverslip.io.XmlStream;

/**
 * A file of annotations that is XML, element by element, as {@link XmlStream} has it, with messages that say in which
 * line and region a fault is. For one thread.
 */
public final class AnnotationXml implements Closeable {

	private final String file;
	private final XmlStream xml;
	private int region;

	/**
	 * Reads up to the root element.
	 *
	 * @throws AnnotationFormatException
	 *             if it is no XML
	 */
	public AnnotationXml(final AnnotationFile file) throws IOException {
		this(file, file.open());
	}

	/**
	 * XML that a file holds beside other things. Reads up to the root element.
	 *
	 * @param bytes
	 *            closed with this, also if this fails
	 * @throws AnnotationFormatException
	 *             if it is no XML
	 */
	public AnnotationXml(final AnnotationFile file, final InputStream bytes) throws IOException {
		this.file = file.name();
		try {
			xml = new XmlStream(bytes);
		}
		catch (final XmlFault e) {
			throw faultOf(e);
		}
	}

	private AnnotationFormatException faultOf(final XmlFault e) {
		return new AnnotationFormatException(file, place(e.line()), e.getMessage(), e);
	}

	private String place(final int line) {
		return "line " + line + (region > 0 ? ", region " + region : "");
	}

	/** Counts regions, or what the format calls so: messages name the last one. */
	public void countRegion() {
		region++;
	}

	/** Says that the file does not hold what it should, at this place of it. */
	public AnnotationFormatException fault(final String fault) {
		return new AnnotationFormatException(file, place(xml.line()), fault);
	}

	/** As {@link XmlStream#nextChild}. */
	public boolean nextChild(final int parentDepth) throws IOException {
		try {
			return xml.nextChild(parentDepth);
		}
		catch (final XmlFault e) {
			throw faultOf(e);
		}
	}

	public int depth() {
		return xml.depth();
	}

	public String name() {
		return xml.name();
	}

	/** The namespace of the element's name, or "". */
	public String namespace() {
		return xml.namespace();
	}

	/** The value of an attribute, or null. */
	public String attribute(final String name) {
		return xml.attribute(name);
	}

	/** The value of an attribute, or "". */
	public String text(final String name) {
		final String value = xml.attribute(name);
		return value == null ? "" : value;
	}

	public Map<String, String> attributes() {
		return xml.attributes();
	}

	/** As {@link XmlStream#text}, without white space around it. */
	public String text() throws IOException {
		try {
			return xml.text().strip();
		}
		catch (final XmlFault e) {
			throw faultOf(e);
		}
	}

	/** As {@link #text()}, of at most so many characters. */
	public String text(final int longest) throws IOException {
		try {
			return xml.text(longest).strip();
		}
		catch (final XmlFault e) {
			throw faultOf(e);
		}
	}

	/** An attribute that must be a finite number. */
	public double number(final String name) throws IOException {
		final String value = xml.attribute(name);
		if (value == null) throw fault("an element " + xml.name() + " without " + name);
		return number(name, value);
	}

	/** A text that must be a finite number; what it is called is for the message. */
	public double number(final String name, final String value) throws IOException {
		try {
			final double number = Double.parseDouble(value.strip());
			if (Double.isFinite(number)) return number;
		}
		catch (final NumberFormatException e) {
			throw fault(name + " is \"" + value + "\", which is no number");
		}
		throw fault(name + " is \"" + value + "\", which is no finite number");
	}

	@Override
	public void close() throws IOException {
		xml.close();
	}
}
