package org.coverslip.app;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class MessageWindowTest {

	@Test
	public void nothingIsLostAndNoLineIsLong() {
		final String path = "/a folder/" + "slides/".repeat(30) + "x".repeat(230) + ".svs";
		final String text = path + " is not a slide: " + "no, ".repeat(60) + "no\nand a second line";
		final String lines = MessageWindow.inLines(text);
		assertTrue(lines, lines.lines().allMatch(line -> line.length() <= 100));
		assertEquals(text.replaceAll("\\s", ""), lines.replaceAll("\\s", ""));
		assertTrue(lines, lines.endsWith("no\nand a second line"));
		assertEquals("short", MessageWindow.inLines("short"));
	}

	@Test
	public void pathsBreakBehindSeparators() {
		assertEquals("0123456/\n89", Tooltip.wrapped("0123456/89", 9));
		assertEquals("in\n012345678\n9", Tooltip.wrapped("in 0123456789", 9));
	}
}
