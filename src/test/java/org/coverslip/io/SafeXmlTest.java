package org.coverslip.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

public class SafeXmlTest {

	private static final StoredFile FILE = StoredFile.of(Path.of("slide.tif"));

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	@Test
	public void parsesTextAndBytesWithNamespaces() throws IOException {
		final String xml =
			"\ufeff<?xml version='1.0' encoding='UTF-8'?><a xmlns='urn:x' b='µ&amp;&#x41;'><c>text</c></a>";
		assertEquals("µ&A", SafeXml.parse(xml, FILE).getDocumentElement().getAttribute("b"));
		assertEquals("urn:x", SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8), FILE).getDocumentElement()
			.getNamespaceURI());
		final byte[] latin =
			"<?xml version='1.0' encoding='ISO-8859-1'?><a b='µ'/>".getBytes(StandardCharsets.ISO_8859_1);
		assertEquals("µ", SafeXml.parse(latin, FILE).getDocumentElement().getAttribute("b"));
	}

	/** Java 24 allows no more than 200 of itself. */
	@Test
	public void elementsMayHaveManyAttributes() throws IOException {
		final StringBuilder xml = new StringBuilder("<a");
		for (int i = 0; i < 1000; i++)
			xml.append(" b").append(i).append("='1'");
		assertEquals(1000, SafeXml.parse(xml + "/>", FILE).getDocumentElement().getAttributes().getLength());
		SafeXml.read(xml + "/>", FILE, new DefaultHandler());
	}

	@Test
	public void handsElementsOver() throws IOException {
		final List<String> names = new ArrayList<>();
		SafeXml.read("<x:a xmlns:x='urn:x'><b/></x:a>", FILE, new DefaultHandler() {

			@Override
			public void startElement(final String uri, final String local, final String name,
				final Attributes attributes) {
				names.add(uri + " " + local);
			}
		});
		assertEquals(List.of("urn:x a", " b"), names);
	}

	@Test
	public void reasonOfTheHandlerIsTheMessage() {
		assertRefused("a sphere is no image", "<a/>", new DefaultHandler() {

			@Override
			public void startElement(final String uri, final String local, final String name,
				final Attributes attributes)
				throws SAXException
			{
				throw new SAXException("a sphere is no image");
			}
		});
	}

	@Test
	public void doctypeIsRefusedUnread() throws IOException {
		final Path secret = folder.newFile("secret.txt").toPath();
		Files.writeString(secret, "secret");
		assertRefused("DOCTYPE", "<!DOCTYPE a><a/>");
		assertRefused("DOCTYPE", "<!DOCTYPE a SYSTEM '" + secret.toUri() + "'><a/>");
		assertRefused("DOCTYPE", "<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><a>&e;</a>");
		assertRefused("DOCTYPE", "<!DOCTYPE a [<!ENTITY e 'ha'><!ENTITY f '&e;&e;'>]><a>&f;</a>");
	}

	@Test
	public void damagedTextIsRefused() {
		assertRefused("line 1", "<a><b></a>");
		assertRefused("", "");
		assertRefused("", "not XML");
		assertRefused("", "<a>&unknown;</a>");
		assertRefused("", "<a b='1' b='2'/>");
	}

	@Test
	public void nestingAndLengthAreBounded() {
		assertRefused("", "<a>".repeat(100_000) + "</a>".repeat(100_000));
		final SlideFormatException e =
			assertThrows(SlideFormatException.class, () -> SafeXml.parse(new byte[SafeXml.MOST_LENGTH + 1], FILE));
		assertTrue(e.getMessage(), e.getMessage().contains("at most"));
	}

	@Test
	public void manyElementsAndAttributesAreFine() throws IOException {
		final String xml = "<a>" + "<b c='1' d='2'/>".repeat(200_000) + "</a>";
		assertEquals(200_000, SafeXml.parse(xml, FILE).getDocumentElement().getChildNodes().getLength());
	}

	private static void assertRefused(final String reason, final String xml) {
		assertRefused(reason, xml, new DefaultHandler());
		final SlideFormatException e = assertThrows(xml, SlideFormatException.class, () -> SafeXml.parse(xml, FILE));
		assertTrue(e.getMessage(), e.getMessage().contains(reason) && e.getMessage().startsWith("slide.tif"));
	}

	private static void assertRefused(final String reason, final String xml, final DefaultHandler handler) {
		final SlideFormatException e =
			assertThrows(xml, SlideFormatException.class, () -> SafeXml.read(xml, FILE, handler));
		assertTrue(e.getMessage(), e.getMessage().contains(reason));
	}
}
