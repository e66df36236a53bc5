package org.coverslip.testing;

import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.coverslip.testing.ExternalProgram.Result;

/** What areas annotations have, as Python's own XML parser and shapely know it; a test is skipped without those. */
public final class ShapelyAreas {

	/** How many areas a class has, and their sum in square pixels. */
	public record Areas(int count, double sum) {}

	/** What a feature of GeoJSON is. */
	public record Feature(String type, double area, double length, boolean isValid) {}

	private ShapelyAreas() {}

	/** All features of a GeoJSON file whose name ends in {@code .geojson}. */
	public static List<Feature> features(final Path file) throws IOException {
		return lines(file).stream().map(line -> line.split("\t")).map(words -> new Feature(words[0],
			Double.parseDouble(words[1]), Double.parseDouble(words[2]), words[3].equals("True"))).toList();
	}

	/** The areas of each class in a file of ImageScope, HALO or ASAP. */
	public static SortedMap<String, Areas> of(final Path file) throws IOException {
		final SortedMap<String, Areas> areas = new TreeMap<>();
		lines(file).stream().map(line -> line.split("\t")).forEach(
			line -> areas.put(line[0], new Areas(Integer.parseInt(line[1]), Double.parseDouble(line[2]))));
		return areas;
	}

	private static List<String> lines(final Path file) throws IOException {
		final Path script = Files.createTempFile("coverslip-shapely", ".py");
		try (InputStream in = ShapelyAreas.class.getResourceAsStream("shapely_areas.py")) {
			Files.write(script, in.readAllBytes());
			assumeTrue("skipped: no Python with shapely (apt install python3-shapely)", run(script, "probe") != null);
			return run(script, file.toAbsolutePath().toString()).text().lines().toList();
		}
		finally {
			Files.delete(script);
		}
	}

	/** Null if there is no such Python. */
	private static Result run(final Path script, final String argument) throws IOException {
		try {
			final Result result = ExternalProgram.run(List.of("/usr/bin/python3", "-I", script.toString(), argument),
				Map.of(), "", Duration.ofSeconds(60));
			if (result.status() == 0) return result;
			if (argument.equals("probe")) return null;
			throw new IllegalStateException(result.errors());
		}
		catch (final IOException absent) {
			return null;
		}
	}
}
