package org.coverslip.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.geom.Region;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Picture;
import org.coverslip.slide.PictureBuilder;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.PlaneRange;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.SceneColors;

/**
 * A scene of a slide: an area that was scanned on its own, stored at one or more resolutions. Most slides have one
 * scene. Columns count from the left, rows from the top, both from 0.
 */
public final class SceneReader {

	private final Scene scene;
	private final RegionReader reader;
	private final SceneColors colors;

	SceneReader(final Scene scene, final RegionReader reader) {
		this.scene = scene;
		this.reader = reader;
		colors = new SceneColors(scene, reader);
	}

	/** The name that the scanner gave the scene, or "". */
	public String name() {
		return scene.name();
	}

	/** Columns of level 0. */
	public long width() {
		return scene.width();
	}

	/** Rows of level 0. */
	public long height() {
		return scene.height();
	}

	/** Width of a level-0 pixel in micrometres, if the slide states it. */
	public OptionalDouble pixelWidth() {
		return number(scene.pixelSize().map(PixelSize::xUm));
	}

	/** Height of a level-0 pixel, likewise. */
	public OptionalDouble pixelHeight() {
		return number(scene.pixelSize().map(PixelSize::yUm));
	}

	/** The nominal magnification, for instance 40, if the slide states it. */
	public OptionalDouble magnification() {
		return scene.objectivePower();
	}

	/** Whether its pixels are colours: red, green and blue. */
	public boolean isRgb() {
		return scene.isRgb();
	}

	/** The channels' names, at least one; "" for a channel without a name. An RGB scene has one channel. */
	public List<String> channels() {
		return scene.channels().stream().map(Channel::name).toList();
	}

	/** The number of focal planes, at least one. */
	public int focalPlanes() {
		return scene.sizeZ();
	}

	/** The number of time points, at least one. */
	public int times() {
		return scene.sizeT();
	}

	/** The stored resolutions, finest first; the first is level 0. */
	public List<LevelInfo> levels() {
		return scene.levels().stream().map(LevelInfo::new).toList();
	}

	/** The colour of a pixel; see {@link #argb(long, long, int, int)}. */
	public int argb(final long x, final long y) throws IOException {
		return argb(x, y, 1, 1)[0];
	}

	/**
	 * Pixels of level 0 for display, from the focal plane in focus: RGB as it is, measured channels blended in their
	 * display colours. 16 bits are reduced to 8; each measured channel's display range is estimated once, from a coarse
	 * level.
	 *
	 * @param x
	 *            left column
	 * @param y
	 *            top row
	 * @param w
	 *            columns
	 * @param h
	 *            rows; the region may reach beyond the scene
	 * @return 0xAARRGGBB (alpha not premultiplied), row by row; 0 where nothing was scanned
	 */
	public int[] argb(final long x, final long y, final int w, final int h) throws IOException {
		final Plane plane = scene.defaultPlane();
		return colors.argb(0, new Region(x, y, w, h), plane.z(), plane.t());
	}

	/**
	 * Pixels of a level, as OpenSlide's {@code read_region} addresses them: position in level-0 pixels, size in pixels
	 * of the level. Otherwise as {@link #argb(long, long, int, int)}.
	 */
	public int[] argb(final int level, final long x0, final long y0, final int w, final int h) throws IOException {
		final Picture picture =
			colours(picture().asOpenSlide(level, x0, y0, w, h), scene.defaultPlane(), -1).build();
		return picture.readArgb(Plane.FIRST, picture.bounds());
	}

	/**
	 * A region at a scale.
	 *
	 * @param options
	 *            {@code region=x,y,width,height} in level-0 pixels; one of {@code level=}, {@code pixelSize=} in
	 *            micrometres, {@code magnification=}, {@code downsample=}, {@code size=} for the longer side, or
	 *            {@code outWidth=} and {@code outHeight=}; {@code channel=}, {@code z=}, {@code t=}. Without any of
	 *            these: all of level 0.
	 * @throws IllegalArgumentException
	 *             with one sentence, if an option is unknown or not possible
	 */
	public View view(final String options) {
		return new View(this, ViewOptions.OF_SCENE.parse(options));
	}

	/**
	 * The scene in Coverslip's engine, for what this package does not offer. Its types are not stable: they may change
	 * with any version.
	 */
	public Scene engine() {
		return scene;
	}

	/** Begins a picture of the scene. */
	PictureBuilder picture() {
		return Picture.of(scene, reader);
	}

	/**
	 * A picture to look at.
	 *
	 * @param channel
	 *            the only one that is shown, or -1 for all
	 */
	PictureBuilder colours(final PictureBuilder picture, final Plane plane, final int channel) throws IOException {
		picture.z(PlaneRange.only(plane.z())).t(PlaneRange.only(plane.t()));
		if (channel >= 0) picture.channel(channel);
		if (isRgb()) return picture.composite();
		return channel < 0 ? picture.composite(colors.displays())
			: picture.composite(List.of(colors.displays().get(channel)));
	}

	static OptionalDouble number(final Optional<Double> value) {
		return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
	}

	@Override
	public String toString() {
		return (name().isEmpty() ? "" : name() + ", ") + width() + " x " + height();
	}
}
