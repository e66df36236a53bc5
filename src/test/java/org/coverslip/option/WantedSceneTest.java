package org.coverslip.option;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.Test;

public class WantedSceneTest {

	private static final List<String> NAMES = List.of("Liver", "Kidney", "kidney", "2", "", "0 ", "tissue 5");

	private static int scene(final String text) {
		return PlaneOptions.SCENE.parse(text).in("a.czi", NAMES);
	}

	private static String refused(final String text, final List<String> names) {
		return assertThrows(text, IllegalArgumentException.class,
			() -> PlaneOptions.SCENE.parse(text).in("a.czi", names)).getMessage();
	}

	@Test
	public void numbers() {
		assertEquals(0, scene("0"));
		assertEquals(6, scene("6"));
		assertEquals("macros compute with real numbers", 4, scene("4.0"));
		assertEquals(4, scene(" +4 "));
	}

	@Test
	public void names() {
		assertEquals(1, scene("Kidney"));
		assertEquals("exactly", 2, scene("kidney"));
		assertEquals("in any case", 0, scene("LIVER"));
		assertEquals("with a blank", 6, scene("Tissue 5"));
	}

	/** What dialogs, scripts and recorders write is a number on every slide. */
	@Test
	public void whatReadsAsANumberIsOne() {
		assertEquals("not the one that is called so", 2, scene("2"));
		assertEquals(3, scene("3"));
		assertEquals(0, scene("0"));
		assertEquals("there is no scene 7; a.czi has scenes 0 \"7\", 1 \"8\"", refused("7", List.of("7", "8")));
	}

	@Test
	public void whatFitsNothingIsRefusedWithTheScenes() {
		final String all = "a.czi has scenes 0 \"Liver\", 1 \"Kidney\", "
			+ "2 \"kidney\", 3 \"2\", 4, 5 \"0\", 6 \"tissue 5\"";
		assertEquals("there is no scene 7; " + all, refused("7", NAMES));
		assertEquals("there is no scene \"Heart\"; " + all, refused("Heart", NAMES));
		assertEquals("there are 2 scenes \"KIDNEY\", so give a number; " + all, refused("KIDNEY", NAMES));
		assertEquals("there is no scene \"a\"; a.czi has scene 0 only", refused("a", List.of("")));
		assertEquals("there is no scene \"a\"; a.czi has scene 0 only, \"b\"", refused("a", List.of("b")));
		assertEquals("there is no scene \"a\"; a.czi has scenes 0 to 2", refused("a", List.of("", "", "")));
		assertEquals("there are 2 scenes \"a\", so give a number; a.czi has scenes 0 \"a\", 1 \"a\"",
			refused("a", List.of("a", "a")));
		final String many = refused("a", IntStream.range(0, 300).mapToObj(i -> "position " + i).toList());
		assertTrue(many, many.endsWith(", 19 \"position 19\" and so on to 299"));
		assertEquals("there is no scene 2147483647; a.czi has scenes 0 to 99",
			refused("2147483647", Collections.nCopies(100, "")));
	}

	@Test
	public void whatCanBeNoScene() {
		for (final String[] no : new String[][] { { "-1", "is less than 0" }, { "-7.0", "is less than 0" }, {
			"2147483648", "is more than 2147483647" }, { " ", "is neither the number nor the name of a scene" } })
			assertEquals("\"scene=" + no[0] + "\" " + no[1],
				assertThrows(IllegalArgumentException.class, () -> PlaneOptions.SCENE.parse(no[0])).getMessage());
	}

	@Test
	public void allOfThemWhereThatIsPossible() {
		assertTrue(PlaneOptions.SCENE_OR_ALL.parse("-1").isAll());
		assertEquals("-1", PlaneOptions.SCENE_OR_ALL.text(PlaneOptions.SCENE_OR_ALL.parse("-1")));
		assertEquals(1, PlaneOptions.SCENE_OR_ALL.parse("Kidney").in("a.czi", NAMES));
		assertThrows(IllegalArgumentException.class, () -> PlaneOptions.SCENE_OR_ALL.parse("-2"));
	}

	@Test
	public void whatIsWrittenCanBeRead() {
		for (final String text : List.of("0", "17", "Liver", "tissue 5"))
			assertEquals(text, PlaneOptions.SCENE.text(PlaneOptions.SCENE.parse(text)));
	}
}
