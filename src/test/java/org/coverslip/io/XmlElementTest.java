package org.coverslip.io;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.Test;

public class XmlElementTest {

	private static final StoredFile FILE = StoredFile.of(Path.of("slide.tif"));

	private static XmlElement parse(final String xml) throws SlideFormatException {
		return XmlElement.parse(xml, FILE);
	}

	@Test
	public void namesAndChildrenOfOneNamespace() throws SlideFormatException {
		final XmlElement root = parse("<o:a xmlns:o='urn:o'><o:b/><c/>text<o:c/><o:b i='2'/></o:a>");
		assertEquals("a", root.name());
		assertEquals("urn:o", root.namespace());
		assertEquals(List.of("b", "c", "b"), root.children().stream().map(XmlElement::name).toList());
		assertEquals(2, root.children("b").size());
		assertEquals("", parse("<a/>").namespace());
	}

	@Test
	public void elementsOfOtherNamespacesAreElementsToo() throws SlideFormatException {
		assertTrue(parse("<o:a xmlns:o='urn:o'>x<c/></o:a>").hasElements());
		assertFalse(parse("<a>x<!-- <b/> --></a>").hasElements());
	}

	@Test
	public void descendantsAreFoundAlongAPath() throws SlideFormatException {
		final XmlElement root = parse("<a><b><c>1</c><d/></b><c>no</c><b><c/><c>3</c></b></a>");
		assertEquals(3, root.descendants("b", "c").size());
		assertEquals(Optional.of("1"), root.textAt("b", "c"));
		assertEquals(Optional.empty(), root.textAt("b", "d"));
		assertEquals("1no3", root.content());
	}

	@Test
	public void theOnlyChildIsNeitherMissingNorOneOfSeveral() throws SlideFormatException {
		final XmlElement root = parse("<a><b/><c/><c/></a>");
		assertEquals("b", root.only("b").name());
		assertEquals("slide.tif: expected one element \"d\" in \"a\", found none",
			assertThrows(SlideFormatException.class, () -> root.only("d")).getMessage());
		assertEquals("slide.tif: expected one element \"c\" in \"a\", found 2",
			assertThrows(SlideFormatException.class, () -> root.only("c")).getMessage());
	}

	@Test
	public void numbersAreWholeAndWithinTheirLimits() throws SlideFormatException {
		final XmlElement e = parse("<a five=' 5 ' minus='-7' half='0.5' long='1234567890123456789'/>");
		assertEquals(5, e.number("five", 5, 5));
		assertEquals(-7, e.number("minus", -7, 0));
		assertEquals(9, e.number("none", 0, 5, 9));
		assertEquals(5, e.number("five", 0, 9, 9));
		assertEquals(Optional.of(" 5 "), e.attribute("five"));
		assertEquals(Optional.empty(), e.attribute("none"));
		assertEquals("slide.tif: expected a whole number from 6 to 9 as attribute \"five\" of the element \"a\","
			+ " found \"5\"", assertThrows(SlideFormatException.class, () -> e.number("five", 6, 9)).getMessage());
		for (final String name : List.of("half", "long", "minus"))
			assertThrows(SlideFormatException.class, () -> e.number(name, 0, Long.MAX_VALUE));
		assertThrows(SlideFormatException.class, () -> e.number("five", 0, 4));
		assertThrows(SlideFormatException.class, () -> e.number("none", 0, 4));
	}

	@Test
	public void piecesOfTextStandByThemselves() throws SlideFormatException {
		final XmlElement e = parse("<a>one<b>two</b><![CDATA[<3>]]></a>");
		assertEquals(Optional.of("one"), e.text());
		assertTrue(e.holdsText("<3>"));
		assertTrue(e.holdsText("one"));
		assertFalse(e.holdsText("two"));
		assertEquals(Optional.of("<3>"), parse("<a><b/><![CDATA[<3>]]></a>").text());
		assertEquals(Optional.empty(), parse("<a><b>two</b></a>").text());
	}
}
