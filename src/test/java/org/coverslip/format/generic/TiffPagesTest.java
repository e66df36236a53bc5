package org.coverslip.format.generic;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.slide.Channel;
import org.coverslip.slide.Plane;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.TifffileAgreement;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** TIFFs of several pages, as tifffile, libvips, GDAL, ImageMagick and scanners write them. */
public class TiffPagesTest {

	/** Noise of a shape. */
	private static final String NOISE = """
		def noise(*shape, dtype=numpy.uint16):
		    return numpy.random.default_rng(1).integers(0, 256, shape).astype(dtype)
		""";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path write(final String code) throws IOException {
		return Oracle.tifffileWrite(folder.newFile("pages" + System.nanoTime() + ".tif").toPath(), NOISE + code);
	}

	private interface Check {

		void check(Slide slide, Scene scene) throws IOException;
	}

	private static void open(final Path path, final Check check) throws IOException {
		try (Slide slide = SlideOpener.open(path)) {
			check.check(slide, slide.scenes().get(0));
		}
	}

	private static List<Integer> sizes(final Scene scene) {
		return List.of(scene.channels().size(), scene.sizeZ(), scene.sizeT());
	}

	private static List<String> names(final Scene scene) {
		return scene.channels().stream().map(Channel::name).toList();
	}

	/** Each plane against the array that was written, whose planes follow one another: channels, then z, then t. */
	private static void assertPages(final Path path, final Scene scene) throws IOException {
		final List<Integer> sizes = sizes(scene);
		final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
		for (int page = 0; page < sizes.get(0) * sizes.get(1) * sizes.get(2); page++) {
			final PixelBlock expected = Oracle.vipsPixels(path, page);
			final Plane plane =
				new Plane(page % sizes.get(0), page / sizes.get(0) % sizes.get(1), page / sizes.get(0) / sizes.get(1));
			final PixelBlock found = reader.read(scene, 0, plane, scene.level(0).region()).block();
			assertEquals(expected.shape().length(), found.shape().length());
			for (int i = 0; i < expected.shape().length(); i++)
				assertEquals(path + " " + plane + " " + i, expected.value(i), found.value(i), 0);
		}
	}

	@Test
	public void arraysWithAxes() throws IOException {
		final String[][] cases = { { "2, 3, 40, 50", "ZCYX" }, { "4, 2, 3, 40, 50", "TZCYX" },
			{ "2, 3, 2, 40, 50", "CTZYX" },
			{ "5, 40, 50", "TYX" }, { "5, 40, 50", "ZYX" }, { "9, 40, 50", "CYX" } };
		for (final String[] c : cases)
			for (final String how : List.of("", ", tile=(16, 32)", ", compression='zlib'", ", byteorder='>'",
				", bigtiff=True")) {
				final Path path = write(
					"tifffile.imwrite(path, noise(%s), photometric='minisblack', metadata={'axes': '%s'}%s)".formatted(
					c[0], c[1], how));
				open(path, (slide, scene) -> {
					TifffileAgreement.assertSame(path, slide, 0);
					assertEquals(List.of(), slide.metadata().notShown());
				});
			}
	}

	/** One directory for the whole array. */
	@Test
	public void arraysBehindOneDirectory() throws IOException {
		for (final String axes : List.of("ZCYX", "CTYX", "TZYX")) {
			final Path path = write(
				"tifffile.imwrite(path, noise(2, 3, 40, 50), photometric='minisblack', truncate=True, "
				+ "rowsperstrip=7, metadata={'axes': '%s'})"
					.formatted(axes));
			open(path, (slide, scene) -> TifffileAgreement.assertSame(path, slide, 0));
		}
	}

	@Test
	public void imageJsWordsByTifffile() throws IOException {
		for (final String c : List.of("noise(4, 2, 3, 40, 50), {'axes': 'TZCYX'}", "noise(5, 40, 50), {'axes': 'ZYX'}",
			"noise(2, 3, 40, 50, dtype=numpy.float32), {'axes': 'TCYX'}",
			"noise(2, 5, 40, 50, 3, dtype=numpy.uint8), {'axes': 'TZYXS'}")) {
			final Path path = write("a, m = %s\ntifffile.imwrite(path, a, imagej=True, metadata=m)".formatted(c));
			open(path, (slide, scene) -> TifffileAgreement.assertSame(path, slide, 0));
		}
	}

	/**
	 * Each page lists its levels, and the first one's are in the main chain besides, as Coverslip's dialect "plain" has
	 * them.
	 */
	@Test
	public void levelsOfEachPageAndOfTheFirstInTheChainToo() throws IOException {
		final Path path = write("""
			a, o = noise(2, 64, 80), dict(photometric='minisblack', tile=(16, 16), metadata=None)
			with tifffile.TiffWriter(path) as t:
			    for p in a:
			        t.write(p, subifds=1, **o)
			        t.write(p[::2, ::2].copy(), subfiletype=1, **o)
			    t.write(a[0, ::2, ::2].copy(), subfiletype=1, **o)
			""");
		open(path, (slide, scene) -> {
			assertEquals(List.of(2, 1, 1), sizes(scene));
			assertEquals(2, scene.levels().size());
			for (int page = 0; page < 2; page++) {
				final PixelBlock finest = new RegionReader(TileCache.ofBytes(0))
					.read(scene, 0, new Plane(page, 0, 0), scene.level(0).region()).block();
				final PixelBlock half = new RegionReader(TileCache.ofBytes(0))
					.read(scene, 1, new Plane(page, 0, 0), scene.level(1).region()).block();
				for (int y = 0; y < 32; y++)
					for (int x = 0; x < 40; x++)
						assertEquals(finest.value(2 * x, 2 * y, 0), half.value(x, y, 0), 0);
			}
		});
	}

	/** Nothing tells what they are: a few grey ones are channels, many are focal planes. */
	@Test
	public void pagesWithoutWords() throws IOException {
		final String[] writers = { "tifffile.imwrite(path, noise(%d, 40, 50), photometric='minisblack', "
			+ "metadata=None%s)",
			"""
				with tifffile.TiffWriter(path) as t:
				    for a in noise(%d, 40, 50):
				        t.write(a, photometric='minisblack'%s)
				""" };
		for (final String writer : writers)
			for (final String how : List.of("", ", tile=(16, 32)")) {
				final Path few = write(writer.formatted(3, how));
				open(few, (slide, scene) -> {
					assertEquals(List.of(3, 1, 1), sizes(scene));
					assertEquals(List.of("Channel 1", "Channel 2", "Channel 3"), names(scene));
					assertPages(few, scene);
				});
				final Path many = write(writer.formatted(12, how));
				open(many, (slide, scene) -> {
					assertEquals(List.of(1, 12, 1), sizes(scene));
					assertEquals("as other programs show first", 0, scene.defaultPlane().z());
					assertPages(many, scene);
				});
			}
	}

	@Test
	public void coloursAndScannedTextsAreFocalPlanes() throws IOException {
		final Path colours =
			write("tifffile.imwrite(path, noise(3, 40, 50, 3, dtype=numpy.uint8), photometric='rgb', metadata=None)");
		open(colours, (slide, scene) -> {
			assertEquals(List.of(1, 3, 1), sizes(scene));
			assertPages(colours, scene);
		});
		final Path bits =
			write("tifffile.imwrite(path, noise(3, 40, 56) > 99, photometric='minisblack', metadata=None)");
		open(bits, (slide, scene) -> assertEquals(List.of(1, 3, 1), sizes(scene)));
	}

	@Test
	public void pyramidsOfPages() throws IOException {
		final String[] layouts = { """
			with tifffile.TiffWriter(path) as t:
			    for a in noise(7, 64, 80):
			        t.write(a, subifds=2, photometric='minisblack', metadata=None%1$s)
			        t.write(a[::2, ::2], subfiletype=1, photometric='minisblack'%1$s)
			        t.write(a[::4, ::4], subfiletype=1, photometric='minisblack'%1$s)
			""", """
			with tifffile.TiffWriter(path) as t:
			    for k in (1, 2, 4):
			        for a in noise(7, 64, 80):
			            t.write(a[::k, ::k], subfiletype=int(k > 1), photometric='minisblack', metadata=None%1$s)
			""", """
			with tifffile.TiffWriter(path) as t:
			    for a in noise(7, 64, 80):
			        for k in (1, 2, 4):
			            t.write(a[::k, ::k], subfiletype=int(k > 1), photometric='minisblack', metadata=None%1$s)
			""" };
		for (final String layout : layouts)
			for (final String how : List.of("", ", tile=(16, 32)"))
				open(write(layout.formatted(how)), (slide, scene) -> {
					assertEquals(layout + how, List.of(), slide.metadata().notShown());
					assertEquals(List.of(7, 1, 1), sizes(scene));
					assertEquals(List.of(80L, 40L, 20L), scene.levels().stream().map(level -> level.width()).toList());
					final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
					for (int c = 0; c < 7; c++) {
						final PixelBlock full = reader.read(scene, 0, new Plane(c, 0, 0), scene.level(0).region())
							.block();
						for (int level = 1; level < 3; level++) {
							final PixelBlock found =
								reader.read(scene, level, new Plane(c, 0, 0), scene.level(level).region()).block();
							for (int y = 0; y < found.height(); y++)
								for (int x = 0; x < found.width(); x++)
									assertEquals(full.value(x << level, y << level, 0), found.value(x, y, 0), 0);
						}
					}
				});
	}

	/** The text is what SCIFIO 0.47.0 wrote of datasets with these axes. */
	@Test
	public void datasetsSavedWithScifio() throws IOException {
		final String text =
			"SCIFIO=0.47.0\\naxes=X,Y,%s\\nlengths=50,40,%s\\nscales=0.5,0.25,%s\\nunits=\\\\u00B5m,\\\\u00B5m,%s\\n"
				+ "bitsPerPixel=16\\n"
			+ "images=6\\nchannels=1\\nslices=1\\nframes=1\\nhyperstack=true\\nmode=composite\\nunit=\\\\u00B5m\\n";
		final String page =
			"tifffile.imwrite(path, noise(%s), photometric='minisblack', metadata=None, resolution=(20000, 40000), "
			+ "resolutionunit=3, description='%s'%s)";
		final Path slow =
			write(page.formatted("6, 40, 50", text.formatted("Z,Time", "2,3", "1.5,1.0", "\\\\u00B5m,null"), ""));
		open(slow, (slide, scene) -> {
			assertEquals(List.of(1, 2, 3), sizes(scene));
			assertPages(slow, scene);
			assertEquals(1.5, scene.pixelSizeZ().orElseThrow(), 0);
			assertEquals(0.5, scene.pixelSize().orElseThrow().xUm(), 1e-9);
			assertEquals(0.25, scene.pixelSize().orElseThrow().yUm(), 1e-9);
		});
		final Path samples = write(page.replace("noise(%s)", "%s").formatted(
			"numpy.repeat(numpy.arange(6, dtype=numpy.uint16), 2000).reshape(3, 2, 40, 50)",
			text.formatted("Channel,Z", "2,3", "1.0,1.5", "null,\\\\u00B5m"),
			", planarconfig='separate'"));
		open(samples, (slide, scene) -> {
			assertEquals(List.of(2, 3, 1), sizes(scene));
			assertEquals(List.of(), slide.metadata().notShown());
			final RegionReader reader = new RegionReader(TileCache.ofBytes(0));
			for (int plane = 0; plane < 6; plane++)
				assertEquals(plane, reader.read(scene, 0, new Plane(plane % 2, plane / 2, 0), scene.level(0).region())
					.block().value(0), 0);
		});
	}

	/** Bio-Formats counts the colours of a page among the channels that it tells ImageJ of. */
	@Test
	public void coloursThatAreCountedAsChannels() throws IOException {
		for (final int pages : new int[] { 1, 2 }) {
			final Path path =
				write(("tifffile.imwrite(path, noise(%d, 3, 40, 50, dtype=numpy.uint8), photometric='rgb', "
					+ "planarconfig='separate', metadata=None, description='ImageJ=\\nhyperstack=true\\nimages=%d\\n"
					+ "channels=3\\nslices=%d\\nframes=1\\n')").formatted(pages, 3 * pages, pages));
			open(path, (slide, scene) -> {
				assertTrue(scene.isRgb());
				assertEquals(List.of(1, pages, 1), sizes(scene));
				assertEquals(List.of(), slide.metadata().notShown());
			});
		}
	}

	/**
	 * libvips 8.14 gives only the whole picture a SampleFormat. Its levels are means, which lie among the values that
	 * they are made of.
	 */
	@Test
	public void libvipsPyramidsOfNumbersWithSigns() throws IOException {
		Oracle.assumeVips();
		final Path source = write(
			"tifffile.imwrite(path, (noise(120, 160) - 1000.25).astype(numpy.float32), photometric='minisblack')");
		for (final String type : List.of("float", "double", "short", "int", "char")) {
			final Path image = folder.getRoot().toPath().resolve(type + ".v");
			Oracle.run("vips", "cast", source.toString(), image.toString(), type);
			for (final String how : List.of("", ",subifd", ",compression=lzw,bigtiff")) {
				final Path path = folder.getRoot().toPath().resolve(type + ".tif");
				Oracle.run("vips", "copy", image.toString(),
					path + "[tile,pyramid,tile-width=32,tile-height=32" + how + "]");
				open(path, (slide, scene) -> {
					assertEquals(List.of(160L, 80L, 40L), scene.levels().stream().map(level -> level.width()).limit(3)
						.toList());
					assertEquals(List.of(), slide.metadata().notShown());
					final PixelBlock reduced =
						new RegionReader(TileCache.ofBytes(0))
						.read(scene, 2, scene.defaultPlane(), scene.level(2).region()).block();
					final double least = type.equals("char") ? -128 : -1001;
					for (int i = 0; i < reduced.shape().length(); i++)
						assertTrue(type + " " + reduced.value(i),
							reduced.value(i) >= least && reduced.value(i) < least + 256);
				});
			}
		}
	}

	@Test
	public void libvipsPages() throws IOException {
		Oracle.assumeVips();
		final Path tall = write("tifffile.imwrite(path, noise(3 * 60, 80), photometric='minisblack')");
		final Path path = folder.getRoot().toPath().resolve("vips.tif");
		Oracle.run("vips", "tiffsave", tall.toString(), path.toString(), "--page-height", "60", "--tile", "--pyramid",
			"--subifd",
			"--tile-width", "16", "--tile-height", "16");
		open(path, (slide, scene) -> {
			assertEquals(Oracle.vipsPageCount(path), scene.channels().size());
			assertEquals(List.of(80L, 40L, 20L), scene.levels().stream().map(level -> level.width()).limit(3).toList());
			assertEquals(List.of(), slide.metadata().notShown());
			assertPages(path, scene);
		});
	}

	@Test
	public void pagesThatHaveNames() throws IOException {
		final String names = "['DAPI', 'CD3', 'CD8', 'CD20', 'PD-1', 'PD-L1', 'FoxP3', 'Autofluorescence']";
		final String[] writers = { "description=name", "extratags=[(285, 's', 0, name, True)]",
			"description='{\"image.type\": \"SIMS\", \"channel.mass\": 5, \"channel.target\": \"%s\"}' % name" };
		for (final String writer : writers)
			open(write("""
				with tifffile.TiffWriter(path) as t:
				    for a, name in zip(noise(8, 40, 50), %s):
				        t.write(a, photometric='minisblack', metadata=None, %s)
				""".formatted(names, writer)), (slide, scene) -> assertEquals(
				List.of("DAPI", "CD3", "CD8", "CD20", "PD-1", "PD-L1", "FoxP3", "Autofluorescence"), names(scene)));
		open(write("""
			with tifffile.TiffWriter(path) as t:
			    for i, a in enumerate(noise(4, 40, 50)):
			        t.write(a, photometric='minisblack', metadata=None, description='slice %d' % i)
			"""), (slide, scene) -> assertEquals(List.of(1, 4, 1), sizes(scene)));
	}

	@Test
	public void pagesThatAreUnlikeAreNamed() throws IOException {
		open(write("""
			with tifffile.TiffWriter(path) as t:
			    t.write(noise(40, 50), photometric='minisblack', metadata=None)
			    t.write(noise(40, 50), photometric='minisblack', metadata=None)
			    t.write(noise(30, 20), photometric='minisblack', metadata=None, description='Probe')
			    t.write(noise(30, 20), photometric='minisblack', metadata=None, description='Blank')
			    t.write(noise(40, 50, 3, dtype=numpy.uint8), photometric='rgb', metadata=None, description='Optical')
			    t.write(noise(9, 9), photometric='minisblack', subfiletype=1, metadata=None)
			    t.write(noise(40, 50) > 9, photometric='minisblack', subfiletype=4, metadata=None)
			"""), (slide, scene) -> {
			assertEquals(List.of(2, 1, 1), sizes(scene));
			assertEquals(
				List.of(
					"2 pages, 20 x 30 pixels, \"Probe\", \"Blank\", are not shown: unlike the first page, which has "
					+ "50 x 40",
				"1 page, 50 x 40 pixels, \"Optical\", is not shown: unlike the first page in their samples",
				"1 reduced image, 9 x 9 pixels, is not shown: not a level of the picture",
				"1 transparency mask, 50 x 40 pixels, is not shown: a mask is no picture"),
				slide.metadata().notShown());
		});
	}

	@Test
	public void textsThatTellOfMoreOrFewerPages() throws IOException {
		final String text = "description='ImageJ=1.54p\\nimages=6\\nchannels=3\\nslices=2\\nhyperstack=true\\n'";
		open(write("tifffile.imwrite(path, noise(8, 40, 50), photometric='minisblack', metadata=None, " + text + ")"),
			(slide, scene) -> {
			assertEquals(List.of(3, 2, 1), sizes(scene));
			assertEquals(List.of("2 pages, 50 x 40 pixels, are not shown"), slide.metadata().notShown());
		});
		open(write(
			"tifffile.imwrite(path, noise(4, 40, 50), photometric='minisblack', compression='zlib', metadata=None, "
				+ text + ")"),
			(slide, scene) -> {
				assertEquals(List.of(3, 2, 1), sizes(scene));
				assertEquals(List.of("2 of the 6 planes that ImageJ's text tells of are not in the file"),
					slide.metadata().notShown());
			});
	}

	/** GDAL's masks, of the image and of its overviews, are neither pages nor levels. */
	@Test
	public void masks() throws IOException {
		final Path grey = write("tifffile.imwrite(path, noise(400, 500, dtype=numpy.uint8), photometric='minisblack')");
		final Path path = folder.getRoot().toPath().resolve("mask.tif");
		Oracle.run("gdal_translate", "-q", grey.toString(), path.toString(), "-mask", "1", "-co", "TILED=YES", "-co",
			"BLOCKXSIZE=64", "-co",
			"BLOCKYSIZE=64", "--config", "GDAL_TIFF_INTERNAL_MASK", "YES");
		Oracle.run("gdaladdo", "-q", path.toString(), "2", "4", "--config", "GDAL_TIFF_INTERNAL_MASK", "YES");
		open(path, (slide, scene) -> {
			assertEquals(List.of(1, 1, 1), sizes(scene));
			assertEquals(List.of(500L, 250L, 125L), scene.levels().stream().map(level -> level.width()).toList());
			assertEquals(3, slide.metadata().notShown().stream()
				.filter(sentence -> sentence.contains("transparency mask")).count());
			assertPages(path, scene);
		});
	}
}
