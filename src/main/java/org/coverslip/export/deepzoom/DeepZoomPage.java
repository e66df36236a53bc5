package org.coverslip.export.deepzoom;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.coverslip.export.JsonText;
import org.coverslip.export.MarkupText;
import org.coverslip.export.image.PngEncoder;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.AssociatedImage;
import org.coverslip.slide.PixelSize;
import org.coverslip.slide.RegionPixels;
import org.coverslip.slide.Scene;

/**
 * The page that shows a Deep Zoom pyramid. It opens from disk: everything it needs is in it or beside the tiles, as
 * pictures and one script, which browsers load without a server.
 */
final class DeepZoomPage {

	private static final int WHITE = 0xffffff;

	private final Scene scene;
	private final DeepZoomLayout layout;
	private final DeepZoomOptions options;
	private final String name;

	/**
	 * @param name
	 *            of the pyramid
	 */
	DeepZoomPage(final Scene scene, final DeepZoomLayout layout, final DeepZoomOptions options, final String name) {
		this.scene = scene;
		this.layout = layout;
		this.options = options;
		this.name = name;
	}

	/** Writes the page, the viewer's script with its licence, and associated images. */
	void write(final DeepZoomFiles files, final List<AssociatedImage> associated) throws IOException {
		final String folder = name + "_files/viewer/";
		files.put(folder + "openseadragon.min.js", ViewerLibrary.script());
		files.put(folder + "openseadragon-LICENSE.txt", ViewerLibrary.licence());
		final List<Object> images = new ArrayList<>();
		for (final AssociatedImage image : associated) {
			if (image.shape().type() != PixelType.UINT8 && image.shape().type() != PixelType.UINT16) continue;
			final String file = folder + images.size() + "-" + image.name().replaceAll("[^A-Za-z0-9-]", "_") + ".png";
			files.put(file, PngEncoder.encode(new RegionPixels(RegionPixels.of(image.read()).over(WHITE), null)));
			images.add(Map.of("name", image.name(), "src", address(file)));
		}
		files.put(name + ".html", html(images).getBytes(StandardCharsets.UTF_8));
	}

	private String html(final List<Object> images) throws IOException {
		final Map<String, Object> data = new LinkedHashMap<>();
		data.put("width", layout.width());
		data.put("height", layout.height());
		data.put("tileSize", layout.tileSize());
		data.put("overlap", layout.overlap());
		data.put("format", options.format().ending());
		data.put("tiles", address(name + "_files/"));
		data.put("pixelSizeUm", scene.pixelSize().map(PixelSize::xUm).orElse(null));
		data.put("images", images);
		final String title = options.title().isEmpty() ? name : options.title();
		// "<" must not end the script that contains the data
		final String json = JsonText.of(data).replace("<", "\\u003c");
		final Map<String, String> parts =
			Map.of("title", MarkupText.of(title), "summary", MarkupText.of(summary()), "background",
			String.format("#%06x", scene.background()), "script",
			MarkupText.of(address(name + "_files/viewer/openseadragon.min.js")),
			"data", json);
		final StringBuilder html = new StringBuilder();
		final String template = new String(ViewerLibrary.resource("page.html"), StandardCharsets.UTF_8);
		int at = 0;
		for (int begin = template.indexOf("{{"); begin >= 0; begin = template.indexOf("{{", at)) {
			final int end = template.indexOf("}}", begin);
			html.append(template, at, begin).append(parts.get(template.substring(begin + 2, end)));
			at = end + 2;
		}
		return html.append(template, at, template.length()).toString();
	}

	private String summary() {
		final StringBuilder text = new StringBuilder();
		text.append(layout.width()).append(" \u00d7 ").append(layout.height()).append(" pixels");
		scene.pixelSize()
			.ifPresent(size -> text.append(String.format(Locale.ROOT, ", %.4g \u00b5m per pixel", size.xUm())));
		scene.objectivePower().ifPresent(
			power -> text.append(", ")
			.append(power == (long) power ? Long.toString((long) power) : Double.toString(power)).append('\u00d7'));
		return text.toString();
	}

	/** A path as a relative address. */
	private static String address(final String path) {
		try {
			return new URI(null, null, "./" + path, null).toASCIIString();
		}
		catch (final URISyntaxException e) {
			throw new IllegalArgumentException("the name " + path + " cannot be an address in a page", e);
		}
	}
}
