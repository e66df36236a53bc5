package org.coverslip.annotation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.coverslip.io.XmlStream;

/** The first elements of a file, by which its format is known if it is XML; of any encoding. Immutable. */
public final class XmlHead {

	private static final int MOST_ELEMENTS = 200;

	/**
	 * An element.
	 *
	 * @param depth
	 *            1 for the root
	 */
	public record Element(int depth, String name, Map<String, String> attributes) {}

	private final List<Element> elements;

	private XmlHead(final List<Element> elements) {
		this.elements = elements;
	}

	/** What is in the first 16 KiB; no element for what is no XML. */
	public static XmlHead of(final AnnotationFile file) {
		final List<Element> found = new ArrayList<>();
		if (!looksLikeXml(file)) return new XmlHead(found); // the parser prints a word on bytes that are no text
		try (XmlStream xml = new XmlStream(new ByteArrayInputStream(file.head()))) {
			do
				found.add(new Element(xml.depth(), xml.name(), xml.attributes()));
			while (found.size() < MOST_ELEMENTS && xml.next());
		}
		catch (final IOException e) {
			// The head ends somewhere within the text: what came before it counts.
			return new XmlHead(found);
		}
		return new XmlHead(found);
	}

	/** Whether the first character is one of an element, or the bytes are marked as UTF-16. */
	private static boolean looksLikeXml(final AnnotationFile file) {
		final byte[] head = file.head();
		final boolean wide = head.length > 1 && (head[0] == (byte) 0xfe && head[1] == (byte) 0xff
			|| head[0] == (byte) 0xff && head[1] == (byte) 0xfe);
		return wide || file.headText().startsWith("<");
	}

	/** Whether the root element has this name. */
	public boolean hasRoot(final String name) {
		return !elements.isEmpty() && elements.get(0).name().equals(name);
	}

	/** Whether there is such an element. */
	public boolean has(final Predicate<Element> wanted) {
		return elements.stream().anyMatch(wanted);
	}
}
