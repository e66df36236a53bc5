package org.coverslip.deidentify.tiff;

import static org.coverslip.tiff.TiffTag.*;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.coverslip.codec.jpeg.JpegSubsampling;
import org.coverslip.command.SampleFile;
import org.coverslip.deidentify.KeptPart;
import org.coverslip.detect.SlideOpener;
import org.coverslip.pixel.PixelType;
import org.coverslip.slide.Slide;
import org.coverslip.testing.DeidentifiedSlide;
import org.coverslip.testing.Oracle;
import org.coverslip.testing.PlantedNames;
import org.coverslip.testing.RealSlides;
import org.coverslip.testing.TiffFixture;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** OME-TIFF and QPTIFF: names in XML and elsewhere, and none of them in the new file. */
public class OmeDeidentifyTest {

	private static final String NAMESPACE = "http://www.openmicroscopy.org/Schemas/OME/2016-06";

	@Rule
	public final TemporaryFolder folder = new TemporaryFolder();

	private Path file(final String name) {
		return folder.getRoot().toPath().resolve(name);
	}

	private static String image(final String name, final int ifd, final int width, final int height,
		final String more) {
		return "<Image ID=\"" + PlantedNames.in("id" + ifd) + "\" Name=\"" + name + "\"><AcquisitionDate>"
			+ PlantedNames.in("date") + "</AcquisitionDate><Description>" + PlantedNames.in("description")
			+ "</Description><InstrumentRef ID=\"Instrument:9\"/><ObjectiveSettings ID=\"" + PlantedNames.in("lens")
			+ "\"/><Pixels ID=\"Pixels:" + ifd
			+ "\" DimensionOrder=\"XYCZT\" Type=\"uint8\" SizeX=\"" + width + "\" SizeY=\"" + height
			+ "\" SizeZ=\"1\" SizeC=\"3\" SizeT=\"1\"" + more + "><Channel ID=\"Channel:" + ifd
			+ ":0\" SamplesPerPixel=\"3\" Name=\"" + PlantedNames.in("channel") + "\"/><TiffData IFD=\"" + ifd
			+ "\" FirstC=\"0\" PlaneCount=\"1\"><UUID FileName=\"" + PlantedNames.in("file") + "\">urn:uuid:"
			+ PlantedNames.in("uuid") + "</UUID></TiffData></Pixels></Image>";
	}

	private Path ome() throws IOException {
		final Path path = file("source.ome.tif");
		try (TiffFixture f = new TiffFixture(path, ByteOrder.LITTLE_ENDIAN, true)) {
			f.gap(PlantedNames.bytes("gap")).jpeg(JpegSubsampling.NONE)
				.stored(tile -> PlantedNames.inJpeg(tile, "tile"));
			final String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><OME xmlns=\"" + NAMESPACE + "\" UUID=\""
				+ PlantedNames.in("root") + "\"><Experimenter ID=\"Experimenter:0\" UserName=\""
				+ PlantedNames.in("experimenter") + "\"/><Instrument ID=\"Instrument:9\"><Objective ID=\""
				+ PlantedNames.in("lens") + "\" SerialNumber=\"" + PlantedNames.in("serial")
				+ "\" NominalMagnification=\"40\"/></Instrument>" + image("label image", 0, 60, 40, "")
				+ image(PlantedNames.in("image"), 1, 500, 300, " PhysicalSizeX=\"0.5\" PhysicalSizeY=\"0.5\"")
				+ "<StructuredAnnotations><XMLAnnotation ID=\"Annotation:0\"><Value><OriginalMetadata><Key>"
				+ PlantedNames.in("key") + "</Key></OriginalMetadata></Value></XMLAnnotation></StructuredAnnotations>"
				+ "</OME>";
			f.add(f.strips(60, 40, 40).ascii(IMAGE_DESCRIPTION, xml).ascii(SOFTWARE, PlantedNames.in("software")));
			f.add(f.tiled(500, 300, 1).ascii(DATE_TIME, PlantedNames.in("DateTime"))
				.subIfd(f.tiled(250, 150, 2).longs(NEW_SUBFILE_TYPE, 1).ascii(ARTIST, PlantedNames.in("artist"))));
		}
		return path;
	}

	@Test
	public void namesInAnOmeTiffAreNowhere() throws IOException {
		final Path source = ome();
		PlantedNames.assertIn(source, "id1", "date", "description", "channel", "file", "uuid", "root", "experimenter",
			"serial", "key", "software", "DateTime", "artist", "tile exif", "gap", "lens");
		final Path target = file("target.ome.tif");
		final String report = DeidentifiedSlide.write(source, target);
		PlantedNames.assertNowhere(target);
		assertFalse(report, report.contains("Jane"));
		assertTrue(report, report.contains("image that may be a label, macro or thumbnail\n"));
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals("OME-TIFF", slide.metadata().format());
			assertEquals(1, slide.scenes().size());
			assertEquals(2, slide.scenes().get(0).levels().size());
			assertEquals(0.5, slide.scenes().get(0).pixelSize().get().xUm(), 0);
			assertEquals(40, slide.scenes().get(0).objectivePower().getAsDouble(), 0);
		}
		assertEquals(1, Oracle.tifffileSeries(target).stream().map(level -> level.series()).distinct().count());
	}

	/** For OpenSlide there is a chain of coarser levels besides those that the XML knows. */
	@Test
	public void coarserLevelsForOtherReadersStay() throws IOException {
		final Path source = SampleFile.brightField(file("source.ome.tif"));
		DeidentifiedSlide.write(source, file("target.ome.tif"));
		DeidentifiedSlide.assertSamePixels(source, file("target.ome.tif"));
		DeidentifiedSlide.assertSameInOpenSlide(source, file("target.ome.tif"), 2);
	}

	@Test
	public void aLabelThatCannotBeToldApartIsRefused() throws IOException {
		final Path source = file("source.ome.tif");
		try (TiffFixture f = new TiffFixture(source, ByteOrder.LITTLE_ENDIAN, true)) {
			f.add(f.tiled(500, 300, 1).ascii(IMAGE_DESCRIPTION, "<OME xmlns=\"" + NAMESPACE + "\">"
				+ image("label image", 0, 500, 300, "").replaceAll("<TiffData.*</TiffData>", "<TiffData/>")
				+ image("x", 1, 500, 300, "").replaceAll("<TiffData.*</TiffData>", "<TiffData/>") + "</OME>"));
			f.add(f.tiled(500, 300, 1));
		}
		final String said = assertThrows(IOException.class,
			() -> DeidentifiedSlide.write(source, file("x.ome.tif"))).getMessage();
		assertTrue(said, said.contains("which of its directories are the label"));
	}

	@Test
	public void realOmeTiffsStayTheSame() throws IOException {
		for (final String name : List.of("OS-1-detail.ome.tif", "OS-2-ndpi.ome.tif", "xenium-morphology.ome.tif",
			"qupath-cells-2c.ome.tif", "qupath-cells-2t.ome.tif", "minerva-2048x2048_ome6_tiled.ome.tif",
			"libvips-multi-channel-z-series.ome.tif", "viv-loaders-multi-channel.ome.tif"))
		{
			final Path source = RealSlides.path("ome-tiff/" + name);
			final Path target = file(name);
			DeidentifiedSlide.write(source, target, Set.of(KeptPart.CHANNELS));
			DeidentifiedSlide.assertSamePixels(source, target);
			PlantedNames.assertLacks(target, "AcquisitionDate", "Experimenter", "UUID");
		}
	}

	@Test
	public void oneOfSeveralFilesIsRefused() {
		final Path companion = RealSlides.path("ome-tiff/ome-spec-2015-01-companion");
		final Path[] first = companion.toFile().listFiles() == null ? new Path[0]
			: Arrays.stream(companion.toFile().listFiles()).map(f -> f.toPath())
			.filter(p -> p.toString().endsWith("tiff")).sorted().toArray(Path[]::new);
		final String said =
			assertThrows(IOException.class, () -> DeidentifiedSlide.write(first[0], file("x.ome.tiff"))).getMessage();
		assertTrue(said, said.contains("convert it with associated=none"));
	}

	private static String qpi(final String type) {
		return "<?xml version=\"1.0\" encoding=\"utf-16\"?>\r\n<PerkinElmer-QPI-ImageDescription><ImageType>" + type
			+ "</ImageType><Identifier>" + PlantedNames.in("identifier") + "</Identifier><SlideID>"
			+ PlantedNames.in("slide") + "</SlideID><Barcode>" + PlantedNames.in("barcode") + "</Barcode><ComputerName>"
			+ PlantedNames.in("computer") + "</ComputerName><Name>" + PlantedNames.in("channel")
			+ "</Name><Color>0,0,255</Color><Objective>" + PlantedNames.in("objective")
			+ "</Objective><Responsivity><Filter><Date>" + PlantedNames.in("date") + "</Date></Filter></Responsivity>"
			+ "<ScanProfile><root><ScanResolution><Magnification>40</Magnification></ScanResolution><Operator>"
			+ PlantedNames.in("profile") + "</Operator></root></ScanProfile></PerkinElmer-QPI-ImageDescription>";
	}

	@Test
	public void namesInAQptiffAreNowhere() throws IOException {
		final Path source = file("source.qptiff");
		try (TiffFixture f = new TiffFixture(source, ByteOrder.LITTLE_ENDIAN, true)) {
			f.gap(PlantedNames.bytes("gap")).compression(COMPRESSION_LZW, 1)
				.samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK)
				.stored(tile -> PlantedNames.concat(tile, PlantedNames.bytes("tile")));
			for (int channel = 0; channel < 2; channel++)
				f.add(f.tiled(600, 400, 1).ascii(IMAGE_DESCRIPTION, qpi("FullResolution"))
					.ascii(SOFTWARE, "PerkinElmer-QPI " + PlantedNames.in("software")));
			f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
			f.add(f.strips(60, 40, 16).ascii(IMAGE_DESCRIPTION, qpi("Thumbnail")));
			f.samples(1, PixelType.UINT16, PHOTOMETRIC_MIN_IS_BLACK);
			for (int channel = 0; channel < 2; channel++)
				f.add(f.tiled(300, 200, 2).longs(NEW_SUBFILE_TYPE, 1)
					.ascii(IMAGE_DESCRIPTION, qpi("ReducedResolution")));
			f.samples(3, PixelType.UINT8, PHOTOMETRIC_RGB);
			f.add(f.strips(70, 30, 16).ascii(IMAGE_DESCRIPTION, qpi("Overview")));
			f.add(f.strips(30, 30, 16).ascii(IMAGE_DESCRIPTION, qpi("Label")));
		}
		PlantedNames.assertIn(source, "identifier", "slide", "barcode", "computer", "channel", "objective", "date",
			"profile", "software", "tile", "gap");
		final Path target = file("target.qptiff");
		DeidentifiedSlide.write(source, target, Set.of(KeptPart.THUMBNAIL));
		PlantedNames.assertNowhere(target);
		DeidentifiedSlide.assertSamePixels(source, target);
		try (Slide slide = SlideOpener.open(target)) {
			assertEquals(0, slide.associatedImages().size());
			assertEquals(40, slide.scenes().get(0).objectivePower().getAsDouble(), 0);
		}
	}

	@Test
	public void aRealQptiffStaysTheSame() throws IOException {
		final Path source = RealSlides.path("qptiff/pathml-small_vectra.qptiff");
		DeidentifiedSlide.write(source, file("target.qptiff"));
		DeidentifiedSlide.assertSamePixels(source, file("target.qptiff"));
		PlantedNames.assertLacks(file("target.qptiff"), "RTM61", "WIN-518AEG3GFG2", "688b0669", "2020-09", "C11440");
	}
}
