package org.coverslip.app;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.geom.Region;
import org.coverslip.sample.SampleSlide;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Slides that are converted together with their annotations, by the command line. */
public class ConvertAnnotatedTest {

	private static final String HEAD = "{\"type\":\"FeatureCollection\",\"features\":[\n";
	private static final String RING = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
		+ "[[[100.25,100],[200,100],[150,180.5],[100.25,100]],[[140,110],[150,110],[150,120],[140,110]]]},"
		+ "\"properties\":{\"objectType\":\"annotation\",\"name\":\"a b\",\"classification\":{\"name\":\"Tumor\","
		+ "\"color\":[200,0,0]}}}";
	private static final String LINE = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":"
		+ "[[5,5],[20,30.5],[40,35]]},\"properties\":{\"objectType\":\"annotation\",\"classification\":{\"name\":"
		+ "\"Stroma\",\"color\":[0,200,0]}}}";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();
	private final ByteArrayOutputStream err = new ByteArrayOutputStream();
	private Path slide;
	private Path annotations;

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	@Before
	public void makeSlide() throws IOException {
		slide = file("slide.tif");
		try (Slide sample = SampleSlide.brightField(300, 260)) {
			SlideWriter.write(sample.scenes().get(0), sample.scenes().get(0).level(0).region(),
				PyramidTiffOptions.builder().build(), slide, ProgressListener.NONE);
		}
		annotations = Files.writeString(file("slide.geojson"), HEAD + RING + ",\n" + LINE + "\n]}\n");
	}

	private int run(final Object... args) {
		out.reset();
		err.reset();
		return new Coverslip(new PrintStream(out, true, StandardCharsets.UTF_8),
			new PrintStream(err, true, StandardCharsets.UTF_8))
				.run(Stream.of(args).map(String::valueOf).toArray(String[]::new));
	}

	private void assertRuns(final Object... args) {
		final int status = run(args);
		assertEquals(err.toString(StandardCharsets.UTF_8), 0, status);
	}

	@Test
	public void annotationsGoIntoThePyramidAndComeBack() throws IOException {
		assertRuns("convert", slide, file("a.tif"), "--annotations", annotations);
		assertEquals("coverslip: note: OME-XML has no holes; one was written as a shape of its own, and in a comment "
			+ "that Coverslip reads", err.toString(StandardCharsets.UTF_8).strip());
		assertRuns("annotations", file("a.tif"), file("a.geojson"));
		assertEquals(Files.readString(annotations), Files.readString(file("a.geojson")));
		assertRuns("convert", slide, file("b.tif"), "--annotations", file("a.tif"), "--classes", "Stroma");
		assertRuns("annotations", file("b.tif"), file("b.geojson"));
		assertEquals(HEAD + LINE + "\n]}\n", Files.readString(file("b.geojson")));
	}

	/** tifffile finds the text, and ElementTree the shapes that are expected, where the region is. */
	@Test
	public void otherProgramsFindTheShapes() throws IOException {
		assertRuns("convert", slide, file("c.tif"), "--annotations", annotations, "--region", "50,60,200,150");
		assertTrue(err.toString(StandardCharsets.UTF_8),
			err.toString(StandardCharsets.UTF_8).contains("an annotation outside of what is written was left out"));
		final List<String> found = tifffile("""
			import sys, tifffile, xml.etree.ElementTree as E
			o = E.fromstring(tifffile.TiffFile(sys.argv[1]).ome_metadata)
			n = '{http://www.openmicroscopy.org/Schemas/OME/2016-06}'
			print([c.tag.replace(n, '') for c in o])
			refs = [r.get('ID') for r in o.find(n + 'Image').findall(n + 'ROIRef')]
			notes = {a.get('ID') for a in o.find(n + 'StructuredAnnotations')}
			for r in o.findall(n + 'ROI'):
			    print(r.get('ID') in refs, r.get('Name'), all(a.get('ID') in notes for a in r.findall(n + 'AnnotationRef')))
			    for s in r.find(n + 'Union'):
			        print(s.tag.replace(n, ''), s.get('Points'), int(s.get('StrokeColor')) & 0xffffffff == 0xc80000ff)
			""", file("c.tif"));
		assertEquals(List.of("['Instrument', 'Image', 'StructuredAnnotations', 'ROI']", "True a b True",
			"Polygon 50.25,40 150,40 100,120.5 True", "Polygon 90,50 100,50 100,60 True"), found);
	}

	private static List<String> tifffile(final String script, final Path path) throws IOException {
		final String python = "/usr/bin/python3";
		assumeTrue("skipped: no " + python, Files.isExecutable(Path.of(python)));
		assumeTrue("skipped: no tifffile (apt install python3-tifffile)",
			Oracle.run(python, "-I", "-c", "import importlib.util as u; print(bool(u.find_spec('tifffile')))")
				.strip().equals("True"));
		return Oracle.run(python, "-I", "-c", script, path.toString()).lines().toList();
	}

	@Test
	public void aFolderHasAFileForEachSlide() throws IOException {
		final Path files = Files.createDirectory(file("drawn"));
		assertEquals(1, run("convert", slide, file("d.tif"), "--annotations", files));
		assertEquals("coverslip: the folder " + files + " has no annotations called as slide.tif",
			err.toString(StandardCharsets.UTF_8).strip());
		Files.copy(annotations, files.resolve("slide.geojson"));
		assertRuns("convert", slide, file("d.tif"), "--annotations", files, "--classes", "Stroma");
		assertRuns("annotations", file("d.tif"), file("d.geojson"));
		assertEquals(HEAD + LINE + "\n]}\n", Files.readString(file("d.geojson")));
	}

	@Test
	public void whatCannotBeIsRefusedBeforeAnythingIsWritten() {
		assertEquals(1, run("convert", slide, file("e.tif"), "--annotations", annotations, "--classes", "Fat"));
		assertEquals("coverslip: none of the 2 annotations in " + annotations + " is of the class Fat; there are "
			+ "Stroma, Tumor", err.toString(StandardCharsets.UTF_8).strip());
		assertEquals(1, run("convert", slide, file("e.tif"), "--annotations", annotations, "--dialect", "plain"));
		assertEquals("coverslip: the dialect plain has no OME-XML, in which annotations are written; choose universal "
			+ "or ome", err.toString(StandardCharsets.UTF_8).strip());
		assertEquals(2, run("annotations", annotations, file("e.json"), "--to", "ome"));
		assertFalse(Files.exists(file("e.tif")));
	}

	@Test
	public void aFileForEachClass() throws IOException {
		final String square = RING.replace("Tumor", "Fat").replaceFirst("\\[\\[\\[.*\\]\\]\\]",
			"[[[10,20],[60,20],[60,50],[10,50],[10,20]]]");
		Files.writeString(annotations, HEAD + RING + ",\n" + square + ",\n" + LINE + "\n]}\n");
		assertRuns("convert", slide, file("p.tif"), "--annotations", annotations, "--per", "class", "--masked");
		assertFalse(Files.exists(file("p.tif")));
		try (Slide whole = SlideOpener.open(slide); Slide tumor = SlideOpener.open(file("p_1_Tumor.tif"));
			Slide fat = SlideOpener.open(file("p_2_Fat.tif"))) {
			assertEquals(List.of(100L, 81L, 50L, 30L), List.of(tumor.scenes().get(0).width(),
				tumor.scenes().get(0).height(), fat.scenes().get(0).width(), fat.scenes().get(0).height()));
			assertArrayEquals("a rectangle hides nothing", pixels(whole, new Region(10, 20, 50, 30)),
				pixels(fat, new Region(0, 0, 50, 30)));
			assertArrayEquals("within", pixels(whole, new Region(150, 130, 9, 9)),
				pixels(tumor, new Region(50, 30, 9, 9)));
			final byte[] corner = pixels(tumor, new Region(0, 60, 9, 9));
			for (final byte sample : corner)
				assertEquals("background", corner[0], sample);
			assertArrayEquals("the hole", Arrays.copyOf(corner, 3), pixels(tumor, new Region(46, 12, 1, 1)));
		}
		assertRuns("annotations", file("p_2_Fat.tif"), file("p.geojson"));
		assertTrue(Files.readString(file("p.geojson")).contains("[[[0,0],[50,0],[50,30],[0,30],[0,0]]]"));
		assertRuns("convert", slide, file("e.tif"), "--annotations", annotations, "--per", "annotation");
		assertTrue(Files.exists(file("e_1_a b.tif")) && Files.exists(file("e_2_a b.tif")));
		assertEquals(1, run("convert", slide, file("f.tif"), "--per", "class"));
		assertEquals("coverslip: a file for each class or annotation needs annotations=FILE",
			err.toString(StandardCharsets.UTF_8).strip());
	}

	private static byte[] pixels(final Slide slide, final Region region) throws IOException {
		return new RegionReader(TileCache.shared()).read(slide.scenes().get(0), 0, Plane.FIRST, region).block().bytes();
	}

	/** shapely says which tiles have something of the ring, or the point, in them. */
	@Test
	public void onlyTilesThatTouchAnnotationsAreWritten() throws IOException {
		final String point = "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[210.5,30]},"
			+ "\"properties\":{}}";
		Files.writeString(annotations, HEAD + RING + ",\n" + LINE + ",\n" + point + "\n]}\n");
		assertRuns("tiles", slide, file("tiles"), "--width", 20, "--height", 20, "--annotations", annotations);
		assertEquals("coverslip: note: a line has no area and selects no tiles",
			err.toString(StandardCharsets.UTF_8).strip());
		final List<String> expected = shapely("""
			import sys, json, shapely.geometry as g
			features = json.load(open(sys.argv[1]))['features']
			shapes = [g.shape(f['geometry']) for f in features if f['geometry']['type'] != 'LineString']
			for row in range(13):
			    for col in range(15):
			        box = g.box(20 * col, 20 * row, 20 * col + 20, 20 * row + 20)
			        touched = [s.geom_type for s in shapes if s.intersection(box).area > 0 or s.within(box)]
			        if touched:
			            print('%d_%d.png' % (col, row), 'Tumor' if touched == ['Polygon'] else '', sep=',')
			""", annotations);
		assertEquals(expected, Files.readAllLines(file("tiles/tiles.csv")).stream().skip(1).map(line -> line.split(","))
			.map(cells -> cells[14] + "," + cells[13]).toList());
		try (Stream<Path> files = Files.list(file("tiles"))) {
			assertEquals("and an overview", expected.size() + 1L,
				files.filter(each -> each.toString().endsWith(".png")).count());
		}
		assertEquals(1, run("tiles", slide, file("tiles"), "--width", 20, "--height", 20, "--annotations", annotations,
			"--classes", "Tumor"));
		assertTrue(err.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8)
			.contains("holds tiles made with annotations=slide.geojson of "));
	}

	private static List<String> shapely(final String script, final Path path) throws IOException {
		final String python = "/usr/bin/python3";
		assumeTrue("skipped: no " + python, Files.isExecutable(Path.of(python)));
		assumeTrue("skipped: no shapely (apt install python3-shapely)",
			Oracle.run(python, "-I", "-c", "import importlib.util as u; print(bool(u.find_spec('shapely')))").strip()
				.equals("True"));
		return Oracle.run(python, "-I", "-c", script, path.toString()).lines().toList();
	}
}
