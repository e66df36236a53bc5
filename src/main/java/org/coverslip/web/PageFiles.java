package org.coverslip.web;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;

import org.coverslip.export.deepzoom.ViewerLibrary;

/**
 * The pages, their scripts and style, which are the same for all slides. No other file of the class path is served.
 */
final class PageFiles {

	private static final String SCRIPT = "text/javascript; charset=utf-8";
	private static final String STYLE = "text/css; charset=utf-8";
	private static final String PAGE = "text/html; charset=utf-8";
	private static final String PICTURE = "image/svg+xml";
	private static final String VIEWER = "openseadragon.min.js";
	private static final String LICENCE = "openseadragon-LICENSE.txt";

	/** All files, each with its type. */
	private static final Map<String, String> TYPES = Map.ofEntries( //
		Map.entry("list.html", PAGE), Map.entry("slide.html", PAGE), //
		Map.entry("coverslip.css", STYLE), Map.entry("list.css", STYLE), Map.entry("slide.css", STYLE), //
		Map.entry("icon.svg", PICTURE), //
		Map.entry("list.js", SCRIPT), Map.entry("slide.js", SCRIPT), Map.entry("server.js", SCRIPT),
		Map.entry("page.js", SCRIPT),
		Map.entry("theme.js", SCRIPT), Map.entry("words.js", SCRIPT), Map.entry("view.js", SCRIPT),
		Map.entry("scalebar.js", SCRIPT),
		Map.entry("channels.js", SCRIPT), Map.entry("colours.js", SCRIPT), Map.entry("range.js", SCRIPT),
		Map.entry("planes.js", SCRIPT), Map.entry("region.js", SCRIPT), Map.entry("pointer.js", SCRIPT),
		Map.entry("turning.js", SCRIPT), Map.entry("measuring.js", SCRIPT), Map.entry("measure.js", SCRIPT),
		Map.entry("outline.js", SCRIPT), Map.entry("geometry.js", SCRIPT), Map.entry("imagej.js", SCRIPT),
		Map.entry("annotations.js", SCRIPT), Map.entry("annotationfile.js", SCRIPT),
		Map.entry("drawing.js", SCRIPT), Map.entry("shape.js", SCRIPT),
		Map.entry("download.js", SCRIPT), Map.entry("about.js", SCRIPT), //
		Map.entry(VIEWER, SCRIPT), Map.entry(LICENCE, "text/plain; charset=utf-8"));

	private PageFiles() {}

	/** Sends a file. */
	static void answer(final Reply reply, final String name) throws IOException {
		final String type = TYPES.get(name);
		if (type == null) throw RequestException.notFound("There is no such file.");
		final byte[] bytes = bytes(name);
		final String tag = "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "-" + bytes.length + "\"";
		reply.cached(tag, 0);
		if (reply.isKnown(tag)) reply.notModified();
		else reply.bytes(type, bytes);
	}

	private static byte[] bytes(final String name) throws IOException {
		if (name.equals(VIEWER)) return ViewerLibrary.script();
		if (name.equals(LICENCE)) return ViewerLibrary.licence();
		try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
			if (in == null) throw new FileNotFoundException(name + " is missing from Coverslip's archive");
			return in.readAllBytes();
		}
	}
}
