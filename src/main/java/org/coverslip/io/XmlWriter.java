package org.coverslip.io;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes XML 1.0 in UTF-8, an element a line, to a stream that need not be buffered. What XML cannot hold, control
 * characters and halves of surrogate pairs, is written as U+FFFD. For one thread.
 */
public final class XmlWriter {

	private static final int BUFFER_CHARACTERS = 1 << 15;

	private final OutputStream out;
	private final StringBuilder buffer = new StringBuilder(BUFFER_CHARACTERS + 1024);
	private final Deque<String> open = new ArrayDeque<>();
	/** Whether the last start tag still takes attributes. */
	private boolean inTag;
	/** Whether the open element has text, or no child yet, so that its end stands in the same line. */
	private boolean endInLine;

	/** Writes the XML declaration. */
	public XmlWriter(final OutputStream out) {
		this(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
	}

	private XmlWriter(final OutputStream out, final String start) {
		this.out = out;
		buffer.append(start);
	}

	/** For elements that become part of a larger text: without a declaration, each in a new line. */
	public static XmlWriter ofPart(final OutputStream out) {
		return new XmlWriter(out, "");
	}

	/** Begins an element within the one that is open. */
	public XmlWriter start(final String name) throws IOException {
		closeTag();
		newLine();
		buffer.append('<').append(name);
		open.push(name);
		inTag = true;
		endInLine = true;
		return this;
	}

	/** Adds an attribute to the element that was just begun. */
	public XmlWriter attribute(final String name, final String value) {
		if (!inTag) throw new IllegalStateException("an attribute without a start tag before it");
		buffer.append(' ').append(name).append("=\"");
		escape(value, true);
		buffer.append('"');
		return this;
	}

	/** Adds an attribute, a number as {@link #decimal} writes it. */
	public XmlWriter attribute(final String name, final double value) {
		return attribute(name, decimal(value));
	}

	/** Adds an attribute. */
	public XmlWriter attribute(final String name, final long value) {
		return attribute(name, Long.toString(value));
	}

	/** Adds text to the open element. */
	public XmlWriter text(final String value) throws IOException {
		closeTag();
		escape(value, false);
		endInLine = true;
		return this;
	}

	/** Ends the element that is open. */
	public XmlWriter end() throws IOException {
		final String name = open.pop();
		if (inTag) buffer.append("/>");
		else {
			if (!endInLine) newLine();
			buffer.append("</").append(name).append('>');
		}
		inTag = false;
		endInLine = false;
		if (buffer.length() >= BUFFER_CHARACTERS) flush();
		return this;
	}

	/** An element that holds text alone. */
	public XmlWriter element(final String name, final String text) throws IOException {
		return start(name).text(text).end();
	}

	/** Ends all elements, and passes everything on; the stream stays open. */
	public void finish() throws IOException {
		while (!open.isEmpty())
			end();
		buffer.append('\n');
		flush();
	}

	private void flush() throws IOException {
		out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
		buffer.setLength(0);
	}

	private void closeTag() {
		if (inTag) buffer.append('>');
		inTag = false;
	}

	private void newLine() {
		buffer.append('\n');
		for (int i = 0; i < open.size(); i++)
			buffer.append('\t');
	}

	private void escape(final String value, final boolean isAttribute) {
		for (int i = 0; i < value.length(); i++) {
			final char c = value.charAt(i);
			switch (c) {
				case '&' -> buffer.append("&amp;");
				case '<' -> buffer.append("&lt;");
				case '>' -> buffer.append("&gt;");
				case '"' -> buffer.append(isAttribute ? "&quot;" : "\"");
				case '\r' -> buffer.append("&#13;");
				case '\n' -> buffer.append(isAttribute ? "&#10;" : "\n");
				case '\t' -> buffer.append(isAttribute ? "&#9;" : "\t");
				default -> {
					if (Character.isHighSurrogate(c) && i + 1 < value.length()
						&& Character.isLowSurrogate(value.charAt(i + 1))) buffer.append(c).append(value.charAt(++i));
					else buffer.append(c < ' ' || c >= 0xfffe || Character.isSurrogate(c) ? '\ufffd' : c);
				}
			}
		}
	}

	/** A finite number in as few decimal digits as give it again, without an exponent. */
	public static String decimal(final double value) {
		if (value == (long) value && Math.abs(value) < 1e15) return Long.toString((long) value);
		final String text = Double.toString(value);
		return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
	}
}
