package org.coverslip.format.zeiss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of the metadata and its contents. It holds only what is used of the XML, a fraction of the size of a
 * document tree. Filled while the XML is read, not changed after that.
 */
final class MetadataNode {

	private final String name;
	private final Map<String, String> attributes = new LinkedHashMap<>();
	private final List<MetadataNode> children = new ArrayList<>(0);
	private String text = "";

	MetadataNode(final String name) {
		this.name = name;
	}

	void add(final MetadataNode child) {
		children.add(child);
	}

	void setAttribute(final String attribute, final String value) {
		attributes.put(attribute, value);
	}

	/** Of several non-blank pieces of text, the last counts, as in OpenSlide. */
	void setText(final String piece) {
		if (!isBlank(piece)) text = piece;
	}

	/** Whether a text is blank: white space as XML defines it, and no other. */
	static boolean isBlank(final String text) {
		return text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\n' || c == '\r');
	}

	String name() {
		return name;
	}

	Map<String, String> attributes() {
		return attributes;
	}

	Optional<String> attribute(final String attribute) {
		return Optional.ofNullable(attributes.get(attribute));
	}

	List<MetadataNode> children() {
		return children;
	}

	List<MetadataNode> children(final String wanted) {
		return children.stream().filter(child -> child.name.equals(wanted)).toList();
	}

	/** The elements at the end of all paths of the given names, in the XML's order. */
	List<MetadataNode> descendants(final String... path) {
		List<MetadataNode> found = List.of(this);
		for (final String step : path)
			found = found.stream().flatMap(parent -> parent.children(step).stream()).toList();
		return found;
	}

	/** The text directly within the element, not stripped; "" if there is none. */
	String text() {
		return text;
	}

	/** The first non-empty text at the end of a path of names. */
	Optional<String> textAt(final String... path) {
		return descendants(path).stream().map(MetadataNode::text).filter(found -> !found.isEmpty()).findFirst();
	}
}
