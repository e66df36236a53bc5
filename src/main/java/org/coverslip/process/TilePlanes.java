package org.coverslip.process;

import java.util.List;

import org.coverslip.pixel.PixelBlock;

/**
 * The image that work on a tile left, plane by plane. Immutable.
 *
 * @param names
 *            of the channels; "" for one without a name
 * @param sizeZ
 *            how many focal planes
 * @param sizeT
 *            how many times
 * @param planes
 *            of one size and kind; channels fastest, then z, then t; of 3 samples for colours
 */
public record TilePlanes(List<String> names, int sizeZ, int sizeT, List<PixelBlock> planes) {

	public TilePlanes {
		names = List.copyOf(names);
		planes = List.copyOf(planes);
		if (planes.isEmpty() || planes.size() != names.size() * sizeZ * sizeT)
			throw new IllegalArgumentException(planes.size() + " planes for " + names.size() + " x " + sizeZ + " x "
				+ sizeT);
	}

	/** One plane. */
	static TilePlanes of(final PixelBlock plane) {
		return new TilePlanes(List.of(""), 1, 1, List.of(plane));
	}

	/** How many channels. */
	int channels() {
		return names.size();
	}

	/** The first plane. */
	public PixelBlock first() {
		return planes.get(0);
	}

	/** For sentences. */
	@Override
	public String toString() {
		return channels() + " channel(s), " + sizeZ + " z and " + sizeT + " t";
	}
}
