package org.coverslip.slide;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.pixel.PixelBlock;

/**
 * A block of a picture that is to be computed, and what it is computed from: the pixels around it.
 *
 * @param source
 *            the picture that it is computed from
 * @param plane
 *            the plane to compute; its channel is one of the new picture, its focal plane and time are those of the
 *            source, too
 * @param block
 *            what to compute, in pixels of both pictures
 * @param around
 *            the block with its margins, as far as the picture goes
 */
public record Surroundings(Picture source, Plane plane, Region block, Region around) {

	/**
	 * The source's pixels, margins included, of the channel with the number that the one to compute has; of the first
	 * one if the source has fewer. Background where nothing is covered. Not to be changed.
	 */
	public PixelBlock pixels() throws IOException {
		return pixels(plane.channel() < source.channels().size() ? plane.channel() : 0);
	}

	/** Likewise of any channel of the source. */
	public PixelBlock pixels(final int channel) throws IOException {
		return source.read(new Plane(channel, plane.z(), plane.t()), around).over(source.background());
	}

	/** Column of the pixels at which the block begins: the width of the left margin. */
	public int left() {
		return (int) (block.x() - around.x());
	}

	/** Row of the pixels at which the block begins: the height of the upper margin. */
	public int top() {
		return (int) (block.y() - around.y());
	}
}
