package org.coverslip.imagej;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.geom.ScaledRegion;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;

/**
 * One number a pixel of a scene's plane, as an image that was read from it has them: to compare the two. Not
 * thread-safe.
 */
final class SlideGreys {

	private static final long HELD_PIXELS = 2 << 20;

	/** Of a pixel: places that were computed in different ways. */
	private static final double NEXT_TO_NOTHING = 1e-3;

	private final Scene scene;
	private final RegionReader reader;
	private final Plane plane;
	private final int sample;
	private ScaledRegion held;
	private float[] heldGreys;

	/**
	 * @param sample
	 *            its number, or -1 for the sum of all
	 */
	SlideGreys(final Scene scene, final RegionReader reader, final Plane plane, final int sample) {
		this.scene = scene;
		this.reader = reader;
		this.plane = plane;
		this.sample = sample;
	}

	/** Reads all of a place at once, if it is not too large, so that parts of it need no reading any more. */
	void hold(final ScaledRegion place) throws IOException {
		if (place.width() > HELD_PIXELS / place.height()) return;
		final float[] greys = read(place);
		held = place;
		heldGreys = greys;
	}

	/** What lies at a place, which may reach over the scene's edges, row by row. */
	float[] read(final ScaledRegion place) throws IOException {
		final float[] part = heldPart(place);
		return part == null ? readAnew(place) : part;
	}

	/** A place out of what is held; null if it is not there. */
	private float[] heldPart(final ScaledRegion place) {
		if (held == null || held.pitchX() != place.pitchX() || held.pitchY() != place.pitchY()) return null;
		final double x = (place.x0() - held.x0()) / held.pitchX();
		final double y = (place.y0() - held.y0()) / held.pitchY();
		final int column = (int) (x + 0.5);
		final int row = (int) (y + 0.5);
		if (x < 0 || y < 0 || Math.abs(x - column) > NEXT_TO_NOTHING || Math.abs(y - row) > NEXT_TO_NOTHING
			|| column + place.width() > held.width() || row + place.height() > held.height()) return null;
		final int width = (int) place.width();
		final float[] part = new float[width * (int) place.height()];
		for (int i = 0; i < place.height(); i++)
			System.arraycopy(heldGreys, (row + i) * (int) held.width() + column, part, i * width, width);
		return part;
	}

	private float[] readAnew(final ScaledRegion place) throws IOException {
		final PixelBlock block = pixels(place).over(scene.background());
		final int samples = block.samples();
		final int shift = ImageKind.shift(block.type());
		final float[] greys = new float[block.width() * block.height()];
		for (int i = 0; i < greys.length; i++)
			if (sample >= 0) greys[i] = (float) block.value(i * samples + sample) + shift;
			else for (int s = 0; s < samples; s++)
				greys[i] += (float) block.value(i * samples + s) + shift;
		return greys;
	}

	private RegionPixels pixels(final ScaledRegion place) throws IOException {
		final double pitch = place.pitchX();
		final int level = scene.coarsestLevelAsFineAs(place.finestPitch());
		if (scene.level(level).downsample() == pitch && place.pitchY() == pitch) {
			final Region stored = new ScaledRegion(place.x0() / pitch, place.y0() / pitch, 1, 1, place.width(),
				place.height()).nearestLevel0();
			return reader.read(scene, level, plane, stored);
		}
		final Picture picture = Picture.of(scene, reader).plane(plane).place(place).build();
		return picture.read();
	}
}
