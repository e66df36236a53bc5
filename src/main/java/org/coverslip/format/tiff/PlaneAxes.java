package org.coverslip.format.tiff;

import java.util.ArrayList;
import java.util.List;

import org.coverslip.slide.Plane;

/**
 * How the pages of a stack follow one another.
 *
 * @param axes
 *            the fastest-varying first; axes of the same letter multiply
 */
public record PlaneAxes(List<Axis> axes) {

	/**
	 * @param letter
	 *            C, Z, T, or P for the stage's positions
	 * @param size
	 *            &gt; 0
	 */
	public record Axis(char letter, int size) {

		public Axis {
			if ("CZTP".indexOf(letter) < 0 || size < 1)
				throw new IllegalArgumentException("an axis " + letter + " of " + size);
		}
	}

	public PlaneAxes {
		axes = List.copyOf(axes);
	}

	/** Channels, then focal planes, then time: the order of ImageJ and of most writers. */
	public static PlaneAxes czt(final int sizeC, final int sizeZ, final int sizeT) {
		return new PlaneAxes(List.of(new Axis('C', sizeC), new Axis('Z', sizeZ), new Axis('T', sizeT)));
	}

	/** One axis. */
	public static PlaneAxes of(final char letter, final int size) {
		return new PlaneAxes(List.of(new Axis(letter, size)));
	}

	/** Pages of the whole stack; at most 2<sup>62</sup>. */
	public long count() {
		long count = 1;
		for (final Axis axis : axes)
			count = Math.min(1L << 31, count) * axis.size;
		return count;
	}

	/** Pages along all axes of a letter. */
	public long size(final char letter) {
		return new PlaneAxes(axes.stream().filter(axis -> axis.letter == letter).toList()).count();
	}

	/** The places of the stack's first pages, or of all if there are fewer. */
	public List<PagePlace> places(final int pages) {
		final List<PagePlace> places = new ArrayList<>();
		for (int page = 0; page < Math.min(pages, count()); page++)
			places.add(place(page));
		return places;
	}

	private PagePlace place(final int page) {
		final int[] at = new int[4];
		final int[] step = { 1, 1, 1, 1 };
		int rest = page;
		for (final Axis axis : axes) {
			final int letter = "CZTP".indexOf(axis.letter);
			at[letter] += rest % axis.size * step[letter];
			step[letter] *= axis.size;
			rest /= axis.size;
		}
		return new PagePlace(at[3], new Plane(at[0], at[1], at[2]));
	}
}
