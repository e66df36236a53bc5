package org.coverslip.inspect;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.command.SampleFile;
import org.coverslip.export.tiff.PyramidTiffOptions.Dialect;
import org.coverslip.inspect.ReaderVerdict.Answer;
import org.coverslip.pixel.PixelType;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TiffFixture;
import org.coverslip.tiff.TiffTag;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TiffInspectionTest {

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path path(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static Map<String, Answer> answers(final TiffInspection inspection) {
		return inspection.otherReaders().stream()
			.collect(Collectors.toMap(ReaderVerdict::reader, ReaderVerdict::answer));
	}

	private static String reason(final TiffInspection inspection, final String reader) {
		return inspection.otherReaders().stream().filter(verdict -> verdict.reader().equals(reader)).findFirst()
			.orElseThrow().reason();
	}

	private static void assertAnswers(final TiffInspection inspection, final Answer openSlide, final Answer bioFormats,
		final Answer quPath, final Answer asap)
	{
		final Map<String, Answer> answers = answers(inspection);
		final String text = inspection.toText();
		assertEquals(text, openSlide, answers.get("OpenSlide"));
		assertEquals(text, bioFormats, answers.get("Bio-Formats (Fiji)"));
		assertEquals(text, quPath, answers.get("QuPath"));
		assertEquals(text, asap, answers.get("ASAP"));
	}

	@Test
	public void theDialects() throws IOException {
		final TiffInspection universal =
			TiffInspection.of(SampleFile.brightField(Dialect.UNIVERSAL, path("universal.tif")));
		assertAnswers(universal, Answer.YES, Answer.YES, Answer.YES, Answer.NO);
		assertTrue(reason(universal, "ASAP").contains("XML"));
		assertTrue(universal.toText().endsWith("unless ASAP is to open it: then convert with dialect \"plain\"."));
		assertTrue(universal.toText()
			.contains("3 smaller levels in the main chain, marked as reduced; 3 smaller levels in SubIFDs"));
		assertTrue(universal.toText().contains("pixel size: 0.2500 x 0.2500 \u00b5m"));

		final TiffInspection plain = TiffInspection.of(SampleFile.brightField(Dialect.PLAIN, path("plain.tif")));
		assertAnswers(plain, Answer.YES, Answer.PARTLY, Answer.YES, Answer.YES);
		final TiffInspection ome = TiffInspection.of(SampleFile.brightField(Dialect.OME, path("ome.tif")));
		assertAnswers(ome, Answer.PARTLY, Answer.YES, Answer.YES, Answer.NO);
		assertEquals("level 0 only: the smaller levels are in SubIFDs, which it does not look at",
			reason(ome, "OpenSlide"));
		final TiffInspection svs = TiffInspection.of(SampleFile.brightField(Dialect.SVS, path("sample.svs")));
		assertAnswers(svs, Answer.YES, Answer.YES, Answer.YES, Answer.YES);
		assertTrue(svs.toText(), svs.toText().contains("little-endian") && svs.toText().contains("Aperio SVS"));
	}

	@Test
	public void strips() throws IOException {
		try (TiffFixture tiff = new TiffFixture(path("strips.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.add(tiff.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_RGB).strips(300, 200, 16));
		}
		final TiffInspection inspection = TiffInspection.of(path("strips.tif"));
		assertAnswers(inspection, Answer.NO, Answer.YES, Answer.YES, Answer.NO);
		assertEquals("the image is in strips, and OpenSlide takes tiled images only", reason(inspection, "OpenSlide"));
		assertTrue(inspection.toText().contains("strips of 16 rows"));
		assertTrue(inspection.toText()
			.contains("coverslip convert \"" + path("strips.tif") + "\" \"" + path("strips-pyramid.tif")
			+ "\" --compression lzw"));
	}

	@Test
	public void unmarkedLevels() throws IOException {
		try (TiffFixture tiff = new TiffFixture(path("unmarked.tif"), ByteOrder.LITTLE_ENDIAN, true)) {
			tiff.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_RGB).add(tiff.tiled(800, 600, 1))
				.add(tiff.tiled(400, 300, 2));
		}
		final TiffInspection inspection = TiffInspection.of(path("unmarked.tif"));
		assertAnswers(inspection, Answer.PARTLY, Answer.YES, Answer.YES, Answer.YES);
		assertEquals("level 0 only: the smaller images are not marked as reduced (NewSubfileType 1)",
			reason(inspection, "OpenSlide"));
		assertTrue(inspection.toText().contains("BigTIFF"));
	}

	@Test
	public void samplesThatAreNoColours() throws IOException {
		try (TiffFixture tiff = new TiffFixture(path("float.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.samples(1, PixelType.FLOAT32, TiffTag.PHOTOMETRIC_MIN_IS_BLACK).pyramid(600, 400, 2);
		}
		assertEquals(Answer.NO, answers(TiffInspection.of(path("float.tif"))).get("OpenSlide"));
		assertEquals(Answer.YES, answers(TiffInspection.of(path("float.tif"))).get("ASAP"));
		try (TiffFixture tiff = new TiffFixture(path("16.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.samples(1, PixelType.UINT16, TiffTag.PHOTOMETRIC_MIN_IS_BLACK).pyramid(600, 400, 2);
		}
		assertEquals("samples of 16 bits are cut to 8", reason(TiffInspection.of(path("16.tif")), "OpenSlide"));
	}

	@Test
	public void bigEndian() throws IOException {
		try (TiffFixture tiff = new TiffFixture(path("big.tif"), ByteOrder.BIG_ENDIAN, false)) {
			tiff.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_RGB).pyramid(600, 400, 2);
		}
		assertEquals(Answer.PARTLY, answers(TiffInspection.of(path("big.tif"))).get("OpenSlide"));
	}

	@Test
	public void noTiff() throws IOException {
		final Path text = Files.writeString(path("notes.tif"), "these are notes");
		final String report = TiffInspection.of(text).toText();
		assertTrue(report, report.contains("It is not a TIFF."));
		assertTrue(report, report.contains("Coverslip: no, "));
	}

	@Test
	public void aDamagedTiffIsAResult() throws IOException {
		final Path file = SampleFile.brightField(Dialect.PLAIN, path("plain.tif"));
		final byte[] all = Files.readAllBytes(file);
		final Path cut = Files.write(path("cut.tif"), Arrays.copyOf(all, all.length / 2));
		final String report = TiffInspection.of(cut).toText();
		assertTrue(report, report.contains("It begins as a TIFF, but is damaged: "));
		assertTrue(report, report.contains("Coverslip cannot make a better file of it."));
	}

	@Test(expected = FileNotFoundException.class)
	public void noFile() throws IOException {
		TiffInspection.of(path("nothing.tif"));
	}

	@Test
	public void aVendorsOwnKindOfTiff() throws IOException {
		final TiffInspection inspection = TiffInspection.of(RealSlides.path("ndpi/test3-TRITC 2 (560).ndpi"));
		assertAnswers(inspection, Answer.YES, Answer.YES, Answer.YES, Answer.YES);
		assertEquals("as a slide of vendor hamamatsu", reason(inspection, "OpenSlide"));
		assertTrue(inspection.toText(), inspection.toText().contains("pyramid: as hamamatsu stores it"));
	}

	/** Where OpenSlide is installed, it does what is said of it. */
	@Test
	public void openSlideDoesAsIsSaid() throws IOException {
		assertEquals("4", levelCount(SampleFile.brightField(Dialect.UNIVERSAL, path("universal.tif"))));
		assertEquals("1", levelCount(SampleFile.brightField(Dialect.OME, path("ome.tif"))));
		try (TiffFixture tiff = new TiffFixture(path("strips.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.add(tiff.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_RGB).strips(300, 200, 16));
		}
		assertFalse(Oracle.openSlideOpens(path("strips.tif")));
		try (TiffFixture tiff = new TiffFixture(path("unmarked.tif"), ByteOrder.LITTLE_ENDIAN, true)) {
			tiff.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_RGB).add(tiff.tiled(800, 600, 1))
				.add(tiff.tiled(400, 300, 2));
		}
		assertEquals("1", levelCount(path("unmarked.tif")));
	}

	private static String levelCount(final Path slide) throws IOException {
		return Oracle.openSlideProperties(slide).get("openslide.level-count");
	}

	/** Bio-Formats 6.7 wrote RGB into the tag and YCbCr into the streams. */
	@Test
	public void coloursThatProgramsShowDifferently() throws IOException {
		final TiffInspection real = TiffInspection.of(RealSlides.path("ome-tiff/OS-1-detail.ome.tif"));
		assertTrue(real.toText(),
			real.toText().contains("JPEG colours: the tag says RGB, the streams hold YCbCr: OpenSlide and libvips show"
			+ " false colours; GDAL, ImageMagick and others that use libtiff refuse it; Bio-Formats shows it "
			+ "rightly\n"));
		assertEquals("in false colours: the tag says RGB, the streams hold YCbCr", reason(real, "libvips"));
		assertEquals(Answer.PARTLY, answers(real).get("libvips"));
		final TiffInspection aperio = TiffInspection.of(RealSlides.path("svs/CMU-1-Small-Region.svs"));
		assertFalse(aperio.toText(), aperio.toText().contains("JPEG colours"));
	}

	@Test
	public void ycbcrWithoutSubsamplingIsWrongInBioFormats() throws IOException {
		final Path path = path("full.tif");
		try (TiffFixture fixture = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, false)) {
			fixture.samples(3, PixelType.UINT8, TiffTag.PHOTOMETRIC_YCBCR).compression(TiffTag.COMPRESSION_JPEG, 1)
				.jpeg(JpegSubsampling.NONE).tile(64, 64);
			fixture.add(fixture.tiled(100, 80, 1));
		}
		final TiffInspection inspection = TiffInspection.of(path);
		assertEquals(Answer.PARTLY, answers(inspection).get("Bio-Formats (Fiji)"));
		assertEquals(Answer.YES, answers(inspection).get("OpenSlide"));
		assertTrue(inspection.toText()
			.contains("JPEG colours: YCbCr without subsampling: Bio-Formats shows false colours\n"));
	}

	@Test
	public void saysWhatCoverslipLeavesOut() throws IOException {
		try (TiffFixture tiff = new TiffFixture(path("unlike.tif"), ByteOrder.LITTLE_ENDIAN, false)) {
			tiff.add(tiff.tiled(300, 200, 1)).add(tiff.tiled(250, 240, 1));
		}
		final String text = TiffInspection.of(path("unlike.tif")).toText();
		assertTrue(text, text.contains("Coverslip: yes, as tiled TIFF, 1 level\nnot shown by Coverslip: "));
		assertTrue(text, text.contains("250 x 240"));
	}
}
