package org.coverslip.inspect;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import org.coverslip.command.SampleFile;
import org.coverslip.detect.SlideOpener;
import org.coverslip.export.tiff.PyramidTiffOptions;
import org.coverslip.export.tiff.PyramidTiffOptions.Compression;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.export.walk.SlideWriter;
import org.coverslip.inspect.ReaderVerdict.Answer;
import org.coverslip.pixel.PixelBlock;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Plane;
import org.coverslip.slide.ProgressListener;
import org.coverslip.slide.RegionReader;
import org.coverslip.slide.Scene;
import org.coverslip.slide.Slide;
import org.coverslip.slide.TileCache;
import org.coverslip.testing.OpenSlideRegion;
import org.coverslip.testing.Oracle;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What {@code inspect} says of OpenSlide 3.4.1 and libvips 8.14, held against what they do with files of libvips, GDAL
 * and Coverslip: all levels through OpenSlide, and the first page through libvips, compared with the pixels that
 * Coverslip reads.
 */
public class ReaderRulesTest {

	/** Mean difference of samples up to which a lossy picture is the same one. */
	private static final double SAME = 5;

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path picture;
	private Path small;

	@Before
	public void draw() throws IOException {
		Oracle.assumeVips();
		picture = path("picture.tif");
		small = path("small.tif");
		final Path slide = SampleFile.brightField(path("slide.tif"));
		Oracle.run("vips", "tiffsave", slide.toString(), picture.toString());
		Oracle.run("vips", "crop", slide.toString(), small.toString(), "300", "200", "300", "200");
	}

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	@Test
	public void filesOfVips() throws IOException {
		for (final String compression : List.of("none", "lzw", "jpeg", "zstd", "webp", "jp2k"))
			for (final String layout : List.of("pyramid", "pyramid,subifd", "tile-width=240,tile-height=240",
				"tile-width=512")) {
				final Path out = path("out.tif");
				Oracle.run("vips", "copy", picture.toString(),
					out + "[tile,tile-width=256,tile-height=256,compression=" + compression + ","
					+ layout + "]");
				assertVerdicts("vips " + compression + " " + layout, out);
			}
		Oracle.run("vips", "copy", small.toString(), path("out.tif") + "[tile,tile-width=256,tile-height=256]");
		assertVerdicts("vips small", path("out.tif"));
	}

	@Test
	public void filesOfGdal() throws IOException {
		for (final List<String> options
			: List.of(List.of("COMPRESS=LZMA"), List.of("COMPRESS=LERC"), List.of("COMPRESS=PACKBITS"),
			List.of("COMPRESS=JPEG"), List.of("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR"),
			List.of("COMPRESS=DEFLATE", "INTERLEAVE=BAND"),
			List.of("COMPRESS=DEFLATE", "ENDIANNESS=BIG", "BIGTIFF=YES")))
		{
			final Path out = path("out.tif");
			gdalTranslate(picture, out, options);
			Oracle.run("gdaladdo", "-q", out.toString(), "2");
			assertVerdicts("GDAL " + options, out);
		}
		final Path apart = path("apart.tif");
		gdalTranslate(picture, apart, List.of("COMPRESS=JPEG", "INTERLEAVE=BAND"));
		assertVerdicts("GDAL planes apart in JPEG", apart);
		Oracle.run("tiffset", "-s", "262", "6", apart.toString()); // as Bio-Formats writes it
		assertVerdicts("the same, said to be YCbCr", apart);
		final Path masked = path("masked.tif");
		final List<String> command =
			new ArrayList<>(List.of("env", "GDAL_TIFF_INTERNAL_MASK=YES", "gdal_translate", "-q", "-co",
			"TILED=YES", "-co", "COMPRESS=DEFLATE", "-mask", "1", picture.toString(), masked.toString()));
		Oracle.run(command.toArray(String[]::new));
		Oracle.run("env", "GDAL_TIFF_INTERNAL_MASK=YES", "gdaladdo", "-q", masked.toString(), "2");
		assertVerdicts("GDAL mask", masked);
		for (final String compression : List.of("DEFLATE", "JPEG")) {
			final Path sparse = path("sparse.tif");
			Oracle.run("gdal_create", "-q", "-of", "GTiff", "-outsize", "512", "512", "-bands", "1", "-burn", "0",
				"-co", "TILED=YES",
				"-co", "SPARSE_OK=TRUE", "-co", "COMPRESS=" + compression, sparse.toString());
			assertVerdicts("GDAL sparse " + compression, sparse);
		}
	}

	private static void gdalTranslate(final Path from, final Path to, final List<String> options) throws IOException {
		final List<String> command = new ArrayList<>(List.of("gdal_translate", "-q", "-co", "TILED=YES"));
		for (final String option : options)
			command.addAll(List.of("-co", option));
		command.addAll(List.of(from.toString(), to.toString()));
		Oracle.run(command.toArray(String[]::new));
	}

	@Test
	public void filesOfCoverslip() throws IOException {
		for (final Dialect dialect : Dialect.values())
			for (final Compression compression : List.of(Compression.NONE, Compression.LZW, Compression.JPEG,
				Compression.JPEG2000)) {
				final Path out = path("out.tif");
				try (Slide slide = SlideOpener.open(picture)) {
					final Scene scene = slide.scenes().get(0);
					SlideWriter.write(scene, scene.level(0).region(),
						PyramidTiffOptions.builder().compression(compression).dialect(dialect).build(), out,
						ProgressListener.NONE);
				}
				assertVerdicts("Coverslip " + dialect + " " + compression, out);
			}
	}

	private static void assertVerdicts(final String what, final Path path) throws IOException {
		final TiffInspection inspection = TiffInspection.of(path);
		assertVerdict(what + "\n" + inspection.toText(), verdict(inspection, "OpenSlide"), openSlide(path));
		assertVerdict(what + "\n" + inspection.toText(), verdict(inspection, "libvips"), vips(path));
	}

	private static ReaderVerdict verdict(final TiffInspection inspection, final String reader) {
		return inspection.otherReaders().stream().filter(verdict -> verdict.reader().equals(reader)).findFirst()
			.orElseThrow();
	}

	/** What a verdict calls partly may be right in what can be seen here, as where levels are in SubIFDs. */
	private static void assertVerdict(final String what, final ReaderVerdict said, final Answer done) {
		final boolean partly = said.answer() == Answer.PARTLY && done != Answer.NO;
		assertEquals(what, partly ? said.answer() : done, said.answer());
	}

	/** Whether OpenSlide shows all that it takes for levels. */
	private static Answer openSlide(final Path path) throws IOException {
		if (!Oracle.openSlideOpens(path)) return Answer.NO;
		final SortedMap<String, String> properties = Oracle.openSlideProperties(path);
		final List<OpenSlideRegion> regions = new ArrayList<>();
		for (int level = 0; level < Integer.parseInt(properties.get("openslide.level-count")); level++)
			regions.add(new OpenSlideRegion(0, 0, level,
				Integer.parseInt(properties.get("openslide.level[" + level + "].width")),
				Integer.parseInt(properties.get("openslide.level[" + level + "].height"))));
		try (Slide slide = SlideOpener.open(path)) {
			final Scene scene = slide.scenes().get(0);
			if (areShown(path, scene, regions)) return Answer.YES;
			return areShown(path, scene, regions.subList(0, 1)) ? Answer.PARTLY : Answer.NO;
		}
	}

	/** Whether all these levels, read one after the other, are Coverslip's. */
	private static boolean areShown(final Path path, final Scene scene, final List<OpenSlideRegion> regions)
		throws IOException {
		if (regions.size() > scene.levels().size()) return false;
		final List<int[]> found;
		try {
			found = Oracle.openSlideRegions(path, regions);
		}
		catch (final IOException e) {
			return false;
		}
		for (int level = 0; level < regions.size(); level++) {
			final PixelBlock expected = pixels(scene, level);
			if (expected.width() != regions.get(level).width() || expected.height() != regions.get(level).height())
				return false;
			double sum = 0;
			for (int i = 0; i < expected.shape().pixels(); i++)
				for (int s = 0; s < expected.samples(); s++)
					sum += Math.abs(expected.value(i * expected.samples() + s)
						- (found.get(level)[i] >> 16 - 8 * s & 0xff));
			if (sum / expected.shape().length() > SAME) return false;
		}
		return true;
	}

	private static Answer vips(final Path path) throws IOException {
		final PixelBlock found;
		try {
			found = Oracle.vipsFile(path);
		}
		catch (final IOException e) {
			return Answer.NO;
		}
		try (Slide slide = SlideOpener.open(path)) {
			final PixelBlock expected = pixels(slide.scenes().get(0), 0);
			if (expected.type() != PixelType.UINT8 || found.samples() < expected.samples()) return Answer.NO;
			double sum = 0;
			for (int i = 0; i < expected.shape().pixels(); i++)
				for (int s = 0; s < expected.samples(); s++)
					sum += Math.abs(expected.value(i * expected.samples() + s) - found.value(i * found.samples() + s));
			return sum / expected.shape().length() <= SAME ? Answer.YES : Answer.NO;
		}
	}

	private static PixelBlock pixels(final Scene scene, final int level) throws IOException {
		return new RegionReader(TileCache.ofBytes(0)).read(scene, level, Plane.FIRST, scene.level(level).region())
			.over(0);
	}
}
