package org.coverslip.api;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.OptionalDouble;

import org.coverslip.geom.Region;
import org.coverslip.option.OptionValues;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Plane;
import org.coverslip.slide.Picture;

/**
 * A region of a scene at a scale, which tells its size and its place and reads its pixels, all or some of them. Nothing
 * is read before it is asked for. Coordinates count the view's own pixels, from (0, 0).
 */
public final class View {

	private final SceneReader scene;
	private final OptionValues options;
	private final Picture measured;

	View(final SceneReader scene, final OptionValues options) {
		this.scene = scene;
		this.options = options;
		measured = ViewOptions.measured(scene, options);
	}

	/** Columns. */
	public long width() {
		return measured.width();
	}

	/** Rows. */
	public long height() {
		return measured.height();
	}

	/** Level-0 pixels per pixel. */
	public double downsample() {
		return measured.downsample();
	}

	/** Left edge, in level-0 pixels of the scene. */
	public double x0() {
		return measured.place().x0();
	}

	/** Upper edge, likewise. */
	public double y0() {
		return measured.place().y0();
	}

	/** Width of a pixel in micrometres, if the slide states its pixel size. */
	public OptionalDouble pixelWidth() {
		return SceneReader.number(measured.pixelSize().map(PixelSize::xUm));
	}

	/** Height of a pixel, likewise. */
	public OptionalDouble pixelHeight() {
		return SceneReader.number(measured.pixelSize().map(PixelSize::yUm));
	}

	/** All pixels, for display; see {@link #argb(long, long, int, int)}. */
	public int[] argb() throws IOException {
		return shown().readArgb(Plane.FIRST, measured.bounds());
	}

	/**
	 * Pixels for display: RGB as it is, measured channels blended in their display colours and ranges.
	 *
	 * @param x
	 *            left column
	 * @param y
	 *            top row
	 * @param w
	 *            columns
	 * @param h
	 *            rows; the part must lie within the view
	 * @return 0xAARRGGBB, row by row; 0 where nothing was scanned
	 */
	public int[] argb(final long x, final long y, final int w, final int h) throws IOException {
		return shown().readArgb(Plane.FIRST, new Region(x, y, w, h));
	}

	/** All pixels as they were measured; see {@link #samples(long, long, int, int)}. */
	public Samples samples() throws IOException {
		return new Samples(measured.read(measured.bounds()));
	}

	/**
	 * Pixels as they were measured, with all their bits: RGB, or one channel, by default the first; the option
	 * {@code channel=} chooses another.
	 *
	 * @param x
	 *            this and all others as in {@link #argb(long, long, int, int)}
	 */
	public Samples samples(final long x, final long y, final int w, final int h) throws IOException {
		return new Samples(measured.read(new Region(x, y, w, h)));
	}

	/** The whole view as an opaque image, with the background where nothing was scanned. */
	public BufferedImage image() throws IOException {
		return Images.of(shown().read(measured.bounds()), shown().background());
	}

	/**
	 * What {@link #samples()} reads, in Coverslip's engine, for what this package does not offer. Its types are not
	 * stable: they may change with any version.
	 */
	public Picture engine() {
		return measured;
	}

	private Picture shown() throws IOException {
		return ViewOptions.shown(scene, options);
	}

	@Override
	public String toString() {
		return measured.toString();
	}
}
