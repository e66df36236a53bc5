package org.coverslip.process;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;

/**
 * A tile of a picture that is to be worked on, with its halo: pixels around it that are seen, but whose results are
 * those of the neighbours. At the picture's edges the halo ends, so that the work gets no pixels from beyond it.
 * Immutable.
 *
 * @param picture
 *            of which it is a part
 * @param planes
 *            the planes that the work gets at once, at least one; mostly one alone. By the picture's numbers: channels
 *            fastest, then z, then t
 * @param tile
 *            in the picture's pixels, not empty
 * @param around
 *            the tile and its halo, in the picture's pixels, within the picture
 * @param values
 *            what holds for the whole slide and was reckoned once, by names without blanks and "="; macros get it with
 *            their argument
 */
public record TileTask(Picture picture, List<Plane> planes, Region tile, Region around, Map<String, String> values) {

	public TileTask {
		if (planes.isEmpty()) throw new IllegalArgumentException("no plane");
		if (tile.isEmpty() || !around.contains(tile) || !picture.bounds().contains(around))
			throw new IllegalArgumentException("a tile of " + tile + " in " + around + " of a picture of "
				+ picture.bounds());
		planes = List.copyOf(planes);
		values = Map.copyOf(values);
	}

	/** The plane that is worked on, or the first of several. */
	public Plane plane() {
		return planes.get(0);
	}

	/** Columns of the halo left of the tile. */
	public int left() {
		return (int) (tile.x() - around.x());
	}

	/** Rows of the halo above the tile. */
	public int top() {
		return (int) (tile.y() - around.y());
	}

	/**
	 * Reads the tile and its halo; what the slide does not cover is the picture's background.
	 *
	 * @param plane
	 *            one of {@link #planes()}
	 * @return as large as {@link #around()}; not to be changed
	 * @throws IOException
	 *             if a tile of the slide is damaged or the slide has been closed
	 */
	public PixelBlock pixels(final Plane plane) throws IOException {
		return picture.read(plane, around).over(picture.background());
	}

	/** For sentences: where on the slide it is. */
	@Override
	public String toString() {
		return "the tile of " + picture.region0(tile);
	}
}
