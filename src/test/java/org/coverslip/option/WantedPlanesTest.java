package org.coverslip.option;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.List;

import org.junit.Test;

public class WantedPlanesTest {

	private static final int FOCUS = 4;

	private static List<Integer> of(final Option<WantedPlanes> option, final String text) {
		return option.parse(text).of(9, FOCUS, "plane");
	}

	private static String refused(final Option<WantedPlanes> option, final String text) {
		return assertThrows(text, IllegalArgumentException.class, () -> option.parse(text)).getMessage();
	}

	@Test
	public void channels() {
		assertEquals(List.of(2), of(PlaneOptions.CHANNELS, "2"));
		assertEquals("as macros write it", List.of(2), of(PlaneOptions.CHANNELS, "2.0"));
		assertEquals(List.of(1, 2, 3), of(PlaneOptions.CHANNELS, "1-3"));
		assertEquals("in their order", List.of(3, 0), of(PlaneOptions.CHANNELS, "3, 0"));
		assertEquals(List.of(0, 5, 6, 7), of(PlaneOptions.CHANNELS, " 0,5 - 7"));
		for (final String all : List.of("", "all", "ALL", "-1"))
			assertEquals(all, 9, of(PlaneOptions.CHANNELS, all).size());
		for (final String no : List.of("-2", "1-", "3-1", "a", "1;2", "1,,2", "1.5", "9999999999"))
			assertEquals("\"channel=" + no + "\" is not a number, numbers as 0,2 and 1-3, or all",
				refused(PlaneOptions.CHANNELS, no));
		assertEquals("\"channel=1-3,2\" has a number twice", refused(PlaneOptions.CHANNELS, "1-3,2"));
	}

	@Test
	public void ranges() {
		assertEquals(List.of(2, 3, 4, 5, 6, 7, 8), of(PlaneOptions.Z_RANGE, "2-8"));
		assertEquals(List.of(2, 3, 4), of(PlaneOptions.Z_RANGE, "2,3,4"));
		assertEquals(List.of(FOCUS), of(PlaneOptions.Z_RANGE, "-1"));
		assertEquals(9, of(PlaneOptions.T_RANGE, "all").size());
		for (final String no : List.of("2,4", "3,2", "8-2", "z"))
			assertEquals("\"z=" + no + "\" is not a number, a range of numbers as 2-8, or all",
				refused(PlaneOptions.Z_RANGE, no));
		assertEquals("\"t=-1\" is not a number, a range of numbers as 2-8, or all",
			refused(PlaneOptions.T_RANGE, "-1"));
	}

	@Test
	public void whatTheSceneDoesNotHave() {
		final WantedPlanes wanted = PlaneOptions.Z_RANGE.parse("2-999999999");
		assertEquals("there is no plane 9; the scene has planes 0 to 8",
			assertThrows(IllegalArgumentException.class, () -> wanted.of(9, 0, "plane")).getMessage());
		assertEquals("there is no plane 2; the scene has plane 0 only",
			assertThrows(IllegalArgumentException.class, () -> wanted.of(1, 0, "plane")).getMessage());
	}

	@Test
	public void whatIsWrittenCanBeRead() {
		for (final String text : List.of("all", "3", "1-3", "3,0", "0,5-7"))
			assertEquals(text, PlaneOptions.CHANNELS.text(PlaneOptions.CHANNELS.parse(text)));
		assertEquals("-1", PlaneOptions.Z_RANGE.text(PlaneOptions.Z_RANGE.parse("-1")));
		assertTrue(PlaneOptions.CHANNELS.otherwise().orElseThrow().isAll());
	}
}
