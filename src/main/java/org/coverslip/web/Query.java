package org.coverslip.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.coverslip.geom.Region;
import org.coverslip.slide.Scene;

/** The parameters of a request, {@code ?name=value&...}; what is wrong with them is a {@link RequestException}. */
final class Query {

	private final Map<String, String> values = new HashMap<>();
	private final Set<String> asked = new LinkedHashSet<>();

	private Query() {}

	/**
	 * @param raw
	 *            as it stands in the address, or null
	 */
	static Query of(final String raw) {
		final Query query = new Query();
		if (raw == null || raw.isEmpty()) return query;
		for (final String part : raw.split("&")) {
			final int equals = part.indexOf('=');
			if (equals < 0) throw bad("the parameter \"" + part + "\" has no value");
			final String name = decoded(part.substring(0, equals), part);
			if (query.values.put(name, decoded(part.substring(equals + 1), part)) != null)
				throw bad("the parameter \"" + name + "\" is given twice");
		}
		return query;
	}

	private static String decoded(final String text, final String part) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (final IllegalArgumentException e) {
			throw bad("the parameter \"" + part + "\" cannot be read");
		}
	}

	/** Refuses parameters that were never asked for; to be called when all known ones have been. */
	void noMore() {
		values.keySet().stream().filter(name -> !asked.contains(name)).sorted().findFirst().ifPresent(name -> {
			throw bad("there is no parameter \"" + name + "\" here" + (asked.isEmpty() ? "" : ", only "
				+ String.join(", ", asked)));
		});
	}

	static RequestException bad(final String sentence) {
		return new RequestException(RequestException.BAD_REQUEST, sentence);
	}

	Optional<String> text(final String name) {
		asked.add(name);
		return Optional.ofNullable(values.get(name));
	}

	/** A whole number within limits. */
	int integer(final String name, final int missing, final int min, final int max) {
		return (int) integer(name, (long) missing, min, max);
	}

	/** A whole number within limits. */
	long integer(final String name, final long missing, final long min, final long max) {
		final String text = text(name).orElse(null);
		if (text == null) return missing;
		final long value = whole(name, text);
		if (value < min || value > max) throw bad(name + " is " + min + " to " + max + ", not " + value);
		return value;
	}

	/** A whole number that must be there. */
	long integer(final String name) {
		return whole(name, text(name).orElseThrow(() -> bad(name + " is missing")));
	}

	/**
	 * The part of a scene that {@code x, y, width, height} are, in pixels of level 0: all must be there, and meet the
	 * scene.
	 */
	Region regionOf(final Scene scene) {
		final Region whole = scene.level(0).region();
		final Region region;
		try {
			region = new Region(integer("x"), integer("y"), integer("width"), integer("height"));
		}
		catch (final ArithmeticException | IllegalArgumentException e) {
			throw bad("a region has a width and height of 1 pixel or more");
		}
		final Region inside = region.intersect(whole);
		if (inside.isEmpty())
			throw bad("the region " + region + " lies outside the slide of " + whole.width() + " x " + whole.height()
				+ " pixels");
		return inside;
	}

	static long whole(final String name, final String text) {
		try {
			return Long.parseLong(text);
		}
		catch (final NumberFormatException e) {
			throw bad(name + " is a whole number, not \"" + text + "\"");
		}
	}

	/** A finite number. */
	static double number(final String name, final String text) {
		try {
			final double value = Double.parseDouble(text);
			if (Double.isFinite(value)) return value;
		}
		catch (final NumberFormatException e) {
			throw bad(name + " is a number, not \"" + text + "\"");
		}
		throw bad(name + " is a number, not \"" + text + "\"");
	}
}
