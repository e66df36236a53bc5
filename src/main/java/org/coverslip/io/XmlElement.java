package org.coverslip.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element of the XML that a slide carries, for reading: its children of the same namespace, attributes and text,
 * with messages that name the slide. For one thread, since trees of the JDK are not thread-safe even for reading.
 */
public final class XmlElement {

	private final Element element;
	private final StoredFile file;

	private XmlElement(final Element element, final StoredFile file) {
		this.element = element;
		this.file = file;
	}

	/**
	 * The root of an XML text, parsed as {@link SafeXml#parse(String, StoredFile)} does it.
	 *
	 * @param file
	 *            the file that holds the text, for messages
	 */
	public static XmlElement parse(final String xml, final StoredFile file) throws SlideFormatException {
		return new XmlElement(SafeXml.parse(xml, file).getDocumentElement(), file);
	}

	/** The root of a document that was parsed as {@link SafeXml} does it. */
	public static XmlElement of(final Document document, final StoredFile file) {
		return new XmlElement(document.getDocumentElement(), file);
	}

	/** The name without a prefix. */
	public String name() {
		return element.getLocalName();
	}

	/** The namespace, or "" without one. */
	public String namespace() {
		return element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
	}

	/** All child elements of this element's namespace, in document order. */
	public List<XmlElement> children() {
		final List<XmlElement> children = new ArrayList<>();
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling())
			if (node instanceof Element child) {
				final XmlElement wrapped = new XmlElement(child, file);
				if (wrapped.namespace().equals(namespace())) children.add(wrapped);
			}
		return children;
	}

	/** Whether there is any child element, of whatever namespace. */
	public boolean hasElements() {
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling())
			if (node.getNodeType() == Node.ELEMENT_NODE) return true;
		return false;
	}

	/** The child elements of the given name, in document order. */
	public List<XmlElement> children(final String name) {
		return children().stream().filter(child -> child.name().equals(name)).toList();
	}

	/** The elements at the end of all paths of the given names, in document order. */
	public List<XmlElement> descendants(final String... names) {
		List<XmlElement> found = List.of(this);
		for (final String name : names)
			found = found.stream().flatMap(parent -> parent.children(name).stream()).toList();
		return found;
	}

	/**
	 * The one child of the given name.
	 *
	 * @throws SlideFormatException
	 *             if there is none, or more than one
	 */
	public XmlElement only(final String name) throws SlideFormatException {
		final List<XmlElement> found = children(name);
		if (found.size() != 1)
			throw unexpected("one element \"" + name + "\" in \"" + name() + "\"", found.isEmpty() ? "none"
				: found.size() + "");
		return found.get(0);
	}

	/** The value of an attribute without a namespace. */
	public Optional<String> attribute(final String name) {
		return element.hasAttribute(name) ? Optional.of(element.getAttribute(name)) : Optional.empty();
	}

	/**
	 * The value of an attribute that must be there and hold a whole number.
	 *
	 * @param least
	 *            the smallest allowed number
	 * @param most
	 *            the largest allowed number
	 */
	public long number(final String name, final long least, final long most) throws SlideFormatException {
		final String text = attribute(name).orElseThrow(
			() -> unexpected("an attribute \"" + name + "\" of the element \"" + name() + "\"", "none")).strip();
		final long value = text.matches("[+-]?\\d{1,18}") ? Long.parseLong(text) : Long.MIN_VALUE;
		if (value < least || value > most)
			throw unexpected("a whole number from " + least + " to " + most + " as attribute \"" + name
				+ "\" of the element \"" + name()
				+ "\"", "\"" + text + "\"");
		return value;
	}

	/** As {@link #number(String, long, long)}, or the given number without the attribute. */
	public long number(final String name, final long least, final long most, final long absent)
		throws SlideFormatException {
		return attribute(name).isPresent() ? number(name, least, most) : absent;
	}

	/** The first piece of text directly within the element; empty if it holds none. */
	public Optional<String> text() {
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling())
			if (isText(node)) return Optional.of(node.getNodeValue());
		return Optional.empty();
	}

	/** Whether one of the pieces of text directly within the element is the given one. */
	public boolean holdsText(final String text) {
		for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling())
			if (isText(node) && node.getNodeValue().equals(text)) return true;
		return false;
	}

	/** All text within the element and what it contains. */
	public String content() {
		return element.getTextContent();
	}

	private static boolean isText(final Node node) {
		return node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE;
	}

	/** The first piece of text at the end of a path of element names; empty if there is none. */
	public Optional<String> textAt(final String... names) {
		return descendants(names).stream().flatMap(found -> found.text().stream()).findFirst();
	}

	/** Says that the XML does not hold what it should. */
	public SlideFormatException unexpected(final String expected, final String found) {
		return new SlideFormatException(file, SlideFormatException.NO_OFFSET, expected, found);
	}
}
