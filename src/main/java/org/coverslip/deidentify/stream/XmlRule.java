package org.coverslip.deidentify.stream;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.coverslip.deidentify.Findings;
import org.coverslip.io.XmlElement;
import org.coverslip.io.XmlWriter;

/**
 * What of an XML element is kept: attributes and text whose values pass, and child elements that have rules of their
 * own. What has no rule is left out. Immutable.
 */
public final class XmlRule {

	private static final Pattern NUMBER =
		Pattern.compile("\\s*[+-]?(\\d{1,12}([.,]\\d{0,17})?|[.,]\\d{1,17})([eE][+-]?\\d{1,3})?\\s*");

	private final Map<String, UnaryOperator<String>> attributes;
	private final UnaryOperator<String> text;
	private final Map<String, XmlRule> children;
	private final Predicate<XmlElement> condition;

	private XmlRule(final Map<String, UnaryOperator<String>> attributes, final UnaryOperator<String> text,
		final Map<String, XmlRule> children, final Predicate<XmlElement> condition)
	{
		this.attributes = attributes;
		this.text = text;
		this.children = children;
		this.condition = condition;
	}

	/** An element that stays, without anything in it. */
	public static XmlRule bare() {
		return new XmlRule(Map.of(), null, Map.of(), element -> true);
	}

	/** A value that is a number. */
	public static String number(final String value) {
		return NUMBER.matcher(value).matches() ? value : null;
	}

	/** Values that are one of some words. */
	public static UnaryOperator<String> oneOf(final String... words) {
		final Set<String> known = Set.of(words);
		return value -> known.contains(value.strip()) ? value : null;
	}

	/** Values of a form. */
	public static UnaryOperator<String> like(final String regex) {
		final Pattern pattern = Pattern.compile(regex);
		return value -> pattern.matcher(value).matches() ? value : null;
	}

	/** Also attributes that are numbers. */
	public XmlRule numbers(final String... names) {
		XmlRule rule = this;
		for (final String name : names)
			rule = rule.attribute(name, XmlRule::number);
		return rule;
	}

	/**
	 * Also an attribute.
	 *
	 * @param value
	 *            what its value becomes; null where it is not kept
	 */
	public XmlRule attribute(final String name, final UnaryOperator<String> value) {
		final Map<String, UnaryOperator<String>> more = new LinkedHashMap<>(attributes);
		more.put(name, value);
		return new XmlRule(more, text, children, condition);
	}

	/** Also its text, likewise; without it the element is left out. */
	public XmlRule text(final UnaryOperator<String> value) {
		return new XmlRule(attributes, value, children, condition);
	}

	/** Also a child of this name. */
	public XmlRule child(final String name, final XmlRule rule) {
		final Map<String, XmlRule> more = new LinkedHashMap<>(children);
		more.put(name, rule);
		return new XmlRule(attributes, text, more, condition);
	}

	/** Also children that are numbers. */
	public XmlRule numberChildren(final String... names) {
		XmlRule rule = this;
		for (final String name : names)
			rule = rule.child(name, bare().text(XmlRule::number));
		return rule;
	}

	/** Only where the element fulfils this. */
	public XmlRule where(final Predicate<XmlElement> wanted) {
		return new XmlRule(attributes, text, children, wanted);
	}

	/**
	 * Writes an element that has this rule.
	 *
	 * @param namespace
	 *            told as the element's own, or "" where it is that of the element around it
	 */
	public void write(final XmlElement element, final String namespace, final XmlWriter out, final Findings findings)
		throws IOException {
		out.start(element.name());
		if (!namespace.isEmpty()) out.attribute("xmlns", namespace);
		for (final Map.Entry<String, UnaryOperator<String>> attribute : attributes.entrySet()) {
			final String value = element.attribute(attribute.getKey()).map(attribute.getValue()).orElse(null);
			if (value != null) out.attribute(attribute.getKey(), value);
		}
		for (final XmlElement child : element.children()) {
			final XmlRule rule = children.get(child.name());
			if (rule != null && rule.condition.test(child) && rule.hasText(child)) rule.write(child, "", out, findings);
			else findings.removed("XML elements");
		}
		if (text != null) out.text(text.apply(element.content()));
		out.end();
	}

	private boolean hasText(final XmlElement element) {
		return text == null || !element.hasElements() && text.apply(element.content()) != null;
	}
}
