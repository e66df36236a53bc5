package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.coverslip.annotation.Annotation;
import org.coverslip.annotation.AnnotationWriter;
import org.coverslip.annotation.Box;
import org.coverslip.annotation.Classification;
import org.coverslip.annotation.Geometry;
import org.coverslip.annotation.Remarks;
import org.coverslip.annotation.SlideFrame;
import org.coverslip.annotation.file.AnnotationFiles;
import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.geom.Region;
import org.coverslip.process.KnownFunctions;
import org.coverslip.process.ObjectFunction;
import org.coverslip.process.PointFinder;
import org.coverslip.slide.Picture;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import ij.plugin.filter.RankFilters;
import ij.process.ColorProcessor;

/**
 * Runs the examples of {@code scripts/examples} as Fiji's script editor would: the parameters of their first lines are
 * variables.
 */
public class ExamplesTest {

	private static final Path EXAMPLES = Path.of("scripts/examples");
	private static final Pattern PARAMETER = Pattern.compile("#@\\s*\\w+\\s*\\(.*\\)\\s*(\\w+)\\s*");

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private File slide;

	@Before
	public void write() throws IOException {
		slide = SampleFile.brightField(folder.newFolder("slides").toPath().resolve("slide.tif")).toFile();
	}

	/** Runs a script; all its parameters must be given. */
	private static String run(final String name, final Map<String, Object> parameters) throws IOException {
		final List<String> lines = Files.readAllLines(EXAMPLES.resolve(name));
		final Set<String> declared = new TreeSet<>();
		for (final String line : lines) {
			final Matcher matcher = PARAMETER.matcher(line);
			if (matcher.matches()) declared.add(matcher.group(1));
		}
		assertEquals("parameters of " + name, declared, new TreeSet<>(parameters.keySet()));
		final StringWriter said = new StringWriter();
		final Binding binding = new Binding();
		parameters.forEach(binding::setVariable);
		binding.setVariable("out", new PrintWriter(said, true));
		final String script = lines.stream().map(line -> line.startsWith("#@") ? "" : line)
			.collect(Collectors.joining("\n"));
		new GroovyShell(binding).evaluate(script);
		return said.toString();
	}

	private static byte[] pixels(final File file, final Region region) throws IOException {
		try (Slide opened = SlideOpener.open(file.toPath())) {
			return new RegionReader(TileCache.ofBytes(0)).read(opened.scenes().get(0), 0, Plane.FIRST, region).block()
				.bytes();
		}
	}

	@Test
	public void crop() throws IOException {
		final File output = new File(folder.getRoot(), "crop.tif");
		run("crop.groovy",
			Map.of("input", slide, "output", output, "x", 100L, "y", 50L, "width", 600L, "height", 400L));
		assertArrayEquals(pixels(slide, new Region(100, 50, 600, 400)), pixels(output, Region.ofSize(600, 400)));
	}

	@Test
	public void convertFolder() throws IOException {
		Files.writeString(slide.toPath().resolveSibling("notes.txt"), "no slide");
		final File results = folder.newFolder("results");
		final Map<String, Object> parameters =
			Map.of("input", slide.getParentFile(), "output", results, "compression", "deflate", "quality", 90);
		final String first = run("convert_folder.groovy", parameters);
		assertTrue(first, first.contains("1 converted, 1 failed"));
		assertArrayEquals(new String[] { "slide.tif" }, results.list());
		final Region all = Region.ofSize(SampleFile.WIDTH, SampleFile.HEIGHT);
		assertArrayEquals(pixels(slide, all), pixels(new File(results, "slide.tif"), all));
		final String second = run("convert_folder.groovy", parameters);
		assertTrue(second, second.contains("slide.tif: there already") && second.contains("0 converted, 1 failed"));
	}

	@Test
	public void heatMapTiles() throws IOException {
		final File output = new File(folder.getRoot(), "heat.tif");
		run("heat_map_tiles.groovy", Map.of("input", slide, "output", output, "tileSize", 64));
		try (Slide opened = SlideOpener.open(output.toPath())) {
			final Scene map = opened.scenes().get(0);
			assertEquals(SampleFile.WIDTH, map.width());
			assertEquals(0.25, map.pixelSize().orElseThrow().xUm(), 1e-6);
		}
		final byte[] tissue = pixels(slide, new Region(512, 320, 64, 64));
		long sum = 0;
		for (final byte sample : tissue)
			sum += sample & 0xff;
		final int darkness = 255 - (int) (sum / tissue.length);
		assertTrue("the place has no tissue", darkness >= 20);
		final byte[] tile = pixels(output, new Region(512, 320, 64, 64));
		for (final byte value : tile)
			assertEquals(darkness, value & 0xff);
	}

	@Test
	public void countNuclei() throws IOException {
		final File annotations = new File(folder.getRoot(), "areas.geojson");
		try (AnnotationWriter writer = AnnotationFiles.write(annotations.toPath(),
			AnnotationFiles.formatFor(annotations.toPath()), SlideFrame.UNKNOWN, Optional.empty(), new Remarks())) {
			for (final int x : new int[] { 100, 500 })
				writer.put(Annotation.builder(Geometry.rectangle(Box.between(x, 200, x + 300, 600))).name("at " + x)
					.classification(new Classification("Tumor")).build());
			writer.finish();
		}
		final File output = new File(folder.getRoot(), "counts.csv");
		run("count_nuclei.groovy",
			Map.of("input", slide, "annotations", annotations, "output", output, "options", "diameter=8"));
		final List<String> lines = Files.readAllLines(output.toPath());
		final ObjectFunction nuclei = (ObjectFunction) KnownFunctions.ofWord("nuclei");
		try (Slide opened = SlideOpener.open(slide.toPath())) {
			final PointFinder finder = nuclei.finder(
				Picture.of(opened.scenes().get(0), new RegionReader(TileCache.ofBytes(0))).build(),
				nuclei.options().defaults(), ProgressListener.NONE);
			for (int i = 0; i < 2; i++) {
				final int x = new int[] { 100, 500 }[i];
				final int count = finder.in(Plane.FIRST, new Region(x, 200, 300, 400)).size();
				assertTrue(count + " nuclei", count > 0);
				assertEquals("\"at " + x + "\",\"Tumor\",0.0075," + count + ","
					+ new BigDecimal(count / 0.0075).setScale(1, RoundingMode.HALF_UP), lines.get(i + 1));
			}
		}
	}

	@Test
	public void lazyFilter() throws IOException {
		final File output = new File(folder.getRoot(), "filtered.tif");
		run("lazy_filter.groovy", Map.of("input", slide, "output", output, "radius", 2.0));
		final Region all = Region.ofSize(SampleFile.WIDTH, SampleFile.HEIGHT);
		final byte[] rgb = pixels(slide, all);
		final int[] argb = new int[rgb.length / 3];
		for (int i = 0; i < argb.length; i++)
			argb[i] = 0xff000000 | (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
		final ColorProcessor whole = new ColorProcessor(SampleFile.WIDTH, SampleFile.HEIGHT, argb);
		new RankFilters().rank(whole, 2, RankFilters.MEDIAN);
		final byte[] filtered = pixels(output, all);
		for (int i = 0; i < argb.length; i++) {
			assertEquals("red of pixel " + i, argb[i] >> 16 & 0xff, filtered[3 * i] & 0xff);
			assertEquals("blue of pixel " + i, argb[i] & 0xff, filtered[3 * i + 2] & 0xff);
		}
	}

	@Test
	public void eachExampleIsRunHere() throws IOException {
		try (var files = Files.list(EXAMPLES)) {
			assertEquals(Set.of("convert_folder.groovy", "convert_folder_macro.ijm", "count_nuclei.groovy",
				"crop.groovy", "heat_map_tiles.groovy", "lazy_filter.groovy"),
				files.map(file -> file.getFileName().toString()).filter(name -> name.matches(".*\\.(groovy|ijm)"))
					.collect(Collectors.toSet()));
		}
	}
}
