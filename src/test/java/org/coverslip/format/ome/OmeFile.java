package org.coverslip.format.ome;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.pixel.BlockShape;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.TestPattern;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.IfdBuilder;

/**
 * Builds OME-TIFFs for tests. The plane (c, z, t) shows the test pattern from column {@link PatternScene#shift}, so
 * that each is told from the others.
 */
final class OmeFile implements AutoCloseable {

	private final TiffFixture fixture;
	private final String text;
	private int width = 40;
	private int height = 30;
	private boolean tiled = true;
	private boolean first = true;

	OmeFile(final Path path, final ByteOrder order, final String text) throws IOException {
		fixture = new TiffFixture(path, order, false);
		fixture.samples(1, PixelType.UINT8, PHOTOMETRIC_MIN_IS_BLACK).tile(16, 16);
		this.text = text;
	}

	/** Writes a file of these planes. */
	static void write(final Path path, final String text, final List<Plane> planes) throws IOException {
		try (OmeFile file = new OmeFile(path, ByteOrder.LITTLE_ENDIAN, text)) {
			for (final Plane plane : planes)
				file.plane(plane);
		}
	}

	/** To set what next planes are like. */
	TiffFixture tiff() {
		return fixture;
	}

	OmeFile size(final int w, final int h) {
		width = w;
		height = h;
		return this;
	}

	/** Whether next planes are tiled, else in strips of 7 rows. */
	OmeFile tiled(final boolean value) {
		tiled = value;
		return this;
	}

	/** The directory of a plane, not yet in the file. */
	IfdBuilder ifd(final Plane plane, final int step) throws IOException {
		fixture.at(PatternScene.shift(plane), 0);
		final int w = (width + step - 1) / step;
		final int h = (height + step - 1) / step;
		return tiled ? fixture.tiled(w, h, step) : fixture.strips(w, h, 7);
	}

	/** Adds a directory to the main chain; the first gets the text. */
	OmeFile add(final IfdBuilder ifd) {
		if (first && text != null) ifd.ascii(IMAGE_DESCRIPTION, text);
		first = false;
		fixture.add(ifd);
		return this;
	}

	OmeFile plane(final Plane plane) throws IOException {
		return add(ifd(plane, 1));
	}

	/** Adds a plane with SubIFDs of half and a quarter of its size. */
	OmeFile pyramid(final Plane plane) throws IOException {
		final IfdBuilder finest = ifd(plane, 1);
		for (final int step : new int[] { 2, 4 })
			finest.subIfd(ifd(plane, step).longs(NEW_SUBFILE_TYPE, 1));
		return add(finest);
	}

	@Override
	public void close() throws IOException {
		fixture.close();
	}

	/** Asserts that a level of a scene shows, as its plane {@code shown}, what was written as plane {@code written}. */
	static void assertPlane(final String what, final Scene scene, final int level, final Plane shown,
		final Plane written)
		throws IOException
	{
		final PixelBlock found = new RegionReader(TileCache.ofBytes(0))
			.read(scene, level, shown, scene.level(level).region()).block();
		final long step = Math.round(scene.level(level).downsample());
		final BlockShape pixel = new BlockShape(1, 1, found.samples(), found.type());
		for (int y = 0; y < found.height(); y++)
			for (int x = 0; x < found.width(); x++) {
				final PixelBlock expected = TestPattern.block(PatternScene.shift(written) + x * step, y * step, pixel);
				for (int s = 0; s < found.samples(); s++)
					if (expected.value(s) != found.value(x, y, s))
						assertEquals(what + " " + shown + " at " + x + ", " + y, expected.value(s),
							found.value(x, y, s), 0);
			}
	}

	/** Asserts that all planes of a scene's finest level are what was written as such. */
	static void assertPlanes(final String what, final Scene scene) throws IOException {
		for (int t = 0; t < scene.sizeT(); t++)
			for (int z = 0; z < scene.sizeZ(); z++)
				for (int c = 0; c < scene.channels().size(); c++)
					assertPlane(what, scene, 0, new Plane(c, z, t), new Plane(c, z, t));
	}
}
