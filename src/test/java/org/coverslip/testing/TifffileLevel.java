package org.coverslip.testing;

import java.util.List;

/**
 * One level of one series, as tifffile sees it.
 *
 * @param series
 *            counted from 0
 * @param level
 *            counted from 0
 * @param axes
 *            one letter for each dimension, slowest first: "YXS", "CYX"
 * @param dtype
 *            numpy's name of the sample type: "uint8"
 * @param shape
 *            sizes in the order of the axes
 */
public record TifffileLevel(int series, int level, String axes, String dtype, List<Integer> shape) {

	/** Parses a line {@code series level axes dtype size size ...}. */
	static TifffileLevel parse(final String line) {
		final String[] words = line.split(" ");
		final List<Integer> shape = List.of(words).subList(4, words.length).stream().map(Integer::valueOf).toList();
		return new TifffileLevel(Integer.parseInt(words[0]), Integer.parseInt(words[1]), words[2], words[3], shape);
	}

	/** Size along an axis, 1 if the level has no such axis. */
	public int size(final char axis) {
		final int at = axes.indexOf(axis);
		return at < 0 ? 1 : shape.get(at);
	}
}
