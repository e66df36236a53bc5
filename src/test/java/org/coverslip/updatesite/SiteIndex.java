package org.coverslip.updatesite;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.coverslip.updatesite.SiteFile.Previous;
import org.coverslip.updatesite.SiteFile.Version;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The list of an update site's files, {@code db.xml.gz}: XML with the updater's document type, compressed. The same
 * list gives the same bytes.
 */
final class SiteIndex {

	/** The list's name at the root of a site. */
	static final String NAME = "db.xml.gz";

	/**
	 * Element names, nesting and attributes that imagej-updater 2 declares for a site (its users' own sites left away).
	 */
	private static final String DOCUMENT_TYPE = """
		<!DOCTYPE pluginRecords [
		<!ELEMENT pluginRecords (plugin*)>
		<!ELEMENT plugin (platform*, category*, version?, previous-version*)>
		<!ELEMENT version (description?, dependency*, link*, author*)>
		<!ELEMENT previous-version EMPTY>
		<!ELEMENT dependency EMPTY>
		<!ELEMENT description (#PCDATA)>
		<!ELEMENT link (#PCDATA)>
		<!ELEMENT author (#PCDATA)>
		<!ELEMENT platform (#PCDATA)>
		<!ELEMENT category (#PCDATA)>
		<!ATTLIST plugin filename CDATA #REQUIRED executable CDATA #IMPLIED update-site CDATA #IMPLIED>
		<!ATTLIST version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED filesize CDATA #REQUIRED>
		<!ATTLIST previous-version checksum CDATA #REQUIRED timestamp CDATA #REQUIRED timestamp-obsolete CDATA #IMPLIED
			filename CDATA #IMPLIED>
		<!ATTLIST dependency filename CDATA #REQUIRED timestamp CDATA #IMPLIED overrides CDATA #IMPLIED>
		]>
		""";

	private SiteIndex() {}

	/** The files that a site lists; none if it has no list yet. */
	static List<SiteFile> read(final Path site) throws IOException {
		final Path index = site.resolve(NAME);
		if (!Files.exists(index)) return List.of();
		try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(index)))) {
			return parse(in);
		}
		catch (final SAXException e) {
			throw new IOException(index + " is not the list of an update site: " + e.getMessage(), e);
		}
	}

	private static List<SiteFile> parse(final InputStream in) throws IOException, SAXException {
		final NodeList plugins = validating().parse(new InputSource(in)).getElementsByTagName("plugin");
		final List<SiteFile> files = new ArrayList<>();
		for (final Element plugin : elements(plugins))
			files.add(file(plugin));
		return files;
	}

	private static DocumentBuilder validating() {
		try {
			final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
			factory.setValidating(true);
			final DocumentBuilder builder = factory.newDocumentBuilder();
			builder.setErrorHandler(new Strict());
			return builder;
		}
		catch (final ParserConfigurationException e) {
			throw new AssertionError("every Java has a validating parser", e);
		}
	}

	private static SiteFile file(final Element plugin) {
		final String filename = plugin.getAttribute("filename");
		final Optional<Version> current =
			elements(plugin.getElementsByTagName("version")).stream().findFirst().map(SiteIndex::version);
		final List<Previous> previous = elements(plugin.getElementsByTagName("previous-version")).stream()
			.map(e -> new Previous(e.hasAttribute("filename") ? e.getAttribute("filename") : filename,
			e.getAttribute("checksum"),
				number(e, "timestamp"), e.hasAttribute("timestamp-obsolete") ? number(e, "timestamp-obsolete") : 0))
			.toList();
		return new SiteFile(filename, current, previous);
	}

	private static Version version(final Element e) {
		final String description = elements(e.getElementsByTagName("description")).stream().map(Element::getTextContent)
			.findFirst().orElse("");
		return new Version(e.getAttribute("checksum"), number(e, "timestamp"), number(e, "filesize"), description,
			elements(e.getElementsByTagName("dependency")).stream().map(d -> d.getAttribute("filename")).toList());
	}

	private static long number(final Element e, final String attribute) {
		return Long.parseLong(e.getAttribute(attribute));
	}

	private static List<Element> elements(final NodeList nodes) {
		return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
	}

	/** Writes the list beside its place first, so that a reader never sees half of it. */
	static void write(final Path site, final List<SiteFile> files) throws IOException {
		final Path half = site.resolve(NAME + ".part");
		try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(half))) {
			out.write(xml(files).getBytes(StandardCharsets.UTF_8));
		}
		Files.move(half, site.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
	}

	/** The list as text. */
	static String xml(final List<SiteFile> files) {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
			.append(DOCUMENT_TYPE)
			.append("<pluginRecords>\n");
		for (final SiteFile file : files) {
			xml.append("  <plugin").append(attribute("filename", file.filename())).append(">\n");
			file.current().ifPresent(version -> append(xml, version));
			for (final Previous previous : file.previous())
				xml.append("    <previous-version").append(attribute("checksum", previous.checksum()))
					.append(attribute("timestamp", previous.timestamp()))
					.append(attribute("timestamp-obsolete", previous.obsolete()))
					.append(attribute("filename", previous.filename())).append("/>\n");
			xml.append("  </plugin>\n");
		}
		return xml.append("</pluginRecords>\n").toString();
	}

	private static void append(final StringBuilder xml, final Version version) {
		xml.append("    <version").append(attribute("checksum", version.checksum()))
			.append(attribute("timestamp", version.timestamp())).append(attribute("filesize", version.size()))
			.append(">\n");
		if (!version.description().isEmpty())
			xml.append("      <description>").append(escaped(version.description())).append("</description>\n");
		for (final String dependency : version.dependencies())
			xml.append("      <dependency").append(attribute("filename", dependency)).append("/>\n");
		xml.append("    </version>\n");
	}

	private static String attribute(final String name, final Object value) {
		return " " + name + "=\"" + escaped(value.toString()) + "\"";
	}

	private static String escaped(final String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}

	/** A list that breaks the document type is refused. */
	private static final class Strict implements ErrorHandler {

		@Override
		public void warning(final SAXParseException e) {}

		@Override
		public void error(final SAXParseException e) throws SAXParseException {
			throw e;
		}

		@Override
		public void fatalError(final SAXParseException e) throws SAXParseException {
			throw e;
		}
	}
}
