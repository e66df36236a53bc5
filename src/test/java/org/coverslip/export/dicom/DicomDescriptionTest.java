package org.coverslip.export.dicom;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.Map;
import java.util.Optional;

import org.coverslip.slide.SlideMetadata;
import org.junit.Test;

/** What is said of a slide: by a file, by the slide. */
public class DicomDescriptionTest {

	private static String refused(final String json) {
		return assertThrows(IllegalArgumentException.class, () -> DicomDescription.ofJson(json)).getMessage();
	}

	@Test
	public void textsNumbersAndLists() {
		final DicomDescription said = DicomDescription.ofJson("{\"PatientID\": 4711, "
			+ "\"PatientName\": \"M\u00fcller^J\", \"PixelSpacing\": [0.00025, 3e-4], "
			+ "\"SliceThickness\": 0.004, \"StudyDate\": \"\"}");
		assertEquals(Optional.of("4711"), said.text("PatientID"));
		assertEquals(Optional.of("M\u00fcller^J"), said.text("PatientName"));
		assertEquals(Optional.of("2.5E-4\\3.0E-4"), said.text("PixelSpacing"));
		assertEquals(Optional.of("0.004"), said.text("SliceThickness"));
		assertEquals(Optional.empty(), said.text("LabelText"));
		assertEquals("x", said.text("StudyDate", "x"));
	}

	@Test
	public void whatCannotBe() {
		assertEquals("it is no JSON object with the keywords of DICOM, as {\"PatientID\": \"4711\"}", refused("[1]"));
		assertEquals("\"1.2.\" cannot be StudyInstanceUID, which is a unique identifier of digits and dots",
			refused("{\"StudyInstanceUID\": \"1.2.\"}"));
		final String sixtyFive = "1." + "2".repeat(63);
		assertEquals("\"" + sixtyFive + "\" cannot be StudyInstanceUID, which is a unique identifier of digits and "
			+ "dots", refused("{\"StudyInstanceUID\": \"" + sixtyFive + "\"}"));
		DicomDescription.ofJson("{\"StudyInstanceUID\": \"" + sixtyFive.substring(0, 64) + "\"}");
		assertEquals("\"20261331\" cannot be StudyDate, which is a date as 20261231",
			refused("{\"StudyDate\": \"20261331\"}"));
		assertEquals("\"2512\" cannot be StudyTime, which is a time as 235959", refused("{\"StudyTime\": 2512}"));
		assertEquals("\"12345678901234567\" cannot be AccessionNumber, which is at most 16 characters without a "
			+ "backslash", refused("{\"AccessionNumber\": \"12345678901234567\"}"));
		assertEquals("\"no\" cannot be ExtendedDepthOfField, which is at most 16 capital letters, digits and "
			+ "underscores", refused("{\"ExtendedDepthOfField\": \"no\"}"));
		assertEquals("\"-1\" cannot be PixelSpacing, which is a number of millimetres",
			refused("{\"PixelSpacing\": -1}"));
		assertEquals("\"2026\" cannot be AcquisitionDateTime, which is a date and time as 20261231235959",
			refused("{\"AcquisitionDateTime\": 2026}"));
	}

	private static DicomDescription of(final Map<String, String> properties) {
		return DicomDescription.of(new SlideMetadata("a slide.svs", "Aperio SVS", properties, null));
	}

	@Test
	public void whatScannersCallIt() {
		final DicomDescription aperio = of(Map.of("openslide.vendor", "aperio", "aperio.Date", "12/29/09",
			"aperio.Time", "09:59:15", "aperio.ScanScope ID", "SS1"));
		assertEquals(Optional.of("20091229095915"), aperio.text("AcquisitionDateTime"));
		assertEquals(Optional.of("SS1"), aperio.text("DeviceSerialNumber"));
		assertEquals(Optional.of("Aperio"), aperio.text("Manufacturer"));
		assertEquals(Optional.of("a slide"), aperio.text("ContainerIdentifier"));
		assertEquals(Optional.of("20240131080000"), of(Map.of("tiff.DateTime", "2024:01:31 08:00:00"))
			.text("AcquisitionDateTime"));
		assertEquals(Optional.empty(), of(Map.of("tiff.DateTime", "2024:99:31 08:00:00")).text("AcquisitionDateTime"));
	}

	/** A slide in DICOM says it itself; what is too long or not allowed is cut or left out. */
	@Test
	public void whatDicomSays() {
		final DicomDescription said = of(Map.of("dicom.PatientID", "4711", "dicom.StudyInstanceUID", "1.2.3",
			"dicom.SeriesInstanceUID", "1.2.4", "dicom.StudyDate", "2001.02.03", "dicom.Manufacturer", "x".repeat(70),
			"dicom.SpecimenDescriptionSequence[0].SpecimenIdentifier", "S1"));
		assertEquals(Optional.of("4711"), said.text("PatientID"));
		assertEquals(Optional.of("1.2.3"), said.text("StudyInstanceUID"));
		assertEquals("a copy is another series", Optional.empty(), said.text("SeriesInstanceUID"));
		assertEquals(Optional.empty(), said.text("StudyDate"));
		assertEquals(Optional.of("x".repeat(64)), said.text("Manufacturer"));
		assertEquals(Optional.of("S1"), said.text("SpecimenIdentifier"));
		assertEquals(Optional.of("1"), DicomDescription.ofJson("{\"PatientID\": \"1\"}").and(said).text("PatientID"));
	}
}
