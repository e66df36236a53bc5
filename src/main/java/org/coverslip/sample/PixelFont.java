package org.coverslip.sample;

import org.coverslip.pixel.PixelBlock;

/**
 * Capital letters of 5 x 7 dots. Why not the system's fonts: they differ from machine to machine, and a server may have
 * none.
 */
final class PixelFont {

	private static final int COLUMNS = 5;
	private static final int ROWS = 7;
	private static final int PITCH = COLUMNS + 1;

	private static final String LETTERS = "ABCDEFHILMNOPRSUVXT";
	private static final String[] LETTER_DOTS = {
		".###. ####. .###. ####. ##### ##### #...# .###. #.... #...# #...# "
			+ ".###. ####. ####. .#### #...# #...# #...# #####",
		"#...# #...# #...# #...# #.... #.... #...# ..#.. #.... ##.## ##..# "
			+ "#...# #...# #...# #.... #...# #...# #...# ..#..",
		"#...# #...# #.... #...# #.... #.... #...# ..#.. #.... #.#.# #.#.# "
			+ "#...# #...# #...# #.... #...# #...# .#.#. ..#..",
		"##### ####. #.... #...# ####. ####. ##### ..#.. #.... #.#.# #.#.# "
			+ "#...# ####. ####. .###. #...# #...# ..#.. ..#..",
		"#...# #...# #.... #...# #.... #.... #...# ..#.. #.... #...# #..## "
			+ "#...# #.... #.#.. ....# #...# #...# .#.#. ..#..",
		"#...# #...# #...# #...# #.... #.... #...# ..#.. #.... #...# #...# "
			+ "#...# #.... #..#. ....# #...# .#.#. #...# ..#..",
		"#...# ####. .###. ####. ##### #.... #...# .###. ##### #...# #...# "
			+ ".###. #.... #...# ####. .###. ..#.. #...# ..#.." };

	private static final String SIGNS = "0123456789&./";
	private static final String[] SIGN_DOTS = {
		".###. ..#.. .###. .###. ...#. ##### .###. ##### .###. .###. .##.. ..... .....",
		"#...# .##.. #...# #...# ..##. #.... #...# ....# #...# #...# #..#. ..... ....#",
		"#...# ..#.. ....# ....# .#.#. ####. #.... ...#. #...# #...# #..#. ..... ...#.",
		"#...# ..#.. ...#. ..##. #..#. ....# ####. ...#. .###. .#### .##.. ..... ..#..",
		"#...# ..#.. ..#.. ....# ##### ....# #...# ..#.. #...# ....# #.#.# ..... .#...",
		"#...# ..#.. .#... #...# ...#. #...# #...# ..#.. #...# #...# #..#. ..##. #....",
		".###. .###. ##### .###. ...#. .###. .###. ..#.. .###. .###. .##.# ..##. #...." };

	private PixelFont() {}

	/** Width of a line of text in pixels. */
	static int width(final String text, final int dot) {
		return (text.length() * PITCH - 1) * dot;
	}

	/**
	 * Writes a line of text into an RGB block; what does not fit is cut off.
	 *
	 * @param x
	 *            left edge of the first letter
	 * @param y
	 *            top edge
	 * @param dot
	 *            pixels in each direction for one dot of a letter
	 * @param rgb
	 *            0xRRGGBB
	 */
	static void write(final PixelBlock image, final String text, final int x, final int y, final int dot,
		final int rgb) {
		for (int i = 0; i < text.length(); i++)
			for (int row = 0; row < ROWS; row++)
				for (int col = 0; col < COLUMNS; col++)
					if (isDot(text.charAt(i), col, row))
						Drawing.fill(image, x + (i * PITCH + col) * dot, y + row * dot, dot, dot, rgb);
	}

	private static boolean isDot(final char c, final int col, final int row) {
		final int letter = LETTERS.indexOf(c);
		if (letter >= 0) return LETTER_DOTS[row].charAt(letter * PITCH + col) == '#';
		final int sign = SIGNS.indexOf(c);
		return sign >= 0 && SIGN_DOTS[row].charAt(sign * PITCH + col) == '#';
	}
}
