package org.coverslip.img;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.coverslip.slide.Channel;
import org.coverslip.slide.PixelSize;

/**
 * What an image does not say of itself when it becomes a scene. Immutable; each method gives a changed copy.
 *
 * @param name
 *            the scene's name, and the one that messages call it by
 * @param pixelSize
 *            micrometres per pixel, if known
 * @param pixelSizeZ
 *            micrometres between focal planes, if known
 * @param objectivePower
 *            nominal magnification, if known
 * @param channels
 *            names and colours; empty for channels without either
 * @param rgb
 *            whether three channels are the red, green and blue of colours, to be written as such
 * @param tileSize
 *            width and height of the tiles in which the image is read, &gt; 0
 */
public record ImageSceneOptions(String name, Optional<PixelSize> pixelSize, OptionalDouble pixelSizeZ,
	OptionalDouble objectivePower,
	List<Channel> channels, boolean rgb, int tileSize)
{

	private static final int TILE_SIZE = 512;

	public ImageSceneOptions {
		channels = List.copyOf(channels);
		if (tileSize <= 0) throw new IllegalArgumentException("tiles of " + tileSize + " pixels");
	}

	/** No calibration, no names, measured channels, tiles of 512 pixels. */
	public static ImageSceneOptions named(final String name) {
		return new ImageSceneOptions(name, Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), List.of(),
			false, TILE_SIZE);
	}

	public ImageSceneOptions withPixelSize(final Optional<PixelSize> value) {
		return new ImageSceneOptions(name, value, pixelSizeZ, objectivePower, channels, rgb, tileSize);
	}

	public ImageSceneOptions withPixelSizeZ(final OptionalDouble value) {
		return new ImageSceneOptions(name, pixelSize, value, objectivePower, channels, rgb, tileSize);
	}

	public ImageSceneOptions withObjectivePower(final OptionalDouble value) {
		return new ImageSceneOptions(name, pixelSize, pixelSizeZ, value, channels, rgb, tileSize);
	}

	public ImageSceneOptions withChannels(final List<Channel> value) {
		return new ImageSceneOptions(name, pixelSize, pixelSizeZ, objectivePower, value, rgb, tileSize);
	}

	public ImageSceneOptions withRgb(final boolean value) {
		return new ImageSceneOptions(name, pixelSize, pixelSizeZ, objectivePower, channels, value, tileSize);
	}

	public ImageSceneOptions withTileSize(final int value) {
		return new ImageSceneOptions(name, pixelSize, pixelSizeZ, objectivePower, channels, rgb, value);
	}
}
