package org.coverslip.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.coverslip.export.SlideReport;
import org.coverslip.export.deepzoom.DeepZoomLayout;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Channel;
import org.coverslip.slide.ChannelDisplay;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.Scene;

/** What the pages are told of slides, as objects for JSON. */
final class SlideDescription {

	private SlideDescription() {}

	/** A slide that need not be open: {@code id, name, folder, bytes}. */
	static Map<String, Object> listed(final SharedSlide slide) {
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", slide.id());
		json.put("name", slide.name());
		json.put("folder", slide.folder());
		json.put("bytes", slide.bytes());
		return json;
	}

	/** An open slide: as listed, and all that {@link SlideReport} tells of it, but for where it lies. */
	static Map<String, Object> of(final SharedSlide shared, final ShownSlide slide) {
		final Map<String, Object> json = listed(shared);
		final Map<String, Object> report = new LinkedHashMap<>(SlideReport.of(slide.slide()).toMap());
		report.remove("path");
		json.putAll(report);
		return json;
	}

	/**
	 * How a scene is shown: {@code width, height, tileSize, overlap, maxLevel}; {@code pixelSizeX, pixelSizeY} in
	 * micrometres and {@code objectivePower}, or null; {@code background}; {@code colour}, whether its colours are the
	 * slide's own, {@code colours} with the least and greatest value that these can have, or null; else
	 * {@code channels} with name, whether on at first, colour, range at first, and the limits of the samples' type,
	 * null where it has none; {@code sizeZ, defaultZ, sizeT}; {@code pngPixels} and {@code jpeg}, what a region may be
	 * written as; {@code windows}, whether it can be opened in the program that the server runs in.
	 */
	static Map<String, Object> of(final ShownScene shown, final ServerLimits limits, final boolean windows)
		throws IOException
	{
		final Scene scene = shown.scene();
		final DeepZoomLayout layout = shown.layout();
		final Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", scene.name());
		json.put("width", scene.width());
		json.put("height", scene.height());
		json.put("tileSize", layout.tileSize());
		json.put("overlap", layout.overlap());
		json.put("maxLevel", layout.levelCount() - 1);
		json.put("pixelSizeX", scene.pixelSize().map(PixelSize::xUm).orElse(null));
		json.put("pixelSizeY", scene.pixelSize().map(PixelSize::yUm).orElse(null));
		json.put("objectivePower", scene.objectivePower().isPresent() ? scene.objectivePower().getAsDouble() : null);
		json.put("background", shown.isColour() ? colour(scene.background()) : colour(0));
		json.put("colour", shown.isColour());
		json.put("colours", shown.isColour()
			? Map.of("least", 0, "greatest", ColourRange.greatest(scene.pixelType())) : null);
		json.put("channels", shown.isColour() ? List.of() : channels(shown));
		json.put("sizeZ", scene.sizeZ());
		json.put("defaultZ", scene.defaultPlane().z());
		json.put("sizeT", scene.sizeT());
		json.put("pngPixels", limits.pngPixels());
		json.put("jpeg", scene.pixelType() == PixelType.UINT8);
		json.put("windows", windows);
		return json;
	}

	/** Between which values a scene's own colours lie: {@code min, max}. */
	static Map<String, Object> colourRange(final ShownScene shown) throws IOException {
		if (!shown.isColour()) throw Query.bad("this scene has channels, each with a range of its own");
		final ColourRange range = shown.colourRange();
		return Map.of("min", range.min(), "max", range.max());
	}

	private static List<Object> channels(final ShownScene shown) throws IOException {
		final List<Object> list = new ArrayList<>();
		final PixelType type = shown.scene().pixelType();
		final boolean limited = !type.isFloating() && type.bits() <= 16;
		final double values = Math.pow(2, type.bits());
		for (final ChannelDisplay display : shown.displays()) {
			final Channel channel = shown.scene().channels().get(list.size());
			final Map<String, Object> json = new LinkedHashMap<>();
			json.put("name", channel.name().isBlank() ? "Channel " + (list.size() + 1) : channel.name());
			json.put("on", list.size() < shown.channelsAtFirst());
			json.put("color", colour(display.rgbColor()));
			json.put("min", display.min());
			json.put("max", display.max());
			json.put("least", limited ? type.isSigned() ? -values / 2 : 0 : null);
			json.put("greatest", limited ? (type.isSigned() ? values / 2 : values) - 1 : null);
			list.add(json);
		}
		return list;
	}

	private static String colour(final int rgb) {
		return String.format("#%06x", rgb);
	}
}
