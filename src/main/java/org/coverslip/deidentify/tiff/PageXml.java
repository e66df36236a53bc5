package org.coverslip.deidentify.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.coverslip.deidentify.Findings;
import org.coverslip.deidentify.stream.XmlRule;
import org.coverslip.io.StoredFile;
import org.coverslip.io.XmlElement;
import org.coverslip.io.XmlWriter;

/** The XML of descriptions, read and written by rules. */
final class PageXml {

	private PageXml() {}

	/**
	 * The root of a description. A declaration before it is passed over: some claim UTF-16, although the field holds
	 * bytes.
	 */
	static XmlElement read(final String text, final StoredFile file) throws IOException {
		final int start = text.indexOf("<?xml");
		final int end = text.indexOf("?>");
		return XmlElement.parse(start >= 0 && start < 4 && end > start ? text.substring(end + 2).stripLeading() : text,
			file);
	}

	/** What a rule leaves of a text. */
	static String write(final XmlElement root, final XmlRule rule, final Findings findings) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final XmlWriter writer = new XmlWriter(out);
		rule.write(root, root.namespace(), writer, findings);
		writer.finish();
		return out.toString(StandardCharsets.UTF_8);
	}
}
