package org.coverslip.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;

/**
 * A tile with its halo, with all that work on it gets to know: pixels, and the place on the slide. Immutable.
 *
 * @param subject
 *            of which it is a part
 * @param level
 *            level that was read
 * @param x0
 *            level-0 column of its left edge, that of the halo
 * @param y0
 *            level-0 row of its upper edge, likewise
 * @param downsampleX
 *            level-0 columns per column
 * @param downsampleY
 *            level-0 rows per row
 * @param pixelSize
 *            of level 0, if the slide states it
 * @param objectivePower
 *            of level 0, likewise
 * @param tile
 *            what of it is the tile without the halo, in its own pixels
 * @param channels
 *            how many channels it has, whose names are in {@code names}
 * @param sizeZ
 *            how many focal planes
 * @param sizeT
 *            how many times
 * @param names
 *            of the channels; "" for one without a name
 * @param planes
 *            of one size and kind; channels fastest, then z, then t; of 3 samples for colours
 * @param values
 *            what a macro gets as its argument, in the order of their names
 */
public record TileImage(TileSubject subject, int level, double x0, double y0, double downsampleX, double downsampleY,
	Optional<PixelSize> pixelSize, OptionalDouble objectivePower, Region tile, int channels, int sizeZ, int sizeT,
	List<String> names, List<PixelBlock> planes, Map<String, String> values)
{

	public TileImage {
		if (planes.isEmpty() || planes.size() != channels * sizeZ * sizeT || names.size() != channels)
			throw new IllegalArgumentException(
				planes.size() + " planes for " + channels + " x " + sizeZ + " x " + sizeT);
		names = List.copyOf(names);
		planes = List.copyOf(planes);
		values = new TreeMap<>(values);
	}

	/**
	 * Reads what a task is about.
	 *
	 * @throws IOException
	 *             if the slide cannot be read
	 */
	public static TileImage of(final TileTask task, final TileSubject subject) throws IOException {
		final Picture picture = task.picture();
		final List<Plane> planes = task.planes();
		final List<PixelBlock> blocks = new ArrayList<>();
		for (final Plane plane : planes)
			blocks.add(task.pixels(plane));
		final List<Integer> channels = planes.stream().map(Plane::channel).distinct().toList();
		final double x0 = picture.place().x0() + task.around().x() * picture.place().pitchX();
		final double y0 = picture.place().y0() + task.around().y() * picture.place().pitchY();
		final Map<String, String> values = new TreeMap<>(task.values());
		values.put("x0", TileMeasurements.text(x0));
		values.put("y0", TileMeasurements.text(y0));
		values.put("level", String.valueOf(picture.level()));
		values.put("downsample", TileMeasurements.text(picture.downsample()));
		values.put("left", String.valueOf(task.left()));
		values.put("top", String.valueOf(task.top()));
		values.put("tileWidth", String.valueOf(task.tile().width()));
		values.put("tileHeight", String.valueOf(task.tile().height()));
		if (planes.size() == 1) {
			values.put("channel", String.valueOf(task.plane().channel()));
			values.put("z", String.valueOf(task.plane().z()));
			values.put("t", String.valueOf(task.plane().t()));
		}
		picture.pixelSize().ifPresent(size -> values.put("pixelSize", TileMeasurements.text(size.xUm())));
		return new TileImage(subject, picture.level(), x0, y0, picture.place().pitchX(), picture.place().pitchY(),
			picture.scene().pixelSize(), picture.scene().objectivePower(),
			new Region(task.left(), task.top(), task.tile().width(), task.tile().height()), channels.size(),
			(int) planes.stream().map(Plane::z).distinct().count(),
			(int) planes.stream().map(Plane::t).distinct().count(),
			channels.stream().map(channel -> picture.channels().get(channel).name()).toList(), blocks, values);
	}

	/** Other pixels of the same place and size, as a tile without a halo. */
	public TileImage with(final TilePlanes others) {
		return new TileImage(subject, level, x0, y0, downsampleX, downsampleY, pixelSize, objectivePower,
			Region.ofSize(width(), height()), others.names().size(), others.sizeZ(), others.sizeT(), others.names(),
			others.planes(), values);
	}

	/** Columns, those of the halo among them. */
	public int width() {
		return planes.get(0).width();
	}

	/** Rows, likewise. */
	public int height() {
		return planes.get(0).height();
	}

	/** The values as a macro's argument: words {@code key=value}. */
	public String argument() {
		return values.entrySet().stream().map(value -> value.getKey() + "=" + value.getValue())
			.collect(Collectors.joining(" "));
	}

	/** What an image of it is called. */
	public String title() {
		return subject.name() + ", " + (long) x0 + "," + (long) y0;
	}
}
