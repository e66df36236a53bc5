package org.coverslip.export.tiff;

import java.io.IOException;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** Makes what else is written into a pyramid's OME-XML. */
@FunctionalInterface
public interface OmeAddition {

	/**
	 * The elements; asked for once, before anything is written.
	 *
	 * @param scene
	 *            whose pixels are written
	 * @param region0
	 *            the part of it, in level-0 pixels: its corner is where the image that is written begins
	 * @throws IOException
	 *             if what they are made of cannot be read
	 */
	OmeElements of(Scene scene, Region region0) throws IOException;
}
