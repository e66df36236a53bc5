package org.coverslip.format.hamamatsu;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.tiff.TiffProperties;
import org.coverslip.slide.Level;
import org.coverslip.tiff.Ifd;
import org.coverslip.tiff.TiffFile;

/**
 * The properties of an NDPI, under OpenSlide's names as 3.4.1 gives them.
 */
final class NdpiProperties {

	private NdpiProperties() {}

	static OpenSlideProperties of(final TiffFile tiff, final NdpiPyramid pyramid) throws IOException {
		final OpenSlideProperties properties = new OpenSlideProperties();
		final Ifd first = tiff.ifds().get(0);
		properties.put(OpenSlideProperties.VENDOR, "hamamatsu");
		addLevels(properties, pyramid.levels());
		TiffProperties.add(properties, tiff, first, pyramid.smallest().ifd());
		if (first.longValue(RESOLUTION_UNIT, RESOLUTION_INCH) == RESOLUTION_CENTIMETER) {
			addPixelSize(properties, OpenSlideProperties.MPP_X, first, X_RESOLUTION);
			addPixelSize(properties, OpenSlideProperties.MPP_Y, first, Y_RESOLUTION);
		}
		if (first.has(NdpiDirectory.SOURCE_LENS)) {
			properties.put("hamamatsu.SourceLens", first.doubleValue(NdpiDirectory.SOURCE_LENS));
			properties.put(OpenSlideProperties.OBJECTIVE_POWER, first.doubleValue(NdpiDirectory.SOURCE_LENS));
		}
		addNumber(properties, "hamamatsu.XOffsetFromSlideCentre", first, NdpiDirectory.X_OFFSET);
		addNumber(properties, "hamamatsu.YOffsetFromSlideCentre", first, NdpiDirectory.Y_OFFSET);
		properties.put("hamamatsu.Reference", first.text(NdpiDirectory.REFERENCE));
		addMap(properties, first.text(NdpiDirectory.PROPERTY_MAP));
		if (pyramid.focalOffsets().size() > 1) for (int z = 0; z < pyramid.focalOffsets().size(); z++)
			properties.put("hamamatsu.z[" + z + "].FocalOffset", pyramid.focalOffsets().get(z).toString());
		return properties;
	}

	/** Sizes, downsamples and tile sizes of all levels. */
	static void addLevels(final OpenSlideProperties properties, final List<Level> levels) {
		for (int i = 0; i < levels.size(); i++) {
			final Level level = levels.get(i);
			properties.putLevel(i, level.width(), level.height(), level.scale(), level.tileWidth(), level.tileHeight());
		}
	}

	private static void addPixelSize(final OpenSlideProperties properties, final String name, final Ifd ifd,
		final int tag)
		throws IOException
	{
		if (ifd.has(tag)) properties.put(name, 10000 / ifd.doubleValue(tag));
	}

	private static void addNumber(final OpenSlideProperties properties, final String name, final Ifd ifd, final int tag)
		throws IOException
	{
		if (ifd.has(tag)) properties.put(name, Long.toString(ifd.longValue(tag)));
	}

	/** Lines of the form {@code name=value}, neither part of which may be empty. */
	private static void addMap(final OpenSlideProperties properties, final String map) {
		if (map == null) return;
		for (final String line : map.split("\r\n", -1)) {
			final int equals = line.indexOf('=');
			if (equals > 0 && equals < line.length() - 1)
				properties.put("hamamatsu." + line.substring(0, equals), line.substring(equals + 1));
		}
	}

	/** The magnification of the first directory, if it is one. */
	static OptionalDouble objectivePower(final TiffFile tiff) throws IOException {
		final double lens = tiff.ifds().get(0).doubleValue(NdpiDirectory.SOURCE_LENS);
		return lens > 0 && lens < Double.POSITIVE_INFINITY ? OptionalDouble.of(lens) : OptionalDouble.empty();
	}
}
