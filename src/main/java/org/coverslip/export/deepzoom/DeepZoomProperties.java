package org.coverslip.export.deepzoom;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

import org.coverslip.export.WrittenDate;
import org.coverslip.export.MarkupText;

/**
 * What is known about a slide, written beside its tiles: XML like that of libvips ({@code vips-properties.xml}) or of
 * SZI files ({@code scan-properties.xml}).
 */
final class DeepZoomProperties {

	private static final String VIPS = "http://www.vips.ecs.soton.ac.uk//dzsave";
	private static final String SZI = "http://www.pathozoom.com/szi";

	private final DeepZoomLayout layout;
	private final int samples;
	private final SortedMap<String, String> properties;

	/**
	 * @param samples
	 *            of a pixel
	 * @param properties
	 *            of the slide
	 */
	DeepZoomProperties(final DeepZoomLayout layout, final int samples, final SortedMap<String, String> properties) {
		this.layout = layout;
		this.samples = samples;
		this.properties = properties;
	}

	/**
	 * @param szi
	 *            whether for an SZI file
	 */
	String xml(final boolean szi) {
		final Map<String, Long> sizes = new LinkedHashMap<>();
		sizes.put(szi ? "ImageWidth" : "width", layout.width());
		sizes.put(szi ? "ImageHeight" : "height", layout.height());
		if (!szi) sizes.put("bands", (long) samples);
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		xml.append("<image xmlns=\"").append(szi ? SZI : VIPS).append("\" date=\"")
			.append(WrittenDate.now().truncatedTo(ChronoUnit.SECONDS)).append("\" version=\"1.0\">\n  <properties>\n");
		sizes.forEach((name, value) -> append(xml, name, "gint", value.toString()));
		properties.forEach((name, value) -> append(xml, name, "VipsRefString", value));
		return xml.append("  </properties>\n</image>\n").toString();
	}

	private static void append(final StringBuilder xml, final String name, final String type, final String value) {
		xml.append("    <property>\n      <name>").append(MarkupText.of(name)).append("</name>\n      <value type=\"")
			.append(type)
			.append("\">").append(MarkupText.of(value)).append("</value>\n    </property>\n");
	}
}
