package org.coverslip.format.dicom;

import static org.coverslip.dicom.DicomTag.*;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegEncoder;
import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.detect.SlideOpener;
import org.coverslip.dicom.DicomDataSet;
import org.coverslip.dicom.DicomFiles;
import org.coverslip.dicom.DicomParser;
import org.coverslip.io.StoredFile;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TestPattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** DICOM: names in attributes of all kinds, in frames and around them, and none of them in the new files. */
public class DicomDeidentifyTest {

	private static final String IMPLICIT = "1.2.840.10008.1.2";
	private static final String JPEG = "1.2.840.10008.1.2.4.50";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static DicomFixture named(final DicomFixture to, final DicomFixture item) {
		to.text(0x00100010, "PN", PlantedNames.in("name")).text(0x00100020, "LO", PlantedNames.in("id"))
			.text(0x00080050, "SH", PlantedNames.in("accession")).text(0x00080020, "DA", PlantedNames.in("date"))
			.text(0x0008103e, "LO", PlantedNames.in("description")).text(0x00181000, "LO", PlantedNames.in("serial"))
			.text(0x00280030 + 0x1000, "CS", PlantedNames.in("word")).text(0x00282114, "CS", PlantedNames.in("method"))
			.text(0x22000002, "UT", PlantedNames.in("label text")).text(0x22000005, "LT", PlantedNames.in("barcode"))
			.text(0x00091010, "LO", PlantedNames.in("private")).text(0x00400512, "LO", PlantedNames.in("container"))
			.value(0x00080012, "OB", PlantedNames.in("bytes").getBytes(StandardCharsets.UTF_16LE));
		final DicomFixture code = item.text(0x00080100, "SH", "111744").text(0x00080102, "SH", "DCM")
			.text(0x00080104, "LO", PlantedNames.in("meaning")).text(0x00400551, "LO", PlantedNames.in("specimen"));
		return to.sequence(0x00220016, true, List.of(code)).sequence(0x00400560, false, List.of(code))
			.sequence(0x00091011, true, List.of(code));
	}

	private Path write(final String name, final WsiFixture wsi, final int value) throws IOException {
		final DicomFixture head = wsi.head();
		named(head, head.item()).text(SOP_INSTANCE, "UI", "9.8.7." + value);
		final byte[] pixels = new byte[wsi.tiles() * Math.max(1, wsi.paths.size()) * WsiFixture.TILE * WsiFixture.TILE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) (i * 7 + value);
		head.value(PIXEL_DATA, "OW", pixels).value(0xfffcfffc, "OB", PlantedNames.bytes("trailing padding "));
		final byte[] bytes = head.bytes();
		System.arraycopy(PlantedNames.bytes("preamble"), 0, bytes, 0, PlantedNames.bytes("preamble").length);
		return Files.write(file(name), bytes);
	}

	@Test
	public void namesInASeriesAreNowhere() throws IOException {
		Files.createDirectory(file("series"));
		final Path level0 = write("series/a.dcm", new WsiFixture().path(PlantedNames.in("path"), "x"), 1);
		write("series/b.dcm", new WsiFixture().path(PlantedNames.in("path"), "x").size(50, 35), 2);
		write("series/label.dcm", new WsiFixture().flavor("LABEL"), 3);
		write("series/overview.dcm", new WsiFixture().flavor("OVERVIEW"), 4);
		PlantedNames.assertIn(level0, "name", "id", "accession", "date", "description", "serial", "word", "method",
			"label text", "barcode", "private", "container", "bytes", "meaning", "specimen", "preamble", "trailing",
			"path");
		for (final Path source : new Path[] { level0, file("series") }) {
			final Path target = file("target-" + source.getFileName());
			final String report = DeidentifiedSlide.write(source, target);
			PlantedNames.assertNowhere(target);
			assertFalse(report, report.contains("Jane"));
			assertTrue(report, report.contains("private attributes"));
			assertEquals(2, target.toFile().list().length);
			DeidentifiedSlide.assertSamePixels(source, target);
			try (Slide slide = SlideOpener.open(target)) {
				assertEquals(0, slide.associatedImages().size());
			}
		}
		try (DicomFiles files = new DicomFiles()) {
			final DicomDataSet before = DicomParser.parse(files, StoredFile.of(level0));
			final DicomDataSet one = DicomParser.parse(files, StoredFile.of(file("target-series").resolve("1.dcm")));
			final DicomDataSet two = DicomParser.parse(files, StoredFile.of(file("target-series").resolve("2.dcm")));
			for (final int uid : new int[] { SERIES_INSTANCE, FRAME_OF_REFERENCE }) {
				assertNotEquals(before.text(uid), one.text(uid));
				assertEquals("the same for the same", one.text(uid), two.text(uid));
			}
			assertNotEquals(one.text(SOP_INSTANCE), two.text(SOP_INSTANCE));
			assertEquals("YES", one.text(0x00120062));
			assertTrue(one.has(0x00100010) && one.text(0x00100010).isEmpty());
		}
	}

	@Test
	public void dataSetsWithoutTypesGetThem() throws IOException {
		final WsiFixture wsi = new WsiFixture();
		wsi.syntax = IMPLICIT;
		final Path source = write("source.dcm", wsi, 1);
		DeidentifiedSlide.write(source, file("target.dcm"));
		PlantedNames.assertNowhere(file("target.dcm"));
		DeidentifiedSlide.assertSamePixels(source, file("target.dcm"));
	}

	@Test
	public void framesKeepTheirDataAndLoseTheirComments() throws IOException {
		final JpegEncoder encoder = JpegEncoder.ofWholeStreams(90, JpegSubsampling.NONE, 3);
		for (final boolean table : new boolean[] { false, true })
			for (final boolean parted : new boolean[] { false, true }) {
				if (parted && !table) continue;
				final WsiFixture wsi = new WsiFixture();
				wsi.syntax = JPEG;
				wsi.samples = 3;
				wsi.photometric = "YBR_FULL";
				final List<List<byte[]>> frames = new ArrayList<>();
				for (int i = 0; i < wsi.tiles(); i++) {
					final byte[] jpeg = PlantedNames.inJpeg(
						encoder.encode(TestPattern.block(i * 64, 0, TestPattern.rgb(64, 64))), "frame");
					frames.add(parted ? List.of(Arrays.copyOf(jpeg, 700), Arrays.copyOfRange(jpeg, 700,
						jpeg.length)) : List.of(jpeg));
				}
				final DicomFixture head = wsi.head();
				final Path source = Files.write(file("source.dcm"), head.frames(table, frames).bytes());
				PlantedNames.assertIn(source, "frame comment", "frame exif");
				DeidentifiedSlide.write(source, file("target.dcm"));
				PlantedNames.assertNowhere(file("target.dcm"));
				DeidentifiedSlide.assertSamePixels(source, file("target.dcm"));
			}
	}

	@Test
	public void onlyALabelIsRefused() throws IOException {
		final Path source = write("label.dcm", new WsiFixture().flavor("LABEL"), 3);
		final String said = assertThrows(IOException.class, () -> DeidentifiedSlide.write(source, file("x.dcm")))
			.getMessage();
		assertTrue(said, said.contains("no volume that could be kept"));
		assertFalse(Files.exists(file("x.dcm")));
	}

	@Test
	public void realSlidesStayTheSame() throws IOException {
		for (final String name : List.of("jcupitt-cmu-1-small-region", "nema-BPAEC", "openslide-python-boxes",
			"wsi2dcm-jpeg.dcm", "wsi2dcm-jpeg2000.dcm", "wsi2dcm-raw.dcm", "highdicom-sm_image_jpegls.dcm",
			"panimg-full_with_bot.dcm", "google-multiframe_camelyon.dcm"))
		{
			final Path source = RealSlides.path("dicom/" + name);
			DeidentifiedSlide.write(source, file(name), Set.of(KeptPart.CHANNELS));
			DeidentifiedSlide.assertSamePixels(source, file(name));
			PlantedNames.assertLacks(file(name), "20120327165454", "3DHISTECH", "test13");
		}
	}

	@Test
	public void pydicomSeesTheSamePixels() throws IOException {
		final Path source = RealSlides.path("dicom/jcupitt-cmu-1-small-region/level-2-frames-0-4.dcm");
		DeidentifiedSlide.write(source, file("target"));
		final byte[] expected = Oracle.pydicomMatrix(source);
		boolean found = false;
		for (int i = 1; Files.exists(file("target").resolve(i + ".dcm")); i++) {
			final byte[] matrix = Oracle.pydicomMatrix(file("target").resolve(i + ".dcm"));
			if (matrix.length != expected.length) continue;
			assertArrayEquals(expected, matrix);
			found = true;
		}
		assertTrue(found);
	}
}
