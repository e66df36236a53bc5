package org.coverslip.format.generic;

import static org.coverslip.tiff.TiffTag.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.coverslip.format.OpenSlideProperties;
import org.coverslip.format.tiff.PlaneAxes;
import org.coverslip.format.tiff.TiffPalette;
import org.coverslip.slide.Channel;
import org.coverslip.slide.LengthUnit;
import org.coverslip.slide.PixelSize;
import org.coverslip.tiff.Ifd;

/**
 * The ImageDescription of ImageJ, also written by other programs whose files ImageJ should read: lines of "name=value",
 * the first of them with ImageJ's version. Images are a stack in the order channel, slice, frame. XResolution and
 * YResolution are pixels in a unit that the text names.
 * <p>
 * Source: what {@code ij.io.FileSaver} of ImageJ 1.54p writes and {@code ij.io.Opener} understands, measured;
 * tifffile's documentation of its option imagej.
 */
final class ImageJText {

	private static final String PREFIX = "ImageJ=";
	/** No file has a stack of more images. */
	private static final int MOST_IMAGES = 1 << 24;
	private static final int LONGEST = 1 << 20;

	private final Map<String, String> values = new HashMap<>();
	private final Ifd first;

	private ImageJText(final String text, final Ifd first) {
		this.first = first;
		for (final String line : text.split("\\R")) {
			final int equals = line.indexOf('=');
			if (equals > 0) values.putIfAbsent(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
		}
	}

	/** What the first directory says, if it is in ImageJ's words. */
	static Optional<StackText> of(final Ifd first) throws IOException {
		final String text = first.count(IMAGE_DESCRIPTION) > LONGEST ? null : first.text(IMAGE_DESCRIPTION);
		if (text == null || !text.startsWith(PREFIX)) return Optional.empty();
		return Optional.of(new ImageJText(text, first).stack());
	}

	private StackText stack() throws IOException {
		final PlaneAxes axes = axes();
		final ImageJMetadata metadata = ImageJMetadata.of(first);
		final boolean isStack = axes.count() > 1 || metadata.colors().size() > 1;
		final OptionalInt color = TiffPalette.rampColor(first);
		final String unit = values.getOrDefault("unit", "");
		final double um = LengthUnit.micrometres(unit).orElse(Double.NaN);
		return new StackText("ImageJ", Optional.of(axes), channels(axes, metadata, color), isStack || color.isPresent(),
			!unit.isEmpty(),
			pixelSize(um), pixelSizeZ(um));
	}

	private PlaneAxes axes() {
		final int images = whole("images");
		final int c = whole("channels");
		final int z = whole("slices");
		final int t = whole("frames");
		// as in ImageJ: where the sizes do not agree, a stack consists of slices
		return (long) c * z * t == images ? PlaneAxes.czt(c, z, t) : PlaneAxes.of('Z', images);
	}

	private int whole(final String name) {
		final String value = values.getOrDefault(name, "").replaceFirst("\\.0*$", "");
		final int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 1;
		return Math.max(1, Math.min(number, MOST_IMAGES));
	}

	private Optional<PixelSize> pixelSize(final double um) throws IOException {
		final double x = um / first.doubleValue(X_RESOLUTION);
		final double y = unit("yunit", um) / first.doubleValue(Y_RESOLUTION);
		return PixelSize.isValid(x) && PixelSize.isValid(y) ? Optional.of(new PixelSize(x, y)) : Optional.empty();
	}

	private OptionalDouble pixelSizeZ(final double um) {
		final double spacing = Math.abs(OpenSlideProperties.parseDouble(values.get("spacing")).orElse(Double.NaN));
		final double step = spacing * unit("zunit", um);
		return PixelSize.isValid(step) ? OptionalDouble.of(step) : OptionalDouble.empty();
	}

	private double unit(final String name, final double otherwise) {
		return values.containsKey(name) ? LengthUnit.micrometres(values.get(name)).orElse(Double.NaN) : otherwise;
	}

	private List<Channel> channels(final PlaneAxes axes, final ImageJMetadata metadata,
		final OptionalInt paletteColor) {
		final int sizeC = (int) Math.min(1 << 16, axes.size('C'));
		final List<String> names = metadata.channelNames(sizeC);
		final List<OptionalInt> colors = metadata.colors();
		final List<Channel> channels = new ArrayList<>();
		for (int c = 0; c < sizeC; c++) {
			final OptionalInt color = c < colors.size() ? colors.get(c) : sizeC == 1 ? paletteColor
				: OptionalInt.empty();
			final String name = c < names.size() ? names.get(c) : "";
			channels.add(new Channel(name.isEmpty() && sizeC > 1 ? "Channel " + (c + 1) : name, color));
		}
		// what is neither named nor coloured is described by the pages' samples
		return channels.stream().allMatch(channel -> channel.rgbColor().isEmpty()) && names.stream()
			.allMatch(String::isEmpty) ? List.of()
			: channels;
	}
}
