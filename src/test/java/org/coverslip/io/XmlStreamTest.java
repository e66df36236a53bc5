package org.coverslip.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.junit.Test;

/** XML as a stream: what is read, what is refused, what is written. */
public class XmlStreamTest {

	private static XmlStream stream(final String xml) throws IOException {
		return new XmlStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	public void childrenAreFoundWhateverIsLookedAtOfThem() throws IOException {
		try (XmlStream xml = stream("<a>\n<b x='1' y='&lt;'><c/></b>text<b x='2'/>\n<d>one <e>two</e>"
			+ "<![CDATA[ <3]]></d><b x='3'><c><c/></c></b></a>")) {
			assertEquals("a", xml.name());
			assertEquals(1, xml.depth());
			final List<String> found = new ArrayList<>();
			while (xml.nextChild(1))
				switch (xml.name()) {
					case "b" -> {
						found.add(xml.attribute("x"));
						if (xml.attribute("y") != null) assertEquals(Map.of("x", "1", "y", "<"), xml.attributes());
						if (found.size() == 1) assertTrue(xml.nextChild(2));
						assertNull(xml.attribute("z"));
					}
					default -> {
						assertEquals(3, xml.line());
						found.add(xml.text());
					}
				}
			assertEquals(List.of("1", "2", "one two <3", "3"), found);
			assertFalse(xml.nextChild(1));
		}
	}

	private static XmlFault refused(final String xml) {
		return assertThrows(xml, XmlFault.class, () -> {
			try (XmlStream stream = stream(xml)) {
				while (stream.next())
					stream.attributes();
			}
		});
	}

	@Test
	public void whatIsNotTrustedIsRefused() {
		assertEquals("a DOCTYPE, which is not accepted", refused("<!DOCTYPE a><a/>").getMessage());
		assertEquals("a DOCTYPE, which is not accepted",
			refused("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><a>&e;</a>").getMessage());
		assertEquals("a DOCTYPE, which is not accepted",
			refused("<!DOCTYPE a [<!ENTITY e 'ha'><!ENTITY f '&e;&e;'>]><a b='&f;'/>").getMessage());
		assertEquals("elements within more than 256 others", refused("<a>".repeat(300)).getMessage());
		assertTrue(refused("<a>&unknown;</a>").getMessage().contains("entity"));
		assertTrue(refused("<a b='&unknown;'/>").getMessage().contains("entity"));
		final StringBuilder many = new StringBuilder("<a");
		for (int i = 0; i < 10_001; i++)
			many.append(" b").append(i).append("=''");
		assertTrue(refused(many + "/>").getMessage().contains("no well-formed XML"));
		final String longText = "<a>" + "12345678".repeat(XmlStream.LONGEST_TEXT / 8) + "9</a>";
		assertThrows(XmlFault.class, () -> stream(longText).text());
	}

	@Test
	public void damageHasItsLine() {
		assertEquals(3, refused("<a>\n<b>\n</a>").line());
		for (final String bad : List.of("", "no XML", "<a", "<a b='1' b='2'/>", "<a>", "<a></b>", "\0\1\2"))
			assertTrue(bad, refused(bad).getMessage().startsWith("no well-formed XML: "));
	}

	@Test
	public void aStreamThatEndsTooEarlyIsSaidAsThat() throws IOException {
		final ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
			gzip.write("<a>".getBytes(StandardCharsets.UTF_8));
			for (int i = 0; i < 100_000; i++)
				gzip.write(("<a" + Integer.toHexString(i * 0x9e3779b9) + "/>").getBytes(StandardCharsets.UTF_8));
		}
		final byte[] half = Arrays.copyOf(packed.toByteArray(), 1000);
		final XmlFault e = assertThrows(XmlFault.class, () -> {
			try (XmlStream xml = new XmlStream(new GZIPInputStream(new ByteArrayInputStream(half)))) {
				while (xml.next())
					xml.name();
			}
		});
		assertEquals("no well-formed XML: Premature end of file.", e.getMessage());
	}

	@Test
	public void theBytesAreClosed() throws IOException {
		final boolean[] closed = new boolean[1];
		final InputStream bytes = new ByteArrayInputStream("<a/>".getBytes(StandardCharsets.UTF_8)) {

			@Override
			public void close() {
				closed[0] = true;
			}
		};
		new XmlStream(bytes).close();
		assertTrue(closed[0]);
		closed[0] = false;
		assertThrows(XmlFault.class, () -> new XmlStream(bytes));
		assertTrue("at its end, so no XML", closed[0]);
	}

	@Test
	public void whatIsWrittenIsReadAgain() throws IOException {
		final String strange = "a<b>&\"'\t\r\n\u00e9\ud83d\ude00";
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		final XmlWriter writer = new XmlWriter(bytes);
		writer.start("a").attribute("x", strange).attribute("n", 0.1).attribute("i", 7);
		writer.element("b", strange).start("c").start("d").end().end().start("e").attribute("bad", "\1\ud800x\uffff");
		writer.finish();
		final String text = bytes.toString(StandardCharsets.UTF_8);
		assertTrue(text, text.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x="));
		assertTrue(text, text.contains("\n\t<c>\n\t\t<d/>\n\t</c>\n\t<e bad=\"\ufffd\ufffdx\ufffd\"/>\n</a>\n"));
		try (XmlStream xml = stream(text)) {
			assertEquals(Map.of("x", strange, "n", "0.1", "i", "7"), xml.attributes());
			assertTrue(xml.nextChild(1));
			assertEquals(strange, xml.text());
		}
		assertThrows(IllegalStateException.class, () -> new XmlWriter(bytes).start("a").text("").attribute("x", ""));
	}

	@Test
	public void numbersAreWrittenWithoutExponents() {
		for (final double number : List.of(0.0, -3.0, 12345678.25, 1e-7, 1.5e300, 0.1 + 0.2, 4e15, -2.5e-9)) {
			final String text = XmlWriter.decimal(number);
			assertEquals(number, Double.parseDouble(text), 0);
			assertTrue(text, text.matches("-?\\d+(\\.\\d+)?"));
		}
		assertEquals("100000", XmlWriter.decimal(100000));
	}
}
