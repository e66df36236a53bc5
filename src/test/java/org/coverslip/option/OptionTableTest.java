package org.coverslip.option;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.File;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.Test;

public class OptionTableTest {

	private enum Colour {
		RED, DARK_BLUE
	}

	private static final Option<Integer> COUNT = Option.of("count", "Count", OptionKind.whole(1, 20), 3, "How many.");
	private static final Option<Double> WIDE =
		Option.of("howWide", "Width", OptionKind.decimal(0, Double.POSITIVE_INFINITY), 0.0, "").formerly("mm", "W");
	private static final Option<Boolean> ROUND = Option.of("round", "Round", OptionKind.flag(), false, "");
	private static final Option<Colour> COLOUR =
		Option.of("colour", "Colour", OptionKind.oneOf(Colour.values()), Colour.RED, "");
	private static final Option<File> FILE = Option.required("file", "File", OptionKind.file(), "");
	private static final Option<Integer> SIDE = Option.of("side", "Side", OptionKind.multiple(16, 16, 64), 16, "");

	private static final OptionTable TABLE = OptionTable.of(COUNT, WIDE, ROUND, COLOUR);

	private static void assertRefused(final String sentence, final OptionTable table, final String text) {
		assertEquals(sentence,
			assertThrows(text, IllegalArgumentException.class, () -> table.parse(text)).getMessage());
	}

	@Test
	public void whatIsNotGivenHasItsDefault() {
		final OptionValues values = TABLE.parse("  ");
		assertEquals(3, (int) values.get(COUNT));
		assertEquals(0, values.get(WIDE), 0);
		assertEquals(false, values.get(ROUND));
		assertEquals(Colour.RED, values.get(COLOUR));
		assertEquals("of an option that the table lacks", 16, (int) values.get(SIDE));
	}

	@Test
	public void valuesHaveTheirTypes() {
		final OptionValues values = TABLE.and(FILE).parse("count=7 HOWWIDE=0.5 round colour=darkBlue file=[/a b.tif]");
		assertEquals(7, (int) values.get(COUNT));
		assertEquals(0.5, values.get(WIDE), 0);
		assertEquals(true, values.get(ROUND));
		assertEquals(Colour.DARK_BLUE, values.get(COLOUR));
		assertEquals(new File("/a b.tif"), values.get(FILE));
		for (final String seven : List.of("7", "7.0", "7.", "0.7e1", "+7"))
			assertEquals(seven, 7, (int) TABLE.parse("count=" + seven).get(COUNT));
	}

	@Test
	public void formerKeysAreUnderstoodButNotTold() {
		assertEquals(2, TABLE.parse("mm=2").get(WIDE), 0);
		assertEquals(2, TABLE.parse("w=2").get(WIDE), 0);
		assertRefused("the option \"howWide\" is given twice", TABLE, "mm=2 howwide=2");
		assertRefused("there is no option \"wide\", only colour, count, howWide, round", TABLE, "wide=2");
	}

	@Test
	public void keysAreRefused() {
		assertRefused("there is no option \"cuont\", only colour, count, howWide, round", TABLE, "cuont=4");
		assertRefused("there is no option \"blue.tif\", only colour, count, howWide, round; a value with blanks stands "
			+ "in brackets", TABLE, "colour=red blue.tif");
		assertRefused("the option \"count\" is given twice", TABLE, "count=4 COUNT=4");
		assertRefused("the option \"file\" is missing", TABLE.and(FILE), "count=4");
		assertRefused("there is no option \"x\"", OptionTable.of(), "x");
	}

	@Test
	public void valuesAreRefused() {
		for (final String no : List.of("many", "", "1,5", "0x7"))
			assertRefused("\"count=" + no + "\" is not a whole number", TABLE, "count=" + no);
		assertRefused("\"count=7.5\" is not a whole number", TABLE, "count=7.5");
		assertRefused("\"count=0\" is less than 1", TABLE, "count=0");
		assertRefused("\"count=21\" is more than 20", TABLE, "count=21");
		assertRefused("\"count=1e999999999\" is more than 20", TABLE, "count=1e999999999");
		assertRefused("\"howWide=-0.1\" is less than 0", TABLE, "howwide=-0.1");
		for (final String no : List.of("wide", "", "NaN", "Infinity", "1e999"))
			assertRefused("\"howWide=" + no + "\" is not a number", TABLE, "howWide=" + no);
		for (final String no : List.of("ture", "yes", "1", ""))
			assertRefused("\"round=" + no + "\" is neither true nor false", TABLE, "round=" + no);
		for (final String no : List.of("green", "", "darkblue"))
			assertRefused("\"colour=" + no + "\" is none of red, darkBlue", TABLE, "colour=" + no);
		assertRefused("\"side=40\" is not a multiple of 16", OptionTable.of(SIDE), "side=40");
	}

	@Test
	public void aTableIsMadeOfOthers() {
		assertEquals("count=N colour=red|darkBlue", TABLE.without("howWide", "round").toString());
		assertEquals(5, (int) TABLE.with(COUNT.otherwise(5)).defaults().get(COUNT));
		assertThrows(IllegalArgumentException.class, () -> TABLE.with(FILE));
		assertThrows(IllegalArgumentException.class, () -> TABLE.and(COUNT));
	}

	@Test
	public void programsGiveWhatTheyHave() {
		final Map<String, Object> given = new HashMap<>();
		given.put("Count", 4L);
		given.put("howWide", 2);
		given.put("round", true);
		given.put("colour", null);
		final OptionValues values = TABLE.read(given);
		assertEquals(4, (int) values.get(COUNT));
		assertEquals(2, values.get(WIDE), 0);
		assertEquals(true, values.get(ROUND));
		assertEquals(Colour.RED, values.get(COLOUR));
		given.put("count", 5);
		assertThrows("given twice", IllegalArgumentException.class, () -> TABLE.read(given));
	}

	@Test
	public void valuesAsDialogsHoldThem() {
		assertEquals(Optional.of("darkBlue"), COLOUR.otherwise(Colour.DARK_BLUE).heldOtherwise());
		assertEquals(Optional.of(3), COUNT.heldOtherwise());
		assertEquals(Optional.empty(), FILE.heldOtherwise());
		assertEquals("half typed", "darkB", COLOUR.held("darkB"));
		assertEquals(12, COUNT.held(12.0));
		assertThrows(IllegalArgumentException.class, () -> COUNT.held("many"));
		assertEquals("\"How many=x\" is not a whole number",
			assertThrows(IllegalArgumentException.class, () -> COUNT.parse("x", "How many")).getMessage());
	}
}
