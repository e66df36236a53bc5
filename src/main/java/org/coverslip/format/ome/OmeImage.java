package org.coverslip.format.ome;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * An Image element with its Pixels, as in the XML; the TIFF may say otherwise.
 *
 * @param name
 *            or ""
 * @param order
 *            DimensionOrder, e.g. "XYCZT"
 * @param type
 *            e.g. "uint16", or "" if not stated
 * @param sizeX
 *            pixels
 * @param sizeY
 *            pixels
 * @param sizeC
 *            channels, where each sample of an RGB channel counts
 * @param sizeZ
 *            focal planes
 * @param sizeT
 *            time points
 * @param pixelSize
 *            if stated as a length
 * @param pixelSizeZ
 *            micrometres between focal planes, valid, if stated as a length
 * @param objectivePower
 *            if stated
 * @param channels
 *            as described; may be fewer or more than the sizes say
 * @param tiffData
 *            at least one
 */
record OmeImage(String name, String order, String type, int sizeX, int sizeY, int sizeC, int sizeZ, int sizeT,
	Optional<PixelSize> pixelSize, OptionalDouble pixelSizeZ, OptionalDouble objectivePower, List<Channel> channels,
	List<OmeTiffData> tiffData)
{

	OmeImage {
		channels = List.copyOf(channels);
		tiffData = tiffData.isEmpty() ? List.of(OmeTiffData.ALL) : List.copyOf(tiffData);
	}
}
