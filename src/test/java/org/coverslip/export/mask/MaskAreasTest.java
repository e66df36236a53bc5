package org.coverslip.export.mask;

import static org.junit.Assert.assertEquals;

import java.util.function.Consumer;

import org.junit.Test;

/** Specks and holes of masks that are drawn with letters: {@code #} is set. */
public class MaskAreasTest {

	private static String changed(final String rows, final Consumer<MaskAreas> change) {
		final int width = rows.indexOf('\n');
		final String pixels = rows.replace("\n", "");
		final boolean[] mask = new boolean[pixels.length()];
		for (int i = 0; i < mask.length; i++)
			mask[i] = pixels.charAt(i) == '#';
		change.accept(new MaskAreas(mask, width));
		final StringBuilder text = new StringBuilder();
		for (int i = 0; i < mask.length; i++)
			text.append(mask[i] ? '#' : '.').append(i % width == width - 1 ? "\n" : "");
		return text.toString();
	}

	@Test
	public void specksOfFewerPixelsGoAlsoAtTheEdges() {
		final String mask = """
			##....#
			......#
			...#..#
			..#....
			.#....#
			""";
		final String larger = """
			......#
			......#
			...#..#
			..#....
			.#.....
			""";
		assertEquals("corners connect", larger, changed(mask, areas -> areas.removeSpecks(3)));
		assertEquals("as many pixels stay", mask, changed(mask, areas -> areas.removeSpecks(1)));
		assertEquals(".......\n".repeat(5), changed(mask, areas -> areas.removeSpecks(4)));
	}

	@Test
	public void anAreaIsOneHoweverItWinds() {
		for (final String mask : new String[] { ".#\n#.\n", "#.#\n###\n", "#.#.\n##..\n" })
			assertEquals(mask, changed(mask, areas -> areas.removeSpecks(2)));
	}

	@Test
	public void holesOfFewerPixelsAreFilledUnlessTheyTouchTheEdge() {
		final String mask = """
			.######.
			###.#.##
			#..##..#
			###.#.##
			#######.
			#.######
			""";
		final String most = """
			.######.
			#####.##
			#..##..#
			#####.##
			#######.
			#.######
			""";
		assertEquals("corners do not connect", most, changed(mask, areas -> areas.fillHoles(2)));
		assertEquals(most.replace("#..##", "#####"), changed(mask, areas -> areas.fillHoles(4)));
		assertEquals(most.replace("#..##", "#####").replace("##.##", "#####").replace("#..#", "####"),
			changed(mask, areas -> areas.fillHoles(5)));
		assertEquals("as many pixels stay", mask, changed(mask, areas -> areas.fillHoles(1)));
	}

	@Test
	public void aHoleInWhichASpeckWasIsOne() {
		final String mask = """
			#####
			#...#
			#.#.#
			#...#
			#####
			""";
		assertEquals("#####\n".repeat(5), changed(mask, areas -> {
			areas.removeSpecks(2);
			areas.fillHoles(10);
		}));
	}
}
